package typeset

// coverAVX2 does what cover does with n pixels, a multiple of 8 and not 0, and returns their sum.
//
//go:noescape
func coverAVX2(pix *uint8, deltas *int32, n int) (sum int32)

// coverVector covers as many pixels as it can, and returns how many, and the sum of their deltas.
func coverVector(pix []uint8, deltas []int32) (n int, sum int32) {
	n = len(deltas) &^ (eight - 1)
	if !hasAVX2 || n == 0 {
		return 0, 0
	}
	_ = pix[n-1]
	return n, coverAVX2(&pix[0], &deltas[0], n)
}
