package main

import (
	htmltemplate "html/template"
	"image"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/testtool"
)

// album is a folder of pictures for a browser to look at.
type album struct {
	folder string

	mu      sync.Mutex // guards samples
	samples []*sample
}

func (a *album) add(t *testing.T, s *sample, data []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(a.folder, s.file()), data, 0o600); err != nil {
		t.Fatal(err)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.samples = append(a.samples, s)
}

func (s *sample) file() string { return s.id + "." + string(s.format) }

// browse has Chromium load all pictures in one page, and compares what it shows with what Go decodes.
func (a *album) browse(t *testing.T) {
	t.Helper()
	seen := a.open(t)
	if len(seen) != len(a.samples) {
		t.Fatalf("%d pictures on the page, want %d", len(seen), len(a.samples))
	}
	for i, s := range a.samples {
		if size := image.Pt(seen[i].Width, seen[i].Height); size != s.size {
			t.Errorf("%s has size %v, want %v: %s", s.file(), size, s.size, seen[i].Error)
			continue
		}
		if off := farthest(seen[i].Tones, s.tones); off > s.tolerance() {
			t.Errorf("%s is shown otherwise than Go decodes it: a mean is off by %.3f", s.file(), off)
		}
	}
}

// tolerance is how much a mean may be off, of 255. Decoders of JPEG round colours and interpolate chroma in different ways;
// of the others only colours that are partly transparent are rounded.
func (s *sample) tolerance() float64 {
	if s.format == caption.JPEG {
		return 1.5
	}
	return 0.1
}

func farthest(a, b []float64) float64 {
	if len(a) != len(b) {
		return math.Inf(1)
	}
	var off float64
	for i := range a {
		off = max(off, math.Abs(a[i]-b[i]))
	}
	return off
}

// seen is a picture as the browser has it: its first frame, and no size if it cannot be read.
type seen struct {
	Width, Height int
	Tones         []float64
	Error         string
}

var page = htmltemplate.Must(htmltemplate.ParseFiles("testdata/readers.html"))

// open returns what the browser has seen, in the order of the samples.
func (a *album) open(t *testing.T) (all []seen) {
	t.Helper()
	var files []string
	for _, s := range a.samples {
		files = append(files, s.file())
	}
	mux := http.NewServeMux()
	mux.Handle("/", http.FileServer(http.Dir(a.folder)))
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, _ *http.Request) {
		if err := page.Execute(w, files); err != nil {
			t.Error(err)
		}
	})
	server := httptest.NewServer(mux)
	defer server.Close()

	testtool.Chromium(t, server.URL, &all)
	return all
}
