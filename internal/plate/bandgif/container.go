package bandgif

import "encoding/binary"

// The blocks of a GIF (sections 18 to 27 of the specification, and Netscape's extension for looping).
const (
	paletteOf256 = 0x80 | 7 // a palette follows
	trailer      = 0x3b
)

// Disposal methods, in their bits.
const (
	disposeNot          = 1 << 2
	disposeToBackground = 2 << 2
)

// appendHeader appends what comes before the frames.
func (g *Picture) appendHeader(to []byte, palette []rgb) []byte {
	to = append(to, "GIF89a"...)
	to = append16(to, g.size.X, g.size.Y)
	const colorResolution = 7 << 4
	to = append(to, paletteOf256|colorResolution, 0, 0)
	to = appendPalette(to, palette)
	if len(g.frames) > 1 && g.loops >= 0 {
		to = append(to, "\x21\xff\x0bNETSCAPE2.0\x03\x01"...)
		to = append16(to, g.loops)
		to = append(to, 0)
	}
	return to
}

var black [3 * 256]byte

// appendPalette appends the colours, and black up to 256.
func appendPalette(to []byte, palette []rgb) []byte {
	for _, c := range palette {
		to = append(to, byte(c>>16), byte(c>>8), byte(c))
	}
	return append(to, black[3*len(palette):]...)
}

// appendFrame appends a frame with the printer's stream.
func (p *printer) appendFrame(to []byte, f *frame) []byte {
	const transparent = 1
	flags := byte(disposeNot | transparent)
	if f.whole {
		flags = disposeToBackground | transparent
	}
	to = append(to, 0x21, 0xf9, 4, flags)
	to = append16(to, f.delay)
	to = append(to, clearIndex, 0)
	to = append(to, 0x2c)
	to = append16(to, f.bounds.Min.X, f.bounds.Min.Y, f.bounds.Dx(), f.bounds.Dy())
	if f.palette == 0 {
		to = append(to, 0)
	} else {
		to = append(to, paletteOf256)
		to = appendPalette(to, p.colors)
	}
	to = append(to, litWidth)
	p.bytes = p.stream.appendBytes(p.bytes[:0])
	return appendBlocks(to, p.bytes[:(p.stream.length+7)/8])
}

// appendBlocks appends data in sub-blocks: up to 255 bytes behind a byte of their number, and 0 at the end.
func appendBlocks(to, data []byte) []byte {
	for len(data) > 0 {
		n := min(len(data), 255)
		to = append(append(to, byte(n)), data[:n]...)
		data = data[n:]
	}
	return append(to, 0)
}

func append16(to []byte, values ...int) []byte {
	for _, v := range values {
		to = binary.LittleEndian.AppendUint16(to, uint16(v))
	}
	return to
}
