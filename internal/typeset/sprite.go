package typeset

import (
	"bytes"
	"context"
	"encoding/binary"
	"image"
	"math"
	"slices"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"

	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/pool"
)

// spriteKey is all that decides a sprite.
type spriteKey struct {
	font    uint64 // of its digest
	glyph   font.GID
	size    float64 // of the em in pixels
	outline float64 // how far it reaches, in pixels
	angle   float64 // in degrees
	phase   uint8   // where in its pixel the origin is, in phases per axis
}

// phases is how many places in a pixel glyphs may stand at, on each axis.
const phases = 4

// sprite is a glyph in pixels. It is immutable.
type sprite struct {
	bounds image.Rectangle // from the pixel that the origin is in
	fill   []uint8         // coverage of the letter
	stroke []uint8         // coverage of the letter and its outline; nil without one
	color  *image.RGBA     // of an emoji, which has neither
}

func (s *sprite) bytes() int64 {
	const overhead = 256
	n := overhead + len(s.fill) + len(s.stroke)
	if s.color != nil {
		n += len(s.color.Pix)
	}
	return int64(n)
}

// sprite returns the glyph at a place on the picture, or its number among the desk's cold ones.
func (s *Setter) sprite(d *desk, g glyph, size, outline, angle float64, phase uint8) (sp *sprite, number int) {
	key := spriteKey{
		font: binary.LittleEndian.Uint64(g.face.digest[:]), glyph: g.id,
		size: size * g.face.scale, outline: outline, angle: angle, phase: phase,
	}
	if g.face.emoji {
		key.outline = 0
	}
	if sp, ok := s.sprites.Peek(key); ok {
		return sp, 0
	}
	number, known := d.numbers[key]
	if !known {
		number = len(d.cold)
		d.numbers[key] = number
		d.cold = append(d.cold, cold{face: g.face, key: key})
	}
	return nil, number
}

// cold is a sprite that is not in the cache.
type cold struct {
	face   *face
	key    spriteKey
	sprite *sprite
}

// rasterise makes the desk's cold sprites, with the help of idle workers, and gives them to the glyphs that need them.
func (s *Setter) rasterise(ctx context.Context, d *desk) error {
	if len(d.cold) == 0 {
		return nil
	}
	defer clear(d.cold)
	err := pool.Each(ctx, len(d.cold), func(i int) error {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		c := &d.cold[i]
		c.sprite = c.face.rasterise(c.key)
		s.sprites.Add(c.key, c.sprite, c.sprite.bytes())
		return nil
	})
	if err != nil {
		return err
	}
	for i := range d.placed {
		if p := &d.placed[i]; p.sprite == nil {
			p.sprite = d.cold[p.cold].sprite
		}
	}
	return nil
}

// rasterise makes a sprite. The face is only read.
func (f *face) rasterise(key spriteKey) *sprite {
	shape := f.shapeOf(key.glyph)
	scale := key.size / f.units
	x, y := float64(float64(key.phase%phases)/phases), float64(float64(key.phase/phases)/phases)
	place := glyphPlace(scale, key.angle, x, y)
	bounds := boundsOf(shape, place, key.outline)
	if bounds.Empty() {
		return &sprite{}
	}
	place.x0, place.y0 = x-float64(bounds.Min.X), y-float64(bounds.Min.Y)
	s := &sprite{bounds: bounds}
	p := pens.Get().(*pen)
	defer pens.Put(p)
	width := bounds.Dx()
	if f.emoji {
		s.color = p.paint(shape, place, bounds.Size())
		return s
	}
	p.trace(shape[0].path, place)
	s.fill = make([]uint8, width*bounds.Dy())
	p.fill(s.fill, width)
	if key.outline > 0 {
		s.stroke = bytes.Clone(s.fill)
		p.outline(s.stroke, width, key.outline)
	}
	return s
}

// paint paints the layers of an emoji one above the other.
func (p *pen) paint(shape []layer, place transform, size image.Point) *image.RGBA {
	img := image.NewRGBA(image.Rectangle{Max: size})
	for _, layer := range shape {
		p.trace(layer.path, place)
		p.mask = slices.Grow(p.mask[:0], size.X*size.Y)[:size.X*size.Y]
		clear(p.mask)
		p.fill(p.mask, size.X)
		color := lanesOf(caption.Color{R: layer.color.Red, G: layer.color.Green, B: layer.color.Blue})
		for i, covered := range p.mask {
			if covered == 0 {
				continue
			}
			pixel := img.Pix[4*i : 4*i+4 : 4*i+4]
			alpha := over255(uint64(covered) * uint64(layer.color.Alpha))
			under := uint64(pixel[0]) | uint64(pixel[1])<<16 | uint64(pixel[2])<<32 | uint64(pixel[3])<<48
			binary.LittleEndian.PutUint32(pixel, pixelOf(over255(color*alpha+under*(0xff-alpha))))
		}
	}
	return img
}

// layer is an outline and its colour, which only an emoji has.
type layer struct {
	path  []opentype.Segment // in font units, y upwards
	color tables.ColorRecord
}

// shapeOf returns the outlines of a glyph: the layers of an emoji (the COLR table, version 0), or the one that letters have.
func (f *face) shapeOf(id font.GID) []layer {
	if f.emoji {
		if data, ok := f.GlyphDataColor(id); ok {
			if resolved, ok := data.Paint.(tables.PaintColrLayersResolved); ok {
				return f.colored(resolved)
			}
		}
	}
	path := f.path(id)
	if len(path) == 0 {
		return nil
	}
	if f.bold > 0 {
		path = embolden(path, f.bold*f.units)
	}
	return []layer{{path: path, color: tables.ColorRecord{Alpha: 0xff}}}
}

// path returns the outline of a glyph.
func (f *face) path(id font.GID) []opentype.Segment {
	outline, _ := f.GlyphDataOutline(id)
	return begun(outline.Segments)
}

// begun returns a path that begins with a move. In fonts with CFF outlines it may begin with a line from the origin.
func begun(path []opentype.Segment) []opentype.Segment {
	if len(path) == 0 || path[0].Op == opentype.SegmentOpMoveTo {
		return path
	}
	return slices.Concat([]opentype.Segment{{Op: opentype.SegmentOpMoveTo}}, path)
}

func (f *face) colored(resolved tables.PaintColrLayersResolved) []layer {
	var layers []layer
	for _, l := range resolved {
		color := tables.ColorRecord{Alpha: 0xff}
		if len(f.CPAL) > 0 && int(l.PaletteIndex) < len(f.CPAL[0]) {
			color = f.CPAL[0][l.PaletteIndex]
		}
		layers = append(layers, layer{f.path(font.GID(l.GlyphID)), color})
	}
	return layers
}

// boundsOf is a rectangle of whole pixels around all layers and what reaches beyond them, as wide as a plane's loops like it. It is empty
// without outlines.
func boundsOf(shape []layer, place transform, beyond float64) image.Rectangle {
	minX, minY, maxX, maxY := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, l := range shape {
		for _, segment := range l.path {
			for _, p := range segment.ArgsSlice() {
				x, y := place.apply(float64(p.X), float64(p.Y))
				minX, minY, maxX, maxY = min(minX, x), min(minY, y), max(maxX, x), max(maxY, y)
			}
		}
	}
	if minX > maxX {
		return image.Rectangle{}
	}
	const margin = 1 // antialiasing touches the pixels next to the edge
	r := image.Rect(
		int(math.Floor(minX-beyond))-margin, int(math.Floor(minY-beyond))-margin,
		int(math.Ceil(maxX+beyond))+margin, int(math.Ceil(maxY+beyond))+margin,
	)
	r.Max.X = r.Min.X + (r.Dx()+eight-1)/eight*eight
	return r
}
