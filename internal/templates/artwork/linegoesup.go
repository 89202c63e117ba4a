package main

import (
	"image/color"
	"math/rand/v2"
)

var lineGoesUp = drawing{
	id: "line-goes-up", format: "png", w: 680, h: 520,
	name:     "Line Goes Up",
	keywords: []string{"stonks", "profit", "money", "growth", "metrics", "raccoon"},
	example:  []string{"Deletes half of the failing tests", "Coverage goes up"},
	still:    drawLineGoesUp,
}

// drawLineGoesUp shows a raccoon in a suit before a board of figures, and an
// arrow that rises for reasons unknown.
func drawLineGoesUp(c *canvas) {
	drawQuotes(c)
	drawRise(c)
	c.soft(fade(ink, 0.45), 24, ellipse(214, 420, 150, 240))
	trader := figure{
		head: head{of: raccoon, turn: 0.3, tilt: 5, face: face{
			brow: 2, cock: 16, lift: 6, lid: 0.3, look: p(0.5, -0.35), mouth: smirk, size: 1.5,
		}},
		wears: suit, top: toneOf(rgb(0x3d5388)), trim: toneOf(red),
		left:  limb{hidden: true},
		right: limb{hidden: true},
	}
	c.at(196, 328, 0, 1.3, func() {
		c.figure(trader)
		drawCrossedArms(c, trader)
	})
	c.vignette(0.45)
}

// drawCrossedArms folds the arms of f before its chest.
func drawCrossedArms(c *canvas, f figure) {
	c.soft(fade(ink, 0.4), 8, ellipse(0, 132, 78, 20))
	upper := func(side float64) path { return line(p(side*shoulderX, shoulderY), p(side*86, 68), p(side*84, 106)) }
	c.limb(f.top, upper(1), armWidth*1.15, armWidth*1.1)
	c.limb(f.top, line(p(84, 112), p(30, 118), p(-30, 92)), armWidth*1.1, armWidth*0.95)
	c.limb(f.top, upper(-1), armWidth*1.15, armWidth*1.1)
	c.at(42, 94, -34, 1.05, func() { c.hand(flatHand, f.head.of.hands()) })
	sleeve := line(p(-84, 112), p(-30, 122), p(36, 100))
	c.limb(f.top, sleeve, armWidth*1.1, armWidth*0.95)
	c.cuff(f, sleeve)
}

// drawQuotes draws a wall of figures that nobody can read.
func drawQuotes(c *canvas) {
	c.fill(linear{p(0, 0), p(c.w, c.h), []color.NRGBA{rgb(0x1c2c52), rgb(0x24497a), rgb(0x1f2a55)}}, rect(-2, -2, c.w+4, c.h+4))
	rnd := rand.New(rand.NewPCG(21, 5))
	for y := 22.0; y < c.h; y += 30 {
		for x := 14.0; x < c.w; {
			n := 3 + rnd.IntN(4)
			col := []color.NRGBA{sky, sky, leaf, rose}[rnd.IntN(4)]
			for range n {
				drawGlyph(c, rnd, x, y, fade(col, 0.26))
				x += 13
			}
			x += 22
		}
	}
	calm := rgb(0x1c2c52) // where the text goes
	c.fill(down(0, c.h, fade(calm, 0.75), fade(calm, 0), fade(calm, 0), fade(calm, 0.85)), rect(-2, -2, c.w+4, c.h+4))
	for i := 1.0; i < 6; i++ {
		c.stroke(fade(sky, 0.14), 2, curve(0, i*90, c.w, i*90), curve(i*116, 0, i*116, c.h))
	}
}

// drawGlyph draws a mark that looks like a digit from afar: some of the seven
// strokes of a display.
func drawGlyph(c *canvas, rnd *rand.Rand, x, y float64, col color.NRGBA) {
	strokes := []path{
		curve(x+1, y, x+7, y), curve(x+1, y+7, x+7, y+7), curve(x+1, y+14, x+7, y+14),
		curve(x, y+1, x, y+6), curve(x+8, y+1, x+8, y+6), curve(x, y+8, x, y+13), curve(x+8, y+8, x+8, y+13),
	}
	drop := rnd.IntN(len(strokes))
	for i, s := range strokes {
		if i != drop && i != (drop*3+2)%7 {
			c.stroke(col, 2, s)
		}
	}
}

// drawRise draws the arrow, solid and glowing.
func drawRise(c *canvas) {
	arrow := poly(180, 430, 326, 306, 404, 378, 514, 226, 478, 200, 630, 118, 632, 290, 590, 266, 416, 456, 334, 384, 220, 480)
	c.soft(fade(amber, 0.4), 30, arrow)
	side := toneOf(rgb(0xa8452a))
	c.outline(arrow, arrow.moved(14, 16))
	for d := 16.0; d > 0; d-- {
		c.fill(flat(side.base), arrow.moved(d*0.875, d))
	}
	c.plane(tone{amber, orange, rgb(0xd9552c)}, arrow)
}
