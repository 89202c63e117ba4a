package bandpng

import (
	"context"
	"encoding/binary"
	"image"
)

// colorType is what the samples of a pixel mean (PNG, 11.2.1).
type colorType uint8

const (
	grey           colorType = 0
	truecolor      colorType = 2
	indexed        colorType = 3
	greyAlpha      colorType = 4
	truecolorAlpha colorType = 6
)

// samples is how many bytes a pixel has.
func (c colorType) samples() int {
	switch c {
	case truecolor:
		return 3
	case truecolorAlpha:
		return 4
	case greyAlpha:
		return 2
	default:
		return 1
	}
}

// format is a colour type with the palette of a picture that has one.
type format struct {
	color   colorType
	palette *palette
	alpha   bool // some pixel is not opaque
}

// full is the format in which a picture of this one can take on any colour.
func (f format) full() format {
	if f.alpha {
		return format{color: truecolorAlpha, alpha: true}
	}
	return format{color: truecolor}
}

// formatOf finds the format with the fewest bytes per pixel that holds img without loss.
func formatOf(ctx context.Context, img *image.RGBA) (format, error) {
	f := format{alpha: !img.Opaque()}
	isGrey, fewColors := true, true
	p := &palette{}
	for y := 0; y < img.Rect.Dy() && (isGrey || fewColors); y++ {
		if ctx.Err() != nil {
			return f, context.Cause(ctx)
		}
		row := img.Pix[y*img.Stride:][:4*img.Rect.Dx()]
		isGrey = isGrey && colorless(row)
		fewColors = fewColors && p.addAll(row)
	}
	switch {
	case isGrey && f.alpha:
		f.color = greyAlpha
	case isGrey:
		f.color = grey
	case fewColors:
		f.color, f.palette = indexed, p.sorted()
	default:
		f = f.full()
	}
	return f, nil
}

// colorless tells whether all pixels are grey.
func colorless(pixels []uint8) bool {
	for len(pixels) >= 4 {
		v := binary.LittleEndian.Uint32(pixels)
		if (v^v>>8)&0xffff != 0 {
			return false
		}
		pixels = pixels[4:]
	}
	return true
}
