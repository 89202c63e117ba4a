package picture

import (
	"bytes"
	"compress/lzw"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"io"
	"slices"
)

// What becomes of a frame before the next is drawn; any other value leaves it. Some encoders write 4 where they mean 3.
const (
	disposeToBackground   = 2
	disposeToPrevious     = 3
	disposeToPreviousAlso = 4
)

// decode draws all frames, each over what its predecessor leaves. The background is transparent, as in browsers,
// whatever colour the file names.
func (g *gifFile) decode(ctx context.Context) (*Picture, error) {
	p := &Picture{Frames: make([]*image.RGBA, 0, len(g.frames))}
	base := image.NewRGBA(image.Rectangle{Max: g.size})
	for i := range g.frames {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		f := &g.frames[i]
		pixels, err := f.pixels()
		if err != nil {
			return nil, fmt.Errorf("gif: decoding frame %d: %w", i+1, err)
		}
		shown := clone(base)
		f.draw(shown, pixels)
		p.Frames = append(p.Frames, shown)
		p.Indexed = append(p.Indexed, f.indexed())
		base = f.dispose(base, shown)
	}
	if p.Animated() {
		p.Loops = g.loops
		for _, f := range g.frames {
			p.Delays = append(p.Delays, f.delay)
		}
	}
	return p, nil
}

// indexed is the frame as the picture keeps it.
func (f *gifFrame) indexed() Indexed {
	return Indexed{
		Bounds: f.bounds, Palette: f.palette, Transparent: f.transparent, Disposal: f.disposal,
		Interlaced: f.interlaced, LitWidth: int(f.litWidth), Blocks: f.blocks,
	}
}

// dispose returns what the next frame is drawn over, where f was shown over base.
func (f *gifFrame) dispose(base, shown *image.RGBA) *image.RGBA {
	switch f.disposal {
	case disposeToBackground:
		base = clone(shown)
		draw.Draw(base, f.bounds, image.Transparent, image.Point{}, draw.Src)
		return base
	case disposeToPrevious, disposeToPreviousAlso:
		return base
	default:
		return shown
	}
}

// pixels returns the colour indices of the frame, its rows in the order in which they are stored. What follows the last pixel
// is ignored.
func (f *gifFrame) pixels() ([]byte, error) {
	var stream []byte
	for b := f.blocks; b[0] != 0; {
		n := 1 + int(b[0])
		stream = append(stream, b[1:n]...)
		b = b[n:]
	}
	r := lzw.NewReader(bytes.NewReader(stream), lzw.LSB, int(f.litWidth))
	defer r.Close()
	pixels := make([]byte, f.bounds.Dx()*f.bounds.Dy())
	if _, err := io.ReadFull(r, pixels); err == io.EOF || err == io.ErrUnexpectedEOF {
		return nil, errNotEnoughGIF
	} else if err != nil {
		return nil, err
	}
	return pixels, nil
}

// draw draws the frame's pixels on dst, which starts at (0, 0).
func (f *gifFrame) draw(dst *image.RGBA, pixels []byte) {
	type pass struct{ start, step int }
	passes := []pass{{0, 1}}
	if f.interlaced {
		passes = []pass{{0, 8}, {4, 8}, {2, 4}, {1, 2}}
	}
	colors := f.colors()
	width := f.bounds.Dx()
	for _, p := range passes {
		for y := p.start; y < f.bounds.Dy(); y += p.step {
			f.drawRow(dst, f.bounds.Min.Y+y, pixels[:width], &colors)
			pixels = pixels[width:]
		}
	}
}

// drawRow draws what of a row lies on dst and is not transparent.
func (f *gifFrame) drawRow(dst *image.RGBA, y int, row []byte, colors *[256]color.RGBA) {
	x := f.bounds.Min.X
	if y >= dst.Rect.Max.Y || x >= dst.Rect.Max.X {
		return
	}
	to := dst.Pix[dst.PixOffset(x, y):][:4*min(len(row), dst.Rect.Max.X-x)]
	for i := 0; i < len(to); i += 4 {
		if c := colors[row[i/4]]; c.A != 0 {
			to[i], to[i+1], to[i+2], to[i+3] = c.R, c.G, c.B, c.A
		}
	}
}

// colors returns the colour of each index. One beyond the palette is transparent, as in browsers.
func (f *gifFrame) colors() (colors [256]color.RGBA) {
	for i := range len(f.palette) / 3 {
		colors[i] = color.RGBA{f.palette[3*i], f.palette[3*i+1], f.palette[3*i+2], 0xff}
	}
	if f.transparent >= 0 {
		colors[f.transparent] = color.RGBA{}
	}
	return colors
}

func clone(m *image.RGBA) *image.RGBA {
	return &image.RGBA{Pix: slices.Clone(m.Pix), Stride: m.Stride, Rect: m.Rect}
}
