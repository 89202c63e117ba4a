package typeset

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"html"
	"html/template"
	"io"
	"log/slog"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/memed/memed/fonts"
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

// browserFlags keep the browser to the page: no first-run questions, no traffic, and, for containers, no sandbox.
var browserFlags = []string{
	"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
	"--disable-component-update", "--disable-sync", "--allow-file-access-from-files",
	"--virtual-time-budget=60000", // waits for the fonts; time passes only while nothing is to be done
	"--dump-dom",
}

// browserTimeout is generous: the page takes two seconds on two cores.
const browserTimeout = 50 * time.Second

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
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("chromium is missing; CI needs it")
		}
		t.Skip("chromium is not installed; scripts/install-test-tools installs it")
	}
	page := filepath.Join(t.TempDir(), "page.html")
	writePage(t, page, map[string]any{"Fonts": fontURLs(t, library), "Texts": texts})

	ctx, cancel := context.WithTimeout(t.Context(), browserTimeout)
	defer cancel()
	args := append(browserFlags[:len(browserFlags):len(browserFlags)], "--user-data-dir="+t.TempDir(), fileURL(page))
	cmd := exec.CommandContext(ctx, chromium, args...)
	cmd.WaitDelay = time.Second
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	dom, err := cmd.Output()
	if err != nil {
		t.Fatalf("chromium: %v\n%s", err, complaints.Bytes())
	}
	settings := parseDOM(t, dom)
	if len(settings) != len(texts) {
		t.Fatalf("%d settings of %d texts", len(settings), len(texts))
	}
	return settings
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

var body = regexp.MustCompile(`(?s)<body>(.*)</body>`)

func parseDOM(t *testing.T, dom []byte) []browserSetting {
	t.Helper()
	found := body.FindSubmatch(dom)
	if found == nil {
		t.Fatalf("the browser shows no page: %.500s", dom)
	}
	var result struct {
		Settings []browserSetting
		Error    string
	}
	if err := json.Unmarshal([]byte(html.UnescapeString(string(found[1]))), &result); err != nil || result.Error != "" {
		t.Fatalf("the page reports %q, %v: %.500s", result.Error, err, found[1])
	}
	return result.Settings
}
