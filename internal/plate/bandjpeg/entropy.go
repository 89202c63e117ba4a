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

// bitWriter writes bits, most significant first.
type bitWriter struct {
	out  []byte
	bits uint64 // the last count of them are not written yet
	have uint   // that count, less than 32 between calls
}

func (w *bitWriter) reset() { *w = bitWriter{out: w.out[:0]} }

// position is how many bits have been written.
func (w *bitWriter) position() int { return 8*len(w.out) + int(w.have) }

// put appends the low length bits of v, at most 32 of them, the others being zero.
func (w *bitWriter) put(v uint32, length uint8) {
	w.bits = w.bits<<length | uint64(v)
	w.have += uint(length)
	if w.have >= 32 {
		w.have -= 32
		w.out = binary.BigEndian.AppendUint32(w.out, uint32(w.bits>>w.have))
	}
}

// finish pads the last byte with ones and returns all bytes.
func (w *bitWriter) finish() []byte {
	if pad := uint8(-w.have & 7); pad > 0 {
		w.put(1<<pad-1, pad)
	}
	for ; w.have > 0; w.have -= 8 {
		w.out = append(w.out, byte(w.bits>>(w.have-8)))
	}
	return w.out
}

// appendRow appends the bits of a row of MCUs as they are in the file: behind a restart marker unless it is the first, and with a zero after each 0xff (T.81, F.1.2.3).
func appendRow(to []byte, row int, bits []byte) []byte {
	if row > 0 {
		to = append(to, 0xff, markRST0+byte((row-1)%8))
	}
	for {
		i := bytes.IndexByte(bits, 0xff)
		if i < 0 {
			return append(to, bits...)
		}
		to = append(append(to, bits[:i+1]...), 0)
		bits = bits[i+1:]
	}
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
	bytes  []byte // as they are in the file
	bits   []byte // with some bytes more than there are bits
	starts []int  // the positions in bits where the MCUs begin, and where the last one ends
}

// at returns 32 bits.
func (r *entropyRow) at(position int) uint32 {
	return uint32(binary.BigEndian.Uint64(r.bits[position/8:]) >> (32 - position%8))
}

// writeRow writes a row of MCUs.
func (w *bitWriter) writeRow(row int, band []coefficients, nonzero []uint64, g grid, coders *[2]coder) entropyRow {
	starts := make([]int, 0, g.columns+1)
	w.reset()
	var before dcs
	for n := g.blocks(); len(band) >= n; band, nonzero = band[n:], nonzero[n:] {
		starts = append(starts, w.position())
		w.writeMCU(band[:n], nonzero[:n], &before, coders)
	}
	starts = append(starts, w.position())
	const more = 8
	bits := append(bytes.Clone(w.finish()), make([]byte, more)...)
	return entropyRow{appendRow(nil, row, bits[:len(bits)-more]), bits, starts}
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

// longestBlock is more bytes than a block may take, 64 coefficients of 16 + 11 bits, behind what is pending and before what is written over.
const longestBlock = 256

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
				w.out = binary.BigEndian.AppendUint32(w.out, uint32(pending>>(have&63)))
			}
			code := by.ac[zeros16]
			pending, have = pending<<(code.length&63)|uint64(code.bits), have+uint(code.length)
		}
		if have >= 32 {
			have -= 32
			w.out = binary.BigEndian.AppendUint32(w.out, uint32(pending>>(have&63)))
		}
		v, size := magnitude(c[columnOrder[i]&(block*block-1)])
		code := by.ac[uint8(run<<4)|size]
		pending, have = pending<<(code.length&63)|uint64(code.bits|v), have+uint(code.length)
	}
	if last < block*block-1 {
		if have >= 32 {
			have -= 32
			w.out = binary.BigEndian.AppendUint32(w.out, uint32(pending>>(have&63)))
		}
		code := by.ac[endOfBlock]
		pending, have = pending<<(code.length&63)|uint64(code.bits), have+uint(code.length)
	}
	if have >= 32 {
		have -= 32
		w.out = binary.BigEndian.AppendUint32(w.out, uint32(pending>>(have&63)))
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
