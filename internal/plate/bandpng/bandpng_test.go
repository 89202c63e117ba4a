package bandpng

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/adler32"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

// photo is a smooth picture with some noise; veiled makes its lower part transparent.
func photo(width, height int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	r := rand.New(rand.NewPCG(1, 2))
	for y := range height {
		for x := range width {
			noise := r.IntN(6)
			img.SetRGBA(x, y, color.RGBA{uint8(x*200/width + noise), uint8(y*200/height + noise), uint8((x+y)*100/(width+height) + 60), 0xff})
		}
	}
	return img
}

func veiled(width, height int) *image.RGBA {
	img := photo(width, height)
	for i := len(img.Pix) / 2 &^ 3; i < len(img.Pix); i += 4 {
		a := uint32(i / 4 % 256)
		for c := range 3 {
			img.Pix[i+c] = uint8(uint32(img.Pix[i+c]) * a / 0xff)
		}
		img.Pix[i+3] = uint8(a)
	}
	return img
}

// drawing is a picture of flat colours.
func drawing(width, height int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			img.SetRGBA(x, y, color.RGBA{uint8(x / 40 * 37), uint8(y / 30 * 53), 90, 0xff})
		}
	}
	return img
}

func label(r image.Rectangle) *image.RGBA {
	ink := image.NewRGBA(r)
	draw.Draw(ink, r, image.NewUniform(color.RGBA{0, 0, 0, 0x80}), image.Point{}, draw.Src)
	draw.Draw(ink, r.Inset(2), image.NewUniform(color.RGBA{0xff, 0xff, 0xff, 0xff}), image.Point{}, draw.Src)
	return ink
}

func prepared(t testing.TB, img *image.RGBA) *Picture {
	t.Helper()
	p, err := New(context.Background(), img)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func printed(t testing.TB, p *Picture, ink ...*image.RGBA) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := p.Print(context.Background(), &out, ink); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func drawn(img *image.RGBA, ink ...*image.RGBA) *image.RGBA {
	c := image.NewRGBA(img.Rect)
	copy(c.Pix, img.Pix)
	for _, layer := range ink {
		draw.Draw(c, layer.Rect, layer, layer.Rect.Min, draw.Over)
	}
	return c
}

// check compares a print with what image/png makes of the whole picture, pixel by pixel.
func check(t *testing.T, data []byte, want *image.RGBA) {
	t.Helper()
	got, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	reference, err := png.Decode(bytes.NewReader(standard(t, want, png.DefaultCompression)))
	if err != nil {
		t.Fatal(err)
	}
	if got.Bounds() != want.Rect {
		t.Fatalf("decoded to %v, want %v", got.Bounds(), want.Rect)
	}
	for y := range want.Rect.Dy() {
		for x := range want.Rect.Dx() {
			if g, w := color.NRGBAModel.Convert(got.At(x, y)), color.NRGBAModel.Convert(reference.At(x, y)); g != w {
				t.Fatalf("at %d, %d: %v, want %v", x, y, g, w)
			}
		}
	}
}

func standard(t testing.TB, img image.Image, level png.CompressionLevel) []byte {
	t.Helper()
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: level}
	if err := encoder.Encode(&out, img); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestPrintsAreTheWholePicture(t *testing.T) {
	for name, make := range map[string]func(int, int) *image.RGBA{"photo": photo, "veiled": veiled, "drawing": drawing} {
		for _, size := range []image.Point{{1, 1}, {3, 200}, {200, 3}, {120, bandRows}, {97, 2*bandRows + 1}} {
			img := make(size.X, size.Y)
			p := prepared(t, img)
			for _, ink := range [][]*image.RGBA{
				nil, {label(img.Rect)}, {label(image.Rect(0, 0, (size.X+1)/2, (size.Y+1)/2))}, {label(image.Rect(size.X/2, size.Y/2, size.X, size.Y)), label(img.Rect.Inset(1))},
			} {
				t.Run(fmt.Sprintf("%s of %v, %d layers", name, size, len(ink)), func(t *testing.T) {
					check(t, printed(t, p, ink...), drawn(img, ink...))
				})
			}
		}
	}
}

func TestFilesAreHardlyLargerThanTheStandardLibrarys(t *testing.T) {
	for name, img := range map[string]*image.RGBA{"photo": photo(621, 344), "veiled": veiled(621, 344), "drawing": drawing(621, 344)} {
		got, want := len(printed(t, prepared(t, img))), len(standard(t, img, png.DefaultCompression))
		t.Logf("%s: %d bytes, image/png has %d", name, got, want)
		const perBand = 64 // a chunk, a flush and tables of codes; it counts only where bands have few bytes
		if bands := (344 + bandRows - 1) / bandRows; got > want+want/10+perBand*bands {
			t.Errorf("%s: %d bytes, image/png has %d", name, got, want)
		}
	}
}

func TestCombine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first, second := rapid.SliceOf(rapid.Byte()).Draw(t, "first"), bytes.Repeat(rapid.SliceOf(rapid.Byte()).Draw(t, "second"), rapid.IntRange(1, 5000).Draw(t, "times"))
		got := combine(adler32.Checksum(first), adler32.Checksum(second), len(second))
		if want := adler32.Checksum(append(first, second...)); got != want {
			t.Fatalf("%08x, want %08x", got, want)
		}
	})
}

func TestPrintsAreIndependent(t *testing.T) {
	large, small := prepared(t, photo(180, 140)), prepared(t, veiled(40, 60))
	var wg sync.WaitGroup
	for i := range 8 {
		ink := label(image.Rect(i, i, 20+i, 30))
		wantLarge, wantSmall := printed(t, large, ink), printed(t, small, ink)
		wg.Go(func() {
			for range 20 {
				if !bytes.Equal(printed(t, large, ink), wantLarge) || !bytes.Equal(printed(t, small, ink), wantSmall) {
					t.Error("a print differs from the one before")
					return
				}
			}
		})
	}
	wg.Wait()
}

func TestStopsWithItsContext(t *testing.T) {
	gone := errors.New("gone")
	ctx, cancel := context.WithCancelCause(context.Background())
	p := prepared(t, photo(64, 64))
	cancel(gone)
	if _, err := New(ctx, photo(64, 64)); !errors.Is(err, gone) {
		t.Errorf("New: %v", err)
	}
	if err := p.Print(ctx, io.Discard, nil); !errors.Is(err, gone) {
		t.Errorf("Print: %v", err)
	}
}

func TestPngcheckAcceptsThePrints(t *testing.T) {
	pngcheck, err := exec.LookPath("pngcheck")
	if err != nil {
		const message = "pngcheck is not installed; scripts/install-test-tools installs it"
		if os.Getenv("CI") != "" {
			t.Fatal(message)
		}
		t.Skip(message)
	}
	for name, img := range map[string]*image.RGBA{"photo": photo(200, 100), "veiled": veiled(33, 77), "dot": photo(1, 1)} {
		file := t.TempDir() + "/" + name + ".png"
		if err := os.WriteFile(file, printed(t, prepared(t, img), label(img.Rect)), 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command(pngcheck, "-q", file).CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("%s: %v: %s", name, err, out)
		}
	}
}

func BenchmarkPrint(b *testing.B) {
	img := photo(621, 344)
	ink := []*image.RGBA{label(image.Rect(20, 10, 600, 80)), label(image.Rect(20, 270, 600, 335))}
	p := prepared(b, img)
	b.Run("print", func(b *testing.B) {
		b.ReportAllocs()
		var out bytes.Buffer
		for b.Loop() {
			out.Reset()
			if err := p.Print(b.Context(), &out, ink); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(out.Len()), "bytes-out")
	})
	finished := drawn(img, ink...)
	for name, level := range map[string]png.CompressionLevel{"encode only, BestSpeed": png.BestSpeed, "encode only": png.DefaultCompression} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				standard(b, finished, level)
			}
			b.ReportMetric(float64(len(standard(b, finished, level))), "bytes-out")
		})
	}
}
