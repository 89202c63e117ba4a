package bandgif

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/gif"
	"slices"
	"testing"

	"github.com/memed/memed/internal/picture"
	"github.com/memed/memed/internal/plate/platetest"
)

func prepared(t testing.TB, p *picture.Picture) *Picture {
	t.Helper()
	g, err := New(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func printed(t testing.TB, g *Picture, ink ...*image.RGBA) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := g.Print(context.Background(), &out, ink); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func decoded(t testing.TB, data []byte) *gif.GIF {
	t.Helper()
	g, err := gif.DecodeAll(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// screen plays a GIF.
type screen struct {
	*image.RGBA
	file *gif.GIF
	next int
}

func newScreen(g *gif.GIF) *screen {
	return &screen{image.NewRGBA(image.Rect(0, 0, g.Config.Width, g.Config.Height)), g, 0}
}

// show shows the next frame.
func (s *screen) show() {
	if s.next > 0 && s.file.Disposal[s.next-1] == gif.DisposalBackground {
		clear(s.Pix)
	}
	img := s.file.Image[s.next]
	s.next++
	colors := colorsOf(img)
	for y := range img.Rect.Dy() {
		to := s.Pix[s.PixOffset(img.Rect.Min.X, img.Rect.Min.Y+y):]
		for x, index := range img.Pix[y*img.Stride:][:img.Rect.Dx()] {
			if c := &colors[index]; c[3] != 0 {
				copy(to[4*x:4*x+4], c[:])
			}
		}
	}
}

// colorsOf are the colours of a frame's indexes.
func colorsOf(img *image.Paletted) (colors [256][4]uint8) {
	for i, entry := range img.Palette {
		c := color.RGBAModel.Convert(entry).(color.RGBA)
		colors[i] = [4]uint8{c.R, c.G, c.B, c.A}
	}
	return colors
}

// colorAt returns the colour that a frame draws at a pixel, if any.
func colorAt(img *image.Paletted, x, y int) (color.RGBA, bool) {
	if !image.Pt(x, y).In(img.Rect) {
		return color.RGBA{}, false
	}
	c := color.RGBAModel.Convert(img.At(x, y)).(color.RGBA)
	return c, c.A != 0
}

// checkBare compares a print without ink with the picture: a colour is the nearest that the frame's palette has, and only what does not change is
// left out.
func checkBare(t testing.TB, p *picture.Picture, data []byte) {
	t.Helper()
	g := decoded(t, data)
	if len(g.Image) != len(p.Frames) || g.Config.Width != p.Bounds().Dx() || g.Config.Height != p.Bounds().Dy() {
		t.Fatalf("%d frames of %d × %d, want %d of %v", len(g.Image), g.Config.Width, g.Config.Height, len(p.Frames), p.Bounds().Size())
	}
	s := newScreen(g)
	for i, frame := range p.Frames {
		s.show()
		if p.Animated() && g.Delay[i] != p.Delays[i] {
			t.Fatalf("frame %d is shown for %d, want %d", i, g.Delay[i], p.Delays[i])
		}
		n := newNearness(g.Image[i].Palette[:plateColors])
		for at := 0; at < len(frame.Pix); at += 4 {
			pixel, got := frame.Pix[at:at+4:at+4], s.Pix[at:at+4:at+4]
			if [4]uint8(pixel) == [4]uint8(got) {
				continue
			}
			want, opaque := straight(pixel)
			x, y := at/4%frame.Rect.Dx(), at/4/frame.Rect.Dx()
			if opaque != (got[3] != 0) {
				t.Fatalf("frame %d, pixel %d, %d has alpha %d", i, x, y, got[3])
			}
			if i > 0 && [4]uint8(pixel) == [4]uint8(p.Frames[i-1].Pix[at:at+4]) {
				if _, drawn := colorAt(g.Image[i], x, y); !drawn {
					continue
				}
			}
			if c := rgbOf(got[0], got[1], got[2]); opaque && distance(c, want) != distance(n.nearest(want), want) {
				t.Fatalf("frame %d, pixel %d, %d is %06x, want %06x or the colour nearest to it", i, x, y, c, want)
			}
		}
	}
	if p.Animated() && g.LoopCount != p.Loops {
		t.Fatalf("loops %d, want %d", g.LoopCount, p.Loops)
	}
}

// nearness knows how near a palette comes to a colour.
type nearness struct {
	palette []rgb
	known   map[rgb]rgb
}

func newNearness(palette color.Palette) *nearness {
	n := &nearness{known: make(map[rgb]rgb)}
	for _, entry := range palette {
		if r, g, b, a := entry.RGBA(); a != 0 {
			n.palette = append(n.palette, rgbOf(uint8(r>>8), uint8(g>>8), uint8(b>>8)))
		}
	}
	return n
}

// nearest looks at the whole palette.
func (n *nearness) nearest(c rgb) rgb {
	if found, ok := n.known[c]; ok {
		return found
	}
	best := n.palette[0]
	for _, p := range n.palette {
		if distance(p, c) < distance(best, c) {
			best = p
		}
	}
	n.known[c] = best
	return best
}

// checkInked compares a print with ink with the one without: drawn pixel by pixel on what that draws, it must look alike. Both are read
// by image/gif, so it does not matter how they were encoded.
func checkInked(t testing.TB, bare, inked []byte, ink []*image.RGBA) {
	t.Helper()
	b, g := decoded(t, bare), decoded(t, inked)
	want, got, pixels := newScreen(b), newScreen(g), inkedPixels(ink)
	for i, img := range b.Image {
		if g.Image[i].Rect != img.Rect || g.Delay[i] != b.Delay[i] || g.Disposal[i] != b.Disposal[i] {
			t.Fatalf("frame %d is %v, want %v as without ink", i, g.Image[i].Rect, img.Rect)
		}
		got.show()
		before := platetest.Clone(want.RGBA)
		want.show()
		full := i == 0 || b.Disposal[i] == gif.DisposalBackground
		n := newNearness(g.Image[i].Palette)
		for _, at := range pixels {
			c, drawn := colorAt(img, at.X, at.Y)
			switch {
			case !at.In(img.Rect):
			case full:
				want.SetRGBA(at.X, at.Y, layered(c, at, ink, n))
			case !drawn || covered(at, ink):
				want.SetRGBA(at.X, at.Y, before.RGBAAt(at.X, at.Y))
			default:
				want.SetRGBA(at.X, at.Y, layered(c, at, ink, n))
			}
		}
		if !bytes.Equal(got.Pix, want.Pix) {
			for at := 0; at < len(got.Pix); at += 4 {
				if !bytes.Equal(got.Pix[at:at+4], want.Pix[at:at+4]) {
					t.Fatalf("frame %d, pixel %d, %d is %v, want %v", i, at/4%got.Rect.Dx(), at/4/got.Rect.Dx(), got.Pix[at:at+4], want.Pix[at:at+4])
				}
			}
		}
	}
}

// inkedPixels are those with any ink.
func inkedPixels(ink []*image.RGBA) (list []image.Point) {
	for i, layer := range ink {
		for y := layer.Rect.Min.Y; y < layer.Rect.Max.Y; y++ {
			for x := layer.Rect.Min.X; x < layer.Rect.Max.X; x++ {
				below := slices.ContainsFunc(ink[:i], func(l *image.RGBA) bool { return l.RGBAAt(x, y).A > 0 })
				if layer.RGBAAt(x, y).A > 0 && !below {
					list = append(list, image.Pt(x, y))
				}
			}
		}
	}
	return list
}

// covered tells whether some layer hides what is below.
func covered(at image.Point, ink []*image.RGBA) bool {
	for _, layer := range ink {
		if at.In(layer.Rect) && layer.RGBAAt(at.X, at.Y).A == 0xff {
			return true
		}
	}
	return false
}

// layered lays the ink at a pixel over c.
func layered(c color.RGBA, at image.Point, ink []*image.RGBA, n *nearness) color.RGBA {
	for _, layer := range ink {
		if !at.In(layer.Rect) {
			continue
		}
		above := layer.RGBAAt(at.X, at.Y)
		pixel := []uint8{above.R, above.G, above.B, above.A}
		switch solid, opaque := straight(pixel); {
		case above.A == 0:
		case c.A != 0 && above.A < 0xff:
			c = n.nearest(over(pixel, rgbOf(c.R, c.G, c.B))).color()
		case opaque:
			c = n.nearest(solid).color()
		}
	}
	return c
}

func (c rgb) color() color.RGBA { return color.RGBA{uint8(c >> 16), uint8(c >> 8), uint8(c), 0xff} }
