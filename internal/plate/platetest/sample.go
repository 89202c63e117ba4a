// Package platetest has pictures and ink for the tests of plates and of their formats.
package platetest

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"math/rand/v2"
	"slices"
)

// Colours of ink.
var (
	White = color.RGBA{0xff, 0xff, 0xff, 0xff}
	Black = color.RGBA{0, 0, 0, 0xff}
	Gold  = color.RGBA{0xff, 0xd7, 0, 0xff}
)

// Photo looks like a photograph to an encoder: smooth shades under a little noise.
func Photo(w, h int, seed uint64) *image.RGBA {
	random := rand.New(rand.NewPCG(seed, 1))
	phase := random.Float64() * math.Pi
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			fx, fy := float64(x)/float64(w), float64(y)/float64(h)
			shade := func(v float64) uint8 { return uint8(min(max(127+100*v+5*random.NormFloat64(), 0), 0xff)) }
			img.SetRGBA(x, y, color.RGBA{
				shade(math.Sin(3*fx + phase)), shade(math.Cos(4*fy + fx + phase)), shade(math.Sin(5 * (fx - fy) * phase)), 0xff,
			})
		}
	}
	return img
}

// Poster is of some random colours, in blots.
func Poster(w, h, colors int, seed uint64) *image.RGBA {
	random := rand.New(rand.NewPCG(seed, 2))
	palette := make([]color.RGBA, colors)
	for i := range palette {
		v := random.Uint32()
		palette[i] = color.RGBA{uint8(v), uint8(v >> 8), uint8(v >> 16), 0xff}
	}
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	at := 0
	for y := range h {
		for x := range w {
			if random.IntN(4) == 0 {
				at = random.IntN(colors)
			}
			img.SetRGBA(x, y, palette[at])
		}
	}
	return img
}

// Cutout makes img transparent outside an ellipse, whose edge is soft. It moves by shift.
func Cutout(img *image.RGBA, shift int) *image.RGBA {
	cut := image.NewRGBA(img.Rect)
	mask := Lettering(img.Rect.Add(image.Pt(shift, 0)).Intersect(img.Rect), White, White)
	draw.DrawMask(cut, mask.Rect, img, mask.Rect.Min, mask, mask.Rect.Min, draw.Src)
	return cut
}

// Lettering is ink like that of letters: a solid shape with an outline, both with smooth edges.
func Lettering(bounds image.Rectangle, fill, outline color.RGBA) *image.RGBA {
	img := image.NewRGBA(bounds)
	rx, ry := float64(bounds.Dx())/2, float64(bounds.Dy())/2
	stroke := max(1.5, min(rx, ry)/4)
	for y := range bounds.Dy() {
		for x := range bounds.Dx() {
			depth := (1 - math.Hypot((float64(x)+0.5-rx)/rx, (float64(y)+0.5-ry)/ry)) * min(rx, ry)
			covered, filled := min(max(depth, 0), 1), min(max(depth-stroke, 0), 1)
			mix := func(fill, outline uint8) uint8 {
				return uint8(covered*(filled*float64(fill)+(1-filled)*float64(outline)) + 0.5)
			}
			img.SetRGBA(bounds.Min.X+x, bounds.Min.Y+y, color.RGBA{
				mix(fill.R, outline.R), mix(fill.G, outline.G), mix(fill.B, outline.B), uint8(covered*0xff + 0.5),
			})
		}
	}
	return img
}

// Noise is ink of any colour and alpha.
func Noise(bounds image.Rectangle, seed uint64) *image.RGBA {
	random := rand.New(rand.NewPCG(seed, 3))
	img := image.NewRGBA(bounds)
	for i := range img.Pix {
		img.Pix[i] = uint8(random.Uint32())
	}
	for i := 0; i < len(img.Pix); i += 4 {
		if random.IntN(3) == 0 {
			img.Pix[i+3] = []uint8{0, 0x7f, 0x80, 0xff}[random.IntN(4)]
		}
		for c := range 3 {
			img.Pix[i+c] = min(img.Pix[i+c], img.Pix[i+3])
		}
	}
	return img
}

// TwoLines is the ink of a usual caption.
func TwoLines(size image.Point) []*image.RGBA {
	w, h := size.X, size.Y
	return []*image.RGBA{
		Lettering(image.Rect(w/10, h/20, w*9/10, h/4), White, Black),
		Lettering(image.Rect(w/20, h*3/4, w*19/20, h*19/20), White, Black),
	}
}

// Drawn returns the picture that a print shows, drawn the slow way.
func Drawn(frame *image.RGBA, ink ...*image.RGBA) *image.RGBA {
	img := Clone(frame)
	for _, layer := range ink {
		draw.Draw(img, layer.Rect, layer, layer.Rect.Min, draw.Over)
	}
	return img
}

// Clone returns a copy of img.
func Clone(img *image.RGBA) *image.RGBA {
	return &image.RGBA{Pix: slices.Clone(img.Pix), Stride: img.Stride, Rect: img.Rect}
}

// Drawing is a picture of large fields in flat colours.
func Drawing(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetRGBA(x, y, color.RGBA{uint8(x / 40 * 37), uint8(y / 30 * 53), 90, 0xff})
		}
	}
	return img
}

// Veiled is a photo whose lower half is more or less transparent.
func Veiled(w, h int) *image.RGBA {
	img := Photo(w, h, 1)
	for i := len(img.Pix) / 2 &^ 3; i < len(img.Pix); i += 4 {
		a := uint32(i / 4 % 256)
		for c := range 3 {
			img.Pix[i+c] = uint8(uint32(img.Pix[i+c]) * a / 0xff)
		}
		img.Pix[i+3] = uint8(a)
	}
	return img
}

// Label is a layer of ink: a rectangle of one colour, with a black outline whose edge is soft.
func Label(r image.Rectangle, c color.RGBA) *image.RGBA {
	ink := image.NewRGBA(r)
	draw.Draw(ink, r, image.NewUniform(color.RGBA{0, 0, 0, 0x80}), image.Point{}, draw.Src)
	draw.Draw(ink, r.Inset(1), image.NewUniform(Black), image.Point{}, draw.Src)
	draw.Draw(ink, r.Inset(4), image.NewUniform(c), image.Point{}, draw.Src)
	return ink
}

// Grey is img without colour, and with its transparency.
func Grey(img *image.RGBA) *image.RGBA {
	grey := Clone(img)
	for i := 0; i < len(grey.Pix); i += 4 {
		grey.Pix[i], grey.Pix[i+2] = grey.Pix[i+1], grey.Pix[i+1]
	}
	return grey
}
