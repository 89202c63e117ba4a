package fonts

import (
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype/tables"
)

// listCoverage makes the substitutions of a font name the glyphs they are for one by one, instead of in ranges. go-text/typesetting up to
// v0.3.5 forgets ranges that follow one of 64 glyphs (its issue 278), and would leave Arabic yeh and noon unjoined. Positions
// cannot be mended here; the bundled fonts name their glyphs one by one, but some kerning of an operator's fonts may be lost.
func listCoverage(f *font.Font) {
	for _, lookup := range f.GSUB.Lookups {
		for i, subtable := range lookup.Subtables {
			switch s := subtable.(type) {
			case tables.SingleSubs:
				s.Data = listSingle(s.Data)
				lookup.Subtables[i] = s
			case tables.MultipleSubs:
				s.Coverage = listed(s.Coverage)
				lookup.Subtables[i] = s
			case tables.AlternateSubs:
				s.Coverage = listed(s.Coverage)
				lookup.Subtables[i] = s
			case tables.LigatureSubs:
				s.Coverage = listed(s.Coverage)
				lookup.Subtables[i] = s
			}
		}
	}
}

func listSingle(data tables.SingleSubstData) tables.SingleSubstData {
	switch d := data.(type) {
	case tables.SingleSubstData1:
		d.Coverage = listed(d.Coverage)
		return d
	case tables.SingleSubstData2:
		d.Coverage = listed(d.Coverage)
		return d
	}
	return data
}

// listed returns the same coverage as a list. Ranges that are out of order, which only a broken font has, stay as they are.
func listed(coverage tables.Coverage) tables.Coverage {
	ranges, ok := coverage.(tables.Coverage2)
	if !ok {
		return coverage
	}
	var list tables.Coverage1
	next := 0 // the first glyph that the next range may begin with
	for _, r := range ranges.Ranges {
		if int(r.StartGlyphID) < next || r.EndGlyphID < r.StartGlyphID || int(r.StartCoverageIndex) != len(list.Glyphs) {
			return coverage
		}
		next = int(r.EndGlyphID) + 1
		for id := int(r.StartGlyphID); id < next; id++ {
			list.Glyphs = append(list.Glyphs, tables.GlyphID(id))
		}
	}
	return list
}
