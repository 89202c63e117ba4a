package typeset

import (
	"image"
	"math"
	"slices"

	"github.com/memed/memed/internal/caption"
)

// Proportions of the setting. Sizes are in pixels, lengths in em.
const (
	// padding keeps ink off the edge of its box, in parts of the box's shorter side.
	padding = 0.04
	// outlineWidth is how far the outline reaches beyond the letter: bold enough to carry white letters on any picture.
	outlineWidth = 0.055
	// minOutline is the least outline in pixels that still separates letters from the picture.
	minOutline = 1.5
	// lineGap stands between the ink of one line and that of the next, so that outlines in proportion do not touch.
	lineGap = 2*outlineWidth + 0.04
	// emptyLine is the height of a line without ink.
	emptyLine = 0.7
	// smallest is the type size below which a long word is broken rather than set smaller.
	smallest = 10
	// visibleSize is the type size below which nothing is drawn: letters of less than a pixel are only a smear.
	visibleSize = 1
	// largest bounds fitted type, in parts of the picture's shorter side: larger letters lose proportion to the picture.
	largest = 0.24
)

// frame is the place that a caption's text has: its box in pixels, upright, before it is turned around its centre.
type frame struct {
	x, y, width, height float64
	maxSize             float64
}

func frameOf(c caption.Caption, picture image.Point) frame {
	w, h := float64(picture.X), float64(picture.Y)
	f := frame{x: c.Box.X * w, y: c.Box.Y * h, width: c.Box.Width * w, height: c.Box.Height * h}
	inset := padding * min(f.width, f.height)
	f.x, f.y, f.width, f.height = f.x+inset, f.y+inset, f.width-2*inset, f.height-2*inset
	f.maxSize = largest * min(w, h)
	return f
}

// setting is text in lines at its final size.
type setting struct {
	lines   []line
	size    float64 // 0 if the frame is too small for any
	outline float64 // how far it reaches beyond the letters, in pixels
	pitch   float64 // from baseline to baseline, in em
}

// compose breaks words into lines and finds their size.
func compose(words []word, c caption.Caption, f frame) setting {
	switch {
	case c.Size.Pixels > 0:
		return composeFixed(words, c, f)
	case c.Size.Shrink:
		return settle([]line{words}, c, f)
	default:
		return composeFit(words, c, f)
	}
}

// composeFixed breaks the text into lines for a size that is given.
func composeFixed(words []word, c caption.Caption, f frame) setting {
	size := c.Size.Pixels
	limit := widthLimit(size, c, f)
	words = loosen(words, limit)
	lines := balance(words, greedy(words, limit), limit)
	return setting{lines: lines, size: size, outline: outlineOf(size, c), pitch: pitchOf(lines)}
}

// composeFit finds the number of lines that allows the largest type. The more lines, the wider the type may be and the
// less high, so the size at which both just fit is found by bisection; then the lines of that count are balanced.
func composeFit(words []word, c caption.Caption, f frame) setting {
	words = loosen(words, widthLimit(min(smallest, f.maxSize), c, f))
	size := f.maxSize
	if !fits(words, size, c, f) {
		low, high := 0.0, size
		for range 20 {
			if middle := (low + high) / 2; fits(words, middle, c, f) {
				low = middle
			} else {
				high = middle
			}
		}
		if size = low; size == 0 {
			return setting{}
		}
	}
	limit := widthLimit(size, c, f)
	return settle(balance(words, greedy(words, limit), limit), c, f)
}

// fits tells whether words can be broken into lines that fit the frame at a size, whichever of them come to stand in the first and
// in the last line.
func fits(words []word, size float64, c caption.Caption, f frame) bool {
	limit := widthLimit(size, c, f)
	if slices.ContainsFunc(words, func(w word) bool { return w.extent() > limit }) {
		return false
	}
	return blockHeight([]line{words}, greedy(words, limit))*size+2*outlineOf(size, c) <= f.height
}

// widthLimit is how wide a line may be, in em, at a size.
func widthLimit(size float64, c caption.Caption, f frame) float64 {
	return max(0, f.width-2*outlineOf(size, c)) / size
}

// settle sets lines at the largest size at which they fit the frame.
func settle(lines []line, c caption.Caption, f frame) setting {
	var widest float64
	for _, l := range lines {
		widest = max(widest, l.width())
	}
	size := min(f.maxSize, largestFor(widest, f.width, c), largestFor(blockHeight(lines, len(lines)), f.height, c))
	return setting{lines: lines, size: size, outline: outlineOf(size, c), pitch: pitchOf(lines)}
}

// largestFor is the largest size at which ink of that length in em, with its outline on both ends, fits into room pixels. It is 0
// if the outline alone does not fit.
func largestFor(length, room float64, c caption.Caption) float64 {
	if c.Outline.None {
		return room / length
	}
	return max(0, min(room/(length+2*outlineWidth), (room-2*minOutline)/length))
}

func outlineOf(size float64, c caption.Caption) float64 {
	if c.Outline.None {
		return 0
	}
	return max(minOutline, outlineWidth*size)
}

// pitchOf is the distance between baselines that keeps all lines apart, in whatever order they come.
func pitchOf(lines []line) float64 {
	var ascent, descent float64
	for _, l := range lines {
		ascent, descent = max(ascent, l.ascent()), max(descent, l.descent())
	}
	return max(ascent+descent, emptyLine) + lineGap
}

// blockHeight is the height of the ink of count lines like those given, in em.
func blockHeight(lines []line, count int) float64 {
	first, last := lines[0], lines[len(lines)-1]
	return math.Max(first.ascent(), emptyLine) + last.descent() + float64(count-1)*pitchOf(lines)
}
