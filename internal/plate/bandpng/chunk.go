package bandpng

import (
	"encoding/binary"
	"hash/crc32"
	"image"
)

// signature begins every PNG.
const signature = "\x89PNG\r\n\x1a\n"

// appendHeader appends all that comes before the bands: the signature, the IHDR chunk, the palette p of an indexed picture, and a first IDAT chunk with nothing
// but the header of the zlib stream.
func appendHeader(to []byte, size image.Point, color colorType, p *palette) []byte {
	to = append(to, signature...)
	var ihdr [13]byte
	binary.BigEndian.PutUint32(ihdr[0:], uint32(size.X))
	binary.BigEndian.PutUint32(ihdr[4:], uint32(size.Y))
	ihdr[8], ihdr[9] = 8, byte(color) // bits per sample
	to = appendChunk(to, "IHDR", ihdr[:])
	if color == indexed {
		to = p.appendChunks(to)
	}
	return appendChunk(to, "IDAT", []byte{0x78, 0xda})
}

// appendTrailer appends what ends the stream, an empty last block and the checksum, and the IEND chunk.
func appendTrailer(to []byte, sum uint32) []byte {
	end := [6]byte{0x03, 0x00}
	binary.BigEndian.PutUint32(end[2:], sum)
	return appendChunk(appendChunk(to, "IDAT", end[:]), "IEND", nil)
}

func appendChunk(to []byte, name string, body []byte) []byte {
	to = binary.BigEndian.AppendUint32(to, uint32(len(body)))
	start := len(to)
	to = append(append(to, name...), body...)
	return binary.BigEndian.AppendUint32(to, crc32.ChecksumIEEE(to[start:]))
}

// combine returns the Adler-32 of two pieces of data, one after the other, of which the second has size bytes (as zlib's adler32_combine).
func combine(first, second uint32, size int) uint32 {
	const base = 65521
	n := uint32(size % base)
	a1, b1, a2, b2 := first&0xffff, first>>16, second&0xffff, second>>16
	a := (a1 + a2 + base - 1) % base
	b := (n*a1%base + b1 + b2 + base - n) % base
	return b<<16 | a
}
