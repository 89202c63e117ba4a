package typeset

import (
	"math"
	"slices"

	"github.com/go-text/typesetting/font/opentype"
)

// embolden returns an outline whose edges are moved outwards by that many font units: each point along the bisector of the edges beside it, by the rule of
// FreeType's FT_Outline_Embolden. The direction of the largest contours tells where outwards is.
func embolden(outline []opentype.Segment, by float64) []opentype.Segment {
	var points []opentype.SegmentPoint
	var ends []int // the number of points up to the end of each contour
	for i := range outline {
		if outline[i].Op == opentype.SegmentOpMoveTo && i > 0 {
			ends = append(ends, len(points))
		}
		points = append(points, outline[i].ArgsSlice()...)
	}
	ends = append(ends, len(points))
	if turn(points, ends) < 0 {
		by = -by
	}
	moved := make([]opentype.SegmentPoint, len(points))
	start := 0
	for _, end := range ends {
		move(moved[start:end], points[start:end], by)
		start = end
	}
	outline = slices.Clone(outline)
	for i := range outline {
		moved = moved[copy(outline[i].ArgsSlice(), moved):]
	}
	return outline
}

// turn is twice the area within the contours, positive if they run anticlockwise.
func turn(points []opentype.SegmentPoint, ends []int) (sum float64) {
	start := 0
	for _, end := range ends {
		contour := points[start:end]
		from := contour[len(contour)-1]
		for _, to := range contour {
			sum += float64(float64(from.X)*float64(to.Y)) - float64(float64(to.X)*float64(from.Y))
			from = to
		}
		start = end
	}
	return sum
}

// move sets the points of an anticlockwise contour, moved outwards.
func move(moved, contour []opentype.SegmentPoint, by float64) {
	copy(moved, contour)
	for i := range contour {
		inX, inY, inLength := direction(contour, i, -1)
		outX, outY, outLength := direction(contour, i, 1)
		if inLength == 0 {
			return // all points are one
		}
		inX, inY = -inX, -inY
		const hairpin = -0.9375
		along := float64(inX*outX) + float64(inY*outY)
		if along <= hairpin {
			continue
		}
		// A corner moves by less than the shorter of its edges.
		across := math.Abs(float64(outX*inY) - float64(outY*inX))
		shift := by / (1 + along)
		if shortest := min(inLength, outLength); math.Abs(by)*across > shortest*(1+along) {
			shift = math.Copysign(shortest/across, by)
		}
		moved[i].X += float32((inY + outY) * shift)
		moved[i].Y -= float32((inX + outX) * shift)
	}
}

// direction is the unit vector from a point to the nearest other one before or behind it, and how far that is; 0 if there is none.
func direction(contour []opentype.SegmentPoint, from, step int) (x, y, length float64) {
	n := len(contour)
	for i := (from + step + n) % n; i != from; i = (i + step + n) % n {
		if contour[i] != contour[from] {
			x, y = float64(contour[i].X)-float64(contour[from].X), float64(contour[i].Y)-float64(contour[from].Y)
			length = math.Sqrt(float64(x*x) + float64(y*y))
			return x / length, y / length, length
		}
	}
	return 0, 0, 0
}
