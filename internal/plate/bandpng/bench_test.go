package bandpng

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/memed/memed/internal/plate/platetest"
)

// BenchmarkPrint prints two lines of ink on warm plates. Beside it, image/png encodes the same finished picture as fast as it can.
func BenchmarkPrint(b *testing.B) {
	photo := inception(b)
	size := photo.Rect.Size()
	ink := platetest.TwoLines(size)
	for _, test := range []struct {
		name string
		img  *image.RGBA
	}{
		{"photo", photo},
		{"photo, twice as high", tiled(photo, 1, 2)},
		{"photo, twice as wide", tiled(photo, 2, 1)},
		{"photo with alpha", platetest.Cutout(photo, 0)},
		{"grey", platetest.Grey(photo)},
		{"palette", posterised(photo, 3)},
		{"palette of many colours", posterised(photo, 6)},
	} {
		p := prepared(b, test.img)
		b.Run(test.name+"/print", func(b *testing.B) {
			measure(b, func(out *bytes.Buffer) error { return p.Print(b.Context(), out, ink) })
		})
		finished, err := png.Decode(bytes.NewReader(printed(b, p, ink...)))
		if err != nil {
			b.Fatal(err)
		}
		b.Run(test.name+"/encode only", func(b *testing.B) {
			encoder := png.Encoder{CompressionLevel: png.BestSpeed}
			measure(b, func(out *bytes.Buffer) error { return encoder.Encode(out, finished) })
		})
	}
}

func BenchmarkNew(b *testing.B) {
	photo := inception(b)
	for name, img := range map[string]*image.RGBA{"photo": photo, "grey": platetest.Grey(photo), "palette": posterised(photo, 3)} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				prepared(b, img)
			}
		})
	}
}

func measure(b *testing.B, encode func(*bytes.Buffer) error) {
	b.ReportAllocs()
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := encode(&out); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(out.Len()), "B/picture")
}

// inception is a photo of 621 × 344 pixels, a real one where there is test data.
func inception(b *testing.B) *image.RGBA {
	b.Helper()
	for _, path := range platetest.RealPictures(b) {
		if filepath.Base(path) != "inception.png" {
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			b.Fatal(err)
		}
		return tiled(img, 1, 1)
	}
	return platetest.Photo(621, 344, 1)
}

// tiled repeats img.
func tiled(img image.Image, across, down int) *image.RGBA {
	size := img.Bounds().Size()
	all := image.NewRGBA(image.Rect(0, 0, across*size.X, down*size.Y))
	for i := range across * down {
		at := image.Pt(i%across*size.X, i/across*size.Y)
		draw.Draw(all, image.Rectangle{at, at.Add(size)}, img, image.Point{}, draw.Src)
	}
	return all
}

// posterised is img in so many steps per channel.
func posterised(img *image.RGBA, steps int) *image.RGBA {
	few := platetest.Clone(img)
	for i, v := range few.Pix {
		few.Pix[i] = uint8(int(v) * steps / 256 * 255 / (steps - 1))
	}
	return few
}
