//go:build !amd64

package bandjpeg

func (w *bitWriter) writeVector(*coefficients, uint64, int16, *coder) bool { return false }
