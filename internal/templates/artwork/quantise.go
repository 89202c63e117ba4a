package main

import (
	"image"
	"image/color"
	"math"
	"slices"
)

// bin counts the pixels of nearly the same colour.
type bin struct {
	n       float64
	r, g, b float64 // means
}

// paletteOf chooses up to n colours for all pictures together: median cut
// first, then a few rounds of k-means.
func paletteOf(n int, imgs ...*image.RGBA) color.Palette {
	bins := histogram(imgs)
	boxes := [][]bin{bins}
	for len(boxes) < n {
		i, axis, spread := widest(boxes)
		if spread <= 0 {
			break
		}
		a, b := cut(boxes[i], axis)
		boxes[i] = a
		boxes = append(boxes, b)
	}
	centers := make([]bin, len(boxes))
	for i, b := range boxes {
		centers[i] = mean(b)
	}
	for range 4 {
		refine(centers, bins)
	}
	pal := make(color.Palette, len(centers))
	for i, c := range centers {
		pal[i] = color.NRGBA{R: uint8(c.r + 0.5), G: uint8(c.g + 0.5), B: uint8(c.b + 0.5), A: 255}
	}
	return pal
}

// histogram sums the pixels up by the upper five bits of each channel. Counts
// are flattened, lest large plain areas take all the colours.
func histogram(imgs []*image.RGBA) []bin {
	all := make([]bin, 1<<15)
	for _, img := range imgs {
		for i := 0; i < len(img.Pix); i += 4 {
			r, g, b := img.Pix[i], img.Pix[i+1], img.Pix[i+2]
			h := &all[int(r>>3)<<10|int(g>>3)<<5|int(b>>3)]
			h.n++
			h.r, h.g, h.b = h.r+float64(r), h.g+float64(g), h.b+float64(b)
		}
	}
	var used []bin
	for _, h := range all {
		if h.n > 0 {
			used = append(used, bin{math.Pow(h.n, 0.6), h.r / h.n, h.g / h.n, h.b / h.n})
		}
	}
	return used
}

func (b bin) channel(axis int) float64 { return [3]float64{b.r, b.g, b.b}[axis] }

// widest finds the box and the channel with the largest weighted variance.
func widest(boxes [][]bin) (box, axis int, spread float64) {
	for i, bins := range boxes {
		m := mean(bins)
		for a := range 3 {
			v := 0.0
			for _, b := range bins {
				d := b.channel(a) - m.channel(a)
				v += b.n * d * d
			}
			if len(bins) > 1 && v > spread {
				box, axis, spread = i, a, v
			}
		}
	}
	return box, axis, spread
}

// cut divides a box at the mean of a channel.
func cut(bins []bin, axis int) (a, b []bin) {
	slices.SortStableFunc(bins, func(x, y bin) int {
		switch d := x.channel(axis) - y.channel(axis); {
		case d < 0:
			return -1
		case d > 0:
			return 1
		}
		return 0
	})
	m := mean(bins).channel(axis)
	i := 1
	for i < len(bins)-1 && bins[i].channel(axis) < m {
		i++
	}
	return bins[:i], bins[i:]
}

func mean(bins []bin) bin {
	var m bin
	for _, b := range bins {
		m.n += b.n
		m.r, m.g, m.b = m.r+b.n*b.r, m.g+b.n*b.g, m.b+b.n*b.b
	}
	m.r, m.g, m.b = m.r/m.n, m.g/m.n, m.b/m.n
	return m
}

// refine moves each centre to the mean of the bins nearest to it.
func refine(centers, bins []bin) {
	sums := make([]bin, len(centers))
	for _, b := range bins {
		s := &sums[nearest(centers, b.r, b.g, b.b)]
		s.n += b.n
		s.r, s.g, s.b = s.r+b.n*b.r, s.g+b.n*b.g, s.b+b.n*b.b
	}
	for i, s := range sums {
		if s.n > 0 {
			centers[i] = bin{s.n, s.r / s.n, s.g / s.n, s.b / s.n}
		}
	}
}

func nearest(centers []bin, r, g, b float64) int {
	best, at := math.Inf(1), 0
	for i, c := range centers {
		dr, dg, db := c.r-r, c.g-g, c.b-b
		if d := 2*dr*dr + 4*dg*dg + 3*db*db; d < best {
			best, at = d, i
		}
	}
	return at
}

// bayer is an ordered dither pattern. Unlike error diffusion it leaves still
// areas of an animation still.
var bayer = [4][4]float64{{0, 8, 2, 10}, {12, 4, 14, 6}, {3, 11, 1, 9}, {15, 7, 13, 5}}

// remap reduces a picture to a palette with dither of the given strength.
func remap(img *image.RGBA, pal color.Palette, strength float64) *image.Paletted {
	centers := make([]bin, len(pal))
	for i, c := range pal {
		q := c.(color.NRGBA)
		centers[i] = bin{1, float64(q.R), float64(q.G), float64(q.B)}
	}
	known := make([]int16, 1<<18) // index + 1 by the upper six bits of each channel
	out := image.NewPaletted(img.Rect, pal)
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			px := img.Pix[img.PixOffset(x, y):]
			d := (bayer[y%4][x%4]/15 - 0.5) * strength
			r, g, b := shifted(px[0], d), shifted(px[1], d), shifted(px[2], d)
			key := int(r)>>2<<12 | int(g)>>2<<6 | int(b)>>2
			if known[key] == 0 {
				known[key] = int16(nearest(centers, r, g, b)) + 1
			}
			out.SetColorIndex(x, y, uint8(known[key]-1))
		}
	}
	return out
}

func shifted(v uint8, d float64) float64 { return math.Min(math.Max(float64(v)+d, 0), 255) }
