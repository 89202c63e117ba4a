package typeset

import (
	"image"
	"math"
	"testing"

	"github.com/memed/memed/internal/caption"
)

// FuzzSet sets any text in any place and size that the caption model allows.
func FuzzSet(f *testing.F) {
	for i, s := range samples {
		f.Add(s, 0.1*float64(i%10), 0.0, 0.5, 1.0/3, float64(i*13%360-180), float64(i%4*20), byte(i), uint16(100+i), uint16(80))
	}
	f.Add("WWWWWWWWWWWWWWWW", 0.5, 0.5, 1e-9, 1e-9, 45.0, 1024.0, byte(1), uint16(1), uint16(1))
	f.Add("\u0301", 1.0, 1.0, 1e-300, 1.0, 180.0, 0.0, byte(2), uint16(1024), uint16(1))
	f.Fuzz(func(t *testing.T, text string, x, y, width, height, angle, size float64, choices byte, pictureWidth, pictureHeight uint16) {
		picture := image.Pt(1+int(pictureWidth)%512, 1+int(pictureHeight)%512)
		runes := []rune(text)
		c := caption.New(string(runes[:min(len(runes), caption.MaxTextLength)]), []caption.VAlign{caption.Top, caption.Middle, caption.Bottom}[choices%3])
		c.Align = []caption.Align{caption.Left, caption.Center, caption.Right}[choices/3%3]
		c.Font = []string{"impact", "noto-sans", "comic-neue"}[choices/9%3]
		c.Case = []caption.Case{caption.CaseNone, caption.CaseUpper, caption.CaseMock}[choices/27%3]
		c.Outline.None, c.Size.Shrink = choices/81%2 == 1, choices/162 == 1
		c.Box = caption.Box{X: fraction(x), Y: fraction(y)}
		c.Box.Width, c.Box.Height = (1-c.Box.X)*fraction(width), (1-c.Box.Y)*fraction(height)
		c.Angle, c.Size.Pixels = 180*(2*fraction(angle/180)-1), caption.MaxSize*fraction(size/caption.MaxSize)
		if c.Size.Pixels > 0 {
			c.Size.Shrink = false
		}
		ink := set(t, c, picture)
		if ink.Image == nil {
			return
		}
		if r := ink.Image.Rect; r.Empty() || !r.In(image.Rectangle{Max: picture}) {
			t.Errorf("ink in %v on a picture of %v", r, picture)
		}
		if c.Size.Pixels == 0 && c.Angle == 0 && !within(inked(ink.Image), frameOf(c, picture)) {
			t.Errorf("ink in %v, the padded box is %+v", inked(ink.Image), frameOf(c, picture))
		}
		for i := 0; i < len(ink.Image.Pix); i += 4 {
			if p := ink.Image.Pix[i : i+4]; max(p[0], p[1], p[2]) > p[3] {
				t.Fatalf("%v is not premultiplied", p)
			}
		}
	})
}

// fraction makes any number one from 0 to 1, and keeps those that are.
func fraction(v float64) float64 {
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return 0.5
	case v >= 0 && v <= 1:
		return v
	default:
		return math.Abs(math.Mod(v, 1))
	}
}
