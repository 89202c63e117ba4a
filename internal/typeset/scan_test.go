package typeset

import (
	"image"
	"testing"

	"github.com/fogleman/gg"
	"github.com/go-text/typesetting/font"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
	"pgregory.net/rapid"
)

// TestScannerAgreesWithXImage scans polygons of any kind, also beyond the edges, and compares with the rasteriser of x/image, which computes large pictures
// in floating point.
func TestScannerAgreesWithXImage(t *testing.T) {
	const width, height, wide = 24, 17, 600
	rapid.Check(t, func(t *rapid.T) {
		coordinate := rapid.IntRange(-8*one, 32*one)
		var s scanner
		s.reset(width, height)
		want := vector.NewRasterizer(wide, height)
		for range rapid.IntRange(1, 3).Draw(t, "contours") {
			for i := range rapid.IntRange(3, 6).Draw(t, "points") {
				x, y := coordinate.Draw(t, "x"), coordinate.Draw(t, "y")
				p := fixed.Point26_6{X: fixed.Int26_6(x), Y: fixed.Int26_6(y)}
				if i == 0 {
					want.ClosePath()
					s.Start(p)
					want.MoveTo(float32(x)/one, float32(y)/one)
				} else {
					s.Add1(p)
					want.LineTo(float32(x)/one, float32(y)/one)
				}
			}
		}
		want.ClosePath()
		got := make([]uint8, width*height)
		s.coverage(got)
		reference := image.NewAlpha(image.Rect(0, 0, wide, height))
		want.Draw(reference, reference.Rect, image.Opaque, image.Point{})
		for i, v := range got {
			x, y := i%width, i/width
			if d := int(v) - int(reference.AlphaAt(x, y).A); d > 4 || d < -4 {
				t.Fatalf("coverage %d at %d, %d, want %d", v, x, y, reference.AlphaAt(x, y).A)
			}
		}
	})
}

// TestScannerIsExact scans rectangles, whose coverage is known.
func TestScannerIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const side = 4
		from, to := rapid.IntRange(0, side*one), rapid.IntRange(0, side*one)
		left, top, right, bottom := from.Draw(t, "left"), from.Draw(t, "top"), to.Draw(t, "right"), to.Draw(t, "bottom")
		var s scanner
		s.reset(side, side)
		corner := func(x, y int) fixed.Point26_6 { return fixed.Point26_6{X: fixed.Int26_6(x), Y: fixed.Int26_6(y)} }
		s.Start(corner(left, top))
		s.Add1(corner(right, top))
		s.Add1(corner(right, bottom))
		s.Add1(corner(left, bottom))
		got := make([]uint8, side*side)
		s.coverage(got)
		covered := func(pixel, from, to int) int {
			from, to = min(from, to), max(from, to)
			return max(0, min((pixel+1)*one, to)-max(pixel*one, from))
		}
		for i, v := range got {
			if want := covered(i%side, left, right) * covered(i/side, top, bottom) * 0xff / (one * one); int(v) != want {
				t.Fatalf("coverage %d at %d, %d, want %d", v, i%side, i/side, want)
			}
		}
	})
}

// TestCurvesAreFlat compares the points that curves are drawn through with the curves.
func TestCurvesAreFlat(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		coordinate := rapid.IntRange(-400*one, 400*one)
		point := func(name string) fixed.Point26_6 {
			return fixed.Point26_6{X: fixed.Int26_6(coordinate.Draw(t, name+"x")), Y: fixed.Int26_6(coordinate.Draw(t, name+"y"))}
		}
		a, b, c, d := point("a"), point("b"), point("c"), point("d")
		quadratic, cubic := []fixed.Point26_6{a}, []fixed.Point26_6{a}
		flatten2(a, b, c, func(p fixed.Point26_6) { quadratic = append(quadratic, p) })
		flatten3(a, b, c, d, func(p fixed.Point26_6) { cubic = append(cubic, p) })
		// The middle of each piece, where the curve is farthest from its line.
		for i := range len(quadratic) - 1 {
			u := (float64(i) + 0.5) / float64(len(quadratic)-1)
			x, y := quadraticAt(u, a.X, b.X, c.X), quadraticAt(u, a.Y, b.Y, c.Y)
			near(t, x, y, quadratic[i], quadratic[i+1])
		}
		for i := range len(cubic) - 1 {
			u := (float64(i) + 0.5) / float64(len(cubic)-1)
			near(t, cubicAt(u, a.X, b.X, c.X, d.X), cubicAt(u, a.Y, b.Y, c.Y, d.Y), cubic[i], cubic[i+1])
		}
		if quadratic[len(quadratic)-1] != c || cubic[len(cubic)-1] != d {
			t.Fatal("a curve does not end where it should")
		}
	})
}

func quadraticAt(u float64, a, b, c fixed.Int26_6) float64 {
	v := 1 - u
	return v*v*float64(a) + 2*v*u*float64(b) + u*u*float64(c)
}

func cubicAt(u float64, a, b, c, d fixed.Int26_6) float64 {
	v := 1 - u
	return v*v*v*float64(a) + 3*v*v*u*float64(b) + 3*v*u*u*float64(c) + u*u*u*float64(d)
}

func near(t *rapid.T, x, y float64, from, to fixed.Point26_6) {
	middleX, middleY := float64(from.X+to.X)/2, float64(from.Y+to.Y)/2
	const rounding = 1
	if d := gg.Point.Distance(gg.Point{X: x, Y: y}, gg.Point{X: middleX, Y: middleY}); d > flatness+rounding {
		t.Fatalf("a piece is off by %.2f sixty-fourths of a pixel", d)
	}
}

// BenchmarkRasterise rasterises single glyphs with their outlines, next to what gg takes for the same.
func BenchmarkRasterise(b *testing.B) {
	s := newSetter(b)
	for _, test := range []struct {
		font   string
		letter rune
		size   float64
	}{{"anton", 'g', 30}, {"anton", 'g', 200}, {"noto-sans-kr", '닭', 30}} {
		described, err := s.fonts.Get("font", test.font)
		if err != nil {
			b.Fatal(err)
		}
		parsed, err := s.fonts.Load(b.Context(), described)
		if err != nil {
			b.Fatal(err)
		}
		f := &face{Face: font.NewFace(parsed), units: float64(parsed.Upem())}
		glyph, _ := f.NominalGlyph(test.letter)
		key := spriteKey{glyph: glyph, size: test.size, outline: max(minOutline, outlineWidth*test.size)}
		name := string(test.letter)
		if test.size > 100 {
			name += ", large"
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				f.rasterise(key)
			}
		})
		b.Run(name+", gg", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				rasteriseByGG(f, key)
			}
		})
	}
}

// rasteriseByGG makes the same sprite with gg's strokes and fills.
func rasteriseByGG(f *face, key spriteKey) *sprite {
	shape := f.shapeOf(key.glyph)
	place := gg.Scale(key.size/f.units, -key.size/f.units)
	bounds := boundsOf(shape, place, key.outline)
	img := image.NewRGBA(image.Rectangle{Max: bounds.Size()})
	dc := gg.NewContextForRGBA(img)
	dc.SetLineJoin(gg.LineJoinRound)
	dc.SetRGB(1, 1, 1)
	trace(dc, shape[0].path, place.Multiply(gg.Translate(float64(-bounds.Min.X), float64(-bounds.Min.Y))))
	dc.FillPreserve()
	alpha := func() []uint8 {
		alpha := make([]uint8, len(img.Pix)/4)
		for i := range alpha {
			alpha[i] = img.Pix[4*i+3]
		}
		return alpha
	}
	s := &sprite{bounds: bounds, fill: alpha()}
	dc.SetLineWidth(2 * key.outline)
	dc.Stroke()
	s.stroke = alpha()
	return s
}
