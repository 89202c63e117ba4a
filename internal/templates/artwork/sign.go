package main

var sign = drawing{
	id: "sign", format: "jpg", w: 720, h: 580,
	name:     "Convince Me",
	keywords: []string{"change my mind", "opinion", "debate", "sign", "table", "fox"},
	example:  []string{"A cache is just a bug with good intentions"},
	boxes:    []box{{Box: [4]float64{0.235, 0.675, 0.53, 0.255}, Angle: -3, Font: "comic-neue", Color: "#2b2135", Outline: noOutline}},
	still:    drawSign,
}

// drawSign shows a fox at a table in a park, with a mug and a blank sign.
func drawSign(c *canvas) {
	drawPark(c)
	host := figure{
		head:  head{of: fox, turn: -0.3, tilt: 5, face: face{brow: 4, cock: 14, lid: 0.24, look: p(-0.6, 0.1), mouth: smirk, size: 1.2}},
		wears: sweater, top: toneOf(teal),
		left:  limb{hidden: true},
		right: limb{hidden: true},
	}
	c.at(372, 250, 0, 0.96, func() { c.figure(host) })
	drawStand(c)
	c.at(372, 250, 0, 0.96, func() { // the arms rest on the table
		c.soft(fade(ink, 0.4), 7, ellipse(-84, 108, 40, 9), ellipse(56, 112, 84, 10))
		c.arm(host, -1, limb{wrist: p(-122, 24), bow: 66, grip: hold, angle: -172, aimed: true, flip: true, holds: drawMug}, false)
		c.arm(host, 1, limb{wrist: p(8, 90), bow: 52, grip: fist, angle: 176, aimed: true, flip: true}, false)
	})
}

// drawMug draws the mug in the fox's hand.
func drawMug(c *canvas) {
	c.at(-34, 30, -6, 1.05, func() { c.flipped(true, func() { c.mug(toneOf(red)) }) })
	c.at(-34, -36, 0, 0.8, func() { c.steam(white) })
}

// drawPark draws sky, hills and trees, and the lawn in front.
func drawPark(c *canvas) {
	c.backdrop(rgb(0x6fbce0), rgb(0xbfe3ea), paleSky, paleSky)
	c.soft(fade(sun, 0.7), 40, circle(90, 40, 70))
	c.cloud(150, 96, 150)
	c.cloud(600, 70, 190)
	c.hill(rgb(0xa5cfa0), leaf, 258, 226, 250, 214, 240, 220)
	c.tree(66, 352, 250, toneOf(leaf))
	c.tree(652, 346, 280, toneOf(rgb(0x5fa35a)))
	c.hill(rgb(0x8cc25f), moss, 334, 322, 338, 326, 320)
	c.grass(3, 0, 720, 400, 16, 40, rgb(0x4f9355))
	c.grass(5, 0, 720, 560, 22, 34, rgb(0x3a7a50))
}

// drawStand draws the table with the sign on its front.
func drawStand(c *canvas) {
	c.contact(360, 560, 300, 18)
	for _, x := range []float64{120, 590} {
		c.contact(x+16, 560, 26, 7)
		c.form(toneOf(bark), poly(x, 380, x+22, 380, x+20, 560, x+4, 560))
	}
	c.table(70, 330, 600, 44, toneOf(wood))
	c.at(360, 466, -3, 1, func() {
		c.sheet(430, 176, tone{white, paper, rgb(0xd8c6b4)})
		for _, x := range []float64{-200, 200} {
			c.thin(0.7, func() { c.form(toneOf(amber), circle(x, -74, 6)) })
		}
	})
	c.grass(9, 96, 150, 568, 20, 6, rgb(0x4f9355))
	c.grass(11, 580, 640, 568, 20, 6, rgb(0x4f9355))
}
