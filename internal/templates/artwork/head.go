package main

import "image/color"

// creature is a species: how its head is built, and the colours of its body.
// A head is about 200 units high with the origin at its centre, looking at us.
type creature struct {
	coat, belly tone
	paw         tone // of the hands, if it differs from the coat
	skull       path
	ears        []path // outlined together with the skull
	inner       []path // the inside of the ears
	innerTone   tone
	behind      func(c *canvas)               // what is farther back than the ears
	marks       func(c *canvas, turn float64) // painted on, clipped to the skull
	snout       func(c *canvas, turn float64) // nose and muzzle
	front       func(c *canvas, turn float64) // hair and the like, on top of all
	eyes        eyeSpec
	chest       func(c *canvas) // a pattern on the bare belly, origin at the base of the neck
	browColor   color.NRGBA
	mouthY      float64
	mouthW      float64
}

// head is one head in one moment.
type head struct {
	of   creature
	face face
	turn float64 // -1 looks left, 1 looks right
	tilt float64 // degrees clockwise
}

// head draws h with its centre at the origin.
func (c *canvas) head(h head) {
	w := h.of
	c.at(0, 0, h.tilt, 1, func() {
		if w.behind != nil {
			w.behind(c)
		}
		c.outline(append([]path{w.skull}, w.ears...)...)
		for i, ear := range w.ears {
			c.body(w.coat, ear)
			if i < len(w.inner) {
				c.fill(linear{p(0, -130), p(0, -50), []color.NRGBA{w.innerTone.base, w.innerTone.shade}}, w.inner[i])
			}
		}
		c.body(w.coat, w.skull)
		c.inside([]path{w.skull}, func() {
			if w.marks != nil {
				w.marks(c, h.turn)
			}
			if h.face.blush {
				c.cheeks(w.eyes, h.turn)
			}
		})
		c.features(h)
	})
}

// features draws what moves in a head: eyes, mouth, brows.
func (c *canvas) features(h head) {
	w := h.of
	c.eyes(w.eyes, h.face, h.turn)
	if w.snout != nil {
		w.snout(c, h.turn)
	}
	c.at(h.turn*30, w.mouthY, 0, 1, func() { c.lips(h.face, w.mouthW) })
	if w.front != nil {
		w.front(c, h.turn)
	}
	c.brows(w.eyes, h.face, h.turn, w.browColor)
	if h.face.sweat {
		c.at(-74, -46, 12, 1, c.sweatDrop)
		c.at(84, -22, -10, 0.8, c.sweatDrop)
	}
}

// pair returns a path and its mirror image.
func pair(a path) []path { return []path{a, a.mirrored()} }

// patch paints a marking in one flat colour with a shaded lower right.
func (c *canvas) patch(t tone, paths ...path) {
	cov := c.cover(paths, true, 0)
	c.apply(cov, flat(t.base))
	c.apply(cov.minus(cov.shifted(-int(5*c.scale()), -int(7*c.scale()))), flat(fade(t.shade, 0.25)))
}

// nose draws a rounded triangular nose about x, y.
func (c *canvas) nose(x, y, r float64, col color.NRGBA) {
	n := shape(p(x-r, y-r*0.5), p(x, y-r*0.75), p(x+r, y-r*0.5), p(x+r*0.55, y+r*0.35), p(x, y+r*0.8), p(x-r*0.55, y+r*0.35))
	c.fill(down(y-r, y+r, mix(col, white, 0.12), col), n)
	c.fill(flat(fade(white, 0.75)), ellipse(x-r*0.35, y-r*0.38, r*0.34, r*0.17))
}

// hands is the tone of the creature's hands.
func (w creature) hands() tone {
	if w.paw == (tone{}) {
		return w.coat
	}
	return w.paw
}
