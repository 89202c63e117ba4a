package bandjpeg

import (
	"encoding/binary"
	"image"
	"slices"
)

// The markers of T.81, table B.1.
const (
	markSOF0 = 0xc0
	markDHT  = 0xc4
	markRST0 = 0xd0
	markSOI  = 0xd8
	markEOI  = 0xd9
	markSOS  = 0xda
	markDQT  = 0xdb
	markDRI  = 0xdd
	markAPP0 = 0xe0
)

var endOfImage = []byte{0xff, markEOI}

// header returns all that comes before the entropy-coded data.
func header(size image.Point, g grid, tables *Tables, codes *[2]codeTables) []byte {
	h := []byte{0xff, markSOI}
	h = segment(h, markAPP0, []byte("JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"))
	frame := binary.BigEndian.AppendUint16([]byte{8}, uint16(size.Y))
	frame = binary.BigEndian.AppendUint16(frame, uint16(size.X))
	frame = append(frame, components)
	var quant []byte
	for i := range tables {
		id := slices.Index(tables[:], tables[i]) // components may share one
		if id == i {
			quant = append(append(quant, byte(id)), tables[i][:]...)
		}
		sampling := byte(0x11)
		if i == 0 {
			sampling = byte(g.across<<4 | g.down)
		}
		frame = append(frame, byte(i+1), sampling, byte(id))
	}
	h = segment(h, markDQT, quant)
	h = segment(h, markSOF0, frame)
	var huffman []byte
	for i := range codes {
		huffman = appendTable(huffman, byte(i), codes[i].dc)
		huffman = appendTable(huffman, 0x10|byte(i), codes[i].ac)
	}
	h = segment(h, markDHT, huffman)
	h = segment(h, markDRI, binary.BigEndian.AppendUint16(nil, uint16(g.columns)))
	return segment(h, markSOS, []byte{components, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0})
}

func segment(h []byte, marker byte, body []byte) []byte {
	h = append(h, 0xff, marker)
	h = binary.BigEndian.AppendUint16(h, uint16(len(body)+2))
	return append(h, body...)
}

func appendTable(to []byte, class byte, h *huffman) []byte {
	return append(append(append(to, class), h.counts[:]...), h.values...)
}
