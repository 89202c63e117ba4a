package typeset

import (
	"math"
	"testing"

	"github.com/go-text/typesetting/font"
)

// TestEmboldenIsAsThickAsAStroke compares with the other way to thicken letters, a stroke around them.
func TestEmboldenIsAsThickAsAStroke(t *testing.T) {
	s := newSetter(t)
	for _, test := range []struct {
		font   string
		letter rune
	}{{"droid-sans-fallback", '龜'}, {"droid-sans-fallback", '口'}, {"droid-sans-fallback", 'あ'}, {"anton", 'g'}, {"comic-neue", '8'}, {"noto-sans-kr", '닭'}} {
		described, err := s.fonts.Get("font", test.font)
		if err != nil {
			t.Fatal(err)
		}
		parsed, err := s.fonts.Load(t.Context(), described)
		if err != nil {
			t.Fatal(err)
		}
		const size, by = 200, 0.012
		thin := &face{Face: font.NewFace(parsed), units: float64(parsed.Upem())}
		bold := *thin
		bold.bold = by
		glyph, _ := thin.NominalGlyph(test.letter)
		stroked := thin.rasterise(spriteKey{glyph: glyph, size: size, outline: by * size})
		emboldened := bold.rasterise(spriteKey{glyph: glyph, size: size})
		var sum, want, plain int
		for y := stroked.bounds.Min.Y; y < stroked.bounds.Max.Y; y++ {
			for x := stroked.bounds.Min.X; x < stroked.bounds.Max.X; x++ {
				i := (y-stroked.bounds.Min.Y)*stroked.bounds.Dx() + x - stroked.bounds.Min.X
				sum += int(math.Abs(float64(int(stroked.stroke[i]) - int(coverageAt(emboldened, x, y)))))
				want, plain = want+int(stroked.stroke[i]), plain+int(stroked.fill[i])
			}
		}
		if added := want - plain; sum > added/10 {
			t.Errorf("%c of %s: %.1f %% of what a stroke adds is elsewhere", test.letter, test.font, 100*float64(sum)/float64(added))
		}
	}
}

func coverageAt(s *sprite, x, y int) uint8 {
	if x < s.bounds.Min.X || y < s.bounds.Min.Y || x >= s.bounds.Max.X || y >= s.bounds.Max.Y {
		return 0
	}
	return s.fill[(y-s.bounds.Min.Y)*s.bounds.Dx()+x-s.bounds.Min.X]
}
