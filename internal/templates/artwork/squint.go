package main

import "image/color"

var squint = drawing{
	id: "squint", format: "png", w: 640, h: 520,
	name:     "Suspicious Squint",
	keywords: []string{"not sure if", "suspicious", "doubt", "skeptical", "squint", "cat"},
	example:  []string{"Not sure if the tests are fast", "or if none of them ran"},
	still:    drawSquint,
}

// drawSquint shows a cat in a bar that does not believe us.
func drawSquint(c *canvas) {
	drawBar(c)
	sceptic := cat
	sceptic.eyes.rx, sceptic.eyes.ry, sceptic.eyes.dx = 27, 25, 42
	c.soft(fade(ink, 0.45), 26, ellipse(345, 330, 190, 200))
	c.at(306, 426, 0, 1.62, func() {
		c.figure(figure{
			head: head{of: sceptic, turn: 0.22, tilt: -7, face: face{
				brow: 14, cock: 30, lift: -17, lid: 0.33, squint: 0.5, look: p(0.6, 0.15), mouth: straight, size: 1.5, pupil: 0.78,
			}},
			wears: sweater, top: toneOf(rgb(0xb2413f)),
			left:  limb{wrist: p(-96, 190), bow: 18, grip: fist},
			right: limb{wrist: p(96, 190), bow: 18, grip: fist},
		})
	})
	c.at(556, 506, 0, 1.5, func() { drawTumbler(c) })
	c.vignette(0.6)
}

// drawBar draws a dim bar at night: a lamp, shelves with bottles, and lights.
func drawBar(c *canvas) {
	c.backdrop(rgb(0x1f1c3d), rgb(0x3a2852), rgb(0x4d2f4f))
	for row, y := range []float64{176, 312} {
		for i := range 14 {
			drawBottle(c, 24+float64(i)*46, y, (i*5+row*3)%7)
		}
		c.thin(0.5, func() { c.plane(toneOf(rgb(0x4a2c3c)), rect(-10, y, c.w+20, 13)) })
		c.soft(fade(night, 0.6), 6, rect(-10, y+13, c.w+20, 12))
	}
	c.fill(flat(fade(night, 0.3)), rect(-2, -2, c.w+4, c.h+4))
	for _, x := range []float64{92, 556} {
		drawLamp(c, x)
	}
	c.thin(0.7, func() { c.plane(toneOf(rgb(0x6d3f3a)), rect(-10, 440, c.w+20, 100)) })
}

// drawBottle draws one of seven kinds of bottle or glass that stands at x, y.
func drawBottle(c *canvas, x, y float64, kind int) {
	col := []color.NRGBA{moss, amber, plum, teal, red, blue, leaf}[kind]
	col = mix(col, night, 0.5)
	h := 62 + float64(kind*13%37)
	w := 11 + float64(kind%3)*3
	c.thin(0.55, func() {
		c.form(toneOf(col), shape(k(x-w, y), k(x-w, y-h*0.5), p(x-w*0.7, y-h*0.62), k(x-4, y-h*0.72), k(x-4, y-h), k(x+4, y-h), k(x+4, y-h*0.72), p(x+w*0.7, y-h*0.62), k(x+w, y-h*0.5), k(x+w, y)))
	})
	c.fill(flat(fade(cream, 0.35)), rect(x-w+1, y-h*0.42, 2*w-2, h*0.24))
	c.fill(flat(fade(white, 0.3)), roundRect(x-w+3, y-h*0.5, 3, h*0.42, 1.5))
}

// drawLamp draws a lamp that hangs down, with its cone of light.
func drawLamp(c *canvas, x float64) {
	c.soft(fade(sun, 0.2), 30, poly(x-40, 80, x+40, 80, x+120, 420, x-120, 420))
	c.stroke(ink, 4, curve(x, -4, x, 40))
	c.soft(fade(sun, 0.7), 22, ellipse(x, 84, 38, 18))
	c.thin(0.8, func() {
		c.form(tone{white, sun, amber}, ellipse(x, 82, 18, 14))
		c.form(toneOf(teal), shape(k(x-46, 82), p(x-32, 52), p(x, 36), p(x+32, 52), k(x+46, 82)))
	})
}

// drawTumbler draws a glass with ice that stands at the origin.
func drawTumbler(c *canvas) {
	glass := shape(k(-30, -74), k(30, -74), p(27, -10), k(24, 0), k(-24, 0), p(-27, -10))
	c.contact(4, 0, 36, 8)
	c.thin(0.8, func() { c.outline(glass) })
	c.fill(flat(mix(night, silver, 0.45)), glass)
	c.inside([]path{glass}, func() {
		c.fill(down(-50, 0, amber, orange, mix(orange, plum, 0.4)), rect(-40, -48, 80, 60))
		for _, q := range []pt{p(-8, -48), p(12, -42)} {
			c.thin(0.4, func() {
				c.form(tone{white, rgb(0xf7d9a6), amber}, roundRect(q.x-11, q.y-11, 22, 22, 4).turned(q.y*2, q.x, q.y))
			})
		}
		c.fill(flat(fade(white, 0.55)), roundRect(-23, -66, 6, 56, 3))
	})
}
