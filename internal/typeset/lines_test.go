package typeset

import (
	"iter"
	"math"
	"slices"
	"testing"

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
		if words[end-1].forced {
			break
		}
	}
	return true
}

func widthOf(l line) float64 { return (&text{}).width(l) }

func widestOf(lines []line) (widest float64) {
	for _, l := range lines {
		widest = max(widest, widthOf(l))
	}
	return widest
}

// allowed tells whether no line is wider than limit, unless it is a single word.
func allowed(lines []line, limit float64) bool {
	return !slices.ContainsFunc(lines, func(l line) bool { return len(l) > 1 && widthOf(l) > limit })
}

func raggedness(lines []line) (sum float64) {
	for _, l := range lines {
		sum += widthOf(l) * widthOf(l)
	}
	return sum
}

// anyMetrics are words without glyphs, but with all that line breaking looks at.
var anyMetrics = rapid.Custom(func(t *rapid.T) []word {
	words := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) word {
		return word{
			width:  float64(rapid.IntRange(1, 12).Draw(t, "width")) / 4,
			space:  float64(rapid.IntRange(0, 1).Draw(t, "space")) / 4,
			forced: rapid.IntRange(0, 9).Draw(t, "forced") == 0,
		}
	}), 1, 10).Draw(t, "words")
	words[len(words)-1].forced = true
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
		got, widest := greedy(words, limit)
		if got != fewest {
			t.Fatalf("%d lines, brute force needs %d", got, fewest)
		}
		if longest := slices.MaxFunc(words, func(a, b word) int { return int(4 * (a.width - b.width)) }).width; widest > max(limit, longest)+rounding {
			t.Fatalf("the widest line has %v em, the limit is %v and the widest word %v", widest, limit, longest)
		}
	})
}

func TestNarrowestIsOptimal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := anyMetrics.Draw(t, "words")
		fewest, _ := greedy(words, math.Inf(1))
		count := rapid.IntRange(fewest, len(words)).Draw(t, "count")
		least := math.Inf(1)
		for lines := range breakings(words) {
			if len(lines) <= count {
				least = min(least, widestOf(lines))
			}
		}
		if got := narrowest(words, count); math.Abs(got-least) > 1e-6 {
			t.Fatalf("%v em, brute force finds %v", got, least)
		}
	})
}

func TestBalanceIsOptimal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words, limit := anyMetrics.Draw(t, "words"), anyLimit.Draw(t, "limit")
		fewest, _ := greedy(words, limit)
		count := rapid.IntRange(fewest, len(words)).Draw(t, "count")
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
		if !allowed(got, limit+2*rounding) {
			t.Fatalf("a line of several words is wider than %v", limit)
		}
		if r := raggedness(got); math.Abs(r-least) > 1e-6 {
			t.Fatalf("the sum of squares is %v, brute force finds %v", r, least)
		}
		if all := slices.Concat(got...); !slices.Equal(all, words) {
			t.Fatalf("the lines hold other words, or in another order: %v", all)
		}
	})
}

func TestLoosenLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		shaped := shape(t, anyFont.Draw(t, "font"), anyText.Draw(t, "text"))
		limit := rapid.Float64Range(0, 8).Draw(t, "limit")
		loose := shaped.loosen(limit)
		if a, b := lettersOf(shaped.words), lettersOf(loose); !slices.Equal(a, b) {
			t.Fatalf("clusters %v become %v", a, b)
		}
		if a, b := totalWidth(shaped.words), totalWidth(loose); math.Abs(a-b) > 1e-9 {
			t.Fatalf("%v em become %v", a, b)
		}
		for _, w := range loose {
			if w.first < w.end && w.first > 0 && shaped.clusters[w.first-1].rune < shaped.clusters[w.first].rune && !shaped.clusters[w.first].grapheme {
				t.Fatalf("cluster %d begins within a grapheme cluster", w.first)
			}
			for i := w.first + 1; i < w.end; i++ {
				if w.width > max(0, limit-shaped.before-shaped.after)+rounding && shaped.clusters[i].grapheme {
					t.Fatalf("a word of %v em with several letters is left, the limit is %v", w.width, limit)
				}
			}
		}
	})
}

// lettersOf are the clusters of words without the white space behind them.
func lettersOf(words []word) (clusters []int) {
	for _, w := range words {
		for i := w.first; i < w.end; i++ {
			clusters = append(clusters, i)
		}
	}
	return clusters
}

func totalWidth(words []word) (sum float64) {
	for _, w := range words {
		sum += w.width + w.space
	}
	return sum
}
