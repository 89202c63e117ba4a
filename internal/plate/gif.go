package plate

import (
	"context"
	"image"
	"image/color"
	"image/gif"
	"io"
	"slices"

	"github.com/memed/memed/internal/picture"
)

// animation is an indexed picture with the times of its frames.
type animation struct {
	*indexed
	size   image.Point
	delays []int // per frame, in hundredths of a second
	loops  int   // 0 for ever, -1 once, n > 0: n+1 times
}

func newGIF(ctx context.Context, p *picture.Picture) (*animation, error) {
	x, err := index(ctx, p.Frames)
	if err != nil {
		return nil, err
	}
	return &animation{x, p.Bounds().Size(), p.Delays, p.Loops}, nil
}

// Bytes is the memory of the indexes.
func (a *animation) Bytes() int64 { return int64(len(a.frames) * a.size.X * a.size.Y) }

// Print writes the frames in their palette, joined by the colours of the ink.
func (a *animation) Print(ctx context.Context, w io.Writer, ink []*image.RGBA) error {
	m := &matcher{palette: slices.Concat(a.palette, inkPalette(ink))}
	frames := make([][]uint8, len(a.frames))
	for i, frame := range a.frames {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		frames[i] = slices.Clone(frame)
		var before inkedFrame
		if i > 0 {
			before = inkedFrame{a.frames[i-1], frames[i-1]}
		}
		for _, layer := range ink {
			m.lay(inkedFrame{frame, frames[i]}, before, a.size.X, layer)
		}
	}
	return gif.EncodeAll(w, a.encodable(m.palette, frames))
}

// encodable makes the frames into what image/gif encodes. Where no frame is transparent, each holds only the rectangle that differs
// from the one before, and there the pixels that do not are left out as transparent.
func (a *animation) encodable(palette []rgb, frames [][]uint8) *gif.GIF {
	colors := colorTable(palette)
	g := &gif.GIF{
		LoopCount: a.loops,
		Config:    image.Config{ColorModel: colors, Width: a.size.X, Height: a.size.Y},
	}
	whole := image.Rectangle{Max: a.size}
	for i, indexes := range frames {
		img := &image.Paletted{Pix: indexes, Stride: a.size.X, Rect: whole, Palette: colors}
		if i > 0 && !a.clear {
			img = a.difference(frames[i-1], img)
		}
		g.Image = append(g.Image, img)
		g.Delay = append(g.Delay, a.delay(i))
		g.Disposal = append(g.Disposal, a.disposal())
	}
	return g
}

func (a *animation) delay(frame int) int {
	if frame < len(a.delays) {
		return a.delays[frame]
	}
	return 0
}

func (a *animation) disposal() byte {
	if a.clear {
		return gif.DisposalBackground
	}
	return gif.DisposalNone
}

// difference returns the part of img that differs from the frame before. It has at least one pixel, as GIF wants.
func (a *animation) difference(before []uint8, img *image.Paletted) *image.Paletted {
	changed := image.Rectangle{Min: a.size}
	for y := range a.size.Y {
		row, old := img.Pix[y*a.size.X:][:a.size.X], before[y*a.size.X:][:a.size.X]
		if slices.Equal(row, old) {
			continue
		}
		first, last := 0, a.size.X-1
		for row[first] == old[first] {
			first++
		}
		for row[last] == old[last] {
			last--
		}
		changed.Min = image.Pt(min(changed.Min.X, first), min(changed.Min.Y, y))
		changed.Max = image.Pt(max(changed.Max.X, last+1), y+1)
	}
	if changed.Empty() {
		changed = image.Rect(0, 0, 1, 1)
	}
	part := image.NewPaletted(changed, img.Palette)
	for y := changed.Min.Y; y < changed.Max.Y; y++ {
		from := y*a.size.X + changed.Min.X
		to := part.Pix[(y-changed.Min.Y)*part.Stride:][:part.Stride]
		copy(to, img.Pix[from:])
		for x := range to {
			if to[x] == before[from+x] {
				to[x] = clear
			}
		}
	}
	return part
}

// colorTable is the palette as image/gif wants it: 256 slots, the last one transparent.
func colorTable(palette []rgb) color.Palette {
	table := make(color.Palette, 256)
	for i := range table {
		table[i] = color.RGBA{A: 0xff}
		if i < len(palette) {
			table[i] = palette[i].color()
		}
	}
	table[clear] = color.RGBA{}
	return table
}

// inkedFrame is a frame of a plate, and what it became with ink.
type inkedFrame struct {
	plate, inked []uint8
}

// lay puts a layer of ink on a frame. Where the plate is as in the frame before, so is the result.
func (m *matcher) lay(frame, before inkedFrame, width int, ink *image.RGBA) {
	for y := ink.Rect.Min.Y; y < ink.Rect.Max.Y; y++ {
		pix := ink.Pix[(y-ink.Rect.Min.Y)*ink.Stride:]
		at := y*width + ink.Rect.Min.X
		for x := range ink.Rect.Dx() {
			p := pix[4*x : 4*x+4 : 4*x+4]
			i := at + x
			switch under := frame.inked[i]; {
			case p[3] == 0:
			case before.plate != nil && before.plate[i] == frame.plate[i]:
				frame.inked[i] = before.inked[i]
			case under != clear && p[3] < 0xff:
				frame.inked[i] = m.nearest(over(p, m.palette[under]))
			default:
				if c, opaque := straight(p); opaque {
					frame.inked[i] = m.nearest(c)
				}
			}
		}
	}
}

// over blends a premultiplied pixel over an opaque colour.
func over(p []uint8, under rgb) rgb {
	rest := 0xff - uint32(p[3])
	blend := func(above uint8, below rgb) uint8 {
		return uint8(min(uint32(above)+(uint32(below&0xff)*rest+0x7f)/0xff, 0xff))
	}
	return rgbOf(blend(p[0], under>>16), blend(p[1], under>>8), blend(p[2], under))
}

// inkPalette returns the colours that the ink needs, at most inkColors: white, black, the two commonest opaque ones of each layer, and
// then the commonest of all. Those two are its letters and their outline, so they come out exact, and so does the small
// print beside a headline with edges in many tones.
func inkPalette(ink []*image.RGBA) []rgb {
	all := make(histogram)
	palette := []rgb{0xffffff, 0x000000}
	for _, layer := range ink {
		own := make(histogram)
		for i := 0; i < len(layer.Pix); i += 4 {
			if p := layer.Pix[i : i+4 : i+4]; p[3] == 0xff {
				own[rgbOf(p[0], p[1], p[2])]++
			}
		}
		commonest := own.commonest()
		palette = append(palette, commonest[:min(len(commonest), 2)]...)
		for c, n := range own {
			all[c] += n
		}
	}
	unique := make([]rgb, 0, inkColors)
	for _, c := range slices.Concat(palette, all.commonest()) {
		if len(unique) < inkColors && !slices.Contains(unique, c) {
			unique = append(unique, c)
		}
	}
	return unique
}
