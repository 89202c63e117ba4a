package plate

import (
	"image"
	"image/color"
	"math"
	"slices"
	"testing"

	"github.com/memed/memed/internal/picture"
)

// checkGIF compares a print with the picture and its ink, pixel by pixel: transparency must be right, and a colour as near as the
// file's palette allows.
func checkGIF(t testing.TB, data []byte, p *picture.Picture, ink []*image.RGBA) {
	t.Helper()
	g, frames := shown(t, data)
	if len(frames) != len(p.Frames) || frames[0].Rect != p.Bounds() {
		t.Fatalf("%d frames of %v, want %d of %v", len(frames), frames[0].Rect, len(p.Frames), p.Bounds())
	}
	if p.Animated() && (!slices.Equal(g.Delay, p.Delays) || g.LoopCount != p.Loops) {
		t.Fatalf("delays %v, loops %d; want %v, %d", g.Delay, g.LoopCount, p.Delays, p.Loops)
	}
	c := newGIFCheck(g.Config.ColorModel.(color.Palette), p)
	for i, frame := range frames {
		each(frame, func(at image.Point, got color.RGBA) {
			want := c.frame(p.Frames[i].RGBAAt(at.X, at.Y))
			for _, layer := range ink {
				if at.In(layer.Rect) {
					want = c.under(layer.RGBAAt(at.X, at.Y), want)
				}
			}
			if !want.allows(got) {
				t.Fatalf("frame %d, pixel %v is %v, want %v within %.1f", i, at, got, want.color, want.within)
			}
		})
	}
}

// gifPixel is what a pixel should look like, and how far from that it may be. One without alpha is transparent.
type gifPixel struct {
	color  color.RGBA
	within float64
}

func (p gifPixel) allows(got color.RGBA) bool {
	return got.A == p.color.A && distance(got, p.color) <= p.within+1e-9
}

// plateColors is how many slots of a palette of a GIF the plate may use; the others are for ink, and the last for transparency.
const plateColors = 256 - 1 - 47

// gifCheck knows the palette of a file, and how its plate came by its colours.
type gifCheck struct {
	palette  []color.RGBA
	exact    bool // the palette has all colours of the plate
	dithered bool
}

func newGIFCheck(table color.Palette, p *picture.Picture) gifCheck {
	var c gifCheck
	for _, entry := range table {
		if e := color.RGBAModel.Convert(entry).(color.RGBA); e.A == 0xff {
			c.palette = append(c.palette, e)
		}
	}
	c.exact = distinct(p) <= plateColors
	c.dithered = !c.exact && !p.Animated()
	return c
}

// frame is what a pixel of the plate looks like without ink.
func (c gifCheck) frame(pixel color.RGBA) gifPixel {
	switch {
	case pixel.A < 0x80:
		return gifPixel{}
	case c.exact:
		return gifPixel{unpremultiplied(pixel), 0}
	case c.dithered:
		return gifPixel{unpremultiplied(pixel), math.Inf(1)}
	}
	want := unpremultiplied(pixel)
	return gifPixel{want, distanceTo(want, c.palette[:plateColors])}
}

// under is what a pixel looks like with one more layer of ink.
func (c gifCheck) under(ink color.RGBA, below gifPixel) gifPixel {
	switch {
	case ink.A == 0, ink.A < 0x80 && below.color.A == 0:
		return below
	case ink.A == 0xff || below.color.A == 0:
		want := unpremultiplied(ink)
		return gifPixel{want, distanceTo(want, c.palette)}
	}
	const rounding = 3 // the distance of one level in each channel
	rest := float64(0xff-ink.A) / 0xff
	mix := func(above, below uint8) uint8 {
		return uint8(math.Round(min(float64(above)+float64(below)*rest, 0xff)))
	}
	want := color.RGBA{mix(ink.R, below.color.R), mix(ink.G, below.color.G), mix(ink.B, below.color.B), 0xff}
	// What is blended may be off by this, and what the palette has for it as well.
	off := below.within*rest + rounding
	return gifPixel{want, distanceTo(want, c.palette) + 2*off}
}

// distinct counts the colours that a GIF would show.
func distinct(p *picture.Picture) int {
	colors := make(map[color.RGBA]bool)
	for _, frame := range p.Frames {
		each(frame, func(_ image.Point, c color.RGBA) {
			if c.A >= 0x80 {
				colors[unpremultiplied(c)] = true
			}
		})
	}
	return len(colors)
}

// unpremultiplied is the opaque colour of a pixel, rounded.
func unpremultiplied(c color.RGBA) color.RGBA {
	un := func(v uint8) uint8 { return uint8(min(math.Round(float64(v)*0xff/float64(c.A)), 0xff)) }
	return color.RGBA{un(c.R), un(c.G), un(c.B), 0xff}
}

// distance is how different two colours look, by the weights that palettes are searched with.
func distance(a, b color.RGBA) float64 {
	dr, dg, db := float64(a.R)-float64(b.R), float64(a.G)-float64(b.G), float64(a.B)-float64(b.B)
	return math.Sqrt(3*dr*dr + 4*dg*dg + 2*db*db)
}

func distanceTo(c color.RGBA, palette []color.RGBA) float64 {
	best := math.Inf(1)
	for _, p := range palette {
		best = min(best, distance(c, p))
	}
	return best
}
