package bandpng

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// maxColors is how many colours a palette may have (PNG, 11.2.2).
const maxColors = 256

// paletteBits is the binary logarithm of the length of a palette's hash table: few of so few colours share a slot.
const paletteBits = 11

// palette is a set of colours with their indexes. Colours are premultiplied pixels, little-endian.
type palette struct {
	colors [maxColors]uint32
	n      int
	slots  [1 << paletteBits]uint16 // indexes plus one, by hash of the colour; 0 is an empty slot
}

// find returns the index of a colour, or false.
func (p *palette) find(color uint32) (uint8, bool) {
	index, _ := p.probe(color)
	return uint8(index - 1), index != 0
}

// probe returns what the slot of a colour holds, and that slot.
func (p *palette) probe(color uint32) (index uint16, at uint32) {
	at = color * fibonacci >> (32 - paletteBits)
	for {
		index = p.slots[at]
		if index == 0 || p.colors[index-1] == color {
			return index, at
		}
		at = (at + 1) % uint32(len(p.slots))
	}
}

// fibonacci spreads colours over a hash table (Knuth, The Art of Computer Programming 3, 6.4).
const fibonacci = 0x9e3779b1

// add adds a colour unless it is there, and tells whether there was room.
func (p *palette) add(color uint32) bool {
	index, at := p.probe(color)
	if index != 0 {
		return true
	}
	if p.n == maxColors {
		return false
	}
	p.colors[p.n] = color
	p.n++
	p.slots[at] = uint16(p.n)
	return true
}

// addAll adds the colours of pixels, and tells whether there was room.
func (p *palette) addAll(pixels []uint8) bool {
	var last uint32
	for i := 0; i < len(pixels); i += 4 {
		color := binary.LittleEndian.Uint32(pixels[i:])
		if color == last && i > 0 {
			continue
		}
		if !p.add(color) {
			return false
		}
		last = color
	}
	return true
}

// sorted returns the palette in ascending order, so that those come first that are not opaque.
func (p *palette) sorted() *palette {
	sorted := &palette{}
	for _, c := range slices.SortedFunc(slices.Values(p.colors[:p.n]), cmp.Compare[uint32]) {
		sorted.add(c)
	}
	return sorted
}

// appendChunks appends the PLTE chunk, and a tRNS chunk where there is transparency.
func (p *palette) appendChunks(to []byte) []byte {
	var chunk [3 * maxColors]byte
	colors, alphas := chunk[:0], 0
	for i, c := range p.colors[:p.n] {
		c = straight(c)
		colors = append(colors, uint8(c), uint8(c>>8), uint8(c>>16))
		if c>>24 != 0xff {
			alphas = i + 1
		}
	}
	to = appendChunk(to, "PLTE", colors)
	if alphas > 0 {
		values := chunk[:0]
		for _, c := range p.colors[:alphas] {
			values = append(values, uint8(c>>24))
		}
		to = appendChunk(to, "tRNS", values)
	}
	return to
}
