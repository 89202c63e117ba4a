package bandjpeg

import (
	"encoding/binary"
	"math/bits"
)

// forward computes the quantised coefficients of the block of samples that begins at from, and tells which are not zero, the first of the file in the lowest bit.
//
// The transform is the one of Loeffler, Ligtenberg and Moschytz ("Practical fast 1-D DCT algorithms with 11 multiplications", 1989), columns first, with 13 bits of
// fraction and results eight times too large, which the divisors make good.
func forward(from []uint8, stride int, by *divisors, to *coefficients) (nonzero uint64) {
	if level, ok := flat(from, stride); ok {
		*to = coefficients{by.quantise(0, (int32(level)-middle)*block*block)}
		if to[0] != 0 {
			nonzero = 1
		}
		return nonzero
	}
	return inFileOrder(transform(from[:7*stride+block], stride, by, to))
}

// turn exchanges row and column of a place.
func turn(place uint8) uint8 { return place%block*block + place/block }

// columnOrder has, for each coefficient in the order of the file, its place in the order of columns.
var columnOrder = func() (places [block * block]uint8) {
	for i, natural := range zigzag {
		places[i] = turn(natural)
	}
	return places
}()

// fileOrder has the bits of the file's order for each byte of a mask in the order of columns.
var fileOrder = func() (masks [block][256]uint64) {
	for i, place := range columnOrder {
		for b := range 256 {
			if b>>(place%block)&1 == 1 {
				masks[place/block][b] |= 1 << i
			}
		}
	}
	return masks
}()

// inFileOrder moves the bits of a mask in the order of columns.
func inFileOrder(mask uint64) uint64 {
	m := &fileOrder
	return m[0][uint8(mask)] | m[1][uint8(mask>>8)] | m[2][uint8(mask>>16)] | m[3][uint8(mask>>24)] |
		m[4][uint8(mask>>32)] | m[5][uint8(mask>>40)] | m[6][uint8(mask>>48)] | m[7][uint8(mask>>56)]
}

// transformPortable computes quantised coefficients in the order of columns, and tells which are not zero.
func transformPortable(from []uint8, stride int, by *divisors, to *coefficients) (nonzero uint64) {
	var c [block * block]int32
	for x := range block {
		at := func(y int) int32 { return int32(from[y*stride+x]) - middle }
		s0, s1, s2, s3, s4, s5, s6, s7 := transform8(at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7))
		const down = fractionBits - passBits
		c[x], c[4*block+x] = s0<<passBits, s4<<passBits
		c[block+x], c[2*block+x], c[3*block+x] = (s1+1<<(down-1))>>down, (s2+1<<(down-1))>>down, (s3+1<<(down-1))>>down
		c[5*block+x], c[6*block+x], c[7*block+x] = (s5+1<<(down-1))>>down, (s6+1<<(down-1))>>down, (s7+1<<(down-1))>>down
	}
	for y := range block {
		s := c[y*block:][:block:block]
		s0, s1, s2, s3, s4, s5, s6, s7 := transform8(s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7])
		s[0], s[4] = (s0+1<<(passBits-1))>>passBits, (s4+1<<(passBits-1))>>passBits
		const down = fractionBits + passBits
		s[1], s[2], s[3] = (s1+1<<(down-1))>>down, (s2+1<<(down-1))>>down, (s3+1<<(down-1))>>down
		s[5], s[6], s[7] = (s5+1<<(down-1))>>down, (s6+1<<(down-1))>>down, (s7+1<<(down-1))>>down
		for x, v := range s {
			at := x*block + y
			to[at] = by.quantise(at, v)
			if to[at] != 0 {
				nonzero |= 1 << at
			}
		}
	}
	return nonzero
}

// middle is the level that samples are shifted by (T.81, A.3.1).
const middle = 128

// flat tells whether all samples of a block are the same, as they are inside large letters.
func flat(from []uint8, stride int) (level uint8, ok bool) {
	level = from[0]
	want := uint64(level) * 0x0101010101010101
	for y := range block {
		if binary.LittleEndian.Uint64(from[y*stride:]) != want {
			return 0, false
		}
	}
	return level, true
}

// The first pass keeps passBits more bits than the second one leaves.
const (
	fractionBits = 13
	passBits     = 2
)

// The rotations' constants with fractionBits of fraction.
const (
	k0298 = 2446
	k0390 = 3196
	k0541 = 4433
	k0765 = 6270
	k0899 = 7373
	k1175 = 9633
	k1501 = 12299
	k1847 = 15137
	k1961 = 16069
	k2053 = 16819
	k2562 = 20995
	k3072 = 25172
)

// transform8 transforms eight values. All results but the first and the fifth have fractionBits of fraction.
func transform8(s0, s1, s2, s3, s4, s5, s6, s7 int32) (_, _, _, _, _, _, _, _ int32) {
	t0, t7 := s0+s7, s0-s7
	t1, t6 := s1+s6, s1-s6
	t2, t5 := s2+s5, s2-s5
	t3, t4 := s3+s4, s3-s4

	e0, e3 := t0+t3, t0-t3
	e1, e2 := t1+t2, t1-t2
	z := (e2 + e3) * k0541

	z1, z2, z3, z4 := (t4+t7)*-k0899, (t5+t6)*-k2562, t4+t6, t5+t7
	z5 := (z3 + z4) * k1175
	z3, z4 = z5-z3*k1961, z5-z4*k0390
	return e0 + e1, t7*k1501 + z1 + z4, z + e3*k0765, t6*k3072 + z2 + z3,
		e0 - e1, t5*k2053 + z2 + z4, z - e2*k1847, t4*k0298 + z1 + z3
}

// divisors divide coefficients by their quantisation step times eight, in the order of columns. As Agner Fog has it ("Optimizing subroutines in assembly language", 16.8), a
// division is two multiplications of which only the upper 16 bits stay; it is exact for dividends up to 2¹⁴, and transforms have none beyond 2¹³.
type divisors struct {
	half, inverse, scale [block * block]uint16
}

func divisorsOf(table *[block * block]uint8) *divisors {
	d := new(divisors)
	for i, natural := range zigzag {
		step := uint32(table[i]) * 8
		shift := bits.Len32(step-1) - 1
		at := turn(natural)
		d.half[at], d.inverse[at], d.scale[at] = uint16(step/2), uint16((1<<(16+shift)+step-1)/step), uint16(1<<(16-shift))
	}
	return d
}

func (t *Tables) divisors() (d [components]*divisors) {
	for i := range t {
		d[i] = divisorsOf(&t[i])
	}
	return d
}

// quantise quantises the coefficient at a place.
func (d *divisors) quantise(at int, v int32) int16 {
	sign := v >> 31
	magnitude := uint32((v^sign)-sign) + uint32(d.half[at])
	q := int32(magnitude * uint32(d.inverse[at]) >> 16 * uint32(d.scale[at]) >> 16)
	return int16((q ^ sign) - sign)
}
