package picture

import (
	"context"
	"image"

	"github.com/memed/memed/internal/pool"
)

// resampler makes pictures of one size from those of another, by Catmull and Rom's cubic kernel ("A class of local interpolating splines", 1974), which is
// widened where the picture shrinks so that each of its pixels counts. All arithmetic is in integers.
type resampler struct {
	columns, rows axis
	light         *light
}

func newResampler(from, to image.Point) *resampler {
	r := &resampler{newAxis(from.X, to.X), newAxis(from.Y, to.Y), encoded}
	if to.X < from.X {
		r.light = linear()
	}
	return r
}

func (r *resampler) resample(ctx context.Context, src *image.RGBA) (*image.RGBA, error) {
	dst := image.NewRGBA(image.Rect(0, 0, len(r.columns), len(r.rows)))
	bands := (len(r.rows) + bandRows - 1) / bandRows
	err := pool.Each(ctx, bands, func(i int) error {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		r.band(dst, src, i*bandRows, min((i+1)*bandRows, len(r.rows)))
		return nil
	})
	if err != nil {
		return nil, err
	}
	return dst, nil
}

// channels of a pixel.
const channels = 4

// band makes the rows from top to before bottom.
func (r *resampler) band(dst, src *image.RGBA, top, bottom int) {
	width := channels * len(r.columns)
	first, last := r.rows[top].first, r.rows[bottom-1].end()
	row := make([]int32, channels*src.Rect.Dx())
	narrow := make([]int32, (last-first)*width) // rows of src, as wide as those of dst
	for y := first; y < last; y++ {
		r.light.load(row, src.Pix[y*src.Stride:][:len(row)])
		across(narrow[(y-first)*width:][:width], row, r.columns)
	}
	sums := make([]int64, width)
	for y := top; y < bottom; y++ {
		clear(sums)
		taps := r.rows[y]
		for i, weight := range taps.weights {
			for x, v := range narrow[(taps.first+i-first)*width:][:width] {
				sums[x] += int64(v) * weight
			}
		}
		r.light.store(dst.Pix[y*dst.Stride:][:width], sums)
	}
}

// across resamples a row.
func across(to, from []int32, columns axis) {
	for x, taps := range columns {
		var r, g, b, a int64
		at := channels * taps.first
		for _, weight := range taps.weights {
			p := from[at : at+channels : at+channels]
			r, g, b, a = r+int64(p[0])*weight, g+int64(p[1])*weight, b+int64(p[2])*weight, a+int64(p[3])*weight
			at += channels
		}
		p := to[channels*x:][:channels:channels]
		p[0], p[1], p[2], p[3] = int32(whole(r)), int32(whole(g)), int32(whole(b)), int32(whole(a))
	}
}

// weightBits is the fraction of weights, which add up to one.
const weightBits = 24

// whole rounds a sum of weighted values.
func whole(sum int64) int64 { return (sum + 1<<(weightBits-1)) >> weightBits }

// axis has the pixels that each pixel of the resampled picture is made of, along rows or along columns.
type axis []taps

type taps struct {
	first   int
	weights []int64
}

func (t taps) end() int { return t.first + len(t.weights) }

func newAxis(from, to int) axis {
	a := make(axis, to)
	wide := 2 * max(from, to)
	reach := min(2*wide/to+2, from) // no kernel has more pixels
	weights := make([]int64, reach*to)
	for i := range a {
		// In units of which a pixel of the source has 2·to, the kernel's centre and where its two lobes on each side end.
		centre := (2*i+1)*from - to
		first, last := max((centre-2*wide)/(2*to), 0), min((centre+2*wide)/(2*to), from-1)
		t := taps{first: first, weights: weights[i*reach:][:last-first+1]}
		var sum int64
		for j := range t.weights {
			distance := 2*to*(first+j) - centre
			t.weights[j] = kernel(max(distance, -distance), wide)
			sum += t.weights[j]
		}
		t.normalise(sum)
		a[i] = t
	}
	return a
}

// kernel is the value at n/d, times 1<<weightBits.
func kernel(n, d int) int64 {
	const one = 1 << weightBits
	t := int64(n) << weightBits / int64(d)
	square := t * t >> weightBits
	cube := square * t >> weightBits
	switch {
	case t < one:
		return (3*cube-5*square)/2 + one
	case t < 2*one:
		return (5*square-cube)/2 - 4*t + 2*one
	default:
		return 0
	}
}

// normalise makes weights of that sum add up to one.
func (t taps) normalise(sum int64) {
	rest, largest := int64(1<<weightBits), 0
	for i, w := range t.weights {
		t.weights[i] = w << weightBits / sum
		rest -= t.weights[i]
		if t.weights[i] > t.weights[largest] {
			largest = i
		}
	}
	t.weights[largest] += rest
}
