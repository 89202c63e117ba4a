package picture

import (
	"context"
	"fmt"
	"image"
)

// Resize returns the picture in the given size in pixels, 1 to 65535 each. It returns p itself
// if that is its size, and ctx's cause when ctx ends first, which is noticed every few rows.
func (p *Picture) Resize(ctx context.Context, width, height int) (*Picture, error) {
	if width < 1 || height < 1 || width > maxSide || height > maxSide {
		return nil, fmt.Errorf("a picture cannot be resized to %d × %d", width, height)
	}
	size := image.Pt(width, height)
	if p.Bounds().Max == size {
		return p, nil
	}
	resized := &Picture{Frames: make([]*image.RGBA, len(p.Frames)), Delays: p.Delays, Loops: p.Loops}
	r := newResampler(p.Bounds().Max, size)
	for i, frame := range p.Frames {
		var err error
		if resized.Frames[i], err = r.resample(ctx, frame); err != nil {
			return nil, err
		}
	}
	return resized, nil
}

// Fit returns the largest size with the aspect ratio of size that lies within width × height, smaller or larger than size
// itself. A bound of 0 is none, and without any the size stays. Sides are rounded to whole pixels, and at least 1.
func Fit(size image.Point, width, height int) image.Point {
	// In 64 bits, because the products of sides need not fit an int.
	x, y, w, h := int64(size.X), int64(size.Y), int64(width), int64(height)
	switch {
	case w == 0 && h == 0:
		return size
	case h == 0, w != 0 && w*y <= h*x:
		return image.Pt(width, int(max(1, (w*y+x/2)/x)))
	default:
		return image.Pt(int(max(1, (h*x+y/2)/y)), height)
	}
}
