package typeset

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/memed/memed/fonts"
)

// choose decides for each grapheme cluster of the desk's runes which face it is set in: the asked one, the emoji font for emoji, the first
// that stands in and has all of it, or the emoji font for what no other has. What none has is drawn as a font's box for missing characters, and noted.
func (d *desk) choose(ctx context.Context, asked *face, standIns *standIns) error {
	runes := d.runes
	for start := 0; start < len(runes); {
		end := start + 1
		for end < len(runes) && !d.grapheme[end] {
			end++
		}
		f, err := d.faceFor(ctx, runes[start:end], asked, standIns)
		if err != nil {
			return err
		}
		for range end - start {
			d.chosen = append(d.chosen, f)
		}
		start = end
	}
	return nil
}

func (d *desk) faceFor(ctx context.Context, cluster []rune, asked *face, standIns *standIns) (*face, error) {
	if emojiLike(cluster) {
		if f, err := d.emojiFor(ctx, cluster); f != nil || err != nil {
			return f, err
		}
	}
	if asked.has(cluster) && !(asked.emoji && cluster[0] < utf8.RuneSelf) { // the emoji font has ASCII as invisible parts of keycaps
		return asked, nil
	}
	for i := 0; ; i++ {
		f, err := standIns.at(ctx, d, i)
		if err != nil {
			return nil, err
		}
		if f == nil {
			break
		}
		if f.has(cluster) {
			return f, nil
		}
	}
	if f, err := d.emojiFor(ctx, cluster); f != nil || err != nil { // of what is text by itself
		return f, err
	}
	for _, r := range cluster {
		if !ignorable(r) && !asked.hasRune(r) && !slices.Contains(d.text.missing, r) {
			d.text.missing = append(d.text.missing, r)
		}
	}
	return standIns.withBox(ctx, d)
}

// emojiFor returns the emoji font if it has all of a cluster, and otherwise nil.
func (d *desk) emojiFor(ctx context.Context, cluster []rune) (*face, error) {
	f, err := d.face(ctx, d.library.Emoji())
	if err != nil || !f.has(cluster) {
		return nil, err
	}
	return f, nil
}

// has tells whether the face has a glyph for all of a grapheme cluster.
func (f *face) has(cluster []rune) bool {
	for _, r := range cluster {
		switch {
		case f.hasRune(r):
		case unicode.IsSpace(r): // is shaped as a space of another width
			if !f.hasRune(' ') {
				return false
			}
		case !ignorable(r):
			return false
		}
	}
	return true
}

// hasRune tells whether the face has a glyph for r, or for the letter and marks that it is made of, which the shaper then puts together.
func (f *face) hasRune(r rune) bool {
	if strings.ContainsRune(f.unfit, r) {
		return false
	}
	if id, ok := f.NominalGlyph(r); ok && id != 0 {
		return true
	}
	decomposed := norm.NFD.PropertiesString(string(r)).Decomposition()
	if len(decomposed) == 0 {
		return false
	}
	for _, part := range string(decomposed) {
		if id, ok := f.NominalGlyph(part); !ok || id == 0 {
			return false
		}
	}
	return true
}

// ignorable tells whether r directs the setting of others and has no shape of its own.
func ignorable(r rune) bool {
	return unicode.IsSpace(r) || unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}

// standIns are the faces that stand in for an asked one, loaded as they are needed.
type standIns struct {
	asked     *face
	described []*fonts.Font
	faces     []*face
}

// at returns the ith stand-in, or nil after the last.
func (s *standIns) at(ctx context.Context, d *desk, i int) (*face, error) {
	if i == len(s.described) {
		return nil, nil
	}
	if i == len(s.faces) {
		f, err := d.face(ctx, s.described[i])
		if err != nil {
			return nil, err
		}
		s.faces = append(s.faces, f.matching(s.asked))
	}
	return s.faces[i], nil
}

// withBox returns the asked face or, as some fonts show nothing for characters that they lack, the first stand-in that has a box for them.
func (s *standIns) withBox(ctx context.Context, d *desk) (*face, error) {
	for i, f := 0, s.asked; ; i++ {
		if box, ok := f.GlyphDataOutline(0); ok && len(box.Segments) > 0 {
			return f, nil
		}
		next, err := s.at(ctx, d, i)
		if err != nil {
			return nil, err
		}
		if next == nil {
			return s.asked, nil
		}
		f = next
	}
}
