package bandjpeg

import "image"

// planes are samples of luma, and of chroma at the size that the grid gives it.
type planes struct {
	stride, half int // of luma and of chroma
	y, cb, cr    []uint8
}

// mcu returns the samples of an MCU.
func (p *planes) mcu(g grid, row, column int) planes {
	luma, chroma := row*g.height()*p.stride+column*g.width(), (row*p.half+column)*block
	return planes{p.stride, p.half, p.y[luma:], p.cb[chroma:], p.cr[chroma:]}
}

// newPlanes has room for some rows of MCUs.
func newPlanes(g grid, rows int) planes {
	chroma := g.columns * block * rows * block
	return planes{
		stride: g.columns * g.width(), half: g.columns * block,
		y: make([]uint8, chroma*g.across*g.down), cb: make([]uint8, chroma), cr: make([]uint8, chroma),
	}
}

// The conversion of JFIF, in 15 bits of fraction, as much as lanes of 16 bits have room for. The chroma is centred at 0 here.
const (
	fraction  = 15
	rounding  = 1 << (fraction - 1)
	yr        = 9798  // 0.299
	yg        = 19235 // 0.587
	yb        = 3735  // 0.114
	cbr       = -5529
	cbg       = -10855
	cbb       = 16384
	crr       = 16384
	crg       = -13720
	crb       = -2664
	chromaMid = 128
)

// ycc converts a colour; with cb and cr fractional, so that several can be averaged.
func ycc(r, g, b int32) (y, cb, cr int32) {
	return (yr*r + yg*g + yb*b + rounding) >> fraction, cbr*r + cbg*g + cbb*b, crr*r + crg*g + crb*b
}

// fill converts, at 4:2:0, count rows of img from top on. What lies beyond its edges repeats the last row and column.
func (p *planes) fill(img *image.RGBA, top, count int) {
	size := img.Rect.Size()
	for y := top; y < top+count; y += 2 {
		rows := [2][]uint8{img.Pix[min(y, size.Y-1)*img.Stride:], img.Pix[min(y+1, size.Y-1)*img.Stride:]}
		for x := 0; x < p.stride; x += 2 {
			var cb, cr int32
			for dy, row := range rows {
				for dx := range 2 {
					pixel := row[4*min(x+dx, size.X-1):][:3:3]
					luma, b, r := ycc(int32(pixel[0]), int32(pixel[1]), int32(pixel[2]))
					p.y[(y+dy)*p.stride+x+dx] = uint8(luma)
					cb, cr = cb+b, cr+r
				}
			}
			at := y/2*p.half + x/2
			p.cb[at], p.cr[at] = centre(cb, 2), centre(cr, 2)
		}
	}
}

// centre turns the sum of 2^shift fractional chroma values into a sample.
func centre(sum int32, shift uint8) uint8 {
	return clamp((sum+rounding<<shift)>>(fraction+shift) + chromaMid)
}

func clamp(v int32) uint8 { return uint8(min(max(v, 0), 0xff)) }
