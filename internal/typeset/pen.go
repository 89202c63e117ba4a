package typeset

import (
	"math"
	"sync"

	"github.com/fogleman/gg"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/golang/freetype/raster"
	"golang.org/x/image/math/fixed"
)

// pen draws the outline of a glyph. A text of many different letters spends most of its time here: the scanner is twice as fast as the rasteriser that
// gg paints with, and keeps its memory.
type pen struct {
	scanner
	path raster.Path // closed contours of lines
	// from and last are the ends of the contour so far.
	from, last fixed.Point26_6
}

var pens = sync.Pool{New: func() any { return new(pen) }}

// fill joins the inside of the pen's path to the coverage of an image whose rows are width wide.
func (p *pen) fill(pix []uint8, width int) {
	p.reset(width, len(pix)/width)
	for i := 0; i < len(p.path); i += 4 { // an operation, a point, and the operation again
		point := fixed.Point26_6{X: p.path[i+1], Y: p.path[i+2]}
		if p.path[i] == 0 {
			p.scanner.Start(point)
		} else {
			p.scanner.Add1(point)
		}
	}
	p.coverage(pix)
}

// stroke joins all that is no farther than reach pixels from the pen's path.
func (p *pen) stroke(pix []uint8, width int, reach float64) {
	p.reset(width, len(pix)/width)
	raster.Stroke(&p.scanner, p.path, fixed.Int26_6(math.Round(2*reach*one)), raster.RoundCapper, raster.RoundJoiner)
	p.coverage(pix)
}

// trace makes a glyph's outline the pen's path.
func (p *pen) trace(outline []opentype.Segment, place gg.Matrix) {
	p.path.Clear()
	var here fixed.Point26_6
	for _, segment := range outline {
		a := fixedPoint(segment.Args[0], place)
		switch segment.Op {
		case opentype.SegmentOpMoveTo:
			p.close()
			p.from, p.last, here = a, a, a
			p.path.Start(a)
			continue
		case opentype.SegmentOpLineTo:
			p.line(a)
			here = a
		case opentype.SegmentOpQuadTo:
			b := fixedPoint(segment.Args[1], place)
			flatten2(here, a, b, p.line)
			here = b
		case opentype.SegmentOpCubeTo:
			b, c := fixedPoint(segment.Args[1], place), fixedPoint(segment.Args[2], place)
			flatten3(here, a, b, c, p.line)
			here = c
		}
	}
	p.close()
}

// tiny is the length, in sixty-fourths of a pixel, of lines that are left out: the stroker loses its way in shorter ones.
const tiny = 8

// line adds a straight line to the contour.
func (p *pen) line(to fixed.Point26_6) {
	dx, dy := to.X-p.last.X, to.Y-p.last.Y
	if max(dx, -dx)+max(dy, -dy) > tiny {
		p.path.Add1(to)
		p.last = to
	}
}

// close ends the contour where it began.
func (p *pen) close() {
	if len(p.path) > 0 {
		p.line(p.from)
	}
}

// fixedPoint is a point of an outline in sixty-fourths of a pixel. Products are rounded apart, so that no machine fuses them with the sum.
func fixedPoint(s opentype.SegmentPoint, m gg.Matrix) fixed.Point26_6 {
	x, y := float64(s.X), float64(s.Y)
	return fixed.Point26_6{
		X: fixed.Int26_6(math.Round((float64(x*m.XX) + float64(y*m.XY) + m.X0) * one)),
		Y: fixed.Int26_6(math.Round((float64(x*m.YX) + float64(y*m.YY) + m.Y0) * one)),
	}
}
