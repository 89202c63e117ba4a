// Package plate prepares a template for one output and prints ink on it.
//
// A plate holds what all captions of a template in one size and format have in common, so that a print costs little more than
// laying on the ink and encoding. It knows neither where templates come from nor what the ink says.
//
// Formats: JPEG is 4:2:0 on white, or as the template's file is; PNG and WebP are lossless and keep transparency, save that the edges of ink on a PNG with a palette may be off by a
// shade that the eye does not see; GIF keeps the palettes of a GIF in its own size, and has one otherwise.
// JPEG and PNG show the first frame of an animation.
package plate

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"io"
	"sync"

	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/picture"
	"github.com/memed/memed/internal/plate/bandgif"
	"github.com/memed/memed/internal/plate/bandjpeg"
	"github.com/memed/memed/internal/plate/bandpng"
)

// Plate is a template prepared for one output. It is immutable and safe for concurrent use.
type Plate struct {
	size    image.Point
	printer printer
}

// printer is what a format makes of a plate.
type printer interface {
	// Print writes the plate with ink on it. It stops soon after ctx has ended.
	Print(ctx context.Context, w io.Writer, ink []*image.RGBA) error
	// Bytes is the memory that it occupies.
	Bytes() int64
}

// New prepares p for output in the given size and format. quality is that of a JPEG, 1 to 100; the other formats ignore it. New stops soon
// after ctx ends.
func New(ctx context.Context, p *picture.Picture, size image.Point, format caption.Format, quality int) (*Plate, error) {
	if format == caption.JPEG || format == caption.PNG {
		p = &picture.Picture{Frames: p.Frames[:1]}
	}
	p, err := p.Resize(ctx, size.X, size.Y)
	if err != nil {
		return nil, err
	}
	plate := &Plate{size: size}
	switch format {
	case caption.JPEG:
		plate.printer, err = bandjpeg.New(ctx, onWhite(p.Frames[0]), quality)
	case caption.PNG:
		plate.printer, err = bandpng.New(ctx, p.Frames[0])
	case caption.GIF:
		plate.printer, err = bandgif.New(ctx, p)
	case caption.WebP:
		plate.printer = &lossless{&picture.Picture{Frames: p.Frames, Delays: p.Delays, Loops: p.Loops}}
	default:
		err = fmt.Errorf("plate: unknown format %q", format)
	}
	if err != nil {
		return nil, err
	}
	return plate, nil
}

// Keep prepares p for output as a JPEG in the given size. Where p comes from a JPEG of that size, the plate keeps its subsampling, its quantisation tables
// and its coefficients, so that it loses nothing where no ink is; all else is prepared by New with the quality.
func Keep(ctx context.Context, p *picture.Picture, size image.Point, quality int) (*Plate, error) {
	if p.JPEG == nil || p.Bounds().Size() != size {
		return New(ctx, p, size, caption.JPEG, quality)
	}
	tables := bandjpeg.Tables(p.JPEG.Quantisation)
	printer, err := bandjpeg.Keep(ctx, p.JPEG.Samples, &tables)
	if err != nil {
		return nil, err
	}
	return &Plate{size, printer}, nil
}

// onWhite returns img without transparency, which JPEG does not have.
func onWhite(img *image.RGBA) *image.RGBA {
	if img.Opaque() {
		return img
	}
	flat := image.NewRGBA(img.Rect)
	draw.Draw(flat, flat.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(flat, flat.Rect, img, img.Rect.Min, draw.Over)
	return flat
}

// Size is the size of a print in pixels.
func (p *Plate) Size() image.Point { return p.size }

// Bytes is the memory that the plate occupies.
func (p *Plate) Bytes() int64 { return p.printer.Bytes() }

// Print lays the ink on the plate, in its order, and encodes the result. The ink's bounds must lie within the plate. The bytes depend on nothing but
// the plate and the ink. Print returns ctx's cause soon after that ends; the library that encodes WebP can be stopped between frames only.
func (p *Plate) Print(ctx context.Context, ink []*image.RGBA) ([]byte, error) {
	out := outputs.Get().(*output)
	out.ctx = ctx
	defer func() {
		out.ctx = nil
		out.Reset()
		outputs.Put(out)
	}()
	if err := p.printer.Print(ctx, out, ink); err != nil {
		return nil, err
	}
	return bytes.Clone(out.Bytes()), nil
}

// output collects encoded bytes, and stops the encoder that writes them once ctx has ended.
type output struct {
	bytes.Buffer
	ctx context.Context
}

// outputs are kept for their memory: what is returned takes no more than its size.
var outputs = sync.Pool{New: func() any { return new(output) }}

// Write refuses to write after the end of the context.
func (o *output) Write(b []byte) (int, error) {
	if o.ctx.Err() != nil {
		return 0, context.Cause(o.ctx)
	}
	return o.Buffer.Write(b)
}
