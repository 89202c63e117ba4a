package bandpng

import (
	"context"
	"image"
	"io"
	"slices"
)

// printer prints one picture at a time.
type printer struct {
	rows     rows
	deflater *deflater
	canvas   *image.RGBA // of a band, with its ink
	bands    []band      // those of the encoding, or inked
	frame    []byte      // what comes before the bands, and what comes after them
}

func newPrinter() *printer {
	return &printer{deflater: newDeflater(printLevel), canvas: new(image.RGBA)}
}

// encode makes the bands of a print: those without ink are the encoding's own. It tells whether the encoding's format can hold the ink, and stops at the
// next band once ctx has ended.
func (p *printer) encode(ctx context.Context, plate *image.RGBA, on *encoding, ink []*image.RGBA) (holds bool, err error) {
	switch on.color {
	case grey, greyAlpha:
		if slices.ContainsFunc(ink, colorful) {
			return false, nil
		}
	case indexed:
		p.rows.tones.start(on.palette, ink)
	}
	p.deflater.chunks.Reset()
	p.bands = append(p.bands[:0], on.bands...)
	height := on.bandHeight()
	for i := range p.bands {
		rows := image.Rect(0, i*height, plate.Rect.Dx(), min((i+1)*height, plate.Rect.Dy()))
		if !slices.ContainsFunc(ink, func(layer *image.RGBA) bool { return layer.Rect.Overlaps(rows) }) {
			continue
		}
		if ctx.Err() != nil {
			return false, context.Cause(ctx)
		}
		p.lay(plate, rows, ink)
		choose := p.rows.usual
		if p.bands[i].plain {
			choose = p.rows.none
		}
		p.rows.filterAll(p.canvas, on.format, 0, rows.Dy(), choose)
		if on.color == indexed && p.rows.tones.full {
			return false, nil
		}
		p.bands[i] = p.deflater.deflate(p.rows.filtered)
	}
	return true, nil
}

// colorful tells whether ink has any colour that is not grey.
func colorful(ink *image.RGBA) bool {
	for y := range ink.Rect.Dy() {
		if !colorless(ink.Pix[y*ink.Stride:][:4*ink.Rect.Dx()]) {
			return true
		}
	}
	return false
}

// lay copies rows of the plate to the canvas and lays the ink on them.
func (p *printer) lay(plate *image.RGBA, rows image.Rectangle, ink []*image.RGBA) {
	p.canvas.Pix = append(p.canvas.Pix[:0], plate.Pix[rows.Min.Y*plate.Stride:rows.Max.Y*plate.Stride]...)
	p.canvas.Stride, p.canvas.Rect = plate.Stride, rows
	for _, layer := range ink {
		over(p.canvas, layer)
	}
	p.canvas.Rect = image.Rectangle{Max: rows.Size()}
}

// forget lets go of what belongs to an encoding.
func (p *printer) forget() { clear(p.bands) }

// write writes the file of which encode has made the bands.
func (p *printer) write(ctx context.Context, w io.Writer, size image.Point, color colorType) error {
	p.frame = appendHeader(p.frame[:0], size, color, &p.rows.tones.palette)
	if _, err := w.Write(p.frame); err != nil {
		return err
	}
	sum := uint32(1)
	for _, b := range p.bands {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if _, err := w.Write(b.chunk); err != nil {
			return err
		}
		sum = combine(sum, b.sum, b.size)
	}
	p.frame = appendTrailer(p.frame[:0], sum)
	_, err := w.Write(p.frame)
	return err
}
