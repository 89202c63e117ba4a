package platetest

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

// Run returns what a program says of a file with this content. "-" among the arguments stands for the file's path.
func Run(t testing.TB, program string, data []byte, suffix string, args ...string) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "print"+suffix)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	args = slices.Clone(args)
	for i := range args {
		if args[i] == "-" {
			args[i] = path
		}
	}
	var complaints bytes.Buffer
	cmd := exec.Command(program, args...)
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil || complaints.Len() > 0 {
		t.Fatalf("%s: %v\n%s%s", filepath.Base(program), err, out, complaints.Bytes())
	}
	return out
}
