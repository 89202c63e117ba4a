package platetest

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"
)

// edgeError is how much a channel, premultiplied, may be off at the edge of ink on a picture with a palette.
const edgeError = 12

// CheckPNG compares a print with the whole picture, drawn the slow way: it is the same, pixel by pixel. Where the print has a palette, it may be off a little at the
// edges of ink, but neither beside the ink nor where that is solid.
func CheckPNG(t testing.TB, data []byte, frame *image.RGBA, ink ...*image.RGBA) {
	t.Helper()
	got, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	drawn := Drawn(frame, ink...)
	if got.Bounds() != drawn.Rect {
		t.Fatalf("decoded to %v, want %v", got.Bounds(), drawn.Rect)
	}
	if rgba, ok := got.(*image.RGBA); ok && bytes.Equal(rgba.Pix, drawn.Pix) {
		return
	}
	_, indexed := got.(*image.Paletted)
	for y := range drawn.Rect.Dy() {
		for x := range drawn.Rect.Dx() {
			want := drawn.RGBAAt(x, y)
			g, w := color.NRGBAModel.Convert(got.At(x, y)), color.NRGBAModel.Convert(want)
			if g == w || indexed && want != frame.RGBAAt(x, y) && !solid(image.Pt(x, y), ink) && near(g, want) {
				continue
			}
			t.Fatalf("at %d, %d: %v, want %v", x, y, g, w)
		}
	}
}

func near(got color.Color, want color.RGBA) bool {
	const rounding = 1
	c := color.RGBAModel.Convert(got).(color.RGBA)
	for _, d := range [...]int{int(c.R) - int(want.R), int(c.G) - int(want.G), int(c.B) - int(want.B), int(c.A) - int(want.A)} {
		if max(d, -d) > edgeError+rounding {
			return false
		}
	}
	return true
}

// solid tells whether the topmost ink at a point has one opaque colour in all directions.
func solid(at image.Point, ink []*image.RGBA) bool {
	for i := len(ink) - 1; i >= 0; i-- {
		layer := ink[i]
		c := layer.RGBAAt(at.X, at.Y) // nothing outside of the layer
		if c == (color.RGBA{}) {
			continue
		}
		for dy := -1; dy <= 1; dy++ {
			for dx := -1; dx <= 1; dx++ {
				if layer.RGBAAt(at.X+dx, at.Y+dy) != c {
					return false
				}
			}
		}
		return c.A == 0xff
	}
	return false
}
