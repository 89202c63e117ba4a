package main

import (
	"image/color"
	"math"
)

// form draws the union of closed paths as one solid body: outlined in ink,
// modelled by a gradient, a shade along its lower right and a rim of light
// along its upper left. The light stays where it is, however the body is turned.
func (c *canvas) form(t tone, paths ...path) {
	c.outline(paths...)
	c.body(t, paths...)
}

// outline draws the ink around the union of paths, heavier below. Drawing it
// for several forms before their bodies makes them grow together.
func (c *canvas) outline(paths ...path) {
	w := 2 * c.weight * supersample
	cov := c.cover(paths, true, w)
	c.apply(cov, flat(ink))
	c.apply(cov.shifted(int(w*0.12), int(w*0.16)), flat(ink))
}

// body is a form without its outline.
func (c *canvas) body(t tone, paths ...path) {
	cov := c.cover(paths, true, 0)
	lo, hi := bounds(paths)
	size := math.Min(hi.x-lo.x, hi.y-lo.y)
	d := hi.sub(lo)
	c.apply(cov, linear{lo.add(d.mul(0.1)), hi, []color.NRGBA{t.light, t.base, mix(t.base, t.shade, 0.25)}})
	c.shade(t, cov, math.Min(math.Max(size*0.13, 2.5), 20)*c.scale())
}

// shade models a covered area: a crescent of depth pixels at the lower right,
// a thin one of light at the upper left.
func (c *canvas) shade(t tone, cov coverage, depth float64) {
	d := int(depth)
	c.apply(cov.minus(cov.shifted(-d*3/2, -d*2).blurred(d)).within(cov), flat(fade(t.shade, 0.35)))
	c.apply(cov.minus(cov.shifted(-d*7/10, -d)), flat(fade(t.shade, 0.55)))
	rim := max(int(depth*0.3), 2)
	c.apply(cov.minus(cov.shifted(rim, rim)), flat(fade(mix(t.light, white, 0.35), 0.6)))
}

// plane is a form without roundness: boards, paper, walls of boxes. It has a
// thin edge instead of a shade.
func (c *canvas) plane(t tone, paths ...path) {
	c.outline(paths...)
	cov := c.cover(paths, true, 0)
	lo, hi := bounds(paths)
	c.apply(cov, linear{lo, hi, []color.NRGBA{mix(t.light, t.base, 0.4), t.base, mix(t.base, t.shade, 0.22)}})
	edge := int(2.5 * c.scale())
	c.apply(cov.minus(cov.shifted(-edge, -edge)), flat(fade(t.shade, 0.6)))
	c.apply(cov.minus(cov.shifted(edge, edge)), flat(fade(mix(t.light, white, 0.4), 0.75)))
}
