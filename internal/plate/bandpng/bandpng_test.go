package bandpng

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/adler32"
	"image"
	"image/png"
	"io"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/memed/memed/internal/plate/platetest"
	"github.com/memed/memed/internal/testtool"
)

func opaque(w, h int) *image.RGBA { return platetest.Photo(w, h, 1) }

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
	for name, make := range map[string]func(int, int) *image.RGBA{"photo": opaque, "veiled": platetest.Veiled, "drawing": platetest.Drawing} {
		for _, size := range []image.Point{{1, 1}, {3, 200}, {200, 3}, {120, 24}, {97, 2*24 + 1}} {
			img := make(size.X, size.Y)
			p := prepared(t, img)
			for _, ink := range [][]*image.RGBA{
				nil, {platetest.Label(img.Rect, platetest.White)}, {platetest.Label(image.Rect(0, 0, (size.X+1)/2, (size.Y+1)/2), platetest.White)}, {platetest.Label(image.Rect(size.X/2, size.Y/2, size.X, size.Y), platetest.White), platetest.Label(img.Rect.Inset(1), platetest.White)},
			} {
				t.Run(fmt.Sprintf("%s of %v, %d layers", name, size, len(ink)), func(t *testing.T) {
					platetest.CheckPNG(t, printed(t, p, ink...), img, ink...)
				})
			}
		}
	}
}

func TestFilesAreHardlyLargerThanTheStandardLibrarys(t *testing.T) {
	for name, img := range map[string]*image.RGBA{"photo": platetest.Photo(621, 344, 1), "veiled": platetest.Veiled(621, 344), "drawing": platetest.Drawing(621, 344)} {
		got, want := len(printed(t, prepared(t, img))), len(standard(t, img, png.DefaultCompression))
		t.Logf("%s: %d bytes, image/png has %d", name, got, want)
		const perBand = 64 // a chunk, a flush and tables of codes; it counts only where bands have few bytes
		if bands := (344 + 24 - 1) / 24; got > want+want/10+perBand*bands {
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
	large, small := prepared(t, platetest.Photo(180, 140, 1)), prepared(t, platetest.Veiled(40, 60))
	var wg sync.WaitGroup
	for i := range 8 {
		ink := platetest.Label(image.Rect(i, i, 20+i, 30), platetest.White)
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
	p := prepared(t, platetest.Photo(64, 64, 1))
	cancel(gone)
	if _, err := New(ctx, platetest.Photo(64, 64, 1)); !errors.Is(err, gone) {
		t.Errorf("New: %v", err)
	}
	if err := p.Print(ctx, io.Discard, nil); !errors.Is(err, gone) {
		t.Errorf("Print: %v", err)
	}
}

func TestPngcheckAcceptsThePrints(t *testing.T) {
	pngcheck := testtool.Path(t, "pngcheck")
	for name, img := range map[string]*image.RGBA{
		"photo": platetest.Photo(200, 100, 1), "veiled": platetest.Veiled(33, 77), "dot": platetest.Photo(1, 1, 1),
		"grey": platetest.Grey(platetest.Photo(200, 100, 1)), "veiled grey": platetest.Grey(platetest.Veiled(33, 77)),
		"poster": platetest.Poster(200, 100, 60, 1), "cut-out poster": platetest.Cutout(platetest.Poster(200, 100, 9, 1), 0),
	} {
		data := printed(t, prepared(t, img), platetest.Label(img.Rect, platetest.White))
		if out := platetest.Run(t, pngcheck, data, ".png", "-q", "-"); len(out) > 0 {
			t.Errorf("%s: %s", name, out)
		}
	}
}
