package bandgif

import (
	"bytes"
	"image"
	"image/gif"
	"io"
	"log/slog"
	"testing"

	"github.com/memed/memed/fonts"
	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/typeset"
)

// benchmarkFiles are an embedded template and, of the shared test data, one with few frames, one whose frames differ little and one with a palette for
// each frame.
var benchmarkFiles = []string{"embedded/slow-clap.gif", "flat/badger.gif", "flat/shutupandtakemymoney.gif", "oprah/default.gif"}

// BenchmarkPrint prints two lines of letters on warm plates. Beside it, image/gif encodes the same finished frames.
func BenchmarkPrint(b *testing.B) {
	files := realGIFs(b)
	for _, name := range benchmarkFiles {
		file, ok := files[name]
		if !ok {
			b.Run(name, func(b *testing.B) { b.Skip("the template is not at hand; set MEMED_TEST_DATA to a folder that has it") })
			continue
		}
		g := prepared(b, read(b, file))
		ink := letters(b, g.size)
		finished := decoded(b, printed(b, g, ink...))
		b.Run(name+"/print", func(b *testing.B) {
			measure(b, file, func(w io.Writer) error { return g.Print(b.Context(), w, ink) })
		})
		b.Run(name+"/encode only", func(b *testing.B) {
			measure(b, file, func(w io.Writer) error { return gif.EncodeAll(w, finished) })
		})
	}
}

func measure(b *testing.B, file []byte, encode func(io.Writer) error) {
	b.ReportAllocs()
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := encode(&out); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(out.Len())/float64(len(file)), "size/template")
}

// BenchmarkNew prepares plates from decoded pictures.
func BenchmarkNew(b *testing.B) {
	p := read(b, realGIFs(b)["embedded/slow-clap.gif"])
	resized, err := p.Resize(b.Context(), p.Bounds().Dx()/2, p.Bounds().Dy()/2)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("own size", func(b *testing.B) {
		for b.Loop() {
			prepared(b, p)
		}
	})
	b.Run("half", func(b *testing.B) {
		for b.Loop() {
			prepared(b, resized)
		}
	})
}

// letters is the ink of two captions.
func letters(b *testing.B, size image.Point) (ink []*image.RGBA) {
	b.Helper()
	library, err := fonts.Open(fonts.Config{CacheBytes: 32 << 20}, slog.New(slog.DiscardHandler))
	if err != nil {
		b.Fatal(err)
	}
	setter := typeset.New(library)
	for _, c := range []caption.Caption{caption.New("One does not simply", caption.Top), caption.New("walk into a GIF", caption.Bottom)} {
		set, err := setter.Set(b.Context(), c, size)
		if err != nil {
			b.Fatal(err)
		}
		ink = append(ink, set.Image)
	}
	return ink
}
