package picture

import (
	"context"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestFit(t *testing.T) {
	for _, test := range []struct {
		name          string
		size          image.Point
		width, height int
		want          image.Point
	}{
		{"no bound", image.Pt(548, 420), 0, 0, image.Pt(548, 420)},
		{"width", image.Pt(548, 420), 274, 0, image.Pt(274, 210)},
		{"height", image.Pt(548, 420), 0, 210, image.Pt(274, 210)},
		{"width is tighter", image.Pt(548, 420), 274, 1000, image.Pt(274, 210)},
		{"height is tighter", image.Pt(548, 420), 1000, 210, image.Pt(274, 210)},
		{"both", image.Pt(548, 420), 548, 420, image.Pt(548, 420)},
		{"larger", image.Pt(100, 50), 1000, 1000, image.Pt(1000, 500)},
		{"rounded up", image.Pt(3, 2), 100, 0, image.Pt(100, 67)},
		{"rounded down", image.Pt(3, 1), 100, 0, image.Pt(100, 33)},
		{"never nothing", image.Pt(1000, 1), 10, 10, image.Pt(10, 1)},
		{"never nothing either", image.Pt(1, 1000), 10, 10, image.Pt(1, 10)},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := Fit(test.size, test.width, test.height); got != test.want {
				t.Errorf("Fit(%v, %d, %d) = %v, want %v", test.size, test.width, test.height, got, test.want)
			}
		})
	}
}

func TestFitFillsItsBounds(t *testing.T) {
	side := rapid.IntRange(1, maxSide)
	rapid.Check(t, func(t *rapid.T) {
		size := image.Pt(side.Draw(t, "x"), side.Draw(t, "y"))
		width, height := rapid.IntRange(1, 1024).Draw(t, "width"), rapid.IntRange(1, 1024).Draw(t, "height")
		got := Fit(size, width, height)
		if got.X < 1 || got.Y < 1 || got.X > width || got.Y > height || got.X != width && got.Y != height {
			t.Errorf("Fit(%v, %d, %d) = %v", size, width, height, got)
		}
	})
}

func TestResize(t *testing.T) {
	p := mustDecode(t, encodeGIF(t, animation(3)))
	for _, size := range []image.Point{{30, 20}, {120, 80}, {1, 1}, {7, 90}} {
		resized, err := p.Resize(t.Context(), size.X, size.Y)
		if err != nil {
			t.Fatal(err)
		}
		if resized.Bounds().Max != size || len(resized.Frames) != 3 || resized.Loops != p.Loops || !slices.Equal(resized.Delays, p.Delays) {
			t.Errorf("%v: %v, %d frames, loops %d, delays %v", size, resized.Bounds(), len(resized.Frames), resized.Loops, resized.Delays)
		}
	}
	if same, err := p.Resize(t.Context(), 60, 40); same != p || err != nil {
		t.Errorf("Resize to the same size made another picture, %v", err)
	}
	for _, size := range []image.Point{{0, 10}, {10, -1}, {maxSide + 1, 10}} {
		if _, err := p.Resize(t.Context(), size.X, size.Y); err == nil {
			t.Errorf("no error for %v", size)
		}
	}
}

func TestResizeStaysPremultiplied(t *testing.T) {
	p := mustDecode(t, encodePNG(t, noise(50, 50)))
	if p.Opaque() {
		t.Error("transparent noise is said to be opaque")
	}
	for _, side := range []int{13, 49, 77, 200} {
		resized, err := p.Resize(t.Context(), side, side)
		if err != nil {
			t.Fatal(err)
		}
		wellFormed(t, resized)
	}
}

// wellFormed checks that no colour exceeds its alpha.
func wellFormed(t *testing.T, p *Picture) {
	t.Helper()
	for _, frame := range p.Frames {
		for i := 0; i < len(frame.Pix); i += 4 {
			if c := frame.Pix[i : i+4]; c[0] > c[3] || c[1] > c[3] || c[2] > c[3] {
				t.Fatalf("%v is not a premultiplied colour", c)
			}
		}
	}
}

func TestResizeKeepsFlatColour(t *testing.T) {
	want := color.RGBA{200, 100, 50, 255}
	m := image.NewRGBA(image.Rect(0, 0, 40, 30))
	draw.Draw(m, m.Rect, image.NewUniform(want), image.Point{}, draw.Src)
	p := &Picture{Frames: []*image.RGBA{m}}
	for _, size := range []image.Point{{13, 11}, {400, 300}} {
		resized, err := p.Resize(t.Context(), size.X, size.Y)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(resized.Frames[0].Pix); i += 4 {
			pix := resized.Frames[0].Pix[i : i+4]
			if got := (color.RGBA{pix[0], pix[1], pix[2], pix[3]}); got != want {
				t.Fatalf("%v: %v, want %v", size, got, want)
			}
		}
		if !resized.Opaque() {
			t.Error("an opaque picture became transparent")
		}
	}
}

func TestResizeStopsWithItsContext(t *testing.T) {
	cause := errors.New("nobody waits")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(cause)
	p := mustDecode(t, encodeGIF(t, animation(3)))
	if _, err := p.Resize(&lateContext{ctx, 2}, 30, 20); !errors.Is(err, cause) {
		t.Errorf("err = %v, want %v", err, cause)
	}
}
