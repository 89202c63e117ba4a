package bandgif

import (
	"context"
	"image"
	"slices"
)

// compose makes pictures, each seen alone, the frames of g. Where a pixel goes out again each frame is stored whole; otherwise it holds only the
// rectangle that differs from the one before, and there what does not differ is clear.
func (g *Picture) compose(ctx context.Context, pictures []*image.RGBA) error {
	palette, indexes, err := index(ctx, pictures)
	if err != nil {
		return err
	}
	g.palettes = [][]rgb{palette}
	whole := goesOut(indexes)
	var e encoder
	for i := range g.frames {
		f := &g.frames[i]
		f.bounds, f.indexes, f.whole = image.Rectangle{Max: g.size}, indexes[i], whole
		if i > 0 && !whole {
			f.bounds, f.indexes = difference(indexes[i-1], indexes[i], g.size)
		}
		if err := f.encode(ctx, &e); err != nil {
			return err
		}
	}
	return nil
}

// goesOut tells whether some pixel is clear that was not in the frame before.
func goesOut(frames [][]uint8) bool {
	for i, frame := range frames[1:] {
		for j, pixel := range frame {
			if pixel == clearIndex && frames[i][j] != clearIndex {
				return true
			}
		}
	}
	return false
}

// difference returns the part of a frame that differs from the one before. It has at least one pixel, as GIF wants.
func difference(before, now []uint8, size image.Point) (image.Rectangle, []uint8) {
	changed := image.Rectangle{Min: size}
	for y := range size.Y {
		row, old := now[y*size.X:][:size.X], before[y*size.X:][:size.X]
		if slices.Equal(row, old) {
			continue
		}
		first, last := 0, size.X-1
		for row[first] == old[first] {
			first++
		}
		for row[last] == old[last] {
			last--
		}
		changed.Min = image.Pt(min(changed.Min.X, first), min(changed.Min.Y, y))
		changed.Max = image.Pt(max(changed.Max.X, last+1), y+1)
	}
	if changed.Empty() {
		changed = image.Rect(0, 0, 1, 1)
	}
	part := make([]uint8, 0, changed.Dx()*changed.Dy())
	for y := changed.Min.Y; y < changed.Max.Y; y++ {
		from := y*size.X + changed.Min.X
		for i, pixel := range now[from:][:changed.Dx()] {
			if pixel == before[from+i] {
				pixel = clearIndex
			}
			part = append(part, pixel)
		}
	}
	return changed, part
}
