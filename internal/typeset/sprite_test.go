package typeset

import (
	"strings"
	"testing"

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
