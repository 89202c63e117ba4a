package bandjpeg

// finder finds the coefficients that a block of decoded samples came from.
//
// Transforming the samples again gives them, save where rounding or clipping has moved a coefficient by half its step, which makes another block. Then
// a search follows: as long as some sample is off, one coefficient is moved by one step, the one that brings the samples nearest to those wanted. It finds nearly
// all where steps are 2 or more. Where they are 1, as at qualities from about 97 on, some samples stay off by one.
type finder struct {
	by        *divisors
	steps     [block * block]uint8 // in the order of columns
	shown     [block * block]int64 // what the coefficients come to, with basisBits of fraction
	low, high [block * block]int64 // bounds of what rounds to the wanted samples
}

const (
	// maxMoves bounds the search: hardly a block needs more than 20.
	maxMoves = 32
	// maxLevel bounds coefficients to what there are codes for (T.81, F.1.2), and maxAmplitude what they stand for: beyond, the search has gone astray.
	maxLevel, maxAmplitude = 1<<10 - 1, 1<<11 - 1
)

// find computes the coefficients of the block of samples that begins at from.
func (f *finder) find(from []uint8, stride int, to *coefficients) {
	forward(from, stride, f.by, to)
	f.want(from, stride)
	f.show(to)
	off := f.off()
	for range maxMoves {
		if off == 0 {
			return
		}
		if off = f.move(to, off); off < 0 {
			return
		}
	}
}

// want sets the bounds. A half is rounded up; samples at the ends of their range may come from anywhere beyond.
func (f *finder) want(from []uint8, stride int) {
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
			f.low[y*block+x], f.high[y*block+x] = low, high
		}
	}
}

// show computes what the coefficients come to.
func (f *finder) show(c *coefficients) {
	clear(f.shown[:])
	for i, v := range c {
		if v != 0 {
			f.add(i, int64(v)*int64(f.steps[i]))
		}
	}
}

// add adds a multiple of a basis function to what is shown.
func (f *finder) add(i int, amount int64) {
	for j, b := range &basis[i] {
		f.shown[j] += amount * int64(b)
	}
}

// off is how far the samples are off: the sum of the squares of what they are beyond their bounds, in 2⁻⁸.
func (f *finder) off() int64 { return f.offWith(0, 0, 1<<62) }

// offWith is what off would be with a multiple of a basis function added. It gives up at limit.
func (f *finder) offWith(i int, amount, limit int64) (sum int64) {
	for j, b := range &basis[i] {
		v := f.shown[j] + amount*int64(b)
		d := (max(f.low[j]-v, 0) + max(v-f.high[j], 0)) >> (basisBits - 8)
		if sum += d * d; sum >= limit {
			break
		}
	}
	return sum
}

// move moves the coefficient that lowers off most, and returns what it is then, or -1 if none lowers it.
func (f *finder) move(c *coefficients, off int64) int64 {
	best, bestBy := 0, int16(0)
	for i, step := range f.steps {
		for _, by := range [...]int16{-1, 1} {
			v := int(c[i] + by)
			if amplitude := v * int(step); max(amplitude, -amplitude) > maxAmplitude || max(v, -v) > maxLevel {
				continue
			}
			if sum := f.offWith(i, int64(by)*int64(step), off); sum < off {
				best, bestBy, off = i, by, sum
			}
		}
	}
	if bestBy == 0 {
		return -1
	}
	c[best] += bestBy
	f.add(best, int64(bestBy)*int64(f.steps[best]))
	return off
}

// basis has the basis functions of the inverse transform (T.81, A.3.3), in the order of columns, with basisBits of fraction.
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
	for _, natural := range zigzag {
		i := turn(natural)
		for j := range block * block {
			const down = 2*30 - basisBits
			exact := wave(int(natural)%block, j%block) * wave(int(natural)/block, j/block)
			functions[i][j] = int32((exact + 1<<(down-1)) >> down)
		}
	}
	return functions
}
