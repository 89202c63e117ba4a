package typeset

import (
	"unicode"

	"github.com/go-text/typesetting/shaping"
)

// markGap stands between a letter and a mark that is put above it, in em.
const markGap = 0.03

// takesMarks tells whether marks on r may be put in its middle where the font does not say how. In scripts not named here, letters
// are drawn so that marks come out right without.
func takesMarks(r rune) bool { return unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic) }

// attachMarks puts marks in the middle above or below the letter that glyphs begin with, where the font has no anchors for the two, and the
// shaper so left them behind the letter: Russian stress, or letters of African languages.
func attachMarks(glyphs []glyph, shaped []shaping.Glyph) {
	letter := glyphs[0].ink
	top := letter.minY
	for i := 1; i < len(glyphs); i++ {
		g, s := &glyphs[i], shaped[i]
		if s.Advance != 0 || g.ink.empty() {
			continue
		}
		above := g.y+g.ink.maxY < (letter.minY+letter.maxY)/2
		if s.XOffset == 0 && s.YOffset == 0 {
			g.x = glyphs[0].x + float64((letter.minX+letter.maxX-g.ink.minX-g.ink.maxX)/2)
			if above {
				g.y = min(0, top-markGap-g.ink.maxY)
			}
		}
		if above {
			top = min(top, g.y+g.ink.minY)
		}
	}
}
