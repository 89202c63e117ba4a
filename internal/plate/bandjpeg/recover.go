package bandjpeg

// recoverer finds the coefficients that a block of decoded samples came from.
//
// Transforming the samples again gives them, save where rounding or clipping has moved a coefficient by half its step, which makes another block. Then
// a search follows: as long as some sample is off, one coefficient is moved by one step, the one that brings the samples nearest to those wanted. It finds nearly
// all where steps are 3 or more. Where they are 1, as at qualities of 98 to 100, some samples stay off by one.
type recoverer struct {
	by        *divisors
	steps     *[block * block]uint8
	shown     [block * block]int64 // what the coefficients come to, with basisBits of fraction
	low, high [block * block]int64 // bounds of what rounds to the wanted samples
}

const (
	// maxMoves bounds the search: hardly a block needs more than 20.
	maxMoves = 32
	// maxAC is the largest AC coefficient, and maxAmplitude that of any before quantisation, beyond which the search has gone astray (T.81, F.1.2.2).
	maxAC, maxAmplitude = 1<<10 - 1, 1<<11 - 1
)

// find computes the coefficients of the block of samples that begins at from.
func (r *recoverer) find(from []uint8, stride int, to *coefficients) {
	forward(from, stride, r.by, to)
	r.want(from, stride)
	r.show(to)
	off := r.off()
	for range maxMoves {
		if off == 0 {
			return
		}
		if off = r.move(to, off); off < 0 {
			return
		}
	}
}

// want sets the bounds. A half is rounded up; samples at the ends of their range may come from anywhere beyond.
func (r *recoverer) want(from []uint8, stride int) {
	const half, unbounded = 1 << (basisBits - 1), 1 << 40
	for y := range block {
		for x, v := range from[y*stride:][:block] {
			level := (int64(v) - middle) << basisBits
			low, high := level-half, level+half-1
			switch v {
			case 0:
				low = -unbounded
			case 0xff:
				high = unbounded
			}
			r.low[y*block+x], r.high[y*block+x] = low, high
		}
	}
}

// show computes what the coefficients come to.
func (r *recoverer) show(c *coefficients) {
	clear(r.shown[:])
	for i, v := range c {
		if v != 0 {
			r.add(i, int64(v)*int64(r.steps[i]))
		}
	}
}

// add adds a multiple of a basis function to what is shown.
func (r *recoverer) add(i int, amount int64) {
	for j, b := range &basis[i] {
		r.shown[j] += amount * int64(b)
	}
}

// off is how far the samples are off: the sum of the squares of what they are beyond their bounds, in 2⁻⁸.
func (r *recoverer) off() int64 { return r.offWith(0, 0, 1<<62) }

// offWith is what off would be with a multiple of a basis function added. It gives up at limit.
func (r *recoverer) offWith(i int, amount, limit int64) (sum int64) {
	for j, b := range &basis[i] {
		v := r.shown[j] + amount*int64(b)
		d := (max(r.low[j]-v, 0) + max(v-r.high[j], 0)) >> (basisBits - 8)
		if sum += d * d; sum >= limit {
			break
		}
	}
	return sum
}

// move moves the coefficient that lowers off most, and returns what it is then, or -1 if none lowers it.
func (r *recoverer) move(c *coefficients, off int64) int64 {
	best, bestBy := 0, int16(0)
	for i, step := range r.steps {
		for _, by := range [...]int16{-1, 1} {
			v := int(c[i] + by)
			if amplitude := v * int(step); max(amplitude, -amplitude) > maxAmplitude || i > 0 && max(v, -v) > maxAC {
				continue
			}
			if sum := r.offWith(i, int64(by)*int64(step), off); sum < off {
				best, bestBy, off = i, by, sum
			}
		}
	}
	if bestBy == 0 {
		return -1
	}
	c[best] += bestBy
	r.add(best, int64(bestBy)*int64(r.steps[best]))
	return off
}

// basis has the basis functions of the inverse transform (T.81, A.3.3), in zigzag order, with basisBits of fraction.
var basis = basisFunctions()

const basisBits = 18

func basisFunctions() (functions [block * block][block * block]int32) {
	// cos(kπ/16)/2, with 30 bits of fraction; for k = 0, which is the constant function, divided by √2.
	halves := [block]int64{379625062, 526555088, 496004047, 446391849, 379625062, 298269498, 205451604, 104738319}
	wave := func(frequency, x int) int64 {
		const turn = 32
		switch k := (2*x + 1) * frequency % turn; {
		case frequency == 0:
			return halves[0]
		case k < turn/4:
			return halves[k]
		case k <= turn/2:
			return -halves[turn/2-k]
		case k < turn*3/4:
			return -halves[k-turn/2]
		default:
			return halves[turn-k]
		}
	}
	for i, natural := range zigzag {
		for j := range block * block {
			const down = 2*30 - basisBits
			exact := wave(int(natural)%block, j%block) * wave(int(natural)/block, j/block)
			functions[i][j] = int32((exact + 1<<(down-1)) >> down)
		}
	}
	return functions
}
