// Under the race detector pools lose what they are given.

//go:build !race

package bandpng

import (
	"image"
	"io"
	"testing"

	"github.com/memed/memed/internal/plate/platetest"
)

func TestPrintsAllocateNothing(t *testing.T) {
	photo := platetest.Photo(100, 80, 1)
	for name, img := range map[string]*image.RGBA{"truecolour": photo, "grey": platetest.Grey(photo), "palette": posterised(photo, 3)} {
		p, ink := prepared(t, img), platetest.TwoLines(photo.Rect.Size())
		if n := platetest.Allocations(t, func(w io.Writer) error { return p.Print(t.Context(), w, ink) }); n > 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}
