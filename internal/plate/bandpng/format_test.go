package bandpng

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io"
	"sync"
	"testing"

	"github.com/memed/memed/internal/plate/platetest"
)

// colorTypeOf reads the colour type from the header of a file.
func colorTypeOf(data []byte) colorType { return colorType(data[len(signature)+8+9]) }

func TestFormats(t *testing.T) {
	const w, h = 90, 70
	white := platetest.Lettering(image.Rect(10, 10, 80, 40), platetest.White, platetest.Black)
	gold := platetest.Lettering(image.Rect(10, 30, 80, 60), platetest.Gold, platetest.Black)
	flat := image.NewRGBA(image.Rect(0, 0, w, h))
	for _, test := range []struct {
		name              string
		img               *image.RGBA
		bare, white, gold colorType
	}{
		{"photo", platetest.Photo(w, h, 1), truecolor, truecolor, truecolor},
		{"cut-out photo", platetest.Cutout(platetest.Photo(w, h, 1), 0), truecolorAlpha, truecolorAlpha, truecolorAlpha},
		{"grey", platetest.Grey(platetest.Photo(w, h, 1)), grey, grey, truecolor},
		{"cut-out grey", platetest.Grey(platetest.Cutout(platetest.Photo(w, h, 1), 0)), greyAlpha, greyAlpha, truecolorAlpha},
		{"few colours", platetest.Drawing(w, h), indexed, indexed, indexed},
		{"256 colours", shades(256), indexed, truecolor, truecolor},
		{"257 colours", shades(257), truecolor, truecolor, truecolor},
		{"one colour, half transparent", platetest.Drawn(flat, uniform(flat.Rect, color.RGBA{0, 60, 90, 0x80})), indexed, indexed, indexed},
		{"nothing", flat, greyAlpha, greyAlpha, truecolorAlpha},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := prepared(t, test.img)
			for _, print := range []struct {
				ink  []*image.RGBA
				want colorType
			}{{nil, test.bare}, {[]*image.RGBA{white}, test.white}, {[]*image.RGBA{white, gold}, test.gold}, {[]*image.RGBA{white}, test.white}} {
				data := printed(t, p, print.ink...)
				platetest.CheckPNG(t, data, test.img, print.ink...)
				if got := colorTypeOf(data); got != print.want {
					t.Errorf("with %d layers the colour type is %d, want %d", len(print.ink), got, print.want)
				}
			}
		})
	}
}

// shades has the given number of colours, in columns.
func shades(n int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, n, 70))
	for i := range n * 70 {
		img.SetRGBA(i%n, i/n, color.RGBA{uint8(i % n), uint8(i % n / 2), uint8(i % n / 256 * 9), 0xff})
	}
	return img
}

func uniform(r image.Rectangle, c color.RGBA) *image.RGBA {
	img := image.NewRGBA(r)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

func TestEdgesOnAPaletteHaveNoTint(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 120, 90))
	for i := range 120 * 90 {
		shade := uint8(i % 120 / 4 * 8)
		img.SetRGBA(i%120, i/120, color.RGBA{shade, shade, shade + 11, 0xff}) // which edges of letters would be nearest to
	}
	ink := platetest.Lettering(image.Rect(5, 5, 115, 85), platetest.White, platetest.Black)
	got, err := png.Decode(bytes.NewReader(printed(t, prepared(t, img), ink)))
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := got.(*image.Paletted); !ok {
		t.Fatalf("the print is a %T", got)
	}
	drawn := platetest.Drawn(img, ink)
	for y := range 90 {
		for x := range 120 {
			// The differences of two channels weigh at least half as much as what they are apart.
			want, g := drawn.RGBAAt(x, y), color.RGBAModel.Convert(got.At(x, y)).(color.RGBA)
			if want.R == want.B && max(g.R, g.B)-min(g.R, g.B) > tolerance*2/3 {
				t.Fatalf("at %d, %d: %v, want a grey like %v", x, y, g, want)
			}
		}
	}
}

func TestMemoryIsCountedFromTheStart(t *testing.T) {
	for name, img := range map[string]*image.RGBA{
		"grey": platetest.Grey(platetest.Photo(90, 170, 1)), "grey noise": platetest.Grey(platetest.Noise(image.Rect(0, 0, 90, 170), 1)), "poster": platetest.Poster(90, 170, 256, 1),
	} {
		p := prepared(t, img)
		before := p.Bytes()
		printed(t, p, platetest.Noise(img.Rect, 1))
		full := p.full.made.Load()
		if full == nil || full == p.compact {
			t.Fatalf("%s: not printed in truecolour", name)
		}
		if after := p.Bytes(); after != before {
			t.Errorf("%s: %d bytes after a print, %d before", name, after, before)
		}
		if needs := int64(len(img.Pix)) + p.compact.bytes() + full.bytes(); needs > before {
			t.Errorf("%s: %d bytes counted, %d needed", name, before, needs)
		}
	}
}

func TestTruecolourIsMadeByOneOfMany(t *testing.T) {
	img := platetest.Grey(platetest.Photo(120, 140, 1))
	ink := platetest.Label(image.Rect(10, 10, 100, 90), platetest.Gold)
	want := printed(t, prepared(t, img), ink)
	p := prepared(t, img)
	gone := errors.New("gone")
	ended, cancel := context.WithCancelCause(context.Background())
	cancel(gone)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if err := p.Print(ended, io.Discard, []*image.RGBA{ink}); !errors.Is(err, gone) {
				t.Errorf("err = %v", err)
			}
		})
		wg.Go(func() {
			if !bytes.Equal(printed(t, p, ink), want) {
				t.Error("other bytes than from another plate")
			}
		})
	}
	wg.Wait()
}

// waiter is a context that ends once somebody waits for its end.
type waiter struct {
	context.Context
	end context.CancelCauseFunc
}

var errWaited = errors.New("waited")

func (w waiter) Done() <-chan struct{} {
	w.end(errWaited)
	return w.Context.Done()
}

func TestWaitingForTruecolourEndsWithTheContext(t *testing.T) {
	p := prepared(t, platetest.Grey(platetest.Photo(20, 20, 1)))
	p.full.making <- struct{}{} // somebody else makes it
	ctx, cancel := context.WithCancelCause(context.Background())
	if _, err := p.inFull(waiter{ctx, cancel}); !errors.Is(err, errWaited) {
		t.Errorf("err = %v", err)
	}
}
