package typeset

// point is a place or a vector in parts of a pixel.
type point struct{ x, y int }

func (a point) plus(b point) point  { return point{a.x + b.x, a.y + b.y} }
func (a point) minus(b point) point { return point{a.x - b.x, a.y - b.y} }

const (
	one  = 1 << 8        // a pixel
	area = 2 * one * one // of a pixel, twice: a line across one leaves half of that
)

// scanner turns outlines into coverage. Each line adds, to the pixels that it crosses, how much of them lies to its right, signed by its direction; summed from left
// to right that is the winding number of each pixel's area (Levien, "Inside the fastest font renderer in the world", 2016, here in integers as in FreeType's
// smooth rasteriser). So the order of lines does not matter, only that they close. Memory is used again.
type scanner struct {
	width, height int
	deltas        []int32 // width of them per row
}

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

// line adds what lies to the right of a line, row by row.
func (s *scanner) line(a, b point) {
	sign := 1
	if a.y > b.y {
		a, b, sign = b, a, -1
	}
	top, bottom := max(a.y, 0), min(b.y, s.height*one)
	if top >= bottom {
		return
	}
	dx, dy := b.x-a.x, b.y-a.y
	x := a.x
	if top > a.y {
		x += floorDiv(dx*(top-a.y), dy)
	}
	for y := top; y < bottom; {
		next, xNext := (y/one+1)*one, b.x
		if next < b.y {
			xNext = a.x + floorDiv(dx*(next-a.y), dy)
		}
		next = min(next, bottom)
		row := s.deltas[y/one*s.width:][:s.width]
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
	first, last := x0>>8, x1>>8
	if first == last {
		add(row, first, x0&(one-1)+x1&(one-1), height*sign)
		return
	}
	done, width := 0, x1-x0
	for pixel := first; pixel <= last; pixel++ {
		from, to := max(x0-pixel*one, 0), min(x1-pixel*one, one)
		until := height * (pixel*one + to - x0) / width
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
		row[pixel] += int32(height * (2*one - twice))
	}
	if pixel+1 < len(row) {
		row[pixel+1] += int32(height * twice)
	}
}

// coverage joins the coverage of all that was added since the last reset to pix, the rows of an image of that size: what has a winding number other than
// zero is covered.
func (s *scanner) coverage(pix []uint8) {
	for y := range s.height {
		row, deltas := pix[y*s.width:][:s.width], s.deltas[y*s.width:][:s.width]
		n, sum := coverVector(row, deltas)
		cover(row[n:], deltas[n:], sum)
	}
}

// cover joins the coverage of a row, or of the rest of one before which the deltas sum up to sum. It returns what they sum up to then.
func cover(row []uint8, deltas []int32, sum int32) int32 {
	row = row[:len(deltas)]
	for x, delta := range deltas {
		sum += delta
		if sum != 0 {
			row[x] = max(row[x], uint8(min(max(sum, -sum), area)*0xff/area))
		}
	}
	return sum
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
