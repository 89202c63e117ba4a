package main

import "image/color"

// flame is one tongue of fire with the middle of its foot at x, y. Flames of
// different phase do not flicker alike.
type flame struct {
	x, y, w, h, phase float64
}

// tongue is the outline of the flame at time t, at a share of its full size.
// Two waves run up it in one round of t.
func (f flame) tongue(t, share float64) path {
	const steps = 10
	w, h := f.w*share, f.h*share*(1+0.13*sin(360*t+2*f.phase))
	spine := make([]pt, steps+1)
	for i := range spine {
		s := float64(i) / steps
		spine[i] = p(f.x+0.4*w*s*sin(360*(0.75*s-2*t)+f.phase), f.y-h*s)
	}
	return ribbon(line(spine...), w*0.4, w*0.5, w*0.48, w*0.36, w*0.2, 0.5)
}

// fire draws flames that burn as one, from a dark rim to a bright heart.
func (c *canvas) fire(t float64, flames ...flame) {
	tongues := func(share float64) []path {
		var out []path
		for _, f := range flames {
			out = append(out, f.tongue(t, share))
		}
		return out
	}
	rim := tongues(1)
	c.thin(0.55, func() { c.outline(rim...) })
	c.fill(flat(red), rim...)
	c.fill(flat(orange), tongues(0.8)...)
	c.fill(flat(amber), tongues(0.56)...)
	c.fill(flat(sun), tongues(0.32)...)
}

// ember draws a spark that rises from x, y by h in one round of t.
func (c *canvas) ember(x, y, h, t, phase float64) {
	s := t + phase/360
	if s >= 1 {
		s--
	}
	q, r := p(x+9*sin(540*s+phase), y-h*s), 3.2*(1-0.7*s)
	c.fill(flat(orange), circle(q.x, q.y, r))
	c.fill(flat(sun), circle(q.x, q.y, r*0.55))
}

// puff is one ball of a bank of smoke.
type puff struct {
	x, y, r float64
}

// smoke draws a bank of smoke that rolls in place, lit from below by a fire.
func (c *canvas) smoke(t float64, col color.NRGBA, puffs ...puff) {
	balls := make([]path, len(puffs))
	for i, q := range puffs {
		a := 360*t + 77*float64(i)
		balls[i] = circle(q.x+5*cos(a), q.y+4*sin(a), q.r+2*sin(a+50))
	}
	c.fill(flat(mix(col, orange, 0.42)), balls...)
	for i, q := range puffs {
		balls[i] = balls[i].moved(-q.r*0.05, -q.r*0.13)
	}
	c.fill(flat(col), balls...)
	for i, q := range puffs {
		a := 360*t + 77*float64(i)
		c.taper(mix(col, orange, 0.22), 3.4, arc(q.x+5*cos(a), q.y+4*sin(a), q.r*0.6, q.r*0.56, 20, 125))
	}
}
