package bandgif

import (
	"encoding/binary"
	"image"
	"slices"
)

// palette returns the colours that the ink needs, at most inkColors: white, black, the two commonest opaque ones of each layer, and
// then the commonest of all. Those two are its letters and their outline, so they come out exact, and so does the small
// print beside a headline with edges in many tones.
func (s spans) palette() []rgb {
	all, own := make(histogram), make(histogram)
	palette := []rgb{0xffffff, 0x000000}
	for i, span := range s {
		if span.opaque {
			own.addSpan(span.ink)
		}
		if i+1 == len(s) || s[i+1].first {
			commonest := own.commonest()
			palette = append(palette, commonest[:min(len(commonest), 2)]...)
			for c, n := range own {
				all[c] += n
			}
			clear(own)
		}
	}
	unique := make([]rgb, 0, inkColors)
	for _, c := range slices.Concat(palette, all.commonest()) {
		if len(unique) < inkColors && !slices.Contains(unique, c) {
			unique = append(unique, c)
		}
	}
	return unique
}

// addSpan counts the colours of opaque pixels.
func (h histogram) addSpan(pix []uint8) {
	for i := 0; i < len(pix); {
		start, pixel := i, binary.LittleEndian.Uint32(pix[i:])
		for i < len(pix) && binary.LittleEndian.Uint32(pix[i:]) == pixel {
			i += 4
		}
		h[rgbOf(uint8(pixel), uint8(pixel>>8), uint8(pixel>>16))] += (i - start) / 4
	}
}

// spans are the runs of pixels that have ink, layer by layer, in each from left to right and top to bottom.
type spans []span

// span is a run of pixels in a row, all of them covered fully or all in part.
type span struct {
	y, left, right int
	ink            []uint8 // premultiplied, 4 per pixel
	opaque         bool
	first          bool // of a layer
}

// find finds the spans of ink.
func (s *spans) find(ink []*image.RGBA) {
	*s = (*s)[:0]
	for _, layer := range ink {
		first := true
		for y := layer.Rect.Min.Y; y < layer.Rect.Max.Y; y++ {
			row := layer.Pix[(y-layer.Rect.Min.Y)*layer.Stride:][:4*layer.Rect.Dx()]
			for from := 0; from < len(row); {
				opaque, to := row[from+3] == 0xff, from+4
				if row[from+3] == 0 {
					from = to
					continue
				}
				for to < len(row) && row[to+3] != 0 && (row[to+3] == 0xff) == opaque {
					to += 4
				}
				*s = append(*s, span{y, layer.Rect.Min.X + from/4, layer.Rect.Min.X + to/4, row[from:to], opaque, first})
				from, first = to, false
			}
		}
	}
}

// lay lays ink on a frame: the printer's indexes are right in the parts that it marks as touched. A frame that is seen alone, or first,
// is drawn on in full. In any other, what ink covers is shown by the frame before: it is clear, and what is clear stays so.
func (p *printer) lay(f *frame, ink spans, full bool) {
	p.indexes = grown(p.indexes, len(f.indexes))
	p.touched = grown(p.touched, len(f.parts))
	clear(p.touched)
	i := 0 // of the part
	for _, s := range ink {
		if s.first {
			i = 0
		}
		if s.y < f.bounds.Min.Y || s.y >= f.bounds.Max.Y || s.left >= f.bounds.Max.X || s.right <= f.bounds.Min.X {
			continue
		}
		left, right := max(s.left, f.bounds.Min.X), min(s.right, f.bounds.Max.X)
		pixels := s.ink[4*(left-s.left):]
		row := (s.y-f.bounds.Min.Y)*f.bounds.Dx() - f.bounds.Min.X
		for from, end := row+left, row+right; from < end; {
			for f.parts[i].end <= from {
				i++
			}
			to := min(end, f.parts[i].end)
			part := pixels[:4*(to-from)]
			pixels = pixels[len(part):]
			switch {
			case full:
				p.draw(p.touch(f, i)[from:to], part)
			case !leftOut(f.indexes[from:to]):
				under := p.touch(f, i)[from:to]
				if s.opaque {
					leaveOut(under)
				} else {
					p.blend(under, part)
				}
			}
			from = to
		}
	}
}

// leftOut tells whether a frame shows nothing in these pixels.
func leftOut(indexes []uint8) bool {
	for _, index := range indexes {
		if index != clearIndex {
			return false
		}
	}
	return true
}

func leaveOut(indexes []uint8) {
	for i := range indexes {
		indexes[i] = clearIndex
	}
}

// touch returns the printer's indexes of a frame, those of part i ready to be drawn on.
func (p *printer) touch(f *frame, i int) []uint8 {
	if !p.touched[i] {
		p.touched[i] = true
		start := f.start(i)
		copy(p.indexes[start:f.parts[i].end], f.indexes[start:])
	}
	return p.indexes
}

// draw lays ink on pixels. On transparency it is opaque or nothing.
func (p *printer) draw(indexes, ink []uint8) {
	for i, under := range indexes {
		pixel := ink[4*i : 4*i+4 : 4*i+4]
		if under != clearIndex && pixel[3] < 0xff {
			indexes[i] = p.matcher.nearest(over(pixel, p.colors[under]))
		} else if c, opaque := straight(pixel); opaque {
			indexes[i] = p.matcher.nearest(c)
		}
	}
}

// blend lays ink on the pixels that are not clear.
func (p *printer) blend(indexes, ink []uint8) {
	for i, under := range indexes {
		if under != clearIndex {
			indexes[i] = p.matcher.nearest(over(ink[4*i:4*i+4:4*i+4], p.colors[under]))
		}
	}
}

// over blends a premultiplied pixel over an opaque colour.
func over(p []uint8, under rgb) rgb {
	rest := 0xff - uint32(p[3])
	blend := func(above uint8, below rgb) uint8 {
		return uint8(min(uint32(above)+(uint32(below&0xff)*rest+0x7f)/0xff, 0xff))
	}
	return rgbOf(blend(p[0], under>>16), blend(p[1], under>>8), blend(p[2], under))
}
