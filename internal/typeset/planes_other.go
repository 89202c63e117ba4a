//go:build !amd64

package typeset

func joinVector(_, _ []uint8, _, _, _, _ int) bool { return false }

func paintVector(_, _, _ []uint8, _, _ uint64) int { return 0 }

func layVector(_, _ []uint8) int { return 0 }
