package bandgif

import (
	"bytes"
	"context"
	"image"

	"github.com/memed/memed/internal/picture"
)

// storedFrame is a frame of a GIF with its pixels taken out of the stream.
type storedFrame struct {
	*picture.Indexed
	pixels []uint8
	pieces []piece // nil where the stream cannot be kept
}

// stored returns the frames of the GIF that p is from, if they can be printed on as they are: the first fills the picture, and each
// stays for the next to be drawn on.
func stored(ctx context.Context, p *picture.Picture) ([]storedFrame, error) {
	if len(p.Indexed) == 0 || p.Indexed[0].Bounds != p.Bounds() {
		return nil, nil
	}
	for i, f := range p.Indexed {
		stays := f.Disposal <= 1 || i == len(p.Indexed)-1
		if !stays || f.Bounds.Empty() || !f.Bounds.In(p.Bounds()) {
			return nil, nil
		}
	}
	frames := make([]storedFrame, len(p.Indexed))
	for i := range frames {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		frames[i].Indexed = &p.Indexed[i]
		if frames[i].read(); frames[i].pixels == nil {
			return nil, nil
		}
	}
	return frames, nil
}

// read takes the pixels out of the stream.
func (f *storedFrame) read() {
	var stream []byte
	for b := f.Blocks; b[0] != 0; b = b[1+int(b[0]):] {
		stream = append(stream, b[1:1+int(b[0])]...)
	}
	size := f.Bounds.Size()
	f.pixels, f.pieces = decode(stream, uint(f.LitWidth), size.X*size.Y)
	if f.LitWidth != litWidth {
		f.pieces = nil
	}
	if f.Interlaced && f.pixels != nil {
		f.pixels, f.pieces = deinterlaced(f.pixels, size), nil
	}
}

// deinterlaced returns the rows in their order (appendix E of the specification).
func deinterlaced(pixels []uint8, size image.Point) []uint8 {
	rows := make([]uint8, len(pixels))
	for _, pass := range []struct{ start, step int }{{0, 8}, {4, 8}, {2, 4}, {1, 2}} {
		for y := pass.start; y < size.Y; y += pass.step {
			copy(rows[y*size.X:], pixels[:size.X])
			pixels = pixels[size.X:]
		}
	}
	return rows
}

// keep makes the frames of a file those of g. Frames with the same palette in the file share one here.
func (g *Picture) keep(ctx context.Context, frames []storedFrame) error {
	var e encoder
	for first := 0; first < len(frames); {
		last := first + 1
		for last < len(frames) && bytes.Equal(frames[last].Palette, frames[first].Palette) {
			last++
		}
		group := frames[first:last]
		g.palettes = append(g.palettes, common(group))
		m := new(matcher)
		m.use(g.palettes[len(g.palettes)-1])
		for i := range group {
			if ctx.Err() != nil {
				return context.Cause(ctx)
			}
			f, from := &g.frames[first+i], &group[i]
			f.bounds, f.palette = from.Bounds, len(g.palettes)-1
			index := from.index(m)
			f.indexes = from.pixels
			for j, pixel := range f.indexes {
				f.indexes[j] = index[pixel]
			}
			var err error
			if from.pieces != nil {
				err = f.keep(ctx, &e, from.pieces, &index)
			} else {
				err = f.encode(ctx, &e)
			}
			if err != nil {
				return err
			}
		}
		first = last
	}
	return nil
}

// common returns colours for frames that have a palette in common.
func common(group []storedFrame) []rgb {
	h := make(histogram)
	for i := range group {
		var counts [256]int
		for _, pixel := range group[i].pixels {
			counts[pixel]++
		}
		for pixel, n := range counts {
			if c, ok := group[i].color(pixel); ok && n > 0 {
				h[c] += n
			}
		}
	}
	return h.reduce(plateColors)
}

// color returns the colour of an index, if it is not transparent.
func (f *storedFrame) color(index int) (rgb, bool) {
	if index == f.Transparent || 3*index+3 > len(f.Palette) {
		return 0, false
	}
	c := f.Palette[3*index:]
	return rgbOf(c[0], c[1], c[2]), true
}

// index says which index of the matcher's palette each index of the file becomes.
func (f *storedFrame) index(m *matcher) (index [256]uint8) {
	for i := range index {
		index[i] = clearIndex
		if c, ok := f.color(i); ok {
			index[i] = m.nearest(c)
		}
	}
	return index
}
