package platetest

import (
	"os"
	"path/filepath"
	"testing"
)

// RealPictures lists the files of the embedded templates and of the shared test data.
func RealPictures(t testing.TB) []string {
	t.Helper()
	root := "."
	for !exists(filepath.Join(root, "go.mod")) {
		root = filepath.Join("..", root)
	}
	data := os.Getenv("MEMED_TEST_DATA")
	if data == "" {
		data = filepath.Join(root, "..", "shared", "data")
	}
	var paths []string
	for _, pattern := range []string{
		filepath.Join(root, "internal", "templates", "embedded", "*.[jpg][pni][gf]"),
		filepath.Join(data, "flat", "*"),
		filepath.Join(data, "memegen", "*", "*.[jpg][pni][gf]"),
	} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, found...)
	}
	if !exists(data) {
		t.Logf("only the embedded templates: no test data in %s; set MEMED_TEST_DATA", data)
	}
	return paths
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
