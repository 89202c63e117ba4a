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

// anyWords has few enough words for brute force.
var anyWords = rapid.Custom(func(t *rapid.T) string {
	vocabulary := rapid.SampledFrom([]string{
		"one", "does", "not", "simply", "I", "QUICK,", "Å", "fox", "gypsy", "a", "ÉTÉ", "(well)", "Mordor", "fjord", "incomprehensible",
		"שלום", "ببساطة", "कोई", "ที่นี่", "그냥", "漢", "😀",
	})
	return strings.Join(rapid.SliceOfN(vocabulary, 1, 10).Draw(t, "words"), rapid.SampledFrom([]string{" ", " ", "\n"}).Draw(t, "gap"))
})

// largestByBruteForce tries all ways to break words.
func largestByBruteForce(t *text, words []word, c caption.Caption, f frame) (size float64) {
	for lines := range breakings(words) {
		var widest float64
		for _, l := range lines {
			widest = max(widest, t.width(l))
		}
		size = max(size, min(f.maxSize, largestFor(widest, f.width, c), largestFor(t.height(len(lines)), f.height, c)))
	}
	return size
}

func TestFitIsTheLargestSize(t *testing.T) {
	const mostWords = 14 // 2^13 breakings
	rapid.Check(t, func(t *rapid.T) {
		c := anyFitted.Draw(t, "caption")
		c.Text, c.Size.Shrink = anyWords.Draw(t, "text"), false
		picture := image.Pt(rapid.IntRange(20, 1024).Draw(t, "width"), rapid.IntRange(20, 1024).Draw(t, "height"))
		s, f := layOut(t, c, picture)
		words := s.loosen(widthLimit(min(smallest, f.maxSize), c, f))
		if len(words) > mostWords {
			t.Skip("a word is broken")
		}
		largest := largestByBruteForce(s.text, words, c, f)
		if s.size > largest+1e-6 || s.size < largest-sizeStep-1e-6 {
			t.Fatalf("set at %v in %d lines, brute force finds %v", s.size, len(s.lines), largest)
		}
		if s.size > sizeStep && s.size != math.Round(s.size/sizeStep)*sizeStep {
			t.Fatalf("a size of %v is not in steps of %v", s.size, sizeStep)
		}
	})
}

// TestFitFillsItsBox looks at the ink itself, which is narrower than its line by the side bearings of two letters, and less high than
// it could be by the size's rounding.
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
				if wide, high := (right-left)/f.width, (bottom-top)/f.height; max(wide, high) < 0.965 || max(wide, high) > 1.01 {
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
		if want := largest * float64(min(picture.X, picture.Y)); s.size > want || s.size <= want-sizeStep {
			t.Errorf("%v: a single letter is set at %v, want %v", picture, s.size, want)
		}
	}
}

func TestMediumTextIsSetInTwoBalancedLines(t *testing.T) {
	for _, str := range []string{
		"ONE DOES NOT SIMPLY WALK INTO MORDOR", "НЕЛЬЗЯ ПРОСТО ТАК ВЗЯТЬ И ВОЙТИ", "一个人不能简单地走进魔多你知道吗", "לא פשוט נכנסים ברגל לארץ מורדור",
	} {
		s, _ := layOut(t, caption.New(str, caption.Top), usual)
		if len(s.lines) != 2 {
			t.Errorf("%q: %d lines, want 2", str, len(s.lines))
			continue
		}
		if a, b := s.width(s.lines[0]), s.width(s.lines[1]); math.Abs(a-b) > 0.25*max(a, b) {
			t.Errorf("%q: lines of %.2f and %.2f em", str, a, b)
		}
	}
}

func TestLongWordIsBrokenRatherThanSetTiny(t *testing.T) {
	for _, letter := range []string{"W", "ж", "क्षि", "ש", "กู้", "👍🏽"} {
		c := caption.New(strings.Repeat(letter, 80), caption.Top)
		s, _ := layOut(t, c, usual)
		if s.size < smallest || len(s.lines) < 2 {
			t.Errorf("%s: size %v in %d lines", letter, s.size, len(s.lines))
		}
	}
}

// TestWordsThatFitStayWhole sets words that have to be small, but are still legible.
func TestWordsThatFitStayWhole(t *testing.T) {
	for _, picture := range []image.Point{{200, 200}, {300, 60}, {548, 420}, {1024, 1024}} {
		const str = "Donaudampfschifffahrtsgesellschaft ahoy"
		s, _ := layOut(t, caption.New(str, caption.Top), picture)
		if got, want := len(slices.Concat(s.lines...)), len(strings.Fields(str)); got != want {
			t.Errorf("%s on %v is set at %.1f px in %d pieces, want %d", str, picture, s.size, got, want)
		}
	}
}

func TestShrinkKeepsOneLine(t *testing.T) {
	for _, str := range []string{
		"short", "one break at the end\n", "ONE DOES NOT\nSIMPLY WALK\n\nINTO MORDOR", strings.Repeat("many words ", 12), "שלום\u2029אבא\u2028mama",
	} {
		c := caption.New(str, caption.Top)
		c.Size.Shrink = true
		asLine := c
		asLine.Text = strings.NewReplacer("\n", " ", "\u2028", " ", "\u2029", " ").Replace(str)
		s, f := layOut(t, c, usual)
		if len(s.lines) != 1 {
			t.Errorf("%q: %d lines", str, len(s.lines))
		}
		ink := inked(set(t, c, usual).Image)
		if !within(ink, f) || float64(ink.Dy()) > 1.3*s.size+2*s.outline {
			t.Errorf("%q at %.1f px covers %v, the padded box is %+v", str, s.size, ink, f)
		}
		if !sameInk(set(t, c, usual), set(t, asLine, usual)) {
			t.Errorf("%q differs from the same with spaces for its line breaks", str)
		}
	}
}
