package typeset

import "math"

// transform is an affine map of the plane. Its products are rounded apart, here as wherever a place is computed, so that no machine fuses them with a sum and comes to
// other bytes than the rest.
type transform struct {
	xx, xy, yx, yy, x0, y0 float64
}

func (t transform) apply(x, y float64) (float64, float64) {
	return float64(t.xx*x) + float64(t.xy*y) + t.x0, float64(t.yx*x) + float64(t.yy*y) + t.y0
}

// rotation turns by degrees, clockwise as y grows downwards, around a point.
func rotation(degrees, x, y float64) transform {
	sin, cos := sincos(degrees)
	return transform{
		xx: cos, xy: -sin, yx: sin, yy: cos,
		x0: x - float64(cos*x) + float64(sin*y), y0: y - float64(sin*x) - float64(cos*y),
	}
}

// glyphPlace brings a glyph, y upwards, to its size and angle, with its origin at x, y.
func glyphPlace(scale, degrees, x, y float64) transform {
	sin, cos := sincos(degrees)
	return transform{xx: scale * cos, xy: scale * sin, yx: scale * sin, yy: -scale * cos, x0: x, y0: y}
}

// sincos leaves off the last bits, in which machines differ.
func sincos(degrees float64) (sin, cos float64) {
	const precision = 1 << 40
	sin, cos = math.Sincos(degrees * (math.Pi / 180))
	return math.Round(sin*precision) / precision, math.Round(cos*precision) / precision
}
