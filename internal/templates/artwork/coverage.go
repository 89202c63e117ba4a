package main

import "image"

// coverage says how much of each pixel of a rectangle a shape covers.
type coverage struct {
	r   image.Rectangle
	pix []uint8
}

func newCoverage(r image.Rectangle) coverage {
	return coverage{r: r, pix: make([]uint8, max(r.Dx(), 0)*max(r.Dy(), 0))}
}

// at returns the coverage of a pixel, nothing outside the rectangle.
func (c coverage) at(x, y int) uint8 {
	if x < c.r.Min.X || x >= c.r.Max.X || y < c.r.Min.Y || y >= c.r.Max.Y {
		return 0
	}
	return c.pix[(y-c.r.Min.Y)*c.r.Dx()+x-c.r.Min.X]
}

// shifted moves the covered area.
func (c coverage) shifted(dx, dy int) coverage {
	c.r = c.r.Add(image.Pt(dx, dy))
	return c
}

// minus is the part of c that d leaves uncovered.
func (c coverage) minus(d coverage) coverage {
	return c.combine(c.r, func(a, b uint8) uint8 { return mul255(a, 255-b) }, d)
}

// within is the part of c that d covers, too.
func (c coverage) within(d coverage) coverage {
	return c.combine(c.r.Intersect(d.r), mul255, d)
}

func (c coverage) combine(r image.Rectangle, f func(a, b uint8) uint8, d coverage) coverage {
	out := newCoverage(r)
	i := 0
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if a := c.at(x, y); a > 0 {
				out.pix[i] = f(a, d.at(x, y))
			}
			i++
		}
	}
	return out
}

// blurred is c with edges softened over the given radius in pixels: three
// box blurs come close to a Gaussian one.
func (c coverage) blurred(radius int) coverage {
	if radius < 1 {
		return c
	}
	out := newCoverage(c.r.Inset(-2 * radius))
	w, h := out.r.Dx(), out.r.Dy()
	for y := range c.r.Dy() {
		copy(out.pix[(y+2*radius)*w+2*radius:], c.pix[y*c.r.Dx():(y+1)*c.r.Dx()])
	}
	buf := make([]uint8, max(w, h))
	for range 3 {
		for y := range h {
			boxBlur(out.pix[y*w:], 1, w, radius*2/3, buf)
		}
		for x := range w {
			boxBlur(out.pix[x:], w, h, radius*2/3, buf)
		}
	}
	return out
}

// boxBlur averages each of n values, stride apart, with its neighbours.
func boxBlur(v []uint8, stride, n, radius int, buf []uint8) {
	sum, size := 0, 2*radius+1
	for i := range n {
		buf[i] = v[i*stride]
	}
	for i := -radius; i < n; i++ {
		if j := i + radius; j < n {
			sum += int(buf[j])
		}
		if j := i - radius - 1; j >= 0 {
			sum -= int(buf[j])
		}
		if i >= 0 {
			v[i*stride] = uint8(sum / size)
		}
	}
}

func mul255(a, b uint8) uint8 {
	return uint8((int(a)*int(b) + 127) / 255)
}
