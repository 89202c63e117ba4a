package picture

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"math"
	"runtime"
	"strings"
	"testing"

	"github.com/HugoSmits86/nativewebp"

	"github.com/memed/memed/internal/caption"
)

// plenty is more pixels than any picture of these tests has.
const plenty = 1 << 24

func TestStillsAgreeWithTheirDecoders(t *testing.T) {
	for _, test := range []struct {
		name   string
		data   []byte
		format caption.Format
	}{
		{"jpeg", encodeJPEG(t, opaqueNoise(37, 21)), caption.JPEG},
		{"jpeg, grey", encodeJPEG(t, &image.Gray{Pix: opaqueNoise(40, 30).Pix, Stride: 40, Rect: image.Rect(0, 0, 40, 30)}), caption.JPEG},
		{"jpeg, progressive", goTestData(t, "video-001.progressive.jpeg"), caption.JPEG},
		{"jpeg, cmyk", goTestData(t, "video-001.cmyk.jpeg"), caption.JPEG},
		{"jpeg, rgb", goTestData(t, "video-001.rgb.jpeg"), caption.JPEG},
		{"jpeg, restart intervals", goTestData(t, "video-001.restart2.jpeg"), caption.JPEG},
		{"png, opaque", encodePNG(t, opaqueNoise(70, 150)), caption.PNG},
		{"png, alpha", encodePNG(t, noise(70, 150)), caption.PNG},
		{"png, 16 bits", encodePNG(t, deepNoise(33, 80)), caption.PNG},
		{"png, palette", encodePNG(t, palettedNoise(image.Rect(0, 0, 65, 66), 0)), caption.PNG},
		{"gif", encodeGIF(t, still(palettedNoise(image.Rect(0, 0, 31, 65), 0))), caption.GIF},
		{"gif, interlaced", goTestData(t, "video-001.interlaced.gif"), caption.GIF},
		{"webp", encodeWebP(t, noise(20, 90)), caption.WebP},
		{"webp, lossy", xImageTestData(t, "video-001.lossy.webp"), caption.WebP},
		{"webp, lossy with alpha", xImageTestData(t, "yellow_rose.lossy-with-alpha.webp"), caption.WebP},
	} {
		t.Run(test.name, func(t *testing.T) {
			want, name, err := image.Decode(bytes.NewReader(test.data)) // all four are registered by their packages
			if err != nil || name != string(test.format) {
				t.Fatalf("the oracle says %q, %v", name, err)
			}
			size := want.Bounds().Size()
			info, err := Inspect(test.data, plenty)
			if err != nil || info != (Info{test.format, size.X, size.Y, 1}) {
				t.Errorf("Inspect = %+v, %v", info, err)
			}
			got := mustDecode(t, test.data)
			if len(got.Frames) != 1 || got.Delays != nil || got.Loops != 0 || got.Animated() {
				t.Errorf("%d frames, delays %v, loops %d; want a still", len(got.Frames), got.Delays, got.Loops)
			}
			equalImages(t, got.Frames[0], want)
		})
	}
}

func TestWebPAgreesWithThePNGItWasMadeFrom(t *testing.T) {
	got := mustDecode(t, xImageTestData(t, "gopher-doc.with-alpha.lossless.webp"))
	want, err := png.Decode(bytes.NewReader(xImageTestData(t, "gopher-doc.with-alpha.png")))
	if err != nil {
		t.Fatal(err)
	}
	equalImages(t, got.Frames[0], want)
}

func TestRefusals(t *testing.T) {
	var animated bytes.Buffer
	frames := &nativewebp.Animation{Images: []image.Image{noise(8, 8), noise(8, 8)}, Durations: []uint{10, 10}, Disposals: []uint{0, 0}}
	if err := nativewebp.EncodeAll(&animated, frames, nil); err != nil {
		t.Fatal(err)
	}
	small := encodePNG(t, noise(10, 10))
	for _, test := range []struct {
		name string
		data []byte
		max  int64
		want string
	}{
		{"nothing", nil, plenty, "no JPEG, PNG, GIF or WebP"},
		{"text", []byte("<svg/>"), plenty, "no JPEG, PNG, GIF or WebP"},
		{"only a magic number", []byte("\x89PNG\r\n\x1a\n"), plenty, "EOF"},
		{"jpeg of a start only", []byte("\xff\xd8"), plenty, "EOF"},
		{"animated webp", animated.Bytes(), plenty, "animated WebP cannot be read"},
		{"a pixel too many", small, 99, "10 × 10 pixels in 1 frames are too many, 99 are allowed"},
		{"png bomb", bigPNG(60000, 60000), 32 << 20, "too many"},
		{"png whose pixels overflow", bigPNG(math.MaxInt32, math.MaxInt32), math.MaxInt64, "dimension"},
		{"png wider than anything", bigPNG(1<<16, 1), math.MaxInt64, "a side may have 65535"},
		{"gif of 34 bytes", tinyGIF(), math.MaxInt64, "not enough"},
		{"gif of 34 bytes, within the bound", tinyGIF(), plenty, "not enough"},
	} {
		t.Run(test.name, func(t *testing.T) {
			before := allocated()
			_, err := Inspect(test.data, test.max)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("Inspect: %v; want %q", err, test.want)
			}
			_, err = Decode(t.Context(), test.data, test.max)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("Decode: %v; want %q", err, test.want)
			}
			if n := allocated() - before; n > 1<<20 {
				t.Errorf("it took %d bytes to refuse it", n)
			}
		})
	}
	if _, err := Inspect(small, 100); err != nil {
		t.Errorf("as many pixels as allowed: %v", err)
	}
}

func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

func TestCutFilesAreErrors(t *testing.T) {
	for name, data := range samples(t) {
		for _, keep := range []int{len(data) / 4, len(data) / 2, len(data) * 9 / 10} {
			if p, err := Decode(t.Context(), data[:keep], plenty); err == nil {
				t.Errorf("%s: %d of %d bytes gave %v", name, keep, len(data), p.Bounds())
			}
		}
	}
}

func TestDecodeStopsWithItsContext(t *testing.T) {
	cause := errors.New("nobody waits")
	for name, data := range samples(t) {
		for looks := range 2 {
			ctx, cancel := context.WithCancelCause(t.Context())
			cancel(cause)
			if _, err := Decode(&lateContext{ctx, looks}, data, plenty); !errors.Is(err, cause) {
				t.Errorf("%s, ending at look %d: %v", name, looks, err)
			}
		}
	}
}

// lateContext is an ended context that does not show it at the first looks.
type lateContext struct {
	context.Context
	looks int
}

func (c *lateContext) Err() error {
	if c.looks > 0 {
		c.looks--
		return nil
	}
	return c.Context.Err()
}

func TestRealPictures(t *testing.T) {
	t.Parallel()
	for _, path := range realPictures(t) {
		data := readFile(t, path)
		info, err := Inspect(data, plenty)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		p := mustDecode(t, data)
		if p.Bounds() != image.Rect(0, 0, info.Width, info.Height) || len(p.Frames) != info.Frames {
			t.Errorf("%s: %v, %d frames; Inspect says %+v", path, p.Bounds(), len(p.Frames), info)
		}
		if info.Format == caption.JPEG && !p.Opaque() {
			t.Errorf("%s: a JPEG that is not opaque", path)
		}
		if want := int64(4 * info.Width * info.Height * info.Frames); p.Bytes() != want {
			t.Errorf("%s: %d bytes, want %d", path, p.Bytes(), want)
		}
	}
}
