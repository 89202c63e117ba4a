//go:build race

package platetest

func init() { raceDetector = true }
