package typeset

import (
	"image"
	"image/color"
	"math"
	"testing"

	"github.com/fogleman/gg"

	"github.com/memed/memed/internal/caption"
)

var (
	gold = color.RGBA{0xff, 0xd7, 0x00, 0xff}
	navy = color.RGBA{0x00, 0x00, 0x80, 0xff}
)

// outlined is text in the middle of the picture, in gold with a navy outline.
func outlined(text, fontName string, pixels float64) caption.Caption {
	c := caption.New(text, caption.Middle)
	c.Box, c.Font, c.Size.Pixels = whole, fontName, pixels
	c.Color, c.Outline.Color = caption.Color{R: gold.R, G: gold.G, B: gold.B}, caption.Color{R: navy.R, G: navy.G, B: navy.B}
	return c
}

func withoutOutline(c caption.Caption) caption.Caption {
	c.Outline.None = true
	return c
}

func TestOutlineWidth(t *testing.T) {
	tests := []struct{ pixels, want float64 }{{20, 1.5}, {27, 1.5}, {40, 2.2}, {100, 5.5}, {300, 16.5}}
	for _, test := range tests {
		c := outlined("H", "impact", test.pixels)
		l, tp, r, b := extent(set(t, c, image.Pt(400, 400)).Image)
		l0, tp0, r0, b0 := extent(set(t, withoutOutline(c), image.Pt(400, 400)).Image)
		for side, got := range map[string]float64{"left": l0 - l, "above": tp0 - tp, "right": r - r0, "below": b - b0} {
			if math.Abs(got-test.want) > 0.1 {
				t.Errorf("at %v px the outline reaches %.2f px out %s, want %v", test.pixels, got, side, test.want)
			}
		}
	}
}

func TestNoOutline(t *testing.T) {
	img := set(t, withoutOutline(outlined("Hey", "impact", 80)), usual).Image
	for y := img.Rect.Min.Y; y < img.Rect.Max.Y; y++ {
		for x := img.Rect.Min.X; x < img.Rect.Max.X; x++ {
			if c := img.RGBAAt(x, y); c.B != 0 || c.R != c.A {
				t.Fatalf("%v at %d, %d is not gold", c, x, y)
			}
		}
	}
}

// TestOutlineIsAllThatIsNear compares with the definition of an outline: what is no farther from the letter than its width. A pixel of
// leeway is for the pixels that the edges cut.
func TestOutlineIsAllThatIsNear(t *testing.T) {
	for _, fontName := range []string{"anton", "noto-sans", "comic-neue"} {
		for _, s := range []string{"A", "M", "S", "g", "&", "8", "Å", "ç"} {
			for _, pixels := range []float64{12, 30, 90} {
				c := outlined(s, fontName, pixels)
				picture := roomFor(pixels)
				reach := outlineOf(pixels, c)
				letter, got := drawByFace(t, c, picture), set(t, c, picture).Image
				for y := range picture.Y {
					for x := range picture.X {
						near, far := inkWithin(letter, x, y, reach-1, 255), !inkWithin(letter, x, y, reach+1, 1)
						if a := alphaAt(got, x, y); near && a < 250 || far && a > 5 {
							t.Fatalf("%s of %s at %v px: opacity %d at %d, %d", s, fontName, pixels, a, x, y)
						}
					}
				}
			}
		}
	}
}

// roomFor is a picture that is large enough for any letter of that size with its outline.
func roomFor(pixels float64) image.Point {
	side := int(1.5*pixels) + 12
	return image.Pt(side, side)
}

// inkWithin tells whether a pixel whose opacity is at least least is no farther than distance from x, y.
func inkWithin(mask *image.Alpha, x, y int, distance float64, least uint8) bool {
	n := int(math.Ceil(distance))
	for dy := -n; dy <= n; dy++ {
		for dx := -n; dx <= n; dx++ {
			if math.Hypot(float64(dx), float64(dy)) <= distance && mask.AlphaAt(x+dx, y+dy).A >= least {
				return true
			}
		}
	}
	return false
}

// TestOutlinesStayBehindLetters sets tight text: wherever a letter alone is solid, it is so among its neighbours.
func TestOutlinesStayBehindLetters(t *testing.T) {
	for _, text := range []string{"AVAWAVTVT", "LLLL\nTTTT", "fjfjfj", "ÅÉÑ\nQgj", "....,,,,''''"} {
		for _, fontName := range []string{"anton", "noto-sans", "comic-neue"} {
			for _, pixels := range []float64{14, 40} {
				c := outlined(text, fontName, pixels)
				got := set(t, c, usual).Image
				for _, alone := range oneByOne(t, c, got.Rect) {
					for y := alone.Rect.Min.Y; y < alone.Rect.Max.Y; y++ {
						for x := alone.Rect.Min.X; x < alone.Rect.Max.X; x++ {
							if alphaAt(alone, x, y) == 255 && rgbaAt(got, x, y) != gold {
								t.Fatalf("%q in %s: %v inside of a letter at %d, %d", text, fontName, got.RGBAAt(x, y), x, y)
							}
						}
					}
				}
			}
		}
	}
}

// oneByOne draws each letter of c alone, where it stands in the text, without outline. bounds are those of the text, so that all
// coordinates are rounded alike.
func oneByOne(t *testing.T, c caption.Caption, bounds image.Rectangle) (letters []*image.RGBA) {
	t.Helper()
	s, f := layOut(t, c, usual)
	for _, l := range place(s, c, f) {
		for _, g := range l {
			img, err := drawGlyphs(t.Context(), [][]placed{{g}}, bounds, gg.Identity(), 0, withoutOutline(c))
			if err != nil {
				t.Fatal(err)
			}
			letters = append(letters, img)
		}
	}
	return letters
}
