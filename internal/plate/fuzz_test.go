package plate

import (
	"image"
	"testing"

	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/picture"
	"github.com/memed/memed/internal/plate/platetest"
)

// FuzzPrint lays ink of any kind anywhere on small plates of any kind, and compares each format with the whole picture.
func FuzzPrint(f *testing.F) {
	for format := range uint8(4) {
		for frames := range uint8(3) {
			f.Add(format, frames, uint8(3), uint8(40), uint8(31), uint8(2), uint8(5), uint8(30), uint8(17), uint64(format))
			f.Add(format, frames, uint8(90), uint8(16), uint8(16), uint8(0), uint8(0), uint8(16), uint8(16), uint64(frames))
		}
		f.Add(format, uint8(0), uint8(0), uint8(1), uint8(1), uint8(0), uint8(0), uint8(1), uint8(1), uint64(1))
	}
	f.Fuzz(func(t *testing.T, formatByte, frames, kind, w, h, x, y, inkW, inkH uint8, seed uint64) {
		size := image.Pt(int(w)%64+1, int(h)%64+1)
		p := fuzzPicture(size, int(frames)%4+1, kind, seed)
		corner := image.Pt(int(x)%size.X, int(y)%size.Y)
		bounds := image.Rectangle{Max: image.Pt(int(inkW)%64, int(inkH)%64)}.Add(corner).Intersect(p.Bounds())
		ink := []*image.RGBA{
			platetest.Noise(bounds, seed),
			platetest.Lettering(p.Bounds().Inset(int(kind)%8).Intersect(p.Bounds()), platetest.White, unpremultiplied(platetest.Noise(p.Bounds(), seed^1).RGBAAt(0, 0))),
		}[:kind/4%3]
		format := caption.Formats[int(formatByte)%len(caption.Formats)]
		data := print(t, p, format, ink...)
		if format == caption.JPEG && len(ink) > 0 {
			checkNoisyJPEG(t, data, p.Frames[0], ink, 85)
			return
		}
		check(t, format, data, p, ink)
	})
}

func fuzzPicture(size image.Point, frames int, kind uint8, seed uint64) *picture.Picture {
	p := &picture.Picture{}
	for i := range frames {
		seed += uint64(kind) % 3 // of which 0 makes all frames the same
		var frame *image.RGBA
		switch kind / 32 {
		case 0, 1:
			frame = platetest.Poster(size.X, size.Y, int(kind)%32+1, seed)
		case 2:
			frame = platetest.Photo(size.X, size.Y, seed)
		case 3:
			frame = platetest.Noise(image.Rectangle{Max: size}, seed)
		case 4:
			frame = steep(size.X, size.Y, 0.3+0.5*float64(kind%32)/32, seed)
		default:
			frame = platetest.Cutout(platetest.Poster(size.X, size.Y, int(kind), seed), i)
		}
		p.Frames = append(p.Frames, frame)
	}
	if frames > 1 {
		p = moving(p.Frames...)
	}
	return p
}
