package main

import (
	"fmt"
	"image"
	"math"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/plate/platetest"
	"github.com/memed/memed/internal/testtool"
)

// TestReaders has readers that are not ours read every template in every format: Go's decoders, the tools of other libraries, and a browser.
func TestReaders(t *testing.T) {
	p := startCommand(t, exec.Command(build(t), "--templates", everyPicture(t), "--request-timeout", "0", "--output-cache", "0"))
	all := decode[[]template](t, p.get("/templates"))
	made := &album{folder: t.TempDir()}
	for _, format := range caption.Formats {
		t.Run(string(format), func(t *testing.T) {
			for _, listed := range all {
				s := newSample(listed, format)
				if s.slow() {
					continue
				}
				t.Run(listed.ID, func(t *testing.T) {
					t.Parallel()
					a := p.caption(s.query)
					s.see(t, a)
					made.add(t, s, a.body)
					s.judge(t, a.body)
				})
			}
		})
	}
	t.Run("chromium", func(t *testing.T) { made.browse(t) })
}

// build makes the program as it is released. Under the race detector, as the other tests may run it, so many pictures would take minutes.
func build(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "memed")
	if out, err := exec.Command(testtool.Path(t, "go"), "build", "-o", path, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return path
}

// everyPicture makes a folder of all real pictures at hand, of folders with several styles the default ones. They are named by their folders
// and files, so that none hides another or an embedded template.
func everyPicture(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	for _, path := range platetest.RealPictures(t) {
		path, err := filepath.Abs(path)
		if err != nil {
			t.Fatal(err)
		}
		parent, file := filepath.Base(filepath.Dir(path)), filepath.Base(path)
		embedded := parent == "embedded" // which the program has, with its boxes
		if embedded || parent != "flat" && !strings.HasPrefix(file, "default.") {
			continue
		}
		id := parent + "-" + strings.ReplaceAll(file, ".", "-")
		if err := os.Symlink(path, filepath.Join(folder, id+filepath.Ext(path))); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// sample is a caption to ask for, and what its picture should be.
type sample struct {
	id     string
	format caption.Format
	query  string
	size   image.Point
	frames int
	tones  []float64 // of the first frame, as Go decodes it
}

// newSample asks for two lines at the template's own size. But WebP, whose library is slow, is made small, and so is what is large and of
// another format than its template.
func newSample(listed template, format caption.Format) *sample {
	s := &sample{id: listed.ID, format: format, size: image.Pt(listed.Width, listed.Height), frames: 1}
	query := url.Values{"template": {listed.ID}, "format": {string(format)}, "captions[0]": {"One does not simply"}}
	if len(listed.Boxes) != 1 {
		query.Set("captions[1]", "read a picture")
	}
	const large = 1_000_000
	width := listed.Width
	switch {
	case format == caption.WebP:
		width = 200
	case listed.Format != string(format) && listed.Width*listed.Height > large:
		width = 800
	}
	if width != listed.Width {
		query.Set("width", strconv.Itoa(width))
		s.size = image.Pt(width, int(math.Round(float64(width*listed.Height)/float64(listed.Width))))
	}
	if format == caption.GIF || format == caption.WebP {
		s.frames = listed.Frames
	}
	s.query = query.Encode()
	return s
}

// slow leaves out long animations as WebP, which are encoded frame by frame and would take most of the test's time.
func (s *sample) slow() bool {
	const mostFrames = 12
	return s.format == caption.WebP && s.frames > mostFrames
}

// judge lets a tool of the format read the picture. It must not complain, and see the size and the frames that were asked for.
func (s *sample) judge(t *testing.T, data []byte) {
	t.Helper()
	var program string
	var args, want []string
	switch s.format {
	case caption.JPEG:
		program, args = "djpeg", []string{"-strict", "-outfile", os.DevNull} // it says nothing
	case caption.PNG:
		program = "pngcheck"
		want = []string{"OK: ", fmt.Sprintf(" (%dx%d, ", s.size.X, s.size.Y)}
	case caption.GIF:
		program, args = "gifsicle", []string{"--info"}
		want = []string{fmt.Sprintf(" %d image", s.frames), fmt.Sprintf("logical screen %dx%d\n", s.size.X, s.size.Y)}
	case caption.WebP:
		program, args = "webpinfo", []string{"-diag", "-bitstream_info"}
		want = []string{"No error detected.", fmt.Sprintf("Width: %d\n", s.size.X), fmt.Sprintf("Height: %d\n", s.size.Y)}
	}
	said := string(platetest.Run(t, testtool.Path(t, program), data, "."+string(s.format), append(args, "-")...))
	for _, w := range want {
		if !strings.Contains(said, w) {
			t.Errorf("%s does not say %q: %.500q", program, w, said)
		}
	}
	if frames := strings.Count(said, "Chunk ANMF"); s.format == caption.WebP && s.frames > 1 && frames != s.frames {
		t.Errorf("webpinfo sees %d frames, want %d", frames, s.frames)
	}
}
