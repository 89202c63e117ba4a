package main

import "image/color"

var turnedHead = drawing{
	id: "turned-head", format: "jpg", w: 760, h: 500,
	name:     "Turned Head",
	keywords: []string{"distracted", "jealous", "temptation", "street", "new shiny", "bear", "fox", "cat"},
	example:  []string{"A rewrite in a new language", "Me", "The bug I was assigned"},
	boxes: []box{
		{Box: [4]float64{0.02, 0.68, 0.33, 0.3}},
		{Box: [4]float64{0.4, 0.68, 0.22, 0.17}},
		{Box: [4]float64{0.68, 0.68, 0.31, 0.3}},
	},
	still: drawTurnedHead,
}

// drawTurnedHead shows a bear out with a cat, whose eyes follow a fox.
func drawTurnedHead(c *canvas) {
	drawStreet(c)
	partner := figure{
		head: head{of: cat, turn: -0.75, tilt: -4, face: face{
			brow: 24, lid: -0.7, look: p(-0.85, -0.05), pupil: 0.72, mouth: shout, size: 1.3,
		}},
		wears: tee, top: toneOf(sky),
		left:  limb{hidden: true},
		right: limb{wrist: p(70, 146), bow: 52, grip: fist, flip: true},
	}
	c.at(622, 310, 0, 0.98, func() { c.figure(partner) })
	turner := figure{
		head: head{of: bear, turn: -1, tilt: -15, face: face{
			lift: 10, cock: 4, look: p(-0.9, 0.2), mouth: gasp, size: 0.9, blush: true,
		}},
		lean: 10, wears: sweater, top: toneOf(moss),
		left:  limb{wrist: p(-96, 172), bow: 22, grip: open, angle: 10},
		right: limb{wrist: p(104, 150), bow: 26, grip: fist},
	}
	c.at(392, 304, 0, 1, func() { c.figure(turner) })
	c.at(622, 310, 0, 0.98, func() { // the grip on the arm that is about to leave
		c.arm(partner, -1, limb{wrist: p(-122, 82), bow: 30, grip: hold, angle: 186, aimed: true, flip: true}, false)
	})
	c.heart(300, 128, 15, -14)
	c.heart(282, 168, 10, 10)
	passer := figure{
		head: head{of: fox, turn: -0.75, tilt: 4, face: face{
			lid: 0.12, brow: -4, lift: 3, look: p(-0.5, 0), mouth: grin, size: 1,
		}},
		lean: -4, wears: tee, top: toneOf(red),
		left:  limb{wrist: p(-90, 190), bow: 26, grip: fist},
		right: limb{wrist: p(98, 190), bow: 26, grip: fist},
	}
	c.soft(fade(ink, 0.3), 14, ellipse(160, 420, 120, 150))
	c.at(146, 326, 0, 1.13, func() { c.figure(passer) })
	for _, q := range []pt{p(270, 84), p(272, 322), p(24, 66)} {
		c.sparkle(q.x, q.y, 17)
	}
}

// sparkle draws a twinkle of four points.
func (c *canvas) sparkle(x, y, r float64) {
	c.thin(0.6, func() { c.form(tone{white, paper, sun}, starburst(x, y, r*0.34, r, 4, -90, 180)) })
}

// heart draws a little heart.
func (c *canvas) heart(x, y, r, deg float64) {
	c.at(x, y, deg, r/10, func() {
		c.thin(0.6, func() {
			c.form(toneOf(red), shape(k(0, -4), p(5, -10), p(11, -4), p(7, 4), k(0, 11), p(-7, 4), p(-11, -4), p(-5, -10)))
		})
	})
}

// drawStreet draws a row of shops in the sun, and the pavement.
func drawStreet(c *canvas) {
	c.backdrop(rgb(0x86c6e4), paleSky, paleSky)
	c.cloud(250, 70, 130)
	c.house(-20, 40, 190, 330, rose, teal)
	c.house(170, 96, 150, 274, sun, red)
	c.house(470, 62, 170, 308, mix(sky, cream, 0.5), orange)
	c.house(640, 20, 150, 350, mix(leaf, cream, 0.45), plum)
	c.tree(396, 372, 210, toneOf(leaf))
	c.fill(down(366, 500, rgb(0xcdb9a6), rgb(0xe8d8c0)), rect(-2, 366, c.w+4, 140))
	c.fill(flat(rgb(0xb19d92)), rect(-2, 366, c.w+4, 6))
	for i := -6.0; i <= 6; i++ {
		c.stroke(fade(rgb(0x9b8680), 0.5), 2.4, curve(380+i*80, 372, 380+i*150, 502))
	}
	c.stroke(fade(rgb(0x9b8680), 0.5), 2.4, curve(0, 412, 760, 412))
	c.fill(flat(fade(paleSky, 0.3)), rect(-2, -2, c.w+4, 372)) // the air between
}

// house draws a shop with windows above and an awning over its own, with its
// upper left corner at x, y.
func (c *canvas) house(x, y, w, h float64, wall, awning color.NRGBA) {
	c.thin(0.7, func() {
		c.plane(toneOf(wall), rect(x, y, w, h))
		c.plane(toneOf(mix(wall, paper, 0.5)), roundRect(x-7, y-8, w+14, 16, 4))
		for floor := y + 30; floor < y+h-170; floor += 74 {
			for i := range 3 {
				pane := rect(x+w*0.1+float64(i)*w*0.3, floor, w*0.2, 48)
				c.plane(tone{paleSky, sky, blue}, pane)
			}
		}
		shop := y + h - 112
		c.plane(tone{paleSky, mix(sky, blue, 0.3), blue}, rect(x+w*0.08, shop, w*0.52, 92))
		c.plane(toneOf(mix(awning, ink, 0.25)), rect(x+w*0.68, shop, w*0.22, 112))
		stripe := (w + 12) / 8
		for i := range 8 {
			left := x - 6 + float64(i)*stripe
			t := toneOf(awning)
			if i%2 == 1 {
				t = toneOf(paper)
			}
			c.form(t, shape(k(left+3, shop-24), k(left+stripe+3, shop-24), k(left+stripe, shop+12), p(left+stripe/2, shop+24), k(left, shop+12)))
		}
	})
}
