package bandpng

import (
	"encoding/binary"
	"image"
	"slices"
)

// margin is what lies before and after the samples of a row, so that loops may work on eight bytes wherever a row begins and ends.
const margin = 8

// rows filters the rows of one band after another (PNG, 9). What lies left of a row and above a band is zero.
type rows struct {
	format   format
	width    int     // of a row, in bytes
	here     []uint8 // the current row between margins, of which the first is zero
	above    []uint8 // the row before it
	filtered []uint8 // the rows so far
	trial    []uint8
	tones    tones // of an indexed format
}

// filterAll filters the band of img that begins at row top, with the filters that choose gives for the current row, if it is the first or not.
func (r *rows) filterAll(img *image.RGBA, f format, top, height int, choose func(first bool) uint8) {
	r.start(f, img.Rect.Dx())
	for y := range height {
		r.load(img.Pix[(top+y)*img.Stride:])
		r.filter(choose(y == 0))
	}
}

// none leaves rows as they are.
func (r *rows) none(bool) uint8 { return filterNone }

// usual is the filter that is best for most rows of most pictures.
func (r *rows) usual(first bool) uint8 {
	if first {
		return filterSub
	}
	return filterPaeth
}

// start begins a band of rows of the given width in pixels.
func (r *rows) start(f format, width int) {
	r.format, r.width = f, width*f.color.samples()
	size := margin + r.padded()
	r.here, r.above, r.trial = sized(r.here, size), sized(r.above, size), sized(r.trial, size)
	clear(r.here)
	clear(r.above[:margin])
	r.filtered = r.filtered[:0]
}

// padded is the width in whole steps of eight bytes, and at least four more than the width.
func (r *rows) padded() int { return (r.width + 4 + 7) &^ 7 }

func sized(b []uint8, size int) []uint8 {
	if cap(b) < size {
		return make([]uint8, size)
	}
	return b[:size]
}

// load makes the premultiplied pixels the current row.
func (r *rows) load(pixels []uint8) {
	r.here, r.above = r.above, r.here
	to := r.here[margin:]
	switch r.format.color {
	case grey:
		for i := range to[:r.width] {
			to[i] = pixels[4*i]
		}
	case greyAlpha:
		for i := 0; i < r.width; i += 2 {
			c := straight(binary.LittleEndian.Uint32(pixels[2*i:]))
			to[i], to[i+1] = uint8(c), uint8(c>>24)
		}
	case indexed:
		r.tones.indexes(to[:r.width], pixels)
	case truecolor:
		// Each pixel is written with a byte too many, which the next one overwrites.
		for i, j := 0, 0; j < r.width; i, j = i+4, j+3 {
			binary.LittleEndian.PutUint32(to[j:], binary.LittleEndian.Uint32(pixels[i:]))
		}
	case truecolorAlpha:
		for i := 0; i < r.width; i += 4 {
			binary.LittleEndian.PutUint32(to[i:], straight(binary.LittleEndian.Uint32(pixels[i:])))
		}
	}
}

// straight returns the colour of a premultiplied pixel, both little-endian, with the rounding of image/color.
func straight(pixel uint32) uint32 {
	a := pixel >> 24
	if a == 0 || a == 0xff {
		return pixel
	}
	r, g, b := pixel&0xff*0xffff/a>>8, pixel>>8&0xff*0xffff/a>>8, pixel>>16&0xff*0xffff/a>>8
	return r&0xff | g&0xff<<8 | b&0xff<<16 | a<<24
}

// filter adds the current row to the band.
func (r *rows) filter(filter uint8) {
	start := len(r.filtered) + 1
	r.filtered = slices.Grow(r.filtered, 1+r.padded())[:start+r.padded()]
	r.filtered[start-1] = filter
	r.apply(r.filtered[start:], filter)
	r.filtered = r.filtered[:start+r.width]
}

// best returns the filter for the current row whose output has the least sum of absolute values (PNG, 12.7). The first row of a band does without
// the row above.
func (r *rows) best(first bool) uint8 {
	best, least := uint8(filterNone), -1
	for filter := range uint8(filters) {
		if first && filter != filterNone && filter != filterSub {
			continue
		}
		trial := r.trial[:r.padded()]
		r.apply(trial, filter)
		clear(trial[r.width:])
		if total := magnitude(trial); least < 0 || total < least {
			best, least = filter, total
		}
	}
	return best
}

// apply writes the current row to to, filtered, in whole steps of eight bytes.
func (r *rows) apply(to []uint8, filter uint8) {
	back := margin - r.format.color.samples()
	size := len(to)
	row, left := r.here[margin:][:size], r.here[back:][:size]
	above, corner := r.above[margin:][:size], r.above[back:][:size]
	switch filter {
	case filterNone:
		copy(to, row)
	case filterSub:
		subtract(to, row, left)
	case filterUp:
		subtract(to, row, above)
	case filterAverage:
		subtractMean(to, row, left, above)
	case filterPaeth:
		subtractPaeth(to, row, left, above, corner)
	}
}
