package plate

import (
	"bytes"
	"fmt"
	"image"
	"math/bits"

	"github.com/HugoSmits86/nativewebp"
	"golang.org/x/image/webp"
)

// losslessChunk returns img as a VP8L chunk, the picture in a WebP file.
//
// The library bounds the length of Huffman codes by a rule of thumb. Where that fails, which some pictures of few and small steps
// make it, the library panics or writes what no decoder reads; a few black pixels make it panic as well. So what it wrote is
// read again, which costs about an eighth of the writing, and a picture that did not survive is stored uncompressed.
func losslessChunk(img *image.RGBA) ([]byte, error) {
	const maxSide = 1 << 14 // the format has 14 bits for it
	if img.Rect.Dx() > maxSide || img.Rect.Dy() > maxSide {
		return nil, fmt.Errorf("plate: %d × %d pixels are too large for a WebP, a side may have %d", img.Rect.Dx(), img.Rect.Dy(), maxSide)
	}
	want := straighten(img)
	if chunk, ok := compress(img, want); ok {
		return chunk, nil
	}
	var chunk bytes.Buffer
	writeChunk(&chunk, "VP8L", store(want))
	return chunk.Bytes(), nil
}

// straighten divides the colours by their alpha, with the rounding of image/color.
func straighten(img *image.RGBA) *image.NRGBA {
	straight := image.NewNRGBA(img.Rect)
	copy(straight.Pix, img.Pix)
	for i := 0; i < len(img.Pix); i += 4 {
		p := straight.Pix[i : i+4 : i+4]
		if a := uint32(p[3]); a != 0 && a != 0xff {
			for c, v := range p[:3] {
				p[c] = uint8(uint32(v) * 0xffff / a >> 8)
			}
		}
	}
	return straight
}

// compress returns the chunk that the library makes of img, and whether that reads as wanted.
func compress(img *image.RGBA, want *image.NRGBA) (chunk []byte, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	var file bytes.Buffer
	if nativewebp.Encode(&file, img, nil) != nil {
		return nil, false
	}
	read, err := webp.Decode(bytes.NewReader(file.Bytes()))
	if err != nil {
		return nil, false
	}
	got, ok := read.(*image.NRGBA)
	return file.Bytes()[riffHeader:], ok && bytes.Equal(got.Pix, want.Pix)
}

// store returns img as a VP8L stream without transforms, in which the prefix code of every byte is the byte itself; see
// developers.google.com/speed/webp/docs/webp_lossless_bitstream_specification.
func store(img *image.NRGBA) []byte {
	w := bitWriter{bytes: make([]byte, 0, len(img.Pix)+256)}
	w.write(0x2f, 8) // signature
	w.write(uint64(img.Rect.Dx()-1), 14)
	w.write(uint64(img.Rect.Dy()-1), 14)
	w.write(1, 1) // alpha may be used
	w.write(0, 3) // version
	w.write(0, 3) // no transform, no colour cache, no meta prefix codes
	w.writeByteCode()
	const lengths = 24 // symbols of the green alphabet that stand for repetitions
	w.write(0, lengths)
	for range 3 { // red, blue, alpha
		w.writeByteCode()
	}
	w.write(0b0001, 4) // of distances, one symbol, which is 0
	for i := 0; i < len(img.Pix); i += 4 {
		p := img.Pix[i : i+4 : i+4]
		for _, v := range [4]uint8{p[1], p[0], p[2], p[3]} {
			w.write(uint64(bits.Reverse8(v)), 8) // codes begin with their highest bit
		}
	}
	w.write(0, 7) // to the end of a byte
	return w.bytes
}

// bitWriter packs numbers, their lowest bits first.
type bitWriter struct {
	bytes   []byte
	pending uint64
	count   int // of pending bits, less than 8 between writes
}

// write adds the n lowest bits of v, at most 32, which has no others.
func (w *bitWriter) write(v uint64, n int) {
	w.pending |= v << w.count
	w.count += n
	for w.count >= 8 {
		w.bytes = append(w.bytes, byte(w.pending))
		w.pending >>= 8
		w.count -= 8
	}
}

// writeByteCode says that the codes of the symbols 0 to 255 have eight bits each. A length of 8 is itself written as a bit 1, and
// one of 0 as a bit 0.
func (w *bitWriter) writeByteCode() {
	w.write(0, 1)    // the code is not one of the simple ones
	w.write(12-4, 4) // 12 code lengths follow, in the order of the specification
	for _, length := range [12]int{17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8} {
		if length == 0 || length == 8 {
			w.write(1, 3)
		} else {
			w.write(0, 3)
		}
	}
	w.write(0, 1) // lengths of all symbols follow
	for range 256 / 32 {
		w.write(1<<32-1, 32)
	}
}
