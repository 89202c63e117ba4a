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
