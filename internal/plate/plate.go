// Package plate prepares a template for one output and prints ink on it.
//
// A plate holds what all captions of a template in one size and format have in common, so that a print costs little more than
// laying on the ink and encoding. It knows neither where templates come from nor what the ink says.
//
// Formats: JPEG is 4:2:0 on white; PNG and WebP are lossless and keep transparency; GIF has one palette for the whole animation.
// JPEG and PNG show the first frame of an animation.
package plate

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"

	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/picture"
	"github.com/memed/memed/internal/plate/bandjpeg"
	"github.com/memed/memed/internal/plate/bandpng"
)

// Plate is a template prepared for one output. It is immutable and safe for concurrent use.
type Plate struct {
	format caption.Format
	size   image.Point
	timing timing
	// frames are the pixels; JPEG and PNG plates have the encoded picture instead, and GIF plates indexed frames.
	frames  []*image.RGBA
	jpeg    *bandjpeg.Picture
	png     *bandpng.Picture
	indexed *indexed
}

// timing says how an animation runs.
type timing struct {
	delays []int // per frame, in hundredths of a second
	loops  int   // 0 for ever, -1 once, n > 0: n+1 times
}

// New prepares p for output in the given size and format. quality is that of a JPEG, 1 to 100; the other formats ignore it. New stops soon
// after ctx ends.
func New(ctx context.Context, p *picture.Picture, size image.Point, format caption.Format, quality int) (*Plate, error) {
	if format == caption.JPEG || format == caption.PNG {
		p = &picture.Picture{Frames: p.Frames[:1]}
	}
	if p.Bounds().Size() != size {
		resized, err := p.Resize(ctx, size.X, size.Y)
		if err != nil {
			return nil, err
		}
		p = resized
	}
	plate := &Plate{format: format, size: size, timing: timing{p.Delays, p.Loops}, frames: p.Frames}
	var err error
	switch format {
	case caption.JPEG:
		plate.jpeg, err = bandjpeg.New(ctx, onWhite(p.Frames[0]), quality)
		plate.frames = nil
	case caption.PNG:
		plate.png, err = bandpng.New(ctx, p.Frames[0])
		plate.frames = nil
	case caption.GIF:
		plate.indexed, err = index(ctx, p.Frames)
		plate.frames = nil
	}
	if err != nil {
		return nil, err
	}
	return plate, nil
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

// Frames is the number of frames that a print has.
func (p *Plate) Frames() int {
	switch {
	case p.jpeg != nil, p.png != nil:
		return 1
	case p.indexed != nil:
		return len(p.indexed.frames)
	}
	return len(p.frames)
}

// Size is the size of a print in pixels.
func (p *Plate) Size() image.Point { return p.size }

// Bytes is the memory that the plate occupies.
func (p *Plate) Bytes() int64 {
	var bytes int64
	for _, frame := range p.frames {
		bytes += int64(len(frame.Pix))
	}
	if p.jpeg != nil {
		bytes += p.jpeg.Bytes()
	}
	if p.png != nil {
		bytes += p.png.Bytes()
	}
	if p.indexed != nil {
		for _, frame := range p.indexed.frames {
			bytes += int64(len(frame))
		}
	}
	return bytes
}

// Print lays the ink on the plate, in its order, and encodes the result. The ink's bounds must lie within the plate. The bytes depend on nothing but
// the plate and the ink. Print
// returns ctx's cause soon after that ends; the library that encodes WebP can be stopped between frames only.
func (p *Plate) Print(ctx context.Context, ink []*image.RGBA) ([]byte, error) {
	out := &output{ctx: ctx}
	var err error
	switch p.format {
	case caption.JPEG:
		err = p.jpeg.Print(ctx, out, ink)
	case caption.PNG:
		err = p.png.Print(ctx, out, ink)
	case caption.GIF:
		err = p.printGIF(out, ink)
	case caption.WebP:
		err = p.printWebP(out, ink)
	default:
		err = fmt.Errorf("plate: unknown format %q", p.format)
	}
	if err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// output collects encoded bytes, and stops the encoder that writes them once ctx has ended.
type output struct {
	bytes.Buffer
	ctx context.Context
}

// Write refuses to write after the end of the context.
func (o *output) Write(b []byte) (int, error) {
	if o.ctx.Err() != nil {
		return 0, context.Cause(o.ctx)
	}
	return o.Buffer.Write(b)
}
