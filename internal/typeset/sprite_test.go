package typeset

import (
	"image"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/memed/memed/internal/caption"
)

func TestSpritesAreReused(t *testing.T) {
	s := newSetter(t)
	setOn := func(c caption.Caption) (misses, hits uint64) {
		t.Helper()
		before := s.Stats()
		if _, err := s.Set(t.Context(), c, usual); err != nil {
			t.Fatal(err)
		}
		after := s.Stats()
		return after.Misses - before.Misses, after.Hits - before.Hits
	}
	c := twoLinesCaption(twoLines[0].text)
	first, _ := setOn(c)
	if letters := uint64(len(letters(c.Text))); first == 0 || first > letters {
		t.Errorf("%d letters need %d sprites", letters, first)
	}
	if misses, hits := setOn(c); misses != 0 || hits != uint64(len(letters(c.Text))) {
		t.Errorf("the second time: %d misses and %d hits", misses, hits)
	}
	c.Color = caption.Color{R: 1, G: 2, B: 3}
	if misses, _ := setOn(c); misses != 0 {
		t.Errorf("another colour: %d misses", misses)
	}
	c.Size.Pixels = 61
	if misses, _ := setOn(c); misses == 0 {
		t.Error("another size takes the same sprites")
	}
	c = caption.New(strings.Repeat("i", 200), caption.Top)
	c.Size.Pixels = 20
	if misses, _ := setOn(c); misses > phases {
		t.Errorf("a letter on one line has %d sprites, there are %d phases", misses, phases)
	}
}

func TestSpritesAreCountedInBytes(t *testing.T) {
	s := newSetter(t)
	for _, text := range []string{"ABC", "😀"} {
		if _, err := s.Set(t.Context(), caption.New(text, caption.Top), usual); err != nil {
			t.Fatal(err)
		}
	}
	if stats := s.Stats(); stats.Entries != 4 || stats.Size < 4*2*1000 || stats.Size > stats.Capacity {
		t.Errorf("%+v", stats)
	}
}

// TestOnlyWhatIsSeenIsMade sets letters of which hardly any is on the picture.
func TestOnlyWhatIsSeenIsMade(t *testing.T) {
	text := strings.Builder{}
	for r := range rune(256) {
		text.WriteRune(0x4e00 + r)
	}
	c := caption.New(text.String(), caption.Middle)
	c.Box, c.Size.Pixels = whole, 1024
	for _, c.Angle = range []float64{0, 30} {
		s := newSetter(t)
		if _, err := s.Set(t.Context(), c, image.Pt(32, 32)); err != nil {
			t.Fatal(err)
		}
		if n := s.Stats().Misses; n > 9 {
			t.Errorf("at %v°: %d letters are made", c.Angle, n)
		}
	}
}

// TestWhatIsNotSeenLeavesNoTrace places glyphs around a picture.
func TestWhatIsNotSeenLeavesNoTrace(t *testing.T) {
	picture := image.Pt(60, 40)
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.Float64Range(5, 90).Draw(t, "size")
		angle := rapid.SampledFrom([]float64{0, 15, 90, 200}).Draw(t, "angle")
		x, y := rapid.Float64Range(-120, 180).Draw(t, "x"), rapid.Float64Range(-120, 160).Draw(t, "y")
		set := shape(t, caption.New("", caption.Top).Font, rapid.SampledFrom([]string{"g", "Å", "W", "漢", "ท", "👍", "j"}).Draw(t, "letter"))
		outline := outlineOf(size, caption.New("", caption.Top))
		for _, g := range set.glyphs {
			if g.ink.empty() || g.ink.scaled(size).grown(outline).seen(x, y, &canvas{picture, rotation(angle, 0, 0), angle}) {
				continue
			}
			at, phase := pixel(x, y)
			key := spriteKey{glyph: g.id, size: size * g.face.scale, outline: outline, angle: angle, phase: phase}
			made := placed{sprite: g.face.rasterise(key), at: at}
			overlap := made.bounds().Intersect(image.Rectangle{Max: picture})
			for y := overlap.Min.Y; y < overlap.Max.Y; y++ {
				for x := overlap.Min.X; x < overlap.Max.X; x++ {
					if made.inks(x, y) {
						t.Fatalf("it is not seen, and has ink at %d, %d", x, y)
					}
				}
			}
		}
	})
}

// inks tells whether a sprite has ink on a pixel within its bounds.
func (p placed) inks(x, y int) bool {
	at := image.Pt(x, y).Sub(p.bounds().Min)
	i := at.Y*p.bounds().Dx() + at.X
	return p.fill != nil && p.fill[i] != 0 || p.stroke != nil && p.stroke[i] != 0 || p.color != nil && p.color.RGBAAt(at.X, at.Y).A != 0
}
