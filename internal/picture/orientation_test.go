package picture

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"slices"
	"testing"
)

// uprights are how a stored picture of pixels
//
//	A B C
//	D E F
//
// is shown under each orientation, as the EXIF specification says where its first row and first column belong.
var uprights = [...][]string{
	1: {"ABC", "DEF"},
	2: {"CBA", "FED"},
	3: {"FED", "CBA"},
	4: {"DEF", "ABC"},
	5: {"AD", "BE", "CF"},
	6: {"DA", "EB", "FC"},
	7: {"FC", "EB", "DA"},
	8: {"CF", "BE", "AD"},
}

func TestOrientation(t *testing.T) {
	const block = 16 // pixels per letter, so that a JPEG keeps them apart
	stored := image.NewGray(image.Rect(0, 0, 3*block, 2*block))
	for i := range stored.Pix {
		stored.Pix[i] = shade("ABCDEF"[i/stored.Stride/block*3+i%stored.Stride/block])
	}
	for exif, want := range uprights {
		if want == nil {
			continue
		}
		for format, data := range map[string][]byte{
			"jpeg":                withJPEGExif(encodeJPEG(t, stored), tiff(binary.BigEndian, uint16(exif))),
			"jpeg, little-endian": withJPEGExif(encodeJPEG(t, stored), tiff(binary.LittleEndian, uint16(exif))),
			"png":                 withPNGExif(encodePNG(t, stored), tiff(binary.BigEndian, uint16(exif))),
		} {
			t.Run(fmt.Sprintf("%s %d", format, exif), func(t *testing.T) {
				size := image.Pt(len(want[0])*block, len(want)*block)
				if info, err := Inspect(data, plenty); err != nil || image.Pt(info.Width, info.Height) != size {
					t.Errorf("Inspect = %+v, %v; want %v", info, err, size)
				}
				frame := mustDecode(t, data).Frames[0]
				if frame.Rect.Max != size {
					t.Fatalf("size %v, want %v", frame.Rect.Max, size)
				}
				for y, row := range want {
					for x, letter := range []byte(row) {
						got := frame.RGBAAt(x*block+block/2, y*block+block/2).R
						if d := int(got) - int(shade(letter)); d < -8 || d > 8 {
							t.Errorf("the %d-th letter of row %d has shade %d, want %c with %d", x, y, got, letter, shade(letter))
						}
					}
				}
			})
		}
	}
}

func shade(letter byte) byte { return 20 + 40*(letter-'A') }

func TestOrientationIsIgnoredWhereItMakesNoSense(t *testing.T) {
	data := encodeJPEG(t, opaqueNoise(16, 8))
	for name, exif := range map[string][]byte{
		"0":             tiff(binary.BigEndian, 0),
		"9":             tiff(binary.BigEndian, 9),
		"cut":           tiff(binary.BigEndian, 6)[:12],
		"no TIFF":       []byte("nonsense"),
		"offset beyond": slices.Concat([]byte("MM\x00\x2a\xff\xff\xff\xff"), tiff(binary.BigEndian, 6)[8:]),
	} {
		if info, err := Inspect(withJPEGExif(data, exif), plenty); err != nil || info.Width != 16 || info.Height != 8 {
			t.Errorf("%s: %+v, %v", name, info, err)
		}
	}
}

// tiff is EXIF data of one tag, Orientation.
func tiff(order interface {
	binary.ByteOrder
	binary.AppendByteOrder
}, orientation uint16,
) []byte {
	mark := "MM"
	if order.Uint16([]byte{1, 0}) == 1 {
		mark = "II"
	}
	b := order.AppendUint16([]byte(mark), 42)
	b = order.AppendUint32(b, 8)      // where the directory begins
	b = order.AppendUint16(b, 1)      // its entries
	b = order.AppendUint16(b, 0x0112) // Orientation
	b = order.AppendUint16(b, 3)      // is a SHORT
	b = order.AppendUint32(b, 1)      // of which there is one
	b = order.AppendUint16(b, orientation)
	return append(b, 0, 0, 0, 0, 0, 0) // the rest of the value, and no further directory
}

func withJPEGExif(data, exif []byte) []byte {
	segment := slices.Concat([]byte("Exif\x00\x00"), exif)
	head := binary.BigEndian.AppendUint16([]byte("\xff\xd8\xff\xe1"), uint16(len(segment)+2))
	return slices.Concat(head, segment, data[2:])
}

func withPNGExif(data, exif []byte) []byte {
	chunk := slices.Concat([]byte("eXIf"), exif)
	framed := binary.BigEndian.AppendUint32(nil, uint32(len(exif)))
	framed = binary.BigEndian.AppendUint32(append(framed, chunk...), crc32.ChecksumIEEE(chunk))
	at := bytes.Index(data, []byte("IDAT")) - 4
	return slices.Concat(data[:at], framed, data[at:])
}
