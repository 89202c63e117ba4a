package bandgif

import (
	"cmp"
	"slices"
)

// rgb is an opaque colour as 0xRRGGBB.
type rgb uint32

func rgbOf(r, g, b uint8) rgb { return rgb(r)<<16 | rgb(g)<<8 | rgb(b) }

func (c rgb) channels() [3]int { return [3]int{int(c >> 16), int(c >> 8 & 0xff), int(c & 0xff)} }

// histogram counts colours.
type histogram map[rgb]int

// reduce returns at most size colours that stand for those counted, in ascending order: the colours themselves if they are few
// enough, otherwise the means of boxes found by median cut (Heckbert, 1982), which always splits the box with the most
// squared error, across its widest spread, at its mean.
func (h histogram) reduce(size int) []rgb {
	if len(h) == 0 {
		return nil
	}
	all := make([]counted, 0, len(h))
	for c, n := range h {
		all = append(all, counted{c.channels(), n})
	}
	slices.SortFunc(all, func(a, b counted) int { return slices.Compare(a.channels[:], b.channels[:]) })
	boxes := make([]colorBox, 1, size)
	boxes[0] = newColorBox(all)
	if len(all) <= size {
		boxes = boxes[:0]
		for i := range all {
			boxes = append(boxes, newColorBox(all[i:i+1]))
		}
	}
	for len(boxes) < size && len(boxes) < len(all) {
		worst := 0
		for i := range boxes {
			if boxes[i].error[boxes[i].axis] > boxes[worst].error[boxes[worst].axis] {
				worst = i
			}
		}
		below, above := boxes[worst].split()
		boxes[worst] = below
		boxes = append(boxes, above)
	}
	palette := make([]rgb, len(boxes))
	for i, b := range boxes {
		palette[i] = b.mean()
	}
	slices.Sort(palette)
	return slices.Compact(palette)
}

// commonest returns the colours in descending order of their number.
func (h histogram) commonest() []rgb {
	type entry struct {
		color rgb
		count int
	}
	entries := make([]entry, 0, len(h))
	for c, n := range h {
		entries = append(entries, entry{c, n})
	}
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.color, b.color)) })
	colors := make([]rgb, len(entries))
	for i, e := range entries {
		colors[i] = e.color
	}
	return colors
}

type counted struct {
	channels [3]int
	count    int
}

// colorBox is a set of colours with their sums. All arithmetic is in integers of 64 bits, so that every machine finds the same
// palette.
type colorBox struct {
	colors []counted
	count  int64
	sum    [3]int64
	error  [3]int64 // squared distance from the mean, per channel
	axis   int      // the channel with the largest error
}

func newColorBox(colors []counted) colorBox {
	b := colorBox{colors: colors}
	var squares [3]int64
	for _, c := range colors {
		n := int64(c.count)
		b.count += n
		for i, v := range c.channels {
			b.sum[i] += int64(v) * n
			squares[i] += int64(v*v) * n
		}
	}
	for i, sum := range b.sum {
		// That is squares - sum²/count, but the square of a sum over twelve million bright pixels does not fit.
		mean, rest := sum/b.count, sum%b.count
		b.error[i] = squares[i] - mean*(sum+rest) - rest*rest/b.count
		if b.error[i] > b.error[b.axis] {
			b.axis = i
		}
	}
	return b
}

func (b colorBox) mean() rgb {
	half := b.count / 2
	return rgbOf(uint8((b.sum[0]+half)/b.count), uint8((b.sum[1]+half)/b.count), uint8((b.sum[2]+half)/b.count))
}

// split parts a box of at least two colours at the mean of its axis; both parts have at least one.
func (b colorBox) split() (below, above colorBox) {
	axis := b.axis
	slices.SortFunc(b.colors, func(x, y counted) int {
		return cmp.Or(cmp.Compare(x.channels[axis], y.channels[axis]), slices.Compare(x.channels[:], y.channels[:]))
	})
	mean := int(b.sum[axis] / b.count)
	at, _ := slices.BinarySearchFunc(b.colors, mean+1, func(c counted, v int) int { return cmp.Compare(c.channels[axis], v) })
	at = min(max(at, 1), len(b.colors)-1)
	return newColorBox(b.colors[:at]), newColorBox(b.colors[at:])
}
