//go:build !amd64

package bandjpeg

func blendVector(*tile, *planes, *planes, grid) bool { return false }

func inked(t *tile, across, down int) touched { return inkedPortable(t, across, down) }
