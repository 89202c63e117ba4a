package typeset

import (
	"image"
	"math"
	"testing"

	ximage "golang.org/x/image/draw"
	"golang.org/x/image/math/f64"

	"github.com/memed/memed/internal/caption"
)

func TestAlignmentsMoveTheInk(t *testing.T) {
	box := caption.Box{X: 0.2, Y: 0.3, Width: 0.5, Height: 0.4}
	for _, outline := range []bool{true, false} {
		for _, align := range []caption.Align{caption.Left, caption.Center, caption.Right} {
			for _, valign := range []caption.VAlign{caption.Top, caption.Middle, caption.Bottom} {
				c := caption.New("HI", valign)
				c.Box, c.Align, c.Size.Pixels, c.Outline.None = box, align, 40, !outline
				f := frameOf(c, usual)
				left, top, right, bottom := extent(set(t, c, usual).Image)
				before, after := left-f.x, f.x+f.width-right
				above, below := top-f.y, f.y+f.height-bottom
				// Letters stand off the edge by their side bearing, which is at most a twentieth of an em.
				const bearing, rounding = 2, 0.5
				if !stands(before, after, string(align), bearing) || !stands(above, below, string(valign), rounding) {
					t.Errorf("%s, %s, outline %v: room of %.1f, %.1f across and %.1f, %.1f down", align, valign, outline, before, after, above, below)
				}
			}
		}
	}
}

// stands tells whether the room before and after the ink is as where says.
func stands(before, after float64, where string, tolerance float64) bool {
	switch where {
	case "left", "top":
		return math.Abs(before) <= tolerance && after > 20
	case "right", "bottom":
		return math.Abs(after) <= tolerance && before > 20
	default:
		return math.Abs(before-after) <= tolerance && before > 10
	}
}

func TestEachLineIsAligned(t *testing.T) {
	for align, want := range map[caption.Align]float64{caption.Left: 0, caption.Center: 0.5, caption.Right: 1} {
		c := fixedCaption("MMMMMM\nI\n\nMMM", "impact", 30)
		c.Align = align
		s, f := layOut(t, c, usual)
		places := placedOf(t, c, usual)
		for i, letters := range []int{6, 1, 0, 3} {
			if letters == 0 {
				continue
			}
			width := s.width(s.lines[i]) * s.size
			start, _ := pixel(f.x+want*(f.width-width)+s.before*s.size, 0)
			if places[0].at.X != start.X {
				t.Errorf("%s: line %d starts at %d, want %d", align, i, places[0].at.X, start.X)
			}
			places = places[letters:]
		}
	}
}

func TestLinesDoNotTouch(t *testing.T) {
	for _, pixels := range []float64{30, 40, 60, 80} {
		c := caption.New("gjpqy\nÅÉÑ\ngjpqy", caption.Middle)
		c.Box, c.Size.Pixels = whole, pixels
		if bands := bandsOf(set(t, c, usual).Image); bands != 3 {
			t.Errorf("at %v px three lines make %d bands of ink", pixels, bands)
		}
	}
}

// bandsOf counts the stretches of rows with ink of some opacity: the edges of letters are soft, and lines stand on whole pixels.
func bandsOf(img *image.RGBA) (bands int) {
	inBand := false
	for y := img.Rect.Min.Y; y < img.Rect.Max.Y; y++ {
		full := false
		for x := img.Rect.Min.X; x < img.Rect.Max.X; x++ {
			full = full || alphaAt(img, x, y) >= 0x80
		}
		if full && !inBand {
			bands++
		}
		inBand = full
	}
	return bands
}

// TestQuarterTurns compares with turning the picture, pixel by pixel. The box is in the middle of a square picture of an even number of pixels.
// Turned letters stand at the nearest phase, and upright lines at the nearest whole pixel.
func TestQuarterTurns(t *testing.T) {
	const side = 240
	c := caption.New("Turn, gently", caption.Top)
	c.Box, c.Align = caption.Box{X: 0.1, Y: 0.1, Width: 0.8, Height: 0.8}, caption.Left
	upright := set(t, c, image.Pt(side, side)).Image
	for angle, turn := range map[float64]func(x, y int) (int, int){
		90:   func(x, y int) (int, int) { return side - 1 - y, x },
		-90:  func(x, y int) (int, int) { return y, side - 1 - x },
		180:  func(x, y int) (int, int) { return side - 1 - x, side - 1 - y },
		-180: func(x, y int) (int, int) { return side - 1 - x, side - 1 - y },
	} {
		c.Angle = angle
		turned := set(t, c, image.Pt(side, side)).Image
		var sum, ink int
		for y := range side {
			for x := range side {
				tx, ty := turn(x, y)
				want, got := int(alphaAt(upright, x, y)), int(alphaAt(turned, tx, ty))
				sum, ink = sum+max(got-want, want-got), ink+want
			}
		}
		if part := float64(sum) / float64(ink); part > 0.025 {
			t.Errorf("turned by %v°, %.1f %% of the ink is elsewhere", angle, 100*part)
		}
	}
}

// TestAnglesLikeTheOraclesRotation compares with x/image's rotation of the upright ink around the box's centre, which blurs edges.
func TestAnglesLikeTheOraclesRotation(t *testing.T) {
	picture := image.Pt(300, 260)
	c := caption.New("Turn, gently", caption.Middle)
	c.Box = caption.Box{X: 0.2, Y: 0.35, Width: 0.5, Height: 0.3}
	upright := set(t, c, picture).Image
	cx, cy := (c.Box.X+c.Box.Width/2)*float64(picture.X), (c.Box.Y+c.Box.Height/2)*float64(picture.Y)
	for _, angle := range []float64{-135, -30, -1, 0.5, 17, 45, 100} {
		c.Angle = angle
		got := set(t, c, picture).Image
		sin, cos := math.Sincos(angle * math.Pi / 180)
		clockwise := f64.Aff3{cos, -sin, cx - cos*cx + sin*cy, sin, cos, cy - sin*cx - cos*cy}
		want := image.NewRGBA(image.Rectangle{Max: picture})
		ximage.BiLinear.Transform(want, clockwise, upright, upright.Rect, ximage.Src, nil)
		var sum, ink int
		for y := range picture.Y {
			for x := range picture.X {
				a, b := int(alphaAt(want, x, y)), int(alphaAt(got, x, y))
				sum, ink = sum+max(a-b, b-a), ink+a
			}
		}
		if part := float64(sum) / float64(ink); part > 0.06 {
			t.Errorf("turned by %v°, %.1f %% of the ink is elsewhere", angle, 100*part)
		}
	}
}

func TestInkIsClippedToThePicture(t *testing.T) {
	tests := []struct {
		name  string
		size  float64
		angle float64
		box   caption.Box
	}{
		{"larger than the picture", 1024, 0, whole},
		{"over the right edge", 80, 0, caption.Box{X: 0.9, Y: 0.4, Width: 0.1, Height: 0.1}},
		{"over a corner", 80, 45, caption.Box{X: 0.9, Y: 0.9, Width: 0.1, Height: 0.1}},
		{"turned", 60, 90, caption.Third(caption.Bottom)},
		{"a size too small to see", 0.01, 0, whole},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := caption.New("ONE DOES NOT SIMPLY WALK", caption.Bottom)
			c.Size.Pixels, c.Angle, c.Box = test.size, test.angle, test.box
			img := set(t, c, usual).Image
			if img == nil {
				if test.size >= visibleSize {
					t.Error("no ink")
				}
				return
			}
			if img.Rect.Empty() || !img.Rect.In(image.Rectangle{Max: usual}) {
				t.Errorf("ink in %v, the picture has %v", img.Rect, usual)
			}
		})
	}
}

// TestClippingCutsNothingElse compares with the same text on a picture that has room for it.
func TestClippingCutsNothingElse(t *testing.T) {
	c := fixedCaption("MMMM\nMM😀M", "impact", 40)
	c.Outline.None = false
	setter := newSetter(t)
	large := set(t, c, image.Pt(400, 400)).Image
	s, f := layOut(t, c, image.Pt(400, 400))
	for _, corner := range []image.Point{{400, 400}, {60, 400}, {400, 25}, {33, 21}} {
		img, err := setter.draw(t.Context(), newDesk(setter.fonts), s, c, f, corner)
		if err != nil {
			t.Fatal(err)
		}
		for y := range corner.Y {
			for x := range corner.X {
				if got, want := rgbaAt(img, x, y), rgbaAt(large, x, y); got != want {
					t.Fatalf("clipped to %v: %v at %d, %d, want %v", corner, got, x, y, want)
				}
			}
		}
	}
}
