package main

// hatchback draws a small red car, about 250 wide about the origin, that
// slides to the right: its tail and its right side face us.
func (c *canvas) hatchback() {
	coat, glass := toneOf(red), tone{paleSky, mix(sky, blue, 0.45), night}
	c.soft(fade(ink, 0.5), 9, shape(p(-122, 58), p(10, 84), p(134, 40), p(140, 66), p(20, 104), p(-116, 84)))
	c.wheel(-96, 58, 15, 22)
	c.wheel(116, 32, 13, 24)
	body := shape(k(-124, 44), p(-126, 6), p(-112, -14), p(-102, -18), p(-86, -62), p(-72, -74), p(0, -78), p(46, -74), p(66, -64),
		p(98, -30), p(122, -24), p(136, -8), p(138, 28), k(132, 40), p(70, 62), p(14, 76), p(-60, 68))
	c.form(coat, body)
	c.inside([]path{body}, func() {
		c.fill(flat(fade(coat.shade, 0.28)), shape(k(8, -90), p(12, -10), p(18, 90), k(160, 90), k(160, -90)))
		c.fill(flat(fade(coat.shade, 0.5)), shape(k(-140, 46), p(-40, 56), p(14, 60), k(150, 24), k(150, 90), k(-140, 90)))
	})
	c.thin(0.7, func() {
		c.form(glass, shape(k(-88, -20), p(-76, -62), p(-40, -66), k(-8, -66), k(0, -16), p(-44, -16)))
		c.form(glass, shape(k(14, -18), k(6, -66), k(34, -66), k(42, -24)))
		c.form(glass, shape(k(52, -26), k(44, -66), p(58, -58), k(84, -32)))
	})
	c.fill(flat(fade(white, 0.5)), poly(-70, -58, -52, -60, -66, -22, -82, -22), poly(18, -60, 26, -60, 32, -26, 26, -24))
	c.trimCar()
	c.wheel(44, 58, 18, 27)
}

// trimCar draws lights, plate, doors and mirror.
func (c *canvas) trimCar() {
	c.thin(0.7, func() {
		for _, x := range []float64{-120, -22} {
			c.form(tone{sun, orange, red}, roundRect(x, 0+(x+120)*0.06, 26, 17, 6))
		}
		c.plane(whiteFur, poly(-84, 24, -36, 28, -36, 46, -84, 41))
		c.form(toneOf(silver), shape(k(-128, 46), p(-60, 54), k(12, 60), k(12, 74), p(-60, 70), k(-126, 58)))
		c.form(toneOf(red), roundRect(88, -40, 13, 11, 4))
	})
	c.stroke(fade(ink, 0.7), 2.6, curve(46, -22, 54, 10, 70, 44), curve(16, -12, 70, -22, 132, -14))
	c.stroke(fade(ink, 0.8), 3, curve(28, -4, 38, -6))
}

// wheel draws a wheel seen at an angle.
func (c *canvas) wheel(x, y, rx, ry float64) {
	c.form(tone{slate, rgb(0x3b3749), ink}, ellipse(x, y, rx, ry))
	c.thin(0.6, func() { c.form(toneOf(silver), ellipse(x+1, y, rx*0.5, ry*0.52)) })
	c.fill(flat(slate), ellipse(x+1, y, rx*0.18, ry*0.2))
}
