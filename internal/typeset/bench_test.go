package typeset

import (
	"context"
	"runtime"
	"strings"
	"testing"

	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/pool"
)

// twoLines is what most memes say, in several scripts: two lines of 20 letters, at 60 px.
var twoLines = []struct{ name, text string }{
	{"Latin", "ONE DOES NOT SIMPLY A\nWALK INTO THE MORDORS"},
	{"Arabic", "لا يمكنك ببساطة المشي\nإلى داخل موردور هكذا"},
	{"CJK", strings.Repeat("一个人不能简单地走进", 2) + "\n" + strings.Repeat("魔多你知道吗真的没有", 2)},
	{"emoji", strings.Repeat("😀😂👍🏽🎉🔥", 4) + "\n" + strings.Repeat("👩‍👩‍👧🇩🇪🚀🍕🐱", 4)},
}

func twoLinesCaption(text string) caption.Caption {
	c := caption.New(text, caption.Top)
	c.Box, c.Size.Pixels = whole, 60
	return c
}

// benchmarkSet sets c over and over. A cold setter has its fonts parsed, but neither faces nor glyphs.
func benchmarkSet(b *testing.B, cold bool, c caption.Caption) {
	b.Helper()
	s := newSetter(b)
	ink, err := s.Set(context.Background(), c, usual)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if cold {
			s = New(s.fonts)
		}
		s.Recycle(ink.Image)
		if ink, err = s.Set(b.Context(), c, usual); err != nil {
			b.Fatal(err)
		}
	}
	if ink.Image != nil {
		b.ReportMetric(float64(ink.Image.Rect.Dx()*ink.Image.Rect.Dy()), "px")
	}
}

func BenchmarkSet(b *testing.B) {
	for _, t := range twoLines {
		b.Run(t.name+" cold", func(b *testing.B) { benchmarkSet(b, true, twoLinesCaption(t.text)) })
		b.Run(t.name+" warm", func(b *testing.B) { benchmarkSet(b, false, twoLinesCaption(t.text)) })
	}
	long := caption.New(strings.Repeat("sixteen letters ", 16), caption.Top)
	word := caption.New(strings.Repeat("W", 256), caption.Top)
	bare := twoLinesCaption(twoLines[0].text)
	bare.Outline.None = true
	b.Run("without outline", func(b *testing.B) { benchmarkSet(b, false, bare) })
	b.Run("256 letters", func(b *testing.B) { benchmarkSet(b, false, long) })
	b.Run("256 letters in one word", func(b *testing.B) { benchmarkSet(b, false, word) })
}

// BenchmarkHostile sets the texts that take most work, with parsed fonts but without any glyph. The goal is 20 ms for each.
func BenchmarkHostile(b *testing.B) {
	for _, h := range hostile {
		c := caption.New(h.text, caption.Middle)
		c.Box = whole
		b.Run(h.name, func(b *testing.B) { benchmarkSet(b, true, c) })
	}
}

// BenchmarkHelpedHostile sets the most work of them in a job of a pool, whose idle workers help.
func BenchmarkHelpedHostile(b *testing.B) {
	c := caption.New(intricate, caption.Middle)
	c.Box = whole
	p := pool.New(pool.Config{Workers: runtime.GOMAXPROCS(0)})
	err := p.Do(b.Context(), pool.Job{}, func(ctx context.Context) error {
		s := newSetter(b)
		for b.Loop() {
			s = New(s.fonts)
			if _, err := s.Set(ctx, c, usual); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}
