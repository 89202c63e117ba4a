package picture

import (
	"context"
	"fmt"
	"image"

	"golang.org/x/image/draw"
)

// Resize returns the picture in the given size in pixels, 1 to 65535 each, resampled by a Catmull-Rom kernel. It returns p itself
// if that is its size, and ctx's cause when ctx ends first, which is noticed between frames.
func (p *Picture) Resize(ctx context.Context, width, height int) (*Picture, error) {
	if width < 1 || height < 1 || width > maxSide || height > maxSide {
		return nil, fmt.Errorf("a picture cannot be resized to %d × %d", width, height)
	}
	from, to := p.Bounds(), image.Rect(0, 0, width, height)
	if from == to {
		return p, nil
	}
	scaler := draw.CatmullRom.NewScaler(width, height, from.Dx(), from.Dy())
	resized := &Picture{Frames: make([]*image.RGBA, len(p.Frames)), Delays: p.Delays, Loops: p.Loops}
	for i, frame := range p.Frames {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		resized.Frames[i] = image.NewRGBA(to)
		// The kernel overshoots at edges; the scaler clamps alpha to its range and colours to alpha.
		scaler.Scale(resized.Frames[i], to, frame, from, draw.Src, nil)
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
