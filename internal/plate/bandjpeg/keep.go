package bandjpeg

import (
	"context"
	"errors"
	"fmt"
	"image"
)

// Keep takes over a JPEG as image/jpeg decodes it, an *image.YCbCr or *image.Gray whose planes go on beyond its bounds to whole MCUs, with its
// quantisation tables. It keeps the subsampling, the tables and the coefficients, which it finds again by transforming the samples. A grey picture
// becomes one of three components at 4:2:0, so that there can be colours on it. The samples must not change any more. Keep stops soon after ctx ends.
func Keep(ctx context.Context, decoded image.Image, tables *Tables) (*Picture, error) {
	p := &Picture{size: decoded.Bounds().Size()}
	switch from := decoded.(type) {
	case *image.YCbCr:
		across, down, ok := sampling(from.SubsampleRatio)
		if !ok {
			return nil, fmt.Errorf("bandjpeg: unknown subsampling %v", from.SubsampleRatio)
		}
		p.grid = gridOf(p.size, across, down)
		p.planes = planes{stride: from.YStride, half: from.CStride, y: from.Y, cb: from.Cb, cr: from.Cr}
	case *image.Gray:
		p.grid = gridOf(p.size, 2, 2) // rather than 1, 1: three quarters fewer blocks without colour
		p.planes = grey(p.grid, from)
	default:
		return nil, fmt.Errorf("bandjpeg: a %T has no coefficients", decoded)
	}
	if !p.planes.hold(p.grid) {
		return nil, errors.New("bandjpeg: the samples end before their last MCU")
	}
	p.quant = tables.divisors()
	var finders [components]finder
	for i := range finders {
		finders[i].by = p.quant[i]
		for j, place := range columnOrder {
			finders[i].steps[place] = tables[i][j]
		}
	}
	err := p.encode(ctx, tables, func(row int, band []coefficients) {
		for column := range p.columns {
			p.find(&finders, row, column, band[column*p.blocks():])
		}
	})
	if err != nil {
		return nil, err
	}
	return p, nil
}

// find finds the coefficients of an MCU.
func (p *Picture) find(finders *[components]finder, row, column int, to []coefficients) {
	i := 0
	for y := range p.down {
		at := (row*p.down+y)*block*p.planes.stride + column*p.width()
		for range p.across {
			finders[0].find(p.planes.y[at:], p.planes.stride, &to[i])
			at += block
			i++
		}
	}
	at := row*block*p.planes.half + column*block
	finders[1].find(p.planes.cb[at:], p.planes.half, &to[i])
	finders[2].find(p.planes.cr[at:], p.planes.half, &to[i+1])
}

// sampling returns the blocks of luma in an MCU.
func sampling(ratio image.YCbCrSubsampleRatio) (across, down int, ok bool) {
	switch ratio {
	case image.YCbCrSubsampleRatio444:
		return 1, 1, true
	case image.YCbCrSubsampleRatio422:
		return 2, 1, true
	case image.YCbCrSubsampleRatio420:
		return 2, 2, true
	case image.YCbCrSubsampleRatio440:
		return 1, 2, true
	case image.YCbCrSubsampleRatio411:
		return 4, 1, true
	case image.YCbCrSubsampleRatio410:
		return 4, 2, true
	}
	return 0, 0, false
}

// grey gives a grey picture chroma of no colour. What its MCUs have beyond its own blocks repeats the last samples.
func grey(g grid, from *image.Gray) planes {
	to := newPlanes(g, g.rows)
	height := len(from.Pix) / from.Stride
	for y := range g.rows * g.height() {
		row := to.y[y*to.stride:][:to.stride]
		n := copy(row, from.Pix[min(y, height-1)*from.Stride:][:from.Stride])
		for x := n; x < len(row); x++ {
			row[x] = row[n-1]
		}
	}
	for i := range to.cb {
		to.cb[i], to.cr[i] = chromaMid, chromaMid
	}
	return to
}

// hold tells whether the planes have samples for all MCUs.
func (p *planes) hold(g grid) bool {
	full := func(plane []uint8, stride, width, height int) bool {
		return stride >= width && len(plane) >= (height-1)*stride+width
	}
	chroma := image.Pt(g.columns*block, g.rows*block)
	return full(p.y, p.stride, chroma.X*g.across, chroma.Y*g.down) && full(p.cb, p.half, chroma.X, chroma.Y) && full(p.cr, p.half, chroma.X, chroma.Y)
}
