// Under the race detector pools lose what they are given.

//go:build !race

package bandjpeg

import (
	"io"
	"testing"

	"github.com/memed/memed/internal/plate/platetest"
)

func TestPrintsAllocateNothing(t *testing.T) {
	p := prepared(t, platetest.Photo(100, 80, 1), 85)
	ink := platetest.TwoLines(p.size)
	if n := platetest.Allocations(t, func(w io.Writer) error { return p.Print(t.Context(), w, ink) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
