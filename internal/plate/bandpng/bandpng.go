// Package bandpng encodes a picture once and prints ink on it many times, encoding again only the bands of rows that the ink touches.
//
// A band is deflated on its own (RFC 1951): it refers to nothing before it, as its first row is filtered without the row above, and it ends on a byte boundary with an empty
// stored block. So it is a chunk of its own (PNG, 11.2.3) whose bytes and CRC are cached, and the checksum of the whole stream is combined from those of
// its bands.
//
// A picture without colour is encoded in greys, one of at most 256 colours with a palette, any other in truecolour; each with alpha where it is not
// opaque. Ink that such an encoding cannot hold is printed on a second one in truecolour, which is made when it is needed first.
//
// Prints are lossless, save that on a palette tones at the edges of ink that look nearly the same share a colour.
package bandpng

import (
	"context"
	"image"
	"io"
	"sync"
	"sync/atomic"
)

// Picture is an encoded picture to print on. It is safe for concurrent use.
type Picture struct {
	pixels  *image.RGBA
	compact *encoding // of the fewest bytes per pixel that hold the picture
	full    struct {
		made   atomic.Pointer[encoding] // in truecolour, once it has been needed
		making chan struct{}            // holds a token while somebody makes it
	}
}

// New encodes img, which must not change afterwards. It stops soon after ctx ends.
func New(ctx context.Context, img *image.RGBA) (*Picture, error) {
	f, err := formatOf(ctx, img)
	if err != nil {
		return nil, err
	}
	p := &Picture{pixels: img}
	p.full.making = make(chan struct{}, 1)
	if p.compact, err = encode(ctx, img, f); err != nil {
		return nil, err
	}
	if f.color == f.full().color {
		p.full.made.Store(p.compact)
	}
	return p, nil
}

// Bytes is the memory that the picture occupies, once it has been printed on with any ink.
func (p *Picture) Bytes() int64 {
	n := int64(len(p.pixels.Pix)) + p.compact.bytes()
	if full := p.compact.full().color; full != p.compact.color {
		n += int64(p.pixels.Rect.Dx()*p.pixels.Rect.Dy()) * int64(full.samples()) // deflated bytes are hardly more than that, and mostly less
	}
	return n
}

// inFull returns the picture encoded in truecolour. One of those who want it makes it, the others wait, each until its own context ends.
func (p *Picture) inFull(ctx context.Context) (*encoding, error) {
	if full := p.full.made.Load(); full != nil {
		return full, nil
	}
	select {
	case p.full.making <- struct{}{}:
		defer func() { <-p.full.making }()
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	if full := p.full.made.Load(); full != nil {
		return full, nil
	}
	full, err := encode(ctx, p.pixels, p.compact.full())
	if err != nil {
		return nil, err
	}
	p.full.made.Store(full)
	return full, nil
}

var printers = sync.Pool{New: func() any { return newPrinter() }}

// Print writes the picture with ink laid on it, premultiplied layers in their order, whose bounds lie within the picture. It stops at
// the next band once ctx has ended.
func (p *Picture) Print(ctx context.Context, w io.Writer, ink []*image.RGBA) error {
	printer := printers.Get().(*printer)
	defer printers.Put(printer)
	defer printer.forget()
	on := p.compact
	holds, err := printer.encode(ctx, p.pixels, on, ink)
	if err == nil && !holds {
		if on, err = p.inFull(ctx); err == nil {
			_, err = printer.encode(ctx, p.pixels, on, ink)
		}
	}
	if err != nil {
		return err
	}
	return printer.write(ctx, w, p.pixels.Rect.Size(), on.color)
}
