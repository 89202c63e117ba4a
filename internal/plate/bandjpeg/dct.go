package bandjpeg

import "encoding/binary"

// forward computes the quantised coefficients of the block of samples that begins at from.
//
// The transform is the one of Loeffler, Ligtenberg and Moschytz ("Practical fast 1-D DCT algorithms with 11 multiplications", 1989), rows first, with 13 bits of
// fraction and results eight times too large, which the divisors make good.
func forward(from []uint8, stride int, by *divisors, to *coefficients) {
	if level, ok := flat(from, stride); ok {
		*to = coefficients{by.quantise1(0, (int32(level)-middle)*block*block)}
		return
	}
	var c [block * block]int32
	for y := range block {
		row, out := from[y*stride:][:block:block], c[y*block:][:block:block]
		s0, s1, s2, s3, s4, s5, s6, s7 := transform(
			int32(row[0])-middle, int32(row[1])-middle, int32(row[2])-middle, int32(row[3])-middle,
			int32(row[4])-middle, int32(row[5])-middle, int32(row[6])-middle, int32(row[7])-middle,
		)
		out[0], out[4] = s0<<passBits, s4<<passBits
		const down = fractionBits - passBits
		out[1], out[2], out[3] = (s1+1<<(down-1))>>down, (s2+1<<(down-1))>>down, (s3+1<<(down-1))>>down
		out[5], out[6], out[7] = (s5+1<<(down-1))>>down, (s6+1<<(down-1))>>down, (s7+1<<(down-1))>>down
	}
	for x := range block {
		s := c[x : x+7*block+1]
		s0, s1, s2, s3, s4, s5, s6, s7 := transform(s[0], s[block], s[2*block], s[3*block], s[4*block], s[5*block], s[6*block], s[7*block])
		s[0], s[4*block] = (s0+1<<(passBits-1))>>passBits, (s4+1<<(passBits-1))>>passBits
		const down = fractionBits + passBits
		s[block], s[2*block], s[3*block] = (s1+1<<(down-1))>>down, (s2+1<<(down-1))>>down, (s3+1<<(down-1))>>down
		s[5*block], s[6*block], s[7*block] = (s5+1<<(down-1))>>down, (s6+1<<(down-1))>>down, (s7+1<<(down-1))>>down
	}
	by.quantise(&c, to)
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

// transform transforms eight values. All results but the first and the fifth have fractionBits of fraction.
func transform(s0, s1, s2, s3, s4, s5, s6, s7 int32) (_, _, _, _, _, _, _, _ int32) {
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

// divisors divide coefficients by their quantisation step times eight, as multiplications by the reciprocal.
type divisors [block * block]struct {
	natural uint8  // where the coefficient is, in the order of rows
	half    uint32 // for rounding
	inverse uint64 // 2³² over the divisor, rounded up: exact for dividends below 2¹⁶ and divisors up to 255·8
}

func divisorsOf(table *[block * block]uint8) *divisors {
	d := new(divisors)
	for i, natural := range zigzag {
		step := uint32(table[i]) * 8
		d[i].natural, d[i].half, d[i].inverse = natural, step/2, (1<<32)/uint64(step)+1
	}
	return d
}

func (t *Tables) divisors() (d [components]*divisors) {
	for i := range t {
		d[i] = divisorsOf(&t[i])
	}
	return d
}

func (d *divisors) quantise(c *[block * block]int32, to *coefficients) {
	for i := range d {
		to[i] = d.quantise1(i, c[d[i].natural&(block*block-1)])
	}
}

// quantise1 quantises the ith coefficient.
func (d *divisors) quantise1(i int, v int32) int16 {
	sign := v >> 31
	magnitude := uint32((v ^ sign) - sign)
	q := int32(uint64(magnitude+d[i].half) * d[i].inverse >> 32)
	return int16((q ^ sign) - sign)
}
