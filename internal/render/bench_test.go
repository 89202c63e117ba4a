package render

import (
	"bytes"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"

	"github.com/HugoSmits86/nativewebp"

	"github.com/memed/memed/internal/caption"
)

// BenchmarkCaption measures whole captions on warm templates, two unique lines each, next to what the standard library takes to do no more than
// encode the finished picture (for WebP, which it cannot, the library that memed uses).
func BenchmarkCaption(b *testing.B) {
	for _, c := range []struct {
		template string
		format   caption.Format
		encode   func(*testing.B, []byte) func()
	}{
		{"thinker", caption.JPEG, encodeJPEG},
		{"squint", caption.PNG, encodePNG},
		{"slow-clap", caption.GIF, encodeGIF},
		{"squint", caption.WebP, encodeWebP},
	} {
		r := newRenderer(b, nil)
		render := func(n int) *Output {
			out, err := r.Render(b.Context(), plan(b, r, spec(c.template, c.format, fmt.Sprintf("Need meme %d?", n), "Why on earth not?")))
			if err != nil {
				b.Fatal(err)
			}
			return out
		}
		finished := render(0)
		b.Run(fmt.Sprintf("%s/caption", c.format), func(b *testing.B) {
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				n++
				finished = render(n)
			}
			b.ReportMetric(float64(len(finished.Body)), "bytes-out")
		})
		encode := c.encode(b, finished.Body)
		b.Run(fmt.Sprintf("%s/encode-only", c.format), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				encode()
			}
		})
	}
}

func must(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// rgba decodes a picture into the kind of image that the encoders are fastest with.
func rgba(b *testing.B, body []byte) *image.RGBA {
	b.Helper()
	img, _, err := image.Decode(bytes.NewReader(body))
	must(b, err)
	flat := image.NewRGBA(img.Bounds())
	for y := range flat.Rect.Dy() {
		for x := range flat.Rect.Dx() {
			flat.Set(x, y, img.At(x, y))
		}
	}
	return flat
}

func encodeJPEG(b *testing.B, body []byte) func() {
	img := rgba(b, body)
	return func() { must(b, jpeg.Encode(new(bytes.Buffer), img, &jpeg.Options{Quality: 85})) }
}

func encodePNG(b *testing.B, body []byte) func() {
	img := rgba(b, body)
	return func() { must(b, png.Encode(new(bytes.Buffer), img)) }
}

func encodeGIF(b *testing.B, body []byte) func() {
	g, err := gif.DecodeAll(bytes.NewReader(body))
	must(b, err)
	return func() { must(b, gif.EncodeAll(new(bytes.Buffer), g)) }
}

func encodeWebP(b *testing.B, body []byte) func() {
	img := rgba(b, body)
	return func() { must(b, nativewebp.Encode(new(bytes.Buffer), img, nil)) }
}
