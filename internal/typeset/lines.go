package typeset

import "math"

// line is a run of words that stand side by side.
type line []word

func (l line) width() float64 {
	var width float64
	for i, w := range l {
		width += w.width
		if i < len(l)-1 {
			width += w.space
		}
	}
	return width
}

func (l line) ascent() (a float64) {
	for _, w := range l {
		a = max(a, w.ascent)
	}
	return a
}

func (l line) descent() (d float64) {
	for _, w := range l {
		d = max(d, w.descent)
	}
	return d
}

// greedy counts the lines of at most limit em that the words need, taking as many words into each as fit.
func greedy(words []word, limit float64) (lines int) {
	var width float64
	fresh := true
	for _, w := range words {
		if fresh || width+w.width > limit {
			lines++
			width = 0
		}
		width += w.width + w.space
		fresh = w.last
	}
	return lines
}

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
				if i < j-1 && (words[i].last || width > limit+rounding) {
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

// rounding is how far, in em, sums of the same widths in another order may differ.
const rounding = 1e-9

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

// loosen replaces words wider than limit by their single glyphs, between which lines may then break.
func loosen(words []word, limit float64) []word {
	var loose []word
	for _, w := range words {
		if w.width <= limit || len(w.glyphs) < 2 {
			loose = append(loose, w)
			continue
		}
		for i, g := range w.glyphs {
			// The distance to the next glyph holds its kerning.
			piece := word{glyphs: []glyph{g}, width: w.width - g.x, ascent: w.ascent, descent: w.descent}
			if i < len(w.glyphs)-1 {
				piece.width = w.glyphs[i+1].x - g.x
			} else {
				piece.space, piece.last = w.space, w.last
			}
			piece.glyphs[0].x = 0
			loose = append(loose, piece)
		}
	}
	return loose
}
