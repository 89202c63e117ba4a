package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"slices"
	"testing"
)

// segmentAt is where the nth segment with a marker begins in a JPEG.
func segmentAt(t *testing.T, data []byte, marker byte, n int) int {
	t.Helper()
	at := 0
	for range n {
		next := bytes.Index(data[at+1:], []byte{0xff, marker})
		if next < 0 {
			t.Fatalf("there is no segment %x", marker)
		}
		at += 1 + next
	}
	return at
}

// inserted returns data with a segment before the position.
func inserted(data []byte, at int, marker byte, body []byte) []byte {
	head := binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(body)+2))
	return slices.Concat(data[:at], head, body, data[at:])
}

func TestJPEGsThatCanBeKept(t *testing.T) {
	plain := encodeJPEG(t, opaqueNoise(37, 21))
	const dqt, sof, sos = 0xdb, 0xc0, 0xda
	table := append([]byte{0}, bytes.Repeat([]byte{7}, 64)...)
	zero := append([]byte{0}, make([]byte, 64)...)
	deep := append([]byte{0x10}, bytes.Repeat([]byte{0, 7}, 64)...)
	for _, test := range []struct {
		name string
		data []byte
		want bool
	}{
		{"baseline", plain, true},
		{"4:4:4", goTestData(t, "video-001.q50.444.jpeg"), true},
		{"4:1:0", goTestData(t, "video-001.q50.410.jpeg"), true},
		{"progressive", goTestData(t, "video-001.progressive.jpeg"), true},
		{"restart intervals", goTestData(t, "video-001.restart2.jpeg"), true},
		{"grey", goTestData(t, "video-005.gray.jpeg"), true},
		{"RGB", goTestData(t, "video-001.rgb.jpeg"), false},
		{"CMYK", goTestData(t, "video-001.cmyk.jpeg"), false},
		{"PNG", encodePNG(t, opaqueNoise(37, 21)), false},
		{"upright by EXIF", withJPEGExif(plain, tiff(binary.BigEndian, 1)), true},
		{"turned by EXIF", withJPEGExif(plain, tiff(binary.BigEndian, 6)), false},
		{"mirrored by EXIF", withJPEGExif(plain, tiff(binary.BigEndian, 2)), false},
		{"a table defined twice", inserted(plain, segmentAt(t, plain, sof, 1), dqt, table), true},
		{"a table after the scan", inserted(plain, len(plain)-2, dqt, table), false},
		{"steps of 16 bits", inserted(plain, segmentAt(t, plain, sos, 1), dqt, deep), false},
		{"steps of 0", inserted(plain, segmentAt(t, plain, sos, 1), dqt, zero), false},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := mustDecode(t, test.data)
			if got := p.JPEG != nil; got != test.want {
				t.Fatalf("kept: %t, want %t", got, test.want)
			}
			if p.JPEG == nil {
				return
			}
			if p.JPEG.Samples.Bounds() != p.Bounds() {
				t.Errorf("samples of %v, want %v", p.JPEG.Samples.Bounds(), p.Bounds())
			}
			resized, err := p.Resize(t.Context(), 10, 10)
			if err != nil || resized.JPEG != nil {
				t.Errorf("after resizing, it is still %v (%v)", resized.JPEG, err)
			}
		})
	}
}

func TestQuantisationTables(t *testing.T) {
	plain := encodeJPEG(t, opaqueNoise(37, 21))
	at := segmentAt(t, plain, 0xdb, 1) + 4 // image/jpeg writes both tables into one segment
	luma, chroma := [64]uint8(plain[at+1:]), [64]uint8(plain[at+1+64+1:])
	if got := mustDecode(t, plain).JPEG.Quantisation; got != [3][64]uint8{luma, chroma, chroma} {
		t.Errorf("the tables are %v", got)
	}
	grey := encodeJPEG(t, &image.Gray{Pix: opaqueNoise(40, 30).Pix, Stride: 40, Rect: image.Rect(0, 0, 40, 30)})
	if got := mustDecode(t, grey).JPEG.Quantisation; got != [3][64]uint8{luma, luma, luma} {
		t.Errorf("the tables of a grey picture are %v", got)
	}
	last := [64]uint8(bytes.Repeat([]byte{7}, 64))
	again := inserted(plain, segmentAt(t, plain, 0xc0, 1), 0xdb, append([]byte{1}, last[:]...))
	if got := mustDecode(t, again).JPEG.Quantisation; got != [3][64]uint8{luma, last, last} {
		t.Errorf("after a second definition, the tables are %v", got)
	}
}

// TestSamplesGoOnToWholeMCUs is what keeping the coefficients of blocks at the edges relies on.
func TestSamplesGoOnToWholeMCUs(t *testing.T) {
	for _, size := range []image.Point{{1, 1}, {16, 16}, {17, 15}, {37, 21}} {
		ycc := mustDecode(t, encodeJPEG(t, opaqueNoise(size.X, size.Y))).JPEG.Samples.(*image.YCbCr)
		columns, rows := (size.X+15)/16, (size.Y+15)/16
		if ycc.YStride != 16*columns || len(ycc.Y) != 16*16*columns*rows || ycc.CStride != 8*columns || len(ycc.Cr) != 8*8*columns*rows {
			t.Errorf("%v: strides %d and %d, %d and %d samples", size, ycc.YStride, ycc.CStride, len(ycc.Y), len(ycc.Cr))
		}
	}
}

func FuzzQuantisation(f *testing.F) {
	f.Add([]byte("\xff\xd8\xff\xdb\x00\x03\x00\xff\xda\x00\x02"))
	f.Add(encodeJPEG(f, opaqueNoise(9, 9)))
	f.Add(goTestData(f, "video-001.progressive.jpeg"))
	f.Fuzz(func(t *testing.T, data []byte) {
		tables, ok := quantisation(data)
		if !ok {
			return
		}
		for _, table := range tables {
			if slices.Contains(table[:], 0) {
				t.Fatal("a step is 0")
			}
		}
	})
}
