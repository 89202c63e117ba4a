package main

var handshake = drawing{
	id: "handshake", format: "jpg", w: 760, h: 540,
	name:     "Epic Handshake",
	keywords: []string{"agreement", "common ground", "alliance", "arms", "unity"},
	example:  []string{"Backend", "Frontend", "Blaming DNS"},
	boxes: []box{
		{Box: [4]float64{0.03, 0.62, 0.34, 0.24}, Angle: -16},
		{Box: [4]float64{0.63, 0.62, 0.34, 0.24}, Angle: 16},
		{Box: [4]float64{0.2, 0.02, 0.6, 0.17}},
	},
	still: drawHandshake,
}

// drawHandshake shows two strong arms that clasp hands before a burst.
func drawHandshake(c *canvas) {
	c.rays(380, 226, 20, rgb(0x7a4680), rgb(0x94588f), rgb(0xf0b0a0))
	c.soft(fade(white, 0.6), 50, circle(380, 226, 120))
	c.fill(flat(amber), burst(380, 222, 150, 226, 20, 0))
	c.fill(flat(sun), burst(380, 222, 132, 192, 20, 9))
	c.fill(flat(paper), burst(380, 222, 112, 160, 20, 0))
	left, right := toneOf(orange), toneOf(blue)
	c.mightyArm(left)
	c.at(760, 0, 0, 1, func() { c.flipped(true, func() { c.mightyArm(right) }) })
	c.at(-61, -36, 0, 1.16, func() { c.clasp(left, right) })
	c.vignette(0.35)
}

// burst is a star of n straight spikes that are not all equally long.
func burst(x, y, in, out float64, n int, turn float64) path {
	var pts []pt
	for i := range 2 * n {
		r := in
		if i%2 == 0 {
			r = out * (1 - 0.1*float64(i%3))
		}
		pts = append(pts, p(x, y).polar(r, turn+180*float64(i)/float64(n)))
	}
	return path{pts: pts, closed: true}
}

// mightyArm draws an arm that comes in from the left and reaches up to a hand
// in the middle of the picture.
func (c *canvas) mightyArm(t tone) {
	arm := shape(k(-60, 226), p(10, 222), p(82, 246), p(134, 292), k(158, 338), p(178, 288), p(226, 238), p(290, 208),
		p(352, 206), p(372, 256), p(338, 296), p(306, 356), p(276, 424), k(262, 462), p(244, 458), k(232, 490), p(212, 480), k(192, 510),
		p(176, 494), k(144, 516), p(120, 500), p(40, 508), k(-60, 520))
	c.form(t, arm)
	c.inside([]path{arm}, func() {
		c.soft(fade(t.light, 0.75), 18, ellipse(66, 290, 60, 26).turned(28, 66, 290), ellipse(226, 290, 26, 64).turned(38, 226, 290))
		c.soft(fade(t.shade, 0.55), 16, ellipse(110, 452, 130, 30).turned(-4, 110, 452), ellipse(290, 372, 20, 90).turned(28, 290, 372))
		c.taper(mix(t.shade, ink, 0.4), 8, curve(158, 330, 164, 366, 150, 404))
		c.taper(fade(mix(t.shade, ink, 0.3), 0.8), 6, curve(40, 428, 96, 436, 138, 414), curve(254, 392, 266, 346, 292, 304))
		for _, q := range []pt{p(70, 470), p(186, 452), p(232, 420), p(210, 262), p(118, 300)} {
			c.taper(fade(t.shade, 0.7), 5, curve(q.x, q.y, q.x+8, q.y-12), curve(q.x+11, q.y+3, q.x+18, q.y-9))
		}
	})
}

// clasp draws the two hands: the left one shows its back, and the fingers of
// the right one lie across it.
func (c *canvas) clasp(left, right tone) {
	farThumb := ribbon(curve(446, 200, 428, 156, 384, 134), 20, 17, 15)
	farHand := blob(468, 262, 474, 214, 450, 178, 404, 166, 380, 210, 400, 272, 440, 284)
	back := blob(292, 262, 288, 214, 316, 176, 364, 156, 408, 168, 424, 214, 408, 264, 366, 286, 322, 286)
	nearThumb := ribbon(curve(322, 196, 356, 158, 402, 146, 436, 158), 19, 19, 17, 15)
	c.form(right, farThumb)
	c.form(right, farHand)
	c.form(left, back)
	for i := 3.0; i >= 0; i-- {
		y := 192 + 26*i
		finger := ribbon(curve(452-3*i, y+8, 414, y-2, 372, y-5, 340+4*i*i/3, y+2), 14, 15, 14.5, 13)
		c.soft(fade(left.shade, 0.6), 5, finger.moved(-2, 8))
		c.form(right, finger)
		c.taper(fade(right.shade, 0.8), 3, curve(384, y-12, 380, y-2, 383, y+7))
	}
	c.form(left, nearThumb)
}
