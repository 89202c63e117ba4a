package typeset

import (
	"context"
	"slices"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"github.com/memed/memed/fonts"
)

// glyph is an outline at its place in a word.
type glyph struct {
	path    sfnt.Segments       // in units of 1/(64·unitsPerEm) em, y downwards; empty if there is no ink
	bounds  fixed.Rectangle26_6 // of path
	scale   float64             // takes path to em
	x       float64             // of its origin, from that of the word
	advance float64
}

// word is what is never broken, unless it is wider than any line can be.
type word struct {
	glyphs []glyph
	width  float64
	// before and after are how far the ink reaches out of the width on either side, which is less than a space.
	before, after float64
	// ascent and descent are how far the ink reaches above and below the baseline.
	ascent, descent float64
	// space is the width of the white space that follows where the line goes on.
	space float64
	// last tells that a line must end after the word.
	last bool
}

// text is a shaped text: its words in order, and the characters that no font has.
type text struct {
	words   []word
	missing []rune
}

// shaper shapes one text. It holds the scratch space that parsed fonts, which are shared, need of each user.
type shaper struct {
	ctx      context.Context
	library  *fonts.Library
	asked    *sfnt.Font
	standIns []*sfnt.Font // loaded as they are needed
	buffer   sfnt.Buffer
	text     text
}

// shape cuts s into words and these into glyphs of the named font.
func (s *Setter) shape(ctx context.Context, fontName, str string) (text, error) {
	described, err := s.fonts.Get("font", fontName)
	if err != nil {
		return text{}, err
	}
	asked, err := s.fonts.Load(ctx, described)
	if err != nil {
		return text{}, err
	}
	sh := shaper{ctx: ctx, library: s.fonts, asked: asked}
	err = sh.shapeAll(str)
	return sh.text, err
}

func (s *shaper) shapeAll(str string) error {
	space, err := s.spaceWidth()
	if err != nil {
		return err
	}
	start := 0
	runes := []rune(str)
	for i, r := range runes {
		if !breaksWord(r) {
			continue
		}
		if err := s.addWord(runes[start:i], space, r == '\n'); err != nil {
			return err
		}
		start = i + 1
	}
	return s.addWord(runes[start:], 0, true)
}

// breaksWord tells whether a line may end at r. The spaces that bind words together are not among them.
func breaksWord(r rune) bool {
	switch r {
	case '\u00a0', '\u202f', '\u2007':
		return false
	}
	return unicode.IsSpace(r)
}

func (s *shaper) spaceWidth() (float64, error) {
	index, err := s.asked.GlyphIndex(&s.buffer, ' ')
	if err != nil {
		return 0, err
	}
	units := fixed.Int26_6(s.asked.UnitsPerEm())
	advance, err := s.asked.GlyphAdvance(&s.buffer, index, units<<6, font.HintingNone)
	return float64(advance) / float64(units<<6), err
}

// addWord shapes one word. One without glyphs only counts where it stands for an empty line.
func (s *shaper) addWord(runes []rune, space float64, last bool) error {
	w := word{space: space, last: last}
	var previous *sfnt.Font
	var previousIndex sfnt.GlyphIndex
	for _, r := range runes {
		if ignorable(r) {
			continue
		}
		f, index, err := s.find(r)
		if err != nil {
			return err
		}
		if f == previous {
			w.width += s.kern(f, previousIndex, index)
		}
		if err := s.addGlyph(&w, f, index); err != nil {
			return err
		}
		previous, previousIndex = f, index
	}
	words := s.text.words
	switch {
	case len(w.glyphs) > 0:
		w.overhang()
		s.text.words = append(words, w)
	case last && (len(words) == 0 || words[len(words)-1].last):
		s.text.words = append(words, word{last: true})
	case last:
		words[len(words)-1].last = true
	}
	return nil
}

// ignorable tells whether r directs the setting of others and has no shape of its own.
func ignorable(r rune) bool {
	return unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}

// find returns the first font that has r: the asked one, then the bundled ones. If none has, it is the asked font's glyph for
// missing characters, a box.
func (s *shaper) find(r rune) (*sfnt.Font, sfnt.GlyphIndex, error) {
	if index, err := s.asked.GlyphIndex(&s.buffer, r); err != nil || index != 0 {
		return s.asked, index, err
	}
	for i, described := range s.library.Fallbacks() {
		if i == len(s.standIns) {
			f, err := s.library.Load(s.ctx, described)
			if err != nil {
				return nil, 0, err
			}
			s.standIns = append(s.standIns, f)
		}
		if index, err := s.standIns[i].GlyphIndex(&s.buffer, r); err != nil || index != 0 {
			return s.standIns[i], index, err
		}
	}
	if !slices.Contains(s.text.missing, r) {
		s.text.missing = append(s.text.missing, r)
	}
	return s.asked, 0, nil
}

// kern returns the pair's kerning in em. Fonts without a table for it have none.
func (s *shaper) kern(f *sfnt.Font, left, right sfnt.GlyphIndex) float64 {
	units := fixed.Int26_6(f.UnitsPerEm())
	k, err := f.Kern(&s.buffer, left, right, units<<6, font.HintingNone)
	if err != nil {
		return 0
	}
	return float64(k) / float64(units<<6)
}

func (s *shaper) addGlyph(w *word, f *sfnt.Font, index sfnt.GlyphIndex) error {
	ppem := fixed.Int26_6(f.UnitsPerEm()) << 6
	segments, err := f.LoadGlyph(&s.buffer, index, ppem, nil)
	if err != nil {
		return err
	}
	path := slices.Clone(segments) // those belong to the buffer
	advance, err := f.GlyphAdvance(&s.buffer, index, ppem, font.HintingNone)
	if err != nil {
		return err
	}
	scale := 1 / float64(ppem)
	bounds := path.Bounds()
	w.ascent = max(w.ascent, -float64(bounds.Min.Y)*scale)
	w.descent = max(w.descent, float64(bounds.Max.Y)*scale)
	w.glyphs = append(w.glyphs, glyph{path: path, bounds: bounds, scale: scale, x: w.width, advance: float64(advance) * scale})
	w.width += float64(advance) * scale
	return nil
}

// extent is the width that the word needs on a line of its own.
func (w *word) extent() float64 { return w.before + w.width + w.after }

// overhang measures how far the word's ink reaches out of its width.
func (w *word) overhang() {
	w.before, w.after = 0, 0
	for _, g := range w.glyphs {
		w.before = max(w.before, -g.x-float64(g.bounds.Min.X)*g.scale)
		w.after = max(w.after, g.x+float64(g.bounds.Max.X)*g.scale-w.width)
	}
}
