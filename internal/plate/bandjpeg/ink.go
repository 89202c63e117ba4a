package bandjpeg

import (
	"encoding/binary"
	"image"
	"math/bits"
	"sync"
)

// scratch is what one print works with: one row of MCUs.
type scratch struct {
	grid
	planes  planes
	touched []touched // per MCU
	mcu     [maxBlocks]coefficients
	writer  bitWriter
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

func (s *scratch) reset(p *Picture) {
	row := p.grid
	row.rows = 1
	if s.grid != row {
		*s = scratch{
			grid: row, planes: newPlanes(row, 1), touched: make([]touched, row.columns), writer: s.writer,
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
			blocks := p.inked(layer, row, column)
			if blocks == 0 {
				continue
			}
			if !any {
				s.copy(p, row)
				any = true
			}
			s.touched[column] |= blocks
			s.blend(layer, r.Intersect(image.Rect(column*w, row*h, (column+1)*w, (row+1)*h)), row*h, p.size)
		}
	}
	return any
}

// inked tells on which blocks of luma of an MCU a layer has ink. A block beyond the picture's edge is as the last one within.
func (p *Picture) inked(layer *image.RGBA, row, column int) (blocks touched) {
	last := image.Pt((p.size.X-1)&^(block-1), (p.size.Y-1)&^(block-1))
	bit := touched(1)
	for y := range p.down {
		for x := range p.across {
			left, top := min((column*p.across+x)*block, last.X), min((row*p.down+y)*block, last.Y)
			if visible(layer, layer.Rect.Intersect(image.Rect(left, top, left+block, top+block))) {
				blocks |= bit
			}
			bit <<= 1
		}
	}
	return blocks
}

// visible tells whether a layer has any ink in r.
func visible(layer *image.RGBA, r image.Rectangle) bool {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := layer.Pix[layer.PixOffset(r.Min.X, y):][:4*r.Dx()]
		for ; len(row) >= 8; row = row[8:] {
			if binary.LittleEndian.Uint64(row) != 0 {
				return true
			}
		}
		if len(row) > 0 && row[3] != 0 {
			return true
		}
	}
	return false
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

// blend lays a layer over the samples in r, which lies in one MCU whose first row of pixels is top. Each sample of chroma is that of a cell of
// pixels: it mixes with the mean of their ink.
func (s *scratch) blend(layer *image.RGBA, r image.Rectangle, top int, size image.Point) {
	b := blender{scratch: s, layer: layer, r: r, end: r.Max, top: top, shift: uint8(bits.Len8(uint8(s.across*s.down)) - 1)}
	// What the samples beyond the picture's edge repeat is blended alike.
	if r.Max.X == size.X {
		b.end.X = s.columns * s.width()
	}
	if r.Max.Y == size.Y {
		b.end.Y = top + s.height()
	}
	switch {
	case s.across == 1 && s.down == 1:
		b.pixels()
	case s.across == 2 && s.down == 2:
		b.quads()
	default:
		b.cells()
	}
}

// blender blends one layer into one MCU.
type blender struct {
	*scratch
	layer *image.RGBA
	r     image.Rectangle // of the layer's pixels
	end   image.Point     // of the samples
	top   int
	shift uint8 // 2^shift pixels share a sample of chroma

	color        uint32 // whose conversion is at hand; no ink is 0
	luma, cb, cr int32
}

// convert converts a pixel of ink to b.luma, b.cb and b.cr.
func (b *blender) convert(color uint32) {
	if color != b.color {
		b.luma, b.cb, b.cr = ycc(int32(color&0xff), int32(color>>8&0xff), int32(color>>16&0xff))
		b.color = color
	}
}

// pixels blends all pixels, where each has chroma of its own.
func (b *blender) pixels() {
	for y := b.r.Min.Y; y < b.end.Y; y++ {
		ink := b.layer.Pix[b.layer.PixOffset(b.r.Min.X, min(y, b.r.Max.Y-1)):][:4*b.r.Dx()]
		at := (y-b.top)*b.planes.stride + b.r.Min.X
		width := b.end.X - b.r.Min.X
		lumas, cbs, crs := b.planes.y[at:][:width], b.planes.cb[at:][:width], b.planes.cr[at:][:width]
		for x := range lumas {
			color := binary.LittleEndian.Uint32(ink[min(4*x, len(ink)-4):])
			if color == 0 {
				continue
			}
			b.convert(color)
			a := int32(color >> 24)
			if a == 0xff {
				lumas[x], cbs[x], crs[x] = uint8(b.luma), centre(b.cb, 0), centre(b.cr, 0)
				continue
			}
			lumas[x] = b.underLuma(lumas[x], a)
			cbs[x], crs[x] = b.under(cbs[x], a, b.cb), b.under(crs[x], a, b.cr)
		}
	}
}

// quads blends cells of 2 × 2 pixels.
func (b *blender) quads() {
	for y := b.r.Min.Y &^ 1; y < b.end.Y; y += 2 {
		for x := b.r.Min.X &^ 1; x < b.end.X; x += 2 {
			if x < b.r.Min.X || y < b.r.Min.Y || x+1 >= b.r.Max.X || y+1 >= b.r.Max.Y {
				b.cell(x, y)
				continue
			}
			at := b.layer.PixOffset(x, y)
			above, below := binary.LittleEndian.Uint64(b.layer.Pix[at:]), binary.LittleEndian.Uint64(b.layer.Pix[at+b.layer.Stride:])
			switch {
			case above|below == 0:
			case above == below && above>>32 == above&0xffffffff && above>>56 == 0xff:
				b.solid(x, y, uint32(above))
			default:
				b.cell(x, y)
			}
		}
	}
}

// solid covers a cell of 2 × 2 pixels with an opaque colour.
func (b *blender) solid(x, y int, color uint32) {
	b.convert(color)
	at, stride := (y-b.top)*b.planes.stride+x, b.planes.stride
	luma := uint8(b.luma)
	b.planes.y[at], b.planes.y[at+1], b.planes.y[at+stride], b.planes.y[at+stride+1] = luma, luma, luma, luma
	at = (y-b.top)/2*b.planes.half + x/2
	b.planes.cb[at], b.planes.cr[at] = centre(b.cb, 0), centre(b.cr, 0)
}

// cells blends cells of any size, a row of them at a time.
func (b *blender) cells() {
	across := bits.TrailingZeros8(uint8(b.across))
	left := b.r.Min.X &^ (b.width() - 1)
	for top := b.r.Min.Y &^ (b.down - 1); top < b.end.Y; top += b.down {
		var sums [block]cellInk
		for y := max(top, b.r.Min.Y); y < min(top+b.down, b.end.Y); y++ {
			ink := b.layer.Pix[b.layer.PixOffset(b.r.Min.X, min(y, b.r.Max.Y-1)):][:4*b.r.Dx()]
			lumas := b.planes.y[(y-b.top)*b.planes.stride+b.r.Min.X:][:b.end.X-b.r.Min.X]
			for x := range lumas {
				color := binary.LittleEndian.Uint32(ink[min(4*x, len(ink)-4):])
				if color == 0 {
					continue
				}
				b.convert(color)
				a := int32(color >> 24)
				lumas[x] = b.underLuma(lumas[x], a)
				sum := &sums[(b.r.Min.X-left+x)>>across&(block-1)]
				sum.alpha, sum.cb, sum.cr = sum.alpha+a, sum.cb+b.cb, sum.cr+b.cr
			}
		}
		at := (top-b.top)/b.down*b.planes.half + left>>across
		for i, sum := range sums {
			if sum.alpha > 0 {
				b.planes.cb[at+i] = b.under(b.planes.cb[at+i], sum.alpha, sum.cb)
				b.planes.cr[at+i] = b.under(b.planes.cr[at+i], sum.alpha, sum.cr)
			}
		}
	}
}

// cellInk sums up the ink of a cell: alpha, and fractional chroma.
type cellInk struct{ alpha, cb, cr int32 }

// cell blends the pixels of a cell one by one, as far as they have ink.
func (b *blender) cell(x, y int) {
	var alpha, cb, cr int32
	for py := max(y, b.r.Min.Y); py < min(y+b.down, b.end.Y); py++ {
		pixels := b.layer.Pix[b.layer.PixOffset(b.r.Min.X, min(py, b.r.Max.Y-1)):]
		samples := b.planes.y[(py-b.top)*b.planes.stride:]
		for px := max(x, b.r.Min.X); px < min(x+b.across, b.end.X); px++ {
			color := binary.LittleEndian.Uint32(pixels[4*(min(px, b.r.Max.X-1)-b.r.Min.X):])
			if color == 0 {
				continue
			}
			b.convert(color)
			a := int32(color >> 24)
			samples[px] = b.underLuma(samples[px], a)
			alpha, cb, cr = alpha+a, cb+b.cb, cr+b.cr
		}
	}
	if alpha > 0 {
		at := (y-b.top)/b.down*b.planes.half + x/b.across
		b.planes.cb[at] = b.under(b.planes.cb[at], alpha, cb)
		b.planes.cr[at] = b.under(b.planes.cr[at], alpha, cr)
	}
}

// underLuma is a sample of luma below the pixel of ink that was converted, of the given alpha.
func (b *blender) underLuma(sample uint8, alpha int32) uint8 {
	return clamp(b.luma + div255(int32(sample)*(0xff-alpha)))
}

// under is a sample of chroma below the ink of a cell, given the sums of its alpha and of its fractional chroma.
func (b *blender) under(sample uint8, alpha, ink int32) uint8 {
	rest := (int32(sample) - chromaMid) * (0xff<<b.shift - alpha)
	return clamp(chromaMid + ((rest*((1<<fraction)/0xff)+ink)>>b.shift+rounding)>>fraction)
}

// div255 divides by 255 with rounding, exactly for all products of two bytes.
func div255(v int32) int32 {
	v += 0x80
	return (v + v>>8) >> 8
}

// encode returns the entropy-coded bytes of the row whose ink was laid, which are the scratch's until the next. Of MCUs that are not touched, nor the
// one before, the bits are as they were.
func (s *scratch) encode(p *Picture, row int) []byte {
	s.writer.begin(row)
	var before dcs
	n, band, written := p.blocks(), p.band(row), &p.written[row]
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
		if blocks := s.touched[column]; blocks != 0 {
			mcu = append(s.mcu[:0], mcu...)
			p.transform(&s.planes, 0, column, blocks, mcu)
		}
		s.writer.writeMCU(mcu, &before, &p.coders)
	}
	return s.writer.finish()
}
