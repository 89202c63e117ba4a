package typeset

import (
	"image"
	"testing"

	"github.com/fogleman/gg"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
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
			var contour []point
			for i := range rapid.IntRange(3, 6).Draw(t, "points") {
				p := point{coordinate.Draw(t, "x"), coordinate.Draw(t, "y")}
				contour = append(contour, p)
				if x, y := float32(p.x)/one, float32(p.y)/one; i == 0 {
					want.ClosePath()
					want.MoveTo(x, y)
				} else {
					want.LineTo(x, y)
				}
			}
			addContour(&s, contour)
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
		addContour(&s, []point{{left, top}, {right, top}, {right, bottom}, {left, bottom}})
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

// addContour adds the lines of a closed contour.
func addContour(s *scanner, contour []point) {
	from := contour[len(contour)-1]
	for _, to := range contour {
		s.line(from, to)
		from = to
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
	place := glyphPlace(key.size/f.units, 0, 0, 0)
	bounds := boundsOf(shape, place, key.outline)
	img := image.NewRGBA(image.Rectangle{Max: bounds.Size()})
	dc := gg.NewContextForRGBA(img)
	dc.SetLineJoin(gg.LineJoinRound)
	dc.SetRGB(1, 1, 1)
	place.x0, place.y0 = float64(-bounds.Min.X), float64(-bounds.Min.Y)
	trace(dc, shape[0].path, place)
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

// trace adds a glyph's outline to dc's path.
func trace(dc *gg.Context, path []opentype.Segment, place transform) {
	at := func(p opentype.SegmentPoint) (x, y float64) { return place.apply(float64(p.X), float64(p.Y)) }
	dc.ClearPath()
	for _, segment := range path {
		ax, ay := at(segment.Args[0])
		switch segment.Op {
		case opentype.SegmentOpMoveTo:
			dc.ClosePath()
			dc.MoveTo(ax, ay)
		case opentype.SegmentOpLineTo:
			dc.LineTo(ax, ay)
		case opentype.SegmentOpQuadTo:
			bx, by := at(segment.Args[1])
			dc.QuadraticTo(ax, ay, bx, by)
		case opentype.SegmentOpCubeTo:
			bx, by := at(segment.Args[1])
			cx, cy := at(segment.Args[2])
			dc.CubicTo(ax, ay, bx, by, cx, cy)
		}
	}
	dc.ClosePath()
}
