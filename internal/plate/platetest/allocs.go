package platetest

import (
	"io"
	"testing"
)

// raceDetector tells that pools lose what they are given.
var raceDetector bool

// Allocations returns how many allocations a warm print makes. It skips the test under the race detector.
func Allocations(t *testing.T, print func(io.Writer) error) float64 {
	t.Helper()
	if raceDetector {
		t.Skip("the race detector empties pools; make test runs this without it as well")
	}
	const runs = 20
	return testing.AllocsPerRun(runs, func() {
		if err := print(io.Discard); err != nil {
			t.Error(err)
		}
	})
}
