package picture

import (
	"math"
	"sync"
)

// light says in what terms colours are mixed: 16 bits each, premultiplied.
type light struct {
	from [256]int32
	// to has the sample for each value, in linear light; nil where values are samples in more bits.
	to []uint8
}

const full = 0xffff

// encoded mixes samples as they are, which is right where a picture grows: sharpening in linear light puts halos around what is dark.
var encoded = &light{}

func init() {
	for i := range encoded.from {
		encoded.from[i] = int32(i) * full / 0xff
	}
}

// linear mixes amounts of light, which is right where a picture shrinks: what was fine detail is then as bright as seen from far away. The
// transfer function is that of sRGB (IEC 61966-2-1).
var linear = sync.OnceValue(func() *light {
	l := &light{to: make([]uint8, full+1)}
	next := 0
	for i := range l.from {
		l.from[i] = int32(math.Round(full * intensity(float64(i))))
		for end := int(math.Ceil(full * intensity(float64(i)+0.5))); next < min(end, full+1); next++ {
			l.to[next] = uint8(i)
		}
	}
	return l
})

// intensity is the light of a sample from 0 to 255, from 0 to 1.
func intensity(sample float64) float64 {
	v := sample / 0xff
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

// load turns premultiplied samples into values.
func (l *light) load(values []int32, pix []uint8) {
	for i := 0; i+channels <= len(pix) && i+channels <= len(values); i += channels {
		p, v := pix[i:i+channels:i+channels], values[i:i+channels:i+channels]
		a := int32(p[3])
		if a == 0xff || l.to == nil {
			v[0], v[1], v[2], v[3] = l.from[p[0]], l.from[p[1]], l.from[p[2]], a*(full/0xff)
			continue
		}
		for c := range v[:3] {
			v[c] = 0
			if a > 0 {
				v[c] = l.from[(int32(p[c])*0xff+a/2)/a] * a / 0xff
			}
		}
		v[3] = a * (full / 0xff)
	}
}

// store turns sums of weighted values, whatever they overshoot by, into premultiplied samples.
func (l *light) store(pix []uint8, sums []int64) {
	for i := 0; i+channels <= len(pix) && i+channels <= len(sums); i += channels {
		p, s := pix[i:i+channels:i+channels], sums[i:i+channels:i+channels]
		a := min(max(whole(s[3]), 0), full)
		alpha := sample(a)
		p[3] = uint8(alpha)
		for c := range p[:3] {
			v := min(max(whole(s[c]), 0), a)
			switch {
			case l.to == nil:
				p[c] = uint8(min(sample(v), alpha))
			case alpha == 0xff:
				p[c] = l.to[v]
			case alpha == 0:
				p[c] = 0
			default:
				p[c] = uint8((int64(l.to[v*full/a])*alpha + 0xff/2) / 0xff)
			}
		}
	}
}

// sample rounds a value of 16 bits to one of 8.
func sample(v int64) int64 { return (v*0xff + full/2) / full }
