package bandgif

import (
	"maps"
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/memed/memed/internal/plate/platetest"
)

// drawHistogram has clusters as pictures do.
func drawHistogram(t *rapid.T) histogram {
	h := make(histogram)
	for range rapid.IntRange(1, 5).Draw(t, "clusters") {
		center := rapid.Uint32Range(0, 0xffffff).Draw(t, "center")
		spread := rapid.SampledFrom([]uint32{0x010101, 0x070707, 0x1f001f, 0xffffff}).Draw(t, "spread")
		for range rapid.IntRange(1, 40).Draw(t, "colours") {
			c := center ^ rapid.Uint32Range(0, 0xffffff).Draw(t, "colour")&spread
			h[rgb(c)] += rapid.IntRange(1, 1000).Draw(t, "count")
		}
	}
	return h
}

// cost is the squared error over all pixels, each in the nearest colour of the palette.
func cost(h histogram, palette []rgb) (sum int) {
	for c, n := range h {
		best := 1 << 30
		for _, p := range palette {
			d := 0
			for i, v := range p.channels() {
				d += (v - c.channels()[i]) * (v - c.channels()[i])
			}
			best = min(best, d)
		}
		sum += n * best
	}
	return sum
}

func TestReduce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := drawHistogram(t)
		size := rapid.IntRange(1, 256).Draw(t, "size")
		palette := h.reduce(size)
		if len(palette) > size || len(palette) == 0 || !slices.IsSorted(palette) || len(slices.Compact(slices.Clone(palette))) != len(palette) {
			t.Fatalf("%d colours of at most %d: %06x", len(palette), size, palette)
		}
		if all := slices.Sorted(maps.Keys(h)); len(h) <= size && !slices.Equal(palette, all) {
			t.Fatalf("%06x, want all of %06x", palette, all)
		}
		// Splitting never makes a mean square error larger; rounding the means does, by a quarter for each channel.
		pixels := 0
		for _, n := range h {
			pixels += n
		}
		if got, one := cost(h, palette), cost(h, h.reduce(1)); 4*got > 4*one+3*pixels {
			t.Fatalf("%d colours cost %d, a single one %d", len(palette), got, one)
		}
	})
}

func TestReduceDoesNotDependOnTheOrderOfAMap(t *testing.T) {
	h := make(histogram)
	h.add(platetest.Photo(60, 60, 1))
	want := h.reduce(40)
	for range 5 {
		other := make(histogram)
		for c, n := range h { // in another order each time
			other[c] = n
		}
		if got := other.reduce(40); !slices.Equal(got, want) {
			t.Fatalf("%06x\nand %06x", got, want)
		}
	}
}

func TestReduceBeatsAFixedPalette(t *testing.T) {
	h := make(histogram)
	h.add(platetest.Photo(100, 100, 1))
	var fixed []rgb // the 216 colours once known as safe for the web
	for i := range 216 {
		fixed = append(fixed, rgbOf(uint8(i/36*51), uint8(i/6%6*51), uint8(i%6*51)))
	}
	if got, limit := cost(h, h.reduce(plateColors)), cost(h, fixed)/5; got > limit {
		t.Errorf("the error is %d, want at most %d", got, limit)
	}
}

func TestErrorOfABoxIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// Their sum is far beyond what fits in memory as pixels.
		count := rapid.IntRange(1, 1<<28)
		colors := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) counted {
			c := rgb(rapid.Uint32Range(0, 0xffffff).Draw(t, "colour"))
			return counted{c.channels(), count.Draw(t, "count")}
		}), 1, 5).Draw(t, "colours")
		box := newColorBox(colors)
		for axis, got := range box.error {
			n, sum, squares := new(big.Int), new(big.Int), new(big.Int)
			for _, c := range colors {
				v, k := big.NewInt(int64(c.channels[axis])), big.NewInt(int64(c.count))
				n.Add(n, k)
				k.Mul(k, v)
				sum.Add(sum, k)
				squares.Add(squares, k.Mul(k, v))
			}
			if want := squares.Sub(squares, sum.Div(sum.Mul(sum, sum), n)); want.Cmp(big.NewInt(int64(got))) != 0 {
				t.Fatalf("axis %d: %d, want %v", axis, got, want)
			}
		}
	})
}

func TestNearest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		colors := rapid.Custom(func(t *rapid.T) rgb { return rgb(rapid.Uint32Range(0, 0xffffff).Draw(t, "colour")) })
		var m matcher
		for range 2 { // palettes
			palette := rapid.SliceOfN(colors, 1, 255).Draw(t, "palette")
			m.use(palette)
			queries := rapid.SliceOfN(colors, 1, 50).Draw(t, "queries")
			// Again, now from memory; black shares the memory's zero value.
			for _, c := range slices.Concat(queries, []rgb{0}, palette, queries) {
				want := 0
				for i := range palette {
					if distance(palette[i], c) < distance(palette[want], c) {
						want = i
					}
				}
				if got := m.nearest(c); int(got) != want {
					t.Fatalf("nearest(%06x) = %d (%06x), want %d (%06x)", c, got, palette[got], want, palette[want])
				}
			}
		}
	})
}

// distance is the square of how different two colours look.
func distance(a, b rgb) int {
	p, q := a.channels(), b.channels()
	dr, dg, db := p[0]-q[0], p[1]-q[1], p[2]-q[2]
	return 3*dr*dr + 4*dg*dg + 2*db*db
}
