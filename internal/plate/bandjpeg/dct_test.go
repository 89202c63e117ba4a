package bandjpeg

import (
	"bytes"
	"math"
	"testing"

	"pgregory.net/rapid"
)

func samples(t *rapid.T) []uint8 {
	if rapid.Bool().Draw(t, "flat") {
		return bytes.Repeat([]byte{rapid.Byte().Draw(t, "level")}, block*block)
	}
	return rapid.SliceOfN(rapid.Byte(), block*block, block*block).Draw(t, "samples")
}

// TestForwardIsTheDCT compares with the definition (T.81, A.3.3), in floating point.
func TestForwardIsTheDCT(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := samples(t)
		var table [block * block]uint8
		for i := range table {
			table[i] = uint8(rapid.IntRange(1, 255).Draw(t, "step"))
		}
		by := divisorsOf(&table)
		var got coefficients
		nonzero := forward(from, block, by, &got)
		for i, natural := range zigzag {
			exact := dct(from, int(natural)%block, int(natural)/block) / float64(table[i])
			got := got[columnOrder[i]]
			if (nonzero>>i&1 == 1) != (got != 0) {
				t.Fatalf("coefficient %d is %d, the mask %b", i, got, nonzero)
			}
			if off := math.Abs(float64(got) - exact); off > 0.5+2/float64(table[i])*0.25 {
				t.Fatalf("coefficient %d is %d, want %.3f", i, got, exact)
			}
		}
	})
}

func dct(from []uint8, u, v int) float64 {
	scale := func(k int) float64 {
		if k == 0 {
			return math.Sqrt2 / 2
		}
		return 1
	}
	var sum float64
	for y := range block {
		for x := range block {
			sum += (float64(from[y*block+x]) - middle) *
				math.Cos(float64(2*x+1)*float64(u)*math.Pi/16) * math.Cos(float64(2*y+1)*float64(v)*math.Pi/16)
		}
	}
	return sum / 4 * scale(u) * scale(v)
}

func TestDivisionIsExact(t *testing.T) {
	for _, step := range []uint8{1, 2, 3, 7, 16, 99, 254, 255} {
		var table [block * block]uint8
		table[0] = step
		for i := range table {
			table[i] = step
		}
		by := divisorsOf(&table)
		divisor := int32(step) * 8
		for v := int32(-1 << 14); v <= 1<<14; v++ {
			want := (v + divisor/2) / divisor
			if v < 0 {
				want = -((-v + divisor/2) / divisor)
			}
			if got := by.quantise(0, v); int32(got) != want {
				t.Fatalf("%d / %d is %d, want %d", v, divisor, got, want)
			}
		}
	}
}
