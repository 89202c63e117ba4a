package render

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/memed/memed/fonts"
	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/fault"
	"github.com/memed/memed/internal/pool"
	"github.com/memed/memed/internal/templates"
)

// newRenderer returns one over the embedded templates, with one worker and no cache of finished pictures.
func newRenderer(t testing.TB, observe func(Stage, time.Duration)) *Renderer {
	t.Helper()
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	store, err := templates.Open(templates.Config{MaxPixels: 32_000_000}, log)
	if err != nil {
		t.Fatal(err)
	}
	library, err := fonts.Open(fonts.Config{CacheBytes: 32 << 20}, log)
	if err != nil {
		t.Fatal(err)
	}
	return New(Config{Quality: 85, TemplateCache: 256 << 20}, Parts{
		Templates: store, Fonts: library, Pool: pool.New(pool.Config{Workers: 1, Queue: 64}), Observe: observe,
	})
}

func spec(template string, format caption.Format, texts ...string) caption.Spec {
	return caption.Spec{Template: template, Style: caption.DefaultStyle, Format: format, Texts: texts}
}

func plan(t testing.TB, r *Renderer, s caption.Spec) *Plan {
	t.Helper()
	p, err := r.Plan(s, nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPlanFaults(t *testing.T) {
	r := newRenderer(t, nil)
	unknownFont := caption.New("a", caption.Top)
	unknownFont.Font = "nope"
	tests := []struct {
		name   string
		spec   caption.Spec
		prefer Preference
		kind   fault.Kind
		field  string
	}{
		{"template", spec("nope", ""), nil, fault.NotFound, "template"},
		{"style", caption.Spec{Template: "sign", Style: "nope"}, nil, fault.NotFound, "style"},
		{"font", caption.Spec{Template: "sign", Style: "default", Captions: []caption.Caption{unknownFont}}, nil, fault.NotFound, "font"},
		{"texts", spec("sign", "", "a", "b"), nil, fault.Invalid, "captions"},
		{"format", spec("sign", ""), func(caption.Format) float64 { return 0 }, fault.NotAcceptable, "Accept"},
	}
	for _, test := range tests {
		_, err := r.Plan(test.spec, test.prefer)
		if f := fault.As(err); f == nil || f.Kind != test.kind || f.Field != test.field {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}

func TestRenderedSizeIsBounded(t *testing.T) {
	r := newRenderer(t, nil)
	for _, s := range []caption.Spec{{Width: 1}, {Height: 1}, {Width: 1024}, {Width: 1024, Height: 1024}} {
		s.Template, s.Style, s.Format = "party", caption.DefaultStyle, caption.GIF
		p := plan(t, r, s)
		if p.Size.X < 1 || p.Size.Y < 1 || p.Pixels() > maxPixels || p.Pixels() != int64(p.Template.Frames)*int64(p.Size.X*p.Size.Y) {
			t.Errorf("%d×%d: %v with %d frames, %d pixels", s.Width, s.Height, p.Size, p.Frames(), p.Pixels())
		}
	}
}

func TestStagesAreObserved(t *testing.T) {
	var mu sync.Mutex
	seen := make(map[Stage]int)
	r := newRenderer(t, func(stage Stage, took time.Duration) {
		mu.Lock()
		defer mu.Unlock()
		seen[stage]++
		if took < 0 {
			t.Errorf("%s took %v", stage, took)
		}
	})
	if _, err := r.Render(t.Context(), plan(t, r, spec("thinker", "", "hello"))); err != nil {
		t.Fatal(err)
	}
	for _, stage := range Stages {
		if seen[stage] != 1 {
			t.Errorf("%s was observed %d times", stage, seen[stage])
		}
	}
}

func TestColdAndWarmAreOtherWork(t *testing.T) {
	r := newRenderer(t, nil)
	p := plan(t, r, spec("thinker", "", "hello"))
	cold := r.job(p, time.Time{})
	if _, err := r.Render(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	warm := r.job(p, time.Time{})
	if cold.Class == warm.Class || cold.Units <= warm.Units || warm.Units != overhead+p.Pixels() {
		t.Errorf("cold %+v, warm %+v", cold, warm)
	}
}

func TestRenderStopsWithItsContext(t *testing.T) {
	r := newRenderer(t, nil)
	gone := errors.New("gone")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(gone)
	if _, err := r.Render(ctx, plan(t, r, spec("party", "", "hello"))); !errors.Is(err, gone) {
		t.Errorf("err = %v", err)
	}
}

func TestMissingGlyphsOfAllCaptions(t *testing.T) {
	r := newRenderer(t, nil)
	out, err := r.Render(t.Context(), plan(t, r, spec("thinker", "", "a\ue123\U0010fffd", "\ue123\ue124")))
	if err != nil || string(out.Missing) != "\ue123\U0010fffd\ue124" {
		t.Errorf("missing %U, %v", out.Missing, err)
	}
}

func TestPreload(t *testing.T) {
	r := newRenderer(t, nil)
	if err := r.PreloadTemplates(t.Context(), slog.New(slog.NewTextHandler(io.Discard, nil))); err != nil {
		t.Fatal(err)
	}
	for _, template := range r.parts.Templates.List() {
		if p := plan(t, r, spec(template.ID, "")); !r.plates.Contains(p.plateKey()) {
			t.Errorf("%s is not preloaded", template.ID)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := newRenderer(t, nil).PreloadTemplates(ctx, slog.Default()); !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v", err)
	}
}

// TestEveryTemplateInEveryFormat looks at all embedded templates: the ink must be there, and nothing else may change.
func TestEveryTemplateInEveryFormat(t *testing.T) {
	r := newRenderer(t, nil)
	for _, template := range r.parts.Templates.List() {
		for _, format := range caption.Formats {
			t.Run(fmt.Sprintf("%s as %s", template.ID, format), func(t *testing.T) {
				texts := template.Example
				s := spec(template.ID, format, texts...)
				s.Width = 200
				out, err := r.Render(t.Context(), plan(t, r, s))
				if err != nil {
					t.Fatal(err)
				}
				if format == caption.WebP && template.Frames > 1 {
					return // no decoder at hand reads animated WebP; the plate's tests ask webpinfo
				}
				img, name, err := image.Decode(bytes.NewReader(out.Body))
				if err != nil || name != string(format) || img.Bounds().Dx() > 200 {
					t.Errorf("%v %s %v", err, name, img.Bounds())
				}
				s.Texts = nil
				blank, err := r.Render(t.Context(), plan(t, r, s))
				if err != nil || bytes.Equal(blank.Body, out.Body) {
					t.Errorf("%v; the captions left no trace", err)
				}
			})
		}
	}
}

func TestWhichJPEGsAreKept(t *testing.T) {
	r := newRenderer(t, nil)
	for _, test := range []struct {
		name string
		spec caption.Spec
		want bool
	}{
		{"a JPEG as it is", caption.Spec{Template: "thinker"}, true},
		{"at its own width, spelled out", caption.Spec{Template: "thinker", Width: plan(t, r, spec("thinker", "")).Size.X}, true},
		{"with a quality", caption.Spec{Template: "thinker", Quality: 85}, false},
		{"resized", caption.Spec{Template: "thinker", Width: 300}, false},
		{"as a PNG", caption.Spec{Template: "thinker", Format: caption.PNG}, false},
		{"a PNG as a JPEG", caption.Spec{Template: "squint", Format: caption.JPEG}, false},
	} {
		test.spec.Style = caption.DefaultStyle
		p := plan(t, r, test.spec)
		if p.Keep != test.want {
			t.Errorf("%s: kept %t, want %t", test.name, p.Keep, test.want)
		}
	}
	kept, requantised := plan(t, r, caption.Spec{Template: "thinker", Style: caption.DefaultStyle}), plan(t, r, caption.Spec{Template: "thinker", Style: caption.DefaultStyle, Quality: 85})
	if kept.plateKey() == requantised.plateKey() || kept.ETag == requantised.ETag {
		t.Error("a picture that keeps its tables is taken for one that does not")
	}
}
