package bandjpeg

import (
	"encoding/binary"
	"image"
)

// tile is the ink on an MCU, premultiplied RGBA, row by row.
type tile struct {
	pixels [maxTile * pixel]uint8
	stride int // of a row in bytes
}

const (
	pixel   = 4
	maxTile = 4 * block * 2 * block // pixels
)

// cut takes the ink of a layer on an MCU, and tells which blocks of luma have any. Beyond the picture's edges it is as on the last row and column, as are
// the samples there.
func (t *tile) cut(layer *image.RGBA, p *Picture, row, column int) (blocks touched) {
	left, top := column*p.width(), row*p.height()
	t.stride = p.width() * pixel
	first, end := max(layer.Rect.Min.X-left, 0)*pixel, min(layer.Rect.Max.X-left, p.width())*pixel
	edge := (p.size.X - left) * pixel
	for y := range p.height() {
		line := t.pixels[y*t.stride:][:t.stride]
		from := min(top+y, p.size.Y-1)
		if from < layer.Rect.Min.Y || from >= layer.Rect.Max.Y {
			clear(line)
			continue
		}
		clear(line[:first])
		copy(line[first:end], layer.Pix[layer.PixOffset(left+first/pixel, from):])
		clear(line[end:])
		for x := edge; x < len(line); x += pixel {
			copy(line[x:], line[edge-pixel:edge])
		}
		bit := touched(1) << (y / block * p.across)
		for ; len(line) >= block*pixel; line = line[block*pixel:] {
			if visible(line[:block*pixel]) {
				blocks |= bit
			}
			bit <<= 1
		}
	}
	return blocks
}

// visible tells whether a row of a block has any ink.
func visible(line []uint8) bool {
	at := func(i int) uint64 { return binary.LittleEndian.Uint64(line[i*8:]) }
	return at(0)|at(1)|at(2)|at(3) != 0
}
