package plate

import (
	"image"
	"slices"
	"testing"

	"github.com/memed/memed/internal/plate/platetest"
	"github.com/memed/memed/internal/testtool"
)

// magick returns the frames that ImageMagick sees in a file, after the given operations.
func magick(t testing.TB, data []byte, suffix string, size image.Point, operations ...string) []*image.RGBA {
	t.Helper()
	convert := testtool.Path(t, "convert")
	raw := platetest.Run(t, convert, data, suffix, slices.Concat([]string{"-"}, operations, []string{"-depth", "8", "rgba:-"})...)
	length := 4 * size.X * size.Y
	if len(raw)%length != 0 {
		t.Fatalf("%d bytes of pixels for frames of %v", len(raw), size)
	}
	var frames []*image.RGBA
	for ; len(raw) > 0; raw = raw[length:] {
		img := image.NewNRGBA(image.Rectangle{Max: size})
		copy(img.Pix, raw)
		frames = append(frames, premultiplied(img))
	}
	return frames
}
