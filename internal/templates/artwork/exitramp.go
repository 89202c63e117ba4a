package main

var exitRamp = drawing{
	id: "exit-ramp", format: "jpg", w: 660, h: 660,
	name:     "Exit Ramp",
	keywords: []string{"highway", "off ramp", "swerve", "choice", "left exit", "car", "priorities"},
	example:  []string{"Fix the bug", "Rename variables", "Me at 5 pm"},
	boxes: []box{
		{Box: [4]float64{0.09, 0.08, 0.355, 0.165}, Font: "noto-sans", Outline: noOutline},
		{Box: [4]float64{0.545, 0.08, 0.37, 0.165}, Font: "noto-sans", Outline: noOutline},
		{Box: [4]float64{0.53, 0.68, 0.42, 0.13}},
	},
	still: drawExitRamp,
}

// drawExitRamp shows a car that leaves a highway in the last moment.
func drawExitRamp(c *canvas) {
	drawHighway(c)
	c.gantry()
	c.skid()
	c.at(478, 484, -9, 1.06, c.hatchback)
	c.vignette(0.25)
}

// drawHighway draws the land, the road ahead and the ramp to the right.
func drawHighway(c *canvas) {
	c.backdrop(rgb(0x62b2de), rgb(0xbfe3ea), paleSky)
	c.cloud(120, 290, 130)
	c.cloud(560, 306, 110)
	c.hill(rgb(0xa8cdb4), rgb(0x86b98c), 330, 316, 328, 300, 322, 312)
	c.hill(rgb(0x93c565), moss, 352, 346, 350, 344, 352)
	for _, q := range []pt{p(70, 392), p(128, 378), p(182, 366), p(318, 366), p(368, 372)} {
		c.tree(q.x, q.y, (q.y-344)*2.2+12, toneOf(rgb(0x5fa35a)))
	}
	asphalt := down(350, 660, rgb(0x8c8797), rgb(0x625d72), rgb(0x55506a))
	main := poly(-190, 670, 236, 350, 262, 350, 470, 670)
	inner := line(p(322, 446), p(392, 416), p(500, 396), p(680, 388))
	outer := line(p(680, 470), p(600, 512), p(556, 574), p(540, 670))
	ramp := path{pts: append(append(inner.pts, outer.pts...), p(380, 670), p(300, 470)), closed: true}
	c.soft(fade(ink, 0.25), 6, main.moved(3, 4), ramp.moved(3, 4))
	c.fill(asphalt, main, ramp)
	c.stroke(paper, 5, inner, outer)
	c.stroke(paper, 4, curve(254, 352, 322, 446), curve(-170, 655, 238, 352))
	c.stroke(fade(amber, 0.9), 4, curve(322, 446, 455, 655))
	for i := range 5 { // lane marks shrink with the distance
		far, near, n := p(246, 350), p(110, 670), float64(i)
		a, b := far.to(near, 0.05*n*n+0.06), far.to(near, 0.05*n*n+0.1+0.045*n)
		w := 1.2 + 1.5*n
		c.fill(flat(paper), poly(a.x-w*0.6, a.y, a.x+w*0.6, a.y, b.x+w, b.y, b.x-w, b.y))
	}
	c.tree(622, 402, 130, toneOf(leaf))
	c.grass(21, 560, 660, 600, 22, 14, rgb(0x3a7a50))
	c.grass(22, 0, 130, 430, 12, 18, rgb(0x4f9355))
}

// gantry draws a bridge of steel over the road with two blank signs.
func (c *canvas) gantry() {
	steel := toneOf(silver)
	for _, x := range []float64{16, 630} {
		c.form(steel, rect(x, 20, 16, 420))
		c.form(toneOf(silver), roundRect(x-9, 432, 34, 20, 4))
	}
	c.form(steel, roundRect(4, 96, 652, 16, 6))
	c.form(steel, roundRect(4, 150, 652, 16, 6))
	c.guide(42, 36, 270, 196, func() {
		c.form(whiteFur, shape(k(-7, 20), k(-7, -4), k(-17, -4), k(0, -24), k(17, -4), k(7, -4), k(7, 20)))
	})
	c.guide(340, 36, 282, 196, func() {
		c.at(0, 0, 48, 1, func() {
			c.form(whiteFur, shape(k(-7, 22), k(-7, -4), k(-17, -4), k(0, -24), k(17, -4), k(7, -4), k(7, 22)))
		})
	})
}

// guide draws a green road sign with an arrow at its foot.
func (c *canvas) guide(x, y, w, h float64, arrow func()) {
	green := tone{rgb(0x3f9a6c), rgb(0x23805a), rgb(0x12553f)}
	c.soft(fade(ink, 0.3), 8, rect(x+6, y+10, w, h))
	c.form(green, roundRect(x, y, w, h, 16))
	c.stroke(paper, 4, roundRect(x+9, y+9, w-18, h-18, 10))
	c.at(x+w/2, y+h-42, 0, 1.1, func() { c.thin(0.5, arrow) })
}

// skid draws tyre marks and smoke behind the car.
func (c *canvas) skid() {
	for _, dx := range []float64{0, 104} {
		track := curve(150+dx*1.25, 672, 172+dx*1.2, 626, 226+dx*1.1, 572, 300+dx, 540+dx*0.14, 372+dx, 530+dx*0.26)
		c.fill(flat(fade(ink, 0.62)), ribbon(track, 14, 12, 10, 8, 6))
	}
	puffs := []puff{
		{226, 590, 24},
		{270, 566, 38},
		{322, 546, 40},
		{362, 548, 30},
		{290, 528, 28},
		{336, 508, 22},
		{246, 562, 26},
		{312, 580, 26},
	}
	var balls []path
	for _, q := range puffs {
		balls = append(balls, circle(q.x, q.y, q.r))
	}
	c.thin(0.8, func() { c.form(tone{white, rgb(0xeceaf0), rgb(0x9d97b4)}, balls...) })
	for _, q := range puffs[:5] {
		c.taper(rgb(0xb4aec6), 3.4, arc(q.x, q.y, q.r*0.6, q.r*0.6, 10, 120))
	}
}
