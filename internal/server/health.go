package server

import (
	"net/http"
	"time"

	"github.com/memed/memed/internal/cache"
	"github.com/memed/memed/internal/fault"
)

// healthy answers while the process can answer at all.
func (s *Server) healthy(w http.ResponseWriter, _ *http.Request) error {
	return writeJSON(w, state{"ok"})
}

type state struct {
	Status string `json:"status"`
}

// minStall is the least time without progress that counts as a stall: the slowest renders take a few seconds.
const minStall = 30 * time.Second

// ready answers whether traffic is wanted: not while draining, and not when renders that should long have been stopped hold all workers.
func (s *Server) ready(w http.ResponseWriter, _ *http.Request) error {
	switch {
	case s.draining.Load():
		return &fault.Error{Kind: fault.Unavailable, Message: "the server is shutting down"}
	case s.parts.Pool.Stalled(max(minStall, 3*s.config.RequestTimeout)):
		return &fault.Error{Kind: fault.Unavailable, Message: "renders have stopped making progress"}
	}
	return writeJSON(w, state{"ready"})
}

// statsResource is the state of caches and pool as clients see it.
type statsResource struct {
	Caches map[string]cacheResource `json:"caches"`
	Pool   poolResource             `json:"pool"`
}

type cacheResource struct {
	Capacity  int64   `json:"capacity"`
	Size      int64   `json:"size"`
	FillRate  float64 `json:"fill_rate"`
	Hits      uint64  `json:"hits"`
	Misses    uint64  `json:"misses"`
	Evictions uint64  `json:"evictions"`
}

type poolResource struct {
	Workers  int `json:"workers"`
	Busy     int `json:"busy"`
	Queued   int `json:"queued"`
	Capacity int `json:"capacity"`
}

func (s *Server) stats(w http.ResponseWriter, _ *http.Request) error {
	rendered, p := s.parts.Renderer.Stats(), s.parts.Pool.Stats()
	return writeJSON(w, statsResource{
		Caches: map[string]cacheResource{
			"template": describeCache(rendered.Templates),
			"font":     describeCache(s.parts.Fonts.Stats()),
			"glyph":    describeCache(rendered.Glyphs),
			"output":   describeCache(rendered.Outputs),
		},
		Pool: poolResource{Workers: p.Workers, Busy: p.Busy, Queued: p.Queued, Capacity: p.Capacity},
	})
}

func describeCache(c cache.Stats) cacheResource {
	return cacheResource{
		Capacity: c.Capacity, Size: c.Size, FillRate: c.FillRate(), Hits: c.Hits, Misses: c.Misses, Evictions: c.Evictions,
	}
}
