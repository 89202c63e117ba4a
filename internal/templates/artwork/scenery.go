package main

import (
	"image/color"
	"math/rand/v2"
)

// backdrop fills the whole canvas with a vertical gradient.
func (c *canvas) backdrop(colors ...color.NRGBA) {
	c.fill(down(0, c.h, colors...), rect(-2, -2, c.w+4, c.h+4))
}

// rays draws a sunburst of n rays over the whole canvas in two tones, that
// get lighter towards the middle at x, y.
func (c *canvas) rays(x, y float64, n int, a, b, glow color.NRGBA) {
	r := c.w + c.h
	c.fill(radial{p(x, y), r * 0.5, r * 0.5, []color.NRGBA{mix(a, glow, 0.55), a, mix(a, ink, 0.22)}}, rect(-2, -2, c.w+4, c.h+4))
	step := 360 / float64(n)
	var rays []path
	for i := range n {
		q, from := p(x, y), float64(i)*step-90-step/4
		e1, e2 := q.polar(r, from), q.polar(r, from+step/2)
		rays = append(rays, poly(x, y, e1.x, e1.y, e2.x, e2.y))
	}
	c.fill(radial{p(x, y), r * 0.5, r * 0.5, []color.NRGBA{mix(b, glow, 0.55), b, mix(b, ink, 0.22)}}, rays...)
}

// vignette darkens the edges of the canvas and draws the eye to the middle.
func (c *canvas) vignette(strength float64) {
	clear, dark := fade(ink, 0), fade(ink, strength)
	c.fill(radial{p(c.w/2, c.h/2), c.w * 0.78, c.h * 0.78, []color.NRGBA{clear, clear, fade(ink, strength*0.35), dark}}, rect(-2, -2, c.w+4, c.h+4))
}

// contact draws the soft shadow of something that stands at x, y.
func (c *canvas) contact(x, y, rx, ry float64) {
	c.soft(fade(ink, 0.42), ry*0.7, ellipse(x, y, rx, ry))
}

// cloud draws a flat-bottomed cloud, about w wide, with its base at x, y.
func (c *canvas) cloud(x, y, w float64) {
	s := w / 100
	puffs := []path{ellipse(x-28*s, y-12*s, 22*s, 15*s), ellipse(x-6*s, y-22*s, 24*s, 22*s), ellipse(x+22*s, y-14*s, 24*s, 17*s), roundRect(x-50*s, y-14*s, 100*s, 14*s, 7*s)}
	cov := c.cover(puffs, true, 0)
	d := int(5 * s * c.scale())
	c.apply(cov, flat(fade(white, 0.92)))
	c.apply(cov.minus(cov.shifted(-d, -d)), flat(fade(rgb(0xa9c6dd), 0.75)))
}

// hill draws a rolling ridge across the canvas, through heights at even
// distances, down to the bottom edge.
func (c *canvas) hill(top, bottom color.NRGBA, heights ...float64) {
	var pts []pt
	lo := c.h
	for i, y := range heights {
		pts = append(pts, p(-10+(c.w+20)*float64(i)/float64(len(heights)-1), y))
		lo = min(lo, y)
	}
	ridge := line(pts...)
	c.fill(down(lo, c.h, top, bottom), path{pts: append(ridge.pts, p(c.w+10, c.h+10), p(-10, c.h+10)), closed: true})
	c.stroke(fade(mix(top, white, 0.6), 0.7), 3, ridge.moved(0, 1.5))
}

// grass draws tufts along a line from x0 to x1 at height y.
func (c *canvas) grass(seed uint64, x0, x1, y, size float64, n int, col color.NRGBA) {
	rnd := rand.New(rand.NewPCG(seed, 7))
	for range n {
		x := x0 + (x1-x0)*rnd.Float64()
		b := y + (rnd.Float64()-0.5)*size
		for _, lean := range []float64{-0.5, 0, 0.55} {
			h := size * (0.7 + 0.5*rnd.Float64())
			c.fill(flat(col), ribbon(curve(x+lean*size*0.3, b, x+lean*size*0.5, b-h*0.6, x+lean*size, b-h), size*0.11, size*0.08, 0.3))
		}
	}
}

// tree draws a round tree whose trunk stands at x, y, about size high.
func (c *canvas) tree(x, y, size float64, foliage tone) {
	s := size / 100
	c.form(toneOf(bark), shape(k(x-9*s, y), p(x-6*s, y-26*s), k(x-7*s, y-52*s), k(x+7*s, y-52*s), p(x+6*s, y-26*s), k(x+10*s, y)))
	c.form(foliage, circle(x-20*s, y-54*s, 20*s), circle(x+20*s, y-52*s, 21*s), circle(x-10*s, y-76*s, 21*s), circle(x+13*s, y-76*s, 20*s), circle(x, y-60*s, 22*s))
	for _, q := range []pt{p(-24, -62), p(-12, -84), p(10, -68)} {
		c.fill(flat(fade(foliage.light, 0.55)), ellipse(x+q.x*s, y+q.y*s, 8*s, 5*s).turned(-35, x+q.x*s, y+q.y*s))
	}
	for _, q := range []pt{p(4, -46), p(26, -48), p(20, -72)} {
		c.taper(fade(foliage.shade, 0.5), 2.6*s, arc(x+q.x*s, y+q.y*s, 7*s, 5*s, 0, 120))
	}
}

// wall fills an area with a papered wall and a skirting board at its foot.
func (c *canvas) wall(x, y, w, h float64, t tone) {
	c.fill(linear{p(x, y), p(x+w, y+h), []color.NRGBA{t.light, t.base, mix(t.base, t.shade, 0.5)}}, rect(x, y, w, h))
	for i := 0.0; i < w; i += 56 {
		c.fill(flat(fade(t.shade, 0.13)), rect(x+i, y, 24, h))
	}
	c.fill(down(y+h-26, y+h, mix(t.light, white, 0.5), t.light), rect(x, y+h-26, w, 26))
	c.stroke(fade(ink, 0.6), 2.6, curve(x, y+h-26, x+w, y+h-26), curve(x, y+h, x+w, y+h))
}

// floor fills an area with floor boards that run into the distance.
func (c *canvas) floor(x, y, w, h float64, t tone) {
	c.fill(down(y, y+h, mix(t.base, t.shade, 0.5), t.base, t.light), rect(x, y, w, h))
	for i := -12.0; i <= 12; i++ {
		c.stroke(fade(t.shade, 0.55), 2.2, curve(x+w/2+i*w*0.075, y, x+w/2+i*w*0.15, y+h))
	}
}

// table draws a wooden top seen from slightly above: its upper left corner at
// x, y, with a front edge and a shadow below.
func (c *canvas) table(x, y, w, depth float64, t tone) {
	c.soft(fade(ink, 0.4), 10, rect(x+20, y+depth+12, w-30, 26))
	c.plane(t, shape(k(x+depth*0.5, y), k(x+w-depth*0.5, y), k(x+w, y+depth), k(x, y+depth)))
	c.plane(tone{t.base, mix(t.base, t.shade, 0.5), t.shade}, roundRect(x-3, y+depth, w+6, 18, 5))
	for i := 1.0; i <= 3; i++ {
		c.taper(fade(t.shade, 0.45), 3, curve(x+w*0.14*i, y+depth*0.24*i, x+w*0.14*i+w*0.2, y+depth*0.24*i+2, x+w*0.14*i+w*0.36, y+depth*0.24*i))
	}
}

// mug draws a mug, about 56 high, with the middle of its bottom at the
// origin, its handle to the right.
func (c *canvas) mug(t tone) {
	c.form(t, ribbon(curve(20, -44, 42, -42, 42, -16, 20, -14), 4.5))
	c.form(t, shape(k(-26, -56), k(26, -56), p(25, -10), k(20, 0), k(-20, 0), p(-25, -10)))
	c.thin(0.7, func() { c.form(tone{t.shade, t.shade, t.shade}, ellipse(0, -56, 26, 7)) })
	c.fill(flat(rgb(0x5a3526)), ellipse(0, -54.5, 20, 4.4))
	c.fill(flat(fade(white, 0.55)), roundRect(-19, -44, 5, 30, 2.5))
}

// steam draws curls that rise from the origin.
func (c *canvas) steam(col color.NRGBA) {
	c.taper(fade(col, 0.75), 7, curve(-8, 0, -16, -16, -4, -30, -12, -50), curve(9, -2, 2, -20, 14, -34, 6, -58))
}

// sheet draws a blank board or sheet of paper, w by h about the origin.
func (c *canvas) sheet(w, h float64, t tone) {
	c.soft(fade(ink, 0.38), 9, rect(-w/2+6, -h/2+10, w, h))
	c.plane(t, roundRect(-w/2, -h/2, w, h, 5))
}

// panels splits the canvas into framed cells with gutters between and calls
// draw for each, clipped, with the origin at the cell's upper left corner.
func (c *canvas) panels(cols, rows int, gutter float64, draw func(col, row int, w, h float64)) {
	c.backdrop(paper, paper)
	w := (c.w - gutter*float64(cols+1)) / float64(cols)
	h := (c.h - gutter*float64(rows+1)) / float64(rows)
	for row := range rows {
		for col := range cols {
			x, y := gutter+float64(col)*(w+gutter), gutter+float64(row)*(h+gutter)
			c.at(x, y, 0, 1, func() {
				frame := []path{roundRect(0, 0, w, h, 6)}
				c.inside(frame, func() { draw(col, row, w, h) })
				c.stroke(ink, 4, frame...)
			})
		}
	}
}
