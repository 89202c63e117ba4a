package bandgif

import (
	"bytes"
	"fmt"
	"image"
	"testing"

	"github.com/memed/memed/internal/picture"
	"github.com/memed/memed/internal/plate/platetest"
	"github.com/memed/memed/internal/testtool"
)

// TestTemplates prints on every template at hand: without ink it is the template, with ink it differs in the ink only, and both files are hardly larger
// than the template's.
func TestTemplates(t *testing.T) {
	files := realGIFs(t)
	if len(files) < 4 {
		t.Log("only the embedded templates are at hand; set MEMED_TEST_DATA to a folder with more")
	}
	for name, file := range files {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := read(t, file)
			g := prepared(t, p)
			ink := platetest.TwoLines(g.size)
			bare, inked := printed(t, g), printed(t, g, ink...)
			for _, data := range [][]byte{bare, inked} {
				if 100*len(data) > 115*len(file) {
					t.Errorf("%d bytes, the template has %d", len(data), len(file))
				}
			}
			checkBare(t, p, bare)
			checkOutside(t, bare, inked, ink)
			if len(p.Frames) < 16 { // the model is slow
				checkInked(t, bare, inked, ink)
			}
			// The colours that make room for ink are few.
			if e := meanSquaredError(t, p, bare); e > 3 {
				t.Errorf("the mean squared error is %.2f", e)
			}
		})
	}
}

// checkOutside wants two prints to look the same where there is no ink.
func checkOutside(t testing.TB, bare, inked []byte, ink []*image.RGBA) {
	t.Helper()
	b, g := newScreen(decoded(t, bare)), newScreen(decoded(t, inked))
	pixels := inkedPixels(ink)
	for i := range b.file.Image {
		b.show()
		g.show()
		want, got := platetest.Clone(b.RGBA), platetest.Clone(g.RGBA)
		for _, at := range pixels {
			want.SetRGBA(at.X, at.Y, platetest.Black)
			got.SetRGBA(at.X, at.Y, platetest.Black)
		}
		if !bytes.Equal(got.Pix, want.Pix) {
			t.Fatalf("frame %d differs outside the ink", i)
		}
	}
}

// meanSquaredError is per channel, over all frames.
func meanSquaredError(t testing.TB, p *picture.Picture, data []byte) float64 {
	s := newScreen(decoded(t, data))
	sum, n := 0, 0
	for _, frame := range p.Frames {
		s.show()
		for i, v := range frame.Pix {
			d := int(v) - int(s.Pix[i])
			sum += d * d
			n++
		}
	}
	return float64(sum) / float64(n) * 4 / 3
}

func TestToolsAcceptThePrints(t *testing.T) {
	for name, file := range realGIFs(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := prepared(t, read(t, file))
			data := printed(t, g, platetest.TwoLines(g.size)...)
			info := platetest.Run(t, testtool.Path(t, "gifsicle"), data, ".gif", "--info", "-")
			for _, want := range []string{fmt.Sprintf("%d image", len(g.frames)), fmt.Sprintf("logical screen %dx%d", g.size.X, g.size.Y)} {
				if !bytes.Contains(info, []byte(want)) {
					t.Errorf("gifsicle does not say %q:\n%s", want, info)
				}
			}
			raw := platetest.Run(t, testtool.Path(t, "convert"), data, ".gif", "-", "-coalesce", "-depth", "8", "rgba:-")
			s := newScreen(decoded(t, data))
			for i := range g.frames {
				s.show()
				if len(raw) < len(s.Pix) {
					t.Fatalf("ImageMagick has %d frames, want %d", i, len(g.frames))
				}
				if !bytes.Equal(raw[:len(s.Pix)], s.Pix) {
					t.Fatalf("frame %d looks different to ImageMagick", i)
				}
				raw = raw[len(s.Pix):]
			}
		})
	}
}
