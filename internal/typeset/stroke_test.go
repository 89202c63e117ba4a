package typeset

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestStrokeIsAllThatIsNear strokes contours of any shape and compares with the distance from them. A pixel that the edge cuts may have any coverage.
func TestStrokeIsAllThatIsNear(t *testing.T) {
	const side = 40
	rapid.Check(t, func(t *rapid.T) {
		coordinate := rapid.IntRange(8*one, (side-8)*one)
		var contour []point
		for range rapid.IntRange(2, 9).Draw(t, "points") {
			p := point{coordinate.Draw(t, "x"), coordinate.Draw(t, "y")}
			if len(contour) == 0 || p != contour[len(contour)-1] && p != contour[0] {
				contour = append(contour, p)
			}
		}
		if len(contour) < 2 {
			return
		}
		reach := rapid.Float64Range(0.5, 7).Draw(t, "reach")
		var s scanner
		s.reset(side, side)
		s.stroke(contour, reach*one)
		got := make([]uint8, side*side)
		s.coverage(got)
		for y := range side {
			for x := range side {
				const half = math.Sqrt2/2 + 0.1 // of a pixel's diagonal
				switch d, a := distance(contour, float64(x)+0.5, float64(y)+0.5), got[y*side+x]; {
				case d < reach-half && a < 252, d > reach+half && a > 3:
					t.Fatalf("coverage %d at %d, %d, which is %.2f px from a contour stroked to %.2f px", a, x, y, d, reach)
				}
			}
		}
	})
}

// distance is how far a place in pixels is from a closed contour.
func distance(contour []point, x, y float64) float64 {
	least := math.Inf(1)
	a := contour[len(contour)-1]
	for _, b := range contour {
		ax, ay := float64(a.x)/one, float64(a.y)/one
		dx, dy := float64(b.x)/one-ax, float64(b.y)/one-ay
		along := min(max(((x-ax)*dx+(y-ay)*dy)/(dx*dx+dy*dy), 0), 1)
		least = min(least, math.Hypot(x-ax-along*dx, y-ay-along*dy))
		a = b
	}
	return least
}
