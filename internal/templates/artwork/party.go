package main

import (
	"image/color"
	"math"
	"math/rand/v2"
)

var party = drawing{
	id: "party", format: "gif", w: 400, h: 350,
	name:     "Party Bird",
	keywords: []string{"dance", "celebration", "disco", "parrot", "confetti", "friday"},
	example:  []string{"All checks have passed", "on the first try"},
	frames:   12, delay: 6,
	still: drawDisco,
	frame: drawDance,
}

// danceColors are what bird and lights run through, one after the other.
var danceColors = []color.NRGBA{red, orange, amber, leaf, teal, blue, rgb(0x9a5cb4), rgb(0xdc5f96)}

// danceColor is the colour at time t, which wraps around at 1.
func danceColor(t float64) color.NRGBA {
	n := float64(len(danceColors))
	f := (t - math.Floor(t)) * n
	i := int(f)
	return mix(danceColors[i%len(danceColors)], danceColors[(i+1)%len(danceColors)], f-float64(i))
}

// drawDisco draws the dark wall.
func drawDisco(c *canvas) {
	c.backdrop(rgb(0x1d1838), rgb(0x34265a), rgb(0x4a2f66))
}

// drawMirrorBall draws a hanging ball of small mirrors, with a glint that wanders.
func drawMirrorBall(c *canvas, x, y, r, t float64) {
	ball := circle(x, y, r)
	c.stroke(ink, 3, curve(x, -4, x, y-r))
	c.thin(0.7, func() { c.form(tone{white, silver, slate}, ball) })
	c.inside([]path{ball}, func() {
		c.soft(fade(danceColor(t+0.5), 0.6), 6, circle(x+9, y+9, 15))
		for i := -2.0; i <= 2; i++ {
			c.stroke(fade(ink, 0.5), 1.3, arc(x, y, r*i*0.4, r, -90, 90), curve(x-r, y+i*r*0.42, x+r, y+i*r*0.42))
		}
	})
	g := p(x-6, y-8).polar(9, 360*t)
	c.fill(flat(white), starburst(g.x, g.y, 2.5, 9+3*cos(720*t), 4, 0, 270))
}

// drawDance draws the lights, and a bird that bobs its head to the beat.
func drawDance(c *canvas, t float64) {
	drawBeams(c, t)
	drawMirrorBall(c, 62, 112, 26, t)
	drawTiles(c, t)
	for _, x := range []float64{46, 354} {
		drawSpeaker(c, x, 296, t)
	}
	drawConfetti(c, t)
	c.contact(204, 322, 76, 10)
	c.at(200, 322, 0, 0.72, func() { drawBird(c, t) })
}

// drawBeams draws light that sweeps from the ceiling.
func drawBeams(c *canvas, t float64) {
	for i := range 4 {
		f := float64(i)
		x := 50 + 100*f
		to := x + 60*cos(360*t+90*f)
		col := danceColor(t + f*0.25)
		c.fill(down(0, 270, fade(col, 0.6), fade(col, 0.05)), poly(x-6, -4, x+6, -4, to+52, 290, to-52, 290))
	}
}

// drawTiles draws a floor of tiles that light up in turn.
func drawTiles(c *canvas, t float64) {
	c.fill(flat(ink), rect(-2, 262, c.w+4, 92))
	rows := []float64{264, 280, 304, 352}
	for r := range 3 {
		y0, y1 := rows[r], rows[r+1]-3
		for i := -4; i < 4; i++ {
			at := func(i, y float64) float64 { return 200 + i*(y-180)*0.68 }
			lit := mix(danceColor(t+float64((i+8)*3+r*5)/8), night, 0.45)
			f := float64(i)
			c.fill(flat(lit), poly(at(f, y0)+1.5, y0, at(f+1, y0)-1.5, y0, at(f+1, y1)-1.5, y1, at(f, y1)+1.5, y1))
		}
	}
}

// drawSpeaker draws a loudspeaker on the floor at x, y that pumps twice a round.
func drawSpeaker(c *canvas, x, y, t float64) {
	beat := 0.5 + 0.5*cos(720*t)
	c.contact(x, y, 44, 7)
	c.thin(0.8, func() {
		c.plane(toneOf(rgb(0x453a63)), roundRect(x-37, y-126, 74, 126, 6))
		for _, q := range []pt{p(98, 14+2*beat), p(42, 26+4*beat)} {
			c.form(tone{silver, slate, night}, circle(x, y-q.x, q.y))
			c.fill(radial{p(x, y-q.x), q.y, q.y, []color.NRGBA{silver, night, ink}}, circle(x, y-q.x, q.y*0.74))
		}
	})
}

// drawConfetti draws paper snippets that fall and tumble; each falls an
// integral number of heights in a round, so that the loop has no seam.
func drawConfetti(c *canvas, t float64) {
	rnd := rand.New(rand.NewPCG(17, 3))
	for i := range 34 {
		x, y := c.w*rnd.Float64(), rnd.Float64()
		y = (math.Mod(y+t, 1)*1.1 - 0.05) * c.h
		turn := 360*(t+rnd.Float64()) + 40
		c.at(x+9*sin(turn), y, turn, 1, func() {
			c.fill(flat(mix(danceColors[i%len(danceColors)], white, 0.25)), rect(-4, -2.5*cos(2*turn), 8, 5*cos(2*turn)))
		})
	}
}

// drawBird draws the dancer, its feet at the origin.
func drawBird(c *canvas, t float64) {
	a := 720 * t
	sway, dip := cos(a), sin(a)
	coat := toneOf(danceColor(t))
	crown := p(40*sway, -206+20*dip)
	body := ribbon(line(p(0, -48), p(-14*sway, -104), p(14*sway, -160), crown), 48, 70, 66, 58)

	c.form(coat, ribbon(curve(-30, -40, -84, -18, -116, -2), 22, 20, 12), ribbon(curve(-20, -30, -70, 0, -92, 16), 18, 16, 9))
	for _, s := range []float64{-1, 1} {
		drawClaw(c, s*28, -18*max(0, s*sway))
		drawWing(c, coat, p(s*58-8*sway, -114), s, -16+36*s*dip)
	}
	c.form(coat, body)
	c.inside([]path{body}, func() {
		c.patch(toneOf(mix(coat.base, cream, 0.72)), ellipse(6*sway, -78, 44, 60))
		c.soft(fade(ink, 0.35), 9, ellipse(crown.x+4, crown.y+78, 64, 20))
	})
	c.at(crown.x, crown.y, 15*sway, 1, func() { c.head(head{of: parrotOf(coat), turn: 0.75 * sway, face: birdFace(t)}) })
}

// birdFace is all bliss, with one blink.
func birdFace(t float64) face {
	f := face{mouth: noMouth, lid: 0.1, squint: 0.3, look: p(0.35*cos(720*t), -0.05), brow: 3, lift: 10, cock: 8, blush: true}
	if t > 0.7 && t < 0.8 {
		f.lid = 1
	}
	return f
}

// drawClaw draws a foot with three toes at x, lifted by y.
func drawClaw(c *canvas, x, y float64) {
	claw := toneOf(amber)
	c.form(claw, ribbon(curve(x, y-40, x, y-8), 8), ribbon(curve(x, y-8, x-20, y+2), 7), ribbon(curve(x, y-8, x+2, y+6), 7), ribbon(curve(x, y-8, x+22, y+2), 7))
}

// drawWing draws a raised wing from its shoulder.
func drawWing(c *canvas, t tone, at pt, side, deg float64) {
	c.at(at.x, at.y, 0, 1, func() {
		c.flipped(side < 0, func() {
			c.at(0, 0, deg, 1, func() {
				arm := ribbon(curve(-10, 0, 34, -8, 60, -6), 22, 26, 24)
				feathers := []path{
					ribbon(curve(30, 6, 60, 22, 78, 34), 14, 14, 9), ribbon(curve(40, 0, 80, 8, 104, 14), 15, 14, 9),
					ribbon(curve(50, -8, 92, -12, 116, -14), 15, 14, 9),
				}
				c.outline(append(feathers, arm)...)
				tips := tone{t.base, mix(t.base, t.shade, 0.5), t.shade}
				for _, f := range feathers {
					c.thin(0.6, func() { c.form(tips, f) })
				}
				c.body(t, arm)
			})
		})
	})
}

// parrotOf is a round bird with a crest and a hooked beak.
func parrotOf(coat tone) creature {
	return creature{
		coat: coat, belly: pale,
		skull: blob(0, -84, 54, -74, 88, -24, 90, 26, 62, 70, 0, 84, -62, 70, -90, 26, -88, -24, -54, -74),
		behind: func(c *canvas) {
			plume := tone{mix(coat.light, sun, 0.6), mix(coat.base, sun, 0.45), coat.base}
			for _, a := range []float64{-34, 30, -4} {
				c.at(0, -60, a, 1, func() { c.form(plume, shape(k(-14, 0), p(-22, -44), p(4, -86), p(20, -74), p(18, -40), k(14, 0))) })
			}
		},
		marks: func(c *canvas, turn float64) {
			for _, s := range []float64{-1, 1} {
				c.patch(whiteFur, ellipse(s*42+turn*24, 4, 37, 42))
			}
		},
		snout: func(c *canvas, turn float64) {
			x := turn * 34
			c.form(toneOf(rgb(0x57506e)), shape(p(x-17, 44), p(x+17, 44), p(x+10, 70), p(x, 76), p(x-10, 70)))
			c.form(toneOf(amber), shape(p(x, 2), p(x+27, 16), p(x+26, 40), p(x+10, 54), k(x+turn*8, 76), p(x-10, 54), p(x-26, 40), p(x-27, 16)))
			c.fill(flat(fade(ink, 0.7)), ellipse(x-9, 18, 3, 2.4), ellipse(x+9, 18, 3, 2.4))
		},
		eyes: eyeSpec{dx: 42, y: -6, rx: 21, ry: 25, iris: rgb(0x4a2f25), lid: coat}, browColor: mix(coat.shade, ink, 0.5),
		mouthY: 70, mouthW: 14,
	}
}
