package plate

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/picture"
)

var (
	white = color.RGBA{0xff, 0xff, 0xff, 0xff}
	black = color.RGBA{0, 0, 0, 0xff}
)

// photo looks like a photograph to an encoder: smooth shades under a little noise.
func photo(w, h int, seed uint64) *image.RGBA {
	random := rand.New(rand.NewPCG(seed, 1))
	phase := random.Float64() * math.Pi
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			fx, fy := float64(x)/float64(w), float64(y)/float64(h)
			shade := func(v float64) uint8 { return uint8(min(max(127+100*v+5*random.NormFloat64(), 0), 0xff)) }
			img.SetRGBA(x, y, color.RGBA{
				shade(math.Sin(3*fx + phase)), shade(math.Cos(4*fy + fx + phase)), shade(math.Sin(5 * (fx - fy) * phase)), 0xff,
			})
		}
	}
	return img
}

// poster is of some random colours, in blots.
func poster(w, h, colors int, seed uint64) *image.RGBA {
	random := rand.New(rand.NewPCG(seed, 2))
	palette := make([]color.RGBA, colors)
	for i := range palette {
		v := random.Uint32()
		palette[i] = color.RGBA{uint8(v), uint8(v >> 8), uint8(v >> 16), 0xff}
	}
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	at := 0
	for y := range h {
		for x := range w {
			if random.IntN(4) == 0 {
				at = random.IntN(colors)
			}
			img.SetRGBA(x, y, palette[at])
		}
	}
	return img
}

// cutout makes img transparent outside an ellipse, whose edge is soft. It moves by shift.
func cutout(img *image.RGBA, shift int) *image.RGBA {
	cut := image.NewRGBA(img.Rect)
	mask := lettering(img.Rect.Add(image.Pt(shift, 0)).Intersect(img.Rect), white, white)
	draw.DrawMask(cut, mask.Rect, img, mask.Rect.Min, mask, mask.Rect.Min, draw.Src)
	return cut
}

// lettering is ink like that of letters: a solid shape with an outline, both with smooth edges.
func lettering(bounds image.Rectangle, fill, outline color.RGBA) *image.RGBA {
	img := image.NewRGBA(bounds)
	rx, ry := float64(bounds.Dx())/2, float64(bounds.Dy())/2
	stroke := max(1.5, min(rx, ry)/4)
	for y := range bounds.Dy() {
		for x := range bounds.Dx() {
			depth := (1 - math.Hypot((float64(x)+0.5-rx)/rx, (float64(y)+0.5-ry)/ry)) * min(rx, ry)
			covered, filled := min(max(depth, 0), 1), min(max(depth-stroke, 0), 1)
			mix := func(fill, outline uint8) uint8 {
				return uint8(covered*(filled*float64(fill)+(1-filled)*float64(outline)) + 0.5)
			}
			img.SetRGBA(bounds.Min.X+x, bounds.Min.Y+y, color.RGBA{
				mix(fill.R, outline.R), mix(fill.G, outline.G), mix(fill.B, outline.B), uint8(covered*0xff + 0.5),
			})
		}
	}
	return img
}

// noise is ink of any colour and alpha.
func noise(bounds image.Rectangle, seed uint64) *image.RGBA {
	random := rand.New(rand.NewPCG(seed, 3))
	img := image.NewRGBA(bounds)
	for i := range img.Pix {
		img.Pix[i] = uint8(random.Uint32())
	}
	for i := 0; i < len(img.Pix); i += 4 {
		if random.IntN(3) == 0 {
			img.Pix[i+3] = []uint8{0, 0x7f, 0x80, 0xff}[random.IntN(4)]
		}
		for c := range 3 {
			img.Pix[i+c] = min(img.Pix[i+c], img.Pix[i+3])
		}
	}
	return img
}

// twoLines is the ink of a usual caption.
func twoLines(size image.Point) []*image.RGBA {
	w, h := size.X, size.Y
	return []*image.RGBA{
		lettering(image.Rect(w/10, h/20, w*9/10, h/4), white, black),
		lettering(image.Rect(w/20, h*3/4, w*19/20, h*19/20), white, black),
	}
}

func still(img *image.RGBA) *picture.Picture { return &picture.Picture{Frames: []*image.RGBA{img}} }

// moving is an animation with odd delays, which is shown three times.
func moving(frames ...*image.RGBA) *picture.Picture {
	p := &picture.Picture{Frames: frames, Loops: 2}
	for i := range frames {
		p.Delays = append(p.Delays, 3+4*i)
	}
	return p
}

// scenes has a picture of each kind that plates tell apart.
func scenes() map[string]*picture.Picture {
	const w, h = 43, 31
	p := poster(w, h, 200, 1)
	changed := whole(p, lettering(image.Rect(20, 10, 24, 16), white, black))
	dot := image.NewRGBA(image.Rect(0, 0, 1, 1))
	dot.SetRGBA(0, 0, black)
	return map[string]*picture.Picture{
		"photo":                   still(photo(w, h, 1)),
		"poster":                  still(p),
		"cut-out":                 still(cutout(photo(w, h, 2), 0)),
		"nothing":                 still(image.NewRGBA(image.Rect(0, 0, w, h))),
		"black":                   still(dot),
		"moving photo":            moving(photo(w, h, 3), photo(w, h, 4), photo(w, h, 5)),
		"moving poster":           moving(p, changed, p),
		"moving cut-out":          moving(cutout(p, 0), cutout(p, 9), cutout(p, -20)),
		"moving, sometimes clear": moving(p, cutout(p, 5), p),
		"standing":                moving(p, p, p),
	}
}

// whole returns the picture that a print shows, drawn the slow way.
func whole(frame *image.RGBA, ink ...*image.RGBA) *image.RGBA {
	img := clone(frame)
	for _, layer := range ink {
		draw.Draw(img, layer.Rect, layer, layer.Rect.Min, draw.Over)
	}
	return img
}

func clone(img *image.RGBA) *image.RGBA {
	return &image.RGBA{Pix: slices.Clone(img.Pix), Stride: img.Stride, Rect: img.Rect}
}

func mustNew(t testing.TB, p *picture.Picture, format caption.Format) *Plate {
	t.Helper()
	return newAt(t, p, format, 85)
}

func newAt(t testing.TB, p *picture.Picture, format caption.Format, quality int) *Plate {
	t.Helper()
	plate, err := New(t.Context(), p, p.Bounds().Size(), format, quality)
	if err != nil {
		t.Fatal(err)
	}
	return plate
}

func mustPrint(t testing.TB, p *Plate, ink []*image.RGBA) []byte {
	t.Helper()
	data, err := p.Print(t.Context(), ink)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// print prepares a picture and prints on it.
func print(t testing.TB, p *picture.Picture, format caption.Format, ink ...*image.RGBA) []byte {
	t.Helper()
	return mustPrint(t, mustNew(t, p, format), ink)
}
