package bandpng

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// maxColors is how many colours a palette may have (PNG, 11.2.2).
const maxColors = 256

// paletteBits is the binary logarithm of the length of a palette's hash table: few of so few colours share a slot.
const paletteBits = 12

// palette is a set of colours with their indexes. Colours are premultiplied pixels, little-endian.
type palette struct {
	colors []uint32
	slots  [1 << paletteBits]struct {
		color uint32
		index uint16 // plus one; 0 is an empty slot
	}
}

// add adds a colour, unless it is there or there are too many already, and returns its index, or false.
func (p *palette) add(color uint32) (uint8, bool) {
	at := color * 0x9e3779b1 >> (32 - paletteBits) // Fibonacci hashing
	for p.slots[at].index != 0 {
		if p.slots[at].color == color {
			return uint8(p.slots[at].index - 1), true
		}
		at = (at + 1) % uint32(len(p.slots))
	}
	if len(p.colors) == maxColors {
		return 0, false
	}
	p.colors = append(p.colors, color)
	p.slots[at].color, p.slots[at].index = color, uint16(len(p.colors))
	return uint8(len(p.colors) - 1), true
}

// addAll adds the colours of pixels, and tells whether there was room.
func (p *palette) addAll(pixels []uint8) bool {
	var last uint32
	for i := 0; i < len(pixels); i += 4 {
		color := binary.LittleEndian.Uint32(pixels[i:])
		if color == last && i > 0 {
			continue
		}
		if _, ok := p.add(color); !ok {
			return false
		}
		last = color
	}
	return true
}

// sorted returns the palette in ascending order, so that those come first that are not opaque.
func (p *palette) sorted() *palette {
	sorted := &palette{}
	for _, c := range slices.SortedFunc(slices.Values(p.colors), cmp.Compare[uint32]) {
		sorted.add(c)
	}
	return sorted
}

// indexes writes the indexes of pixels whose colours the palette has.
func (p *palette) indexes(to, pixels []uint8) {
	var last uint32
	var index uint8
	for i := range to {
		if color := binary.LittleEndian.Uint32(pixels[4*i:]); color != last || i == 0 {
			index, _ = p.add(color)
			last = color
		}
		to[i] = index
	}
}

// appendChunks appends the PLTE chunk, and a tRNS chunk where there is transparency.
func (p *palette) appendChunks(to []byte) []byte {
	var colors, alphas []byte
	for _, c := range p.colors {
		c = straight(c)
		colors = append(colors, uint8(c), uint8(c>>8), uint8(c>>16))
		if a := uint8(c >> 24); a != 0xff {
			alphas = append(alphas, a)
		}
	}
	to = appendChunk(to, "PLTE", colors)
	if len(alphas) > 0 {
		to = appendChunk(to, "tRNS", alphas)
	}
	return to
}
