package main

import "math"

// pt is a point in drawing units. A corner interrupts the smooth curve that
// runs through its neighbours.
type pt struct {
	x, y   float64
	corner bool
}

// p is a smooth point, k a corner.
func p(x, y float64) pt { return pt{x: x, y: y} }
func k(x, y float64) pt { return pt{x: x, y: y, corner: true} }

func (a pt) add(b pt) pt             { return p(a.x+b.x, a.y+b.y) }
func (a pt) sub(b pt) pt             { return p(a.x-b.x, a.y-b.y) }
func (a pt) mul(f float64) pt        { return p(a.x*f, a.y*f) }
func (a pt) len() float64            { return math.Hypot(a.x, a.y) }
func (a pt) to(b pt, t float64) pt   { return p(a.x+(b.x-a.x)*t, a.y+(b.y-a.y)*t) }
func (a pt) polar(r, deg float64) pt { return a.add(p(r*cos(deg), r*sin(deg))) }

// cos and sin take degrees; angles in this program run clockwise, as y grows downwards.
func cos(deg float64) float64 { return math.Cos(deg * math.Pi / 180) }
func sin(deg float64) float64 { return math.Sin(deg * math.Pi / 180) }

// path is a curve, flattened to short straight steps.
type path struct {
	pts    []pt
	closed bool
}

// points makes smooth points from alternating x and y.
func points(xy ...float64) []pt {
	out := make([]pt, 0, len(xy)/2)
	for i := 0; i+1 < len(xy); i += 2 {
		out = append(out, p(xy[i], xy[i+1]))
	}
	return out
}

// blob is a closed smooth curve through the points x, y, x, y…
func blob(xy ...float64) path { return shape(points(xy...)...) }

// curve is an open smooth curve through the points x, y, x, y…
func curve(xy ...float64) path { return line(points(xy...)...) }

// shape is a closed curve through points, smooth except at corners.
func shape(pts ...pt) path { return path{pts: spline(pts, true), closed: true} }

// line is an open curve through points, smooth except at corners.
func line(pts ...pt) path { return path{pts: spline(pts, false)} }

// poly is a closed polygon with the corners x, y, x, y…
func poly(xy ...float64) path { return path{pts: points(xy...), closed: true} }

// spline flattens a centripetal Catmull-Rom spline, which neither
// overshoots nor loops when the points are unevenly spaced.
func spline(in []pt, closed bool) []pt {
	n := len(in)
	at := func(i int) pt { return in[((i%n)+n)%n] }
	last := n - 1
	if closed {
		last = n
	}
	var out []pt
	for i := range last {
		b, c := at(i), at(i+1)
		a, d := at(i-1), at(i+2)
		if b.corner || (!closed && i == 0) {
			a = b.mul(2).sub(c)
		}
		if c.corner || (!closed && i == last-1) {
			d = c.mul(2).sub(b)
		}
		out = append(out, segment(a, b, c, d)...)
	}
	if !closed {
		out = append(out, p(in[n-1].x, in[n-1].y))
	}
	return out
}

// segment flattens the stretch from b to c, without c itself.
func segment(a, b, c, d pt) []pt {
	knot := func(u, v pt) float64 { return math.Max(math.Sqrt(v.sub(u).len()), 1e-3) }
	d1, d2, d3 := knot(a, b), knot(b, c), knot(c, d)
	tan := func(u, v, w pt, e, f float64) pt {
		return v.sub(u).mul(1 / e).sub(w.sub(u).mul(1 / (e + f))).add(w.sub(v).mul(1 / f)).mul(d2)
	}
	m1, m2 := tan(a, b, c, d1, d2), tan(b, c, d, d2, d3)
	steps := int(math.Min(math.Max(c.sub(b).len()/2.5, 4), 40))
	out := make([]pt, 0, steps)
	for i := range steps {
		t := float64(i) / float64(steps)
		t2, t3 := t*t, t*t*t
		q := b.mul(2*t3 - 3*t2 + 1).add(m1.mul(t3 - 2*t2 + t))
		out = append(out, q.add(c.mul(3*t2-2*t3)).add(m2.mul(t3-t2)))
	}
	return out
}

// ellipse has its centre at x, y.
func ellipse(x, y, rx, ry float64) path {
	n := int(math.Max(24, (rx+ry)*1.2))
	out := make([]pt, n)
	for i := range n {
		a := 360 * float64(i) / float64(n)
		out[i] = p(x+rx*cos(a), y+ry*sin(a))
	}
	return path{pts: out, closed: true}
}

// circle has its centre at x, y.
func circle(x, y, r float64) path { return ellipse(x, y, r, r) }

// arc is an open piece of an ellipse from one angle to another, in degrees.
func arc(x, y, rx, ry, from, to float64) path {
	const n = 32
	out := make([]pt, n+1)
	for i := range n + 1 {
		a := from + (to-from)*float64(i)/n
		out[i] = p(x+rx*cos(a), y+ry*sin(a))
	}
	return path{pts: out}
}

// rect has its upper left corner at x, y.
func rect(x, y, w, h float64) path { return poly(x, y, x+w, y, x+w, y+h, x, y+h) }

// roundRect is a rectangle whose corners have the radius r.
func roundRect(x, y, w, h, r float64) path {
	var out []pt
	for i, c := range []pt{p(x+w-r, y+r), p(x+w-r, y+h-r), p(x+r, y+h-r), p(x+r, y+r)} {
		from := float64(i)*90 - 90
		out = append(out, arc(c.x, c.y, r, r, from, from+90).pts...)
	}
	return path{pts: out, closed: true}
}

// starburst is a spiky fan: n spines between two radii over a range of angles.
// A whole star goes from 0 to 360 - 360/n.
func starburst(x, y, in, out float64, n int, from, to float64) path {
	q := p(x, y)
	var pts []pt
	for i := range n {
		a := from + (to-from)*float64(i)/float64(n-1)
		half := (to - from) / float64(n-1) / 2
		tip, dip := q.polar(out, a), q.polar(in, a+half)
		pts = append(pts, k(tip.x, tip.y), p(dip.x, dip.y))
	}
	return shape(pts...)
}

// ribbon is the outline of a band along a smooth spine. Its half widths are
// spread evenly over the spine, and both ends are round.
func ribbon(spine path, halfWidths ...float64) path {
	pts := spine.pts
	n := len(pts)
	normal := func(i int) pt {
		d := pts[min(i+1, n-1)].sub(pts[max(i-1, 0)])
		l := math.Max(d.len(), 1e-6)
		return p(-d.y/l, d.x/l)
	}
	out := make([]pt, 0, 2*n+20)
	for i := range n {
		out = append(out, pts[i].add(normal(i).mul(-widthAt(halfWidths, i, n))))
	}
	out = append(out, cap180(pts[n-1], normal(n-1), widthAt(halfWidths, n-1, n))...)
	for i := n - 1; i >= 0; i-- {
		out = append(out, pts[i].add(normal(i).mul(widthAt(halfWidths, i, n))))
	}
	out = append(out, cap180(pts[0], normal(0).mul(-1), widthAt(halfWidths, 0, n))...)
	return path{pts: out, closed: true}
}

// cap180 is the half circle around c that ends at c + n*r.
func cap180(c, n pt, r float64) []pt {
	const steps = 12
	from := math.Atan2(-n.y, -n.x) * 180 / math.Pi
	out := make([]pt, 0, steps)
	for i := 1; i < steps; i++ {
		out = append(out, c.polar(r, from+180*float64(i)/steps))
	}
	return out
}

// widthAt interpolates the widths at point i of n.
func widthAt(w []float64, i, n int) float64 {
	if len(w) == 1 || n < 2 {
		return w[0]
	}
	f := float64(i) / float64(n-1) * float64(len(w)-1)
	j := min(int(f), len(w)-2)
	return w[j] + (w[j+1]-w[j])*(f-float64(j))
}

// moved returns the path shifted by dx, dy.
func (a path) moved(dx, dy float64) path {
	return a.mapped(func(q pt) pt { return p(q.x+dx, q.y+dy) })
}

// mirrored returns the path reflected left to right about x = 0.
func (a path) mirrored() path {
	return a.mapped(func(q pt) pt { return p(-q.x, q.y) })
}

// turned returns the path rotated about a point, in degrees clockwise.
func (a path) turned(deg, cx, cy float64) path {
	s, c := sin(deg), cos(deg)
	return a.mapped(func(q pt) pt {
		x, y := q.x-cx, q.y-cy
		return p(cx+x*c-y*s, cy+x*s+y*c)
	})
}

func (a path) mapped(f func(pt) pt) path {
	out := make([]pt, len(a.pts))
	for i, q := range a.pts {
		out[i] = f(q)
	}
	return path{pts: out, closed: a.closed}
}

// area is twice the signed area; its sign tells the direction of travel.
func (a path) area() float64 {
	sum := 0.0
	for i, q := range a.pts {
		r := a.pts[(i+1)%len(a.pts)]
		sum += q.x*r.y - r.x*q.y
	}
	return sum
}

// bounds returns the corners of the box around all paths.
func bounds(paths []path) (lo, hi pt) {
	lo, hi = p(math.Inf(1), math.Inf(1)), p(math.Inf(-1), math.Inf(-1))
	for _, a := range paths {
		for _, q := range a.pts {
			lo = p(math.Min(lo.x, q.x), math.Min(lo.y, q.y))
			hi = p(math.Max(hi.x, q.x), math.Max(hi.y, q.y))
		}
	}
	return lo, hi
}

// bowed is a curve from a to b with its middle pushed sideways, to the left
// of the direction of travel when bow is positive.
func bowed(a, b pt, bow float64) path {
	d := b.sub(a)
	n := p(d.y, -d.x).mul(bow / math.Max(d.len(), 1))
	return line(a, a.to(b, 0.5).add(n), b)
}

// degrees is the direction of a vector.
func degrees(v pt) float64 { return math.Atan2(v.y, v.x) * 180 / math.Pi }
