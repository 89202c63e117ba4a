package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/memed/memed/internal/caption"
)

// realPictures returns the folder of real pictures to test with.
func realPictures(t testing.TB) string {
	t.Helper()
	data := os.Getenv("MEMED_TEST_DATA")
	if data == "" {
		data = filepath.Join("..", "..", "..", "shared", "data")
	}
	folder := filepath.Join(data, "flat")
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("no real pictures: %v; set MEMED_TEST_DATA to a folder that has them", err)
	}
	return folder
}

func TestRealPictures(t *testing.T) {
	folder := realPictures(t)
	p := start(t, "--templates", folder, "--request-timeout", "0")
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		id := strings.TrimSuffix(file.Name(), filepath.Ext(file.Name()))
		t.Run(id, func(t *testing.T) {
			listed := decode[template](t, p.get("/templates/"+id))
			for _, format := range caption.Formats {
				a := p.caption("template=" + id + "&top_text=One+does+not+simply&bottom_text=decode+a+picture&width=200&format=" + string(format))
				if format == caption.WebP && listed.Animated {
					if a.StatusCode != 200 || !strings.HasPrefix(string(a.body[8:]), "WEBPVP8X") {
						t.Errorf("animated WebP: status %d", a.StatusCode)
					}
					continue
				}
				img, name := a.picture(t)
				if size := img.Bounds().Size(); name != string(format) || size.X != 200 {
					t.Errorf("%s: %s of %v", format, name, size)
				}
			}
		})
	}
	for id, format := range map[string]string{"badluckbrian": "png", "grumpycat": "png", "zoidberg": "jpeg", "badger": "gif", "inception": "png"} {
		if got := decode[template](t, p.get("/templates/"+id)).Format; got != format {
			t.Errorf("%s is a %s, want %s", id, got, format)
		}
	}
}
