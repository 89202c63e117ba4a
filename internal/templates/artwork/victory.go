package main

import (
	"image/color"
	"math/rand/v2"
)

var victory = drawing{
	id: "victory", format: "jpg", w: 640, h: 600,
	name:     "Small Victory",
	keywords: []string{"success", "win", "fist", "yes", "beach", "hedgehog"},
	example:  []string{"Deployed on a Friday", "nobody called"},
	still:    drawVictory,
}

// drawVictory shows a small hedgehog on a beach with a fist full of sand.
func drawVictory(c *canvas) {
	drawBeach(c)
	c.soft(fade(ink, 0.3), 20, ellipse(350, 600, 170, 80))
	winner := hedgehog
	winner.eyes.y, winner.eyes.rx, winner.eyes.dx, winner.mouthY = 0, 18, 36, 57
	hog := figure{
		head: head{of: winner, turn: -0.2, tilt: -4, face: face{
			brow: 19, lift: -5, lid: 0.1, squint: 0.22, look: p(-0.1, 0.05), mouth: smirk, size: 1.25, blush: true,
		}},
		wears: tee, top: toneOf(teal),
		left:  limb{wrist: p(-88, 160), bow: 46, grip: fist, angle: 30},
		right: limb{hidden: true},
	}
	c.at(312, 376, 0, 1.26, func() {
		c.figure(hog)
		drawTrickle(c, 12, 74)
		drawFist(c, hog)
	})
	c.vignette(0.35)
}

// drawFist draws the right arm of f, with its fist up before the chest.
func drawFist(c *canvas, f figure) {
	c.soft(fade(ink, 0.35), 9, ellipse(50, 84, 46, 54))
	elbow := p(120, 126)
	c.limb(f.top, line(p(shoulderX, shoulderY), p(100, 66), p(114, 98)), armWidth*1.15, armWidth*1.2)
	c.shoulder(f.top, 1)
	c.limb(f.head.of.coat, line(elbow, p(90, 120), p(54, 96)), armWidth, armWidth*0.9)
	c.at(54, 96, -114, 1.6, func() { c.hand(fist, f.head.of.coat) })
}

// drawBeach draws a sunny bay with a parasol and a sand castle.
func drawBeach(c *canvas) {
	c.backdrop(rgb(0x58aede), rgb(0x9bd6ea), paleSky, paleSky)
	c.soft(fade(rgb(0xfff3c4), 0.8), 40, circle(86, 84, 62))
	c.fill(flat(rgb(0xfffae6)), circle(86, 84, 34))
	c.cloud(548, 190, 150)
	c.cloud(210, 128, 110)
	drawSea(c)
	c.hill(rgb(0xf7dfa8), rgb(0xdfae6c), 372, 384, 398, 392, 404, 396)
	grains(c, 4, 90, rgb(0xb98547), rect(0, 410, 640, 190))
	c.at(560, 448, 0, 1, func() { drawSandCastle(c) })
	c.at(76, 442, -12, 1, func() { drawParasol(c) })
}

// drawSea draws the water up to the horizon, with two rows of surf.
func drawSea(c *canvas) {
	c.fill(down(286, 404, rgb(0x2f86ae), rgb(0x45aebb), rgb(0x8fdccb)), rect(-2, 286, c.w+4, 130))
	c.stroke(fade(white, 0.6), 2.5, curve(-4, 286, c.w+4, 286))
	for _, q := range []pt{p(70, 302), p(190, 310), p(498, 306), p(590, 322), p(40, 330), p(150, 342), p(520, 346), p(610, 360)} {
		c.taper(fade(white, 0.65), 5, curve(q.x-30, q.y, q.x-10, q.y-4, q.x+10, q.y-4, q.x+32, q.y))
	}
	c.fill(flat(fade(white, 0.85)), ribbon(curve(-10, 366, 90, 378, 190, 390, 330, 384, 460, 396, 560, 386, 650, 390), 7, 5, 8, 6, 8))
}

// grains strews small grains over the area of a path's bounds.
func grains(c *canvas, seed uint64, n int, col color.NRGBA, area path) {
	rnd := rand.New(rand.NewPCG(seed, 11))
	lo, hi := bounds([]path{area})
	d := hi.sub(lo)
	for range n {
		x, y, r := lo.x+d.x*rnd.Float64(), lo.y+d.y*rnd.Float64(), 1+1.6*rnd.Float64()
		c.fill(flat(fade(col, 0.55)), ellipse(x, y, r*1.3, r))
	}
}

// drawTrickle draws sand that runs out of a fist at x, y.
func drawTrickle(c *canvas, x, y float64) {
	sand := rgb(0xf6d79a)
	c.fill(down(y, y+125, sand, sand, fade(sand, 0.2)), ribbon(curve(x+8, y-8, x, y+6, x-2, y+60, x-3, y+130), 8, 7, 4, 2))
	grains(c, 8, 34, sand, rect(x-13, y+30, 22, 100))
}

// drawSandCastle draws two towers with a flag, standing at the origin.
func drawSandCastle(c *canvas) {
	sand := toneOf(rgb(0xe2b26c))
	c.contact(6, 0, 84, 12)
	c.thin(0.75, func() {
		c.form(tone{wood, bark, bark}, rect(19, -150, 4, 46))
		c.form(toneOf(red), poly(23, -150, 56, -139, 23, -127))
		c.form(sand, poly(-62, 0, -56, -62, -62, -62, -62, -80, -50, -80, -50, -72, -40, -72, -40, -80, -26, -80, -26, -72, -16, -72, -16, -80, -4, -80, -4, -62, -10, -62, -8, 0))
		c.form(sand, poly(-14, 4, -6, -92, -14, -92, -14, -112, -1, -112, -1, -103, 12, -103, 12, -112, 28, -112, 28, -103, 42, -103, 42, -112, 56, -112, 56, -92, 48, -92, 58, 4))
		c.form(toneOf(rgb(0x9b6a44)), shape(k(10, 4), k(10, -28), p(21, -42), k(32, -28), k(32, 4)))
		c.form(sand, shape(k(-84, 6), p(-60, -14), p(-20, -6), k(-6, 8)))
		c.form(sand, shape(k(30, 8), p(52, -10), p(78, -8), k(92, 8)))
	})
	grains(c, 6, 26, rgb(0x9b6a44), rect(-50, -58, 94, 54))
}

// drawParasol draws a striped parasol that stands at the origin.
func drawParasol(c *canvas) {
	c.contact(10, 4, 60, 9)
	c.form(toneOf(paper), rect(-4, -200, 8, 204))
	top := shape(k(-118, -188), p(-84, -246), p(0, -276), p(84, -246), k(118, -188), p(79, -198), k(40, -190), p(0, -200), k(-40, -190), p(-79, -198))
	c.form(toneOf(red), top)
	c.inside([]path{top}, func() {
		c.patch(whiteFur, shape(k(-78, -180), p(-66, -240), k(0, -278), p(-30, -240), k(-40, -180)), shape(k(78, -180), p(66, -240), k(0, -278), p(30, -240), k(40, -180)))
		c.soft(fade(ink, 0.35), 9, ellipse(60, -186, 80, 16))
	})
}
