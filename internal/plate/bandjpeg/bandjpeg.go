// Package bandjpeg encodes a picture once and prints ink on it many times, encoding again only what the ink touches.
//
// The output is baseline JPEG (ITU-T T.81) with one restart interval per row of MCUs. As prediction starts afresh at each interval, the entropy-coded bytes of
// a row depend on that row only: rows that the ink leaves alone are spliced from the first encoding, and in the others only touched blocks are transformed, the
// rest keep their quantised coefficients. Ink is blended in YCbCr.
//
// A picture that is new has 4:2:0 chroma subsampling, and the quantisation tables of the standard scaled by quality as libjpeg does. One that was a JPEG
// before can keep its subsampling, its tables and its coefficients, so that it loses nothing where no ink is.
//
// All arithmetic is in integers, so that every machine writes the same bytes.
package bandjpeg

import (
	"context"
	"image"
	"io"
)

// coefficients are those of a block, quantised, in the order of columns, in which transforms leave them.
type coefficients [block * block]int16

// Picture is an encoded picture to print on. It is immutable and safe for concurrent use.
type Picture struct {
	size image.Point
	grid
	planes       planes
	quant        [components]*divisors
	coders       [2]coder
	header       []byte
	coefficients []coefficients // grid.blocks() for each MCU, row by row
	nonzero      []uint64       // of each block, which coefficients are not zero, the first of the file in the lowest bit
	written      []entropyRow   // all but the first with the restart marker before them
}

// New encodes img, whose pixels must be opaque, with a quality from 1 to 100. It stops soon after ctx ends.
func New(ctx context.Context, img *image.RGBA, quality int) (*Picture, error) {
	p := &Picture{size: img.Rect.Size(), grid: gridOf(img.Rect.Size(), 2, 2)}
	p.planes = newPlanes(p.grid, p.rows)
	tables := scaled(quality)
	p.quant = tables.divisors()
	nonzero := make([]uint64, p.blocks())
	err := p.encode(ctx, &tables, func(row int, band []coefficients) {
		p.planes.fill(img, row*p.height(), p.height())
		for column := range p.columns {
			mcu := p.planes.mcu(p.grid, row, column)
			p.transform(&mcu, all, band[column*p.blocks():], nonzero)
		}
	})
	if err != nil {
		return nil, err
	}
	return p, nil
}

// encode makes the header and the bands of the coefficients that fill finds for each row of MCUs.
func (p *Picture) encode(ctx context.Context, tables *Tables, fill func(row int, band []coefficients)) error {
	p.coefficients = make([]coefficients, p.columns*p.rows*p.blocks())
	p.nonzero = make([]uint64, len(p.coefficients))
	var tallies [2]tally
	for class := range tallies {
		tallies[class].expect(class, len(p.coefficients))
	}
	for row := range p.rows {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		band, nonzero := p.band(row)
		fill(row, band)
		for i := range band {
			nonzero[i] = band[i].nonzero()
		}
		count(&tallies, band, p.grid)
	}
	codes := [2]codeTables{tallies[luma].tables(), tallies[chroma].tables()}
	p.header = header(p.size, p.grid, tables, &codes)
	p.coders = [2]coder{codes[luma].coder(), codes[chroma].coder()}
	p.written = make([]entropyRow, p.rows)
	var w bitWriter
	for row := range p.rows {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		band, nonzero := p.band(row)
		p.written[row] = w.writeRow(row, band, nonzero, p.grid, &p.coders)
	}
	return nil
}

// band returns the coefficients of a row of MCUs, and which are not zero.
func (p *Picture) band(row int) ([]coefficients, []uint64) {
	n := p.columns * p.blocks()
	return p.coefficients[row*n:][:n], p.nonzero[row*n:][:n]
}

// Bytes is the memory that the picture occupies.
func (p *Picture) Bytes() int64 {
	n := len(p.planes.y) + len(p.planes.cb) + len(p.planes.cr) + len(p.coefficients)*(2*block*block+8)
	for _, row := range p.written {
		n += len(row.bytes) + len(row.bits) + 8*len(row.starts)
	}
	return int64(n)
}

// transform computes the quantised coefficients of the touched blocks of an MCU from its samples, and tells which of these are not zero.
func (p *Picture) transform(from *planes, blocks touched, to []coefficients, nonzero []uint64) {
	i := 0
	for y := range p.down {
		for x := range p.across {
			if blocks&(1<<i) != 0 {
				nonzero[i] = forward(from.y[y*block*from.stride+x*block:], from.stride, p.quant[0], &to[i])
			}
			i++
		}
	}
	nonzero[i] = forward(from.cb, from.half, p.quant[1], &to[i])
	nonzero[i+1] = forward(from.cr, from.half, p.quant[2], &to[i+1])
}

// Print writes the picture with ink laid on it, premultiplied layers in their order, whose bounds lie within the picture. It stops at
// the next row once ctx has ended.
func (p *Picture) Print(ctx context.Context, w io.Writer, ink []*image.RGBA) error {
	s := scratches.Get().(*scratch)
	defer scratches.Put(s)
	s.samples.stride = p.width()
	if _, err := w.Write(p.header); err != nil {
		return err
	}
	for row := range p.rows {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		band := p.written[row].bytes
		if p.inked(row, ink) {
			band = s.encode(p, row, ink)
		}
		if _, err := w.Write(band); err != nil {
			return err
		}
	}
	_, err := w.Write(endOfImage)
	return err
}
