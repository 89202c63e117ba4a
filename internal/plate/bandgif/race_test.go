//go:build race

package bandgif

func init() { raceDetector = true }
