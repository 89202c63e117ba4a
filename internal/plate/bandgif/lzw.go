package bandgif

import (
	"encoding/binary"
	"math/bits"
)

// The LZW of GIF (appendix F of the specification): codes from litWidth + 1 to 12 bits, lowest bits first, which stand for a pixel, for the two that
// steer, or for a string that occurred since the last clear code. What is written has pixels of 8 bits.
const (
	litWidth  = 8
	clearCode = 1 << litWidth
	endCode   = clearCode + 1
	maxWidth  = 12
	maxCodes  = 1 << maxWidth
	// fullAt is the code that is not given to a string any more: a clear code comes first, as image/gif does it.
	fullAt = maxCodes - 1
)

// numbering knows how wide the next code is, and which one the string gets that it completes.
type numbering struct {
	width uint
	next  uint32
}

// restart is what a clear code does, given the width of pixels.
func (n *numbering) restart(litWidth uint) { n.width, n.next = litWidth+1, 1<<litWidth+1 }

// step counts a code of pixels.
func (n *numbering) step() {
	if n.next++; n.next == 1<<n.width && n.width < maxWidth {
		n.width++
	}
}

// codeWriter writes codes, each as wide as a decoder expects it after those before.
type codeWriter struct {
	numbering
	words   []uint64
	pending uint64
	count   uint // of pending bits, less than 64
}

// empty makes the writer forget what it wrote.
func (w *codeWriter) empty() {
	w.words, w.pending, w.count = w.words[:0], 0, 0
	w.restart(litWidth)
}

// write writes the code of pixels.
func (w *codeWriter) write(code uint32) {
	w.steer(code)
	w.step()
}

// steer writes a clear code or an end code.
func (w *codeWriter) steer(code uint32) {
	w.pending |= uint64(code) << (w.count & 63)
	w.count += w.width
	if w.count >= 64 {
		w.words = append(w.words, w.pending)
		w.count -= 64
		w.pending = uint64(code) >> ((w.width - w.count) & 63)
	}
}

// written is all that was written since empty. It is the writer's until the next.
func (w *codeWriter) written() bitString {
	length := len(w.words)*64 + int(w.count)
	if w.count > 0 {
		return bitString{append(w.words, w.pending), length}
	}
	return bitString{w.words, length}
}

// encoder compresses pixels.
type encoder struct {
	codeWriter
	// strings are the known ones, hashed: the code of all but the last pixel, that pixel, and their own code, which is never 0.
	strings [1 << hashBits]uint32
	// runs has, for each index, the codes of two and more pixels with it. To find those at once saves most of the work in what is plain or left out.
	runs [256][]uint16
}

// hashBits makes room for four times as many strings as there can be.
const hashBits = 14

// encode writes the codes of pixels, of which there is at least one, and then the code that ends them.
func (e *encoder) encode(pixels []uint8, end uint32) {
	for {
		pixels = pixels[e.fill(pixels):]
		if len(pixels) == 0 {
			e.steer(end)
			return
		}
		e.steer(clearCode)
	}
}

// fill writes the codes of the first pixels behind a clear code, until all are written or all codes given to strings. It returns how many
// pixels that are.
func (e *encoder) fill(pixels []uint8) int {
	e.forget()
	code, i := e.begin(pixels, 0)
	for i < len(pixels) {
		pixel := pixels[i]
		key := code<<litWidth | uint32(pixel)
		slot := (code<<2 ^ uint32(pixel)*0x9e5) & (1<<hashBits - 1)
		known := e.strings[slot]
		for known>>maxWidth != key && known != 0 {
			slot = (slot + 1) & (1<<hashBits - 1)
			known = e.strings[slot]
		}
		if known != 0 {
			code = known & (maxCodes - 1)
			i++
			continue
		}
		e.write(code)
		if e.next == fullAt {
			return i
		}
		e.strings[slot] = key<<maxWidth | e.next
		if code == e.longest(pixel) {
			e.runs[pixel] = append(e.runs[pixel], uint16(e.next))
		}
		code, i = e.begin(pixels, i)
	}
	e.write(code)
	return len(pixels)
}

// forget is what a clear code does.
func (e *encoder) forget() {
	clear(e.strings[:])
	for i := range e.runs {
		e.runs[i] = e.runs[i][:0]
	}
	e.restart(litWidth)
}

// longest returns the code of the longest known run of pixels with an index.
func (e *encoder) longest(pixel uint8) uint32 {
	if n := len(e.runs[pixel]); n > 0 {
		return uint32(e.runs[pixel][n-1])
	}
	return uint32(pixel)
}

// begin returns the code of the pixel at i, or of the longest known run from there, and where that ends.
func (e *encoder) begin(pixels []uint8, i int) (code uint32, end int) {
	pixel := pixels[i]
	runs := e.runs[pixel]
	if len(runs) == 0 {
		return uint32(pixel), i + 1
	}
	rest := pixels[i+1 : min(len(pixels), i+1+len(runs))]
	n := run(rest, pixel)
	if n == 0 {
		return uint32(pixel), i + 1
	}
	return uint32(runs[n-1]), i + 1 + n
}

// run returns how many pixels at the start of pixels have this index.
func run(pixels []uint8, index uint8) (n int) {
	all := uint64(index) * 0x0101010101010101
	for ; n+8 <= len(pixels); n += 8 {
		if different := binary.LittleEndian.Uint64(pixels[n:]) ^ all; different != 0 {
			return n + bits.TrailingZeros64(different)/8
		}
	}
	for n < len(pixels) && pixels[n] == index {
		n++
	}
	return n
}
