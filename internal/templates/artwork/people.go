package main

import "image/color"

// hairdo draws hair in front of a person's head; behind draws what hangs down.
type hairdo struct {
	front  func(c *canvas, turn float64)
	behind func(c *canvas)
}

// person has a round head with ears and hair.
func person(skin, hair color.NRGBA, do func(t tone) hairdo) creature {
	t, h := toneOf(skin), toneOf(hair)
	style := do(h)
	return creature{
		coat: t, belly: t,
		skull:     blob(0, -90, 54, -78, 80, -30, 80, 24, 56, 74, 0, 96, -56, 74, -80, 24, -80, -30, -54, -78),
		ears:      pair(ellipse(82, 6, 16, 21)),
		inner:     pair(ellipse(85, 7, 8, 12)),
		innerTone: tone{base: mix(skin, t.shade, 0.5), shade: mix(skin, t.shade, 0.5)},
		behind:    style.behind,
		front:     style.front,
		snout: func(c *canvas, turn float64) {
			x := turn * 30
			s := 1.0
			if turn < 0 {
				s = -1
			}
			c.soft(fade(red, 0.25), 5, ellipse(x, 24, 16, 11))
			c.taper(mix(t.shade, ink, 0.5), 5, curve(x+s*3, 4, x+s*14, 22, x+s*6, 31, x-s*6, 29))
		},
		eyes: eyeSpec{dx: 33, y: -12, rx: 16, ry: 19, iris: rgb(0x4b3a2a), lid: t}, browColor: mix(hair, ink, 0.4),
		mouthY: 56, mouthW: 28,
	}
}

// shortHair is a side parting.
func shortHair(t tone) hairdo {
	return hairdo{front: func(c *canvas, turn float64) {
		c.form(t, shape(k(-86, -10), p(-92, -54), p(-62, -104), p(0, -120), p(62, -104), p(92, -54), k(86, -10),
			p(74, -40), p(44, -58), p(-6, -62), k(-40, -84), p(-60, -54), p(-74, -36)))
		c.taper(fade(t.light, 0.8), 6, curve(-20, -98, 14, -104, 44, -94))
	}}
}

// longHair falls down behind the shoulders, with a fringe.
func longHair(t tone) hairdo {
	return hairdo{
		behind: func(c *canvas) {
			c.form(t, blob(0, -118, 76, -98, 108, -20, 112, 70, 92, 128, 40, 120, -40, 120, -92, 128, -112, 70, -108, -20, -76, -98))
		},
		front: func(c *canvas, turn float64) {
			c.form(t, shape(k(-84, 18), p(-98, -44), p(-66, -106), p(0, -122), p(66, -106), p(98, -44), k(84, 18),
				p(76, -30), p(52, -62), k(20, -82), p(-20, -54), p(-66, -36)))
			c.taper(fade(t.light, 0.8), 6, curve(-40, -96, 0, -108, 40, -98))
		},
	}
}

// bun is tied up hair.
func bun(t tone) hairdo {
	return hairdo{
		behind: func(c *canvas) { c.form(t, circle(10, -124, 36)) },
		front: func(c *canvas, turn float64) {
			c.form(t, shape(k(-84, 0), p(-92, -52), p(-60, -104), p(0, -118), p(60, -104), p(92, -52), k(84, 0),
				p(72, -44), p(30, -76), p(-30, -76), p(-72, -44)))
		},
	}
}

// bald is no hair at all, but a shine.
func bald(tone) hairdo {
	return hairdo{front: func(c *canvas, turn float64) {
		c.soft(fade(white, 0.6), 3, ellipse(-30+turn*8, -64, 18, 9).turned(-28, -30, -64))
	}}
}
