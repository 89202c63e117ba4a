package typeset

import "math"

// greedy breaks words into lines of at most limit em, taking as many words into each as fit. It returns how many lines there are and how
// wide the widest is, a word wider than limit included.
func greedy(words []word, limit float64) (lines int, widest float64) {
	var width float64 // with the space behind
	fresh := true
	for i, w := range words {
		if fresh || width+w.width > limit+rounding {
			lines++
			width = 0
		}
		widest = max(widest, width+w.width)
		width += w.width + w.space
		fresh = words[i].forced
	}
	return lines, widest
}

// narrowest returns the least width that lets words be broken into at most count lines. Of all breakings, filling lines one after the other
// needs the fewest for a given width, so it is found by bisection.
func narrowest(words []word, count int) float64 {
	low := 0.0
	_, high := greedy(words, math.Inf(1))
	for _, w := range words {
		low = max(low, w.width)
	}
	if n, widest := greedy(words, low); n <= count {
		return widest
	}
	for high-low > 4*rounding { // so that each step gains more than the tolerance of greedy
		if n, widest := greedy(words, (low+high)/2); n <= count {
			high = widest
		} else {
			low = (low + high) / 2
		}
	}
	return high
}

// rounding is how far, in em, sums of the same widths in another order may differ.
const rounding = 1e-9

// balance breaks words into count lines, none wider than limit unless a single word is, with the least sum of squared widths:
// lines as even as can be. count must be at least what greedy counts for limit, and at most the number of words.
func balance(words []word, count int, limit float64) []line {
	n := len(words)
	// cost[k][j] is the least cost of the first j words in k lines, from[k][j] where the last of these starts.
	cost, from := table[float64](count+1, n+1), table[int](count+1, n+1)
	for k := range cost {
		for j := range cost[k] {
			cost[k][j] = math.Inf(1)
		}
	}
	cost[0][0] = 0
	for k := 1; k <= count; k++ {
		for j := k; j <= n; j++ {
			width := -words[j-1].space
			for i := j - 1; i >= k-1; i-- {
				width += words[i].width + words[i].space
				if i < j-1 && (words[i].forced || width > limit+2*rounding) {
					break
				}
				if c := cost[k-1][i] + width*width; c < cost[k][j] {
					cost[k][j], from[k][j] = c, i
				}
			}
		}
	}
	return collect(words, from, count)
}

func table[T any](rows, columns int) [][]T {
	t := make([][]T, rows)
	cells := make([]T, rows*columns)
	for i := range t {
		t[i], cells = cells[:columns], cells[columns:]
	}
	return t
}

func collect(words []word, from [][]int, count int) []line {
	lines := make([]line, count)
	end := len(words)
	for k := count; k > 0; k-- {
		start := from[k][end]
		lines[k-1] = line(words[start:end])
		end = start
	}
	return lines
}

// loosen replaces words wider than limit by their grapheme clusters, between which lines may then break.
func (t *text) loosen(limit float64) []word {
	limit = max(0, limit-t.before-t.after)
	fits := true
	for _, w := range t.words {
		fits = fits && w.width <= limit
	}
	if fits {
		return t.words
	}
	var loose []word
	for _, w := range t.words {
		if w.width <= limit {
			loose = append(loose, w)
		} else {
			loose = append(loose, t.graphemes(w)...)
		}
	}
	return loose
}

// graphemes cuts w into words of one grapheme cluster.
func (t *text) graphemes(w word) []word {
	if w.first == w.end {
		return []word{w} // an empty line
	}
	var pieces []word
	for start := w.first; start < w.end; {
		end := start + 1
		for end < w.end && !t.clusters[end].grapheme {
			end++
		}
		piece := word{first: start, end: end, last: end}
		for _, c := range t.clusters[start:end] {
			piece.width += c.width
		}
		pieces = append(pieces, piece)
		start = end
	}
	last := &pieces[len(pieces)-1]
	last.last, last.space, last.forced = w.last, w.space, w.forced
	return pieces
}
