// Package render makes the picture that a caption request asks for.
//
// It goes one way: a caption.Spec becomes a Plan, which is cheap and decides the bytes; a plan is admitted to the pool; there
// the template is prepared as a plate, its captions are set to ink, and the ink is printed on the plate. Finished pictures and plates
// are cached, and identical requests under way share one render.
package render

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"log/slog"
	"time"

	"github.com/memed/memed/fonts"
	"github.com/memed/memed/internal/cache"
	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/plate"
	"github.com/memed/memed/internal/pool"
	"github.com/memed/memed/internal/templates"
	"github.com/memed/memed/internal/typeset"
)

// Config sets how pictures are made and kept.
type Config struct {
	// Quality is that of JPEGs whose request names none and whose template cannot keep its own, 1 to 100.
	Quality int
	// TemplateCache and OutputCache are the budgets, in bytes, for prepared templates and finished pictures; 0 disables.
	TemplateCache, OutputCache int64
}

// Validate reports every value that is out of its range, naming its flag.
func (c Config) Validate() error {
	var faults []error
	if c.Quality < 1 || c.Quality > 100 {
		faults = append(faults, fmt.Errorf("--jpeg-quality: %d is not allowed, it must be from 1 to 100", c.Quality))
	}
	if c.TemplateCache < 0 {
		faults = append(faults, fmt.Errorf("--template-cache: %d is not allowed, it must be 0 or more", c.TemplateCache))
	}
	if c.OutputCache < 0 {
		faults = append(faults, fmt.Errorf("--output-cache: %d is not allowed, it must be 0 or more", c.OutputCache))
	}
	return errors.Join(faults...)
}

// Stage is a part of a render whose duration is observed.
type Stage string

// The stages of a render. Queue is the wait for a worker; Template is the preparation of the plate, short when it is cached.
const (
	Queue    Stage = "queue"
	Template Stage = "template"
	Typeset  Stage = "typeset"
	Print    Stage = "print"
)

// Stages lists all stages, in the order of a render.
var Stages = []Stage{Queue, Template, Typeset, Print}

// Parts are what a renderer works with.
type Parts struct {
	Templates *templates.Store
	Fonts     *fonts.Library
	Pool      *pool.Pool
	// Observe is told how long each stage of each render took. It may be nil.
	Observe func(stage Stage, took time.Duration)
}

// Renderer makes pictures. It is safe for concurrent use.
type Renderer struct {
	config  Config
	parts   Parts
	setter  *typeset.Setter
	plates  *cache.Cache[plateKey, *plate.Plate]
	outputs *cache.Cache[string, *Output]
}

// New returns a renderer. The configuration must be valid.
func New(config Config, parts Parts) *Renderer {
	if parts.Observe == nil {
		parts.Observe = func(Stage, time.Duration) {}
	}
	return &Renderer{
		config:  config,
		parts:   parts,
		setter:  typeset.New(parts.Fonts),
		plates:  cache.New[plateKey, *plate.Plate](config.TemplateCache),
		outputs: cache.New[string, *Output](config.OutputCache),
	}
}

// Output is a finished picture. It is shared, and must not be modified.
type Output struct {
	Format caption.Format
	Body   []byte
	// Pixels is how many were encoded: frames × width × height.
	Pixels int64
	// Missing are the characters that no font has.
	Missing []rune
}

func (o *Output) bytes() int64 {
	const overhead = 256 // the struct, its key and the entry in the cache
	return int64(len(o.Body)) + overhead
}

// plateKey is all that decides a plate.
type plateKey struct {
	digest [sha256.Size]byte
	style  string
	size   image.Point
	format caption.Format
	// quality is that of a JPEG, 0 for other formats.
	quality int
	keep    bool
}

// Render returns the picture of a plan: the cached one, that of an identical request under way, or a new one. It returns the pool's
// faults when the work is refused, and the cause of ctx when that ends first.
func (r *Renderer) Render(ctx context.Context, p *Plan) (*Output, error) {
	deadline, _ := ctx.Deadline()
	return r.outputs.Get(ctx, p.ETag, func(ctx context.Context) (*Output, int64, error) {
		var out *Output
		queued := time.Now()
		err := r.parts.Pool.Do(ctx, r.job(p, deadline), func(ctx context.Context) (err error) {
			r.parts.Observe(Queue, time.Since(queued))
			out, err = r.print(ctx, p)
			return err
		})
		if err != nil {
			return nil, 0, err
		}
		return out, out.bytes(), nil
	})
}

// overhead is how many pixels a render costs besides its own: setting type costs the same on a tiny picture, which so says little about a large one.
const overhead = 1 << 18

// job is what the pool's admission needs to know of a plan. A template that has yet to be prepared is another class of work.
func (r *Renderer) job(p *Plan, deadline time.Time) pool.Job {
	job := pool.Job{Class: string(p.Format), Units: overhead + p.Pixels(), Deadline: deadline}
	if !r.plates.Contains(p.plateKey()) {
		job.Class += " from file"
		job.Units += int64(p.Template.Frames) * int64(p.Template.Width) * int64(p.Template.Height)
	}
	return job
}

func (r *Renderer) print(ctx context.Context, p *Plan) (*Output, error) {
	start := time.Now()
	lap := func(stage Stage) {
		now := time.Now()
		r.parts.Observe(stage, now.Sub(start))
		start = now
	}
	prepared, err := r.plate(ctx, p)
	if err != nil {
		return nil, err
	}
	lap(Template)
	out := &Output{Format: p.Format, Pixels: p.Pixels()}
	ink, err := r.ink(ctx, p, out)
	defer func() {
		for _, layer := range ink {
			r.setter.Recycle(layer)
		}
	}()
	if err != nil {
		return nil, err
	}
	lap(Typeset)
	out.Body, err = prepared.Print(ctx, ink)
	if err != nil {
		return nil, err
	}
	lap(Print)
	return out, nil
}

// ink sets the plan's captions, one layer for each that leaves any ink, and notes in out what they lack.
func (r *Renderer) ink(ctx context.Context, p *Plan, out *Output) ([]*image.RGBA, error) {
	layers := make([]*image.RGBA, 0, len(p.Captions))
	for _, c := range p.Captions {
		ink, err := r.setter.Set(ctx, c, p.Size)
		if err != nil {
			return layers, err
		}
		if ink.Image != nil {
			layers = append(layers, ink.Image)
		}
		out.Missing = appendNew(out.Missing, ink.Missing)
	}
	return layers, nil
}

func (r *Renderer) plate(ctx context.Context, p *Plan) (*plate.Plate, error) {
	if prepared, ok := r.plates.Peek(p.plateKey()); ok {
		return prepared, nil
	}
	return r.plates.Get(ctx, p.plateKey(), func(ctx context.Context) (*plate.Plate, int64, error) {
		decoded, err := r.parts.Templates.Load(ctx, p.Template, p.Style)
		if err != nil {
			return nil, 0, err
		}
		var prepared *plate.Plate
		if p.Keep {
			prepared, err = plate.Keep(ctx, decoded, p.Size, p.Quality)
		} else {
			prepared, err = plate.New(ctx, decoded, p.Size, p.Format, p.Quality)
		}
		if err != nil {
			return nil, 0, err
		}
		return prepared, prepared.Bytes(), nil
	})
}

// Stats are the counters of the renderer's caches: prepared templates, rasterised glyphs, and finished pictures.
type Stats struct {
	Templates, Glyphs, Outputs cache.Stats
}

// Stats returns the counters as they are now.
func (r *Renderer) Stats() Stats {
	return Stats{Templates: r.plates.Stats(), Glyphs: r.setter.Stats(), Outputs: r.outputs.Stats()}
}

// PreloadTemplates prepares each template for its own format and size, until the cache is full. It logs what it cannot load, and
// returns an error only when ctx ends.
func (r *Renderer) PreloadTemplates(ctx context.Context, log *slog.Logger) error {
	for i, t := range r.parts.Templates.List() {
		p, err := r.Plan(caption.Spec{Template: t.ID, Style: caption.DefaultStyle}, nil)
		if err == nil {
			_, err = r.plate(ctx, p)
		}
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err != nil {
			log.Warn("template not preloaded", "template", t.ID, "error", err)
		}
		if s := r.plates.Stats(); s.Evictions > 0 {
			log.Warn("the template cache is full", "preloaded", i+1, "capacity", s.Capacity)
			return nil
		}
	}
	return nil
}
