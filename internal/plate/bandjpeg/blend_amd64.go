package bandjpeg

// blendVector blends a tile as blendPortable does, to the bit, if it can.
func blendVector(t *tile, m mcuSamples, g grid) bool {
	switch {
	case !hasAVX2:
		return false
	case g.across == 2 && g.down == 2:
		_, _, _, _ = t.pixels[15*t.stride+16*pixel-1], m.y[15*m.stride+15], m.cb[7*m.half+7], m.cr[7*m.half+7]
		blendQuadsAVX2(&t.pixels[0], &m.y[0], &m.cb[0], &m.cr[0], t.stride, m.stride, m.half)
	case g.across == 1 && g.down == 1:
		_, _, _, _ = t.pixels[7*t.stride+8*pixel-1], m.y[7*m.stride+7], m.cb[7*m.half+7], m.cr[7*m.half+7]
		blendPixelsAVX2(&t.pixels[0], &m.y[0], &m.cb[0], &m.cr[0], t.stride, m.stride, m.half)
	default:
		return false
	}
	return true
}

// blendQuadsAVX2 blends 16 × 16 pixels, of which 2 × 2 share a sample of chroma.
//
//go:noescape
func blendQuadsAVX2(ink, y, cb, cr *uint8, inkStride, stride, half int)

// blendPixelsAVX2 blends 8 × 8 pixels.
//
//go:noescape
func blendPixelsAVX2(ink, y, cb, cr *uint8, inkStride, stride, half int)
