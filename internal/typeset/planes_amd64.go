package typeset

import "golang.org/x/sys/cpu"

var hasAVX2 = cpu.X86.HasAVX2

// joinAVX2 makes each byte of to the greater of itself and that of from, in height rows of width bytes, a multiple of 8. Neither is 0.
//
//go:noescape
func joinAVX2(to, from *uint8, toStride, fromStride, width, height int)

// paintAVX2 does what blend does with n pixels, a multiple of 8 and not 0, given the lanes of both colours.
//
//go:noescape
func paintAVX2(to, fill, stroke *uint8, n int, letter, outline uint64)

// joinVector joins as joinRow does, row by row, if it can.
func joinVector(to, from []uint8, toStride, fromStride, width, height int) bool {
	if !hasAVX2 || width%eight != 0 {
		return false
	}
	_, _ = to[(height-1)*toStride+width-1], from[(height-1)*fromStride+width-1]
	joinAVX2(&to[0], &from[0], toStride, fromStride, width, height)
	return true
}

// paintVector blends as many pixels as it can, and returns how many.
func paintVector(row, fill, stroke []uint8, letter, outline uint64) int {
	n := len(fill) &^ (eight - 1)
	if !hasAVX2 || n == 0 {
		return 0
	}
	_, _ = row[4*n-1], stroke[n-1]
	paintAVX2(&row[0], &fill[0], &stroke[0], n, letter, outline)
	return n
}

// layAVX2 does what layPixels does with n pixels, a multiple of 8 and not 0.
//
//go:noescape
func layAVX2(under, above *uint8, n int)

// layVector lays as many pixels as it can, and returns how many.
func layVector(under, above []uint8) int {
	n := len(above) / 4 &^ (eight - 1)
	if !hasAVX2 || n == 0 {
		return 0
	}
	_ = under[4*n-1]
	layAVX2(&under[0], &above[0], n)
	return n
}
