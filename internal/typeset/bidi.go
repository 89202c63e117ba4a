package typeset

import (
	"slices"

	"github.com/go-text/typesetting/bidi"
	ucd "golang.org/x/text/unicode/bidi"
)

// levels appends to to the embedding level of each rune of a paragraph (UAX #9). The paragraph's direction is that of its first strong
// character (rules P2 and P3).
func (d *desk) levels(to []int8, runes []rune) []int8 {
	if !slices.ContainsFunc(runes, turns) {
		return append(to, make([]int8, len(runes))...)
	}
	base := bidi.LeftToRight
	if rightToLeft(runes) {
		base = bidi.RightToLeft
	}
	runs := d.bidi.Segment(runes, base)
	for i := range runs.NumRuns() {
		run := runs.Run(i)
		for range run.End - run.Start {
			to = append(to, int8(run.Level))
		}
	}
	for len(to) < len(runes) { // a paragraph separator ends the algorithm's input
		to = append(to, 0)
	}
	if base == bidi.LeftToRight {
		d.raiseNumbers(to, runes)
	}
	return to
}

// turns tells whether text from left to right with such a character may have other levels than 0.
func turns(r rune) bool {
	switch classOf(r) {
	case ucd.L, ucd.EN, ucd.ES, ucd.ET, ucd.CS, ucd.NSM, ucd.BN, ucd.B, ucd.S, ucd.WS, ucd.ON:
		return false
	}
	return true
}

// rightToLeft tells whether the first strong character outside of isolates runs from right to left.
func rightToLeft(runes []rune) bool {
	isolates := 0
	for _, r := range runes {
		switch class := classOf(r); {
		case class == ucd.LRI || class == ucd.RLI || class == ucd.FSI:
			isolates++
		case class == ucd.PDI:
			isolates = max(0, isolates-1)
		case isolates > 0:
		case class == ucd.L:
			return false
		case class == ucd.R || class == ucd.AL:
			return true
		}
	}
	return false
}

func classOf(r rune) ucd.Class {
	properties, _ := ucd.LookupRune(r)
	return properties.Class()
}

// raiseNumbers mends what the library leaves unsaid: it tells the level of a run of one direction by that of its first rune. In a paragraph
// from left to right, numbers that belong to text from right to left have level 2 (rule I1), and all else of even level 0. Where text
// is explicitly embedded, what the library tells has to do.
func (d *desk) raiseNumbers(levels []int8, runes []rune) {
	if !slices.ContainsFunc(levels, func(level int8) bool { return level != 0 }) {
		return
	}
	d.classes = d.classes[:0]
	previous, strong := ucd.L, ucd.L
	for _, r := range runes {
		class := classOf(r)
		switch class {
		case ucd.NSM, ucd.BN:
			class = previous // W1
		case ucd.L, ucd.R, ucd.AL:
			strong = class
		case ucd.EN:
			switch strong {
			case ucd.AL:
				class = ucd.AN // W2
			case ucd.L:
				class = ucd.L // W7
			}
		case ucd.LRE, ucd.RLE, ucd.LRO, ucd.RLO, ucd.LRI, ucd.RLI, ucd.FSI:
			return
		}
		d.classes = append(d.classes, class)
		previous = class
	}
	joinNumbers(d.classes)
	for i, class := range d.classes {
		if class == ucd.EN || class == ucd.AN {
			levels[i] = 2
		} else if levels[i]%2 == 0 {
			levels[i] = 0
		}
	}
}

// joinNumbers makes parts of numbers of the separators within them and of the signs beside them (rules W4 and W5).
func joinNumbers(classes []ucd.Class) {
	for i := 1; i < len(classes)-1; i++ {
		before, after := classes[i-1], classes[i+1]
		if before == after && (classes[i] == ucd.CS && before == ucd.AN || (classes[i] == ucd.CS || classes[i] == ucd.ES) && before == ucd.EN) {
			classes[i] = before
		}
	}
	for i := 1; i < len(classes); i++ {
		if classes[i] == ucd.ET && classes[i-1] == ucd.EN {
			classes[i] = ucd.EN
		}
	}
	for i := len(classes) - 2; i >= 0; i-- {
		if classes[i] == ucd.ET && classes[i+1] == ucd.EN {
			classes[i] = ucd.EN
		}
	}
}

// reorder brings clusters of a line, given in the order of the text, into the order in which they stand, from left to right (rule L2).
func reorder(clusters []cluster) {
	var highest int8
	lowestOdd := int8(127)
	for _, c := range clusters {
		highest = max(highest, c.level)
		if c.level%2 == 1 {
			lowestOdd = min(lowestOdd, c.level)
		}
	}
	for level := highest; level >= lowestOdd; level-- {
		for start := 0; start < len(clusters); start++ {
			end := start
			for end < len(clusters) && clusters[end].level >= level {
				end++
			}
			if end > start {
				slices.Reverse(clusters[start:end])
				start = end
			}
		}
	}
}
