package typeset

import (
	"image"
	"image/color"
	"math"
	"testing"

	"github.com/memed/memed/internal/caption"
)

var (
	gold = color.RGBA{0xff, 0xd7, 0x00, 0xff}
	navy = color.RGBA{0x00, 0x00, 0x80, 0xff}
)

// outlined is text in the upper left corner of the picture, in gold with a navy outline.
func outlined(text, fontName string, pixels float64) caption.Caption {
	c := fixedCaption(text, fontName, pixels)
	c.Outline.None = false
	c.Color, c.Outline.Color = caption.Color{R: gold.R, G: gold.G, B: gold.B}, caption.Color{R: navy.R, G: navy.G, B: navy.B}
	return c
}

func TestOutlineWidth(t *testing.T) {
	tests := []struct{ pixels, want float64 }{{20, 1.5}, {27, 1.5}, {40, 2.2}, {100, 5.5}, {300, 16.5}}
	for _, test := range tests {
		c := outlined("H", "impact", test.pixels)
		c.Align, c.VAlign = caption.Center, caption.Middle // so that the letter stays where it is without its outline
		bare := c
		bare.Outline.None = true
		l, tp, r, b := extent(set(t, c, image.Pt(400, 400)).Image)
		l0, tp0, r0, b0 := extent(set(t, bare, image.Pt(400, 400)).Image)
		for side, got := range map[string]float64{"left": l0 - l, "above": tp0 - tp, "right": r - r0, "below": b - b0} {
			if math.Abs(got-test.want) > 0.1 {
				t.Errorf("at %v px the outline reaches %.2f px out %s, want %v", test.pixels, got, side, test.want)
			}
		}
	}
}

func TestOutlineIsNeverThinnerThanVisible(t *testing.T) {
	for _, size := range []float64{1, 10, 27, 28, 100, 1024} {
		if got := outlineOf(size, caption.Caption{}); got < 1.5 || got != max(1.5, 0.055*size) {
			t.Errorf("at %v px the outline has %v px", size, got)
		}
	}
}

func TestNoOutline(t *testing.T) {
	c := outlined("Hey", "impact", 80)
	c.Outline.None = true
	img := set(t, c, usual).Image
	for y := img.Rect.Min.Y; y < img.Rect.Max.Y; y++ {
		for x := img.Rect.Min.X; x < img.Rect.Max.X; x++ {
			if c := img.RGBAAt(x, y); c.B != 0 || c.R != c.A {
				t.Fatalf("%v at %d, %d is not gold", c, x, y)
			}
		}
	}
}

// TestOutlineIsAllThatIsNear compares with the definition of an outline: what is no farther from a letter than its width, also where several
// letters meet. A pixel of leeway is for the pixels that the edges cut, and
// where pieces of the outline overlap, their coverage adds up in these.
func TestOutlineIsAllThatIsNear(t *testing.T) {
	for _, fontName := range []string{"anton", "noto-sans", "comic-neue"} {
		for _, s := range []string{"A", "S", "g", "8", "Å", "AV"} {
			for _, pixels := range []float64{12, 30, 60} {
				c := outlined(s, fontName, pixels)
				picture := roomFor(pixels)
				reach := outlineOf(pixels, c)
				letter, got := drawByFace(t, c, picture), set(t, c, picture).Image
				around := got.Rect.Inset(-3)
				for y := around.Min.Y; y < around.Max.Y; y++ {
					for x := around.Min.X; x < around.Max.X; x++ {
						near, far := inkWithin(letter, x, y, reach-1, 255), !inkWithin(letter, x, y, reach+1, 1)
						if a := alphaAt(got, x, y); near && a < 250 || far && a > 16 {
							t.Fatalf("%s of %s at %v px: opacity %d at %d, %d", s, fontName, pixels, a, x, y)
						}
					}
				}
			}
		}
	}
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
	for _, text := range []string{"AVAWAVTVT", "LLLL\nTTTT", "fjfjfj", "ÅÉÑ\nQgj", "....,,,,''''", "ببساطة لا", "कोई यूँ", "ที่นี่ปู่", "漢字漢字"} {
		for _, fontName := range []string{"anton", "noto-sans", "comic-neue"} {
			for _, pixels := range []float64{14, 40} {
				c := outlined(text, fontName, pixels)
				got := set(t, c, usual).Image
				for _, p := range placedOf(t, c, usual) {
					at := p.bounds()
					for i, a := range p.fill {
						x, y := at.Min.X+i%at.Dx(), at.Min.Y+i/at.Dx()
						if a == 255 && rgbaAt(got, x, y) != gold {
							t.Fatalf("%q in %s: %v inside of a letter at %d, %d", text, fontName, rgbaAt(got, x, y), x, y)
						}
					}
				}
			}
		}
	}
}

func TestEmojiTakeNoOutline(t *testing.T) {
	for _, s := range []string{"😀", "👩‍👩‍👧", "🇩🇪", "1️⃣"} {
		c := outlined(s, "noto-sans", 80)
		bare := c
		bare.Outline.None = true
		for _, p := range append(placedOf(t, c, usual), placedOf(t, bare, usual)...) {
			if p.fill != nil || p.stroke != nil || p.sprite.color == nil {
				t.Errorf("%s has a letter or an outline", s)
			}
		}
		img := set(t, c, usual).Image
		for i := 0; i < len(img.Pix); i += 4 {
			if (color.RGBA{img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3]}) == navy {
				t.Fatalf("%s is outlined", s)
			}
		}
	}
}
