package typeset

import (
	"bytes"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/testtool"
)

// TestVectorsJoinAsPortable joins blocks of any size at any place.
func TestVectorsJoinAsPortable(t *testing.T) {
	testtool.Processor(t, hasAVX2, "AVX2")
	rapid.Check(t, func(t *rapid.T) {
		width, height := eight*rapid.IntRange(1, 12).Draw(t, "width"), rapid.IntRange(1, 5).Draw(t, "height")
		toStride, fromStride := width+rapid.IntRange(0, 20).Draw(t, "more"), width+rapid.IntRange(0, 20).Draw(t, "more")
		draw := func(n int) []uint8 { return rapid.SliceOfN(rapid.Byte(), n, n).Draw(t, "coverage") }
		want, from := draw(toStride*height), draw(fromStride*height)
		got := slices.Clone(want)
		if !joinVector(got, from, toStride, fromStride, width, height) {
			t.Fatal("it does nothing")
		}
		for y := range height {
			joinRow(want[y*toStride:][:width], from[y*fromStride:][:width])
		}
		if !bytes.Equal(got, want) {
			t.Fatal("other coverage")
		}
	})
}

// TestVectorsPaintAsPortable paints rows of any coverage.
func TestVectorsPaintAsPortable(t *testing.T) {
	testtool.Processor(t, hasAVX2, "AVX2")
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 70).Draw(t, "pixels")
		coverage := rapid.SampledFrom([]*rapid.Generator[uint8]{rapid.Byte(), rapid.SampledFrom([]uint8{0, 255}), rapid.Just(uint8(0))})
		fill := rapid.SliceOfN(coverage.Draw(t, "fills"), n, n).Draw(t, "fill")
		stroke := rapid.SliceOfN(coverage.Draw(t, "strokes"), n, n).Draw(t, "stroke")
		color := func(name string) caption.Color {
			return caption.Color{R: rapid.Byte().Draw(t, name), G: rapid.Byte().Draw(t, name), B: rapid.Byte().Draw(t, name)}
		}
		letter, outline := color("letter"), color("outline")
		got, want := bytes.Repeat([]uint8{0x55}, 4*n), make([]uint8, 4*n) // on what was there before
		painted := paintVector(got, fill, stroke, lanesOf(letter), lanesOf(outline))
		if painted != n/eight*eight {
			t.Fatalf("%d of %d pixels are painted", painted, n)
		}
		blend(want[:4*painted], fill[:painted], stroke[:painted], letter, outline)
		if !bytes.Equal(got[:4*painted], want[:4*painted]) {
			t.Fatal("other pixels")
		}
	})
}

// TestVectorsLayAsPortable lays premultiplied pixels of any alpha.
func TestVectorsLayAsPortable(t *testing.T) {
	testtool.Processor(t, hasAVX2, "AVX2")
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 70).Draw(t, "pixels")
		pixels := func(name string) []uint8 {
			pix := make([]uint8, 0, 4*n)
			for _, a := range drawRow(t, name, n) {
				color := rapid.Uint8Range(0, a)
				pix = append(pix, color.Draw(t, name), color.Draw(t, name), color.Draw(t, name), a)
			}
			return pix
		}
		want, above := pixels("under"), pixels("above")
		got := slices.Clone(want)
		laid := layVector(got, above)
		if laid != n/eight*eight {
			t.Fatalf("%d of %d pixels are laid", laid, n)
		}
		if layPixels(want[:4*laid], above); !bytes.Equal(got, want) {
			t.Fatal("other pixels")
		}
	})
}
