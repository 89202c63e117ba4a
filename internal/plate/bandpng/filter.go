package bandpng

import "encoding/binary"

// The filter types of PNG, section 9.2.
const (
	filterNone = iota
	filterSub
	filterUp
	filterAverage
	filterPaeth
	filters
)

// The filters work on lanes, eight bytes in a word, whose slices are all of one length, a multiple of eight.
const (
	high = 0x8080_8080_8080_8080
	ones = 0x0101_0101_0101_0101
)

// subtract writes what each byte of row exceeds that of before by.
func subtract(to, row, before []uint8) {
	row, before = row[:len(to)], before[:len(to)]
	for i := 0; i <= len(to)-8; i += 8 {
		put(to[i:i+8:i+8], minus(lanes(row[i:i+8:i+8]), lanes(before[i:i+8:i+8])))
	}
}

// subtractMean writes what row exceeds the means of left and above by.
func subtractMean(to, row, left, above []uint8) {
	row, left, above = row[:len(to)], left[:len(to)], above[:len(to)]
	for i := 0; i <= len(to)-8; i += 8 {
		a, b := lanes(left[i:i+8:i+8]), lanes(above[i:i+8:i+8])
		mean := a&b + (a^b)>>1&^high
		put(to[i:i+8:i+8], minus(lanes(row[i:i+8:i+8]), mean))
	}
}

// subtractPaeth writes what row exceeds the prediction of Paeth's (PNG, 9.4) by.
func subtractPaeth(to, row, left, above, corner []uint8) {
	row, left, above, corner = row[:len(to)], left[:len(to)], above[:len(to)], corner[:len(to)]
	for i := subtractPaethVector(to, row, left, above, corner); i <= len(to)-8; i += 8 {
		a, b, c := lanes(left[i:i+8:i+8]), lanes(above[i:i+8:i+8]), lanes(corner[i:i+8:i+8])
		put(to[i:i+8:i+8], minus(lanes(row[i:i+8:i+8]), predict(a, b, c)))
	}
}

// predict returns, of left, above and corner, those nearest to left + above - corner, in this order where several are.
//
// The distances are |above - corner| to left, |left - corner| to above, and to corner the sum of both, if left and above lie on the same side of corner, where
// corner is no nearer than the nearer of the others; and otherwise what they differ by.
func predict(left, above, corner uint64) uint64 {
	leftUp, aboveUp := atLeast(left, corner), atLeast(above, corner)
	toAbove, toLeft := distance(left, corner, leftUp), distance(above, corner, aboveUp)
	leftFirst := atLeast(toAbove, toLeft)
	toCorner := distance(toAbove, toLeft, leftFirst) | ^(leftUp ^ aboveUp)
	isLeft := leftFirst & atLeast(toCorner, toLeft)
	isAbove := atLeast(toCorner, toAbove) &^ isLeft
	return left&isLeft | above&isAbove | corner&^(isLeft|isAbove)
}

// atLeast has all bits of the lanes where a is at least b.
func atLeast(a, b uint64) uint64 {
	low := (a | high) - b&^high // its high bits tell where the lower seven bits of a are at least those of b
	is := (a&^b | ^(a^b)&low) & high
	return is<<1 - is>>7
}

// distance returns |a - b|, given the lanes where a is at least b.
func distance(a, b, ordered uint64) uint64 {
	swap := (a ^ b) &^ ordered
	return minus(a^swap, b^swap)
}

// minus subtracts lanes, each modulo 256.
func minus(a, b uint64) uint64 {
	return (a | high) - b&^high ^ (a^^b)&high
}

// magnitude returns the sum of the absolute values of bytes taken as signed.
func magnitude(b []uint8) (sum int) {
	const even = 0x00ff_00ff_00ff_00ff
	for i := 0; i <= len(b)-8; i += 8 {
		v := lanes(b[i : i+8 : i+8])
		negative := v & high >> 7
		v = v ^ negative*0xff + negative
		sum += int((v&even + v>>8&even) * 0x0001_0001_0001_0001 >> 48)
	}
	return sum
}

func lanes(b []uint8) uint64  { return binary.LittleEndian.Uint64(b) }
func put(b []uint8, v uint64) { binary.LittleEndian.PutUint64(b, v) }
