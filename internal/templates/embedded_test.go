package templates

import (
	"io/fs"
	"log/slog"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/memed/memed/internal/caption"
)

func openEmbedded(t testing.TB) *Store {
	t.Helper()
	s, err := Open(Config{MaxPixels: plenty}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestEmbeddedSet(t *testing.T) {
	s := openEmbedded(t)
	formats := make(map[caption.Format]int)
	animated := 0
	for _, template := range s.List() {
		formats[template.Format]++
		if template.Animated() {
			animated++
		}
	}
	if stills := len(s.List()) - animated; stills < 12 || animated < 3 {
		t.Errorf("%d stills and %d animations, want at least 12 and 3", stills, animated)
	}
	for _, format := range []caption.Format{caption.JPEG, caption.PNG, caption.GIF} {
		if formats[format] == 0 {
			t.Errorf("no template is a %s", format)
		}
	}
}

func TestEmbeddedTemplates(t *testing.T) {
	s := openEmbedded(t)
	for _, template := range s.List() {
		t.Run(template.ID, func(t *testing.T) {
			checkLoads(t, s, template)
			if template.Name == "" || len(template.Keywords) == 0 {
				t.Errorf("name %q, keywords %q", template.Name, template.Keywords)
			}
			if template.Width < 300 {
				t.Errorf("only %d pixels wide", template.Width)
			}
			least, most := len(template.Boxes), len(template.Boxes)
			if most == 0 {
				least, most = 1, 3
			}
			if n := len(template.Example); n < least || n > most || slices.Contains(template.Example, "") {
				t.Errorf("example %q for %d boxes", template.Example, len(template.Boxes))
			}
			for i, box := range template.Boxes {
				checkBox(t, i, box, template)
			}
		})
	}
}

// checkBox checks that a box lies on the picture, turned as it is.
func checkBox(t *testing.T, i int, c caption.Caption, template *Template) {
	t.Helper()
	if c.Text != "" {
		t.Errorf("box %d has text %q", i, c.Text)
	}
	w, h := float64(template.Width), float64(template.Height)
	x, y := (c.Box.X+c.Box.Width/2)*w, (c.Box.Y+c.Box.Height/2)*h
	sin, cos := math.Sincos(c.Angle * math.Pi / 180)
	dx := (math.Abs(c.Box.Width*w*cos) + math.Abs(c.Box.Height*h*sin)) / 2
	dy := (math.Abs(c.Box.Width*w*sin) + math.Abs(c.Box.Height*h*cos)) / 2
	const slack = 0.5 // pixels, for fractions that were rounded
	if x-dx < -slack || y-dy < -slack || x+dx > w+slack || y+dy > h+slack || dx == 0 || dy == 0 {
		t.Errorf("box %d, %+v turned by %v, is not within the picture", i, c.Box, c.Angle)
	}
}

func TestEmbeddedManifest(t *testing.T) {
	found, err := manifest(embedded())()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.IsSortedFunc(found, func(a, b candidate) int { return strings.Compare(a.ID, b.ID) }) {
		t.Error("not sorted by id")
	}
	files, err := fs.ReadDir(embedded(), ".")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != len(found)+1 || len(found) != len(openEmbedded(t).List()) {
		t.Errorf("%d templates are listed and %d usable, of %d files with the manifest", len(found), len(openEmbedded(t).List()), len(files))
	}
}

func TestManifestIsStrict(t *testing.T) {
	for _, test := range []struct{ name, json, want string }{
		{"no list", `{}`, "object"},
		{"an unknown name", `[{"id":"a","file":"a.png","names":"A"}]`, "names"},
		{"a name in another case", `[{"ID":"a"}]`, "ID"},
		{"a name twice", `[{"id":"a","id":"b"}]`, "duplicate"},
		{"something behind the list", `[] []`, "after top-level value"},
		{"no id", `[{"file":"a.png"}]`, "cannot be an id"},
		{"a box of another kind", `[{"id":"a","file":"a.png","boxes":[{"bax":[0,0,1,1]}]}]`, `template "a"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := manifest(fstest.MapFS{"manifest.json": {Data: []byte(test.json)}})()
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("err = %v, want %q", err, test.want)
			}
		})
	}
	if _, err := manifest(fstest.MapFS{})(); err == nil {
		t.Error("no error without a manifest")
	}
}

func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		openEmbedded(b)
	}
}
