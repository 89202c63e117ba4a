package typeset

import (
	"iter"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// breakings yields all ways to break words into lines.
func breakings(words []word) iter.Seq[[]line] {
	return func(yield func([]line) bool) { breakFrom(words, nil, yield) }
}

func breakFrom(words []word, lines []line, yield func([]line) bool) bool {
	if len(words) == 0 {
		return yield(lines)
	}
	for end := 1; end <= len(words); end++ {
		if !breakFrom(words[end:], append(slices.Clip(lines), line(words[:end])), yield) {
			return false
		}
		if words[end-1].last {
			break
		}
	}
	return true
}

// allowed tells whether no line is wider than limit, unless it is a single word.
func allowed(lines []line, limit float64) bool {
	return !slices.ContainsFunc(lines, func(l line) bool { return len(l) > 1 && l.width() > limit })
}

func raggedness(lines []line) (sum float64) {
	for _, l := range lines {
		sum += l.width() * l.width()
	}
	return sum
}

func glyphs(lines []line) (n int) {
	for _, l := range lines {
		for _, w := range l {
			n += len(w.glyphs)
		}
	}
	return n
}

// anyMetrics are words without glyphs, but with all that line breaking looks at.
var anyMetrics = rapid.Custom(func(t *rapid.T) []word {
	words := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) word {
		return word{
			width:  float64(rapid.IntRange(1, 12).Draw(t, "width")) / 4,
			before: float64(rapid.IntRange(0, 2).Draw(t, "before")) / 16,
			after:  float64(rapid.IntRange(0, 2).Draw(t, "after")) / 16,
			space:  0.25,
			last:   rapid.IntRange(0, 9).Draw(t, "last") == 0,
		}
	}), 1, 10).Draw(t, "words")
	words[len(words)-1].last = true
	return words
})

var anyLimit = rapid.Map(rapid.IntRange(1, 40), func(n int) float64 { return float64(n) / 4 })

func TestGreedyNeedsTheFewestLines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words, limit := anyMetrics.Draw(t, "words"), anyLimit.Draw(t, "limit")
		fewest := len(words)
		for lines := range breakings(words) {
			if allowed(lines, limit) {
				fewest = min(fewest, len(lines))
			}
		}
		if got := greedy(words, limit); got != fewest {
			t.Fatalf("%d lines, brute force needs %d", got, fewest)
		}
	})
}

func TestBalanceIsOptimal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words, limit := anyMetrics.Draw(t, "words"), anyLimit.Draw(t, "limit")
		count := greedy(words, limit)
		least := math.Inf(1)
		for lines := range breakings(words) {
			if len(lines) == count && allowed(lines, limit) {
				least = min(least, raggedness(lines))
			}
		}
		got := balance(words, count, limit)
		if len(got) != count {
			t.Fatalf("%d lines, want %d", len(got), count)
		}
		if !allowed(got, limit+rounding) {
			t.Fatalf("a line of several words is wider than %v", limit)
		}
		if r := raggedness(got); math.Abs(r-least) > 1e-6 {
			t.Fatalf("the sum of squares is %v, brute force finds %v", r, least)
		}
		if all := slices.Concat(got...); !slices.EqualFunc(all, words, func(a, b word) bool { return a.width == b.width && a.last == b.last }) {
			t.Fatalf("the lines hold other words, or in another order: %v", all)
		}
	})
}

func TestLoosenLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := shape(t, anyFont.Draw(t, "font"), anyText.Draw(t, "text")).words
		limit := rapid.Float64Range(0, 8).Draw(t, "limit")
		loose := loosen(words, limit)
		if a, b := glyphs([]line{words}), glyphs([]line{loose}); a != b {
			t.Fatalf("%d glyphs become %d", a, b)
		}
		if a, b := origins(words), origins(loose); !slices.EqualFunc(a, b, func(x, y float64) bool { return math.Abs(x-y) < 1e-9 }) {
			t.Fatalf("glyphs move from %v to %v", a, b)
		}
		for _, w := range loose {
			if w.extent() > limit && len(w.glyphs) > 1 && slices.ContainsFunc(w.glyphs[1:], func(g glyph) bool { return g.advance != 0 }) {
				t.Fatalf("a word of %d letters and %v em is left, the limit is %v", len(w.glyphs), w.width, limit)
			}
		}
	})
}

// origins says where each glyph stands if the words are set in lines as long as line breaks allow.
func origins(words []word) (xs []float64) {
	var x float64
	for _, w := range words {
		for _, g := range w.glyphs {
			xs = append(xs, x+g.x)
		}
		if x += w.width + w.space; w.last {
			x = 0
		}
	}
	return xs
}

func TestMarksStayWithTheirLetters(t *testing.T) {
	loose := loosen(shape(t, "noto-sans", "xxe\u0301\u0323y").words, 0)
	var sizes []int
	for _, w := range loose {
		sizes = append(sizes, len(w.glyphs))
	}
	if diff := cmp.Diff([]int{1, 1, 3, 1}, sizes); diff != "" {
		t.Errorf("glyphs per letter (-want +got):\n%s", diff)
	}
}

func TestWhereLinesBreak(t *testing.T) {
	tests := []struct {
		name, text string
		limit      float64
		want       []int // glyphs per line
	}{
		{"spaces where they must", "aaaa bbbb cccc", 3.5, []int{4, 4, 4}},
		{"nowhere if there is room", "aaaa bbbb cccc", 99, []int{12}},
		{"newlines always", "a\nb", 99, []int{1, 1}},
		{"empty lines", "a\n\nb", 99, []int{1, 0, 1}},
		{"several empty lines", "a\n\n\nb", 99, []int{1, 0, 0, 1}},
		{"an empty line first", "\na", 99, []int{0, 1}},
		{"an empty line last", "a\n", 99, []int{1, 0}},
		{"spaces around a newline", "a \n b", 99, []int{1, 1}},
		{"a line of spaces", "a\n  \nb", 99, []int{1, 0, 1}},
		{"a line of invisible characters", "a\n\u200b\nb", 99, []int{1, 0, 1}},
		{"runs of spaces", "  a   b  ", 99, []int{2}},
		{"no-break spaces never", "a\u00a0b\u202fc\u2007d", 99, []int{7}},
		{"no-break spaces never, however long", "aaaa\u00a0bbbb cc", 5, []int{9, 2}},
		{"other spaces", "aaaa\u2003bbbb", 2.5, []int{4, 4}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			words := shape(t, "noto-sans", test.text).words
			var got []int
			for _, l := range balance(words, greedy(words, test.limit), test.limit) {
				got = append(got, glyphs([]line{l}))
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("glyphs per line (-want +got):\n%s", diff)
			}
		})
	}
}
