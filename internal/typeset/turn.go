package typeset

import (
	"image"
	"math"

	"github.com/memed/memed/internal/caption"
)

// turnOf is the turn of the caption around the centre of its frame.
func turnOf(c caption.Caption, f frame) transform {
	if c.Angle == 0 {
		return transform{xx: 1, yy: 1}
	}
	x, y := f.centre()
	return rotation(c.Angle, x, y)
}

// turnSteps is how many times the frame of a turned caption is halved towards the largest that does.
const turnSteps = 6

// composeTurned composes a text so that its ink stays in the picture when it is turned, as far as fitting may see to that: where it would not,
// the frame shrinks around its centre. It returns the frame as well.
func composeTurned(t *text, c caption.Caption, picture image.Point) (setting, frame) {
	f := frameOf(c, picture)
	set := compose(t, c, f)
	if c.Angle == 0 || c.Size.Pixels > 0 || set.inside(c, f, picture) {
		return set, f
	}
	low, high := f.insideScale(c.Angle, picture), 1.0
	for range turnSteps {
		middle := (low + high) / 2
		if g := f.scaled(middle); compose(t, c, g).inside(c, g, picture) {
			low = middle
		} else {
			high = middle
		}
	}
	f = f.scaled(low)
	return compose(t, c, f), f
}

// inside tells whether the turned ink lies in the picture.
func (s setting) inside(c caption.Caption, f frame, picture image.Point) bool {
	turn := turnOf(c, f)
	left, top, width, height := s.block(c, f)
	for _, corner := range [][2]float64{{left, top}, {left + width, top}, {left, top + height}, {left + width, top + height}} {
		x, y := turn.apply(corner[0], corner[1])
		if x < 0 || y < 0 || x > float64(picture.X) || y > float64(picture.Y) {
			return false
		}
	}
	return true
}

// block is the rectangle of the ink with its outlines, before the turn.
func (s setting) block(c caption.Caption, f frame) (left, top, width, height float64) {
	for _, l := range s.lines {
		width = max(width, float64(s.width(l)*s.size)+2*s.outline)
	}
	height = float64(s.height(len(s.lines))*s.size) + 2*s.outline
	left = f.x + float64(share(c.Align == caption.Center, c.Align == caption.Right)*(f.width-width))
	top = f.y + float64(share(c.VAlign == caption.Middle, c.VAlign == caption.Bottom)*(f.height-height))
	return left, top, width, height
}

func (f frame) centre() (x, y float64) { return f.x + float64(f.width/2), f.y + float64(f.height/2) }

// scaled is the frame scaled around its centre.
func (f frame) scaled(by float64) frame {
	x, y := f.centre()
	f.width, f.height = float64(f.width*by), float64(f.height*by)
	f.x, f.y = x-float64(f.width/2), y-float64(f.height/2)
	return f
}

// insideScale is how much the frame must be scaled to lie in the picture as a whole when it is turned: 0 if its centre is on the picture's edge.
func (f frame) insideScale(angle float64, picture image.Point) float64 {
	sin, cos := sincos(angle)
	sin, cos = math.Abs(sin), math.Abs(cos)
	x, y := f.centre()
	roomX, roomY := max(0, min(x, float64(picture.X)-x)), max(0, min(y, float64(picture.Y)-y))
	reachX, reachY := (float64(f.width*cos)+float64(f.height*sin))/2, (float64(f.width*sin)+float64(f.height*cos))/2
	if reachX == 0 || reachY == 0 {
		return 0
	}
	return min(1, roomX/reachX, roomY/reachY)
}
