package typeset

import (
	"image"
	"image/draw"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/memed/memed/internal/caption"
)

// anyCoverage is mostly empty or full, as in a plane, and often in runs.
var anyCoverage = rapid.OneOf(rapid.Just(uint8(0)), rapid.Just(uint8(0xff)), rapid.Uint8())

func drawRow(t *rapid.T, name string, length int) []uint8 {
	var row []uint8
	for len(row) < length {
		v, n := anyCoverage.Draw(t, name), rapid.IntRange(1, 12).Draw(t, "times")
		row = append(row, slices.Repeat([]uint8{v}, n)...)
	}
	return row[:length]
}

func TestJoinRow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		length := rapid.IntRange(0, 40).Draw(t, "length")
		to, from := drawRow(t, "to", length), drawRow(t, "from", length)
		want := make([]uint8, length)
		for i := range want {
			want[i] = max(to[i], from[i])
		}
		if joinRow(to, from); !slices.Equal(to, want) {
			t.Fatalf("joined %v, want %v", to, want)
		}
	})
}

func TestMostOfEachByte(t *testing.T) {
	for a := range uint64(256) {
		for b := range uint64(256) {
			const neighbours = 0xff00_00ff_8001_0000
			if got, want := most(a<<8|neighbours, b<<8|^uint64(neighbours)&^0xff00), max(a, b)<<8|0xffff_ffff_ffff_00ff; got|0xffff_ffff_ffff_00ff != want {
				t.Fatalf("most(%#x, %#x) = %#x", a, b, got)
			}
		}
	}
}

// TestJoin lays sprites on a plane, over its edges, and looks at each pixel.
func TestJoin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.IntRange(-20, 20)
		anyRect := rapid.Custom(func(t *rapid.T) image.Rectangle {
			at := image.Pt(number.Draw(t, "x"), number.Draw(t, "y"))
			return image.Rectangle{Min: at, Max: at.Add(image.Pt(rapid.IntRange(1, 30).Draw(t, "width"), rapid.IntRange(1, 9).Draw(t, "height")))}
		})
		var p plane
		p.reset(anyRect.Draw(t, "plane"))
		want := make([]uint8, len(p.pix))
		for range rapid.IntRange(1, 4).Draw(t, "sprites") {
			at := anyRect.Draw(t, "at")
			src := drawRow(t, "pixels", at.Dx()*at.Dy())
			p.join(src, at)
			for i := range want {
				here := image.Pt(p.bounds.Min.X+i%p.bounds.Dx(), p.bounds.Min.Y+i/p.bounds.Dx())
				if here.In(at) {
					want[i] = max(want[i], src[(here.Y-at.Min.Y)*at.Dx()+here.X-at.Min.X])
				}
			}
		}
		if !slices.Equal(p.pix, want) {
			t.Fatalf("joined %v, want %v", p.pix, want)
		}
	})
}

var anyColor = rapid.Custom(func(t *rapid.T) caption.Color {
	return caption.Color{R: rapid.Uint8().Draw(t, "r"), G: rapid.Uint8().Draw(t, "g"), B: rapid.Uint8().Draw(t, "b")}
})

// TestColor computes the letter over its outline pixel by pixel, in floating point. Rounding the outline's share and then the sum
// may differ by one.
func TestColor(t *testing.T) {
	var p planes // kept for all, as on a desk
	rapid.Check(t, func(t *rapid.T) {
		var c caption.Caption
		c.Color, c.Outline.Color, c.Outline.None = anyColor.Draw(t, "letter"), anyColor.Draw(t, "outline"), rapid.Bool().Draw(t, "no outline")
		img := image.NewRGBA(image.Rect(3, 5, 3+rapid.IntRange(1, 40).Draw(t, "width"), 5+rapid.IntRange(1, 3).Draw(t, "height")))
		for i := range img.Pix {
			img.Pix[i] = 0x55
		}
		p.reset(img.Rect)
		copy(p.fill.pix, drawRow(t, "fill", len(p.fill.pix)))
		if !c.Outline.None {
			copy(p.stroke.pix, drawRow(t, "stroke", len(p.fill.pix)))
		}
		p.color(img, c)
		for i, f := range p.fill.pix {
			above := float64(f) / 255
			below := float64(p.stroke.pix[i]) / 255 * (1 - above)
			want := [4]float64{
				above*float64(c.Color.R) + below*float64(c.Outline.Color.R), above*float64(c.Color.G) + below*float64(c.Outline.Color.G),
				above*float64(c.Color.B) + below*float64(c.Outline.Color.B), 255 * (above + below),
			}
			got := img.Pix[4*i : 4*i+4]
			for channel, v := range want {
				if math.Abs(v-float64(got[channel])) > 1 || got[channel] > got[3] {
					t.Fatalf("coverage %d over %d is %v, want %v", f, p.stroke.pix[i], got, want)
				}
			}
		}
	})
}

func TestOver255(t *testing.T) {
	for v := range uint64(255*255 + 1) {
		want := uint64(math.Round(float64(v) / 255))
		if got := over255(v | v<<16 | v<<32 | v<<48); got != want|want<<16|want<<32|want<<48 {
			t.Fatalf("over255(%d) = %#x, want %d", v, got, want)
		}
	}
}

func TestPixel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, y := rapid.Float64Range(-2000, 2000).Draw(t, "x"), rapid.Float64Range(-2000, 2000).Draw(t, "y")
		at, phase := pixel(x, y)
		gotX, gotY := float64(at.X)+float64(phase%phases)/phases, float64(at.Y)+float64(phase/phases)/phases
		if phase >= phases*phases || math.Abs(gotX-x) > 0.5/phases || math.Abs(gotY-y) > 0.5/phases {
			t.Fatalf("%v, %v is in pixel %v at phase %d", x, y, at, phase)
		}
	})
}

// TestLay compares with what the standard library draws, which rounds otherwise.
func TestLay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		paper := func(name string, bounds image.Rectangle) *image.RGBA {
			img := image.NewRGBA(bounds)
			alphas := drawRow(t, name, len(img.Pix)/4)
			for i, a := range alphas {
				for c := range 3 {
					img.Pix[4*i+c] = rapid.Uint8Range(0, a).Draw(t, name)
				}
				img.Pix[4*i+3] = a
			}
			return img
		}
		got := paper("paper", image.Rect(3, 5, 3+rapid.IntRange(1, 40).Draw(t, "width"), 8))
		from := paper("emoji", image.Rect(0, 0, rapid.IntRange(1, 30).Draw(t, "emoji's width"), 4))
		want := image.NewRGBA(got.Rect)
		copy(want.Pix, got.Pix)
		at := image.Pt(rapid.IntRange(-20, 40).Draw(t, "x"), rapid.IntRange(0, 9).Draw(t, "y"))
		lay(got, from, at)
		draw.Draw(want, from.Rect.Add(at), from, image.Point{}, draw.Over)
		for i, v := range got.Pix {
			if d := int(v) - int(want.Pix[i]); d < -1 || d > 1 {
				t.Fatalf("byte %d is %d, want %d", i, v, want.Pix[i])
			}
		}
	})
}
