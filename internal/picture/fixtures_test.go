package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"go/build"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/HugoSmits86/nativewebp"

	"github.com/memed/memed/internal/testtool"
)

func mustDecode(t testing.TB, data []byte) *Picture {
	t.Helper()
	p, err := Decode(t.Context(), data, plenty)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func equalImages(t *testing.T, got *image.RGBA, want image.Image) {
	t.Helper()
	if got.Rect != want.Bounds().Sub(want.Bounds().Min) {
		t.Fatalf("bounds %v, want %v", got.Rect, want.Bounds())
	}
	for y := range got.Rect.Dy() {
		for x := range got.Rect.Dx() {
			from := want.Bounds().Min.Add(image.Pt(x, y))
			if g, w := got.RGBAAt(x, y), color.RGBAModel.Convert(want.At(from.X, from.Y)); g != w {
				t.Fatalf("pixel (%d, %d) is %v, want %v", x, y, g, w)
			}
		}
	}
}

// samples has an encoded picture of each format and kind.
func samples(t testing.TB) map[string][]byte {
	t.Helper()
	return map[string][]byte{
		"jpeg":      encodeJPEG(t, opaqueNoise(40, 170)),
		"png":       encodePNG(t, noise(40, 170)),
		"webp":      encodeWebP(t, noise(40, 170)),
		"gif":       encodeGIF(t, still(palettedNoise(image.Rect(0, 0, 40, 30), 1))),
		"animation": encodeGIF(t, animation(3)),
	}
}

func noise(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	random := rand.NewChaCha8([32]byte{byte(w), byte(h)})
	_, _ = random.Read(m.Pix)
	return m
}

func opaqueNoise(w, h int) *image.NRGBA {
	m := noise(w, h)
	for i := 3; i < len(m.Pix); i += 4 {
		m.Pix[i] = 0xff
	}
	return m
}

func deepNoise(w, h int) *image.NRGBA64 {
	m := image.NewNRGBA64(image.Rect(0, 0, w, h))
	random := rand.NewChaCha8([32]byte{byte(w), byte(h)})
	_, _ = random.Read(m.Pix)
	return m
}

// palettedNoise has 16 colours, the last of them transparent.
func palettedNoise(bounds image.Rectangle, seed uint64) *image.Paletted {
	random := rand.New(rand.NewPCG(seed, 1))
	palette := make(color.Palette, 16)
	for i := range 15 {
		v := random.Uint32()
		palette[i] = color.RGBA{byte(v), byte(v >> 8), byte(v >> 16), 0xff}
	}
	palette[15] = color.RGBA{}
	m := image.NewPaletted(bounds, palette)
	for i := range m.Pix {
		m.Pix[i] = byte(random.IntN(len(palette)))
	}
	return m
}

func still(m *image.Paletted) *gif.GIF {
	return &gif.GIF{Image: []*image.Paletted{m}, Delay: []int{0}, LoopCount: -1}
}

// animation has frames of 60 × 40 pixels that are shown for 0, 1, 2 … hundredths of a second, three times in all.
func animation(frames int) *gif.GIF {
	g := &gif.GIF{LoopCount: 2}
	for i := range frames {
		g.Image = append(g.Image, palettedNoise(image.Rect(0, 0, 60, 40), uint64(i)))
		g.Delay = append(g.Delay, i)
	}
	return g
}

func encodeJPEG(t testing.TB, m image.Image) []byte {
	t.Helper()
	return encode(t, func(w *bytes.Buffer) error { return jpeg.Encode(w, m, nil) })
}

func encodePNG(t testing.TB, m image.Image) []byte {
	t.Helper()
	return encode(t, func(w *bytes.Buffer) error { return png.Encode(w, m) })
}

func encodeGIF(t testing.TB, g *gif.GIF) []byte {
	t.Helper()
	return encode(t, func(w *bytes.Buffer) error { return gif.EncodeAll(w, g) })
}

func encodeWebP(t testing.TB, m image.Image) []byte {
	t.Helper()
	return encode(t, func(w *bytes.Buffer) error { return nativewebp.Encode(w, m, nil) })
}

func encode(t testing.TB, write func(*bytes.Buffer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// bigPNG is a PNG file that claims to be large, and has no pixels.
func bigPNG(w, h uint32) []byte {
	header := binary.BigEndian.AppendUint32([]byte("IHDR"), w)
	header = binary.BigEndian.AppendUint32(header, h)
	header = append(header, 8, 6, 0, 0, 0)
	data := binary.BigEndian.AppendUint32([]byte("\x89PNG\r\n\x1a\n"), 13)
	return binary.BigEndian.AppendUint32(append(data, header...), crc32.ChecksumIEEE(header))
}

// tinyGIF claims the largest screen and frame that GIF knows. image/gif allocates 4 GiB before it finds out.
func tinyGIF() []byte {
	return []byte("GIF89a\xff\xff\xff\xff\x80\x00\x00" + "\x00\x00\x00\xff\xff\xff" +
		"\x2c\x00\x00\x00\x00\xff\xff\xff\xff\x00" + "\x02\x01\x44\x00" + "\x3b")
}

// realPictures lists the pictures of the shared test data.
func realPictures(t testing.TB) []string {
	t.Helper()
	root := os.Getenv("MEMED_TEST_DATA")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared", "data")
	}
	var paths []string
	for _, pattern := range []string{"flat/*", "memegen/*/*.[jpg][pni][gf]"} {
		found, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, found...)
	}
	if len(paths) == 0 {
		t.Skipf("no test data in %s; set MEMED_TEST_DATA", root)
	}
	return paths
}

// goTestData reads a file of the tests of Go's image packages.
func goTestData(t testing.TB, name string) []byte {
	t.Helper()
	return readFile(t, filepath.Join(build.Default.GOROOT, "src", "image", "testdata", name))
}

// xImageTestData reads a file of the tests of golang.org/x/image.
func xImageTestData(t testing.TB, name string) []byte {
	t.Helper()
	p, err := build.Import("golang.org/x/image/webp", ".", build.FindOnly)
	if err != nil {
		testtool.Lacks(t, "the sources of golang.org/x/image are not at hand: %v", err)
	}
	return readFile(t, filepath.Join(p.Dir, "..", "testdata", name))
}

func readFile(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		testtool.Lacks(t, "a test picture is not at hand: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return data
}
