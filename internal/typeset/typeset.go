// Package typeset turns a caption's text, font, box and style into ink: pixels to be laid over a picture.
//
// Text is set glyph by glyph with pair kerning, from left to right, with missing glyphs taken from the bundled fonts. It is
// broken into balanced lines at white space. Lengths are in em, that is in multiples of the type size, until the size is known.
package typeset

import (
	"context"
	"image"
	"strings"

	"github.com/memed/memed/fonts"
	"github.com/memed/memed/internal/caption"
)

// Setter sets captions in the fonts of a library. It is safe for concurrent use.
type Setter struct {
	fonts *fonts.Library
}

// New returns a setter that takes its fonts from library.
func New(library *fonts.Library) *Setter { return &Setter{fonts: library} }

// Ink is a caption as it lies on the picture.
type Ink struct {
	// Image holds premultiplied colours; its bounds are the place on the picture. It is nil where nothing is visible.
	Image *image.RGBA
	// Missing are the characters that no font has a glyph for, each once, in the order of the text.
	Missing []rune
}

// Set sets one caption on a picture of the given size in pixels. It stops with the context's error soon after that ends, and
// returns the faults of the fonts it uses.
func (s *Setter) Set(ctx context.Context, c caption.Caption, picture image.Point) (Ink, error) {
	text := c.Display()
	if c.Size.Shrink {
		text = strings.ReplaceAll(text, "\n", " ")
	}
	shaped, err := s.shape(ctx, c.Font, text)
	if err != nil {
		return Ink{}, err
	}
	frame := frameOf(c, picture)
	set := compose(shaped.words, c, frame)
	img, err := draw(ctx, set, c, frame, picture)
	if err != nil {
		return Ink{}, err
	}
	return Ink{Image: img, Missing: shaped.missing}, nil
}
