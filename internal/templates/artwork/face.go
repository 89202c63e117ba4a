package main

import "image/color"

// mouthKind is the shape a mouth takes.
type mouthKind int

const (
	smile    mouthKind = iota
	smirk              // one corner up
	grin               // open, with teeth and tongue
	frown              // corners down
	straight           // deadpan
	shout              // wide open, square
	gasp               // a small o
	wavy               // unwell, nervous
	grit               // clenched teeth
	noMouth            // for beaks
)

// face is an expression. The zero value looks ahead with a gentle smile.
type face struct {
	brow   float64 // degrees: positive frowns (inner ends down), negative worries
	lift   float64 // raises both brows, in units
	cock   float64 // raises the brow on the right of the picture alone
	lid    float64 // 0 at rest … 1 closed; -1 wide open
	squint float64 // 0 … 1, the lower lid coming up
	look   pt      // direction of the pupils, -1 … 1 each way
	pupil  float64 // size of the pupils; 0 stands for 1
	mouth  mouthKind
	size   float64 // size of the mouth; 0 stands for 1
	blush  bool
	sweat  bool
}

// eyeSpec says where the eyes of a head are and how large.
type eyeSpec struct {
	dx, y, rx, ry float64
	iris          color.NRGBA
	lid           tone
}

// eyes draws both eyes of a head that is turned by turn (-1 … 1).
func (c *canvas) eyes(e eyeSpec, f face, turn float64) {
	for _, side := range []float64{-1, 1} {
		near := 1 - 0.22*max(0, side*turn)
		x := side*e.dx*(1-0.12*max(0, side*turn)) + turn*24
		c.at(x, e.y, 0, 1, func() { c.eye(e, f, side, e.rx*near) })
	}
}

// eye draws one eye about the origin. Side is -1 for the left of the picture.
func (c *canvas) eye(e eyeSpec, f face, side, rx float64) {
	ry := e.ry
	ball := ellipse(0, 0, rx, ry)
	if f.lid >= 0.95 {
		c.taper(ink, 7, curve(-rx, -1, -rx*0.5, ry*0.34, rx*0.5, ry*0.34, rx, -1))
		return
	}
	c.thin(0.85, func() { c.outline(ball) })
	c.inside([]path{ball}, func() {
		c.fill(down(-ry, ry*0.4, rgb(0xd9d4e6), white), ball)
		r := min(rx, ry) * 0.72 * orOne(f.pupil)
		x, y := f.look.x*(rx-r*0.75), f.look.y*(ry-r*0.7)
		c.fill(flat(e.iris), circle(x, y, r*1.22))
		c.fill(flat(mix(e.iris, ink, 0.45)), circle(x+r*0.1, y-r*0.25, r*1.1))
		c.fill(flat(ink), circle(x, y, r*0.86))
		c.fill(flat(white), circle(x-r*0.42, y-r*0.46, r*0.36))
		c.fill(flat(fade(white, 0.7)), circle(x+r*0.4, y+r*0.45, r*0.17))
		c.eyelids(e, f, side, rx)
	})
}

// eyelids closes an eye from above, slanted as the brow is, and from below.
func (c *canvas) eyelids(e eyeSpec, f face, side, rx float64) {
	ry := e.ry
	slant := -side * f.brow * 0.6
	lid := max(0.15+0.85*f.lid, 0)
	edge := -ry + 2*ry*lid
	if lid > 0 || f.brow > 0 {
		c.at(0, edge, slant, 1, func() {
			rim := curve(-rx*1.6, 3, -rx*0.5, -1, rx*0.5, -1, rx*1.6, 3)
			c.fill(flat(mix(e.lid.base, e.lid.shade, 0.35)), path{pts: append(rim.pts, p(rx*2, -ry*3), p(-rx*2, -ry*3)), closed: true})
			c.stroke(ink, 5, rim)
		})
	}
	if f.squint > 0 {
		c.at(0, ry-ry*0.9*f.squint, 0, 1, func() {
			rim := curve(-rx*1.4, 3, 0, -3, rx*1.4, 3)
			c.fill(flat(e.lid.base), path{pts: append(rim.pts, p(rx*2, ry*3), p(-rx*2, ry*3)), closed: true})
			c.stroke(ink, 4, rim)
		})
	}
}

// brows draws the eyebrows over the eyes of e.
func (c *canvas) brows(e eyeSpec, f face, turn float64, col color.NRGBA) {
	for _, side := range []float64{-1, 1} {
		x := side*e.dx + turn*24
		y := e.y - e.ry - 9 - f.lift
		angle := f.brow
		if side > 0 {
			y -= f.cock
			angle -= f.cock * 0.5
		}
		c.at(x, y, -side*angle, 1, func() {
			in, out := -side*e.rx*0.9, side*e.rx*1.05
			c.fill(flat(col), ribbon(curve(in, 1, (in+out)/2, -6, out, 1), 3.2, 5.2, 4.4, 2))
		})
	}
}

// lips draws the mouth about the origin, with half width w.
func (c *canvas) lips(f face, w float64) {
	w *= orOne(f.size)
	switch f.mouth {
	case smile:
		c.taper(ink, 6.5, curve(-w, -w*0.16, -w*0.5, w*0.2, w*0.5, w*0.2, w, -w*0.16))
	case smirk:
		c.taper(ink, 6.5, curve(-w*0.8, w*0.16, -w*0.2, w*0.2, w*0.5, 0, w, -w*0.42))
		c.taper(ink, 5, curve(w*0.86, -w*0.6, w*1.06, -w*0.42, w*1.1, -w*0.18))
	case frown:
		c.taper(ink, 6.5, curve(-w*0.8, w*0.24, -w*0.4, -w*0.1, w*0.4, -w*0.1, w*0.8, w*0.24))
	case straight:
		c.taper(ink, 6.5, curve(-w*0.75, 0, 0, -1, w*0.75, 0))
	case wavy:
		c.taper(ink, 6, curve(-w, w*0.1, -w*0.6, -w*0.14, -w*0.2, w*0.1, w*0.2, -w*0.14, w*0.6, w*0.1, w, -w*0.12))
	case grin:
		c.openMouth(shape(k(-w, -w*0.3), p(0, -w*0.12), k(w, -w*0.3), p(w*0.62, w*0.5), p(0, w*0.74), p(-w*0.62, w*0.5)), w)
	case shout:
		c.openMouth(shape(p(-w*0.7, -w*0.5), p(0, -w*0.62), p(w*0.7, -w*0.5), p(w*0.86, w*0.4), p(0, w*0.8), p(-w*0.86, w*0.4)), w)
	case gasp:
		c.openMouth(ellipse(0, 0, w*0.36, w*0.46), w*0.5)
	case grit:
		c.teeth(w)
	case noMouth: // nothing to draw
	}
}

// openMouth draws a mouth cavity with upper teeth and a tongue.
func (c *canvas) openMouth(hole path, w float64) {
	lo, hi := bounds([]path{hole})
	c.thin(0.9, func() { c.outline(hole) })
	c.inside([]path{hole}, func() {
		c.fill(down(lo.y, hi.y, rgb(0x5d1f33), rgb(0x8c2f40)), hole)
		c.fill(flat(rose), ellipse(0, hi.y+w*0.06, w*0.52, (hi.y-lo.y)*0.36))
		c.fill(flat(fade(white, 0.25)), ellipse(-w*0.12, hi.y-w*0.1, w*0.16, w*0.07))
		top := hole.moved(0, -(hi.y-lo.y)*0.68)
		c.fill(flat(paper), top)
		c.stroke(fade(ink, 0.5), 2, top)
	})
}

// teeth draws two rows of clenched teeth.
func (c *canvas) teeth(w float64) {
	hole := shape(p(-w, 0), p(-w*0.7, -w*0.36), p(w*0.7, -w*0.36), p(w, 0), p(w*0.7, w*0.36), p(-w*0.7, w*0.36))
	c.thin(0.9, func() { c.outline(hole) })
	c.inside([]path{hole}, func() {
		c.fill(down(-w*0.4, w*0.4, white, rgb(0xe8dfd6)), hole)
		c.stroke(ink, 2.6, curve(-w, 0, 0, w*0.05, w, 0))
		for i := -2.0; i <= 2; i++ {
			c.stroke(fade(ink, 0.8), 2.2, curve(i*w*0.36, -w*0.5, i*w*0.35, w*0.5))
		}
	})
}

// cheeks draws blush below the eyes.
func (c *canvas) cheeks(e eyeSpec, turn float64) {
	for _, side := range []float64{-1, 1} {
		c.soft(fade(red, 0.34), 7, ellipse(side*(e.dx+22)+turn*20, e.y+e.ry+16, 17, 10))
	}
}

// sweatDrop draws a drop hanging down from the origin.
func (c *canvas) sweatDrop() {
	drop := shape(k(0, -16), p(9, 4), p(0, 13), p(-9, 4))
	c.thin(0.7, func() { c.form(tone{white, sky, blue}, drop) })
	c.fill(flat(fade(white, 0.9)), ellipse(-3, 2, 2, 4))
}

// thin runs body with the outline weight scaled by f.
func (c *canvas) thin(f float64, body func()) {
	saved := c.weight
	c.weight *= f
	body()
	c.weight = saved
}

func orOne(v float64) float64 {
	if v == 0 {
		return 1
	}
	return v
}
