package bandjpeg

// blendVector blends a tile as blendPortable does, to the bit, if it can.
func blendVector(t *tile, from, to *planes, g grid) bool {
	switch {
	case !hasAVX2 || to.stride != g.width() || to.half != block:
		return false
	case g.across == 2 && g.down == 2:
		_, _, _, _ = t.pixels[15*t.stride+16*pixel-1], from.y[15*from.stride+15], from.cb[7*from.half+7], from.cr[7*from.half+7]
		_, _, _ = to.y[255], to.cb[63], to.cr[63]
		blendQuadsAVX2(&t.pixels[0], &from.y[0], &from.cb[0], &from.cr[0], &to.y[0], &to.cb[0], &to.cr[0], t.stride, from.stride, from.half)
	case g.across == 1 && g.down == 1:
		_, _, _, _ = t.pixels[7*t.stride+8*pixel-1], from.y[7*from.stride+7], from.cb[7*from.half+7], from.cr[7*from.half+7]
		_, _, _ = to.y[63], to.cb[63], to.cr[63]
		blendPixelsAVX2(&t.pixels[0], &from.y[0], &from.cb[0], &from.cr[0], &to.y[0], &to.cb[0], &to.cr[0], t.stride, from.stride, from.half)
	default:
		return false
	}
	return true
}

// blendQuadsAVX2 blends 16 × 16 pixels, of which 2 × 2 share a sample of chroma. What it writes has no gaps between its rows.
//
//go:noescape
func blendQuadsAVX2(ink, y, cb, cr, toY, toCb, toCr *uint8, inkStride, stride, half int)

// blendPixelsAVX2 blends 8 × 8 pixels likewise.
//
//go:noescape
func blendPixelsAVX2(ink, y, cb, cr, toY, toCb, toCr *uint8, inkStride, stride, half int)

func inked(t *tile, across, down int) touched {
	if hasAVX2 {
		_ = t.pixels[(down*block-1)*t.stride+across*block*pixel-1]
		return inkedAVX2(&t.pixels[0], t.stride, across, down)
	}
	return inkedPortable(t, across, down)
}

// inkedAVX2 does what inkedPortable does.
//
//go:noescape
func inkedAVX2(ink *uint8, stride, across, down int) (blocks touched)
