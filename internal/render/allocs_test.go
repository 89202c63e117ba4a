// Under the race detector pools lose what they are given.

//go:build !race

package render

import (
	"fmt"
	"runtime"
	"testing"

	"github.com/memed/memed/internal/caption"
)

// TestWarmCaptionsAllocateLittle counts what it takes to make a JPEG whose template and letters are in memory, from the plan on.
func TestWarmCaptionsAllocateLittle(t *testing.T) {
	r := newRenderer(t, nil)
	const runs = 50
	n := 0
	next := func() *Plan {
		n++
		top, bottom := caption.New("ONE DOES NOT SIMPLY", caption.Top), caption.New(fmt.Sprintf("WALK INTO RUN %05d", n), caption.Bottom)
		top.Size.Pixels, bottom.Size.Pixels, bottom.Align = 60, 60, caption.Left // so that all need the same letters
		s := spec("thinker", caption.JPEG)
		s.Captions = []caption.Caption{top, bottom}
		return plan(t, r, s)
	}
	render := func(p *Plan) int {
		out, err := r.Render(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		return len(out.Body)
	}
	set := func(p *Plan) {
		ink, err := r.ink(t.Context(), p, new(Output))
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range ink {
			r.setter.Recycle(i)
		}
	}
	count := func(work func(p *Plan)) float64 {
		planning := testing.AllocsPerRun(runs, func() { next() })
		return testing.AllocsPerRun(runs, func() { work(next()) }) - planning
	}
	for range runs {
		render(next())
	}
	all, setting := count(func(p *Plan) { render(p) }), count(set)
	t.Logf("a caption makes %v allocations, %v of them to set its type, most of these in the shaper", all, setting)
	if all-setting >= 20 || setting >= 40 {
		t.Errorf("a caption makes %v allocations, %v of them to set its type", all, setting)
	}
	// Emptied pools show what a worker holds.
	p := next()
	runtime.GC()
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	size := render(p)
	runtime.ReadMemStats(&after)
	held := int(after.TotalAlloc-before.TotalAlloc) - size
	t.Logf("a caption of %d bytes holds %d more", size, held)
	if held > 1<<20 {
		t.Errorf("a caption of %d bytes holds %d more", size, held)
	}
}
