package plate

import (
	"bytes"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// oracle returns the path of a program that judges the tests' files, if its version begins as it should. Without it the test is
// skipped; but CI has them all.
func oracle(t testing.TB, name, flag, version string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err == nil {
		var out []byte
		if out, err = exec.Command(path, flag).Output(); err == nil && strings.HasPrefix(string(out), version) {
			return path
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is missing (%v); CI needs it", name, err)
	}
	t.Skipf("%s is not installed, so nobody judges the file; scripts/install-test-tools installs it: %v", name, err)
	return ""
}

// run returns what a program says of a file with this content. "-" among the arguments stands for the file's path.
func run(t testing.TB, program string, data []byte, suffix string, args ...string) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "print"+suffix)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
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

// magick returns the frames that ImageMagick sees in a file, after the given operations.
func magick(t testing.TB, data []byte, suffix string, size image.Point, operations ...string) []*image.RGBA {
	t.Helper()
	convert := oracle(t, "convert", "-version", "Version: ImageMagick")
	raw := run(t, convert, data, suffix, slices.Concat([]string{"-"}, operations, []string{"-depth", "8", "rgba:-"})...)
	length := 4 * size.X * size.Y
	if len(raw)%length != 0 {
		t.Fatalf("%d bytes of pixels for frames of %v", len(raw), size)
	}
	var frames []*image.RGBA
	for ; len(raw) > 0; raw = raw[length:] {
		img := image.NewNRGBA(image.Rectangle{Max: size})
		copy(img.Pix, raw)
		frames = append(frames, premultiplied(img))
	}
	return frames
}
