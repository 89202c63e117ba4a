package typeset

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestCurvesAreFlat compares the lines that curves are drawn as with the middle of each piece, where the curve is farthest from its line.
func TestCurvesAreFlat(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		coordinate := rapid.IntRange(-400*one, 400*one)
		draw := func(name string) point { return point{coordinate.Draw(t, name+"x"), coordinate.Draw(t, name+"y")} }
		a, b, c, d := draw("a"), draw("b"), draw("c"), draw("d")
		lines := []point{a}
		line := func(p point) { lines = append(lines, p) }
		quadratic(a, b, c, line)
		near(t, lines, func(u float64) (x, y float64) {
			weights := []float64{(1 - u) * (1 - u), 2 * (1 - u) * u, u * u}
			return weighted(weights, a, b, c)
		})
		lines = []point{a}
		cubic(a, b, c, d, line)
		near(t, lines, func(u float64) (x, y float64) {
			v := 1 - u
			return weighted([]float64{v * v * v, 3 * v * v * u, 3 * v * u * u, u * u * u}, a, b, c, d)
		})
	})
}

func weighted(weights []float64, points ...point) (x, y float64) {
	for i, p := range points {
		x, y = x+weights[i]*float64(p.x), y+weights[i]*float64(p.y)
	}
	return x, y
}

func near(t *rapid.T, lines []point, curve func(u float64) (x, y float64)) {
	t.Helper()
	pieces := len(lines) - 1
	for i := range pieces {
		x, y := curve((float64(i) + 0.5) / float64(pieces))
		middle := lines[i].plus(lines[i+1])
		const rounding = 1
		if d := math.Hypot(x-float64(middle.x)/2, y-float64(middle.y)/2); d > flatness+rounding {
			t.Fatalf("piece %d of %d is off by %.2f", i, pieces, d)
		}
	}
	if x, y := curve(1); x != float64(lines[pieces].x) || y != float64(lines[pieces].y) {
		t.Fatalf("the curve ends at %v", lines[pieces])
	}
}
