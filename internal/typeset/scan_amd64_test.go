package typeset

import (
	"bytes"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/memed/memed/internal/testtool"
)

// TestVectorsCoverAsPortable covers rows of any deltas, those of a letter and wilder ones.
func TestVectorsCoverAsPortable(t *testing.T) {
	testtool.Processor(t, hasAVX2, "AVX2")
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 70).Draw(t, "pixels")
		delta := rapid.OneOf(rapid.Just(int32(0)), rapid.Int32Range(-area, area), rapid.SampledFrom([]int32{-area, area, 1, -1}), rapid.Int32Range(-1<<24, 1<<24))
		deltas := rapid.SliceOfN(delta, n, n).Draw(t, "deltas")
		want := rapid.SliceOfN(rapid.Byte(), n, n).Draw(t, "pixels")
		got := slices.Clone(want)
		done, sum := coverVector(got, deltas)
		if done != n/eight*eight {
			t.Fatalf("%d of %d pixels are covered", done, n)
		}
		if rest := cover(want[:done], deltas[:done], 0); rest != sum || !bytes.Equal(got, want) {
			t.Fatal("other coverage")
		}
	})
}
