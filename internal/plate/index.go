package plate

import (
	"context"
	"image"
)

// indexed is an animation in one palette, with slots kept free for ink.
type indexed struct {
	palette []rgb     // at most plateColors; indexes of frames refer to it
	frames  [][]uint8 // one index per pixel, or clear
	clear   bool      // some pixel is transparent
}

// A GIF palette has 256 slots. One stands for transparency, and some are kept for ink: white, black, the colours of captions,
// and the tones between a letter and its outline that make its edge smooth.
const (
	inkColors   = 47
	plateColors = 256 - 1 - inkColors
	clear       = 255 // the transparent index
	// opaqueAlpha is the least alpha that counts as opaque: GIF knows no half.
	opaqueAlpha = 0x80
)

// index reduces the frames' colours to one palette. A still is dithered where it has more colours than fit; an animation
// is not, since the noise would flicker and not compress.
func index(ctx context.Context, frames []*image.RGBA) (*indexed, error) {
	h := make(histogram)
	for _, frame := range frames {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		h.add(frame)
	}
	x := &indexed{}
	if len(h) > 0 {
		x.palette = h.reduce(plateColors)
	}
	m := &matcher{palette: x.palette}
	dither := len(frames) == 1 && len(h) > len(x.palette)
	for _, frame := range frames {
		indexes, err := x.quantise(ctx, m, frame, dither)
		if err != nil {
			return nil, err
		}
		x.frames = append(x.frames, indexes)
	}
	return x, nil
}

// add counts the opaque colours of frame.
func (h histogram) add(frame *image.RGBA) {
	var last rgb
	run := 0
	for i := 0; i < len(frame.Pix); i += 4 {
		c, opaque := straight(frame.Pix[i : i+4 : i+4])
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

// quantise maps the pixels of one frame to the palette.
func (x *indexed) quantise(ctx context.Context, m *matcher, frame *image.RGBA, dither bool) ([]uint8, error) {
	width := frame.Rect.Dx()
	indexes := make([]uint8, width*frame.Rect.Dy())
	d := diffusion{here: make([][3]int, width+2), below: make([][3]int, width+2)}
	for y := range frame.Rect.Dy() {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		for px := range width {
			i := y*frame.Stride + 4*px
			c, opaque := straight(frame.Pix[i : i+4 : i+4])
			at := y*width + px
			switch {
			case !opaque:
				indexes[at], x.clear = clear, true
			case dither:
				want := d.apply(c, px)
				indexes[at] = m.nearest(want)
				d.spread(want, x.palette[indexes[at]], px)
			default:
				indexes[at] = m.nearest(c)
			}
		}
		d.nextRow()
	}
	return indexes, nil
}

// diffusion carries what a pixel lost in colour to its neighbours (Floyd and Steinberg, 1976). Errors are in sixteenths, and
// those of pixel x are at x+1.
type diffusion struct {
	here, below [][3]int
}

func (d *diffusion) apply(c rgb, x int) rgb {
	want := c.channels()
	for i := range want {
		want[i] = min(max(want[i]+d.here[x+1][i]/16, 0), 0xff)
	}
	return rgbOf(uint8(want[0]), uint8(want[1]), uint8(want[2]))
}

func (d *diffusion) spread(want, got rgb, x int) {
	w, g := want.channels(), got.channels()
	for i := range w {
		lost := w[i] - g[i]
		d.here[x+2][i] += lost * 7
		d.below[x][i] += lost * 3
		d.below[x+1][i] += lost * 5
		d.below[x+2][i] += lost
	}
}

func (d *diffusion) nextRow() {
	d.here, d.below = d.below, d.here
	for i := range d.below {
		d.below[i] = [3]int{}
	}
}
