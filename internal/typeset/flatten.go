package typeset

// flatness is how far, in parts of a pixel, the lines that curves are drawn as may be off.
const flatness = one / 32

// quadratic passes on a quadratic Bézier curve as the ends of lines: as many as keep them within flatness of it (Wang's bound by the second differences).
func quadratic(a, b, c point, line func(point)) {
	n := pieces(bend(a, b, c), 4)
	for i := 1; i < n; i++ {
		t, u := i, n-i
		at := func(a, b, c int) int { return roundDiv(u*u*a+2*u*t*b+t*t*c, n*n) }
		line(point{at(a.x, b.x, c.x), at(a.y, b.y, c.y)})
	}
	line(c)
}

// cubic does the same with a cubic Bézier curve.
func cubic(a, b, c, d point, line func(point)) {
	n := pieces(3*max(bend(a, b, c), bend(b, c, d)), 4)
	for i := 1; i < n; i++ {
		t, u := i, n-i
		at := func(a, b, c, d int) int { return roundDiv(u*u*u*a+3*u*u*t*b+3*u*t*t*c+t*t*t*d, n*n*n) }
		line(point{at(a.x, b.x, c.x, d.x), at(a.y, b.y, c.y, d.y)})
	}
	line(d)
}

// bend is no less than the length of the second difference of three points, and at most an eighth more.
func bend(a, b, c point) int {
	x, y := a.x-2*b.x+c.x, a.y-2*b.y+c.y
	x, y = max(x, -x), max(y, -y)
	return max(x, y) + min(x, y)/2
}

// pieces is the least n for which bend/(by·n²) is within flatness.
func pieces(bend, by int) int {
	n := 1
	for by*n*n*flatness < bend {
		n++
	}
	return n
}

func roundDiv(a, b int) int { return floorDiv(a+b/2, b) }
