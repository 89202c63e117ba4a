package bandjpeg

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"slices"
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
func (w *bitWriter) writeRow(row int, band []coefficients, nonzero []uint64, g grid, coders *[2]coder) entropyRow {
	starts := make([]int, 0, g.columns+1)
	w.begin(row)
	marker := len(w.out)
	var before dcs
	for n := g.blocks(); len(band) >= n; band, nonzero = band[n:], nonzero[n:] {
		starts = append(starts, w.position())
		w.writeMCU(band[:n], nonzero[:n], &before, coders)
	}
	starts = append(starts, w.position())
	written := bytes.Clone(w.finish())
	const more = 8
	plain := append(bytes.ReplaceAll(written[marker:], []byte{0xff, 0}, []byte{0xff}), make([]byte, more)...)
	return entropyRow{written, plain, starts}
}

// dcs are the first coefficients of the last block of each component, which predict those of the next; 0 at the beginning of a row.
type dcs [components]int16

// writeMCU writes the blocks of an MCU, given which of their coefficients are not zero.
func (w *bitWriter) writeMCU(mcu []coefficients, nonzero []uint64, before *dcs, coders *[2]coder) {
	n := len(mcu) - 2
	nonzero = nonzero[:len(mcu)]
	for i := range mcu[:n] {
		w.writeBlock(&mcu[i], nonzero[i], before[0], &coders[luma])
		before[0] = mcu[i][0]
	}
	for i := range mcu[n:] {
		w.writeBlock(&mcu[n+i], nonzero[n+i], before[1+i], &coders[chroma])
		before[1+i] = mcu[n+i][0]
	}
}

// longestBlock is more bytes than a block may take: 64 coefficients of 16 + 11 bits, and a byte stuffed after each.
const longestBlock = 512

// writeBlock writes a block: the difference of its first coefficient from the one before of its component, and the other coefficients that are not zero, each
// behind the code of its size and of the zeros before it (T.81, F.1.2).
func (w *bitWriter) writeBlock(c *coefficients, nonzero uint64, before int16, by *coder) {
	if cap(w.out)-len(w.out) < longestBlock {
		w.out = slices.Grow(w.out, longestBlock)
	}
	if w.writeVector(c, nonzero, before, by) {
		return
	}
	// What put does, with all in registers.
	pending, have := w.bits, w.have
	v, size := magnitude(c[0] - before)
	code := by.dc[size]
	pending, have = pending<<(code.length&63)|uint64(code.bits|v), have+uint(code.length)
	last := 0
	for rest := nonzero &^ 1; rest != 0; rest &= rest - 1 {
		i := bits.TrailingZeros64(rest) & (block*block - 1)
		run := i - last - 1
		last = i
		for ; run >= 16; run -= 16 {
			if have >= 32 {
				have -= 32
				w.flush(uint32(pending >> (have & 63)))
			}
			code := by.ac[zeros16]
			pending, have = pending<<(code.length&63)|uint64(code.bits), have+uint(code.length)
		}
		if have >= 32 {
			have -= 32
			w.flush(uint32(pending >> (have & 63)))
		}
		v, size := magnitude(c[columnOrder[i]&(block*block-1)])
		code := by.ac[uint8(run<<4)|size]
		pending, have = pending<<(code.length&63)|uint64(code.bits|v), have+uint(code.length)
	}
	if last < block*block-1 {
		if have >= 32 {
			have -= 32
			w.flush(uint32(pending >> (have & 63)))
		}
		code := by.ac[endOfBlock]
		pending, have = pending<<(code.length&63)|uint64(code.bits), have+uint(code.length)
	}
	if have >= 32 {
		have -= 32
		w.flush(uint32(pending >> (have & 63)))
	}
	w.bits, w.have = pending, have
}

// nonzero tells which coefficients are not zero, the first of the file in the lowest bit.
func (c *coefficients) nonzero() (mask uint64) {
	for i, v := range c {
		if v != 0 {
			mask |= 1 << i
		}
	}
	return inFileOrder(mask)
}

// magnitude returns the bits that stand for v, and how many they are: those of v, or for a negative one of v-1.
func magnitude(v int16) (uint32, uint8) {
	sign := int32(v) >> 31
	size := uint8(bits.Len32(uint32((int32(v) ^ sign) - sign)))
	return uint32(int32(v)+sign) & (1<<(size&31) - 1), size
}
