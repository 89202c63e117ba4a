package typeset

import "github.com/go-text/typesetting/font"

// text is a shaped text. Lengths are in em of the asked size, y downwards.
type text struct {
	glyphs   []glyph
	clusters []cluster // in the order of the text
	words    []word
	missing  []rune
	// ascent and descent are how far the ink of any word reaches above and below the baseline, before and after how far it
	// reaches to the left and to the right beyond the advances. They count for every line, so that lines fit whatever is in them.
	ascent, descent, before, after float64
}

// glyph is a glyph at its place in a cluster.
type glyph struct {
	face *face
	id   font.GID
	x, y float64 // of its origin
	ink  rect    // around its outline, from its origin; empty for a space
}

// rect is a rectangle, in em if nothing else is said. It is empty if it has no width.
type rect struct {
	minX, minY, maxX, maxY float64
}

func (r rect) empty() bool { return r.minX >= r.maxX }

func (r rect) scaled(by float64) rect {
	return rect{float64(r.minX * by), float64(r.minY * by), float64(r.maxX * by), float64(r.maxY * by)}
}

func (r rect) grown(by float64) rect { return rect{r.minX - by, r.minY - by, r.maxX + by, r.maxY + by} }

// cluster is the least part of a text whose glyphs stand together: a letter with its marks, a ligature, an emoji.
type cluster struct {
	first, last int // its glyphs, from first up to before last, from left to right
	rune        int // where it begins in the text
	width       float64
	level       int8 // of UAX #9: odd is right to left
	space       bool // white space, dropped at the end of a line
	grapheme    bool // begins a grapheme cluster, so that a word may be broken before it
	soft        bool // a hyphen that shows at the end of a line only
}

// word is what stands between two places where a line may end, with the white space behind it.
type word struct {
	first, end, last int // its clusters from first to before end, its white space from there to before last
	width            float64
	space            float64
	// forced tells that a line must end after the word.
	forced bool
	// hyphen tells that its last cluster is a hyphen that shows where the line ends. The width counts it, and the space takes it back.
	hyphen bool
}

// line is a run of words that stand side by side.
type line []word

// width is what the line takes, the ink that reaches beyond it included.
func (t *text) width(l line) float64 {
	width := t.before + t.after - l[len(l)-1].space
	for _, w := range l {
		width += w.width + w.space
	}
	return width
}
