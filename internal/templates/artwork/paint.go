package main

import (
	"image/color"
	"math"

	"github.com/fogleman/gg"
)

// paint colours the inside of a shape. It is bound to the transform of the
// moment, so that gradients turn and scale with what they fill.
type paint interface {
	bind(m gg.Matrix) func(x, y int) color.NRGBA
}

// flat is one colour all over.
type flat color.NRGBA

func (f flat) bind(gg.Matrix) func(x, y int) color.NRGBA {
	return func(int, int) color.NRGBA { return color.NRGBA(f) }
}

// linear runs through evenly spaced colours from one point to another.
type linear struct {
	from, to pt
	colors   []color.NRGBA
}

// down is the vertical gradient from y0 to y1.
func down(y0, y1 float64, colors ...color.NRGBA) linear {
	return linear{p(0, y0), p(0, y1), colors}
}

func (g linear) bind(m gg.Matrix) func(x, y int) color.NRGBA {
	inv, ramp := invert(m), newRamp(g.colors)
	d := g.to.sub(g.from)
	l := d.x*d.x + d.y*d.y
	return func(x, y int) color.NRGBA {
		lx, ly := inv.TransformPoint(float64(x)+0.5, float64(y)+0.5)
		return ramp.at(((lx-g.from.x)*d.x + (ly-g.from.y)*d.y) / l)
	}
}

// radial runs through evenly spaced colours from the middle of an ellipse to its rim.
type radial struct {
	center pt
	rx, ry float64
	colors []color.NRGBA
}

func (g radial) bind(m gg.Matrix) func(x, y int) color.NRGBA {
	inv, ramp := invert(m), newRamp(g.colors)
	return func(x, y int) color.NRGBA {
		lx, ly := inv.TransformPoint(float64(x)+0.5, float64(y)+0.5)
		return ramp.at(math.Hypot((lx-g.center.x)/g.rx, (ly-g.center.y)/g.ry))
	}
}

// ramp is a gradient, worked out once.
type ramp [512]color.NRGBA

func newRamp(colors []color.NRGBA) *ramp {
	var r ramp
	for i := range r {
		f := float64(i) / float64(len(r)-1) * float64(len(colors)-1)
		j := min(int(f), len(colors)-2)
		r[i] = mix(colors[j], colors[j+1], f-float64(j))
	}
	return &r
}

func (r *ramp) at(t float64) color.NRGBA {
	return r[int(math.Min(math.Max(t, 0), 1)*float64(len(r)-1))]
}

func invert(m gg.Matrix) gg.Matrix {
	det := m.XX*m.YY - m.XY*m.YX
	return gg.Matrix{
		XX: m.YY / det, XY: -m.XY / det,
		YX: -m.YX / det, YY: m.XX / det,
		X0: (m.XY*m.Y0 - m.YY*m.X0) / det,
		Y0: (m.YX*m.X0 - m.XX*m.Y0) / det,
	}
}
