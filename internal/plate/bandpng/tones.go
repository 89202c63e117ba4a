package bandpng

import (
	"encoding/binary"
	"image"
)

// tolerance is how different from its tone the edge of ink may look, as apart measures it: no channel, premultiplied, is off by more. A rasteriser with sixteen
// samples per pixel is off by as much, and less evenly.
const tolerance = 12

// nearBits is the binary logarithm of how many near colours are remembered.
const nearBits = 12

// tones is a palette that takes in the colours of a print: what ink fills, and the tones at its edges, of which those that are nearly the same share a colour.
type tones struct {
	palette
	full bool                  // some colour found no room
	near [1 << nearBits]uint16 // indexes plus one, by hash of nearly the same colours; to be checked
}

// start begins with the colours of a plate, to which those come that fill ink.
func (t *tones) start(plate *palette, ink []*image.RGBA) {
	t.palette, t.full = *plate, false
	clear(t.near[:])
	for _, layer := range ink {
		for y := range layer.Rect.Dy() - 1 {
			width := 4 * layer.Rect.Dx()
			t.addSolid(layer.Pix[y*layer.Stride:][:width], layer.Pix[(y+1)*layer.Stride:][:width])
		}
	}
}

// addSolid adds the opaque colours that fill two pixels of a row and those below. An edge is narrower.
func (t *tones) addSolid(row, below []uint8) {
	const opaque = 0xff00_0000_ff00_0000
	var last uint32
	for len(row) >= 8 && len(below) >= 8 {
		pair := binary.LittleEndian.Uint64(row)
		if color := uint32(pair); pair&opaque == opaque && color != last && color == uint32(pair>>32) && pair == binary.LittleEndian.Uint64(below) {
			t.full = t.full || !t.add(color)
			last = color
		}
		row, below = row[8:], below[8:]
	}
}

// indexes writes the indexes of pixels.
func (t *tones) indexes(to, pixels []uint8) {
	var last uint32
	var index uint8
	for i := range to {
		if color := binary.LittleEndian.Uint32(pixels[4*i:]); color != last || i == 0 {
			index, last = t.index(color), color
		}
		to[i] = index
	}
}

// index returns the index of a colour or of one within the tolerance, which may be the colour itself, added now.
func (t *tones) index(color uint32) uint8 {
	if index, ok := t.find(color); ok {
		return index
	}
	near := &t.near[color>>2&0x3f3f3f3f*fibonacci>>(32-nearBits)]
	if *near == 0 || apart(color, t.colors[*near-1]) > tolerance {
		*near = uint16(t.nearest(color)) + 1
	}
	return uint8(*near - 1)
}

// nearest returns the index of the nearest colour within the tolerance, the first of several, or adds one.
func (t *tones) nearest(color uint32) (index int) {
	least := tolerance + 1
	green := int(color >> 8 & 0xff)
	for i, c := range t.colors[:t.n] {
		if d := int(c>>8&0xff) - green; d < least && -d < least { // which most are not
			if d := apart(color, c); d < least {
				index, least = i, d
			}
		}
	}
	if least <= tolerance {
		return index
	}
	t.full = t.full || !t.add(color)
	return t.n - 1
}

// apart is how different two colours look: the largest difference of a channel, and how much those of red, green and blue differ, as a tint shows more
// than a shade.
func apart(a, b uint32) int {
	red, green, blue := difference(a, b, 0), difference(a, b, 8), difference(a, b, 16)
	highest, lowest := max(red, green, blue), min(red, green, blue)
	return max(highest, -lowest, difference(a, b, 24), difference(b, a, 24)) + highest - lowest
}

func difference(a, b uint32, shift int) int { return int(a>>shift&0xff) - int(b>>shift&0xff) }
