package typeset

import (
	"reflect"
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
	// The library works out the level of each rune, and tells only that of the first of each direction. Numbers may have others.
	levels := reflect.ValueOf(runs).FieldByName("levels")
	for i := range levels.Len() {
		to = append(to, int8(levels.Index(i).Int()))
	}
	for len(to) < len(runes) { // a paragraph separator ends the algorithm's input
		to = append(to, 0)
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
