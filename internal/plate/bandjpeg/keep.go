package bandjpeg

import (
	"context"
	"errors"
	"fmt"
	"image"
)

// Keep takes over a JPEG as image/jpeg decodes it, an *image.YCbCr or *image.Gray whose planes go on beyond its bounds to whole MCUs, with
// its quantisation tables. It keeps the subsampling, the tables and the coefficients, which it finds again by transforming the samples.
// A grey picture becomes one of three components, so that there can be colours on it. The samples must not change any more. Keep stops soon after ctx ends.
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
		p.grid = gridOf(p.size, 1, 1)
		p.planes = grey(p.grid, from)
	default:
		return nil, fmt.Errorf("bandjpeg: a %T has no coefficients", decoded)
	}
	if !p.planes.hold(p.grid) {
		return nil, errors.New("bandjpeg: the samples end before their last MCU")
	}
	err := p.encode(ctx, tables, func(row int, band []coefficients) {
		for column := range p.columns {
			p.recover(tables, row, column, band[column*p.blocks():][:p.blocks()])
		}
	})
	if err != nil {
		return nil, err
	}
	return p, nil
}

// recover finds the coefficients of an MCU.
func (p *Picture) recover(tables *Tables, row, column int, to []coefficients) {
	y, cb, cr := recoverer{by: p.quant[0], steps: &tables[0]}, recoverer{by: p.quant[1], steps: &tables[1]}, recoverer{by: p.quant[2], steps: &tables[2]}
	for i := range p.across * p.down {
		at := (row*p.down+i/p.across)*block*p.planes.stride + (column*p.across+i%p.across)*block
		y.find(p.planes.y[at:], p.planes.stride, &to[i])
	}
	at := row*block*p.planes.half + column*block
	cb.find(p.planes.cb[at:], p.planes.half, &to[len(to)-2])
	cr.find(p.planes.cr[at:], p.planes.half, &to[len(to)-1])
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

// grey gives a grey picture chroma of no colour.
func grey(g grid, from *image.Gray) planes {
	chroma := make([]uint8, g.columns*block*g.rows*block)
	for i := range chroma {
		chroma[i] = chromaMid
	}
	return planes{stride: from.Stride, half: g.columns * block, y: from.Pix, cb: chroma, cr: chroma}
}

// hold tells whether the planes have samples for all MCUs.
func (p *planes) hold(g grid) bool {
	full := func(plane []uint8, stride, width, height int) bool {
		return stride >= width && len(plane) >= (height-1)*stride+width
	}
	chroma := image.Pt(g.columns*block, g.rows*block)
	return full(p.y, p.stride, chroma.X*g.across, chroma.Y*g.down) && full(p.cb, p.half, chroma.X, chroma.Y) && full(p.cr, p.half, chroma.X, chroma.Y)
}
