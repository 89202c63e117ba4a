package plate

import (
	"bytes"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"testing"

	"github.com/HugoSmits86/nativewebp"

	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/picture"
	"github.com/memed/memed/internal/plate/platetest"
)

// BenchmarkPrint prints two lines of ink on warm plates. Beside it, the library that encodes the format encodes the same finished
// picture.
func BenchmarkPrint(b *testing.B) {
	// A talker before a background that stands still.
	background := platetest.Photo(500, 363, 1)
	frames := make([]*image.RGBA, 9)
	for i := range frames {
		frames[i] = platetest.Drawn(background, platetest.Lettering(image.Rect(150+9*i, 90, 330+9*i, 300), platetest.Black, platetest.White))
	}
	for _, test := range []struct {
		format  caption.Format
		picture *picture.Picture
		encode  func(finished []byte) func(io.Writer) error
	}{
		{caption.JPEG, still(platetest.Photo(548, 420, 1)), func([]byte) func(io.Writer) error {
			img := inkedPhoto(548, 420)
			return func(w io.Writer) error { return jpeg.Encode(w, img, &jpeg.Options{Quality: 85}) }
		}},
		{caption.PNG, still(platetest.Photo(621, 344, 1)), func([]byte) func(io.Writer) error {
			img := inkedPhoto(621, 344)
			return func(w io.Writer) error { return png.Encode(w, img) }
		}},
		{caption.GIF, moving(frames...), func(finished []byte) func(io.Writer) error {
			g, err := gif.DecodeAll(bytes.NewReader(finished))
			if err != nil {
				b.Fatal(err)
			}
			return func(w io.Writer) error { return gif.EncodeAll(w, g) }
		}},
		{caption.WebP, still(platetest.Photo(621, 344, 1)), func([]byte) func(io.Writer) error {
			img := inkedPhoto(621, 344)
			return func(w io.Writer) error { return nativewebp.Encode(w, img, nil) }
		}},
	} {
		plate := mustNew(b, test.picture, test.format)
		ink := platetest.TwoLines(plate.Size())
		b.Run(string(test.format)+"/print", func(b *testing.B) {
			measure(b, func(w io.Writer) error {
				data, err := plate.Print(b.Context(), ink)
				_, _ = w.Write(data)
				return err
			})
		})
		b.Run(string(test.format)+"/encode only", func(b *testing.B) { measure(b, test.encode(mustPrint(b, plate, ink))) })
	}
}

func inkedPhoto(w, h int) *image.RGBA {
	return platetest.Drawn(platetest.Photo(w, h, 1), platetest.TwoLines(image.Pt(w, h))...)
}

func measure(b *testing.B, encode func(io.Writer) error) {
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

func BenchmarkNew(b *testing.B) {
	for _, format := range caption.Formats {
		b.Run(string(format), func(b *testing.B) {
			p := moving(platetest.Photo(250, 180, 1), platetest.Photo(250, 180, 2), platetest.Photo(250, 180, 3))
			b.ReportAllocs()
			for b.Loop() {
				mustNew(b, p, format)
			}
		})
	}
}
