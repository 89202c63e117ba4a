package typeset

import (
	"encoding/binary"
	"image"

	"github.com/memed/memed/internal/caption"
)

// planes are the coverage of the letters of a caption, and of these with their outlines. Most of a plane is empty or fully covered, so
// its loops look at eight pixels at once.
type planes struct {
	fill, stroke plane
	ramp         ramp
}

func (p *planes) reset(bounds image.Rectangle) {
	p.fill.reset(bounds)
	p.stroke.reset(bounds)
}

type plane struct {
	bounds image.Rectangle
	pix    []uint8
}

func (p *plane) reset(bounds image.Rectangle) {
	size := bounds.Dx() * bounds.Dy()
	if cap(p.pix) < size {
		p.pix = make([]uint8, size)
	}
	p.bounds, p.pix = bounds, p.pix[:size]
	clear(p.pix)
}

const (
	eight = 8
	full  = ^uint64(0)
)

// join adds the coverage of one sprite: where several cover a pixel, the most counts. src is nil for a sprite without that plane.
func (p *plane) join(src []uint8, at image.Rectangle) {
	visible := at.Intersect(p.bounds)
	if src == nil || visible.Empty() {
		return
	}
	width := visible.Dx()
	from := (visible.Min.Y-at.Min.Y)*at.Dx() + visible.Min.X - at.Min.X
	to := (visible.Min.Y-p.bounds.Min.Y)*p.bounds.Dx() + visible.Min.X - p.bounds.Min.X
	if joinVector(p.pix[to:], src[from:], p.bounds.Dx(), at.Dx(), width, visible.Dy()) {
		return
	}
	for range visible.Dy() {
		joinRow(p.pix[to:to+width:to+width], src[from:from+width:from+width])
		from, to = from+at.Dx(), to+p.bounds.Dx()
	}
}

func joinRow(to, from []uint8) {
	i := 0
	for ; i+eight <= len(from) && i+eight <= len(to); i += eight {
		if v := binary.LittleEndian.Uint64(from[i:]); v != 0 {
			if had := binary.LittleEndian.Uint64(to[i:]); had != 0 && v != full {
				v = most(v, had)
			}
			binary.LittleEndian.PutUint64(to[i:], v)
		}
	}
	for ; i < len(from) && i < len(to); i++ {
		to[i] = max(to[i], from[i])
	}
}

// most is the greater of each byte of a and b.
func most(a, b uint64) uint64 {
	const high = 0x8080_8080_8080_8080
	low := (a | high) - b&^high // its high bits tell where the lower seven bits of a are at least those of b
	least := (a&^b | ^(a^b)&low) & high >> 7 * 0xff
	return a&least | b&^least
}

// color paints the planes in the caption's colours on img, which has their bounds, all over what it was.
func (p *planes) color(img *image.RGBA, c caption.Caption) {
	fills, strokes, under := p.fill.pix, p.stroke.pix, c.Outline.Color
	if c.Outline.None { // letters are painted as if they were outlines, with nothing within
		fills, strokes, under = strokes, fills, c.Color
	}
	p.mix(c.Color, under)
	above, below := lanesOf(c.Color), lanesOf(under)
	letter, outline := solid(c.Color), solid(under)
	width := img.Rect.Dx()
	for y := range img.Rect.Dy() {
		fill, stroke := fills[y*width:][:width], strokes[y*width:][:width]
		row := img.Pix[y*img.Stride:][:4*width]
		if n := paintVector(row, fill, stroke, above, below); n > 0 {
			fill, stroke, row = fill[n:], stroke[n:], row[4*n:]
		}
		for len(fill) >= eight {
			f, s := binary.LittleEndian.Uint64(fill), binary.LittleEndian.Uint64(stroke)
			switch {
			case f|s == 0:
				clear(row[:4*eight])
			case f == full:
				*(*[4 * eight]uint8)(row) = letter
			case f == 0 && s == full:
				*(*[4 * eight]uint8)(row) = outline
			case f&partial(s) == 0:
				p.ramp.paint((*[4 * eight]uint8)(row), (*[eight]uint8)(fill), (*[eight]uint8)(stroke))
			default:
				blend(row[:4*eight], fill[:eight], stroke[:eight], c.Color, under)
			}
			fill, stroke, row = fill[eight:], stroke[eight:], row[4*eight:]
		}
		blend(row, fill, stroke, c.Color, under)
	}
}

// solid is a colour in eight opaque pixels.
func solid(c caption.Color) (pixels [4 * eight]uint8) {
	for i := 0; i < len(pixels); i += 4 {
		pixels[i], pixels[i+1], pixels[i+2], pixels[i+3] = c.R, c.G, c.B, 0xff
	}
	return pixels
}

// partial has all bits of those bytes of v that are not 0xff.
func partial(v uint64) uint64 {
	const low = 0x7f7f_7f7f_7f7f_7f7f
	v = ^v
	return ((v&low + low | v) &^ low) >> 7 * 0xff
}

// ramp are the pixels from nothing to the outline to the letter above it. As letters begin where their outline is solid, the sum of
// both coverages tells which of them a pixel is.
type ramp struct {
	from, to caption.Color
	pixels   [2*0xff + 1]uint32
}

// mix prepares the ramp for the colours.
func (p *planes) mix(letter, outline caption.Color) {
	if p.ramp.pixels[0xff] != 0 && p.ramp.to == letter && p.ramp.from == outline {
		return
	}
	p.ramp.from, p.ramp.to = outline, letter
	above, below := lanesOf(letter), lanesOf(outline)
	for i := range uint64(0xff) {
		p.ramp.pixels[i] = pixelOf(over255(below * i))
		p.ramp.pixels[0xff+i] = pixelOf(over255(above*i + below*(0xff-i)))
	}
	p.ramp.pixels[2*0xff] = pixelOf(above)
}

// paint paints eight pixels that have either no letter or a solid outline.
func (r *ramp) paint(row *[4 * eight]uint8, fill, stroke *[eight]uint8) {
	for i := 0; i < eight; i += 2 {
		left, right := r.pixels[uint(fill[i])+uint(stroke[i])], r.pixels[uint(fill[i+1])+uint(stroke[i+1])]
		binary.LittleEndian.PutUint64(row[4*i:], uint64(left)|uint64(right)<<32)
	}
}

// blend paints any pixels: the letter over its outline, premultiplied.
func blend(row, fill, stroke []uint8, letter, outline caption.Color) {
	above, below := lanesOf(letter), lanesOf(outline)
	stroke, row = stroke[:len(fill)], row[:4*len(fill)]
	for i, f := range fill {
		rest := over255(uint64(stroke[i]) * uint64(0xff-f))
		binary.LittleEndian.PutUint32(row[4*i:], pixelOf(over255(above*uint64(f)+below*rest)))
	}
}

// lanesOf puts the channels of an opaque colour into lanes of 16 bits, so that one operation works on all.
func lanesOf(c caption.Color) uint64 {
	return uint64(c.R) | uint64(c.G)<<16 | uint64(c.B)<<32 | 0xff<<48
}

// over255 divides lanes, each at most 0xff*0xff, by 0xff, and rounds to the nearest.
func over255(lanes uint64) uint64 {
	const half, bytes = 0x0080_0080_0080_0080, 0x00ff_00ff_00ff_00ff
	lanes += half
	return (lanes + lanes>>8&bytes) >> 8 & bytes
}

// pixelOf packs lanes into the bytes of a pixel.
func pixelOf(lanes uint64) uint32 {
	lanes |= lanes >> 8
	return uint32(lanes&0xffff | lanes>>16&0xffff_0000)
}

// lay draws a premultiplied picture, whose bounds begin at 0, over another one.
func lay(to, from *image.RGBA, at image.Point) {
	visible := from.Rect.Add(at).Intersect(to.Rect)
	for y := visible.Min.Y; y < visible.Max.Y; y++ {
		under := to.Pix[to.PixOffset(visible.Min.X, y):][:4*visible.Dx()]
		above := from.Pix[from.PixOffset(visible.Min.X-at.X, y-at.Y):][:len(under)]
		n := layVector(under, above)
		layPixels(under[4*n:], above[4*n:])
	}
}

func layPixels(under, above []uint8) {
	for i := 0; i < len(under); i += 4 {
		pixel := binary.LittleEndian.Uint32(above[i:])
		switch alpha := pixel >> 24; alpha {
		case 0:
		case 0xff:
			binary.LittleEndian.PutUint32(under[i:], pixel)
		default:
			shows := over255(spread(binary.LittleEndian.Uint32(under[i:])) * uint64(0xff-alpha))
			binary.LittleEndian.PutUint32(under[i:], pixelOf(spread(pixel)+shows))
		}
	}
}

// spread puts the bytes of a pixel into lanes.
func spread(pixel uint32) uint64 {
	lanes := (uint64(pixel) | uint64(pixel)<<16) & 0x0000_ffff_0000_ffff
	return (lanes | lanes<<8) & 0x00ff_00ff_00ff_00ff
}
