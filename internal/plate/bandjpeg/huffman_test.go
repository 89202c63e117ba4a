package bandjpeg

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// cost is how many bits a table's codes take for values of these frequencies.
func cost(h *huffman, frequencies *[256]int) (bits int) {
	for v, code := range h.codes() {
		bits += frequencies[v] * int(code.length)
	}
	return bits
}

// checkCodes wants a code for each value that occurs, none of them too long, all ones, or the beginning of another.
func checkCodes(t interface{ Fatalf(string, ...any) }, h *huffman, frequencies *[256]int) {
	codes := h.codes()
	room := 1 << longestCode // what is left for further codes of the longest length
	for v, n := range frequencies {
		code := codes[v]
		if (code.length > 0) != (n > 0) || code.length > longestCode || code.length > 0 && code.bits == 1<<code.length-1 {
			t.Fatalf("value %d, which occurs %d times, has code %b of length %d", v, n, code.bits, code.length)
		}
		if code.length > 0 {
			room -= 1 << (longestCode - code.length)
		}
		for other, o := range codes {
			if other != v && o.length >= code.length && code.length > 0 && o.bits>>(o.length-code.length) == code.bits {
				t.Fatalf("the code of %d begins that of %d", v, other)
			}
		}
	}
	if room < 1 {
		t.Fatalf("there is no room for the code of all ones")
	}
}

func TestOptimalTables(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var frequencies [256]int
		values := rapid.IntRange(1, 200).Draw(t, "values")
		steep := rapid.IntRange(1, 40).Draw(t, "steep")
		var total int
		for v := range values {
			frequencies[v] = 1 + rapid.IntRange(0, 1<<min(v*steep/10, 24)).Draw(t, "frequency")
			total += frequencies[v]
		}
		h := optimal(&frequencies)
		checkCodes(t, h, &frequencies)
		// A Huffman code of unbounded length is within a bit of the entropy; one code is kept free, and bounding them costs little.
		var entropy float64
		for _, n := range frequencies {
			if n > 0 {
				entropy += float64(n) * math.Log2(float64(total)/float64(n))
			}
		}
		if got := float64(cost(h, &frequencies)); got < entropy-1e-6*entropy || got > 1.05*entropy+float64(total)+16 {
			t.Fatalf("%.0f bits for %d values, the entropy is %.0f", got, total, entropy)
		}
	})
}

func TestOptimalTablesAreBestOfAllWithShortCodes(t *testing.T) {
	frequencies := [256]int{3: 45, 7: 13, 8: 12, 9: 16, 200: 9, 201: 5} // Cormen et al., Introduction to Algorithms, 16.3, where 224 bits are the least
	h := optimal(&frequencies)
	checkCodes(t, h, &frequencies)
	if got := cost(h, &frequencies); got != 224+5 { // the rarest gives a bit for the code of all ones
		t.Errorf("%d bits", got)
	}
}

func TestTablesKnowAllValues(t *testing.T) {
	for class := range 2 {
		for _, values := range []int{0, 1, 1000, 1 << 30} {
			var counts tally
			counts.expect(class, values)
			tables := counts.tables()
			checkCodes(t, tables.dc, &counts.dc)
			checkCodes(t, tables.ac, &counts.ac)
			if len(tables.dc.values) != 12 || len(tables.ac.values) != 162 {
				t.Errorf("class %d: %d values of DC and %d of AC", class, len(tables.dc.values), len(tables.ac.values))
			}
			for at, typical := range map[*huffman]*[256]int{&dcTables[class]: &counts.dc, &acTables[class]: &counts.ac} {
				if got, want := cost(optimal(typical), typical), cost(at, typical); got > want {
					t.Errorf("class %d: %d bits, the typical table takes %d", class, got, want)
				}
			}
		}
	}
}
