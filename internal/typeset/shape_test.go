package typeset

import (
	"math"
	"slices"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"

	"github.com/memed/memed/internal/fault"
)

// face returns x/image's own face of a bundled font, at so many pixels per em. Its kerning is right at kernedSize only.
func face(t *testing.T, fontName string, pixels float64) font.Face {
	t.Helper()
	f, err := opentype.NewFace(load(t, fontName), &opentype.FaceOptions{Size: pixels, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// kernedSize is the size in pixels at which a font unit is 1/64 pixel. The Kern method of x/image's face returns font units at any size.
func kernedSize(t *testing.T, fontName string) float64 {
	t.Helper()
	return float64(load(t, fontName).UnitsPerEm()) / 64
}

// TestWidths compares with x/image's face at the size at which nothing has to be rounded.
func TestWidths(t *testing.T) {
	for _, fontName := range []string{"anton", "noto-sans", "comic-neue"} {
		for _, s := range []string{"I", "AVATAR", "To", "TO", "WAVE", "LT", "fjord", "ÅÉÑ", "P.", "100%", "mmmmmmmmmm", "AV\u00a0AV"} {
			words := shape(t, fontName, s).words
			if len(words) != 1 {
				t.Fatalf("%q is %d words", s, len(words))
			}
			pixels := kernedSize(t, fontName)
			want := float64(font.MeasureString(face(t, fontName, pixels), s)) / 64 / pixels
			if got := words[0].width; math.Abs(got-want) > 1e-9 {
				t.Errorf("%q in %s is %.6f em wide, want %.6f", s, fontName, got, want)
			}
		}
	}
}

func TestPairsAreKerned(t *testing.T) {
	for _, fontName := range []string{"anton", "noto-sans", "comic-neue"} {
		apart := shape(t, fontName, "A").words[0].width + shape(t, fontName, "V").words[0].width
		if pair := shape(t, fontName, "AV").words[0].width; pair >= apart {
			t.Errorf("%s: AV is %.3f em wide, A and V %.3f", fontName, pair, apart)
		}
	}
}

func TestSpaceIsTheFonts(t *testing.T) {
	for _, fontName := range []string{"anton", "noto-sans", "comic-neue"} {
		want := float64(font.MeasureString(face(t, fontName, 1024), " ")) / 64 / 1024
		if got := shape(t, fontName, "a b").words[0].space; math.Abs(got-want) > 1.0/1024 {
			t.Errorf("%s: a space is %.4f em wide, want %.4f", fontName, got, want)
		}
	}
}

func TestMissingGlyphs(t *testing.T) {
	tests := []struct {
		name, font, text string
		missing          []rune
	}{
		{"none", "impact", "ONE DOES NOT", nil},
		{"once each, in order", "impact", "b\ue124a\ue123 \ue124\ue123\ue125", []rune{0xe124, 0xe123, 0xe125}},
		{"Cyrillic comes from a bundled font", "impact", "ПРИВЕТ, МИР", nil},
		{"so does Greek", "comic-neue", "Ελληνικά", nil},
		{"no-break spaces", "comic-neue", "a\u00a0b\u202fc\u2007d", nil},
		{"what has no shape is not missing", "impact", "a\u00ad\u200b\u200d\ufe0fb\u2060\U000e0041", nil},
		{"what is no character", "impact", "\uffff", []rune{0xffff}},
		{"beyond the first plane", "impact", "\U0001f600", []rune{0x1f600}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := shape(t, test.font, test.text).missing; !slices.Equal(got, test.missing) {
				t.Errorf("missing %U, want %U", got, test.missing)
			}
		})
	}
}

func TestGlyphsComeFromTheFirstFontThatHasThem(t *testing.T) {
	tests := []struct {
		font string
		r    rune
		from string
	}{
		{"impact", 'A', "anton"},
		{"comic-neue", 'A', "comic-neue"},
		{"noto-sans", 'Я', "noto-sans"},
		{"impact", 'Я', "noto-sans"},
		{"comic-neue", 'Я', "noto-sans"},
		{"comic-neue", 'Ω', "anton"},
	}
	for _, test := range tests {
		f := load(t, test.from)
		var buffer sfnt.Buffer
		index, err := f.GlyphIndex(&buffer, test.r)
		if err != nil || index == 0 {
			t.Fatalf("%s has no %q: %v", test.from, test.r, err)
		}
		s := shaper{ctx: t.Context(), library: newSetter(t).fonts, asked: load(t, test.font)}
		if got, gotIndex, err := s.find(test.r); err != nil || got != f || gotIndex != index {
			t.Errorf("%q in %s is not glyph %d of %s but %d (%v)", test.r, test.font, index, test.from, gotIndex, err)
		}
	}
}

// TestFontsMayMix sees to it that a font's units per em do not leak into the next font.
func TestFontsMayMix(t *testing.T) {
	mixed := shape(t, "impact", "AЖA").words[0]
	want := 2*shape(t, "impact", "A").words[0].width + shape(t, "noto-sans", "Ж").words[0].width
	if math.Abs(mixed.width-want) > 1e-9 {
		t.Errorf("AЖA is %.4f em wide, its letters %.4f", mixed.width, want)
	}
}

func TestUnknownFont(t *testing.T) {
	_, err := newSetter(t).shape(t.Context(), "impakt", "text")
	if f := fault.As(err); f == nil || f.Kind != fault.NotFound || f.Field != "font" {
		t.Errorf("err = %v", err)
	}
}

// TestOverhangs knows glyphs that reach out of their advance, from the fonts' own tables.
func TestOverhangs(t *testing.T) {
	for s, want := range map[string][2]float64{"H": {}, "j": {0.053, 0}, "f": {0, 0.045}, "ff": {0, 0.045}, "jf": {0.053, 0.045}} {
		w := shape(t, "noto-sans", s).words[0]
		if math.Abs(w.before-want[0]) > 0.001 || math.Abs(w.after-want[1]) > 0.001 {
			t.Errorf("%s reaches out by %.3f and %.3f em, want %v", s, w.before, w.after, want)
		}
	}
}
