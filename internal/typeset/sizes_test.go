package typeset

import (
	"image"
	"math"
	"strings"
	"testing"

	"github.com/memed/memed/internal/caption"
)

// pictures are tiny, tall, wide, large and usual.
var pictures = []image.Point{{32, 32}, {60, 1024}, {1024, 60}, {1024, 1024}, usual}

func TestEveryScriptStaysInItsBox(t *testing.T) {
	texts := append([]string{}, samples...)
	for _, name := range scriptNames {
		texts = append(texts, scripts[name])
	}
	for _, picture := range pictures {
		for i, s := range texts {
			c := caption.New(s, caption.Bottom)
			c.Font = []string{"impact", "noto-sans", "comic-neue"}[i%3]
			ink := inked(set(t, c, picture).Image)
			if f := frameOf(c, picture); !within(ink, f) {
				t.Errorf("%q in %s on %v: ink in %v, the padded box is %+v", s, c.Font, picture, ink, f)
			}
			if ink.Empty() && letters(s) != "" && s != "\u00ad\u200b" && s != "\u00a0" {
				t.Errorf("%q in %s on %v has no ink", s, c.Font, picture)
			}
		}
	}
}

// TestNothingIsIllegibleWhereLargerFits sets from one letter to 256 in a whole picture, and compares with what the area would allow.
func TestNothingIsIllegibleWhereLargerFits(t *testing.T) {
	for _, picture := range pictures {
		for _, str := range []string{"A", strings.Repeat("sixteen letters ", 16)[:255], strings.Repeat("W", 256), strings.Repeat("漢", 256), strings.Repeat("ш ", 128)} {
			c := caption.New(str, caption.Middle)
			c.Box = whole
			s, f := layOut(t, c, picture)
			if s.size == 0 {
				t.Errorf("%.8q (%d) on %v is not set at all", str, len(str), picture)
				continue
			}
			perLetter := totalWidth(s.words) * s.pitch() // em² of the whole text
			byArea := min(f.maxSize, math.Sqrt(f.width*f.height/perLetter))
			if s.size < 0.6*byArea-1 {
				t.Errorf("%.8q (%d) on %v is set at %.2f px, the area allows %.2f", str, len(str), picture, s.size, byArea)
			}
			if ink := inked(set(t, c, picture).Image); ink.Empty() && s.size >= visibleSize || !within(ink, f) {
				t.Errorf("%.8q (%d) on %v: ink in %v, the padded box is %+v", str, len(str), picture, ink, f)
			}
		}
	}
}

func TestLettersTooSmallToSeeAreLeftOut(t *testing.T) {
	c := caption.New(strings.Repeat("A", 256), caption.Top)
	c.Size.Shrink = true
	if ink := set(t, c, image.Pt(60, 60)); ink.Image != nil {
		t.Errorf("a line of 256 letters in 60 pixels has ink in %v", ink.Image.Rect)
	}
}

func TestTextWithoutInk(t *testing.T) {
	for _, s := range []string{" ", "   ", "\u00a0", "\u00a0 \u202f", "\n", "\n\n", " \n ", "\u00ad", "\u200b", "", "\u2003", "\u200e", "\ufe0f", "\u200d"} {
		for _, size := range []caption.Size{{}, {Shrink: true}, {Pixels: 40}} {
			for _, fontName := range []string{"impact", "noto-sans", "comic-neue"} {
				c := caption.New(s, caption.Top)
				c.Size, c.Font = size, fontName
				if ink := set(t, c, usual); ink.Image != nil && !inked(ink.Image).Empty() {
					t.Errorf("%q in %s with size %+v has ink in %v", s, fontName, size, inked(ink.Image))
				}
			}
		}
	}
}

func TestBoxTooSmallForAnyInk(t *testing.T) {
	for _, picture := range []image.Point{{1, 1}, {3, 3}, {1024, 1}, usual} {
		for _, s := range samples {
			c := caption.New(s, caption.Top)
			c.Box = caption.Box{X: 0.5, Y: 0.5, Width: 1e-9, Height: 1e-9}
			if ink := set(t, c, picture); ink.Image != nil {
				t.Errorf("%q on %v has an image of %v", s, picture, ink.Image.Rect)
			}
		}
	}
}

func TestFixedSize(t *testing.T) {
	for _, pixels := range []float64{24, 33.5, 60, 200, 700} {
		for fontName, capHeight := range map[string]float64{"impact": 0.859, "noto-sans": 0.714} { // of H, in the fonts' own tables
			_, top, _, bottom := extent(set(t, fixedCaption("H", fontName, pixels), image.Pt(1024, 1024)).Image)
			if got, want := bottom-top, capHeight*pixels; math.Abs(got-want) > 0.002*pixels+0.1 {
				t.Errorf("H of %s at %v px is %.2f px high, want %.2f", fontName, pixels, got, want)
			}
		}
	}
}

func TestFixedSizeIsNeverResized(t *testing.T) {
	for _, s := range samples {
		for _, picture := range []image.Point{{32, 32}, usual} {
			c := fixedCaption(s, "impact", 50)
			c.Outline.None = false
			got, f := layOut(t, c, picture)
			if got.size != 50 {
				t.Errorf("%q on %v is set at %v px", s, picture, got.size)
			}
			for _, l := range got.lines {
				if wide := got.width(l)*got.size + 2*got.outline; len(l) > 1 && wide > f.width+1e-6 {
					t.Errorf("%q on %v: a line of %d words is %.1f px wide, the box %.1f", s, picture, len(l), wide, f.width)
				}
			}
		}
	}
}
