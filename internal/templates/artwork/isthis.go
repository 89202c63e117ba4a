package main

import "image/color"

var isThis = drawing{
	id: "is-this", format: "png", w: 640, h: 560,
	name:     "Is This…?",
	keywords: []string{"butterfly", "pigeon", "robot", "confusion", "misunderstanding", "question"},
	example:  []string{"New hire", "A TODO from 2014", "Is this documentation?"},
	boxes: []box{
		{Box: [4]float64{0.15, 0.65, 0.34, 0.13}},
		{Box: [4]float64{0.62, 0.05, 0.36, 0.14}},
		{Box: [4]float64{0.03, 0.83, 0.94, 0.15}},
	},
	still: drawIsThis,
}

// drawIsThis shows a robot that presents a butterfly, earnest and wrong.
func drawIsThis(c *canvas) {
	c.backdrop(rgb(0x79c1e0), rgb(0xc9e8ea), paleSky)
	c.cloud(420, 84, 120)
	c.cloud(90, 60, 110)
	c.hill(rgb(0xaed3a4), rgb(0x8cc07a), 330, 300, 316, 286, 312)
	c.tree(580, 412, 190, toneOf(rgb(0x5fa35a)))
	c.tree(20, 400, 200, toneOf(leaf))
	c.hill(rgb(0x93c565), moss, 402, 392, 404, 396, 390)
	c.grass(31, 330, 640, 440, 14, 22, rgb(0x4f9355))
	for i, q := range []pt{p(352, 456), p(420, 436), p(486, 462), p(548, 440), p(612, 458), p(24, 452), p(70, 438)} {
		c.flower(q.x, q.y, 6, []color.NRGBA{white, rose, sun}[i%3])
	}
	c.at(206, 366, 0, 1, c.robot)
	c.at(520, 186, 14, 1, c.butterfly)
	c.fill(down(430, 560, fade(moss, 0), fade(mix(moss, ink, 0.4), 0.8)), rect(-2, 430, c.w+4, 140))
}

// flower draws a small flower on a stalk.
func (c *canvas) flower(x, y, r float64, col color.NRGBA) {
	c.taper(moss, 3, curve(x, y, x+1, y+r, x-1, y+3*r))
	for a := 0.0; a < 360; a += 72 {
		q := p(x, y).polar(r*0.8, a)
		c.fill(flat(col), circle(q.x, q.y, r*0.62))
	}
	c.fill(flat(orange), circle(x, y, r*0.5))
}

// robot draws the robot with the base of its neck at the origin.
func (c *canvas) robot() {
	shell, joint := toneOf(rgb(0xf0dcc0)), toneOf(slate)
	c.limb(joint, curve(-74, 52, -130, 110, -122, 216), 17, 16)
	trunk := shape(p(-92, 16), p(-70, -8), p(70, -8), p(92, 16), p(98, 120), p(84, 216), p(-84, 216), p(-98, 120))
	c.form(joint, roundRect(-24, -36, 48, 40, 8))
	c.form(toneOf(teal), trunk)
	c.inside([]path{trunk}, func() {
		c.soft(fade(ink, 0.35), 9, ellipse(6, -10, 80, 22))
		c.stroke(fade(toneOf(teal).shade, 0.7), 3, curve(-100, 144, 100, 144))
	})
	for _, x := range []float64{-76, 76} {
		c.fill(flat(toneOf(teal).shade), circle(x, 22, 4))
	}
	c.at(0, -118, 4, 1, func() { c.robotHead(shell, joint) })
	c.limb(joint, curve(80, 44, 150, 76, 214, 6), 18, 15)
	c.form(shell, circle(82, 42, 26))
	c.at(214, 6, -30, 1, func() {
		c.form(shell, roundRect(-14, -22, 24, 44, 8))
		c.at(10, 0, 14, 1.2, func() { c.hand(open, shell) })
	})
	c.form(shell, circle(-80, 44, 26))
}

// robotHead draws the head with its centre at the origin: a screen for a face.
func (c *canvas) robotHead(shell, joint tone) {
	c.limb(joint, curve(0, -80, -4, -112), 4, 4)
	c.soft(fade(amber, 0.7), 9, circle(-4, -122, 18))
	c.form(toneOf(amber), circle(-4, -122, 12))
	c.form(joint, roundRect(-118, -28, 26, 56, 10), roundRect(92, -28, 26, 56, 10))
	c.form(shell, shape(p(-104, -50), p(-80, -84), p(0, -90), p(80, -84), p(104, -50), p(106, 40), p(84, 82), p(0, 88), p(-84, 82), p(-106, 40)))
	screen := shape(p(-78, -44), p(-58, -64), p(10, -68), p(76, -64), p(92, -44), p(92, 34), p(76, 58), p(10, 62), p(-58, 58), p(-78, 34))
	c.form(tone{rgb(0x35506e), rgb(0x26385a), night}, screen)
	glow := rgb(0x9df0e6)
	c.inside([]path{screen}, func() {
		for _, x := range []float64{-24, 50} {
			c.soft(fade(glow, 0.45), 9, ellipse(x, -8, 22, 26))
			c.fill(flat(glow), ellipse(x, -8, 17, 22))
			c.fill(flat(night), circle(x+7, -14, 9))
			c.fill(flat(white), circle(x+4, -18, 3.4))
			c.soft(fade(rose, 0.7), 5, ellipse(x+(x-13)*0.5, 26, 14, 7))
		}
		c.fill(flat(glow), ribbon(curve(-46, -40, -28, -52, -6, -46), 3, 4.5, 3), ribbon(curve(34, -50, 56, -58, 74, -46), 3, 4.5, 3))
		c.at(14, 30, 0, 0.9, func() { c.lips(face{mouth: grin}, 22) })
		c.fill(flat(fade(white, 0.12)), poly(-60, -80, -20, -80, -70, 70, -110, 70))
	})
}

// butterfly draws a butterfly about the origin, about 120 wide.
func (c *canvas) butterfly() {
	upper := shape(k(4, -6), p(18, -48), p(56, -66), p(74, -44), p(62, -10), k(4, 4))
	lower := shape(k(4, 0), p(46, 2), p(58, 28), p(38, 52), p(16, 40))
	c.soft(fade(white, 0.55), 22, circle(0, -6, 74))
	for _, flip := range []bool{false, true} {
		c.flipped(flip, func() {
			c.form(toneOf(amber), lower)
			c.form(toneOf(orange), upper)
			c.inside([]path{upper}, func() {
				c.fill(flat(sun), shape(k(4, -4), p(22, -36), p(48, -46), p(52, -30), p(40, -12)))
				c.fill(flat(white), circle(58, -54, 4), circle(67, -42, 3.4))
			})
			c.fill(flat(red), circle(38, 26, 8))
			c.taper(ink, 4, curve(2, -26, 8, -46, 20, -54))
			c.fill(flat(ink), circle(20, -54, 3.6))
		})
	}
	c.thin(0.8, func() { c.form(toneOf(bark), ribbon(curve(0, -26, 0, 4, 0, 34), 6, 7, 4)) })
}
