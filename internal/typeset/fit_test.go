package typeset

import (
	"image"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/memed/memed/internal/caption"
)

func TestFittedInkStaysInItsBox(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, picture := anyFitted.Draw(t, "caption"), anyPicture.Draw(t, "picture")
		ink := set(t, c, picture)
		if f := frameOf(c, picture); !within(inked(ink.Image), f) {
			t.Fatalf("ink in %v, the padded box is %+v", inked(ink.Image), f)
		}
	})
}

func TestSamplesStayInTheirBoxes(t *testing.T) {
	for _, picture := range []image.Point{{32, 32}, {60, 1024}, {1024, 60}, {1024, 1024}, usual} {
		for i, s := range samples {
			c := caption.New(s, caption.Bottom)
			c.Font = []string{"impact", "noto-sans", "comic-neue"}[i%3]
			ink := inked(set(t, c, picture).Image)
			if f := frameOf(c, picture); !within(ink, f) {
				t.Errorf("%q in %s on %v: ink in %v, the padded box is %+v", s, c.Font, picture, ink, f)
			}
			if ink.Empty() && strings.ContainsAny(s, "AIabcjpq") {
				t.Errorf("%q in %s on %v has no ink", s, c.Font, picture)
			}
		}
	}
}

// anyWords has few enough words for brute force.
var anyWords = rapid.Custom(func(t *rapid.T) string {
	vocabulary := rapid.SampledFrom([]string{
		"one", "does", "not", "simply", "I", "QUICK,", "Å", "fox", "gypsy", "a", "ÉTÉ", "(well)", "Mordor", "fjord", "incomprehensible",
	})
	return strings.Join(rapid.SliceOfN(vocabulary, 1, 10).Draw(t, "words"), rapid.SampledFrom([]string{" ", " ", "\n"}).Draw(t, "gap"))
})

// largestByBruteForce tries all ways to break words. The height of a line is that of the text's tallest and deepest letters.
func largestByBruteForce(words []word, c caption.Caption, f frame) (size float64) {
	for lines := range breakings(words) {
		var widest float64
		for _, l := range lines {
			widest = max(widest, l.width())
		}
		height := blockHeight([]line{words}, len(lines))
		size = max(size, min(f.maxSize, largestFor(widest, f.width, c), largestFor(height, f.height, c)))
	}
	return size
}

func TestFitIsTheLargestSize(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyFitted.Draw(t, "caption")
		c.Text, c.Size.Shrink = anyWords.Draw(t, "text"), false
		picture := image.Pt(rapid.IntRange(100, 1024).Draw(t, "width"), rapid.IntRange(100, 1024).Draw(t, "height"))
		s, f := layOut(t, c, picture)
		words := shape(t, c.Font, c.Text).words
		if loose := loosen(words, widthLimit(smallest, c, f)); len(loose) > len(words) {
			t.Skip("words are broken")
		}
		if largest := largestByBruteForce(words, c, f); s.size*1.02 < largest {
			t.Fatalf("set at %v in %d lines, brute force finds %v", s.size, len(s.lines), largest)
		}
	})
}

// TestFitFillsItsBox looks at the ink itself, which is narrower than its line by the side bearings of two letters.
func TestFitFillsItsBox(t *testing.T) {
	tests := []struct {
		name, text string
		box        caption.Box
	}{
		{"a wide line in a low box", "ONE DOES NOT SIMPLY", caption.Box{X: 0.05, Y: 0.1, Width: 0.9, Height: 0.12}},
		{"one line as wide as its box", "ONEDOESNOTSIMPLY", caption.Box{X: 0.1, Y: 0.1, Width: 0.6, Height: 0.3}},
		{"a narrow column", "ONE DOES NOT SIMPLY WALK INTO MORDOR", caption.Box{X: 0.4, Y: 0, Width: 0.2, Height: 1}},
		{"a low strip", "M", caption.Box{X: 0, Y: 0.4, Width: 1, Height: 0.15}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, outline := range []bool{true, false} {
				c := caption.New(test.text, caption.Middle)
				c.Box, c.Outline.None = test.box, !outline
				f := frameOf(c, usual)
				left, top, right, bottom := extent(set(t, c, usual).Image)
				if wide, high := (right-left)/f.width, (bottom-top)/f.height; max(wide, high) < 0.975 || max(wide, high) > 1.01 {
					t.Errorf("outline %v: the ink takes %.3f of the box's width and %.3f of its height", outline, wide, high)
				}
			}
		})
	}
}

func TestLettersKeepTheirProportionToThePicture(t *testing.T) {
	for _, picture := range []image.Point{{1024, 1024}, {1024, 300}, {300, 1024}} {
		c := caption.New("A", caption.Middle)
		c.Box = whole
		s, _ := layOut(t, c, picture)
		if want := largest * float64(min(picture.X, picture.Y)); s.size != want {
			t.Errorf("%v: a single letter is set at %v, want %v", picture, s.size, want)
		}
	}
}

func TestMediumTextIsSetInTwoBalancedLines(t *testing.T) {
	s, _ := layOut(t, caption.New("ONE DOES NOT SIMPLY WALK INTO MORDOR", caption.Top), usual)
	if len(s.lines) != 2 {
		t.Fatalf("%d lines, want 2", len(s.lines))
	}
	if a, b := s.lines[0].width(), s.lines[1].width(); math.Abs(a-b) > 0.2*max(a, b) {
		t.Errorf("lines of %.2f and %.2f em", a, b)
	}
}

func TestLongWordIsBrokenRatherThanSetTiny(t *testing.T) {
	c := caption.New(strings.Repeat("W", 256), caption.Top)
	s, _ := layOut(t, c, usual)
	if s.size < smallest || len(s.lines) < 2 {
		t.Errorf("size %v in %d lines", s.size, len(s.lines))
	}
	if glyphs(s.lines) != 256 {
		t.Errorf("%d letters are left of 256", glyphs(s.lines))
	}
}

func TestWordsThatFitAreNotBroken(t *testing.T) {
	for text, picture := range map[string]image.Point{"incomprehensibilities": usual, "GO MONKEYS": {32, 32}, "Oh no Nope.": {20, 300}} {
		s, _ := layOut(t, caption.New(text, caption.Top), picture)
		if got, want := len(slices.Concat(s.lines...)), len(strings.Fields(text)); got != want {
			t.Errorf("%s on %v is set at %.1f px in %d pieces, want %d", text, picture, s.size, got, want)
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
	for _, s := range []string{" ", "   ", "\u00a0", "\u00a0 \u202f", "\n", "\n\n", " \n ", "\u00ad", "\u200b", "", "\u2003"} {
		for _, size := range []caption.Size{{}, {Shrink: true}, {Pixels: 40}} {
			c := caption.New(s, caption.Top)
			c.Size = size
			if ink := set(t, c, usual); ink.Image != nil {
				t.Errorf("%q with size %+v has an image of %v", s, size, ink.Image.Rect)
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

func TestShrinkKeepsOneLine(t *testing.T) {
	for _, text := range []string{"short", "one break at the end\n", "ONE DOES NOT\nSIMPLY WALK\n\nINTO MORDOR", strings.Repeat("many words ", 12)} {
		c := caption.New(text, caption.Top)
		c.Size.Shrink = true
		asLine := c
		asLine.Text = strings.ReplaceAll(text, "\n", " ")
		s, f := layOut(t, asLine, usual)
		if len(s.lines) != 1 {
			t.Errorf("%q: %d lines", text, len(s.lines))
		}
		ink := inked(set(t, c, usual).Image)
		if !within(ink, f) || float64(ink.Dy()) > 1.3*s.size+2*s.outline {
			t.Errorf("%q at %.1f px covers %v, the padded box is %+v", text, s.size, ink, f)
		}
		if want := inked(set(t, asLine, usual).Image); ink != want {
			t.Errorf("%q covers %v, with spaces for its line breaks %v", text, ink, want)
		}
	}
}

func TestFixedSize(t *testing.T) {
	for _, pixels := range []float64{12, 33.5, 60, 200, 700} {
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
				if wide := l.width()*got.size + 2*got.outline; len(l) > 1 && wide > f.width+1e-6 {
					t.Errorf("%q on %v: a line of %d words is %.1f px wide, the box %.1f", s, picture, len(l), wide, f.width)
				}
			}
		}
	}
}
