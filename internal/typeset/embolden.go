package typeset

import (
	"math"
	"slices"

	"github.com/go-text/typesetting/font/opentype"
)

// embolden returns an outline whose edges are moved outwards by that many font units: each point along the bisector of the edges beside it, by the rule of
// FreeType's FT_Outline_Embolden. The direction of the largest contours tells where outwards is.
func embolden(outline []opentype.Segment, by float64) []opentype.Segment {
	outline = slices.Clone(outline)
	var contours [][]*opentype.SegmentPoint
	for i := range outline {
		if outline[i].Op == opentype.SegmentOpMoveTo {
			contours = append(contours, nil)
		}
		last := len(contours) - 1
		args := outline[i].ArgsSlice()
		for j := range args {
			contours[last] = append(contours[last], &outline[i].Args[j])
		}
	}
	if turn(contours) < 0 {
		by = -by
	}
	for _, contour := range contours {
		move(contour, by)
	}
	return outline
}

// turn is twice the area within the contours, positive if they run anticlockwise.
func turn(contours [][]*opentype.SegmentPoint) (sum float64) {
	for _, contour := range contours {
		from := contour[len(contour)-1]
		for _, to := range contour {
			sum += float64(from.X)*float64(to.Y) - float64(to.X)*float64(from.Y)
			from = to
		}
	}
	return sum
}

// move moves the points of an anticlockwise contour outwards.
func move(contour []*opentype.SegmentPoint, by float64) {
	old := make([]opentype.SegmentPoint, len(contour))
	for i, p := range contour {
		old[i] = *p
	}
	for i, p := range contour {
		inX, inY, inLength := direction(old, i, -1)
		outX, outY, outLength := direction(old, i, 1)
		if inLength == 0 {
			return // all points are one
		}
		inX, inY = -inX, -inY
		const hairpin = -0.9375
		along := inX*outX + inY*outY
		if along <= hairpin {
			continue
		}
		// A corner moves by less than the shorter of its edges.
		across := math.Abs(outX*inY - outY*inX)
		shift := by / (1 + along)
		if shortest := min(inLength, outLength); math.Abs(by)*across > shortest*(1+along) {
			shift = math.Copysign(shortest/across, by)
		}
		p.X += float32((inY + outY) * shift)
		p.Y -= float32((inX + outX) * shift)
	}
}

// direction is the unit vector from a point to the nearest other one before or behind it, and how far that is; 0 if there is none.
func direction(contour []opentype.SegmentPoint, from, step int) (x, y, length float64) {
	n := len(contour)
	for i := (from + step + n) % n; i != from; i = (i + step + n) % n {
		if contour[i] != contour[from] {
			x, y = float64(contour[i].X)-float64(contour[from].X), float64(contour[i].Y)-float64(contour[from].Y)
			length = math.Hypot(x, y)
			return x / length, y / length, length
		}
	}
	return 0, 0, 0
}
