package typeset

import (
	"math"
	"slices"
)

// line is a run of words that stand side by side.
type line []word

// width is what the line's letters take, and their ink.
func (l line) width() float64 {
	last := l[len(l)-1]
	width := l[0].before + last.after - last.space
	for _, w := range l {
		width += w.width + w.space
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
		if fresh || width+w.width+w.after > limit {
			lines++
			width = w.before
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
			sum := words[j-1].after - words[j-1].space
			for i := j - 1; i >= k-1; i-- {
				sum += words[i].width + words[i].space
				width := sum + words[i].before
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

// loosen replaces words wider than limit by their single letters, between which lines may then break.
func loosen(words []word, limit float64) []word {
	var loose []word
	for _, w := range words {
		if w.extent() <= limit {
			loose = append(loose, w)
		} else {
			loose = append(loose, w.letters()...)
		}
	}
	return loose
}

// letters cuts w into words of one letter, each with the marks that are set over it and so have no width.
func (w word) letters() []word {
	var letters []word
	for start, end := 0, 0; start < len(w.glyphs); start = end {
		for end = start + 1; end < len(w.glyphs) && w.glyphs[end].advance == 0; end++ {
		}
		letter := word{glyphs: slices.Clone(w.glyphs[start:end]), ascent: w.ascent, descent: w.descent}
		x := letter.glyphs[0].x
		if end < len(w.glyphs) {
			letter.width = w.glyphs[end].x - x // with its kerning
		} else {
			letter.width, letter.space, letter.last = w.width-x, w.space, w.last
		}
		for i := range letter.glyphs {
			letter.glyphs[i].x -= x
		}
		letter.overhang()
		letters = append(letters, letter)
	}
	return letters
}
