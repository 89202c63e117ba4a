package bandpng

import (
	"bytes"
	"image"
	"testing"

	"pgregory.net/rapid"

	"github.com/memed/memed/internal/plate/platetest"
)

// filteredSlowly applies a filter byte by byte, as PNG, 9.2 and 9.4 have it.
func filteredSlowly(filter uint8, row, above []uint8, samples int) []uint8 {
	at := func(row []uint8, i int) int {
		if i < 0 {
			return 0
		}
		return int(row[i])
	}
	out := []uint8{filter}
	for i := range row {
		a, b, c := at(row, i-samples), at(above, i), at(above, i-samples)
		var predicted int
		switch filter {
		case filterSub:
			predicted = a
		case filterUp:
			predicted = b
		case filterAverage:
			predicted = (a + b) / 2
		case filterPaeth:
			p := a + b - c
			pa, pb, pc := max(p-a, a-p), max(p-b, b-p), max(p-c, c-p)
			switch {
			case pa <= pb && pa <= pc:
				predicted = a
			case pb <= pc:
				predicted = b
			default:
				predicted = c
			}
		}
		out = append(out, row[i]-uint8(predicted))
	}
	return out
}

func TestFilters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		color := rapid.SampledFrom([]colorType{grey, greyAlpha, truecolor, truecolorAlpha}).Draw(t, "color")
		width := rapid.IntRange(1, 40).Draw(t, "width")
		img := platetest.Photo(width, 2, rapid.Uint64().Draw(t, "seed"))
		if rapid.Bool().Draw(t, "noise") {
			img = platetest.Noise(img.Rect, rapid.Uint64().Draw(t, "noise seed"))
		}
		for filter := range uint8(filters) {
			var r rows
			r.start(format{color: color}, width)
			r.load(img.Pix)
			above := bytes.Clone(r.here[margin:][:r.width])
			r.load(img.Pix[img.Stride:])
			row := bytes.Clone(r.here[margin:][:r.width])
			r.filter(filter)
			if want := filteredSlowly(filter, row, above, color.samples()); !bytes.Equal(r.filtered, want) {
				t.Fatalf("filter %d of %d samples: %v, want %v", filter, color.samples(), r.filtered, want)
			}
		}
	})
}

func TestPredictKnowsAllBytes(t *testing.T) {
	for a := range 256 {
		for b := range 256 {
			var c [8]uint8
			for first := 0; first < 256; first += 8 {
				for i := range c {
					c[i] = uint8(first + i)
				}
				got := predict(uint64(a)*0x0101_0101_0101_0101, uint64(b)*0x0101_0101_0101_0101, lanes(c[:]))
				for i := range c {
					p := a + b - int(c[i])
					pa, pb, pc := max(p-a, a-p), max(p-b, b-p), max(p-int(c[i]), int(c[i])-p)
					want := c[i]
					if pa <= pb && pa <= pc {
						want = uint8(a)
					} else if pb <= pc {
						want = uint8(b)
					}
					if uint8(got>>(8*i)) != want {
						t.Fatalf("of %d, %d and %d: %d, want %d", a, b, c[i], uint8(got>>(8*i)), want)
					}
				}
			}
		}
	}
}

func TestMagnitude(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := make([]uint8, 8*rapid.IntRange(0, 5).Draw(t, "words"))
		want := 0
		for i := range b {
			b[i] = rapid.Byte().Draw(t, "byte")
			want += max(int(int8(b[i])), -int(int8(b[i])))
		}
		if got := magnitude(b); got != want {
			t.Fatalf("%d, want %d", got, want)
		}
	})
}

func TestOverIsThatOfImageDraw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		img := platetest.Noise(image.Rect(0, 0, rapid.IntRange(1, 20).Draw(t, "w"), rapid.IntRange(1, 20).Draw(t, "h")), rapid.Uint64().Draw(t, "seed"))
		x, y := rapid.IntRange(-5, 20).Draw(t, "x"), rapid.IntRange(-5, 20).Draw(t, "y")
		ink := platetest.Noise(image.Rect(x, y, x+rapid.IntRange(1, 20).Draw(t, "ink w"), y+rapid.IntRange(1, 20).Draw(t, "ink h")), rapid.Uint64().Draw(t, "ink seed"))
		got := platetest.Clone(img)
		over(got, ink)
		if want := platetest.Drawn(img, ink); !bytes.Equal(got.Pix, want.Pix) {
			t.Fatalf("other pixels than image/draw: %v, want %v", got.Pix, want.Pix)
		}
	})
}
