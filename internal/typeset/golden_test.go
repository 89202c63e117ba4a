package typeset

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/memed/memed/fonts"
	"github.com/memed/memed/internal/caption"
)

var update = flag.Bool("update", false, "write the golden pictures anew")

// Compilers that fuse products and sums move an edge by 1/64 pixel at most, which changes a channel by 4, and can cut a curve into other
// pieces, which changes single pixels by more. So most pixels must differ by no more than goldenNear, of a thousand pixels goldenFew may
// differ by up to goldenFar, and none by more. With GOAMD64=v3, which fuses, one pixel of all goldens differs by more than goldenNear, by 5;
// and all fail where glyphs stand a quarter of a pixel off.
const (
	goldenNear = 4
	goldenFar  = 24
	goldenFew  = 1
)

// goldenGround is the grey that captions are laid on: white letters and black outlines are both seen.
const goldenGround = 0x90

// golden is a whole picture with its captions, to be looked at after an update.
type golden struct {
	name          string
	width, height int
	captions      []goldenCaption
}

// goldenCaption is a caption in the making. Its methods return it changed.
type goldenCaption caption.Caption

// goldenText is a caption in the middle of the whole picture.
func goldenText(text string) goldenCaption {
	c := caption.New(text, caption.Middle)
	c.Box = caption.Box{Width: 1, Height: 1}
	return goldenCaption(c)
}

func goldenTop(text string) goldenCaption { return goldenCaption(caption.New(text, caption.Top)) }

func goldenBottom(text string) goldenCaption { return goldenCaption(caption.New(text, caption.Bottom)) }

func (c goldenCaption) font(name string) goldenCaption {
	c.Font = name
	return c
}

func (c goldenCaption) at(align caption.Align, valign caption.VAlign) goldenCaption {
	c.Align, c.VAlign = align, valign
	return c
}

func (c goldenCaption) in(x, y, width, height float64) goldenCaption {
	c.Box = caption.Box{X: x, Y: y, Width: width, Height: height}
	return c
}

func (c goldenCaption) size(pixels float64) goldenCaption {
	c.Size.Pixels = pixels
	return c
}

func (c goldenCaption) shrink() goldenCaption {
	c.Size.Shrink = true
	return c
}

func (c goldenCaption) turned(degrees float64) goldenCaption {
	c.Angle = degrees
	return c
}

func (c goldenCaption) cased(to caption.Case) goldenCaption {
	c.Case = to
	return c
}

func (c goldenCaption) plain(letters caption.Color) goldenCaption {
	c.Color, c.Outline = letters, caption.Outline{None: true}
	return c
}

func (c goldenCaption) colored(letters, outline caption.Color) goldenCaption {
	c.Color, c.Outline.Color = letters, outline
	return c
}

func TestGoldens(t *testing.T) {
	library, err := fonts.Open(fonts.Config{CacheBytes: 64 << 20}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	setter := New(library)
	for _, g := range goldens {
		t.Run(g.name, func(t *testing.T) {
			got := g.picture(t, setter)
			path := filepath.Join("testdata", "golden", g.name+".png")
			if *update {
				goldenWrite(t, path, got)
			}
			goldenCompare(t, got, goldenRead(t, path))
		})
	}
}

func TestEveryGoldenIsCompared(t *testing.T) {
	kept, err := filepath.Glob(filepath.Join("testdata", "golden", "*"))
	if err != nil || len(kept) != len(goldens) {
		t.Errorf("%d files for %d goldens, %v", len(kept), len(goldens), err)
	}
}

// picture sets the captions on a plain ground. Only goldens called "missing" may have characters that no font has.
func (g golden) picture(t *testing.T, setter *Setter) *image.RGBA {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, g.width, g.height))
	draw.Draw(img, img.Rect, image.NewUniform(color.Gray{goldenGround}), image.Point{}, draw.Src)
	for _, c := range g.captions {
		ink, err := setter.Set(t.Context(), caption.Caption(c), img.Rect.Max)
		if err != nil {
			t.Fatal(err)
		}
		if len(ink.Missing) > 0 && !strings.HasPrefix(g.name, "missing") {
			t.Errorf("no font has %q", ink.Missing)
		}
		if ink.Image != nil {
			draw.Draw(img, ink.Image.Rect, ink.Image, ink.Image.Rect.Min, draw.Over)
		}
	}
	return img
}

func goldenCompare(t *testing.T, got *image.RGBA, want image.Image) {
	t.Helper()
	if got.Rect != want.Bounds() {
		t.Fatalf("the picture is %v, want %v", got.Rect, want.Bounds())
	}
	few, most := 0, uint8(0)
	for y := range got.Rect.Max.Y {
		for x := range got.Rect.Max.X {
			a, b := got.RGBAAt(x, y), color.RGBAModel.Convert(want.At(x, y)).(color.RGBA)
			apart := max(a.R-min(a.R, b.R), b.R-min(a.R, b.R), a.G-min(a.G, b.G), b.G-min(a.G, b.G), a.B-min(a.B, b.B), b.B-min(a.B, b.B))
			if apart > goldenFar {
				t.Fatalf("%v at %d, %d, want %v", a, x, y, b)
			}
			if apart > goldenNear {
				few++
			}
			most = max(most, apart)
		}
	}
	if few*1000 > goldenFew*got.Rect.Dx()*got.Rect.Dy() {
		t.Errorf("%d pixels differ by more than %d, up to %d", few, goldenNear, most)
	}
}

// goldenSmaller returns img in the smallest form that keeps every pixel: grey, or with a palette.
func goldenSmaller(img *image.RGBA) image.Image {
	isGray := true
	var palette color.Palette
	for y := range img.Rect.Max.Y {
		for x := range img.Rect.Max.X {
			c := img.RGBAAt(x, y)
			isGray = isGray && c.R == c.G && c.G == c.B
			if len(palette) <= 256 && !goldenHas(palette, c) {
				palette = append(palette, c)
			}
		}
	}
	var smaller draw.Image = img
	if isGray {
		smaller = image.NewGray(img.Rect)
	} else if len(palette) <= 256 {
		smaller = image.NewPaletted(img.Rect, palette)
	}
	draw.Draw(smaller, img.Rect, img, image.Point{}, draw.Src)
	return smaller
}

func goldenHas(palette color.Palette, c color.RGBA) bool {
	for _, p := range palette {
		if p == color.Color(c) {
			return true
		}
	}
	return false
}

func goldenWrite(t *testing.T, path string, img *image.RGBA) {
	t.Helper()
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&out, goldenSmaller(img)); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func goldenRead(t *testing.T, path string) image.Image {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; write it with -update", err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return img
}
