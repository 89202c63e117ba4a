package platetest

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

// Oracle returns the path of a program that judges the tests' files. Without it the test is skipped; but CI has them all.
func Oracle(t testing.TB, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err == nil {
		return path
	}
	message := name + " is not installed, so nobody judges the file; scripts/install-test-tools installs it"
	if os.Getenv("CI") != "" {
		t.Fatal(message)
	}
	t.Skip(message)
	return ""
}

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
