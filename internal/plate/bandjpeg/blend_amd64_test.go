package bandjpeg

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/memed/memed/internal/testtool"
)

// TestVectorsBlendAsPortable holds both to the same samples, for ink and samples of all kinds.
func TestVectorsBlendAsPortable(t *testing.T) {
	testtool.Processor(t, hasAVX2, "AVX2")
	for _, g := range []grid{{across: 1, down: 1, columns: 3, rows: 1}, {across: 2, down: 2, columns: 3, rows: 1}} {
		rapid.Check(t, func(t *rapid.T) {
			ink := &tile{pixels: make([]uint8, 2*maxTile*pixel), stride: (g.width() + rapid.IntRange(0, 8).Draw(t, "more")) * pixel}
			alpha := rapid.SampledFrom([]*rapid.Generator[uint8]{rapid.Byte(), rapid.SampledFrom([]uint8{0, 255})}).Draw(t, "alphas")
			for i := 0; i < g.height()*ink.stride; i += pixel {
				a := alpha.Draw(t, "alpha")
				ink.pixels[i+3] = a
				for c := range 3 {
					ink.pixels[i+c] = rapid.Uint8Range(0, a).Draw(t, "colour")
				}
			}
			draw := func(n int) []uint8 { return rapid.SliceOfN(rapid.Byte(), n, n).Draw(t, "samples") }
			from := newPlanes(g, 1)
			copy(from.y, draw(len(from.y)))
			copy(from.cb, draw(len(from.cb)))
			copy(from.cr, draw(len(from.cr)))
			below := from.mcu(g, 0, 1)
			blended := func(blend func(*tile, *planes, *planes, grid)) planes {
				one := g
				one.columns = 1
				to := newPlanes(one, 1)
				blend(ink, &below, &to, g)
				blend(ink, &to, &to, g) // another layer
				return to
			}
			got := blended(func(t *tile, from, to *planes, g grid) { blendVector(t, from, to, g) })
			want := blended(blendPortable)
			if !slices.Equal(got.y, want.y) || !slices.Equal(got.cb, want.cb) || !slices.Equal(got.cr, want.cr) {
				t.Fatalf("%d × %d: other samples", g.across, g.down)
			}
		})
	}
}

func TestVectorsFindInkAsPortable(t *testing.T) {
	testtool.Processor(t, hasAVX2, "AVX2")
	rapid.Check(t, func(t *rapid.T) {
		across, down := rapid.SampledFrom([]int{1, 2, 4}).Draw(t, "across"), rapid.IntRange(1, 2).Draw(t, "down")
		ink := &tile{pixels: make([]uint8, maxTile*pixel), stride: across * block * pixel}
		for range rapid.IntRange(0, 3).Draw(t, "dots") {
			ink.pixels[rapid.IntRange(0, down*block*ink.stride-1).Draw(t, "at")] = rapid.Byte().Draw(t, "dot")
		}
		if got, want := inked(ink, across, down), inkedPortable(ink, across, down); got != want {
			t.Fatalf("%b, want %b", got, want)
		}
	})
}
