package typeset

import (
	"math"
	"sync"

	"github.com/go-text/typesetting/font/opentype"
)

// pen draws the outline of a glyph. A text of many different letters spends most of its time here; its memory is used again.
type pen struct {
	scanner
	points []point // of all contours
	ends   []int   // the number of points up to the end of each contour
	mask   []uint8 // the coverage of a layer
}

var pens = sync.Pool{New: func() any { return new(pen) }}

// fill joins the inside of the pen's path to the coverage of an image whose rows are width wide.
func (p *pen) fill(pix []uint8, width int) {
	p.reset(width, len(pix)/width)
	p.each(func(contour []point) {
		from := contour[len(contour)-1]
		for _, to := range contour {
			p.line(from, to)
			from = to
		}
	})
	p.coverage(pix)
}

// outline joins all that is no farther than reach pixels from the pen's path.
func (p *pen) outline(pix []uint8, width int, reach float64) {
	p.reset(width, len(pix)/width)
	p.each(func(contour []point) { p.stroke(contour, reach*one) })
	p.coverage(pix)
}

// each calls do with the points of each contour.
func (p *pen) each(do func(contour []point)) {
	start := 0
	for _, end := range p.ends {
		do(p.points[start:end])
		start = end
	}
}

// trace makes a glyph's outline the pen's path.
func (p *pen) trace(outline []opentype.Segment, place transform) {
	p.points, p.ends = p.points[:0], p.ends[:0]
	var here point
	for _, segment := range outline {
		a := locate(segment.Args[0], place)
		switch segment.Op {
		case opentype.SegmentOpMoveTo:
			p.close()
			p.points = append(p.points, a)
			here = a
		case opentype.SegmentOpLineTo:
			p.lineTo(a)
			here = a
		case opentype.SegmentOpQuadTo:
			b := locate(segment.Args[1], place)
			quadratic(here, a, b, p.lineTo)
			here = b
		case opentype.SegmentOpCubeTo:
			b, c := locate(segment.Args[1], place), locate(segment.Args[2], place)
			cubic(here, a, b, c, p.lineTo)
			here = c
		}
	}
	p.close()
}

// tiny is the length, in parts of a pixel, of lines that are left out: their direction is mostly rounding.
const tiny = one / 8

// lineTo adds a point to the contour.
func (p *pen) lineTo(to point) {
	if d := to.minus(p.points[len(p.points)-1]); max(d.x, -d.x)+max(d.y, -d.y) > tiny {
		p.points = append(p.points, to)
	}
}

// close ends the contour, which goes on to its first point from its last, another one. A contour of a single point has nothing in it.
func (p *pen) close() {
	start := 0
	if n := len(p.ends); n > 0 {
		start = p.ends[n-1]
	}
	contour := p.points[start:]
	if len(contour) > 1 && contour[len(contour)-1] == contour[0] {
		contour = contour[:len(contour)-1]
	}
	if len(contour) < 2 {
		p.points = p.points[:start]
		return
	}
	p.points = p.points[:start+len(contour)]
	p.ends = append(p.ends, len(p.points))
}

// locate returns where a point of an outline lies.
func locate(p opentype.SegmentPoint, place transform) point {
	x, y := place.apply(float64(p.X), float64(p.Y))
	return point{nearest(float64(x * one)), nearest(float64(y * one))}
}

// nearest rounds to the nearest integer, halves up.
func nearest(v float64) int { return int(math.Floor(v + 0.5)) }
