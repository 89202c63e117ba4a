package bandgif

// diffusion carries what a pixel lost in colour to its neighbours (Floyd and Steinberg, 1976). Errors are in sixteenths, and
// those of pixel x are at x+1.
type diffusion struct {
	here, below [][3]int
}

func (d *diffusion) apply(c rgb, x int) rgb {
	want := c.channels()
	for i := range want {
		want[i] = min(max(want[i]+d.here[x+1][i]/16, 0), 0xff)
	}
	return rgbOf(uint8(want[0]), uint8(want[1]), uint8(want[2]))
}

func (d *diffusion) spread(want, got rgb, x int) {
	w, g := want.channels(), got.channels()
	for i := range w {
		lost := w[i] - g[i]
		d.here[x+2][i] += lost * 7
		d.below[x][i] += lost * 3
		d.below[x+1][i] += lost * 5
		d.below[x+2][i] += lost
	}
}

func (d *diffusion) nextRow() {
	d.here, d.below = d.below, d.here
	for i := range d.below {
		d.below[i] = [3]int{}
	}
}
