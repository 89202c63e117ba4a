// Package typeset turns a caption's text, font, box and style into ink: pixels to be laid over a picture.
//
// Text is shaped with HarfBuzz in every script, in the order of the Unicode bidirectional algorithm (UAX #9), and broken where UAX #14 allows it.
// What a font lacks is taken, per grapheme cluster, from the bundled fonts in a fixed order, and emoji from a colour font. Shaping is done
// once, in em, that is in multiples of the type size; size and lines are found on its result.
package typeset

import (
	"context"
	"image"
	"strings"
	"sync"

	"github.com/memed/memed/fonts"
	"github.com/memed/memed/internal/cache"
	"github.com/memed/memed/internal/caption"
)

// spriteBytes is the budget for rasterised glyphs: about 1500 large letters with their outlines.
const spriteBytes = 16 << 20

// Setter sets captions in the fonts of a library. It is safe for concurrent use.
type Setter struct {
	fonts   *fonts.Library
	sprites *cache.Cache[spriteKey, *sprite]
	desks   sync.Pool // of *desk
	images  sync.Pool // of *image.RGBA
}

// New returns a setter that takes its fonts from library.
func New(library *fonts.Library) *Setter {
	s := &Setter{fonts: library, sprites: cache.New[spriteKey, *sprite](spriteBytes)}
	s.desks.New = func() any { return newDesk(library) }
	return s
}

// Ink is a caption as it lies on the picture.
type Ink struct {
	// Image holds premultiplied colours; its bounds are the place on the picture. It is nil where nothing is visible.
	Image *image.RGBA
	// Missing are the characters that no font has a glyph for, each once, in the order of the text.
	Missing []rune
}

// Set sets one caption on a picture of the given size in pixels. It stops with the context's cause soon after that ends, and returns the
// faults of the fonts it uses.
func (s *Setter) Set(ctx context.Context, c caption.Caption, picture image.Point) (Ink, error) {
	d := s.desks.Get().(*desk)
	defer s.desks.Put(d)
	t, err := d.shape(ctx, c.Font, textOf(c))
	if err != nil {
		return Ink{}, err
	}
	set, f := composeTurned(t, c, picture)
	img, err := s.draw(ctx, d, set, c, f, picture)
	if err != nil {
		return Ink{}, err
	}
	return Ink{Image: img, Missing: t.missing}, nil
}

// Recycle takes back the image of ink that nobody uses any more, for its memory.
func (s *Setter) Recycle(img *image.RGBA) { s.images.Put(img) }

// newImage returns an image to be painted all over.
func (s *Setter) newImage(bounds image.Rectangle) *image.RGBA {
	img, ok := s.images.Get().(*image.RGBA)
	size := 4 * bounds.Dx() * bounds.Dy()
	if !ok || cap(img.Pix) < size {
		return image.NewRGBA(bounds)
	}
	img.Pix, img.Stride, img.Rect = img.Pix[:size], 4*bounds.Dx(), bounds
	return img
}

// textOf is the text as it is set.
func textOf(c caption.Caption) string {
	text := c.Display()
	if c.Size.Shrink {
		text = strings.Map(func(r rune) rune {
			if endsParagraph(r) {
				return ' '
			}
			return r
		}, text)
	}
	return text
}

// Stats returns the counters of the cache of rasterised glyphs.
func (s *Setter) Stats() cache.Stats { return s.sprites.Stats() }
