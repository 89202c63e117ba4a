package bandgif

import (
	"bytes"
	"compress/lzw"
	"io"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// drawPixels has runs, repetitions and noise.
func drawPixels(t *rapid.T) []uint8 {
	var pixels []uint8
	for range rapid.IntRange(1, 8).Draw(t, "stretches") {
		unit := rapid.SliceOfN(rapid.Byte(), 1, 40).Draw(t, "pixels")
		pixels = append(pixels, bytes.Repeat(unit, rapid.IntRange(1, 3000/len(unit)).Draw(t, "times"))...)
	}
	return pixels
}

// unpacked decodes a stream by the standard library.
func unpacked(t testing.TB, stream bitString) []uint8 {
	t.Helper()
	r := lzw.NewReader(bytes.NewReader(stream.appendBytes(nil)[:(stream.length+7)/8]), lzw.LSB, litWidth)
	pixels, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return pixels
}

func TestEncoderAgreesWithTheStandardLibrary(t *testing.T) {
	e := new(encoder)
	rapid.Check(t, func(t *rapid.T) {
		pixels := drawPixels(t)
		var want bytes.Buffer
		w := lzw.NewWriter(&want, lzw.LSB, litWidth)
		_, _ = w.Write(pixels)
		_ = w.Close()
		e.empty()
		e.steer(clearCode)
		e.encode(pixels, endCode)
		got := e.written()
		if data := got.appendBytes(nil)[:(got.length+7)/8]; !bytes.Equal(data, want.Bytes()) {
			t.Fatalf("%d bytes, want %d, and the same", len(data), want.Len())
		}
	})
}

func TestFramesAreTheirSegmentsAndTheirParts(t *testing.T) {
	e := new(encoder)
	rapid.Check(t, func(r *rapid.T) {
		f := &frame{indexes: drawPixels(r)}
		if err := f.encode(t.Context(), e); err != nil {
			r.Fatal(err)
		}
		touched := rapid.SliceOfN(rapid.Bool(), len(f.parts), len(f.parts)).Draw(r, "touched")
		p := &printer{touched: touched, indexes: f.indexes}
		if err := p.join(t.Context(), f); err != nil {
			r.Fatal(err)
		}
		if !bytes.Equal(unpacked(t, p.stream), f.indexes) {
			r.Fatal("the stream has other pixels")
		}
		for i := range f.parts {
			if size := f.start(i+1) - f.start(i); size >= 2*partSize {
				r.Fatalf("part %d has %d pixels", i, size)
			}
		}
	})
}

func TestDecode(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pixels := drawPixels(t)
		width := rapid.IntRange(2, 8).Draw(t, "width")
		for i := range pixels {
			pixels[i] &= 1<<width - 1
		}
		var stream bytes.Buffer
		w := lzw.NewWriter(&stream, lzw.LSB, width)
		_, _ = w.Write(pixels)
		_ = w.Close()
		size := rapid.IntRange(1, len(pixels)).Draw(t, "size")
		got, pieces := decode(stream.Bytes(), uint(width), size)
		if !bytes.Equal(got, pixels[:size]) {
			t.Fatal("other pixels")
		}
		if size == len(pixels) && (len(pieces) == 0 || pieces[len(pieces)-1].end != size) {
			t.Fatalf("the %d pieces do not end with the pixels", len(pieces))
		}
		if got, _ := decode(stream.Bytes(), uint(width), len(pixels)+1); got != nil {
			t.Fatal("there is a pixel too many")
		}
	})
}

func TestRestlessStreamsAreNotKept(t *testing.T) {
	const size = 5000
	var w codeWriter
	w.empty()
	for i := range size {
		w.steer(clearCode)
		w.restart(litWidth)
		w.write(uint32(i % 256))
	}
	w.steer(endCode)
	stream := w.written()
	pixels, pieces := decode(stream.appendBytes(nil), litWidth, size)
	if len(pixels) != size || pieces != nil {
		t.Errorf("%d pixels in %d pieces", len(pixels), len(pieces))
	}
}

// FuzzDecode takes streams of any kind apart, and puts those that are sound together again.
func FuzzDecode(f *testing.F) {
	f.Add([]byte{0x04, 0x0a}, uint8(2), uint16(2))
	f.Add([]byte{0x00, 0x03, 0x0c, 0x20, 0x20}, uint8(8), uint16(9))
	f.Add(bytes.Repeat([]byte{0x00, 0x01}, 20), uint8(8), uint16(9))
	f.Fuzz(func(t *testing.T, stream []byte, width uint8, size uint16) {
		width = width%7 + 2
		want := make([]byte, int(size)+1)
		_, err := io.ReadFull(lzw.NewReader(bytes.NewReader(stream), lzw.LSB, int(width)), want)
		got, pieces := decode(stream, uint(width), int(size)+1)
		if err == nil && !bytes.Equal(got, want) {
			t.Fatal("the standard library reads other pixels")
		}
		if width != litWidth || pieces == nil {
			return
		}
		fr := &frame{indexes: slices.Clone(got)}
		index := identity()
		if err := fr.keep(t.Context(), new(encoder), pieces, &index); err != nil {
			t.Fatal(err)
		}
		p := &printer{touched: make([]bool, len(fr.parts))}
		if err := p.join(t.Context(), fr); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(unpacked(t, p.stream), got) {
			t.Fatal("the kept stream has other pixels")
		}
	})
}

func identity() (index [256]uint8) {
	for i := range index {
		index[i] = uint8(i)
	}
	return index
}

func TestBitStrings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var whole bitString
		var want []bool
		for range rapid.IntRange(0, 20).Draw(t, "strings") {
			bits := rapid.SliceOfN(rapid.Bool(), 0, 200).Draw(t, "bits")
			whole.add(stringOf(bits))
			want = append(want, bits...)
		}
		if got := stringOf(want); whole.length != got.length || !slices.Equal(whole.words, got.words) {
			t.Fatalf("%d bits %x, want %d bits %x", whole.length, whole.words, got.length, got.words)
		}
	})
}

func stringOf(bits []bool) bitString {
	s := bitString{words: make([]uint64, (len(bits)+63)/64), length: len(bits)}
	for i, bit := range bits {
		if bit {
			s.words[i/64] |= 1 << (i % 64)
		}
	}
	return s
}
