package main

import (
	"image/color"
	"math/rand/v2"
)

var brain = drawing{
	id: "brain", format: "png", w: 640, h: 800,
	name:     "Growing Brain",
	keywords: []string{"galaxy brain", "expanding brain", "enlightenment", "levels", "genius"},
	example: []string{
		"Fixing the bug", "Logging the bug", "Calling the bug a feature", "Charging extra for the feature",
	},
	boxes: []box{brainBox(0), brainBox(1), brainBox(2), brainBox(3)},
	still: drawBrain,
}

const brainGutter = 8.0

// The middle of the brain, seen from the middle of the head. It grows about it.
const brainX, brainY = 6.0, -28.0

// brainBox is the text panel of one row, without its margin.
func brainBox(row float64) box {
	const w, h, pad = (640 - 3*brainGutter) / 2, (800 - 5*brainGutter) / 4, 12.0
	y := brainGutter + row*(h+brainGutter)
	return box{
		Box:  [4]float64{(brainGutter + pad) / 640, (y + pad) / 800, (w - 2*pad) / 640, (h - 2*pad) / 800},
		Font: "comic-neue", Color: "#2b2135", Outline: noOutline,
	}
}

// insight is how far enlightenment has come in one row.
type insight struct {
	skin        tone
	far, near   color.NRGBA // of the space behind the head
	brain       tone
	size        float64 // of the brain
	glow        color.NRGBA
	reach       float64 // of the glow
	rays, stars int
	sparks      bool // on the brain
	cosmic      bool
}

var insights = []insight{
	{
		skin: toneOf(rgb(0x56679a)), far: rgb(0x1b1a38), near: rgb(0x39406e),
		brain: toneOf(rgb(0xb5788c)), glow: rgb(0xd98aa0), size: 0.68, reach: 26,
	},
	{
		skin: toneOf(rgb(0x4a6fb8)), far: rgb(0x171a40), near: rgb(0x3a5aa0),
		brain: toneOf(rgb(0xf0a05a)), glow: rgb(0xffb45c), size: 0.82, reach: 76, stars: 12,
	},
	{
		skin: toneOf(rgb(0x4f63c8)), far: rgb(0x1a1548), near: rgb(0x6b4fb8),
		brain: toneOf(rgb(0xffd76a)), glow: rgb(0xffe9a0), size: 0.96, reach: 96, rays: 18, stars: 24, sparks: true,
	},
	{
		skin: toneOf(rgb(0x6a5ae0)), far: rgb(0x22104e), near: rgb(0xc04fb0),
		brain: tone{white, rgb(0xfffbe0), rgb(0xffd98a)}, glow: rgb(0xfff6cf), size: 1.08, reach: 120, rays: 26, stars: 60, sparks: true, cosmic: true,
	},
}

// drawBrain shows the same head four times, wiser each time.
func drawBrain(c *canvas) {
	c.panels(2, 4, brainGutter, func(col, row int, w, h float64) {
		if col == 0 {
			c.fill(linear{p(0, 0), p(w, h), []color.NRGBA{white, paper, mix(paper, cream, 0.6)}}, rect(0, 0, w, h))
			return
		}
		drawInsight(c, insights[row], uint64(row), w, h)
	})
}

// drawInsight draws one head in its space.
func drawInsight(c *canvas, in insight, seed uint64, w, h float64) {
	x, y := w*0.53, h*0.53
	c.fill(radial{p(x, y-20), w * 0.62, h * 0.9, []color.NRGBA{in.near, mix(in.near, in.far, 0.6), in.far}}, rect(0, 0, w, h))
	drawStars(c, seed, in.stars, w, h)
	c.at(x, y, 0, 0.88, func() {
		if in.rays > 0 {
			drawRadiance(c, in)
		}
		c.soft(fade(in.glow, 0.6), in.reach*0.4, circle(6, -22, in.reach*0.62))
		if in.cosmic {
			drawOrbit(c, 180, orange)
		}
		c.form(in.skin, profile)
		c.inside([]path{profile}, func() { drawInner(c, in, seed) })
		c.at(brainX, brainY, 0, in.size, func() {
			c.at(-brainX, -brainY, 0, 1, func() { drawCortex(c, in) })
		})
		drawCalm(c, in)
		if in.cosmic {
			drawOrbit(c, 0, teal)
		}
	})
}

// profile is a head that looks to the left, with its shoulders about 240 high;
// lobes are the brain in it.
var (
	profile = shape(k(-116, 150), p(-100, 124), p(-52, 110), k(-16, 100), p(-24, 84), p(-54, 86), p(-70, 78), p(-68, 63), p(-73, 56), k(-67, 49), p(-76, 43), k(-72, 35), p(-91, 29), p(-93, 20), p(-78, 4),
		p(-73, -10), p(-78, -24), p(-72, -52), p(-44, -82), p(2, -92), p(50, -78), p(78, -38), p(76, 8), p(58, 44), p(54, 74), p(84, 104), p(132, 120), k(154, 150))
	lobes = []path{circle(-36, -34, 24), circle(-12, -52, 26), circle(20, -56, 26), circle(46, -34, 25), circle(46, -8, 22), circle(14, -6, 24), circle(-20, -14, 22), circle(8, -30, 34)}
)

// drawStars sprinkles stars over the space.
func drawStars(c *canvas, seed uint64, n int, w, h float64) {
	rnd := rand.New(rand.NewPCG(seed, 23))
	for range n {
		x, y, r := rnd.Float64()*w, rnd.Float64()*h, 0.8+1.8*rnd.Float64()
		c.fill(flat(fade(white, 0.5+0.5*rnd.Float64())), circle(x, y, r))
	}
}

// drawRadiance draws rays of light out of the head.
func drawRadiance(c *canvas, in insight) {
	var beams []path
	center := p(brainX, brainY)
	for i := range in.rays {
		a := 360 * float64(i) / float64(in.rays)
		spread, reach := 2.2+1.6*float64(i%3), in.reach*(1.7+0.6*float64(i%2))
		e1, e2 := center.polar(reach, a-spread), center.polar(reach, a+spread)
		beams = append(beams, poly(center.x, center.y, e1.x, e1.y, e2.x, e2.y))
	}
	c.fill(radial{center, in.reach * 1.6, in.reach * 1.6, []color.NRGBA{in.glow, fade(in.glow, 0.8), fade(in.glow, 0.35), fade(in.glow, 0)}}, beams...)
}

// drawOrbit draws the half of an orbit around the head that starts at an angle
// (the far half is the one from 180), and a planet on it.
func drawOrbit(c *canvas, from float64, planet color.NRGBA) {
	const rx, ry, tilt = 150.0, 28.0, 15.0
	center := p(6, -32)
	ring := arc(center.x, center.y, rx, ry, from, from+180).turned(tilt, center.x, center.y)
	c.soft(fade(white, 0.5), 5, ribbon(ring, 5))
	c.stroke(white, 3, ring)
	a := from + 25
	at := poly(center.x+rx*cos(a), center.y+ry*sin(a)).turned(tilt, center.x, center.y).pts[0]
	c.thin(0.75, func() { c.form(toneOf(planet), circle(at.x, at.y, 14)) })
}

// drawInner lights the head from within.
func drawInner(c *canvas, in insight, seed uint64) {
	if in.cosmic {
		c.fill(linear{p(-90, -90), p(90, 140), []color.NRGBA{rgb(0xff9fd0), rgb(0x8a5be8), rgb(0x3a2fa8), rgb(0x1f9fc0)}}, rect(-130, -110, 290, 270))
		c.at(-120, -100, 0, 1, func() { drawStars(c, seed+5, 70, 270, 250) })
	}
	c.soft(fade(in.glow, 0.75), 16, ellipse(6, -26, 40+in.reach*0.26, 30+in.reach*0.22))
	c.stroke(fade(mix(in.glow, white, 0.3), 0.5), 5, profile)
}

// drawCortex draws the brain with its folds.
func drawCortex(c *canvas, in insight) {
	stem := ribbon(curve(24, 6, 32, 30, 32, 70), 11, 8, 5)
	c.thin(0.75, func() {
		c.form(in.brain, stem)
		c.form(in.brain, ellipse(48, 14, 20, 13))
		c.form(in.brain, lobes...)
	})
	folds := []path{
		curve(-56, -30, -40, -24, -30, -36, -36, -50), curve(-22, -72, -14, -58, -22, -44, -10, -34), curve(10, -80, 12, -62, 2, -52),
		curve(34, -76, 28, -60, 36, -48, 26, -38), curve(68, -36, 52, -38, 46, -26, 54, -14), curve(-38, -10, -22, -14, -8, -22, 8, -18, 22, -24, 40, -18),
		curve(-6, 8, 4, -4, 20, -4, 30, 6), curve(34, 16, 48, 12, 64, 15),
	}
	c.taper(mix(in.brain.shade, ink, 0.25), 4.5, folds...)
	c.soft(fade(white, 0.6), 4, ellipse(-20, -62, 14, 6).turned(-24, -20, -62))
	if in.sparks {
		c.soft(fade(white, 0.65), 9, ellipse(4, -36, 40, 26))
		for _, q := range []pt{p(-36, -40), p(0, -60), p(42, -50), p(46, -6), p(-8, -12), p(14, -34)} {
			drawSparkle(c, q, 11)
		}
	}
}

// drawSparkle draws a four-pointed star.
func drawSparkle(c *canvas, at pt, r float64) {
	c.soft(fade(white, 0.7), r*0.4, circle(at.x, at.y, r*0.5))
	c.fill(flat(white), starburst(at.x, at.y, r*0.22, r, 4, 0, 270))
}

// drawCalm draws the closed or shining eye, the mouth and the nostril.
func drawCalm(c *canvas, in insight) {
	line := mix(in.skin.shade, ink, 0.6)
	if in.cosmic {
		line = white
		beam := poly(-66, 2, -190, -22, -190, 34)
		c.fill(linear{p(-66, 2), p(-190, 2), []color.NRGBA{white, fade(in.glow, 0.7), fade(in.glow, 0)}}, beam)
		c.soft(white, 4, ellipse(-64, 4, 8, 6))
		drawSparkle(c, p(-64, 4), 20)
	} else {
		c.taper(line, 4.5, curve(-74, 4, -66, 9, -56, 6), curve(-74, -9, -64, -14, -52, -9))
	}
	c.taper(line, 4, curve(-67, 49, -58, 52, -50, 49), curve(-84, 31, -78, 35, -74, 31))
}
