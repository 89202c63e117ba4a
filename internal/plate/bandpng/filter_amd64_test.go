package bandpng

import (
	"bytes"
	"testing"

	"github.com/memed/memed/internal/testtool"
)

// TestAVX2PredictsAsPortable predicts from all bytes.
func TestAVX2PredictsAsPortable(t *testing.T) {
	testtool.Processor(t, hasAVX2, "AVX2")
	const all = 256
	var row, corner, got, want [all]uint8
	for i := range all {
		corner[i], row[i] = uint8(i), uint8(i*31)
	}
	for a := range all {
		left := bytes.Repeat([]byte{uint8(a)}, all)
		for b := range all {
			above := bytes.Repeat([]byte{uint8(b)}, all)
			subtractPaethAVX2(&got[0], &row[0], &left[0], &above[0], &corner[0], all)
			for i := 0; i < all; i += 8 {
				put(want[i:i+8], minus(lanes(row[i:]), predict(lanes(left), lanes(above), lanes(corner[i:]))))
			}
			if got != want {
				t.Fatalf("left %d, above %d: %v, want %v", a, b, got, want)
			}
		}
	}
}
