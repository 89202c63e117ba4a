// Under the race detector pools lose what they are given.

//go:build !race

package bandgif

import (
	"image"
	"io"
	"testing"

	"github.com/memed/memed/internal/plate/platetest"
)

func TestPrintsAllocateNothingPerFrame(t *testing.T) {
	allocations := func(frames int) float64 {
		g := prepared(t, fromFile(t, made(image.Pt(60, 40), frames, kind{colors: 250, local: true, transparent: true}, 1)))
		ink := platetest.TwoLines(g.size)
		return platetest.Allocations(t, func(w io.Writer) error { return g.Print(t.Context(), w, ink) })
	}
	if few, many := allocations(2), allocations(30); many > few {
		t.Errorf("%v allocations for 30 frames, %v for 2", many, few)
	}
}
