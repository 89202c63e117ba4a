//go:build !amd64

package bandjpeg

func transform(from []uint8, stride int, by *divisors, to *coefficients) (nonzero uint64) {
	return transformPortable(from, stride, by, to)
}
