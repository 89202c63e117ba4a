package bandgif

import "slices"

// memoBits is the binary logarithm of how many answers a matcher remembers: about as many as the edges of a caption's letters have tones.
const memoBits = 13

// matcher finds the nearest colours of a palette. It remembers answers, and is not safe for concurrent use.
type matcher struct {
	palette []rgb
	sorted  [256]entry  // by their green
	above   [256]uint16 // how many entries have less green than this
	// memo has answers by a hash of the colour: the number of the palette, the colour and the index.
	memo   [1 << memoBits]uint64
	number uint32 // of the palette among those that this matcher had, from 1
}

// entry is a colour of the palette.
type entry struct {
	r, g, b int16
	index   uint8
}

// use makes palette the one to search, of 256 colours at most. If it is the same as before, its answers are still known.
func (m *matcher) use(palette []rgb) {
	if slices.Equal(m.palette, palette) {
		return
	}
	m.palette = append(m.palette[:0], palette...)
	if m.number++; m.number == 0 {
		clear(m.memo[:])
		m.number = 1
	}
	clear(m.above[:])
	for _, c := range palette {
		m.above[c>>8&0xff]++
	}
	sum := uint16(0)
	for i, n := range m.above {
		m.above[i] = sum
		sum += n
	}
	next := m.above
	for i, c := range palette {
		at := &next[c>>8&0xff]
		m.sorted[*at] = entry{int16(c >> 16), int16(c >> 8 & 0xff), int16(c & 0xff), uint8(i)}
		*at++
	}
}

// nearest returns the index of the palette's colour nearest to c, the first of several.
func (m *matcher) nearest(c rgb) uint8 {
	slot := &m.memo[(uint32(c)*0x9e3779b1)>>(32-memoBits)] // Fibonacci hashing
	if known := uint64(m.number)<<24 | uint64(c); *slot>>8 != known {
		*slot = known<<8 | uint64(m.search(c))
	}
	return uint8(*slot)
}

// search goes from the entries with c's green to both sides, as far as green alone does not put them out of question.
func (m *matcher) search(c rgb) uint8 {
	r, g, b := int(c>>16), int(c>>8&0xff), int(c&0xff)
	best, index := 1<<30, uint8(0)
	consider := func(e entry) (more bool) {
		dr, dg, db := int(e.r)-r, int(e.g)-g, int(e.b)-b
		// The eye is most sensitive to green and least to blue.
		d := 3*dr*dr + 4*dg*dg + 2*db*db
		if d < best || d == best && e.index < index {
			best, index = d, e.index
		}
		return 4*dg*dg <= best
	}
	up, down := int(m.above[g]), int(m.above[g])-1
	for up < len(m.palette) || down >= 0 {
		if up < len(m.palette) {
			if up++; !consider(m.sorted[up-1]) {
				up = len(m.palette)
			}
		}
		if down >= 0 {
			if down--; !consider(m.sorted[down+1]) {
				down = -1
			}
		}
	}
	return index
}
