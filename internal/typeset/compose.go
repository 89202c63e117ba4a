package typeset

import (
	"image"
	"math"

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
	// lineGap stands between the ink of one line and that of the next, so that outlines in proportion do not touch. Below 27 px, where
	// outlines keep minOutline, those of neighbouring lines may: letters are the larger for it.
	lineGap = 2*outlineWidth + 0.04
	// emptyLine is the height of a line without ink.
	emptyLine = 0.7
	// smallest is the type size below which a long word is broken rather than set smaller.
	smallest = 10
	// visibleSize is the type size below which nothing is drawn: letters of less than a pixel are only a smear.
	visibleSize = 1
	// largest bounds fitted type, in parts of the picture's shorter side: larger letters lose proportion to the picture.
	largest = 0.24
	// ample is the type size in pixels that it does not go below, where pictures are too small for proportions.
	ample = 16
	// sizeStep is what fitted sizes are rounded down to, so that captions share rasterised glyphs.
	sizeStep = 0.25
)

// frame is the place that a caption's text has: its box in pixels, upright, before it is turned around its centre.
type frame struct {
	x, y, width, height float64
	maxSize             float64
}

func frameOf(c caption.Caption, picture image.Point) frame {
	w, h := float64(picture.X), float64(picture.Y)
	f := frame{x: float64(c.Box.X * w), y: float64(c.Box.Y * h), width: float64(c.Box.Width * w), height: float64(c.Box.Height * h)}
	inset := float64(padding * min(f.width, f.height))
	f.x, f.y, f.width, f.height = f.x+inset, f.y+inset, f.width-2*inset, f.height-2*inset
	f.maxSize = max(largest*min(w, h), ample)
	return f
}

// setting is text in lines at its final size.
type setting struct {
	*text
	lines   []line
	size    float64 // 0 if the frame is too small for any
	outline float64 // how far it reaches beyond the letters, in pixels
}

// compose breaks a text into lines and finds its size.
func compose(t *text, c caption.Caption, f frame) setting {
	switch {
	case c.Size.Pixels > 0:
		return composeFixed(t, c, f)
	case c.Size.Shrink:
		return settle(t, []line{t.words}, c, f)
	default:
		return composeFit(t, c, f)
	}
}

// composeFixed breaks the text into lines for a size that is given.
func composeFixed(t *text, c caption.Caption, f frame) setting {
	size := c.Size.Pixels
	limit := widthLimit(size, c, f)
	words := t.loosen(limit)
	limit -= t.before + t.after
	count, _ := greedy(words, limit)
	return setting{text: t, lines: balance(words, count, min(limit, narrowest(words, count))), size: size, outline: outlineOf(size, c)}
}

// composeFit finds the lines that allow the largest type. For each number of lines, the breaking whose widest line is narrowest allows the
// most, bounded by the frame's width, and every line more lowers what its height allows. So the best is found by trying one count after
// the other until the height alone allows no more than the best so far. Among the breakings of that count, the most even one is taken.
func composeFit(t *text, c caption.Caption, f frame) setting {
	words := t.loosen(widthLimit(min(smallest, f.maxSize), c, f))
	best, count, limit := 0.0, 0, 0.0
	fewest, _ := greedy(words, math.Inf(1))
	for k := fewest; k <= len(words); k++ {
		high := min(f.maxSize, largestFor(t.height(k), f.height, c))
		if high <= best {
			break
		}
		widest := narrowest(words, k)
		if size := min(high, largestFor(widest+t.before+t.after, f.width, c)); size > best {
			best, count, limit = size, k, widest
		}
	}
	if best == 0 {
		return setting{text: t}
	}
	return settle(t, balance(words, count, limit), c, f)
}

// widthLimit is how wide a line may be, in em, at a size.
func widthLimit(size float64, c caption.Caption, f frame) float64 {
	return max(0, f.width-2*outlineOf(size, c)) / size
}

// settle sets lines at the largest size at which they fit the frame.
func settle(t *text, lines []line, c caption.Caption, f frame) setting {
	var widest float64
	for _, l := range lines {
		widest = max(widest, t.width(l))
	}
	size := min(f.maxSize, largestFor(widest, f.width, c), largestFor(t.height(len(lines)), f.height, c))
	if size > sizeStep {
		size = math.Floor(size/sizeStep) * sizeStep
	}
	return setting{text: t, lines: lines, size: size, outline: outlineOf(size, c)}
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

// pitch is the distance between baselines that keeps lines apart, in whatever order they come.
func (t *text) pitch() float64 { return max(t.ascent+t.descent, emptyLine) + lineGap }

// height is that of the ink of count lines, in em.
func (t *text) height(count int) float64 {
	return max(t.ascent, emptyLine) + t.descent + float64(float64(count-1)*t.pitch())
}
