package typeset

import (
	"errors"
	"fmt"
	"image"
	"io"
	"log/slog"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/go-text/typesetting/font/opentype/tables"

	"github.com/memed/memed/fonts"
)

// The emoji of testdata/emoji.txt and the characters that stand for several in it.
const (
	emojiCount  = 3664
	anyTone     = "*"
	anotherTone = "/"
	firstTone   = 0x1f3fb
	lastTone    = 0x1f3ff
)

func emojiDesk(t testing.TB) *desk {
	t.Helper()
	library, err := fonts.Open(fonts.Config{CacheBytes: 64 << 20}, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		t.Fatal(err)
	}
	return newDesk(library)
}

// recommended returns the sequences of testdata/emoji.txt.
func recommended(t testing.TB) []string {
	t.Helper()
	data, err := os.ReadFile("testdata/emoji.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, field := range strings.Fields(line) {
			if first, last, isRange := strings.Cut(field, ".."); isRange {
				for r := codePoint(t, first); r <= codePoint(t, last); r++ {
					all = append(all, string(r))
				}
			} else {
				all = append(all, expandTones(t, strings.Split(field, "+"), nil)...)
			}
		}
	}
	return all
}

// expandTones returns every sequence that rest stands for. used are the tones that it may not repeat.
func expandTones(t testing.TB, rest []string, used []rune) []string {
	t.Helper()
	if len(rest) == 0 {
		return []string{""}
	}
	var heads []rune
	switch rest[0] {
	case anyTone, anotherTone:
		for tone := rune(firstTone); tone <= lastTone; tone++ {
			if rest[0] == anyTone || !slices.Contains(used, tone) {
				heads = append(heads, tone)
			}
		}
	default:
		heads = []rune{codePoint(t, rest[0])}
	}
	var all []string
	for _, head := range heads {
		for _, tail := range expandTones(t, rest[1:], append(slices.Clone(used), head)) {
			all = append(all, string(head)+tail)
		}
	}
	return all
}

func codePoint(t testing.TB, hex string) rune {
	t.Helper()
	r, err := strconv.ParseUint(hex, 16, 21)
	if err != nil {
		t.Fatal(err)
	}
	return rune(r)
}

func TestEmojiListIsWhole(t *testing.T) {
	all := recommended(t)
	slices.Sort(all)
	if n := len(slices.Compact(all)); n != emojiCount || len(all) != emojiCount {
		t.Errorf("%d sequences, %d of them different; Unicode 15.0 has %d", len(all), n, emojiCount)
	}
}

// plainEmoji is the most emoji that may have one colour only: hearts, circles, arrows and the like.
const plainEmoji = 160

func TestEveryEmojiIsOneColouredGlyph(t *testing.T) {
	d := emojiDesk(t)
	const size = 24
	var faults []string
	plain := 0
	for _, sequence := range recommended(t) {
		p, err := paintEmoji(t, d, sequence, size)
		if err == nil {
			err = p.check(size)
		}
		if err != nil {
			faults = append(faults, fmt.Sprintf("%s %+q %v", sequence, sequence, err))
		}
		if p.colors == 1 {
			plain++
		}
	}
	if plain > plainEmoji {
		t.Errorf("%d emoji have one colour, at most %d should", plain, plainEmoji)
	}
	report(t, faults)
}

// report shows what went wrong, but not thousands of times.
func report(t *testing.T, faults []string) {
	t.Helper()
	for _, fault := range faults[:min(10, len(faults))] {
		t.Error(fault)
	}
	if len(faults) > 10 {
		t.Errorf("and %d more", len(faults)-10)
	}
}

// The emoji style may be left out where a joiner says already that an emoji is meant, as many keyboards do.
func TestJoinedEmojiWithoutStyles(t *testing.T) {
	d := emojiDesk(t)
	var faults []string
	for _, sequence := range recommended(t) {
		bare := strings.ReplaceAll(sequence, string(emojiStyle), "")
		if bare == sequence || !strings.ContainsRune(sequence, joiner) && !strings.ContainsRune(sequence, keycap) {
			continue
		}
		whole, err := emojiGlyph(t, d, sequence)
		if err != nil {
			t.Fatal(err)
		}
		if g, err := emojiGlyph(t, d, bare); err != nil || g.id != whole.id {
			faults = append(faults, fmt.Sprintf("%s %+q is glyph %d, %v; want %d", bare, bare, g.id, err, whole.id))
		}
	}
	report(t, faults)
}

func TestEmojiAreNotStretched(t *testing.T) {
	d := emojiDesk(t)
	for _, sequence := range []string{"🔴", "🟠", "🟥", "🌕", "🏀", "🕐"} {
		for _, size := range []float64{12, 60, 333} {
			p, err := paintEmoji(t, d, sequence, size)
			if err != nil {
				t.Fatal(err)
			}
			if difference := p.box.Dx() - p.box.Dy(); difference < -1 || difference > 1 || float64(p.box.Dx()) < 0.6*size {
				t.Errorf("%s at %g px is painted on %d×%d pixels", sequence, size, p.box.Dx(), p.box.Dy())
			}
		}
	}
}

// emojiGlyph returns the glyph of an emoji, which must be its only one and have colours.
func emojiGlyph(t testing.TB, d *desk, sequence string) (glyph, error) {
	t.Helper()
	set, err := d.shape(t.Context(), "anton", sequence)
	if err != nil {
		return glyph{}, err
	}
	if len(set.missing) > 0 || len(set.clusters) != 1 || len(set.glyphs) != 1 {
		return glyph{}, fmt.Errorf("%d clusters of %d glyphs, missing %+q", len(set.clusters), len(set.glyphs), set.missing)
	}
	g, room := set.glyphs[0], set.clusters[0].width-2*set.glyphs[0].x
	if g.id == 0 || !g.face.emoji || g.y != 0 || math.Abs(room-1) > rounding {
		return g, fmt.Errorf("glyph %d at %g, %g has %g em, of the emoji font: %v", g.id, g.x, g.y, room, g.face.emoji)
	}
	data, _ := g.face.GlyphDataColor(g.id)
	if layers, ok := data.Paint.(tables.PaintColrLayersResolved); !ok || len(layers) == 0 {
		return g, fmt.Errorf("it has no colours but %T", data.Paint)
	}
	return g, nil
}

// paint is what there is to see of an emoji.
type paint struct {
	box      image.Rectangle // around pixels that are covered by half or more, from its origin
	coverage float64         // in pixels
	colors   int             // of opaque pixels
}

func paintEmoji(t testing.TB, d *desk, sequence string, size float64) (p paint, err error) {
	t.Helper()
	g, err := emojiGlyph(t, d, sequence)
	if err != nil {
		return p, err
	}
	s := g.face.rasterise(spriteKey{glyph: g.id, size: size})
	if s.color == nil || s.fill != nil || s.stroke != nil {
		return p, errors.New("is drawn as a letter")
	}
	seen := make(map[[3]uint8]bool)
	for y := range s.bounds.Dy() {
		for x := range s.bounds.Dx() {
			c := s.color.RGBAAt(x, y)
			p.coverage += float64(c.A) / 0xff
			if c.A >= 0x80 {
				p.box = p.box.Union(image.Rect(x, y, x+1, y+1).Add(s.bounds.Min))
			}
			if c.A == 0xff {
				seen[[3]uint8{c.R, c.G, c.B}] = true
			}
		}
	}
	p.colors = len(seen)
	return p, nil
}

// check compares what is painted at a size with the emoji's place in the line, give or take half a pixel.
func (p paint) check(size float64) error {
	left, right := float64(p.box.Min.X)/size, float64(p.box.Max.X)/size
	above, below := -float64(p.box.Min.Y)/size, float64(p.box.Max.Y)/size
	half := 0.5 / size
	switch {
	case left < -emojiAside-half || right > 1+emojiAside+half:
		return fmt.Errorf("reaches from %.2f to %.2f em", left, right)
	case above > emojiAscent+half || below > emojiDescent+half:
		return fmt.Errorf("reaches %.2f em above and %.2f em below the baseline", above, below)
	case p.coverage < 0.04*size*size:
		return fmt.Errorf("covers only %.1f pixels", p.coverage)
	}
	return nil
}

func TestEmojiLike(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       bool
	}{
		{"copyright sign", "©", false},
		{"copyright sign as emoji", "©\ufe0f", true},
		{"digit", "7", false},
		{"digit with emoji style, of which there is no picture", "7\ufe0f", false},
		{"arrow", "↔", false},
		{"arrow as emoji", "↔\ufe0f", true},
		{"old smiley", "☺", false},
		{"old smiley as emoji", "☺\ufe0f", true},
		{"face", "😀", true},
		{"face as text", "😀\ufe0e", false},
		{"heart", "❤", false},
		{"heart as text", "❤\ufe0e", false},
		{"keycap", "7\ufe0f\u20e3", true},
		{"keycap without style", "#\u20e3", true},
		{"flag", "🇫🇷", true},
		{"half a flag", "🇫", true},
		{"flag of England", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", true},
		{"family", "👨\u200d👩\u200d👧", true},
		{"heart on fire without style", "❤\u200d🔥", true},
		{"skin tone", "👍🏽", true},
		{"skin tone on a text character", "☝🏽", true},
		{"skin tone alone", "🏽", true},
		{"skin tone on a letter", "a🏽", false},
		{"face before a joiner at the end", "☺\u200d", false},
		{"letter", "a", false},
		{"Devanagari with joiner", "क्\u200dष", false},
		{"Devanagari with non-joiner", "क्\u200cष", false},
		{"Bengali with joiner", "র\u200d্য", false},
		{"Sinhala with joiner", "ක්\u200dෂ", false},
		{"Arabic with joiner", "ه\u200d", false},
		{"Persian with non-joiner", "ی\u200c", false},
		{"ideograph with a variation", "葛\U000e0100", false},
	} {
		if got := emojiLike([]rune(test.text)); got != test.want {
			t.Errorf("%s, %+q: %v", test.name, test.text, got)
		}
	}
}
