package picture

import (
	"encoding/binary"
	"errors"
	"image"
	"image/gif"
	"testing"

	"github.com/memed/memed/internal/fault"
)

// fuzzPixels keeps one input of the fuzzer cheap.
const fuzzPixels = 1 << 16

// seed adds small files, which the fuzzer works through faster.
func seed(f *testing.F) {
	f.Add(tinyGIF())
	f.Add(bigPNG(300, 200))
	f.Add(encodePNG(f, noise(5, 4)))
	f.Add(encodePNG(f, palettedNoise(image.Rect(0, 0, 5, 4), 0)))
	f.Add(withPNGExif(encodePNG(f, noise(5, 4)), tiff(binary.BigEndian, 6)))
	f.Add(encodeJPEG(f, opaqueNoise(9, 4)))
	f.Add(withJPEGExif(encodeJPEG(f, opaqueNoise(9, 4)), tiff(binary.LittleEndian, 5)))
	f.Add(encodeWebP(f, noise(5, 4)))
	f.Add(encodeGIF(f, still(palettedNoise(image.Rect(0, 0, 5, 4), 0))))
	f.Add(encodeGIF(f, &gif.GIF{
		Image:    []*image.Paletted{palettedNoise(image.Rect(0, 0, 5, 4), 0), palettedNoise(image.Rect(1, 2, 4, 4), 1)},
		Delay:    []int{1, 2},
		Disposal: []byte{gif.DisposalPrevious, gif.DisposalBackground},
	}))
}

func FuzzInspect(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		info, err := Inspect(data, fuzzPixels)
		if err != nil {
			if _, ok := errors.AsType[*fault.Panic](err); ok || info != (Info{}) {
				t.Fatalf("%+v, %v", info, err)
			}
			return
		}
		if info.Format != detect(data) || info.Width < 1 || info.Height < 1 || info.Frames < 1 {
			t.Errorf("%+v", info)
		}
		if int64(info.Width)*int64(info.Height)*int64(info.Frames) > fuzzPixels {
			t.Errorf("%+v is over the bound", info)
		}
	})
}

func FuzzDecode(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		info, refused := Inspect(data, fuzzPixels)
		p, err := Decode(t.Context(), data, fuzzPixels)
		if err != nil {
			if panicked, ok := errors.AsType[*fault.Panic](err); ok {
				t.Fatalf("%v\n%s", panicked, panicked.Stack)
			}
			return
		}
		if refused != nil {
			t.Fatalf("Inspect refused what Decode read: %v", refused)
		}
		if len(p.Frames) != info.Frames || p.Animated() != info.Animated() || p.Delays != nil && len(p.Delays) != info.Frames {
			t.Errorf("%d frames, %d delays; Inspect says %+v", len(p.Frames), len(p.Delays), info)
		}
		for _, frame := range p.Frames {
			if frame.Rect != image.Rect(0, 0, info.Width, info.Height) || len(frame.Pix) != 4*info.Width*info.Height {
				t.Fatalf("a frame of %v, %d bytes; Inspect says %+v", frame.Rect, len(frame.Pix), info)
			}
		}
		wellFormed(t, p)
	})
}
