package bandjpeg

import (
	"image"
	"sync"
)

// scratch is what one print works with.
type scratch struct {
	tile    tile
	samples planes // of one MCU, with ink
	mcu     [maxBlocks]coefficients
	nonzero [maxBlocks]uint64 // of mcu
	writer  bitWriter
	row     []byte // as it is in the file
}

var scratches = sync.Pool{New: func() any {
	return &scratch{samples: planes{half: block, y: make([]uint8, maxTile), cb: make([]uint8, block*block), cr: make([]uint8, block*block)}}
}}

// inked tells whether a layer may have ink on a row of MCUs.
func (p *Picture) inked(row int, ink []*image.RGBA) bool {
	for _, layer := range ink {
		if layer.Rect.Min.Y < (row+1)*p.height() && layer.Rect.Max.Y > row*p.height() {
			return true
		}
	}
	return false
}

// encode returns the entropy-coded bytes of a row of MCUs with its ink, which are the scratch's until the next. Of MCUs that are not touched, nor the
// one before, the bits are as they were.
func (s *scratch) encode(p *Picture, row int, ink []*image.RGBA) []byte {
	s.writer.reset()
	var before dcs
	n, written := p.blocks(), &p.written[row]
	band, masks := p.band(row)
	next, moved := 0, false // the first MCU that is not written yet, and whether the one before is other than it was
	splice := func(end int) {
		if next == end {
			return
		}
		s.writer.splice(written, written.starts[next], written.starts[end])
		last := band[(end-1)*n:][:n]
		before = dcs{last[n-3][0], last[n-2][0], last[n-1][0]}
	}
	for column := range p.columns {
		mcu, nonzero := band[column*n:][:n], masks[column*n:][:n]
		blocks := s.lay(p, row, column, ink)
		if blocks == 0 && !moved {
			continue
		}
		if blocks != 0 {
			mcu, nonzero = append(s.mcu[:0], mcu...), append(s.nonzero[:0], nonzero...)
			p.transform(&s.samples, blocks, mcu, nonzero)
		}
		splice(column)
		s.writer.writeMCU(mcu, nonzero, &before, &p.coders)
		next, moved = column+1, blocks != 0
	}
	if next == 0 {
		return written.bytes
	}
	splice(p.columns)
	s.row = appendRow(s.row[:0], row, s.writer.finish())
	return s.row
}

// lay lays ink over the samples of an MCU, and tells which blocks of luma it touches.
func (s *scratch) lay(p *Picture, row, column int, ink []*image.RGBA) (blocks touched) {
	w, h := p.width(), p.height()
	mcu := image.Rectangle{image.Pt(column*w, row*h), image.Pt(column*w+w, row*h+h)}
	for _, layer := range ink {
		if !layer.Rect.Overlaps(mcu) {
			continue
		}
		inked := s.tile.cut(layer, mcu, p.size)
		switch {
		case inked == 0:
		case blocks == 0:
			below := p.planes.mcu(p.grid, row, column)
			s.tile.blend(&below, &s.samples, p.grid)
		default:
			s.tile.blend(&s.samples, &s.samples, p.grid)
		}
		blocks |= inked
	}
	return blocks
}
