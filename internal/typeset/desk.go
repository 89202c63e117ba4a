package typeset

import (
	"context"

	"github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/segmenter"
	"github.com/go-text/typesetting/shaping"

	"github.com/memed/memed/fonts"
)

// desk is the working place of one setting at a time: faces and scratch memory that are kept for the next one.
type desk struct {
	library *fonts.Library
	faces   map[[32]byte]*face
	shaper  shaping.HarfbuzzShaper
	roomy   bool // the shaper's buffer is large enough
	bidi    bidi.Paragraph
	breaks  segmenter.Segmenter

	asked     *face // the one of the caption
	runes     []rune
	level     []int8
	chosen    []*face // per rune
	grapheme  []bool  // per rune, whether a grapheme cluster begins there
	lineStart []bool  // per rune, whether a line may begin there
	text      text
	visual    []cluster
	placed    []placed
	cold      []cold
	numbers   map[spriteKey]int // of cold
	planes    planes
}

func newDesk(library *fonts.Library) *desk {
	return &desk{library: library, faces: make(map[[32]byte]*face), numbers: make(map[spriteKey]int)}
}

// face is a font as one desk uses it.
type face struct {
	*font.Face
	digest [32]byte
	units  float64 // per em
	// scale is how much larger glyphs are drawn than the asked size, so that a font that stands in has capitals of the same height.
	scale float64
	// unfit are characters that the face has but that other faces have to show.
	unfit string
	// bold is how far letters are thickened, in em, where the font has no heavy weight.
	bold float64
	// emoji tells that glyphs bring their own colours.
	emoji bool
}

// maxFaces bounds the faces that a desk keeps. The bundled fonts and a few of the operator's are within.
const maxFaces = 64

// face returns the desk's face of a font.
func (d *desk) face(ctx context.Context, described *fonts.Font) (*face, error) {
	if f, ok := d.faces[described.Digest]; ok {
		return f, nil
	}
	parsed, err := d.library.Load(ctx, described)
	if err != nil {
		return nil, err
	}
	if len(d.faces) >= maxFaces {
		clear(d.faces)
	}
	f := &face{
		Face: font.NewFace(parsed), digest: described.Digest, units: float64(parsed.Upem()), scale: 1,
		unfit: described.Unfit, bold: described.Embolden, emoji: described == d.library.Emoji(),
	}
	d.faces[described.Digest] = f
	return f, nil
}

// Capitals of fonts that do not tell their height, and the bounds of what stand-ins are enlarged by.
const (
	usualCapitals = 0.72
	leastScale    = 1
	mostScale     = 1.32
)

func (f *face) capitals() float64 {
	if height := float64(f.LineMetric(font.CapHeight)) / f.units; height > 0.3 {
		return height
	}
	return usualCapitals
}

// matching returns a stand-in for asked, enlarged to match its capitals.
func (f *face) matching(asked *face) *face {
	if f.emoji || f == asked {
		return f
	}
	scaled := *f
	scaled.scale = min(max(asked.capitals()/f.capitals(), leastScale), mostScale)
	return &scaled
}
