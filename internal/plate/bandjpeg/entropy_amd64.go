package bandjpeg

import "golang.org/x/sys/cpu"

// A processor that cannot count leading zeros takes the instruction for another one, which finds the first bit.
var hasBMI2 = cpu.X86.HasBMI1 && cpu.X86.HasBMI2 && leadingZeros(1) == 63

func leadingZeros(v uint64) int

// writeBlockBMI2 does what writeBlock does behind out, where there is room for longestBlock. It returns how many bytes that were, and what is then pending.
//
//go:noescape
func writeBlockBMI2(out *byte, pending uint64, have uint, c *coefficients, nonzero uint64, difference int, by *coder) (n int, newPending uint64, newHave uint)

// writeVector writes a block if it can.
func (w *bitWriter) writeVector(c *coefficients, nonzero uint64, before int16, by *coder) bool {
	if !hasBMI2 {
		return false
	}
	free := w.out[len(w.out):][:longestBlock]
	n, pending, have := writeBlockBMI2(&free[0], w.bits, w.have, c, nonzero, int(c[0]-before), by)
	w.out = w.out[:len(w.out)+n]
	w.bits, w.have = pending, have
	return true
}
