package main

import "image/color"

var catDinner = drawing{
	id: "cat-dinner", format: "jpg", w: 800, h: 520,
	name:     "Fox Yells at Cat",
	keywords: []string{"woman yelling at cat", "argument", "accusation", "salad", "dinner", "unimpressed"},
	example:  []string{"You said the deploy took five minutes", "It did. The rollback took the weekend"},
	boxes: []box{
		{Box: [4]float64{0.02, 0.03, 0.465, 0.21}},
		{Box: [4]float64{0.515, 0.03, 0.465, 0.21}},
	},
	still: drawCatDinner,
}

// drawCatDinner shows a furious fox and the cat that could not care less.
func drawCatDinner(c *canvas) {
	c.panels(2, 1, 8, func(col, _ int, w, h float64) {
		if col == 0 {
			drawFury(c, w, h)
			return
		}
		drawDinner(c, w, h)
	})
}

// drawFury draws the fox, pointing and shouting, and the bear that holds it back.
func drawFury(c *canvas, w, h float64) {
	c.fill(linear{p(0, 0), p(w, h), []color.NRGBA{rgb(0xa8586a), rgb(0x8a4460), rgb(0x5d3157)}}, rect(0, 0, w, h))
	for i := 0.0; i < w; i += 56 {
		c.fill(flat(fade(night, 0.1)), rect(i, 0, 26, h))
	}
	c.soft(fade(sun, 0.28), 50, circle(70, 250, 90))
	friend := figure{
		head:  head{of: bearOf(toneOf(umber), pale), turn: 0.4, tilt: 2, face: face{brow: -18, lift: 3, look: p(0.7, 0.2), mouth: wavy, size: 1.1, sweat: true}},
		wears: sweater, top: toneOf(leaf),
		left:  limb{hidden: true},
		right: limb{hidden: true},
	}
	c.at(80, 308, -9, 0.94, func() { c.figure(friend) })
	c.soft(fade(ink, 0.4), 18, ellipse(194, 460, 96, 130))
	c.at(186, 366, 0, 0.98, func() {
		c.figure(figure{
			head: head{of: fox, turn: 0.5, tilt: 7, face: face{
				brow: 28, lift: -9, lid: -0.1, look: p(0.75, 0.1), pupil: 0.62, mouth: shout, size: 1.6, blush: true,
			}},
			wears: sweater, top: toneOf(plum), lean: 8,
			left:  limb{hidden: true},
			right: limb{wrist: p(110, 36), bow: 20, grip: point, angle: -16, aimed: true},
		})
	})
	for _, a := range []path{curve(320, 316, 340, 308, 356, 298), curve(322, 340, 344, 341, 364, 338), curve(308, 294, 322, 280, 332, 266)} {
		c.taper(white, 7, a)
	}
	c.at(80, 308, -9, 0.94, func() {
		c.arm(friend, -1, limb{wrist: p(40, 166), bow: 50, grip: open, angle: -4, aimed: true}, false)
	})
}

// drawDinner draws the cat behind its plate.
func drawDinner(c *canvas, w, h float64) {
	c.fill(linear{p(0, 0), p(w, h), []color.NRGBA{rgb(0x4d8f92), rgb(0x2f6c78), rgb(0x2a4a66)}}, rect(0, 0, w, h))
	c.soft(fade(sun, 0.25), 50, circle(196, 220, 130))
	c.seat(196, 246, 2.4, toneOf(mix(red, bark, 0.3)))
	guest := figure{
		head: head{of: whiteCat, turn: -0.3, tilt: -5, face: face{
			brow: 9, cock: 9, lid: 0.4, squint: 0.2, look: p(-0.85, 0.1), mouth: frown, size: 1.1,
		}},
		left:  limb{hidden: true},
		right: limb{hidden: true},
	}
	c.at(196, 350, 0, 1, func() { c.figure(guest) })
	drawTablecloth(c, w, h)
	c.at(196, 350, 0, 1, func() {
		c.soft(fade(ink, 0.3), 7, ellipse(-92, 92, 40, 9), ellipse(96, 92, 40, 9))
		c.arm(guest, -1, limb{wrist: p(-92, 76), bow: 26, grip: fist, angle: 74, aimed: true}, false)
		c.arm(guest, 1, limb{wrist: p(92, 76), bow: 26, grip: fist, angle: 106, aimed: true, flip: true}, false)
	})
	c.at(196, 452, 0, 1, func() { drawSalad(c) })
	c.at(342, 446, 0, 1, func() { drawGlass(c) })
}

// drawTablecloth draws the table, from edge to edge.
func drawTablecloth(c *canvas, w, h float64) {
	cloth := tone{white, rgb(0xf4e8e2), rgb(0xb9a3bd)}
	c.soft(fade(ink, 0.4), 12, rect(-20, 396, w+40, 40))
	c.plane(cloth, poly(-20, 412, w+20, 412, w+20, h+20, -20, h+20))
	for i := -1.0; i < 12; i++ {
		c.fill(flat(fade(red, 0.16)), poly(i*44, 412, i*44+18, 412, i*52-18, h+10, i*52-42, h+10))
	}
	for _, y := range []float64{424, 452, 488} {
		c.fill(flat(fade(red, 0.16)), rect(-10, y, w+20, 6+(y-424)*0.12))
	}
}

// drawSalad draws a plate of salad, with the middle of the plate at the origin.
func drawSalad(c *canvas) {
	c.soft(fade(ink, 0.4), 8, ellipse(6, 20, 112, 24))
	c.form(tone{white, rgb(0xeef1f4), rgb(0xa9b0c8)}, ellipse(0, 8, 108, 27))
	c.stroke(fade(slate, 0.5), 2.4, ellipse(0, 5, 78, 17))
	leaves := []struct{ x, y, deg float64 }{{-52, -4, -64}, {48, -4, 62}, {-30, -14, -30}, {30, -14, 28}, {0, -18, -4}, {-42, 4, -84}, {44, 6, 80}, {-14, -2, -16}, {16, 2, 18}}
	for i, l := range leaves {
		green := []tone{toneOf(leaf), toneOf(rgb(0x9ccc5a)), toneOf(rgb(0x5c9c4c))}[i%3]
		c.at(l.x*0.8, l.y+4, l.deg, 0.8, func() { drawLettuce(c, green) })
	}
	for _, q := range []pt{p(-34, 2), p(30, 8), p(2, -12)} {
		c.thin(0.75, func() { c.form(toneOf(red), circle(q.x, q.y, 13)) })
		c.fill(flat(fade(white, 0.7)), ellipse(q.x-4, q.y-5, 4, 2.4))
	}
	c.thin(0.7, func() { c.form(tone{white, rgb(0xe3efc2), leaf}, ellipse(-4, 12, 17, 9)) })
}

// drawLettuce draws one frilled leaf, growing up from the origin.
func drawLettuce(c *canvas, t tone) {
	c.thin(0.75, func() {
		c.form(t, blob(0, 6, -14, -6, -26, -14, -22, -26, -28, -38, -14, -44, -6, -54, 6, -46, 20, -48, 22, -34, 30, -24, 20, -14, 14, -4))
	})
	c.taper(fade(t.light, 0.9), 3.5, curve(0, 2, 1, -20, -1, -40), curve(0, -12, -8, -20, -15, -26), curve(0, -16, 8, -24, 16, -30))
}

// drawGlass draws a glass of water, with its foot at the origin.
func drawGlass(c *canvas) {
	c.soft(fade(ink, 0.35), 6, ellipse(4, 2, 30, 8))
	glass := shape(k(-24, -78), k(24, -78), k(18, 2), p(0, 6), k(-18, 2))
	c.outline(glass)
	c.fill(down(-78, 0, rgb(0xd9eef2), rgb(0xa7d3e0)), glass)
	c.inside([]path{glass}, func() { c.fill(down(-50, 6, rgb(0x7dc0da), rgb(0x4a8fc0)), rect(-30, -52, 60, 70)) })
	c.fill(flat(fade(white, 0.5)), ellipse(0, -52, 21, 4), roundRect(-16, -70, 5, 56, 2.5))
}
