package bandjpeg

import (
	"encoding/binary"
	"math/bits"
)

// blend lays the tile over the samples of an MCU, which may be to itself. Each sample of chroma is that of a cell of pixels: it mixes with the mean of their ink.
func (t *tile) blend(from, to *planes, g grid) {
	if !blendVector(t, from, to, g) {
		blendPortable(t, from, to, g)
	}
}

// blendPortable blends a tile, a row of cells at a time.
func blendPortable(t *tile, from, to *planes, g grid) {
	across, shift := bits.TrailingZeros8(uint8(g.across)), uint8(bits.TrailingZeros8(uint8(g.across*g.down)))
	for cell := range block {
		var sums [block]cellInk
		for y := cell * g.down; y < (cell+1)*g.down; y++ {
			ink, lumas := t.pixels[y*t.stride:][:g.width()*pixel], to.y[y*to.stride:][:g.width()]
			copy(lumas, from.y[y*from.stride:])
			for x := range lumas {
				color := binary.LittleEndian.Uint32(ink[x*pixel:])
				if color == 0 {
					continue
				}
				luma, cb, cr := ycc(int32(color&0xff), int32(color>>8&0xff), int32(color>>16&0xff))
				a := int32(color >> 24)
				lumas[x] = clamp(luma + div255(int32(lumas[x])*(0xff-a)))
				sum := &sums[x>>across&(block-1)]
				sum.alpha, sum.cb, sum.cr = sum.alpha+a, sum.cb+cb, sum.cr+cr
			}
		}
		cbs, crs := to.cb[cell*to.half:][:block], to.cr[cell*to.half:][:block]
		copy(cbs, from.cb[cell*from.half:])
		copy(crs, from.cr[cell*from.half:])
		for x, sum := range sums {
			if sum.alpha > 0 {
				cbs[x], crs[x] = under(cbs[x], sum.alpha, sum.cb, shift), under(crs[x], sum.alpha, sum.cr, shift)
			}
		}
	}
}

// cellInk sums up the ink of a cell: alpha, and fractional chroma.
type cellInk struct{ alpha, cb, cr int32 }

// under is a sample of chroma below the ink of a cell of 2^shift pixels, given the sums of its alpha and of its fractional chroma.
func under(sample uint8, alpha, ink int32, shift uint8) uint8 {
	rest := (int32(sample) - chromaMid) * (0xff<<shift - alpha)
	const perAlpha = 257 // half of it is what a 255th is with that fraction
	return clamp((ink+rest*perAlpha>>1+rounding<<shift)>>(fraction+shift) + chromaMid)
}

// div255 divides by 255 with rounding, exactly for all products of two bytes.
func div255(v int32) int32 {
	v += 0x80
	return (v + v>>8) >> 8
}
