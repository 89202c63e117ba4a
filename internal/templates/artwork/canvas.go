package main

import (
	"image"
	"image/color"
	"math"

	"github.com/fogleman/gg"
	"golang.org/x/image/draw"
)

// supersample is how many pixels a unit has while drawing. The picture is
// scaled down at the end, which makes its edges crisp.
const supersample = 2

// margin is how far shapes are traced beyond the picture, in pixels: what is
// out of sight still casts shadows and bounds the shading.
const margin = 160

// canvas is a picture in the making. gg turns paths into coverage; the canvas
// puts paint where the coverage is. One unit is one pixel of the final picture.
type canvas struct {
	w, h   float64
	weight float64 // width of outlines, whatever the scale of the moment

	img  *image.RGBA
	pen  *gg.Context // scratch surface, larger by margin, on which shapes are traced in white
	m    gg.Matrix
	clip *coverage
}

func newCanvas(w, h int) *canvas {
	return &canvas{
		w: float64(w), h: float64(h), weight: 3.4,
		img: image.NewRGBA(image.Rect(0, 0, w*supersample, h*supersample)),
		pen: gg.NewContext(w*supersample+2*margin, h*supersample+2*margin),
		m:   gg.Scale(supersample, supersample),
	}
}

// finished returns the picture at its final size.
func (c *canvas) finished() *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, int(c.w), int(c.h)))
	draw.CatmullRom.Scale(out, out.Bounds(), c.img, c.img.Bounds(), draw.Src, nil)
	return out
}

// at runs body with the origin moved to x, y, turned by deg and scaled.
func (c *canvas) at(x, y, deg, scale float64, body func()) {
	c.with(gg.Scale(scale, scale).Multiply(gg.Rotate(deg*math.Pi/180)).Multiply(gg.Translate(x, y)), body)
}

// flipped runs body mirrored left to right about the origin.
func (c *canvas) flipped(flip bool, body func()) {
	if !flip {
		body()
		return
	}
	c.with(gg.Scale(-1, 1), body)
}

// mirrorY turns a left hand into a right one.
var mirrorY = gg.Scale(1, -1)

// with runs body under a further transform.
func (c *canvas) with(m gg.Matrix, body func()) {
	saved := c.m
	c.m = m.Multiply(c.m)
	body()
	c.m = saved
}

// inside runs body with everything clipped to the paths.
func (c *canvas) inside(paths []path, body func()) {
	saved := c.clip
	cov := c.cover(paths, true, 0)
	if saved != nil {
		cov = cov.within(*saved)
	}
	c.clip = &cov
	body()
	c.clip = saved
}

// scale is how many pixels one unit takes at the moment.
func (c *canvas) scale() float64 { return math.Sqrt(math.Abs(c.m.XX*c.m.YY - c.m.XY*c.m.YX)) }

// fill paints the union of closed paths, without an outline.
func (c *canvas) fill(f paint, paths ...path) { c.apply(c.cover(paths, true, 0), f) }

// stroke draws the paths with a pen of constant width.
func (c *canvas) stroke(col color.NRGBA, width float64, paths ...path) {
	c.apply(c.cover(paths, false, width*c.scale()), flat(col))
}

// taper draws a curve with a brush, that is thickest in the middle.
func (c *canvas) taper(col color.NRGBA, width float64, curves ...path) {
	for _, a := range curves {
		c.fill(flat(col), ribbon(a, width*0.22, width*0.5, width*0.55, width*0.5, width*0.22))
	}
}

// soft paints the paths with blurred edges: shadows, glows, blush.
func (c *canvas) soft(col color.NRGBA, blur float64, paths ...path) {
	c.apply(c.cover(paths, true, 0).blurred(int(blur*c.scale())), flat(col))
}

// cover traces paths, filled or stroked or both, with the width in pixels.
func (c *canvas) cover(paths []path, filled bool, width float64) coverage {
	lo, hi := p(math.Inf(1), math.Inf(1)), p(math.Inf(-1), math.Inf(-1))
	for _, a := range paths {
		reverse := a.closed && a.area() < 0
		for i := range a.pts {
			q := a.pts[i]
			if reverse { // one direction for all, so that overlaps do not cancel out
				q = a.pts[len(a.pts)-1-i]
			}
			x, y := c.m.TransformPoint(q.x, q.y)
			lo, hi = p(math.Min(lo.x, x), math.Min(lo.y, y)), p(math.Max(hi.x, x), math.Max(hi.y, y))
			if i == 0 {
				c.pen.MoveTo(x+margin, y+margin)
			} else {
				c.pen.LineTo(x+margin, y+margin)
			}
		}
		if a.closed {
			c.pen.ClosePath()
		}
	}
	grow := width/2 + 2
	r := image.Rect(int(math.Floor(lo.x-grow)), int(math.Floor(lo.y-grow)), int(math.Ceil(hi.x+grow)), int(math.Ceil(hi.y+grow)))
	return c.lift(r.Intersect(c.img.Rect.Inset(-margin)), filled, width)
}

// lift draws the path of the scratch surface, reads its coverage in r and
// wipes it off again.
func (c *canvas) lift(r image.Rectangle, filled bool, width float64) coverage {
	out := newCoverage(r)
	if r.Empty() {
		c.pen.ClearPath()
		return out
	}
	c.pen.SetColor(color.White)
	if width > 0 {
		c.pen.SetLineWidth(width)
		c.pen.StrokePreserve()
	}
	if filled {
		c.pen.FillPreserve()
	}
	c.pen.ClearPath()
	surface := c.pen.Image().(*image.RGBA)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := surface.Pix[surface.PixOffset(r.Min.X+margin, y+margin):][:4*r.Dx()]
		to := out.pix[(y-r.Min.Y)*r.Dx():]
		for x := range r.Dx() {
			to[x] = row[4*x+3]
		}
		clear(row)
	}
	return out
}

// apply puts paint where the coverage and the clip allow it.
func (c *canvas) apply(cov coverage, f paint) {
	colorAt := f.bind(c.m)
	r := cov.r.Intersect(c.img.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			a := cov.at(x, y)
			if a > 0 && c.clip != nil {
				a = mul255(a, c.clip.at(x, y))
			}
			if a > 0 {
				blend(c.img.Pix[c.img.PixOffset(x, y):], colorAt(x, y), a)
			}
		}
	}
}

// blend lays a colour over one premultiplied pixel.
func blend(px []uint8, col color.NRGBA, cover uint8) {
	a := uint32(col.A) * uint32(cover) / 255
	rest := 255 - a
	px[0] = uint8((uint32(col.R)*a + uint32(px[0])*rest + 127) / 255)
	px[1] = uint8((uint32(col.G)*a + uint32(px[1])*rest + 127) / 255)
	px[2] = uint8((uint32(col.B)*a + uint32(px[2])*rest + 127) / 255)
	px[3] = uint8((255*a + uint32(px[3])*rest + 127) / 255)
}
