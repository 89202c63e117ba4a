package typeset

import (
	"context"
	"image"
	"math"

	"github.com/memed/memed/internal/caption"
)

// placed is a sprite with the pixel that its origin is in.
type placed struct {
	*sprite
	at image.Point
	// cold is the number of the sprite among those that have yet to be made, while sprite is nil.
	cold int
}

func (p placed) bounds() image.Rectangle { return p.sprite.bounds.Add(p.at) }

// draw paints a setting. What would lie outside the picture is left out. It returns nil if nothing is left.
func (s *Setter) draw(ctx context.Context, d *desk, set setting, c caption.Caption, f frame, picture image.Point) (*image.RGBA, error) {
	if set.size < visibleSize {
		return nil, nil
	}
	d.placed, d.cold = d.placed[:0], d.cold[:0]
	clear(d.numbers)
	if err := s.place(ctx, d, set, c, f, picture); err != nil {
		return nil, err
	}
	if err := s.rasterise(ctx, d); err != nil {
		return nil, err
	}
	var ink image.Rectangle
	for _, p := range d.placed {
		ink = ink.Union(p.bounds().Intersect(image.Rectangle{Max: picture}))
	}
	if ink.Empty() {
		return nil, nil
	}
	return s.paint(ctx, d, ink, c)
}

// place puts the sprites of all glyphs of a setting that may be seen on the desk, line by line. Upright lines stand on whole pixels.
func (s *Setter) place(ctx context.Context, d *desk, set setting, c caption.Caption, f frame, picture image.Point) error {
	on := &canvas{picture, turnOf(c, f), c.Angle}
	_, top, _, _ := set.block(c, f)
	baseline := top + set.outline + float64(max(set.ascent, emptyLine)*set.size)
	for _, l := range set.lines {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		width := float64(set.width(l)*set.size) + 2*set.outline
		x := f.x + float64(share(c.Align == caption.Center, c.Align == caption.Right)*(f.width-width)) + set.outline + float64(set.before*set.size)
		y := baseline
		if c.Angle == 0 {
			y = math.Round(y)
		}
		s.placeLine(d, set, l, x, y, on)
		baseline += float64(set.pitch() * set.size)
	}
	return nil
}

// share is the part of the free room that goes before the ink.
func share(middle, end bool) float64 {
	switch {
	case middle:
		return 0.5
	case end:
		return 1
	default:
		return 0
	}
}

// canvas is what glyphs are placed on.
type canvas struct {
	size  image.Point // of the picture
	turn  transform   // of the caption
	angle float64     // of the turn
}

// placeLine places a line whose first glyph stands at x, y before the turn.
func (s *Setter) placeLine(d *desk, set setting, l line, x, y float64, on *canvas) {
	d.visual = set.visual(d.visual[:0], l)
	for _, c := range d.visual {
		for _, g := range set.glyphs[c.first:c.last] {
			if g.ink.empty() {
				continue
			}
			px, py := on.turn.apply(x+float64(g.x*set.size), y+float64(g.y*set.size))
			if !g.ink.scaled(set.size).grown(set.outline).seen(px, py, on) {
				continue
			}
			at, phase := pixel(px, py)
			sp, cold := s.sprite(d, g, set.size, set.outline, on.angle, phase)
			d.placed = append(d.placed, placed{sp, at, cold})
		}
		x += float64(c.width * set.size)
	}
}

// visual appends the clusters of a line in the order in which they stand, without what shows neither within a line nor at its end.
func (s setting) visual(to []cluster, l line) []cluster {
	for i, w := range l {
		end, ends := w.last, i == len(l)-1
		if ends {
			end = w.end
		}
		for j, c := range s.clusters[w.first:end] {
			if !c.soft || ends && w.hyphen && w.first+j == end-1 {
				to = append(to, c)
			}
		}
	}
	reorder(to)
	return to
}

// seen tells whether a rectangle in pixels, turned around an origin at x, y, may lie on a canvas in part.
func (r rect) seen(x, y float64, on *canvas) bool {
	const margin = 2 // pixels that rounding and antialiasing may reach beyond
	turn := on.turn
	middleX, middleY, halfWidth, halfHeight := (r.minX+r.maxX)/2, (r.minY+r.maxY)/2, (r.maxX-r.minX)/2, (r.maxY-r.minY)/2
	x += float64(turn.xx*middleX) + float64(turn.xy*middleY)
	y += float64(turn.yx*middleX) + float64(turn.yy*middleY)
	width := margin + float64(math.Abs(turn.xx)*halfWidth) + float64(math.Abs(turn.xy)*halfHeight)
	height := margin + float64(math.Abs(turn.yx)*halfWidth) + float64(math.Abs(turn.yy)*halfHeight)
	return x+width > 0 && y+height > 0 && x-width < float64(on.size.X) && y-height < float64(on.size.Y)
}

// pixel is where an origin lies: the pixel, and the phase within it.
func pixel(x, y float64) (image.Point, uint8) {
	steps := func(v float64) (int, int) {
		n := int(math.Floor(float64(v*phases) + 0.5))
		whole := n >> 2 // of phases, rounded down
		return whole, n - whole*phases
	}
	px, fx := steps(x)
	py, fy := steps(y)
	return image.Pt(px, py), uint8(fy*phases + fx)
}

// paint lays the placed sprites on one image: all outlines joined, above them all letters, above these all emoji.
func (s *Setter) paint(ctx context.Context, d *desk, ink image.Rectangle, c caption.Caption) (*image.RGBA, error) {
	d.planes.reset(ink)
	for _, p := range d.placed {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		d.planes.fill.join(p.fill, p.bounds())
		d.planes.stroke.join(p.stroke, p.bounds())
	}
	img := s.newImage(ink)
	d.planes.color(img, c)
	for _, p := range d.placed {
		if p.sprite.color != nil {
			lay(img, p.sprite.color, p.bounds().Min)
		}
	}
	return img, nil
}
