package bandjpeg

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/memed/memed/internal/testtool"
)

// TestAVX2IsAsPortable holds both transforms to the same bits, for samples of all kinds and any table.
func TestAVX2IsAsPortable(t *testing.T) {
	testtool.Processor(t, hasAVX2, "AVX2")
	rapid.Check(t, func(t *rapid.T) {
		level := rapid.SampledFrom([]*rapid.Generator[uint8]{rapid.Byte(), rapid.SampledFrom([]uint8{0, 255}), rapid.Uint8Range(120, 136)}).Draw(t, "levels")
		stride := block + rapid.IntRange(0, 40).Draw(t, "more")
		from := rapid.SliceOfN(level, 7*stride+block, 7*stride+block).Draw(t, "samples")
		var table [block * block]uint8
		copy(table[:], rapid.SliceOfN(rapid.Uint8Range(1, 255), block*block, block*block).Draw(t, "table"))
		by := divisorsOf(&table)
		var got, want coefficients
		gotNonzero := transformAVX2(&from[0], stride, by, &got)
		if wantNonzero := transformPortable(from, stride, by, &want); got != want || gotNonzero != wantNonzero {
			t.Fatalf("%v, nonzero %x; want %v, %x", got, gotNonzero, want, wantNonzero)
		}
	})
}

func BenchmarkTransform(b *testing.B) {
	from := make([]uint8, block*block)
	for i := range from {
		from[i] = uint8(i * 37)
	}
	tables := scaled(85)
	by := divisorsOf(&tables[0])
	var to coefficients
	b.Run("portable", func(b *testing.B) {
		for b.Loop() {
			transformPortable(from, block, by, &to)
		}
	})
	b.Run("AVX2", func(b *testing.B) {
		testtool.Processor(b, hasAVX2, "AVX2")
		for b.Loop() {
			transformAVX2(&from[0], block, by, &to)
		}
	})
}
