package main

import "image/color"

var slowClap = drawing{
	id: "slow-clap", format: "gif", w: 440, h: 340,
	name:     "Slow Clap",
	keywords: []string{"applause", "sarcasm", "bravo", "clapping", "well done", "bear"},
	example:  []string{"You fixed the flaky test", "by deleting it"},
	frames:   12, delay: 11,
	still: drawAuditorium,
	frame: drawClap,
}

// drawAuditorium draws a dim hall with rows of seats, and some of the audience.
func drawAuditorium(c *canvas) {
	c.backdrop(rgb(0x251f42), rgb(0x4a3158), rgb(0x5e3a58))
	c.soft(fade(amber, 0.16), 50, poly(150, -20, 260, -20, 420, 340, 60, 340))
	for row, y := range []float64{92, 138} {
		dim := 0.72 - 0.22*float64(row)
		for i := -1.0; i < 7; i++ {
			x := i*82 + float64(row)*41 - 10
			c.spectator(x, y-26, int(i)+row*3, mix(rgb(0x8a5f83), night, dim))
			c.seat(x, y, 0.62, toneOf(mix(red, night, dim)))
		}
	}
	c.fill(down(170, 340, fade(night, 0), fade(night, 0.75)), rect(-2, 170, c.w+4, 180))
	for _, x := range []float64{22, 418} {
		c.seat(x, 208, 1.5, toneOf(mix(red, night, 0.45)))
	}
	c.seat(220, 178, 1.75, toneOf(mix(red, night, 0.12)))
}

// seat draws a velvet seat back with its upper edge at y.
func (c *canvas) seat(x, y, s float64, t tone) {
	c.thin(0.55+0.25*s, func() {
		c.form(t, shape(p(x-50*s, y+10*s), p(x-34*s, y-2*s), p(x, y-6*s), p(x+34*s, y-2*s), p(x+50*s, y+10*s), k(x+54*s, y+150*s), k(x-54*s, y+150*s)))
	})
	c.stroke(fade(t.shade, 0.8), 2.5*s, curve(x-38*s, y+130*s, x-38*s, y+22*s, x-26*s, y+11*s, x+26*s, y+11*s, x+38*s, y+22*s, x+38*s, y+130*s))
}

// spectator draws one of the audience, who sit in the dark.
func (c *canvas) spectator(x, y float64, kind int, col color.NRGBA) {
	figure := []path{ellipse(x, y-14, 21, 22), ellipse(x, y+28, 30, 26)}
	switch kind & 3 {
	case 0:
		return
	case 1:
		figure = append(figure, circle(x-15, y-32, 8), circle(x+15, y-32, 8))
	case 2:
		figure = append(figure, poly(x-20, y-22, x-18, y-48, x-2, y-32), poly(x+20, y-22, x+18, y-48, x+2, y-32))
	}
	c.thin(0.6, func() { c.form(tone{mix(col, white, 0.1), col, mix(col, night, 0.6)}, figure...) })
}

// clapGap is how far the hands are apart, from 0 to 1: they wait, meet, and
// part without haste.
func clapGap(t float64) float64 {
	ease := func(from, to float64) float64 { return 0.5 - 0.5*cos(180*(t-from)/(to-from)) }
	switch {
	case t < 0.2:
		return 1
	case t < 0.45:
		return 1 - ease(0.2, 0.45)
	case t < 0.6:
		return 0
	}
	return ease(0.6, 1)
}

// drawClap shows a bear that claps once per round, without haste, and nods.
func drawClap(c *canvas, t float64) {
	gap := clapGap(t)
	nod := 0.5 - 0.5*cos(360*(t-0.06))
	critic := figure{
		head: head{of: bear, tilt: -3 + 3*nod, turn: -0.12, face: face{
			lid: 0.36 + 0.2*nod, brow: -3, lift: 5, look: p(-0.1, 0.3), mouth: frown, size: 0.75,
		}},
		nod:   7 * nod,
		wears: suit, top: toneOf(plum), trim: toneOf(amber),
		left:  limb{hidden: true},
		right: limb{hidden: true},
	}
	c.at(220, 194, 0, 0.77, func() {
		c.figure(critic)
		drawClapArm(c, critic, gap)
		c.flipped(true, func() { drawClapArm(c, critic, gap) })
		if gap == 0 {
			drawSmack(c, p(0, 74))
		}
	})
}

// drawClapArm draws the left arm of f, bent so that the forearm comes towards
// us and the hand is in front of the sleeve.
func drawClapArm(c *canvas, f figure, gap float64) {
	shoulder, elbow, wrist := p(-shoulderX, shoulderY), p(-112-8*gap, 120+22*gap), p(-50-46*gap, 110-4*gap)
	sleeve := line(shoulder, p(-98-6*gap, 74), elbow, wrist)
	c.limb(f.top, sleeve, armWidth*1.15, armWidth*0.95)
	c.at(wrist.x, wrist.y, -42-24*gap, 1.12, func() { c.hand(flatHand, f.head.of.hands()) })
	c.at(wrist.x, wrist.y, -20-46*gap, 1, func() {
		c.thin(0.85, func() { c.form(whiteFur, roundRect(-10, -armWidth*1.05, 17, armWidth*2.1, 7)) })
	})
}

// drawSmack draws the little lines of a clap at q.
func drawSmack(c *canvas, q pt) {
	for _, a := range []float64{-172, -146, -34, -8} {
		from, to := q.polar(60, a), q.polar(84, a)
		c.taper(white, 8, curve(from.x, from.y, to.x, to.y))
	}
}
