package main

var burningRoom = drawing{
	id: "burning-room", format: "gif", w: 440, h: 340,
	name:     "Everything Is Fine",
	keywords: []string{"this is fine", "fire", "calm", "denial", "outage", "raccoon", "incident"},
	example:  []string{"Monitoring is green", "The cache says so"},
	frames:   14, delay: 9,
	still: drawRoom,
	frame: drawBurning,
}

// drawRoom draws a small server room with a chair in it.
func drawRoom(c *canvas) {
	c.wall(-2, -2, c.w+4, 270, toneOf(rgb(0x5c9a94)))
	c.floor(-2, 266, c.w+4, 80, toneOf(wood))
	c.fill(down(40, 300, fade(orange, 0), fade(orange, 0.45)), rect(-2, 40, c.w+4, 300))
	c.rack(24, 118, 92, 166)
	c.at(372, 118, 7, 1, func() { // a picture that hangs askew
		c.sheet(70, 58, toneOf(wood))
		c.fill(down(-22, 22, sky, paleSky), rect(-27, -21, 54, 42))
		c.fill(flat(moss), shape(k(-27, 21), k(-27, 8), k(-8, -8), k(6, 6), k(14, 0), k(27, 12), k(27, 21)))
	})
	c.form(toneOf(bark), shape(k(172, 280), p(166, 190), p(184, 168), p(236, 162), p(288, 168), p(306, 190), k(300, 280)))
}

// rack draws a cabinet of servers with its upper left corner at x, y.
func (c *canvas) rack(x, y, w, h float64) {
	c.contact(x+w/2+6, y+h, w*0.6, 8)
	c.plane(toneOf(slate), roundRect(x, y, w, h, 5))
	for i := range 6 {
		top := y + 10 + float64(i)*(h-14)/6
		c.thin(0.5, func() { c.plane(toneOf(night), roundRect(x+8, top, w-16, h/6-7, 3)) })
		lamp := red
		if i == 4 {
			lamp = leaf
		}
		c.fill(flat(lamp), circle(x+19, top+h/12-4, 3.4))
		c.stroke(fade(silver, 0.5), 2, curve(x+34, top+h/12-7, x+w-20, top+h/12-7), curve(x+34, top+h/12-1, x+w-20, top+h/12-1))
	}
}

// drawBurning shows a raccoon that sits and smiles in the middle of it all.
// It blinks once.
func drawBurning(c *canvas, t float64) {
	c.inside([]path{rect(-2, -2, c.w+4, 121)}, func() {
		c.fire(t, flame{40, 128, 40, 72, 0}, flame{100, 128, 38, 62, 140}, flame{70, 130, 52, 100, 250})
	})
	c.at(378, 89, 7, 1, func() {
		c.inside([]path{rect(-40, -80, 80, 81)}, func() { c.fire(t, flame{-18, 6, 28, 36, 60}, flame{10, 8, 34, 54, 200}) })
	})
	c.fire(t, flame{140, 292, 52, 122, 20}, flame{176, 292, 44, 84, 290}, flame{296, 292, 46, 92, 100},
		flame{334, 292, 56, 138, 220}, flame{376, 292, 60, 112, 330}, flame{424, 292, 66, 156, 80}, flame{8, 300, 54, 100, 170})
	c.smoke(t, rgb(0x6b5568), puff{20, 26, 24}, puff{66, 22, 26}, puff{128, 16, 22}, puff{186, 10, 26}, puff{262, 10, 24},
		puff{330, 20, 24}, puff{386, 24, 27}, puff{428, 34, 28}, puff{-8, 40, 22})
	c.smoke(t, rgb(0x43364f), puff{0, 2, 34}, puff{44, -8, 38}, puff{96, -4, 30}, puff{150, -14, 34}, puff{214, -18, 36},
		puff{286, -14, 34}, puff{344, -8, 36}, puff{400, -4, 37}, puff{444, 10, 36})
	c.at(236, 206, 0, 0.68, func() { c.figure(calmHost(t)) })
	c.plane(toneOf(bark), rect(114, 300, 244, 60))
	c.table(84, 262, 304, 28, toneOf(wood))
	c.at(236, 206, 0, 0.68, func() {
		c.soft(fade(ink, 0.4), 7, ellipse(-84, 112, 40, 9), ellipse(56, 112, 84, 10))
		host := calmHost(t)
		c.arm(host, -1, limb{wrist: p(-122, 24), bow: 66, grip: hold, angle: -172, aimed: true, flip: true, holds: drawCalmMug}, false)
		c.arm(host, 1, limb{wrist: p(8, 88), bow: 52, grip: fist, angle: 176, aimed: true, flip: true}, false)
	})
	c.fire(t, flame{20, 350, 70, 82, 40}, flame{68, 352, 48, 52, 300}, flame{380, 352, 46, 48, 130}, flame{420, 350, 70, 92, 210})
	c.ember(130, 240, 150, t, 0)
	c.ember(322, 230, 150, t, 130)
	c.ember(404, 220, 130, t, 250)
	c.ember(60, 110, 90, t, 60)
}

// calmHost is the raccoon without its arms, which rest on the table.
func calmHost(t float64) figure {
	lid := 0.1
	switch {
	case t > 0.48 && t < 0.52:
		lid = 1
	case t > 0.41 && t < 0.59:
		lid = 0.7
	}
	return figure{
		head: head{of: hatted(raccoon), turn: -0.18, tilt: 3, face: face{
			lid: lid, squint: 0.22, brow: -4, lift: 4, look: p(-0.1, 0.1), mouth: smile, size: 1.7, blush: true,
		}},
		wears: tee, top: toneOf(plum),
		left:  limb{hidden: true},
		right: limb{hidden: true},
	}
}

// hatted returns the creature with a small round hat.
func hatted(w creature) creature {
	w.front = func(c *canvas, turn float64) {
		c.at(6+turn*10, -76, 4, 1, func() {
			t := toneOf(amber)
			c.form(t, shape(k(-42, 0), p(-40, -44), p(-24, -56), p(0, -52), p(24, -56), p(40, -44), k(42, 0)))
			c.inside([]path{rect(-43, -20, 86, 14)}, func() { c.fill(flat(red), rect(-41, -20, 82, 14)) })
			c.form(t, shape(p(-66, -4), p(0, -8), p(66, -4), p(62, 8), p(0, 4), p(-62, 8)))
		})
	}
	return w
}

// drawCalmMug draws the mug in the raccoon's hand.
func drawCalmMug(c *canvas) {
	c.at(-34, 30, -6, 1.05, func() { c.flipped(true, func() { c.mug(toneOf(teal)) }) })
	c.at(-34, -36, 0, 0.8, func() { c.steam(white) })
}
