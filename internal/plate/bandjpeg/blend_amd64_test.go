package bandjpeg

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestVectorsBlendAsPortable holds both to the same samples, for ink and samples of all kinds.
func TestVectorsBlendAsPortable(t *testing.T) {
	if !hasAVX2 {
		t.Skip("this processor has no AVX2")
	}
	for _, g := range []grid{{across: 1, down: 1, columns: 3, rows: 1}, {across: 2, down: 2, columns: 3, rows: 1}} {
		rapid.Check(t, func(t *rapid.T) {
			ink := &tile{pixels: make([]uint8, maxTile*pixel), stride: g.width() * pixel}
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
			blended := func(blend func(*tile, mcuSamples, grid)) planes {
				to := from
				to.y, to.cb, to.cr = slices.Clone(from.y), slices.Clone(from.cb), slices.Clone(from.cr)
				blend(ink, mcuSamples{to.y[g.width():], to.cb[block:], to.cr[block:], to.stride, to.half}, g)
				return to
			}
			got := blended(func(t *tile, m mcuSamples, g grid) { blendVector(t, m, g) })
			want := blended(blendPortable)
			if !slices.Equal(got.y, want.y) || !slices.Equal(got.cb, want.cb) || !slices.Equal(got.cr, want.cr) {
				t.Fatalf("%d × %d: other samples", g.across, g.down)
			}
		})
	}
}
