package main

// grip is what a hand does.
type grip int

const (
	fist     grip = iota
	open          // palm with spread fingers
	point         // index finger stretched out
	flatHand      // fingers together, seen from the side: clapping, stopping
	hold          // curled around a handle or an edge
	chinRest      // thumb and bent index finger, held to a chin
	wing          // three feathers and a thumb
)

// hand draws a hand with its wrist at the origin, reaching along x. The
// thumb is above; flip the canvas for the other hand.
func (c *canvas) hand(g grip, t tone) {
	fingers, palm, thumb := handParts(g)
	c.outline(append(append([]path{palm}, fingers...), thumb)...)
	c.thin(0.62, func() {
		for _, f := range fingers {
			c.form(t, f)
		}
	})
	c.body(t, palm)
	for _, f := range fingers {
		lo, hi := bounds([]path{f})
		if lo.x < 20 && hi.x < 50 { // curled in: the fingers lie on top of the palm
			c.thin(0.62, func() { c.form(t, f) })
		}
	}
	c.thin(0.62, func() { c.form(t, thumb) })
	c.inside([]path{palm}, func() { c.body(t, thumb) })
}

// handParts returns the outlines of the fingers, from far to near, of the palm
// and of the thumb.
func handParts(g grip) (fingers []path, palm, thumb path) {
	palm = blob(-6, -15, 12, -23, 32, -20, 38, 0, 32, 19, 12, 23, -6, 15)
	finger := func(w float64, xy ...float64) path { return ribbon(curve(xy...), w*0.95, w, w*0.9) }
	switch g {
	case open:
		fingers = []path{
			finger(9, 24, -14, 44, -28, 60, -38), finger(9.5, 30, -6, 56, -12, 74, -14),
			finger(9.5, 30, 6, 54, 8, 70, 12), finger(8.5, 24, 14, 44, 24, 56, 32),
		}
		thumb = finger(9.5, 6, -12, 8, -30, 18, -46)
	case point:
		fingers = []path{
			finger(9.5, 26, -13, 56, -15, 80, -15),
			finger(9.5, 16, 3, 37, 4), finger(9, 16, 17, 33, 18),
		}
		thumb = finger(9, 4, -14, 18, -10, 30, -1)
	case flatHand:
		fingers = []path{
			finger(9, 24, 13, 48, 13, 62, 12), finger(9.5, 28, 4, 56, 3, 74, 2),
			finger(9.5, 28, -8, 54, -9, 70, -9),
		}
		thumb = finger(9.5, 6, -12, 20, -28, 34, -36)
	case hold:
		fingers = []path{finger(9, 14, 18, 34, 19), finger(9.5, 14, 3, 38, 4), finger(9.5, 14, -12, 36, -12)}
		thumb = finger(9.5, 4, -14, 14, -28, 30, -27)
	case chinRest:
		fingers = []path{
			finger(9, 14, 17, 34, 18), finger(9.5, 14, 3, 38, 4), finger(10, 18, -11, 46, -18, 58, -10),
		}
		thumb = finger(10, 4, -12, 18, -30, 40, -36)
	case wing:
		fingers = []path{
			finger(10, 22, 14, 44, 22, 58, 20), finger(11, 28, 2, 56, 6, 74, 2), finger(11, 26, -10, 52, -18, 68, -22),
		}
		thumb = finger(10, 4, -10, 12, -32, 26, -48)
	default:
		fingers = []path{
			finger(9, 16, 17, 33, 18), finger(9.5, 16, 3, 38, 4), finger(9.5, 16, -11, 36, -11),
		}
		thumb = finger(9.5, 2, -16, 16, -20, 30, -14)
	}
	return fingers, palm, thumb
}
