package typeset

import (
	"context"
	"errors"
	"image"
	"image/color"
	"log/slog"
	"math"
	"os"
	"slices"
	"sync"

	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"

	"github.com/memed/memed/fonts"
	"github.com/memed/memed/internal/caption"
)

// usual is the size of a common template.
var usual = image.Pt(548, 420)

// whole is the box that is the picture.
var whole = caption.Box{Width: 1, Height: 1}

var openLibrary = sync.OnceValues(func() (*fonts.Library, error) {
	return fonts.Open(fonts.Config{CacheBytes: 64 << 20}, slog.New(slog.DiscardHandler))
})

// failer is what testing.TB and *rapid.T have in common.
type failer interface {
	Helper()
	Fatal(args ...any)
}

func newSetter(t failer) *Setter {
	t.Helper()
	l, err := openLibrary()
	if err != nil {
		t.Fatal(err)
	}
	return New(l)
}

// load returns a bundled font as x/image reads it.
func load(t failer, id string) *sfnt.Font {
	t.Helper()
	data, err := os.ReadFile("../../fonts/files/" + bundledFiles[id])
	if err != nil {
		t.Fatal(err)
	}
	f, err := opentype.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// bundledFiles are the files of the fonts that tests compare with.
var bundledFiles = map[string]string{
	"anton":      "Anton-Regular.ttf",
	"comic-neue": "ComicNeue-Bold.ttf",
	"noto-sans":  "NotoSans-Bold.ttf",
}

// set returns the ink of c.
func set(t failer, c caption.Caption, picture image.Point) Ink {
	t.Helper()
	ink, err := newSetter(t).Set(context.Background(), c, picture)
	if err != nil {
		t.Fatal(err)
	}
	return ink
}

// shape returns s as shaped by a desk of its own.
func shape(t failer, fontName, s string) *text {
	t.Helper()
	shaped, err := newDesk(newSetter(t).fonts).shape(context.Background(), fontName, s)
	if err != nil {
		t.Fatal(err)
	}
	return shaped
}

// layOut returns the setting of c before it is drawn.
func layOut(t failer, c caption.Caption, picture image.Point) (setting, frame) {
	t.Helper()
	f := frameOf(c, picture)
	return compose(shape(t, c.Font, textOf(c)), c, f), f
}

// placedOf are the sprites of c at their places, from line to line and left to right.
func placedOf(t failer, c caption.Caption, picture image.Point) []placed {
	t.Helper()
	setter := newSetter(t)
	s, f := layOut(t, c, picture)
	d := newDesk(setter.fonts)
	if err := setter.place(context.Background(), d, s, c, f, picture); err != nil {
		t.Fatal(err)
	}
	if err := setter.rasterise(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	return d.placed
}

// fixedCaption is text of that size in the upper left corner of the picture, without outline.
func fixedCaption(text, fontName string, pixels float64) caption.Caption {
	c := caption.New(text, caption.Top)
	c.Box, c.Align, c.Font, c.Size.Pixels, c.Outline.None = whole, caption.Left, fontName, pixels, true
	return c
}

// inked returns the smallest rectangle around the pixels of img that are at all opaque.
func inked(img *image.RGBA) image.Rectangle { return inkedOver(img, 0) }

// inkedOver is inked for pixels whose opacity is over threshold.
func inkedOver(img *image.RGBA, threshold uint8) image.Rectangle {
	if img == nil {
		return image.Rectangle{}
	}
	r := image.Rectangle{Min: img.Rect.Max, Max: img.Rect.Min}
	for y := img.Rect.Min.Y; y < img.Rect.Max.Y; y++ {
		for x := img.Rect.Min.X; x < img.Rect.Max.X; x++ {
			if alphaAt(img, x, y) > threshold {
				r.Min = image.Pt(min(r.Min.X, x), min(r.Min.Y, y))
				r.Max = image.Pt(max(r.Max.X, x+1), max(r.Max.Y, y+1))
			}
		}
	}
	if r.Empty() {
		return image.Rectangle{}
	}
	return r
}

// alphaAt is the opacity of img, 0 where it has no pixel.
func alphaAt(img *image.RGBA, x, y int) uint8 { return rgbaAt(img, x, y).A }

func rgbaAt(img *image.RGBA, x, y int) color.RGBA {
	if img == nil {
		return color.RGBA{}
	}
	return img.RGBAAt(x, y)
}

// extent is the ink of img from edge to edge, each edge as exact as the usual opacity of the pixels on it tells. It is for shapes with
// straight edges on all sides.
func extent(img *image.RGBA) (left, top, right, bottom float64) {
	r := inked(img)
	var columns, rows [2][]uint8
	for y := r.Min.Y; y < r.Max.Y; y++ {
		columns[0], columns[1] = append(columns[0], alphaAt(img, r.Min.X, y)), append(columns[1], alphaAt(img, r.Max.X-1, y))
	}
	for x := r.Min.X; x < r.Max.X; x++ {
		rows[0], rows[1] = append(rows[0], alphaAt(img, x, r.Min.Y)), append(rows[1], alphaAt(img, x, r.Max.Y-1))
	}
	return float64(r.Min.X) + uncovered(columns[0]), float64(r.Min.Y) + uncovered(rows[0]),
		float64(r.Max.X) - uncovered(columns[1]), float64(r.Max.Y) - uncovered(rows[1])
}

// uncovered is which part of the pixels on an edge lies beyond it: the median, since outlines are darker where they overlap themselves.
func uncovered(edge []uint8) float64 {
	edge = slices.DeleteFunc(edge, func(a uint8) bool { return a == 0 })
	if len(edge) == 0 {
		return 0
	}
	slices.Sort(edge)
	return 1 - float64(edge[len(edge)/2])/255
}

// within tells whether r lies in f, allowing for the pixels that f cuts, for what gg rounds where it strokes, and for lines and letters to
// be moved to the nearest whole pixel or phase.
func within(r image.Rectangle, f frame) bool {
	const across, down = 0.25 + 0.5/phases, 0.25 + 0.5
	return r.Empty() || r.In(image.Rect(
		int(math.Floor(f.x-across)), int(math.Floor(f.y-down)),
		int(math.Ceil(f.x+f.width+across)), int(math.Ceil(f.y+f.height+down)),
	))
}

// errStopped is why a test's context ends.
var errStopped = errors.New("stopped by the test")
