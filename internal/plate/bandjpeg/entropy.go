package bandjpeg

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// Values of AC codes that stand for no coefficient (T.81, F.1.2.2).
const (
	endOfBlock = 0x00
	zeros16    = 0xf0
)

// bitWriter writes entropy-coded bits, most significant first, with a zero byte stuffed after each 0xff.
type bitWriter struct {
	out     []byte
	stuffed int    // of the bytes of out
	bits    uint64 // the last count of them are not written yet
	have    uint   // less than 32 between calls
}

// begin starts a row of MCUs, behind its restart marker unless it is the first.
func (w *bitWriter) begin(row int) {
	*w = bitWriter{out: w.out[:0]}
	if row > 0 {
		w.out = append(w.out, 0xff, markRST0+byte((row-1)%8))
		w.stuffed = len(w.out)
	}
}

// position is how many bits have been written since the row began.
func (w *bitWriter) position() int { return 8*(len(w.out)-w.stuffed) + int(w.have) }

// put appends the low length bits of v, at most 32 of them, the others being zero.
func (w *bitWriter) put(v uint32, length uint8) {
	w.bits = w.bits<<length | uint64(v)
	w.have += uint(length)
	if w.have >= 32 {
		w.have -= 32
		w.flush(uint32(w.bits >> w.have))
	}
}

// flush appends four bytes.
func (w *bitWriter) flush(v uint32) {
	// Some byte is 0xff if adding one to each overflows out of it (Warren, Hacker's Delight, 6-1, on the complement).
	if inverted := ^v; (inverted-0x01010101)&^inverted&0x80808080 == 0 {
		w.out = binary.BigEndian.AppendUint32(w.out, v)
		return
	}
	for shift := 24; shift >= 0; shift -= 8 {
		w.byte(byte(v >> shift))
	}
}

func (w *bitWriter) byte(b byte) {
	w.out = append(w.out, b)
	if b == 0xff {
		w.out = append(w.out, 0)
		w.stuffed++
	}
}

// finish pads the last byte with ones and returns all bytes.
func (w *bitWriter) finish() []byte {
	if pad := uint8(-w.have & 7); pad > 0 {
		w.put(1<<pad-1, pad)
	}
	for ; w.have > 0; w.have -= 8 {
		w.byte(byte(w.bits >> (w.have - 8)))
	}
	return w.out
}

// splice appends the bits from one position to another of a row that was written before.
func (w *bitWriter) splice(from *entropyRow, start, end int) {
	for ; end-start >= 32; start += 32 {
		w.put(from.at(start), 32)
	}
	if rest := end - start; rest > 0 {
		w.put(from.at(start)>>(32-rest), uint8(rest))
	}
}

// entropyRow is a row of MCUs as it was written.
type entropyRow struct {
	bytes  []byte // with what is stuffed, and the restart marker
	bits   []byte // without, and with some bytes more than there are bits
	starts []int  // the positions in bits where the MCUs begin, and where the last one ends
}

// at returns 32 bits.
func (r *entropyRow) at(position int) uint32 {
	return uint32(binary.BigEndian.Uint64(r.bits[position/8:]) >> (32 - position%8))
}

// writeRow writes a row of MCUs.
func (w *bitWriter) writeRow(row int, band []coefficients, g grid, coders *[2]coder) entropyRow {
	starts := make([]int, 0, g.columns+1)
	w.begin(row)
	marker := len(w.out)
	var before dcs
	for n := g.blocks(); len(band) >= n; band = band[n:] {
		starts = append(starts, w.position())
		w.writeMCU(band[:n], &before, coders)
	}
	starts = append(starts, w.position())
	written := bytes.Clone(w.finish())
	const more = 8
	plain := append(bytes.ReplaceAll(written[marker:], []byte{0xff, 0}, []byte{0xff}), make([]byte, more)...)
	return entropyRow{written, plain, starts}
}

// dcs are the first coefficients of the last block of each component, which predict those of the next; 0 at the beginning of a row.
type dcs [components]int16

// writeMCU writes the blocks of an MCU.
func (w *bitWriter) writeMCU(mcu []coefficients, before *dcs, coders *[2]coder) {
	n := len(mcu) - 2
	for i := range mcu[:n] {
		before[0] = w.writeBlock(&mcu[i], before[0], &coders[luma])
	}
	before[1] = w.writeBlock(&mcu[n], before[1], &coders[chroma])
	before[2] = w.writeBlock(&mcu[n+1], before[2], &coders[chroma])
}

// writeBlock writes a block, whose first coefficient is predicted to be as in the one before of its component, and returns that.
func (w *bitWriter) writeBlock(c *coefficients, before int16, by *coder) int16 {
	w.writeDC(c[0]-before, &by.dc)
	w.writeAC(c, &by.ac)
	return c[0]
}

// writeDC writes a difference: the code of its size, then its bits (T.81, F.1.2.1).
func (w *bitWriter) writeDC(difference int16, codes *[256]code) {
	v, size := magnitude(difference)
	c := codes[size]
	w.put(c.bits<<size|v, c.length+size)
}

// writeAC writes the other coefficients: for each that is not zero the code of its size and of the zeros before it, then its bits (T.81, F.1.2.2).
func (w *bitWriter) writeAC(c *coefficients, codes *[256]code) {
	var run uint8
	for i := 1; i < len(c); i++ {
		for i <= len(c)-4 && c[i]|c[i+1]|c[i+2]|c[i+3] == 0 { // as most are
			run += 4
			i += 4
		}
		if i == len(c) {
			break
		}
		v := c[i]
		if v == 0 {
			run++
			continue
		}
		for ; run >= 16; run -= 16 {
			w.put(codes[zeros16].bits, codes[zeros16].length)
		}
		b, size := magnitude(v)
		code := codes[run<<4|size]
		w.put(code.bits<<size|b, code.length+size)
		run = 0
	}
	if run > 0 {
		w.put(codes[endOfBlock].bits, codes[endOfBlock].length)
	}
}

// magnitude returns the bits that stand for v, and how many they are: those of v, or for a negative one of v-1.
func magnitude(v int16) (uint32, uint8) {
	sign := int32(v) >> 31
	size := uint8(bits.Len32(uint32((int32(v) ^ sign) - sign)))
	return uint32(int32(v)+sign) & (1<<size - 1), size
}
