package bandpng

import (
	"encoding/binary"
	"image"
)

// over lays premultiplied ink over a picture, as image/draw does; but most of ink is nothing or opaque, and that is quick.
func over(on, ink *image.RGBA) {
	both := on.Rect.Intersect(ink.Rect)
	for y := both.Min.Y; y < both.Max.Y; y++ {
		to := on.Pix[on.PixOffset(both.Min.X, y):][:4*both.Dx()]
		from := ink.Pix[ink.PixOffset(both.Min.X, y):][:4*both.Dx()]
		overRow(to, from)
	}
}

func overRow(to, from []uint8) {
	const opaque = 0xff00_0000_ff00_0000
	for len(from) >= 8 && len(to) >= 8 {
		switch v := binary.LittleEndian.Uint64(from); {
		case v&opaque == opaque:
			binary.LittleEndian.PutUint64(to, v)
		case v != 0:
			overPixel(to[0:4:4], from[0:4:4])
			overPixel(to[4:8:8], from[4:8:8])
		}
		to, from = to[8:], from[8:]
	}
	if len(from) >= 4 && len(to) >= 4 {
		overPixel(to[:4:4], from[:4:4])
	}
}

// overPixel blends with the rounding of image/draw.
func overPixel(to, from []uint8) {
	const m = 1<<16 - 1
	rest := (m - uint32(from[3])*0x101) * 0x101
	for c := range 4 {
		to[c] = uint8((uint32(to[c])*rest/m + uint32(from[c])*0x101) >> 8)
	}
}
