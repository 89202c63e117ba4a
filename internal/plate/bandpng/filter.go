package bandpng

import (
	"image"
	"image/draw"
)

// The filter types of PNG, section 9.2.
const (
	none = iota
	sub
	up
	average
	paeth
	filters
)

// lay copies rows of p to the encoder's canvas and lays the ink on them.
func (e *encoder) lay(p *Picture, rows image.Rectangle, ink []*image.RGBA) {
	from := p.pixels.Pix[rows.Min.Y*p.pixels.Stride : rows.Max.Y*p.pixels.Stride]
	e.canvas.Pix = append(e.canvas.Pix[:0], from...)
	e.canvas.Stride, e.canvas.Rect = p.pixels.Stride, rows
	for _, layer := range ink {
		draw.Draw(e.canvas, layer.Rect, layer, layer.Rect.Min, draw.Over)
	}
	e.canvas.Rect = image.Rectangle{Max: rows.Size()}
}

// load makes row y the current one, in PNG's samples, and the one before it that above.
func (e *encoder) load(p *Picture, y int) {
	e.above, e.row = e.row, e.above
	from := p.pixels.Pix[y*p.pixels.Stride:][:4*p.pixels.Rect.Dx()]
	if p.samples == 3 {
		for i, j := 0, 0; i+4 <= len(from) && j+3 <= len(e.row); i, j = i+4, j+3 {
			pixel, to := from[i:i+4:i+4], e.row[j:j+3:j+3]
			to[0], to[1], to[2] = pixel[0], pixel[1], pixel[2]
		}
		return
	}
	copy(e.row, from)
	for i := 0; i < len(from); i += 4 {
		if a := uint32(from[i+3]); a != 0 && a != 0xff {
			for c := range 3 {
				// The rounding of image/color.
				e.row[i+c] = uint8(uint32(from[i+c]) * 0xffff / a >> 8)
			}
		}
	}
}

// choose returns the filter whose output has the least sum of absolute values (PNG, 12.7). The first row of a band does without the row above.
func (e *encoder) choose(first bool) uint8 {
	best, least := uint8(none), -1
	for filter := range uint8(filters) {
		if first && filter != none && filter != sub {
			continue
		}
		e.trial[filter] = e.apply(e.trial[filter][:0], filter)
		total := 0
		for _, v := range e.trial[filter] {
			total += abs(int(int8(v)))
		}
		if least < 0 || total < least {
			best, least = filter, total
		}
	}
	return best
}

// filter adds the current row to the band's filtered bytes.
func (e *encoder) filter(filter uint8) {
	e.filtered = e.apply(append(e.filtered, filter), filter)
}

// apply appends the filtered row to to.
func (e *encoder) apply(to []uint8, filter uint8) []uint8 {
	row, above := e.row, e.above[:len(e.row)]
	n := e.samples
	if filter == none {
		return append(to, row...)
	}
	start := len(to)
	to = append(to, row...)
	out := to[start:][:len(row)]
	switch filter {
	case sub:
		for i := n; i < len(row); i++ {
			out[i] = row[i] - row[i-n]
		}
	case up:
		for i, v := range row {
			out[i] = v - above[i]
		}
	case average:
		for i := range n {
			out[i] = row[i] - above[i]/2
		}
		for i := n; i < len(row); i++ {
			out[i] = row[i] - uint8((int(row[i-n])+int(above[i]))/2)
		}
	case paeth:
		for i := range n {
			out[i] = row[i] - above[i]
		}
		for i := n; i < len(row); i++ {
			out[i] = row[i] - predict(int(row[i-n]), int(above[i]), int(above[i-n]))
		}
	}
	return to
}

// predict is Paeth's predictor (PNG, 9.4).
func predict(left, above, corner int) uint8 {
	toLeft, toAbove, toCorner := abs(above-corner), abs(left-corner), abs(left+above-2*corner)
	switch {
	case toLeft <= toAbove && toLeft <= toCorner:
		return uint8(left)
	case toAbove <= toCorner:
		return uint8(above)
	default:
		return uint8(corner)
	}
}

func abs(v int) int {
	sign := v >> 63
	return (v ^ sign) - sign
}
