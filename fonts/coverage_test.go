package fonts

import (
	"testing"

	"github.com/go-text/typesetting/font/opentype/tables"
)

func TestListedCoverageIsTheSame(t *testing.T) {
	ranges := tables.Coverage2{Ranges: []tables.RangeRecord{
		{StartGlyphID: 5, EndGlyphID: 90}, {StartGlyphID: 92, EndGlyphID: 92, StartCoverageIndex: 86}, {StartGlyphID: 95, EndGlyphID: 97, StartCoverageIndex: 87},
	}}
	list, ok := listed(ranges).(tables.Coverage1)
	if !ok || list.Len() != ranges.Len() {
		t.Fatalf("%T of %d glyphs, want a list of %d", listed(ranges), listed(ranges).Len(), ranges.Len())
	}
	for id := range tables.GlyphID(100) {
		index, covered := list.Index(id)
		if wantIndex, want := ranges.Index(id); covered != want || index != wantIndex {
			t.Errorf("glyph %d: %d, %v; want %d, %v", id, index, covered, wantIndex, want)
		}
	}
}

func TestBrokenCoverageStaysAsItIs(t *testing.T) {
	for name, ranges := range map[string][]tables.RangeRecord{
		"out of order": {{StartGlyphID: 50, EndGlyphID: 60}, {StartGlyphID: 10, EndGlyphID: 20, StartCoverageIndex: 11}},
		"overlapping":  {{StartGlyphID: 10, EndGlyphID: 20}, {StartGlyphID: 20, EndGlyphID: 30, StartCoverageIndex: 11}},
		"backwards":    {{StartGlyphID: 20, EndGlyphID: 10}},
		"with a gap":   {{StartGlyphID: 10, EndGlyphID: 20}, {StartGlyphID: 30, EndGlyphID: 40, StartCoverageIndex: 50}},
	} {
		if _, ok := listed(tables.Coverage2{Ranges: ranges}).(tables.Coverage2); !ok {
			t.Errorf("ranges %s became a list", name)
		}
	}
}
