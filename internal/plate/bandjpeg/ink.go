package bandjpeg

import (
	"encoding/binary"
	"image"
	"sync"
)

// scratch is what one print works with: one row of MCUs.
type scratch struct {
	planes  planes
	touched []bool // per MCU
	band    []coefficients
	writer  bitWriter
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

func (s *scratch) reset(p *Picture) {
	if s.planes.stride != p.columns*mcu {
		*s = scratch{
			planes: newPlanes(p.columns*mcu, mcu), touched: make([]bool, p.columns),
			band: make([]coefficients, p.columns*mcuBlocks), writer: s.writer,
		}
	}
}

// lay blends the ink that lies on a row of MCUs into a copy of its samples. It tells whether there is any.
func (s *scratch) lay(p *Picture, row int, ink []*image.RGBA) bool {
	clear(s.touched)
	any := false
	for _, layer := range ink {
		r := layer.Rect.Intersect(image.Rect(0, row*mcu, p.size.X, min((row+1)*mcu, p.size.Y)))
		if r.Empty() {
			continue
		}
		for column := r.Min.X / mcu; column <= (r.Max.X-1)/mcu; column++ {
			part := r.Intersect(image.Rect(column*mcu, row*mcu, (column+1)*mcu, (row+1)*mcu))
			if !visible(layer, part) {
				continue
			}
			if !s.touched[column] {
				s.copy(p, row, column)
				s.touched[column], any = true, true
			}
			s.blend(layer, part, row*mcu, p.size)
		}
	}
	return any
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

// copy takes over the samples of an MCU.
func (s *scratch) copy(p *Picture, row, column int) {
	x := column * mcu
	for y := range mcu {
		copy(s.planes.y[y*s.planes.stride+x:][:mcu], p.planes.y[(row*mcu+y)*p.planes.stride+x:][:mcu])
	}
	half, x := s.planes.stride/2, x/2
	for y := range mcu / 2 {
		from := (row*mcu/2+y)*half + x
		copy(s.planes.cb[y*half+x:][:mcu/2], p.planes.cb[from:][:mcu/2])
		copy(s.planes.cr[y*half+x:][:mcu/2], p.planes.cr[from:][:mcu/2])
	}
}

// blend lays a layer over the samples in r, which lies in one MCU whose first row of pixels is top. Each sample of chroma is that of four
// pixels: it mixes with the means of their ink.
func (s *scratch) blend(layer *image.RGBA, r image.Rectangle, top int, size image.Point) {
	b := blender{scratch: s, layer: layer, r: r, end: r.Max, top: top}
	// What the samples beyond the picture's edge repeat is blended alike.
	if r.Max.X == size.X {
		b.end.X = (size.X + mcu - 1) / mcu * mcu
	}
	if r.Max.Y == size.Y {
		b.end.Y = (size.Y + mcu - 1) / mcu * mcu
	}
	for y := r.Min.Y &^ 1; y < b.end.Y; y += 2 {
		for x := r.Min.X &^ 1; x < b.end.X; x += 2 {
			if x < r.Min.X || y < r.Min.Y || x+1 >= r.Max.X || y+1 >= r.Max.Y {
				b.square(x, y)
				continue
			}
			at := layer.PixOffset(x, y)
			above, below := binary.LittleEndian.Uint64(layer.Pix[at:]), binary.LittleEndian.Uint64(layer.Pix[at+layer.Stride:])
			switch {
			case above|below == 0:
			case above == below && above>>32 == above&0xffffffff && above>>56 == 0xff:
				b.solid(x, y, uint32(above))
			default:
				b.square(x, y)
			}
		}
	}
}

// blender blends one layer into one MCU.
type blender struct {
	*scratch
	layer *image.RGBA
	r     image.Rectangle // of the layer's pixels
	end   image.Point     // of the samples
	top   int

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

// solid covers a square of four pixels with an opaque colour.
func (b *blender) solid(x, y int, color uint32) {
	b.convert(color)
	at, stride := (y-b.top)*b.planes.stride+x, b.planes.stride
	luma := uint8(b.luma)
	b.planes.y[at], b.planes.y[at+1], b.planes.y[at+stride], b.planes.y[at+stride+1] = luma, luma, luma, luma
	at = (y-b.top)/2*(stride/2) + x/2
	b.planes.cb[at], b.planes.cr[at] = centre(4*b.cb), centre(4*b.cr)
}

// square blends four pixels one by one, as far as they have ink.
func (b *blender) square(x, y int) {
	var alpha, cb, cr int32
	for i := range 4 {
		px, py := x+i&1, y+i>>1
		if px < b.r.Min.X || py < b.r.Min.Y || px >= b.end.X || py >= b.end.Y {
			continue
		}
		color := binary.LittleEndian.Uint32(b.layer.Pix[b.layer.PixOffset(min(px, b.r.Max.X-1), min(py, b.r.Max.Y-1)):])
		if color == 0 {
			continue
		}
		b.convert(color)
		a := int32(color >> 24)
		sample := &b.planes.y[(py-b.top)*b.planes.stride+px]
		*sample = clamp(b.luma + div255(int32(*sample)*(0xff-a)))
		alpha, cb, cr = alpha+a, cb+b.cb, cr+b.cr
	}
	if alpha > 0 {
		at := (y-b.top)/2*(b.planes.stride/2) + x/2
		b.planes.cb[at] = under(b.planes.cb[at], alpha, cb)
		b.planes.cr[at] = under(b.planes.cr[at], alpha, cr)
	}
}

// under is a sample of chroma below ink of four pixels, given the sums of their alpha and of their fractional chroma.
func under(sample uint8, alpha, ink int32) uint8 {
	const all = 4 * 0xff
	rest := (int32(sample) - chromaMid) * (all - alpha)
	return clamp(chromaMid + (rest*((1<<fraction)/all)+ink/4+rounding)>>fraction)
}

// div255 divides by 255 with rounding, exactly for all products of two bytes.
func div255(v int32) int32 {
	v += 0x80
	return (v + v>>8) >> 8
}

// encode returns the entropy-coded bytes of the row whose ink was laid, which are the scratch's until the next.
func (s *scratch) encode(p *Picture, row int) []byte {
	copy(s.band, p.band(row))
	for column, touched := range s.touched {
		if touched {
			p.transform(&s.planes, 0, column, s.band[column*mcuBlocks:][:mcuBlocks])
		}
	}
	return s.writer.encode(row, s.band)
}
