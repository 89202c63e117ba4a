package typeset

import (
	"bytes"
	"crypto/sha256"
	"html/template"
	"io"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"github.com/memed/memed/fonts"
	"github.com/memed/memed/internal/testtool"
)

// browserText is a text that the browser sets: on one line, or in a box of a width in em.
type browserText struct {
	Font, Text string
	Width      float64
}

// browserSetting is what came of it.
type browserSetting struct {
	Width     float64 // of the line or the box, in em
	Graphemes []browserGrapheme
}

// browserGrapheme is a grapheme cluster: the rune it begins with, where its left edge stands in em, and on which line.
type browserGrapheme struct {
	First int
	Left  float64
	Line  int
}

func browserLibrary(t *testing.T) *fonts.Library {
	t.Helper()
	library, err := fonts.Open(fonts.Config{CacheBytes: 64 << 20}, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		t.Fatal(err)
	}
	return library
}

// browse has Chromium set texts in the bundled fonts.
func browse(t *testing.T, library *fonts.Library, texts []browserText) []browserSetting {
	t.Helper()
	page := filepath.Join(t.TempDir(), "page.html")
	writePage(t, page, map[string]any{"Fonts": fontURLs(t, library), "Texts": texts})

	var result struct {
		Settings []browserSetting
		Error    string
	}
	// The virtual time waits for the fonts; it passes only while nothing is to be done.
	testtool.Chromium(t, fileURL(page), &result, "--allow-file-access-from-files", "--virtual-time-budget=60000")
	if result.Error != "" || len(result.Settings) != len(texts) {
		t.Fatalf("%d settings of %d texts: %s", len(result.Settings), len(texts), result.Error)
	}
	return result.Settings
}

func writePage(t *testing.T, path string, data any) {
	t.Helper()
	var page bytes.Buffer
	if err := template.Must(template.ParseFiles("testdata/browser.html")).Execute(&page, data); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, page.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// fontURLs finds the file of each bundled font by its digest.
func fontURLs(t *testing.T, library *fonts.Library) map[string]string {
	t.Helper()
	ids := make(map[[sha256.Size]byte]string)
	for _, f := range library.List() {
		ids[f.Digest] = f.ID
	}
	files, err := filepath.Glob("../../fonts/files/*.ttf")
	if err != nil {
		t.Fatal(err)
	}
	urls := make(map[string]string)
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		path, err := filepath.Abs(file)
		if err != nil {
			t.Fatal(err)
		}
		urls[ids[sha256.Sum256(data)]] = fileURL(path)
	}
	if len(urls) != len(ids) {
		t.Fatalf("files of %d fonts out of %d", len(urls), len(ids))
	}
	return urls
}

func fileURL(path string) string {
	u := url.URL{Scheme: "file", Path: path}
	return u.String()
}
