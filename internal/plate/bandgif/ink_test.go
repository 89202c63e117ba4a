package bandgif

import (
	"math"
	"testing"
)

func TestOver(t *testing.T) {
	for alpha := range 256 {
		for _, above := range []int{0, alpha / 3, alpha} {
			for below := range 256 {
				got := over([]uint8{uint8(above), 0, 0, uint8(alpha)}, rgbOf(uint8(below), 0, 0)).channels()[0]
				if want := math.Round(float64(above) + float64(below*(255-alpha))/255); float64(got) != want {
					t.Fatalf("%d with alpha %d over %d is %d, want %v", above, alpha, below, got, want)
				}
			}
		}
	}
}
