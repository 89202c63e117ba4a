// Package bandgif encodes a still or an animation as GIF once and prints ink on it many times, encoding again only the segments that the ink touches.
//
// An LZW stream forgets what it knows at each clear code, so what stands between two of them, a segment, depends on its own pixels only. Encoders write
// one whenever their dictionary is full, which leaves a segment of a photograph about 20 rows; to cut there costs no size. A plate keeps the
// indexes of its pixels and the codes of each segment. Printing lays ink on the indexes, encodes the segments again where that changed one, and
// joins them with the others, shifted to their place bit by bit. A long segment is encoded in parts as well, so that of one that is touched only
// parts need to be encoded again.
//
// The pictures of a GIF in its own size keep what the file has: rectangles, transparent pixels, palettes and streams. Colours that give way to ink
// change the codes for single pixels only, so such a stream stays as long as it was. Anything else gets one palette, and frames that leave out what the
// frame before shows.
//
// Each palette keeps slots for ink. Its solid colours come out exact, and its smooth edges in the nearest colour there is. What ink covers fully is drawn
// in the first frame, and left out of the others.
//
// The format is that of https://www.w3.org/Graphics/GIF/spec-gif89a.txt. All arithmetic is in integers, so that every machine writes the same bytes.
package bandgif

import (
	"context"
	"image"

	"github.com/memed/memed/internal/picture"
)

// Picture is an encoded still or animation to print on. It is immutable and safe for concurrent use.
type Picture struct {
	size     image.Point
	loops    int     // 0 for ever, -1 once, n > 0: n+1 times
	palettes [][]rgb // each at most plateColors; the first is the global one
	frames   []frame
}

// New encodes p, which must not change afterwards. It stops soon after ctx ends.
func New(ctx context.Context, p *picture.Picture) (*Picture, error) {
	g := &Picture{size: p.Bounds().Size(), loops: p.Loops, frames: make([]frame, len(p.Frames))}
	for i, delay := range p.Delays {
		g.frames[i].delay = delay
	}
	kept, err := stored(ctx, p)
	switch {
	case err != nil:
	case kept != nil:
		err = g.keep(ctx, kept)
	default:
		err = g.compose(ctx, p.Frames)
	}
	if err != nil {
		return nil, err
	}
	return g, nil
}

// Bytes is the memory that the picture occupies.
func (g *Picture) Bytes() int64 {
	var n int64
	for i := range g.frames {
		n += g.frames[i].bytes()
	}
	return n
}
