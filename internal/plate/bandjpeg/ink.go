package bandjpeg

import (
	"image"
	"sync"
)

// scratch is what one print works with: one row of MCUs.
type scratch struct {
	grid
	planes  planes
	touched []touched // per MCU
	tile    tile
	mcu     [maxBlocks]coefficients
	nonzero [maxBlocks]uint64 // of mcu
	writer  bitWriter
	row     []byte // as it is in the file
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

func (s *scratch) reset(p *Picture) {
	row := p.grid
	row.rows = 1
	if s.grid != row {
		*s = scratch{
			grid: row, planes: newPlanes(row, 1), touched: make([]touched, row.columns), writer: s.writer, row: s.row,
		}
	}
}

// lay blends the ink that lies on a row of MCUs into a copy of its samples. It tells whether there is any.
func (s *scratch) lay(p *Picture, row int, ink []*image.RGBA) bool {
	clear(s.touched)
	any := false
	w, h := p.width(), p.height()
	for _, layer := range ink {
		r := layer.Rect.Intersect(image.Rect(0, row*h, p.size.X, min((row+1)*h, p.size.Y)))
		if r.Empty() {
			continue
		}
		for column := r.Min.X / w; column <= (r.Max.X-1)/w; column++ {
			blocks := s.tile.cut(layer, p, row, column)
			if blocks == 0 {
				continue
			}
			if !any {
				s.copy(p, row)
				any = true
			}
			s.touched[column] |= blocks
			s.blend(column)
		}
	}
	return any
}

// copy takes over the samples of a row of MCUs.
func (s *scratch) copy(p *Picture, row int) {
	copyRows(s.planes.y, p.planes.y, s.planes.stride, p.planes.stride, row*p.height(), p.height())
	copyRows(s.planes.cb, p.planes.cb, s.planes.half, p.planes.half, row*block, block)
	copyRows(s.planes.cr, p.planes.cr, s.planes.half, p.planes.half, row*block, block)
}

// copyRows copies count rows of a plane from top on, as wide as to is.
func copyRows(to, from []uint8, width, stride, top, count int) {
	for y := range count {
		copy(to[y*width:][:width], from[(top+y)*stride:])
	}
}

// encode returns the entropy-coded bytes of the row whose ink was laid, which are the scratch's until the next. Of MCUs that are not touched, nor the
// one before, the bits are as they were.
func (s *scratch) encode(p *Picture, row int) []byte {
	s.writer.reset()
	var before dcs
	n, written := p.blocks(), &p.written[row]
	band, masks := p.band(row)
	for column := 0; column < p.columns; column++ {
		mcu := band[column*n:][:n]
		if s.touched[column] == 0 && (column == 0 || s.touched[column-1] == 0) {
			end := column + 1
			for end < p.columns && s.touched[end] == 0 {
				end++
			}
			s.writer.splice(written, written.starts[column], written.starts[end])
			last := band[(end-1)*n:][:n]
			before = dcs{last[n-3][0], last[n-2][0], last[n-1][0]}
			column = end - 1
			continue
		}
		copy(s.nonzero[:], masks[column*n:][:n])
		if blocks := s.touched[column]; blocks != 0 {
			mcu = append(s.mcu[:0], mcu...)
			p.transform(&s.planes, 0, column, blocks, mcu, &s.nonzero)
		}
		s.writer.writeMCU(mcu, s.nonzero[:n], &before, &p.coders)
	}
	s.row = appendRow(s.row[:0], row, s.writer.finish())
	return s.row
}
