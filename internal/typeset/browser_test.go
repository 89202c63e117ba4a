package typeset

import (
	"math"
	"slices"
	"testing"
	"unicode"

	"github.com/memed/memed/fonts"
)

// The browser shapes with HarfBuzz too, but chooses script, language, features and line ends by itself, from the text alone. What it rounds
// makes much less than these.
const (
	widthTolerance = 0.01 // of a line's width
	placeTolerance = 0.05 // of a grapheme's place, in em: go-text/typesetting v0.3.5 leaves some pairs unkerned (its issue 278)
)

// TestBrowser compares our setting with that of Chromium, from the same font files.
func TestBrowser(t *testing.T) {
	library := browserLibrary(t)
	widths, orders, lines := widthTexts(t, library), orderTexts(), lineTexts()
	texts := slices.Concat(widths, orders, lines)
	settings := browse(t, library, texts)
	d := newDesk(library)
	compare := func(name string, texts []browserText, with func(*testing.T, *desk, browserText, browserSetting) bool) {
		own := settings[:len(texts)]
		settings = settings[len(texts):]
		t.Run(name, func(t *testing.T) {
			compared := 0
			for i, text := range texts {
				if with(t, d, text, own[i]) {
					compared++
				}
			}
			if t.Logf("%d of %d texts compared", compared, len(texts)); compared < 9*len(texts)/10 {
				t.Error("too few texts could be compared")
			}
		})
	}
	compare("widths", widths, compareWidth)
	compare("order", orders, compareOrder)
	compare("lines", lines, compareLines)
}

func widthTexts(t *testing.T, library *fonts.Library) []browserText {
	t.Helper()
	var texts []browserText
	for _, f := range library.List() {
		for _, script := range f.Scripts {
			if len(widthSamples[script]) == 0 {
				t.Errorf("no samples of %s", script)
			}
			for _, sample := range widthSamples[script] {
				texts = append(texts, browserText{Font: f.ID, Text: sample})
			}
		}
	}
	return texts
}

func orderTexts() (texts []browserText) {
	for _, sample := range orderSamples {
		texts = append(texts, browserText{Font: sample.font, Text: sample.text})
	}
	return texts
}

func lineTexts() (texts []browserText) {
	for _, sample := range lineSamples {
		for _, width := range lineWidths {
			texts = append(texts, browserText{Font: sample.font, Text: sample.text, Width: width})
		}
	}
	return texts
}

// shapeAlone shapes a text, of which its font must have all but the spaces. These the page takes from Noto Sans too.
func shapeAlone(t *testing.T, d *desk, b browserText) *text {
	t.Helper()
	set, err := d.shape(t.Context(), b.Font, b.Text)
	if err != nil {
		t.Fatal(err)
	}
	asked, err := d.library.Get("font", b.Font)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range set.glyphs {
		if g.id == 0 || g.face.digest != asked.Digest && !g.ink.empty() {
			t.Fatalf("%s lacks some of %q: %+q", b.Font, b.Text, set.missing)
		}
	}
	return set
}

func compareWidth(t *testing.T, d *desk, b browserText, want browserSetting) bool {
	t.Helper()
	var width float64
	for _, c := range shapeAlone(t, d, b).clusters {
		width += c.width
	}
	if math.Abs(width-want.Width) > widthTolerance*want.Width {
		t.Errorf("%s: %q is %.3f em wide, the browser's %.3f", b.Font, b.Text, width, want.Width)
	}
	return true
}

// compareOrder compares where grapheme clusters stand from left to right. Of a ligature, or of clusters that the browser's newer Unicode joins,
// only the whole is compared.
func compareOrder(t *testing.T, d *desk, b browserText, want browserSetting) bool {
	t.Helper()
	clusters := slices.Clone(shapeAlone(t, d, b).clusters)
	reorder(clusters)
	theirs := leftEdges(clusters, want.Graphemes)
	var x float64
	previous := -1 // the cluster before
	for _, c := range clusters {
		left, seen := theirs[c.rune]
		switch {
		case !seen:
		case previous >= 0 && left <= theirs[previous]:
			t.Errorf("%s: %q has rune %d left of rune %d, the browser the other way round", b.Font, b.Text, previous, c.rune)
			return true
		case math.Abs(x-left) > placeTolerance:
			t.Errorf("%s: %q has rune %d at %.3f em, the browser at %.3f", b.Font, b.Text, c.rune, x, left)
			return true
		default:
			previous = c.rune
		}
		x += c.width
	}
	return true
}

// leftEdges returns where the browser's graphemes place our clusters, by the rune that these begin with.
func leftEdges(clusters []cluster, graphemes []browserGrapheme) map[int]float64 {
	var firsts []int
	for _, c := range clusters {
		firsts = append(firsts, c.rune)
	}
	slices.Sort(firsts)
	edges := make(map[int]float64)
	for _, g := range graphemes {
		i, found := slices.BinarySearch(firsts, g.First)
		if !found {
			i--
		}
		if edge, seen := edges[firsts[i]]; !seen || g.Left < edge {
			edges[firsts[i]] = g.Left
		}
	}
	return edges
}

// compareLines compares which line each grapheme cluster comes to stand on, when lines are filled one after the other.
func compareLines(t *testing.T, d *desk, b browserText, want browserSetting) bool {
	t.Helper()
	set := shapeAlone(t, d, b)
	ours := fill(set, b.Width)
	const slack = 0.005 // what fits or not by a hair's breadth is not compared
	if !slices.Equal(ours, fill(set, b.Width*(1-slack))) || !slices.Equal(ours, fill(set, b.Width*(1+slack))) {
		return false
	}
	runes := []rune(b.Text)
	for _, g := range want.Graphemes {
		if !unicode.IsSpace(runes[g.First]) && !ignorable(runes[g.First]) && g.Line != ours[g.First] {
			t.Errorf("%s: %q in %g em has rune %d, %q, on line %d, the browser on line %d",
				b.Font, b.Text, b.Width, g.First, runes[g.First], ours[g.First], g.Line)
			return true
		}
	}
	return true
}

// fill returns the line that each rune stands on in a box of that width.
func fill(set *text, limit float64) []int {
	var lines []int
	var width float64
	line := 0
	for i, w := range set.words {
		if i > 0 && width+w.width > limit {
			line++
			width = 0
		}
		width += w.width + w.space
		for len(lines) < endOf(set, i) {
			lines = append(lines, line)
		}
	}
	return lines
}

// endOf is the rune after a word.
func endOf(set *text, word int) int {
	if word+1 == len(set.words) {
		return math.MaxInt8
	}
	return set.clusters[set.words[word+1].first].rune
}
