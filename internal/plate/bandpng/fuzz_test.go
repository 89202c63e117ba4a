package bandpng

import (
	"image"
	"image/color"
	"testing"

	"github.com/memed/memed/internal/plate/platetest"
)

// FuzzPrint lays ink anywhere on plates of each kind, twice in other colours, and compares each print with the whole picture.
func FuzzPrint(f *testing.F) {
	for kind := range uint8(16) {
		f.Add(kind, uint8(60), uint8(99), uint8(3), uint8(10), uint8(50), uint8(60), uint32(0xffffff), uint64(1))
		f.Add(kind, uint8(20), uint8(16), uint8(0), uint8(15), uint8(20), uint8(1), uint32(0xff4400), uint64(2))
		f.Add(kind, uint8(1), uint8(48), uint8(0), uint8(0), uint8(1), uint8(48), uint32(0), uint64(3))
	}
	f.Fuzz(func(t *testing.T, kind, w, h, x, y, inkW, inkH uint8, fill uint32, seed uint64) {
		width, height := int(w)%100+1, int(h)%120+1
		img := fuzzPlate(kind, width, height, seed)
		corner := image.Pt(int(x)%width, int(y)%height)
		bounds := image.Rectangle{Max: image.Pt(int(inkW), int(inkH))}.Add(corner).Intersect(img.Rect)
		letters := color.RGBA{uint8(fill >> 16), uint8(fill >> 8), uint8(fill), 0xff}
		p := prepared(t, img)
		for _, ink := range [][]*image.RGBA{
			nil,
			{platetest.Lettering(bounds, letters, platetest.Black)},
			{platetest.Label(bounds, platetest.White), platetest.Lettering(img.Rect, platetest.Gold, letters)},
			{platetest.Noise(bounds, seed)},
		} {
			platetest.CheckPNG(t, printed(t, p, ink...), img, ink...)
		}
	})
}

func fuzzPlate(kind uint8, w, h int, seed uint64) (img *image.RGBA) {
	switch kind >> 2 % 4 {
	case 0:
		img = platetest.Photo(w, h, seed)
	case 1:
		img = platetest.Noise(image.Rect(0, 0, w, h), seed)
	case 2:
		img = platetest.Poster(w, h, 1+int(kind), seed)
	case 3:
		img = platetest.Drawing(w, h)
	}
	if kind&1 != 0 {
		img = platetest.Grey(img)
	}
	if kind&2 != 0 {
		img = platetest.Cutout(img, 0)
	}
	return img
}
