package bandpng

import "golang.org/x/sys/cpu"

var hasAVX2 = cpu.X86.HasAVX2

// subtractPaethAVX2 does what subtractPaeth does with n bytes, a multiple of 16 and not 0.
//
//go:noescape
func subtractPaethAVX2(to, row, left, above, corner *uint8, n int)

// subtractPaethVector does what it can of subtractPaeth, and returns how many bytes that were.
func subtractPaethVector(to, row, left, above, corner []uint8) int {
	n := len(to) &^ 15
	if !hasAVX2 || n == 0 {
		return 0
	}
	subtractPaethAVX2(&to[0], &row[0], &left[0], &above[0], &corner[0], n)
	return n
}
