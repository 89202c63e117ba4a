package bandjpeg

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"io"
	"reflect"
	"sync"
	"testing"

	"golang.org/x/image/bmp"

	"github.com/memed/memed/internal/plate/platetest"
	"github.com/memed/memed/internal/testtool"
)

func prepared(t testing.TB, img *image.RGBA, quality int) *Picture {
	t.Helper()
	p, err := New(context.Background(), img, quality)
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

func decoded(t testing.TB, data []byte) image.Image {
	t.Helper()
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// loss is the mean squared error of what was decoded against what was drawn.
func loss(t testing.TB, data []byte, want *image.RGBA) float64 {
	t.Helper()
	img := decoded(t, data)
	if img.Bounds() != want.Rect {
		t.Fatalf("decoded to %v, want %v", img.Bounds(), want.Rect)
	}
	got := image.NewRGBA(want.Rect)
	draw.Draw(got, got.Rect, img, image.Point{}, draw.Src)
	sum := 0
	for i, v := range got.Pix {
		d := int(v) - int(want.Pix[i])
		sum += d * d
	}
	return float64(sum) / float64(len(got.Pix))
}

func standard(t testing.TB, img image.Image, quality int) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestLosesNoMoreThanTheStandardLibrary(t *testing.T) {
	for _, size := range []image.Point{{1, 1}, {2, 1}, {8, 8}, {16, 16}, {17, 15}, {33, 1}, {1, 40}, {120, 90}, {548, 420}} {
		for _, quality := range []int{1, 10, 50, 85, 100} {
			img := platetest.Photo(size.X, size.Y, 1)
			data := printed(t, prepared(t, img, quality))
			reference := standard(t, img, quality)
			if got, want := loss(t, data, img), loss(t, reference, img); got > 1.05*want+0.5 {
				t.Errorf("%v at quality %d: loss %.2f, image/jpeg has %.2f", size, quality, got, want)
			}
			if rows := (size.Y + 15) / 16; len(data) > len(reference)+len(reference)/10+6*rows+8 {
				t.Errorf("%v at quality %d: %d bytes, image/jpeg needs %d", size, quality, len(data), len(reference))
			}
		}
	}
}

// TestOpaqueInkIsAsIfDrawn has an exact oracle: opaque ink on whole squares of chroma gives the samples of the drawn picture, and so its coefficients.
func TestOpaqueInkIsAsIfDrawn(t *testing.T) {
	img := platetest.Photo(150, 100, 1)
	p := prepared(t, img, 85)
	for _, r := range []image.Rectangle{
		image.Rect(0, 0, 150, 100), image.Rect(0, 0, 2, 2), image.Rect(148, 98, 150, 100), image.Rect(30, 14, 96, 18), image.Rect(16, 16, 32, 32), image.Rect(2, 90, 150, 100),
	} {
		ink := image.NewRGBA(r)
		draw.Draw(ink, r, platetest.Photo(200, 200, 1), image.Pt(7, 9), draw.Src)
		got, want := printed(t, p, ink), printed(t, prepared(t, platetest.Drawn(img, ink), 85))
		if !reflect.DeepEqual(decoded(t, got), decoded(t, want)) { // whose Huffman codes differ
			t.Errorf("ink in %v: another picture than the drawn one", r)
		}
	}
}

func TestSoftInk(t *testing.T) {
	for _, size := range []image.Point{{97, 61}, {160, 120}} {
		img := platetest.Photo(size.X, size.Y, 1)
		p := prepared(t, img, 90)
		for _, r := range []image.Rectangle{
			image.Rect(3, 5, 40, 30), image.Rect(20, 17, 21, 18), image.Rect(size.X-9, size.Y-11, size.X, size.Y), {Max: size}, image.Rect(0, 31, size.X, 33),
		} {
			ink := []*image.RGBA{platetest.Label(r, platetest.Gold), platetest.Label(r.Inset(r.Dx()/4), color.RGBA{0, 0, 0xff, 0xff})}
			want := platetest.Drawn(img, ink...)
			if got, limit := loss(t, printed(t, p, ink...), want), loss(t, standard(t, want, 90), want); got > 1.1*limit+1 {
				t.Errorf("%v on %v: loss %.2f, image/jpeg has %.2f", r, size, got, limit)
			}
		}
	}
}

func TestNothingElseChanges(t *testing.T) {
	p := prepared(t, platetest.Photo(200, 160, 1), 85)
	ink := platetest.Label(image.Rect(50, 50, 100, 60), platetest.Gold)
	bare, inked := decoded(t, printed(t, p)).(*image.YCbCr), decoded(t, printed(t, p, ink)).(*image.YCbCr)
	touched := image.Rect(48, 48, 112, 64)
	changed := false
	for y := range 160 {
		for x := range 200 {
			same := bare.YCbCrAt(x, y) == inked.YCbCrAt(x, y)
			if !same && !image.Pt(x, y).In(touched) {
				t.Fatalf("the pixel at %d, %d changed", x, y)
			}
			changed = changed || !same
		}
	}
	if !changed {
		t.Error("there is no ink")
	}
	if !bytes.Equal(printed(t, p, image.NewRGBA(image.Rect(0, 0, 200, 160))), printed(t, p)) {
		t.Error("ink without any pixel changes the bytes")
	}
}

func TestPrintsAreIndependent(t *testing.T) {
	large, small := prepared(t, platetest.Photo(180, 140, 1), 85), prepared(t, platetest.Photo(40, 20, 1), 85)
	var wg sync.WaitGroup
	for i := range 8 {
		ink := platetest.Label(image.Rect(2*i, i, 20+2*i, 15), platetest.Gold)
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
	p := prepared(t, platetest.Photo(64, 64, 1), 85)
	cancel(gone)
	if _, err := New(ctx, platetest.Photo(64, 64, 1), 85); !errors.Is(err, gone) {
		t.Errorf("New: %v", err)
	}
	if err := p.Print(ctx, io.Discard, nil); !errors.Is(err, gone) {
		t.Errorf("Print: %v", err)
	}
}

func TestWriteErrorsAreReturned(t *testing.T) {
	p := prepared(t, platetest.Photo(64, 64, 1), 85)
	whole := len(printed(t, p))
	for _, room := range []int{0, 700, whole - 1} {
		if err := p.Print(context.Background(), &narrow{room}, nil); !errors.Is(err, io.ErrShortWrite) {
			t.Errorf("after %d bytes: %v", room, err)
		}
	}
}

// narrow takes only so many bytes.
type narrow struct{ room int }

func (n *narrow) Write(b []byte) (int, error) {
	if n.room -= len(b); n.room < 0 {
		return 0, io.ErrShortWrite
	}
	return len(b), nil
}

func TestLibjpegDecodesThePrints(t *testing.T) {
	djpeg := testtool.Path(t, "djpeg")
	for _, size := range []image.Point{{1, 1}, {31, 47}, {300, 200}} {
		data := printed(t, prepared(t, platetest.Photo(size.X, size.Y, 1), 85), platetest.Label(image.Rect(0, 0, size.X, (size.Y+1)/2), platetest.Gold))
		out := platetest.Run(t, djpeg, data, ".jpg", "-bmp", "-nosmooth", "-dct", "int", "-")
		theirs, err := bmp.Decode(bytes.NewReader(out))
		if err != nil {
			t.Fatal(err)
		}
		ours := decoded(t, data)
		for y := range size.Y {
			for x := range size.X {
				if far(ours.At(x, y), theirs.At(x, y)) {
					t.Fatalf("%v: at %d, %d Go reads %v and libjpeg %v", size, x, y, ours.At(x, y), theirs.At(x, y))
				}
			}
		}
	}
}

// far tells whether two decoders' colours differ by more than their rounding.
func far(a, b color.Color) bool {
	const tolerance = 4 << 8
	ar, ag, ab, _ := a.RGBA()
	br, bg, bb, _ := b.RGBA()
	for _, d := range []int{int(ar) - int(br), int(ag) - int(bg), int(ab) - int(bb)} {
		if d > tolerance || d < -tolerance {
			return true
		}
	}
	return false
}

func BenchmarkPrint(b *testing.B) {
	for _, size := range []image.Point{{548, 420}, {775, 594}} { // the second has twice the area
		img := platetest.Photo(size.X, size.Y, 1)
		ink := []*image.RGBA{platetest.Label(image.Rect(20, 10, 528, 90), color.RGBA{0xff, 0xff, 0xff, 0xff}), platetest.Label(image.Rect(20, 330, 528, 410), platetest.Gold)}
		p := prepared(b, img, 85)
		b.Run(fmt.Sprintf("%dx%d/print", size.X, size.Y), func(b *testing.B) {
			b.ReportAllocs()
			var out bytes.Buffer
			for b.Loop() {
				out.Reset()
				if err := p.Print(b.Context(), &out, ink); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("%dx%d/encode only", size.X, size.Y), func(b *testing.B) {
			b.ReportAllocs()
			finished := platetest.Drawn(img, ink...)
			for b.Loop() {
				standard(b, finished, 85)
			}
		})
	}
}
