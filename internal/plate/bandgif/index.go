package bandgif

import (
	"context"
	"image"
)

// A palette has 256 slots. One stands for transparency, and some are kept for ink: white, black, the colours of captions,
// and the tones between a letter and its outline that make its edge smooth.
const (
	inkColors   = 47
	plateColors = 256 - 1 - inkColors
	clearIndex  = 255
	// opaqueAlpha is the least alpha that counts as opaque: GIF knows no half.
	opaqueAlpha = 0x80
)

// index reduces pictures to one palette. A still is dithered where it has more colours than fit; an animation is not, since the noise would
// flicker and not compress.
func index(ctx context.Context, pictures []*image.RGBA) (palette []rgb, indexes [][]uint8, err error) {
	h := make(histogram)
	for _, img := range pictures {
		if ctx.Err() != nil {
			return nil, nil, context.Cause(ctx)
		}
		h.add(img)
	}
	palette = h.reduce(plateColors)
	m := new(matcher)
	m.use(palette)
	dither := len(pictures) == 1 && len(h) > len(palette)
	for _, img := range pictures {
		pixels, err := quantise(ctx, m, img, dither)
		if err != nil {
			return nil, nil, err
		}
		indexes = append(indexes, pixels)
	}
	return palette, indexes, nil
}

// add counts the opaque colours of img.
func (h histogram) add(img *image.RGBA) {
	var last rgb
	run := 0
	for i := 0; i < len(img.Pix); i += 4 {
		c, opaque := straight(img.Pix[i : i+4 : i+4])
		if !opaque {
			continue
		}
		if c != last && run > 0 {
			h[last] += run
			run = 0
		}
		last = c
		run++
	}
	if run > 0 {
		h[last] += run
	}
}

// straight returns the colour of a premultiplied pixel, and whether it counts as opaque.
func straight(p []uint8) (rgb, bool) {
	a := uint32(p[3])
	switch {
	case a == 0xff:
		return rgbOf(p[0], p[1], p[2]), true
	case a < opaqueAlpha:
		return 0, false
	}
	un := func(v uint8) uint8 { return uint8(min((uint32(v)*0xff+a/2)/a, 0xff)) }
	return rgbOf(un(p[0]), un(p[1]), un(p[2])), true
}

// quantise maps the pixels of a picture to the palette.
func quantise(ctx context.Context, m *matcher, img *image.RGBA, dither bool) ([]uint8, error) {
	width := img.Rect.Dx()
	indexes := make([]uint8, width*img.Rect.Dy())
	d := diffusion{here: make([][3]int, width+2), below: make([][3]int, width+2)}
	for y := range img.Rect.Dy() {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		row := indexes[y*width:][:width]
		for x := range row {
			i := y*img.Stride + 4*x
			c, opaque := straight(img.Pix[i : i+4 : i+4])
			switch {
			case !opaque:
				row[x] = clearIndex
			case dither:
				want := d.apply(c, x)
				row[x] = m.nearest(want)
				d.spread(want, m.palette[row[x]], x)
			default:
				row[x] = m.nearest(c)
			}
		}
		d.nextRow()
	}
	return indexes, nil
}
