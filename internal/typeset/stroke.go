package typeset

import "math"

// stroke adds the line of a closed contour: all that is no farther than reach from its points and what joins them. It is the sum of a rectangle along each
// piece and of a fan at the outer side of each corner, all of which wind the same way, so that none makes a hole in another. reach is in parts of a pixel.
func (s *scanner) stroke(contour []point, reach float64) {
	last := len(contour) - 1
	k := stroker{s, reach, square(2 * max(reach-flatness, 0))}
	before := k.side(contour[last], contour[0])
	for i, here := range contour {
		next := contour[0]
		if i < last {
			next = contour[i+1]
		}
		side := k.side(here, next)
		k.corner(here, before, side)
		s.line(here.plus(side.normal), next.plus(side.normal))
		s.line(next.minus(side.normal), here.minus(side.normal))
		before = side
	}
}

type stroker struct {
	*scanner
	reach float64
	// straight is the square of the least sum of two normals between which an arc is a line.
	straight float64
}

// side is the vector of length reach to the right of a line, where y grows upwards, and how long the line is.
type side struct {
	normal point
	length float64
}

// side returns that of a line between two points that differ.
func (k *stroker) side(from, to point) side {
	dx, dy := float64(to.x-from.x), float64(to.y-from.y)
	normal, length := k.scaled(dy, -dx)
	return side{normal, length}
}

// scaled is a vector of that direction and of length reach, and the length that it had, which is not 0.
func (k *stroker) scaled(x, y float64) (point, float64) {
	length := math.Sqrt(float64(x*x) + float64(y*y))
	return point{nearest(float64(k.reach*x) / length), nearest(float64(k.reach*y) / length)}, length
}

// corner joins what lies beside a point on both sides, given those of the lines to it and from it.
func (k *stroker) corner(at point, before, behind side) {
	turn := before.normal.x*behind.normal.y - before.normal.y*behind.normal.x
	// Beyond the point, rectangles overlap for that long. If they are shorter, what joins their sides goes through the point.
	overlap := math.Abs(float64(turn)) / k.reach
	through := overlap > min(before.length, behind.length)
	if turn >= 0 {
		k.arc(at, before.normal, behind.normal)
		k.inner(at, point{}.minus(behind.normal), point{}.minus(before.normal), through)
	} else {
		k.inner(at, before.normal, behind.normal, through)
		k.arc(at, point{}.minus(behind.normal), point{}.minus(before.normal))
	}
}

// inner joins the sides of rectangles that overlap.
func (k *stroker) inner(at, from, to point, through bool) {
	if through {
		k.line(at.plus(from), at)
		k.line(at, at.plus(to))
	} else {
		k.line(at.plus(from), at.plus(to))
	}
}

// arc joins the sides of rectangles that do not overlap by an arc around the point that they have in common, from which it turns left.
func (k *stroker) arc(at, from, to point) {
	x, y := float64(from.x+to.x), float64(from.y+to.y)
	if sum := square(x) + square(y); sum >= k.straight {
		k.line(at.plus(from), at.plus(to))
		return
	} else if sum < square(k.reach/8) { // the line turns back
		x, y = float64(-from.y), float64(from.x)
	}
	middle, _ := k.scaled(x, y)
	k.arc(at, from, middle)
	k.arc(at, middle, to)
}

func square(v float64) float64 { return float64(v * v) }
