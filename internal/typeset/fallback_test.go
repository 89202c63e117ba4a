package typeset

import (
	"crypto/sha256"
	"image"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"
)

func TestMissingGlyphs(t *testing.T) {
	tests := []struct {
		name, font, text string
		missing          []rune
	}{
		{"none", "impact", "ONE DOES NOT", nil},
		{"once each, in order", "impact", "b\ue124a\ue123 \ue124\n\ue123\ue125", []rune{0xe124, 0xe123, 0xe125}},
		{"Cyrillic comes from a bundled font", "impact", "ПРИВЕТ, МИР", nil},
		{"so does Greek", "comic-neue", "Ελληνικά", nil},
		{"no-break spaces", "comic-neue", "a\u00a0b\u202fc\u2007d", nil},
		{"all spaces", "impact", "a\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000b", nil},
		{"what has no shape is not missing", "impact", "a\u00ad\u200b\u200d\ufe0fb\u2060\u200e\u2067\u2069\U000e0041", nil},
		{"what is no character", "impact", "\uffff", []rune{0xffff}},
		{"beyond the first plane", "impact", "\U0010fffd", []rune{0x10fffd}},
		{"emoji", "impact", "\U0001f600", nil},
		{"a mark on what is missing", "impact", "\ue123\u0301", []rune{0xe123}},
		{"scripts without a font", "noto-sans", "ꦗꦮ", []rune{0xa997, 0xa9ae}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := shape(t, test.font, test.text).missing; !slices.Equal(got, test.missing) {
				t.Errorf("missing %U, want %U", got, test.missing)
			}
		})
	}
	for _, name := range scriptNames {
		if got := shape(t, "impact", scripts[name]).missing; got != nil {
			t.Errorf("%s: missing %U", name, got)
		}
	}
}

func TestMissingGlyphsAreVisibleBoxes(t *testing.T) {
	library := newSetter(t).fonts
	for _, f := range library.List() {
		for _, s := range []string{"\ue123", "\U0010fffd"} {
			ink := set(t, fixedCaption(s, f.ID, 60), usual)
			if len(ink.Missing) != 1 {
				t.Errorf("%s: missing %U", f.ID, ink.Missing)
			}
			if r := inked(ink.Image); r.Dx() < 10 || r.Dy() < 20 {
				t.Errorf("%s: %q at 60 px covers %v", f.ID, s, r)
			}
		}
	}
}

// standInsInOrder are the fonts that stand in for every other, as the documentation of package fonts lists them.
var standInsInOrder = []string{
	"NotoSans-Bold", "NotoSansHebrew-Black", "NotoSansArabic-Black", "NotoSansBengali-Black", "NotoSansTamil-Black", "NotoSansTelugu-Black",
	"NotoSansThai-Black", "NotoSansGeorgian-Black", "NotoSansArmenian-Black", "NotoSansKR-Black", "DejaVuSans-Bold", "DroidSansFallbackFull",
}

// TestGlyphsComeFromTheFirstFontThatHasThem asks x/image, letter by letter, which of the fonts is the first. Letters that a font may put
// together are left out.
func TestGlyphsComeFromTheFirstFontThatHasThem(t *testing.T) {
	order := map[string][]*sfnt.Font{}
	names := map[*sfnt.Font]string{}
	for asked, first := range map[string][]string{
		"impact":     {"Anton-Regular", "SofiaSansExtraCondensed-Black"},
		"comic-neue": {"ComicNeue-Bold"},
		"noto-sans":  {"NotoSans-Bold"},
	} {
		for _, name := range append(first, standInsInOrder...) {
			f := parseFile(t, name+".ttf")
			order[asked], names[f] = append(order[asked], f), name
		}
	}
	digests := bundledNames(t)
	const more = "→★☮∞€₿♪½ЖЩфωΏ漢字かカ한글אבبปಠ"
	for asked, fonts := range order {
		for _, r := range letters(allScripts() + more) {
			shaped := shape(t, asked, string(r))
			if ignorable(r) || !norm.NFD.IsNormalString(string(r)) || shaped.glyphs[0].face.emoji || shaped.missing != nil {
				continue
			}
			want := names[firstWith(fonts, r)]
			if got := digests[shaped.glyphs[0].face.digest]; got != want {
				t.Errorf("%q in %s comes from %s, want %s", r, asked, got, want)
			}
		}
	}
}

func allScripts() (s string) {
	for _, name := range scriptNames {
		if name != "emoji" {
			s += scripts[name]
		}
	}
	return s
}

func firstWith(fonts []*sfnt.Font, r rune) *sfnt.Font {
	var buffer sfnt.Buffer
	for _, f := range fonts {
		if index, err := f.GlyphIndex(&buffer, r); err == nil && index != 0 {
			return f
		}
	}
	return nil
}

// bundledNames are the names of the bundled files by their digests.
func bundledNames(t *testing.T) map[[32]byte]string {
	t.Helper()
	paths, err := filepath.Glob("../../fonts/files/*.ttf")
	if err != nil {
		t.Fatal(err)
	}
	names := make(map[[32]byte]string)
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		names[sha256.Sum256(data)] = strings.TrimSuffix(filepath.Base(path), ".ttf")
	}
	return names
}

func TestCapitalsMatch(t *testing.T) {
	tests := []struct {
		font, asked, standIn string
		scaled               bool
	}{
		{"impact", "H", "Н", true},
		{"impact", "E", "Ε", true},
		{"noto-sans", "H", "Н", true},
		{"comic-neue", "H", "Н", false}, // stand-ins are never made smaller
	}
	for _, test := range tests {
		height := func(s string) float64 {
			_, top, _, bottom := extent(set(t, fixedCaption(s, test.font, 100), image.Pt(300, 300)).Image)
			return bottom - top
		}
		a, b := height(test.asked), height(test.standIn)
		if b < 0.98*a || test.scaled && b > 1.02*a {
			t.Errorf("%s: %s is %.1f px high, %s of another font %.1f", test.font, test.asked, a, test.standIn, b)
		}
	}
}

// TestStandInsAreScaled compares with the capitals' heights in the fonts' own tables.
func TestStandInsAreScaled(t *testing.T) {
	tests := []struct {
		font, text string
		want       float64
	}{
		{"impact", "A", 1}, {"impact", "א", 0.859 / 0.714}, {"impact", "😀", 1}, {"noto-sans", "א", 1}, {"comic-neue", "א", 1}, {"twemoji", "א", 1},
	}
	for _, test := range tests {
		if got := shape(t, test.font, test.text).glyphs[0].face.scale; math.Abs(got-test.want) > 0.01 {
			t.Errorf("%s in %s is scaled by %.3f, want %.3f", test.text, test.font, got, test.want)
		}
	}
}

// TestFontsMayMix sees to it that a font's units per em do not leak into the next font.
func TestFontsMayMix(t *testing.T) {
	mixed := shape(t, "noto-sans", "A漢A").words
	want := 2*shape(t, "noto-sans", "A").words[0].width + shape(t, "noto-sans", "漢").words[0].width
	if got := totalWidth(mixed); math.Abs(got-want) > 1e-9 {
		t.Errorf("A漢A is %.4f em wide, its letters %.4f", got, want)
	}
}

// TestLightFontsAreThickened compares the ink of a character with that of its outline, which the font's file has.
func TestLightFontsAreThickened(t *testing.T) {
	c := fixedCaption("一", "noto-sans", 200)
	_, top, _, bottom := extent(set(t, c, image.Pt(300, 300)).Image)
	f := shape(t, "noto-sans", "一").glyphs[0].face
	if f.bold == 0 || f.scale < 1 {
		t.Fatalf("scale %v, bold by %v em", f.scale, f.bold)
	}
	thin := *f
	thin.bold = 0
	key := spriteKey{glyph: shape(t, "noto-sans", "一").glyphs[0].id, size: 200 * f.scale}
	sp := thin.rasterise(key)
	plain := &image.RGBA{Rect: sp.bounds, Stride: 4 * sp.bounds.Dx(), Pix: make([]uint8, 4*len(sp.fill))}
	for i, a := range sp.fill {
		plain.Pix[4*i+3] = a
	}
	_, thinTop, _, thinBottom := extent(plain)
	if got, want := (bottom-top)-(thinBottom-thinTop), 2*f.bold*200*f.scale; math.Abs(got-want) > 1 {
		t.Errorf("thickened by %.2f px, want %.2f", got, want)
	}
}

func parseFile(t *testing.T, name string) *sfnt.Font {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../fonts/files", name))
	if err != nil {
		t.Fatal(err)
	}
	f, err := opentype.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
