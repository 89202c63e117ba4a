package platetest

import (
	"io"
	"testing"
)

// Allocations returns how many allocations a warm print makes. It is for tests without the race detector, under which pools lose what they are given.
func Allocations(t *testing.T, print func(io.Writer) error) float64 {
	t.Helper()
	const runs = 20
	return testing.AllocsPerRun(runs, func() {
		if err := print(io.Discard); err != nil {
			t.Error(err)
		}
	})
}
