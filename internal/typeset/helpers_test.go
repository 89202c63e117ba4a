package typeset

import (
	"context"
	"errors"
	"image"
	"image/color"
	"log/slog"
	"math"
	"slices"
	"sync"

	"golang.org/x/image/font/sfnt"
	"pgregory.net/rapid"

	"github.com/memed/memed/fonts"
	"github.com/memed/memed/internal/caption"
)

// usual is the size of a common template.
var usual = image.Pt(548, 420)

// whole is the box that is the picture.
var whole = caption.Box{Width: 1, Height: 1}

var openLibrary = sync.OnceValues(func() (*fonts.Library, error) {
	return fonts.Open(fonts.Config{CacheBytes: 32 << 20}, slog.New(slog.DiscardHandler))
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

// load returns a bundled font.
func load(t failer, id string) *sfnt.Font {
	t.Helper()
	s := newSetter(t)
	described, err := s.fonts.Get("font", id)
	if err != nil {
		t.Fatal(err)
	}
	f, err := s.fonts.Load(context.Background(), described)
	if err != nil {
		t.Fatal(err)
	}
	return f
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

func shape(t failer, fontName, s string) text {
	t.Helper()
	shaped, err := newSetter(t).shape(context.Background(), fontName, s)
	if err != nil {
		t.Fatal(err)
	}
	return shaped
}

// layOut returns the setting of c before it is drawn.
func layOut(t failer, c caption.Caption, picture image.Point) (setting, frame) {
	t.Helper()
	f := frameOf(c, picture)
	return compose(shape(t, c.Font, c.Text).words, c, f), f
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

// within tells whether r lies in f, allowing for the pixels that f cuts and for what gg rounds where it strokes.
func within(r image.Rectangle, f frame) bool {
	const rounding = 0.25
	return r.Empty() || r.In(image.Rect(
		int(math.Floor(f.x-rounding)), int(math.Floor(f.y-rounding)),
		int(math.Ceil(f.x+f.width+rounding)), int(math.Ceil(f.y+f.height+rounding)),
	))
}

// samples are texts that a meme may have, and some that it should not.
var samples = []string{
	"I", ".", "ONE DOES NOT SIMPLY", "one does not simply walk into Mordor", "ÅÉÑ ÜÇ Ệ", "gjpqy Qß,;", "jjj fff", "j", "f/", "A\nB\n\nC",
	"WWWWWWWWWWWWWWWWWWWWWWWWW", "rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz", "a b c d e f g h i j k l m n o p",
	"When you finally fix the bug\nbut nobody notices", "ПРИВЕТ, МИР", "Ελληνικά", "\ue123\ue124", "e\u0301\u0323", "\u0301", "\u0302 \u0302",
	"-", "'", "_", "\u00a0", "   ", "\n", "100\u00a0% sure", "…", "“quoted”", "ÿĝ", "\u00ad\u200b", "ŁŐŰ Ǻ",
}

var (
	anyText = rapid.OneOf(
		rapid.SampledFrom(samples),
		rapid.StringOfN(rapid.RuneFrom([]rune("ABC xyzgjQÅÉÑ,'Я \n\u00a0")), 1, 60, -1),
		rapid.StringOfN(rapid.RuneFrom([]rune("WIÅjgq")), 1, 256, -1),
	)
	anyFont    = rapid.SampledFrom([]string{"impact", "noto-sans", "comic-neue"})
	anyAlign   = rapid.SampledFrom([]caption.Align{caption.Left, caption.Center, caption.Right})
	anyVAlign  = rapid.SampledFrom([]caption.VAlign{caption.Top, caption.Middle, caption.Bottom})
	anyPicture = rapid.OneOf(
		rapid.SampledFrom([]image.Point{{32, 32}, {60, 1024}, {1024, 60}, {548, 420}, {1, 1}, {7, 300}, {100, 100}}),
		rapid.Custom(func(t *rapid.T) image.Point {
			return image.Pt(rapid.IntRange(1, 400).Draw(t, "width"), rapid.IntRange(1, 400).Draw(t, "height"))
		}),
	)
	anyBox = rapid.OneOf(
		rapid.SampledFrom([]caption.Box{whole, caption.Third(caption.Top), caption.Third(caption.Middle), caption.Third(caption.Bottom)}),
		rapid.Custom(func(t *rapid.T) caption.Box {
			x, y := rapid.Float64Range(0, 0.99).Draw(t, "x"), rapid.Float64Range(0, 0.99).Draw(t, "y")
			return caption.Box{
				X: x, Y: y,
				Width:  rapid.Float64Range(0.01, 1).Draw(t, "w") * (1 - x),
				Height: rapid.Float64Range(0.01, 1).Draw(t, "h") * (1 - y),
			}
		}),
	)
	// anyFitted is a caption that is upright and fitted to its box.
	anyFitted = rapid.Custom(func(t *rapid.T) caption.Caption {
		c := caption.New(anyText.Draw(t, "text"), anyVAlign.Draw(t, "valign"))
		c.Align, c.Font, c.Box = anyAlign.Draw(t, "align"), anyFont.Draw(t, "font"), anyBox.Draw(t, "box")
		c.Outline.None = rapid.Bool().Draw(t, "no outline")
		c.Size.Shrink = rapid.Bool().Draw(t, "shrink")
		return c
	})
)

// errStopped is why a test's context ends.
var errStopped = errors.New("stopped by the test")
