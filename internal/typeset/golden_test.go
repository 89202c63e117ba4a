package typeset

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	ximage "golang.org/x/image/draw"

	"github.com/memed/memed/internal/caption"
)

var update = flag.Bool("update", false, "write the golden pictures anew")

// goldenTolerance is by how much a channel of a pixel may differ. Compilers that fuse products and sums move an edge by 1/64 pixel,
// which can make a curve be cut into other pieces.
const goldenTolerance = 24

// goldens are whole pictures of captions, to be looked at after an update.
var goldens = []struct {
	name     string
	size     image.Point
	captions []caption.Caption
}{
	{"top-and-bottom", image.Pt(240, 180), []caption.Caption{
		caption.New("ONE DOES NOT SIMPLY", caption.Top), caption.New("WALK INTO MORDOR", caption.Bottom),
	}},
	{"two-balanced-lines", image.Pt(240, 180), []caption.Caption{caption.New("WHEN YOU FINALLY FIX THE BUG AND NOBODY NOTICES", caption.Top)}},
	{"accents-and-descenders", image.Pt(240, 180), []caption.Caption{
		caption.New("ÅNGSTRÖM, ÇA VA?\nÉTÉ À NIÑO", caption.Top), caption.New("jumpy quay gypsy", caption.Bottom),
	}},
	{"one-letter", image.Pt(120, 90), []caption.Caption{caption.New("A", caption.Middle)}},
	{"long-word", image.Pt(240, 180), []caption.Caption{caption.New("RINDFLEISCHETIKETTIERUNGSÜBERWACHUNGSAUFGABENÜBERTRAGUNGSGESETZ", caption.Bottom)}},
	{"long-text", image.Pt(240, 180), []caption.Caption{with(caption.New(
		"I don't always test my code, but when I do, I do it in production, on a Friday, at five, with the whole team on holiday, "+
			"no backup, and a phone that has three percent of battery left.", caption.Middle), func(c *caption.Caption) { c.Box = whole })}},
	{"turned", image.Pt(200, 200), []caption.Caption{with(caption.New("TURNED BY 30°", caption.Middle), func(c *caption.Caption) { c.Angle = 30 })}},
	{"aligned", image.Pt(240, 160), []caption.Caption{
		with(caption.New("left\nand top", caption.Top), func(c *caption.Caption) { c.Align = caption.Left; c.Size.Pixels = 20 }),
		with(caption.New("right\nand middle", caption.Middle), func(c *caption.Caption) { c.Align = caption.Right; c.Size.Pixels = 20 }),
		with(caption.New("center\nand bottom", caption.Bottom), func(c *caption.Caption) { c.Size.Pixels = 20 }),
	}},
	{"comic-without-outline", image.Pt(240, 96), []caption.Caption{with(caption.New("fjord by the quay", caption.Middle), func(c *caption.Caption) {
		c.Font, c.Color, c.Outline.None, c.Box = "comic-neue", caption.Black, true, whole
	})}},
	{"noto-in-colour", image.Pt(240, 96), []caption.Caption{with(caption.New("Привет, Ωmega", caption.Middle), func(c *caption.Caption) {
		c.Font, c.Color, c.Outline.Color, c.Box = "noto-sans", caption.Color{R: 0xff, G: 0xd7}, caption.Color{R: 0x60, B: 0x30}, whole
	})}},
	{"mixed-fonts", image.Pt(240, 96), []caption.Caption{with(caption.New("DA, ДА, ΝΑΙ \ue123", caption.Middle), func(c *caption.Caption) { c.Box = whole })}},
	{"narrow-column", image.Pt(120, 260), []caption.Caption{with(caption.New("ALL YOUR BASE ARE BELONG TO US", caption.Top), func(c *caption.Caption) { c.Box = whole })}},
	{"shrunk", image.Pt(240, 72), []caption.Caption{with(caption.New("THIS STAYS ON ONE LINE\nWHATEVER HAPPENS", caption.Bottom), func(c *caption.Caption) { c.Size.Shrink = true })}},
	{"tiny", image.Pt(32, 32), []caption.Caption{caption.New("LOL", caption.Top), caption.New("WHAT", caption.Bottom)}},
}

func with(c caption.Caption, change func(*caption.Caption)) caption.Caption {
	change(&c)
	return c
}

func TestGoldens(t *testing.T) {
	for _, golden := range goldens {
		t.Run(golden.name, func(t *testing.T) {
			got := image.NewRGBA(image.Rectangle{Max: golden.size})
			ximage.Draw(got, got.Rect, image.NewUniform(color.Gray{0x90}), image.Point{}, ximage.Src)
			for _, c := range golden.captions {
				if ink := set(t, c, golden.size).Image; ink != nil {
					ximage.Draw(got, ink.Rect, ink, ink.Rect.Min, ximage.Over)
				}
			}
			path := filepath.Join("testdata", golden.name+".png")
			if *update {
				writePNG(t, path, smaller(got))
			}
			compare(t, got, readPNG(t, path))
		})
	}
}

func compare(t *testing.T, got *image.RGBA, want image.Image) {
	t.Helper()
	if got.Rect != want.Bounds() {
		t.Fatalf("the picture is %v, want %v", got.Rect, want.Bounds())
	}
	for y := range got.Rect.Max.Y {
		for x := range got.Rect.Max.X {
			a, b := got.RGBAAt(x, y), color.RGBAModel.Convert(want.At(x, y)).(color.RGBA)
			if apart(a.R, b.R) > goldenTolerance || apart(a.G, b.G) > goldenTolerance || apart(a.B, b.B) > goldenTolerance {
				t.Fatalf("%v at %d, %d, want %v", a, x, y, b)
			}
		}
	}
}

func apart(a, b uint8) uint8 { return max(a, b) - min(a, b) }

// smaller returns img in grey if it has no other colours.
func smaller(img *image.RGBA) image.Image {
	gray := image.NewGray(img.Rect)
	for y := range img.Rect.Max.Y {
		for x := range img.Rect.Max.X {
			c := img.RGBAAt(x, y)
			if c.R != c.G || c.G != c.B {
				return img
			}
			gray.SetGray(x, y, color.Gray{Y: c.R})
		}
	}
	return gray
}

func writePNG(t *testing.T, path string, img image.Image) {
	t.Helper()
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&out, img); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func readPNG(t *testing.T, path string) image.Image {
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
