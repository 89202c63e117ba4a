package bandpng

import (
	"encoding/binary"
	"hash/crc32"
	"image"
)

// signature begins every PNG.
const signature = "\x89PNG\r\n\x1a\n"

// header returns all that comes before the bands: the signature, the IHDR chunk, the palette of a picture that has one, and a first IDAT chunk with nothing
// but the header of the zlib stream.
func header(size image.Point, f format) []byte {
	h := []byte(signature)
	ihdr := binary.BigEndian.AppendUint32(nil, uint32(size.X))
	ihdr = binary.BigEndian.AppendUint32(ihdr, uint32(size.Y))
	h = appendChunk(h, "IHDR", append(ihdr, 8, byte(f.color), 0, 0, 0))
	if f.color == indexed {
		h = f.palette.appendChunks(h)
	}
	return appendChunk(h, "IDAT", []byte{0x78, 0xda})
}

// trailer returns what ends the stream, an empty last block and the checksum, and the IEND chunk.
func trailer(sum uint32) []byte {
	t := appendChunk(nil, "IDAT", binary.BigEndian.AppendUint32([]byte{0x03, 0x00}, sum))
	return appendChunk(t, "IEND", nil)
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
