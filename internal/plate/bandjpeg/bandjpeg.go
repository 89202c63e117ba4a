// Package bandjpeg encodes a picture once and prints ink on it many times, encoding again only what the ink touches.
//
// The output is baseline JPEG (ITU-T T.81) with 4:2:0 chroma subsampling, the quantisation tables of the standard scaled by quality as libjpeg does, its
// typical Huffman tables, and one restart interval per row of MCUs. As prediction starts afresh at each interval, the entropy-coded bytes of a row depend on
// that row only: rows that the ink leaves alone are spliced from the first encoding, and in the others only touched MCUs are transformed, the rest keep
// their quantised coefficients. Ink is blended in YCbCr. All arithmetic is in integers, so that every machine writes the same bytes.
package bandjpeg

import (
	"bytes"
	"context"
	"image"
	"io"
)

// mcu is the side of an MCU in pixels: four blocks of luma and one of each chroma.
const (
	mcu        = 16
	block      = 8
	mcuBlocks  = 6
	mcuSamples = mcuBlocks * block * block
)

// coefficients are those of a block, quantised, in zigzag order.
type coefficients [block * block]int16

// Picture is an encoded picture to print on. It is immutable and safe for concurrent use.
type Picture struct {
	size          image.Point
	columns, rows int // MCUs
	planes        planes
	quant         [2]divisors
	header        []byte
	coefficients  []coefficients // mcuBlocks for each MCU, row by row
	bands         [][]byte       // the entropy-coded rows, all but the first with the restart marker before them
}

// New encodes img, whose pixels must be opaque, with a quality from 1 to 100. It stops soon after ctx ends.
func New(ctx context.Context, img *image.RGBA, quality int) (*Picture, error) {
	size := img.Rect.Size()
	p := &Picture{size: size, columns: (size.X + mcu - 1) / mcu, rows: (size.Y + mcu - 1) / mcu}
	tables := scaled(quality)
	p.quant = [2]divisors{divisorsOf(&tables[luma]), divisorsOf(&tables[chroma])}
	p.header = header(size, p.columns, &tables)
	p.planes = newPlanes(p.columns*mcu, p.rows*mcu)
	p.coefficients = make([]coefficients, p.columns*p.rows*mcuBlocks)
	p.bands = make([][]byte, p.rows)
	var w bitWriter
	for row := range p.rows {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		p.planes.fill(img, row*mcu, mcu)
		band := p.band(row)
		for column := range p.columns {
			p.transform(&p.planes, row*mcu, column, band[column*mcuBlocks:][:mcuBlocks])
		}
		p.bands[row] = bytes.Clone(w.encode(row, band))
	}
	return p, nil
}

// band returns the coefficients of a row of MCUs.
func (p *Picture) band(row int) []coefficients {
	return p.coefficients[row*p.columns*mcuBlocks:][:p.columns*mcuBlocks]
}

// Bytes is the memory that the picture occupies.
func (p *Picture) Bytes() int64 {
	n := len(p.planes.y) + len(p.planes.cb) + len(p.planes.cr) + len(p.coefficients)*2*block*block
	for _, band := range p.bands {
		n += len(band)
	}
	return int64(n)
}

// transform computes the quantised coefficients of an MCU of planes whose first row of samples is top.
func (p *Picture) transform(from *planes, top, column int, to []coefficients) {
	x, y := column*mcu, top
	for i := range 4 {
		forward(from.y[(y+i/2*block)*from.stride+x+i%2*block:], from.stride, &p.quant[luma], &to[i])
	}
	half := from.stride / 2
	at := y/2*half + x/2
	forward(from.cb[at:], half, &p.quant[chroma], &to[4])
	forward(from.cr[at:], half, &p.quant[chroma], &to[5])
}

// Print writes the picture with ink laid on it, premultiplied layers in their order, whose bounds lie within the picture. It stops at
// the next row once ctx has ended.
func (p *Picture) Print(ctx context.Context, w io.Writer, ink []*image.RGBA) error {
	s := scratches.Get().(*scratch)
	defer scratches.Put(s)
	s.reset(p)
	if _, err := w.Write(p.header); err != nil {
		return err
	}
	for row := range p.rows {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		band := p.bands[row]
		if s.lay(p, row, ink) {
			band = s.encode(p, row)
		}
		if _, err := w.Write(band); err != nil {
			return err
		}
	}
	_, err := w.Write(endOfImage)
	return err
}
