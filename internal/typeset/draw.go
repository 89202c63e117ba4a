package typeset

import (
	"context"
	"image"
	"math"
	"slices"

	"github.com/fogleman/gg"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"github.com/memed/memed/internal/caption"
)

// placed is a glyph at its place on the picture, before the box is turned.
type placed struct {
	glyph
	x, y, size float64
}

// place finds where each glyph of a setting stands, line by line.
func place(s setting, c caption.Caption, f frame) [][]placed {
	height := blockHeight(s.lines, len(s.lines))*s.size + 2*s.outline
	baseline := f.y + share(c.VAlign == caption.Middle, c.VAlign == caption.Bottom)*(f.height-height) +
		s.outline + math.Max(s.lines[0].ascent(), emptyLine)*s.size
	lines := make([][]placed, len(s.lines))
	for i, l := range s.lines {
		width := l.width()*s.size + 2*s.outline
		x := f.x + share(c.Align == caption.Center, c.Align == caption.Right)*(f.width-width) + s.outline + l[0].before*s.size
		for _, w := range l {
			for _, g := range w.glyphs {
				lines[i] = append(lines[i], placed{glyph: g, x: x + g.x*s.size, y: baseline, size: s.size})
			}
			x += (w.width + w.space) * s.size
		}
		baseline += s.pitch * s.size
	}
	return lines
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

// draw paints a setting. What would lie outside the picture is left out. It returns nil if nothing is left.
func draw(ctx context.Context, s setting, c caption.Caption, f frame, picture image.Point) (*image.RGBA, error) {
	if s.size < visibleSize {
		return nil, nil
	}
	turn := gg.Identity()
	if c.Angle != 0 {
		cx, cy := f.x+f.width/2, f.y+f.height/2
		turn = gg.Translate(-cx, -cy).Multiply(gg.Rotate(gg.Radians(c.Angle))).Multiply(gg.Translate(cx, cy))
	}
	lines, bounds := visible(place(s, c, f), turn, s.outline, image.Rectangle{Max: picture})
	if bounds.Empty() {
		return nil, nil
	}
	return drawGlyphs(ctx, lines, bounds, turn, s.outline, c)
}

// drawGlyphs paints first the outlines of all letters, then the letters, so that no outline covers a neighbour.
func drawGlyphs(
	ctx context.Context, lines [][]placed, bounds image.Rectangle, turn gg.Matrix, outline float64, c caption.Caption,
) (*image.RGBA, error) {
	img := image.NewRGBA(image.Rectangle{Max: bounds.Size()})
	dc := gg.NewContextForRGBA(img)
	dc.SetLineJoin(gg.LineJoinRound)
	dc.SetLineWidth(2 * outline)
	dc.Translate(float64(-bounds.Min.X), float64(-bounds.Min.Y))
	if !c.Outline.None {
		if err := paint(ctx, dc, lines, turn, c.Outline.Color, dc.Stroke); err != nil {
			return nil, err
		}
	}
	if err := paint(ctx, dc, lines, turn, c.Color, dc.Fill); err != nil {
		return nil, err
	}
	img.Rect = bounds
	return img, nil
}

// paint applies stroke or fill to one glyph after the other: the rasteriser takes much longer for a path of several.
func paint(ctx context.Context, dc *gg.Context, lines [][]placed, turn gg.Matrix, color caption.Color, apply func()) error {
	dc.SetRGB255(int(color.R), int(color.G), int(color.B))
	for _, l := range lines {
		for _, g := range l {
			if ctx.Err() != nil {
				return context.Cause(ctx)
			}
			g.trace(dc, turn)
			apply()
		}
	}
	return nil
}

// trace adds the glyph's outline to dc's path.
func (p placed) trace(dc *gg.Context, turn gg.Matrix) {
	for _, segment := range p.path {
		ax, ay := p.at(segment.Args[0], turn)
		switch segment.Op {
		case sfnt.SegmentOpMoveTo:
			dc.ClosePath()
			dc.MoveTo(ax, ay)
		case sfnt.SegmentOpLineTo:
			dc.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			bx, by := p.at(segment.Args[1], turn)
			dc.QuadraticTo(ax, ay, bx, by)
		case sfnt.SegmentOpCubeTo:
			bx, by := p.at(segment.Args[1], turn)
			cx, cy := p.at(segment.Args[2], turn)
			dc.CubicTo(ax, ay, bx, by, cx, cy)
		}
	}
	dc.ClosePath()
}

// at is where a point of the glyph's path lies on the picture.
func (p placed) at(point fixed.Point26_6, turn gg.Matrix) (x, y float64) {
	scale := p.scale * p.size
	return turn.TransformPoint(p.x+float64(point.X)*scale, p.y+float64(point.Y)*scale)
}

// visible returns the glyphs that have ink in the picture, and the part of the picture that their ink lies in.
func visible(lines [][]placed, turn gg.Matrix, outline float64, picture image.Rectangle) ([][]placed, image.Rectangle) {
	var ink image.Rectangle
	for i, l := range lines {
		lines[i] = slices.DeleteFunc(l, func(g placed) bool {
			b := g.ink(turn, outline).Intersect(picture)
			ink = ink.Union(b)
			return b.Empty()
		})
	}
	return lines, ink
}

// ink is the smallest rectangle of whole pixels around the glyph with its outline. It is empty for a space.
func (p placed) ink(turn gg.Matrix, outline float64) image.Rectangle {
	if len(p.path) == 0 {
		return image.Rectangle{}
	}
	minX, minY, maxX, maxY := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	b := p.bounds
	for _, corner := range []fixed.Point26_6{b.Min, {X: b.Max.X, Y: b.Min.Y}, b.Max, {X: b.Min.X, Y: b.Max.Y}} {
		x, y := p.at(corner, turn)
		minX, minY, maxX, maxY = min(minX, x), min(minY, y), max(maxX, x), max(maxY, y)
	}
	const margin = 1 // antialiasing touches the pixels next to the edge
	return image.Rect(
		int(math.Floor(minX-outline))-margin, int(math.Floor(minY-outline))-margin,
		int(math.Ceil(maxX+outline))+margin, int(math.Ceil(maxY+outline))+margin,
	)
}
