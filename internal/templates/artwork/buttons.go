package main

import "image/color"

var buttons = drawing{
	id: "buttons", format: "png", w: 600, h: 760,
	name:     "Two Buttons",
	keywords: []string{"daily struggle", "hard choice", "two buttons", "decision", "sweating"},
	example:  []string{"Fix the root cause", "Restart it and say nothing"},
	boxes:    []box{plateBox(-plateX), plateBox(plateX)},
	still:    drawButtons,
}

// The console is tilted about the middle of its panel, with the label plates on it.
const (
	consoleX, consoleY, consoleTilt = 292, 184, -7.0
	plateX, plateY                  = 131.0, -88.0
	plateW, plateH                  = 240.0, 118.0
)

// plateBox is the place for text on the plate at x.
func plateBox(x float64) box {
	const gutter, pad = 8, 10.0
	q := poly(x, plateY).turned(consoleTilt, 0, 0).pts[0].add(p(consoleX+gutter, consoleY+gutter))
	return box{
		Box: [4]float64{
			(q.x - plateW/2 + pad) / 600, (q.y - plateH/2 + pad) / 760,
			(plateW - 2*pad) / 600, (plateH - 2*pad) / 760,
		},
		Angle: consoleTilt, Font: "comic-neue", Color: "#2b2135", Outline: noOutline,
	}
}

// drawButtons shows a hand that cannot decide, and below whose hand it is.
func drawButtons(c *canvas) {
	c.panels(1, 2, 8, func(_, row int, w, h float64) {
		if row == 0 {
			drawConsole(c, w, h)
			return
		}
		drawDilemma(c, w, h)
	})
}

// drawConsole draws the slanted console with its buttons, and the hand above it.
func drawConsole(c *canvas, w, h float64) {
	c.fill(down(0, h, rgb(0x3b4766), rgb(0x232744)), rect(0, 0, w, h))
	c.at(consoleX, consoleY, consoleTilt, 1, func() {
		steel := tone{rgb(0xb9c4d6), rgb(0x8994ad), rgb(0x555a7c)}
		c.plane(steel, roundRect(-340, -182, 680, 420, 14))
		c.fill(flat(fade(ink, 0.14)), roundRect(-290, -14, 580, 190, 20))
		for _, s := range []float64{-1, 1} {
			c.at(s*plateX, plateY, 0, 1, func() { c.sheet(plateW, plateH, tone{white, paper, rgb(0xd8c6b4)}) })
			c.at(s*142, 70, 0, 1, func() { drawButton(c) })
		}
	})
	c.soft(fade(ink, 0.4), 12, ellipse(322, 300, 40, 46), ellipse(390, 350, 70, 50))
	c.at(368, 352, -115, 1.6, func() {
		c.hand(point, toneOf(peach))
		c.form(toneOf(rgb(0x3c5a8c)), rect(-90, -26, 80, 52))
		c.form(whiteFur, roundRect(-16, -27, 20, 54, 8))
	})
	for _, a := range []path{curve(272, 232, 262, 244, 262, 260), curve(258, 222, 244, 240, 244, 262), curve(318, 222, 330, 228, 338, 240), curve(328, 206, 344, 214, 354, 230)} {
		c.taper(fade(white, 0.85), 5, a) // the finger wavers
	}
}

// drawButton draws one big red button on its ring, about the origin.
func drawButton(c *canvas) {
	c.soft(fade(ink, 0.5), 10, ellipse(8, 30, 104, 52))
	c.form(tone{rgb(0xf3ead8), rgb(0xc9c3cc), slate}, ellipse(0, 18, 98, 54))
	c.thin(0.7, func() { c.form(toneOf(night), ellipse(0, 12, 78, 40)) })
	c.form(tone{rgb(0xff8a6e), red, rgb(0x8d1f3c)}, shape(k(-70, 10), p(-68, -22), p(-40, -42), p(0, -48), p(40, -42), p(68, -22), k(70, 10), p(46, 32), p(0, 40), p(-46, 32)))
	c.stroke(fade(rgb(0x8d1f3c), 0.5), 3, arc(0, -16, 62, 26, 20, 160))
	c.soft(fade(white, 0.75), 4, ellipse(-24, -30, 22, 8).turned(-14, -24, -30))
}

// drawDilemma draws the man wiping his brow.
func drawDilemma(c *canvas, w, h float64) {
	c.fill(linear{p(0, 0), p(w, h), []color.NRGBA{rgb(0x7fb6c9), rgb(0x4b86a8), rgb(0x345d86)}}, rect(0, 0, w, h))
	for i := -2.0; i < 8; i++ {
		c.fill(flat(fade(white, 0.07)), poly(i*96, 0, i*96+40, 0, i*96-100, h, i*96-140, h))
	}
	c.soft(fade(white, 0.35), 50, circle(280, 160, 130))
	c.soft(fade(red, 0.55), 60, ellipse(w/2, h+30, w*0.6, 70)) // the buttons glow
	for _, q := range []pt{p(60, 250), p(92, 70), p(470, 60), p(540, 150), p(500, 250)} {
		c.soft(fade(sky, 0.35), 5, circle(q.x, q.y, 20))
		c.soft(fade(white, 0.3), 2, circle(q.x, q.y, 9))
	}
	man := person(peach, rgb(0x5a3a2e), shortHair)
	c.at(284, 272, 0, 1.24, func() {
		c.figure(figure{
			head: head{of: man, turn: -0.15, tilt: -4, face: face{
				brow: -20, lift: 5, lid: -1, pupil: 0.62, look: p(-0.1, -0.8), mouth: grit, size: 1.15, sweat: true, blush: true,
			}},
			wears: suit, top: toneOf(rgb(0x3c5a8c)), trim: toneOf(red),
			left:  limb{wrist: p(-60, 150), bow: 30, grip: fist},
			right: limb{wrist: p(98, -118), bow: 74, grip: hold, angle: -164, aimed: true, flip: true, holds: drawTissue},
		})
		for _, q := range []pt{p(-104, -150), p(-122, -96), p(-112, -40)} {
			c.at(q.x, q.y, 20, 0.9, c.sweatDrop)
		}
	})
}

// drawTissue draws a handkerchief in the man's hand.
func drawTissue(c *canvas) {
	c.form(whiteFur, blob(-66, -26, -40, -44, -8, -30, 2, 0, -16, 14, -28, 40, -50, 30, -48, 4))
}
