package plate

import (
	"image"
	"testing"

	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/picture"
	"github.com/memed/memed/internal/plate/platetest"
)

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
	p := platetest.Poster(w, h, 200, 1)
	changed := platetest.Drawn(p, platetest.Lettering(image.Rect(20, 10, 24, 16), platetest.White, platetest.Black))
	dot := image.NewRGBA(image.Rect(0, 0, 1, 1))
	dot.SetRGBA(0, 0, platetest.Black)
	return map[string]*picture.Picture{
		"photo":                   still(platetest.Photo(w, h, 1)),
		"poster":                  still(p),
		"cut-out":                 still(platetest.Cutout(platetest.Photo(w, h, 2), 0)),
		"nothing":                 still(image.NewRGBA(image.Rect(0, 0, w, h))),
		"black":                   still(dot),
		"moving photo":            moving(platetest.Photo(w, h, 3), platetest.Photo(w, h, 4), platetest.Photo(w, h, 5)),
		"moving poster":           moving(p, changed, p),
		"moving cut-out":          moving(platetest.Cutout(p, 0), platetest.Cutout(p, 9), platetest.Cutout(p, -20)),
		"moving, sometimes clear": moving(p, platetest.Cutout(p, 5), p),
		"standing":                moving(p, p, p),
	}
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
