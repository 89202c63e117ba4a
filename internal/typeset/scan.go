package typeset

import "golang.org/x/image/math/fixed"

// scanner turns outlines into coverage. Each line adds, to the pixels that it crosses, how much of them lies to its right, signed by its direction; summed from left
// to right that is the winding number of each pixel's area (Levien, "Inside the fastest font renderer in the world", 2016, here in integers as in FreeType's
// smooth rasteriser). It is a raster.Adder. Memory is used again.
type scanner struct {
	width, height int
	deltas        []int32 // width of them per row
	start, at     fixed.Point26_6
}

// Points are in parts of a pixel, where lines cross rows and columns in finer ones, and areas in halves of the squares of these.
const (
	one   = 1 << 6
	finer = 2
	fine  = one << finer
	area  = 2 * fine * fine
)

// reset clears the scanner for an image of that size.
func (s *scanner) reset(width, height int) {
	s.width, s.height = width, height
	if n := width * height; cap(s.deltas) < n {
		s.deltas = make([]int32, n)
	} else {
		s.deltas = s.deltas[:n]
		clear(s.deltas)
	}
}

// Start begins a contour.
func (s *scanner) Start(a fixed.Point26_6) {
	s.close()
	s.start, s.at = a, a
}

// close ends the contour where it began.
func (s *scanner) close() { s.Add1(s.start) }

// Add1 adds a line.
func (s *scanner) Add1(b fixed.Point26_6) {
	s.line(int(s.at.X)<<finer, int(s.at.Y)<<finer, int(b.X)<<finer, int(b.Y)<<finer)
	s.at = b
}

// Add2 adds a quadratic curve as lines.
func (s *scanner) Add2(b, c fixed.Point26_6) {
	flatten2(s.at, b, c, s.Add1)
}

// Add3 adds a cubic curve as lines.
func (s *scanner) Add3(b, c, d fixed.Point26_6) {
	flatten3(s.at, b, c, d, s.Add1)
}

// line adds what lies to the right of a line, row by row.
func (s *scanner) line(x0, y0, x1, y1 int) {
	sign := 1
	if y0 > y1 {
		x0, y0, x1, y1, sign = x1, y1, x0, y0, -1
	}
	top, bottom := max(y0, 0), min(y1, s.height*fine)
	if top >= bottom {
		return
	}
	dx, dy := x1-x0, y1-y0
	x := x0 + floorDiv(dx*(top-y0), dy)
	for y := top; y < bottom; {
		next := min((y/fine+1)*fine, bottom)
		xNext := x1
		if next < y1 {
			xNext = x0 + floorDiv(dx*(next-y0), dy)
		}
		row := s.deltas[y/fine*s.width:][:s.width]
		if x <= xNext {
			across(row, x, xNext, next-y, sign)
		} else {
			across(row, xNext, x, next-y, sign)
		}
		x, y = xNext, next
	}
}

// across adds to a row what lies to the right of a line from x0 to x1, not left of it, that is height high. Whatever lies beyond the row's ends counts
// for its first pixel, or not at all.
func across(row []int32, x0, x1, height, sign int) {
	first, last := floorDiv(x0, fine), floorDiv(x1, fine)
	if first == last {
		add(row, first, x0&(fine-1)+x1&(fine-1), height*sign)
		return
	}
	done, width := 0, x1-x0
	for pixel := first; pixel <= last; pixel++ {
		from, to := max(x0-pixel*fine, 0), min(x1-pixel*fine, fine)
		until := height * (pixel*fine + to - x0) / width
		add(row, pixel, from+to, (until-done)*sign)
		done = until
	}
}

// add adds a line of that height within a pixel; twice is the sum of both ends' distances from the pixel's left side.
func add(row []int32, pixel, twice, height int) {
	if pixel < 0 {
		pixel, twice = 0, 0
	}
	if pixel < len(row) {
		row[pixel] += int32(height * (2*fine - twice))
	}
	if pixel+1 < len(row) {
		row[pixel+1] += int32(height * twice)
	}
}

// coverage joins the coverage of all contours since the last reset to pix, the rows of an image of that size: what has a winding number other than
// zero is covered.
func (s *scanner) coverage(pix []uint8) {
	s.close()
	for y := range s.height {
		var sum int32
		row := pix[y*s.width:][:s.width]
		for x, delta := range s.deltas[y*s.width:][:s.width] {
			sum += delta
			if sum != 0 {
				row[x] = max(row[x], uint8(min(max(sum, -sum), area)*0xff/area))
			}
		}
	}
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// flatness is how far, in sixty-fourths of a pixel, the lines that curves are drawn as may be off.
const flatness = 2

// flatten2 passes on a quadratic Bézier curve as lines: as many as keep them within flatness of it (Wang's bound by the second differences).
func flatten2(a, b, c fixed.Point26_6, line func(fixed.Point26_6)) {
	n := pieces(lengthOf(a.X-2*b.X+c.X, a.Y-2*b.Y+c.Y), 4)
	for i := 1; i < n; i++ {
		t, u := i, n-i
		at := func(a, b, c fixed.Int26_6) fixed.Int26_6 {
			return fixed.Int26_6(roundDiv(u*u*int(a)+2*u*t*int(b)+t*t*int(c), n*n))
		}
		line(fixed.Point26_6{X: at(a.X, b.X, c.X), Y: at(a.Y, b.Y, c.Y)})
	}
	line(c)
}

// flatten3 does the same with a cubic Bézier curve.
func flatten3(a, b, c, d fixed.Point26_6, line func(fixed.Point26_6)) {
	bend := max(lengthOf(a.X-2*b.X+c.X, a.Y-2*b.Y+c.Y), lengthOf(b.X-2*c.X+d.X, b.Y-2*c.Y+d.Y))
	n := pieces(3*bend, 4)
	for i := 1; i < n; i++ {
		t, u := i, n-i
		at := func(a, b, c, d fixed.Int26_6) fixed.Int26_6 {
			return fixed.Int26_6(roundDiv(u*u*u*int(a)+3*u*u*t*int(b)+3*u*t*t*int(c)+t*t*t*int(d), n*n*n))
		}
		line(fixed.Point26_6{X: at(a.X, b.X, c.X, d.X), Y: at(a.Y, b.Y, c.Y, d.Y)})
	}
	line(d)
}

// pieces is the least n for which bend/(by·n²) is within flatness.
func pieces(bend fixed.Int26_6, by int) int {
	n := 1
	for by*n*n*flatness < int(bend) {
		n++
	}
	return n
}

// lengthOf is no less than the length of a vector, and at most an eighth more.
func lengthOf(x, y fixed.Int26_6) fixed.Int26_6 {
	x, y = max(x, -x), max(y, -y)
	return max(x, y) + min(x, y)/2
}

func roundDiv(a, b int) int { return floorDiv(a+b/2, b) }
