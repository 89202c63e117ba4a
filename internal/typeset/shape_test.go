package typeset

import (
	"math"
	"slices"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"

	"github.com/memed/memed/internal/fault"
)

// oracleFace returns x/image's own face of a bundled font, at so many pixels per em. Its kerning is right at kernedSize only.
func oracleFace(t *testing.T, fontName string, pixels float64) font.Face {
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
		pixels := kernedSize(t, fontName)
		oracle := oracleFace(t, fontName, pixels)
		for _, s := range []string{"I", "AVATAR", "To", "TO", "WAVE", "LT", "ford", "ÅÉÑ", "P.", "100%", "mmmmmmmmmm", "AV\u00a0AV"} {
			words := shape(t, fontName, s).words
			if len(words) != 1 {
				t.Fatalf("%q is %d words", s, len(words))
			}
			want := float64(font.MeasureString(oracle, s)) / 64 / pixels
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
		want := float64(font.MeasureString(oracleFace(t, fontName, 1024), " ")) / 64 / 1024
		if got := shape(t, fontName, "a b").words[0].space; math.Abs(got-want) > 1.0/1024 {
			t.Errorf("%s: a space is %.4f em wide, want %.4f", fontName, got, want)
		}
	}
}

func TestUnknownFont(t *testing.T) {
	_, err := newDesk(newSetter(t).fonts).shape(t.Context(), "impakt", "text")
	if f := fault.As(err); f == nil || f.Kind != fault.NotFound || f.Field != "font" {
		t.Errorf("err = %v", err)
	}
}

// TestOverhangs knows glyphs that reach out of their advance, from the fonts' own tables.
func TestOverhangs(t *testing.T) {
	for s, want := range map[string][2]float64{"H": {}, "j": {0.053, 0}, "f": {0, 0.045}, "ff": {0, 0.045}, "jf": {0.053, 0.045}} {
		shaped := shape(t, "noto-sans", s)
		if math.Abs(shaped.before-want[0]) > 0.001 || math.Abs(shaped.after-want[1]) > 0.001 {
			t.Errorf("%s reaches out by %.3f and %.3f em, want %v", s, shaped.before, shaped.after, want)
		}
	}
}

// TestScriptsAreShaped knows what shaping has to do to letters: join, reorder, put together.
func TestScriptsAreShaped(t *testing.T) {
	glyphsIn := func(s string) (ids []uint32) {
		for _, g := range shape(t, "noto-sans", s).glyphs {
			ids = append(ids, uint32(g.id))
		}
		return ids
	}
	tests := []struct{ name, text, apart string }{
		{"Arabic letters join", "بب", "ب\u200cب"},
		{"lam and alef become one", "لا", "ل\u200cا"},
		{"conjuncts of Devanagari", "क्ष", "क्\u200cष"},
		{"conjuncts of Bengali", "ক্ষ", "ক্\u200cষ"},
		{"jamo become a syllable", "\u1112\u1161\u11ab", "\u1112\u200c\u1161\u200c\u11ab"},
	}
	for _, test := range tests {
		if a, b := glyphsIn(test.text), glyphsIn(test.apart); slices.Equal(a, b) || len(a) > len(b) {
			t.Errorf("%s: glyphs %v, apart %v", test.name, a, b)
		}
	}
	if a, b := glyphsIn("कि"), glyphsIn("क"); len(a) != 2 || a[1] != b[0] {
		t.Errorf("the vowel of कि does not come first: glyphs %v, क is %v", a, b)
	}
	if a, b := glyphsIn("கொ"), glyphsIn("க"); len(a) != 3 || a[1] != b[0] {
		t.Errorf("the vowel of கொ does not stand around its letter: glyphs %v, க is %v", a, b)
	}
}
