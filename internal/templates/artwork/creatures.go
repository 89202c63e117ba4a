package main

import (
	"image/color"
	"math"
)

var (
	foxTone  = toneOf(orange)
	pale     = toneOf(cream)
	bearTone = toneOf(blue)
	catTone  = toneOf(silver)
	whiteFur = tone{white, rgb(0xf6f1ee), rgb(0xbcb4cf)}
	owlTone  = toneOf(umber)
	frogTone = toneOf(leaf)
	maskTone = toneOf(rgb(0x45415c))
	coonTone = toneOf(rgb(0x9a97a8))
	hogTone  = toneOf(rgb(0xeec49a))
	rosy     = toneOf(rgb(0xe79a94))
)

// fox has a pointed face with pale cheek tufts.
var fox = creature{
	coat: foxTone, belly: pale, paw: toneOf(rgb(0x6b3a33)),
	skull: shape(p(0, -84), p(52, -72), p(84, -24), p(92, 16), k(120, 44), p(78, 62), p(44, 84), p(0, 98),
		p(-44, 84), p(-78, 62), k(-120, 44), p(-92, 16), p(-84, -24), p(-52, -72)),
	ears:      pair(shape(p(24, -66), k(74, -146), p(98, -92), p(90, -18), p(50, -40))),
	inner:     pair(shape(p(48, -74), k(74, -122), p(84, -86), p(80, -52))),
	innerTone: tone{base: rgb(0x54304a), shade: rgb(0x8a4a4a)},
	marks: func(c *canvas, turn float64) {
		x := turn * 20
		c.patch(pale, shape(p(x, 18), p(34+x, 30), p(74, 22), k(130, 36), p(70, 100), p(0, 110), p(-70, 100), k(-130, 36), p(-74, 22), p(x-34, 30)))
		c.fill(flat(fade(amber, 0.4)), shape(k(x, 20), p(x+10, -40), k(x, -84), p(x-10, -40)))
	},
	snout: func(c *canvas, turn float64) {
		c.nose(turn*34, 38, 15, ink)
	},
	eyes: eyeSpec{dx: 38, y: -8, rx: 18, ry: 22, iris: rgb(0x7a4a1e), lid: foxTone}, browColor: rgb(0x6b2e1d),
	mouthY: 66, mouthW: 28,
}

// bear is broad, with round ears and a pale muzzle.
var bear = bearOf(bearTone, toneOf(rgb(0xbfd8ec)))

func bearOf(coat, muzzle tone) creature {
	return creature{
		coat: coat, belly: muzzle,
		skull:     blob(0, -86, 58, -74, 92, -22, 98, 30, 66, 76, 0, 92, -66, 76, -98, 30, -92, -22, -58, -74),
		ears:      pair(ellipse(74, -76, 32, 32)),
		inner:     pair(ellipse(77, -76, 17, 18)),
		innerTone: tone{base: mix(coat.shade, muzzle.base, 0.3), shade: mix(coat.shade, muzzle.base, 0.5)},
		snout: func(c *canvas, turn float64) {
			m := ellipse(turn*30, 44, 52, 38)
			c.soft(fade(coat.shade, 0.5), 5, m.moved(3, 6))
			c.body(muzzle, m)
			c.nose(turn*34, 24, 18, ink)
			c.taper(ink, 4, curve(turn*34, 36, turn*33, 48))
		},
		eyes: eyeSpec{dx: 38, y: -20, rx: 17, ry: 20, iris: rgb(0x3c2a54), lid: coat}, browColor: mix(coat.shade, ink, 0.6),
		mouthY: 58, mouthW: 30,
	}
}

// cat has triangular ears, stripes and whiskers.
var cat = catOf(catTone, whiteFur, slate)

// whiteCat is the same without stripes.
var whiteCat = catOf(whiteFur, whiteFur, rgb(0xe3dbe4))

func catOf(coat, muzzle tone, stripe color.NRGBA) creature {
	return creature{
		coat: coat, belly: muzzle,
		skull: shape(p(0, -74), p(56, -66), p(92, -16), p(96, 22), k(112, 50), p(84, 60), p(46, 82), p(0, 86),
			p(-46, 82), p(-84, 60), k(-112, 50), p(-96, 22), p(-92, -16), p(-56, -66)),
		ears:      pair(shape(p(22, -64), k(76, -128), p(94, -70), p(90, -10), p(50, -36))),
		inner:     pair(shape(p(46, -70), k(74, -108), p(82, -72), p(78, -48))),
		innerTone: rosy,
		marks: func(c *canvas, turn float64) {
			for _, x := range []float64{-20, 0, 20} {
				c.fill(flat(stripe), ribbon(curve(x+turn*10, -96, x*0.8+turn*14, -46+math.Abs(x)*0.5), 7, 5, 1.5))
			}
			for _, y := range []float64{6, 28} {
				c.fill(flat(stripe), ribbon(curve(112, y, 74, y+6), 6, 4, 1), ribbon(curve(-112, y, -74, y+6), 6, 4, 1))
			}
		},
		snout: func(c *canvas, turn float64) {
			x := turn * 30
			c.body(muzzle, ellipse(x-20, 42, 26, 21), ellipse(x+20, 42, 26, 21), ellipse(x, 58, 18, 14))
			c.nose(x, 25, 12, rgb(0xd9707a))
			c.taper(ink, 4, curve(x, 33, x, 44))
			for _, s := range []float64{-1, 1} {
				for _, dy := range []float64{-7, 3, 13} {
					c.taper(fade(ink, 0.75), 2.4, curve(x+s*38, 42+dy*0.5, x+s*72, 38+dy*1.3, x+s*104, 42+dy*2.2))
				}
			}
		},
		eyes: eyeSpec{dx: 40, y: -14, rx: 20, ry: 21, iris: rgb(0x6aa84f), lid: coat}, browColor: mix(coat.shade, ink, 0.55),
		mouthY: 52, mouthW: 22,
	}
}

// owl has face discs, a beak and feather horns.
var owl = creature{
	coat: owlTone, belly: toneOf(rgb(0xe9c79a)), paw: toneOf(rgb(0xc0915f)),
	skull:     blob(0, -88, 60, -80, 98, -30, 100, 26, 70, 74, 0, 92, -70, 74, -100, 26, -98, -30, -60, -80),
	ears:      pair(shape(p(24, -84), p(60, -98), k(116, -140), p(107, -106), k(128, -104), p(112, -68), p(94, -24), p(50, -50))),
	inner:     pair(shape(p(58, -84), p(76, -98), k(103, -122), p(92, -92), p(80, -70))),
	innerTone: tone{base: rgb(0x6b4433), shade: rgb(0x6b4433)},
	marks: func(c *canvas, turn float64) {
		x := turn * 18
		c.fill(flat(rgb(0x6b4433)), shape(k(x-40, -100), p(x, -40), k(x+40, -100), p(x+18, -60), k(x, -16), p(x-18, -60)))
		for _, q := range []pt{p(-58, -62), p(-36, -74), p(-74, -46), p(40, -74), p(60, -62), p(78, -44), p(-84, 52), p(-66, 66), p(80, 54), p(62, 68)} {
			c.fill(flat(fade(cream, 0.35)), ellipse(q.x+turn*12, q.y, 4.5, 3))
		}
		for _, s := range []float64{-1, 1} {
			cx := s*44 + turn*22
			c.soft(fade(owlTone.shade, 0.6), 4, ellipse(cx+2, 5, 52, 56))
			c.patch(toneOf(rgb(0xf1d9ae)), ellipse(cx, 0, 50, 54))
			for a := 15.0; a < 360; a += 30 {
				q := p(cx, 0)
				in, out := q.polar(38, a), q.polar(47, a)
				c.taper(fade(umber, 0.55), 3.4, curve(in.x, in.y, out.x, out.y+2))
			}
		}
	},
	snout: func(c *canvas, turn float64) {
		x := turn * 30
		c.thin(0.85, func() {
			c.form(toneOf(amber), shape(p(x, 8), p(x+17, 18), p(x+14, 38), k(x+turn*8, 64), p(x-14, 38), p(x-17, 18)))
		})
		c.taper(fade(ink, 0.8), 3, curve(x-12, 38, x, 44, x+12, 38))
	},
	chest: func(c *canvas) {
		for row := range 7 {
			for i := -2.0; i <= 2; i++ {
				x, y := (i+float64(row%2)*0.5)*24, 36+float64(row)*22
				c.taper(fade(umber, 0.7), 4, arc(x, y, 8, 8, 20, 160))
			}
		}
	},
	eyes: eyeSpec{dx: 44, y: -2, rx: 31, ry: 33, iris: rgb(0xf0a429), lid: toneOf(rgb(0xa9744f))}, browColor: rgb(0x4a2c2a),
	mouthY: 64, mouthW: 14,
}

// frog is wide, with its eyes on top.
var frog = creature{
	coat: frogTone, belly: toneOf(rgb(0xdfe8a4)),
	skull:     blob(0, -56, 60, -54, 104, -10, 112, 34, 76, 74, 0, 86, -76, 74, -112, 34, -104, -10, -60, -54),
	ears:      pair(circle(50, -54, 37)),
	innerTone: frogTone,
	marks: func(c *canvas, turn float64) {
		c.patch(toneOf(rgb(0xdfe8a4)), ellipse(turn*20, 92, 92, 42))
		for _, q := range []pt{p(-86, 0), p(-72, -18), p(84, -4), p(70, -22), p(96, 16)} {
			c.fill(flat(fade(moss, 0.45)), ellipse(q.x, q.y, 7, 5))
		}
	},
	snout: func(c *canvas, turn float64) {
		c.fill(flat(mix(moss, ink, 0.4)), ellipse(turn*34-9, 0, 3, 4), ellipse(turn*34+9, 0, 3, 4))
	},
	eyes: eyeSpec{dx: 50, y: -54, rx: 25, ry: 26, iris: rgb(0xd9a320), lid: frogTone}, browColor: mix(moss, ink, 0.5),
	mouthY: 32, mouthW: 56,
}

// raccoon wears a mask.
var raccoon = creature{
	coat: coonTone, belly: pale, paw: maskTone,
	skull: shape(p(0, -80), p(56, -70), p(90, -20), p(96, 14), k(122, 40), p(84, 58), p(44, 80), p(0, 90),
		p(-44, 80), p(-84, 58), k(-122, 40), p(-96, 14), p(-90, -20), p(-56, -70)),
	ears:      pair(shape(p(30, -64), p(52, -112), p(84, -118), p(98, -84), p(86, -24), p(50, -40))),
	inner:     pair(shape(p(52, -72), p(62, -98), p(80, -102), p(86, -80), p(78, -54))),
	innerTone: tone{base: rgb(0xe9d3cf), shade: rgb(0xc7a4ab)},
	marks: func(c *canvas, turn float64) {
		x := turn * 22
		c.fill(flat(rgb(0xf4ecdf)), shape(p(x, -40), p(x+60, -52), p(100, -24), p(136, 44), p(60, 120), p(-60, 120), p(-136, 44), p(-100, -24), p(x-60, -52)))
		for _, s := range []float64{-1, 1} {
			c.patch(maskTone, shape(p(x+s*12, -26), p(x+s*46, -40), p(x+s*80, -18), k(x+s*116, 34), p(x+s*66, 32), p(x+s*30, 22)))
		}
		c.fill(flat(maskTone.base), shape(p(x, -90), p(x+12, -40), p(x+8, 30), p(x-8, 30), p(x-12, -40)))
	},
	snout: func(c *canvas, turn float64) {
		x := turn * 32
		c.body(whiteFur, ellipse(x, 48, 34, 27))
		c.nose(x, 32, 15, ink)
		c.taper(ink, 4, curve(x, 42, x, 52))
	},
	eyes: eyeSpec{dx: 40, y: -6, rx: 18, ry: 20, iris: rgb(0x6b4a2e), lid: maskTone}, browColor: rgb(0x35304a),
	mouthY: 60, mouthW: 20,
}

// hedgehog has a crown of spines and a small pointed face.
var hedgehog = creature{
	coat: hogTone, belly: pale,
	skull:     blob(0, -62, 50, -58, 80, -18, 82, 28, 52, 66, 0, 78, -52, 66, -82, 28, -80, -18, -50, -58),
	ears:      pair(ellipse(74, -46, 22, 22)),
	inner:     pair(ellipse(75, -45, 12, 12)),
	innerTone: rosy,
	behind: func(c *canvas) {
		spines := toneOf(rgb(0x7a5040))
		c.form(spines, starburst(0, -10, 100, 138, 19, 150, 390))
		c.fill(flat(fade(rgb(0x4c2c33), 0.55)), starburst(0, -4, 86, 112, 17, 155, 385))
	},
	marks: func(c *canvas, turn float64) {
		c.patch(pale, ellipse(turn*26, 44, 58, 44))
	},
	snout: func(c *canvas, turn float64) { c.nose(turn*34, 24, 16, ink) },
	eyes:  eyeSpec{dx: 34, y: -12, rx: 16, ry: 20, iris: rgb(0x4a2f25), lid: hogTone}, browColor: rgb(0x4c2c33),
	mouthY: 52, mouthW: 24,
	front: func(c *canvas, turn float64) {
		c.form(toneOf(rgb(0x7a5040)), shape(k(-78, -34), p(-64, -70), k(-60, -104), p(-34, -84), k(-18, -118), p(0, -88), k(26, -116),
			p(38, -82), k(66, -98), p(66, -66), k(78, -34), p(46, -44), k(34, -32), p(18, -50), k(0, -34), p(-18, -52), k(-36, -32), p(-50, -46)))
	},
}
