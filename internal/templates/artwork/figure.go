package main

// outfit is what a figure wears.
type outfit int

const (
	bare    outfit = iota // fur, with a paler belly
	tee                   // short sleeves
	sweater               // long sleeves
	suit                  // jacket, white shirt, tie
)

// limb is the pose of one arm: where the wrist is, seen from the figure's
// origin, how far the elbow bows down and out (negative: up and in), and the hand.
type limb struct {
	wrist  pt
	bow    float64
	grip   grip
	angle  float64         // of the hand, added to the direction of the forearm
	aimed  bool            // angle is a direction of its own: 0 right, -90 up
	flip   bool            // thumb on the other side
	behind bool            // drawn behind the body
	hidden bool            // not drawn at all
	holds  func(c *canvas) // drawn in the hand, origin at the wrist, upright
}

// figure is a character from head to hips, or to the feet if it stands. The
// origin is the base of the neck; the head's centre is 86 above it, the hips
// 180 below, the shoulders 60 to each side; the ground is 330 below.
type figure struct {
	head        head
	wears       outfit
	top         tone // of the clothes
	trim        tone // of the tie
	lean        float64
	nod         float64 // lowers the head
	left, right limb    // as seen in the picture
	stands      bool
	stride      float64 // how far the feet are apart
	legs        tone    // of the trousers; bare if unset
	shoes       tone    // bare feet if unset
}

const (
	shoulderX, shoulderY = 60.0, 34.0
	armWidth             = 21.0
)

// trunk is the outline of every figure's body.
var trunk = blob(0, -24, 44, -14, 74, 22, 84, 90, 88, 160, 60, 200, 0, 208, -60, 200, -88, 160, -84, 90, -74, 22, -44, -14)

// figure draws f with the base of its neck at the origin.
func (c *canvas) figure(f figure) {
	c.at(0, 0, f.lean, 1, func() {
		c.arm(f, -1, f.left, true)
		c.arm(f, 1, f.right, true)
		if f.stands {
			c.legs(f)
		}
		c.torso(f)
		c.inside([]path{trunk}, func() { c.soft(fade(ink, 0.4), 10, ellipse(6, f.nod, 60, 22)) })
		c.at(0, f.nod-86, 0, 1, func() { c.head(f.head) })
		c.arm(f, -1, f.left, false)
		c.arm(f, 1, f.right, false)
	})
}

// torso draws the body and what covers it.
func (c *canvas) torso(f figure) {
	t := f.top
	if f.wears == bare {
		t = f.head.of.coat
	}
	c.form(t, trunk)
	c.inside([]path{trunk}, func() {
		x := f.head.turn * 14
		switch f.wears {
		case bare:
			c.patch(f.head.of.belly, ellipse(x, 118, 56, 92))
			if f.head.of.chest != nil {
				f.head.of.chest(c)
			}
		case suit:
			c.lapels(f, x)
		case tee, sweater:
			c.stroke(fade(t.shade, 0.8), 5, arc(x, -12, 46, 30, 10, 170))
			c.taper(fade(t.shade, 0.8), 5, curve(-60, 150, -30, 160, -10, 154), curve(66, 120, 46, 132, 30, 130))
		}
	})
}

// lapels draws shirt, tie and the edges of a jacket.
func (c *canvas) lapels(f figure, x float64) {
	c.patch(whiteFur, poly(x-40, -30, x+40, -30, x+2, 120, x-2, 120))
	c.thin(0.7, func() {
		c.form(f.trim, shape(k(x-8, 22), k(x+8, 22), k(x+16, 84), k(x, 106), k(x-16, 84)))
		c.form(f.trim, shape(k(x-11, 6), k(x+11, 6), k(x+8, 26), k(x-8, 26)))
		for _, s := range []float64{-1, 1} {
			c.form(f.top, poly(x+s*34, -34, x+s*62, -10, x+s*58, 40, x+s*40, 44, x+s*2, 122, x+s*8, 70))
		}
	})
	c.stroke(ink, 3, curve(x, 118, x+2, 210))
	c.fill(flat(f.top.shade), circle(x+12, 146, 5), circle(x+12, 176, 5))
}

// arm draws one arm as a curved sleeve with a hand at its end. Side is -1 for
// the left of the picture.
func (c *canvas) arm(f figure, side float64, l limb, behind bool) {
	if l.hidden || l.behind != behind {
		return
	}
	from := p(side*shoulderX, shoulderY)
	spine := bowed(from, l.wrist, hang(from, l.wrist, side)*l.bow)
	end := spine.pts[len(spine.pts)-1].sub(spine.pts[len(spine.pts)-6])
	deg := degrees(end) + l.angle
	if l.aimed {
		deg = l.angle
	}
	skin := f.head.of.coat
	if l.holds != nil {
		c.at(l.wrist.x, l.wrist.y, 0, 1, func() { l.holds(c) })
	}
	draw := func() {
		c.at(l.wrist.x, l.wrist.y, deg, 1.12, func() {
			if l.flip {
				c.with(mirrorY, func() { c.hand(l.grip, f.head.of.hands()) })
				return
			}
			c.hand(l.grip, f.head.of.hands())
		})
	}
	if f.wears == bare {
		c.limb(skin, spine, armWidth*1.08, armWidth*0.8)
		c.shoulder(skin, side)
		draw()
		return
	}
	draw()
	if f.wears == tee {
		c.limb(skin, spine, armWidth*0.85, armWidth*0.72)
		c.limb(f.top, path{pts: spine.pts[:len(spine.pts)*2/5]}, armWidth*1.15, armWidth*1.15)
		c.shoulder(f.top, side)
		return
	}
	c.limb(f.top, spine, armWidth*1.15, armWidth*0.95)
	if f.wears == sweater { // a jacket has a seam there
		c.shoulder(f.top, side)
	}
	c.cuff(f, spine)
}

// shoulder rubs out the line between an arm and the trunk, where they meet.
func (c *canvas) shoulder(t tone, side float64) {
	c.inside([]path{trunk}, func() {
		c.soft(mix(t.base, t.light, 0.4+0.2*-side), 9, ellipse(side*(shoulderX-17), shoulderY-6, 13, 17))
	})
}

// hang is 1 if an elbow hangs to the left of the way from shoulder to wrist,
// away from the body and down, and -1 if it hangs to the right.
func hang(from, wrist pt, side float64) float64 {
	d := wrist.sub(from)
	if d.y*side-d.x*0.45 < 0 {
		return -1
	}
	return 1
}

// cuff closes a long sleeve.
func (c *canvas) cuff(f figure, spine path) {
	n := len(spine.pts)
	t := f.top
	if f.wears == suit {
		t = whiteFur
	}
	a, b := spine.pts[n-1], spine.pts[max(n-6, 0)]
	c.at(a.x, a.y, degrees(a.sub(b)), 1, func() {
		c.thin(0.85, func() { c.form(t, roundRect(-8, -armWidth*1.05, 17, armWidth*2.1, 7)) })
	})
}

// limb draws a thick curved limb along a spine.
func (c *canvas) limb(t tone, spine path, from, to float64) {
	c.form(t, ribbon(spine, from, (from+to)/2, to))
}

// legs draws two legs down to shoes on the ground, 330 below the origin.
func (c *canvas) legs(f figure) {
	trousers, shoes := f.legs, f.shoes
	if trousers == (tone{}) {
		trousers = f.head.of.coat
	}
	if shoes == (tone{}) {
		shoes = f.head.of.hands()
	}
	for _, s := range []float64{-1, 1} {
		foot := p(s*(34+f.stride), 318)
		c.limb(trousers, line(p(s*36, 180), p(s*(40+f.stride*0.7), 250), foot), 30, 22)
		x := foot.x + s*10
		c.form(shoes, shape(k(x-28, 330), p(x-26, 314), p(x-8, 300), p(x+10, 300), p(x+28, 314), k(x+30, 330)))
	}
}
