package typeset

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"runtime"
	"sync"
	"testing"

	"github.com/memed/memed/fonts"
	"github.com/memed/memed/internal/caption"
)

// TestSameInkEveryTime sets the same captions one after the other and in parallel, with fonts that are loaded and with fonts that have yet to be.
func TestSameInkEveryTime(t *testing.T) {
	texts := append([]string{}, samples...)
	for _, name := range scriptNames {
		texts = append(texts, scripts[name])
	}
	captions := make([]caption.Caption, len(texts))
	want := make([]Ink, len(texts))
	for i, s := range texts {
		captions[i] = caption.New(s, caption.Middle)
		captions[i].Angle = float64(i % 3)
		captions[i].Font = []string{"impact", "noto-sans", "comic-neue"}[i%3]
		want[i] = set(t, captions[i], usual)
	}
	library, err := fonts.Open(fonts.Config{CacheBytes: 64 << 20}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	fresh := New(library)
	var wg sync.WaitGroup
	for worker := range max(4, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := range captions {
				i = (i + worker*len(captions)/4) % len(captions)
				got, err := fresh.Set(t.Context(), captions[i], usual)
				if err != nil || !sameInk(got, want[i]) {
					t.Errorf("%q differs (%v)", captions[i].Text, err)
				}
			}
		})
	}
	wg.Wait()
}

func sameInk(a, b Ink) bool {
	if string(a.Missing) != string(b.Missing) || a.Image == nil || b.Image == nil {
		return string(a.Missing) == string(b.Missing) && a.Image == b.Image
	}
	return a.Image.Rect == b.Image.Rect && bytes.Equal(a.Image.Pix, b.Image.Pix)
}

func TestEndedContextStopsDrawing(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(errStopped)
	ink, err := newSetter(t).Set(ctx, caption.New("ONE DOES NOT SIMPLY", caption.Top), usual)
	if !errors.Is(err, errStopped) || ink.Image != nil {
		t.Errorf("ink %v, err = %v; want the context's cause", ink.Image, err)
	}
}

func TestEndedContextStopsLoadingFonts(t *testing.T) {
	library, err := fonts.Open(fonts.Config{}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(errStopped)
	if _, err := New(library).Set(ctx, caption.New("text", caption.Top), usual); !errors.Is(err, errStopped) {
		t.Errorf("err = %v, want the context's cause", err)
	}
}

// endingContext ends when it has been asked for its state so many times.
type endingContext struct {
	context.Context
	end   context.CancelCauseFunc
	after int
	asked int
}

func (c *endingContext) Err() error {
	if c.asked++; c.asked > c.after {
		c.end(errStopped)
	}
	return c.Context.Err()
}

// TestContextIsAskedAllAlong lets the context end at every point at which setting asks for it: for each paragraph, line and glyph. No more is
// done after that.
func TestContextIsAskedAllAlong(t *testing.T) {
	const letters = 4
	c := caption.New("a\nb\nc\nd", caption.Top)
	c.Box = whole
	s := newSetter(t)
	if _, err := s.Set(t.Context(), c, usual); err != nil { // so that nothing has to be loaded
		t.Fatal(err)
	}
	const passes = 3 * letters
	for after := range passes + 1 {
		parent, cancel := context.WithCancelCause(t.Context())
		ctx := &endingContext{Context: parent, end: cancel, after: after}
		ink, err := s.Set(ctx, c, usual)
		switch {
		case after == passes:
			if err != nil || ink.Image == nil || ctx.asked != passes {
				t.Errorf("asked %d times, err = %v; want %d times", ctx.asked, err, passes)
			}
		case !errors.Is(err, errStopped) || ink.Image != nil || ctx.asked > after+2: // context.Cause asks as well
			t.Errorf("ended after %d times: asked %d times, image %v, err = %v", after, ctx.asked, ink.Image != nil, err)
		}
		cancel(nil)
	}
}
