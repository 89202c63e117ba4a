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
		if n, widest := greedy(words, float64((low+high)/2)); n <= count {
			high = widest
		} else {
			low = (low + high) / 2
		}
	}
	return high
}

// rounding is how far, in em, sums of the same widths in another order may differ.
const rounding = 1e-9

// usualTable is as many cells as most texts need to be balanced, so few that they are not allocated.
const usualTable = 128

// balance breaks words into count lines, none wider than limit unless a single word is, with the least sum of squared widths:
// lines as even as can be. count must be at least what greedy counts for limit, and at most the number of words.
func balance(words []word, count int, limit float64) []line {
	if count == 1 {
		return []line{words}
	}
	// In row k and column j, cost has the least cost of the first j words in k lines, and from where the last of these starts.
	columns := len(words) + 1
	cost, from := make([]float64, 0, usualTable), make([]int, 0, usualTable)
	if cells := (count + 1) * columns; cells <= usualTable {
		cost, from = cost[:cells], from[:cells]
	} else {
		cost, from = make([]float64, cells), make([]int, cells)
	}
	for i := range cost[1:] {
		cost[1+i] = math.Inf(1)
	}
	for k := 1; k <= count; k++ {
		above, here := cost[(k-1)*columns:k*columns], cost[k*columns:(k+1)*columns]
		for j := k; j < columns; j++ {
			width := -words[j-1].space
			for i := j - 1; i >= k-1; i-- {
				width += words[i].width + words[i].space
				if i < j-1 && (words[i].forced || width > limit+2*rounding) {
					break
				}
				if c := above[i] + float64(width*width); c < here[j] {
					here[j], from[k*columns+j] = c, i
				}
			}
		}
	}
	lines := make([]line, count)
	end := len(words)
	for k := count; k > 0; k-- {
		start := from[k*columns+end]
		lines[k-1] = words[start:end]
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
		piece.width = widthWithin(t.clusters[start:end])
		pieces = append(pieces, piece)
		start = end
	}
	last := &pieces[len(pieces)-1]
	last.last, last.space, last.forced, last.hyphen = w.last, w.space, w.forced, w.hyphen
	if w.hyphen {
		last.width -= w.space
	}
	return pieces
}
