package bandjpeg

import "golang.org/x/sys/cpu"

var hasAVX2 = cpu.X86.HasAVX2

// transformAVX2 does what transformPortable does, to the bit.
//
//go:noescape
func transformAVX2(from *uint8, stride int, by *divisors, to *coefficients) (nonzero uint64)

func transform(from []uint8, stride int, by *divisors, to *coefficients) (nonzero uint64) {
	if hasAVX2 {
		return transformAVX2(&from[0], stride, by, to)
	}
	return transformPortable(from, stride, by, to)
}
