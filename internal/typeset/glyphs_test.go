package typeset

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"testing"

	"github.com/go-text/typesetting/font/opentype"
	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"

	"github.com/memed/memed/internal/caption"
)

// origins are where the glyphs of a caption of one line stand that is set in the upper left corner of its box: to the phase.
func origins(t failer, c caption.Caption, picture image.Point) (at [][2]float64) {
	t.Helper()
	s, f := layOut(t, c, picture)
	x, y := f.x+s.outline+s.before*s.size, math.Round(f.y+s.outline+max(s.ascent, emptyLine)*s.size)
	for _, cl := range s.clusters {
		for _, g := range s.glyphs[cl.first:cl.last] {
			p, phase := pixel(x+g.x*s.size, y+g.y*s.size)
			at = append(at, [2]float64{float64(p.X) + float64(phase%phases)/phases, float64(p.Y) + float64(phase/phases)/phases})
		}
		x += cl.width * s.size
	}
	return at
}

// drawByFace draws c, a word of plain letters, with x/image's own face and rasteriser, where we set it. It draws finely and
// averages, for its curves are not exact to a pixel either.
func drawByFace(t *testing.T, c caption.Caption, picture image.Point) *image.Alpha {
	t.Helper()
	const scale = 8
	at := origins(t, c, picture)
	fine := image.NewAlpha(image.Rectangle{Max: picture.Mul(scale)})
	d := font.Drawer{Dst: fine, Src: image.Opaque, Face: oracleFace(t, c.Font, scale*c.Size.Pixels)}
	for i, r := range []rune(c.Text) {
		d.Dot = fixed.Point26_6{X: fixed.Int26_6(math.Round(at[i][0] * 64 * scale)), Y: fixed.Int26_6(math.Round(at[i][1] * 64 * scale))}
		d.DrawString(string(r))
	}
	return average(fine, scale)
}

// average makes one pixel of each square of so many.
func average(fine *image.Alpha, scale int) *image.Alpha {
	coarse := image.NewAlpha(image.Rectangle{Max: fine.Rect.Max.Div(scale)})
	for y := range coarse.Rect.Max.Y {
		for x := range coarse.Rect.Max.X {
			var sum int
			for dy := range scale {
				start := fine.PixOffset(x*scale, y*scale+dy)
				for _, a := range fine.Pix[start : start+scale] {
					sum += int(a)
				}
			}
			coarse.SetAlpha(x, y, color.Alpha{A: uint8((sum + scale*scale/2) / (scale * scale))})
		}
	}
	return coarse
}

// difference is by how much the opacities of a and b differ: at most, and in total, in parts of b's.
func difference(a *image.RGBA, b *image.Alpha) (most int, total float64) {
	var sum, ink int
	for y := range b.Rect.Max.Y {
		for x := range b.Rect.Max.X {
			want := int(b.AlphaAt(x, y).A)
			d := int(alphaAt(a, x, y)) - want
			d = max(d, -d)
			most, sum, ink = max(most, d), sum+d, ink+want
		}
	}
	return most, float64(sum) / float64(ink)
}

// TestGlyphShapes compares filled letters with those that x/image draws. gg lays curves through straight pieces that stay within about a fifth of a
// pixel, which is 50 in 255 at worst, and cuts coordinates to 1/64 pixel, which adds up to 2 % of a small letter. The letters have no
// contours that cross, since rasterisers differ in the pixels where they do.
func TestGlyphShapes(t *testing.T) {
	for _, fontName := range []string{"anton", "noto-sans", "comic-neue"} {
		for _, s := range []string{"A", "B", "Q", "g", "&", "@", "É", "ß", "AVA"} {
			for _, pixels := range []float64{24, 61, 120} {
				c, picture := fixedCaption(s, fontName, pixels), roomFor(pixels)
				if most, total := difference(set(t, c, picture).Image, drawByFace(t, c, picture)); most > 50 || total > 0.02 {
					t.Errorf("%s of %s at %v px differs by up to %d, %.2f %% in all", s, fontName, pixels, most, 100*total)
				}
			}
		}
	}
}

// TestOverlappingContoursStaySolid looks inside letters whose parts overlap: no hole where they do.
func TestOverlappingContoursStaySolid(t *testing.T) {
	c, picture := fixedCaption("ÇŁØ", "anton", 100), roomFor(100)
	img, mask := set(t, c, picture).Image, drawByFace(t, c, picture)
	for y := range picture.Y {
		for x := range picture.X {
			if coveredAround(mask, x, y) && alphaAt(img, x, y) != 255 {
				t.Fatalf("a hole at %d, %d", x, y)
			}
		}
	}
}

// coveredAround tells whether the pixel and its neighbours are solid, so that no edge is near.
func coveredAround(mask *image.Alpha, x, y int) bool {
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			if mask.AlphaAt(x+dx, y+dy).A != 255 {
				return false
			}
		}
	}
	return true
}

// roomFor is a picture that is large enough for a few letters of that size with their outline.
func roomFor(pixels float64) image.Point {
	side := int(2.5*pixels) + 12
	return image.Pt(side, side)
}

// TestPathsBeginSomewhere draws a triangle that begins with a line.
func TestPathsBeginSomewhere(t *testing.T) {
	to := func(op opentype.SegmentOp, x, y float32) opentype.Segment {
		return opentype.Segment{Op: op, Args: [3]opentype.SegmentPoint{{X: x, Y: y}}}
	}
	lines := []opentype.Segment{to(opentype.SegmentOpLineTo, 0, 9), to(opentype.SegmentOpLineTo, 9, 0)}
	filled := func(path []opentype.Segment) []uint8 {
		p, pix := new(pen), make([]uint8, 16*16)
		p.trace(path, transform{xx: 1, yy: 1, x0: 2, y0: 2})
		p.fill(pix, 16)
		return pix
	}
	want := filled(append([]opentype.Segment{to(opentype.SegmentOpMoveTo, 0, 0)}, lines...))
	if got := filled(begun(lines)); !bytes.Equal(got, want) || !bytes.Contains(got, []byte{0xff}) {
		t.Errorf("%v, want %v", got, want)
	}
	if got := begun(nil); got != nil {
		t.Errorf("nothing became %v", got)
	}
}
