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
	captions := make([]caption.Caption, len(samples))
	want := make([]Ink, len(samples))
	for i, s := range samples {
		captions[i] = caption.New(s, caption.Middle)
		captions[i].Angle = float64(i)
		captions[i].Font = []string{"impact", "noto-sans", "comic-neue"}[i%3]
		want[i] = set(t, captions[i], usual)
	}
	library, err := fonts.Open(fonts.Config{CacheBytes: 32 << 20}, slog.New(slog.DiscardHandler))
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

// TestContextIsAskedForEachLine lets the context end at every point at which drawing asks for it: no more is drawn after that.
func TestContextIsAskedForEachLine(t *testing.T) {
	c := caption.New("a\nb\nc\nd", caption.Top)
	c.Box = whole
	const passes = 2 * 4 // outlines and letters, line by line
	s, f := layOut(t, c, usual)
	for after := range passes + 1 {
		parent, cancel := context.WithCancelCause(t.Context())
		ctx := &endingContext{Context: parent, end: cancel, after: after}
		img, err := draw(ctx, s, c, f, usual)
		switch {
		case after == passes:
			if err != nil || img == nil || ctx.asked != passes {
				t.Errorf("asked %d times, err = %v; want %d times", ctx.asked, err, passes)
			}
		case !errors.Is(err, errStopped) || img != nil || ctx.asked > after+2: // context.Cause asks as well
			t.Errorf("ended after %d lines: asked %d times, image %v, err = %v", after, ctx.asked, img != nil, err)
		}
		cancel(nil)
	}
}
