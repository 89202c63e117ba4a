package metrics

import (
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"github.com/memed/memed/internal/cache"
	"github.com/memed/memed/internal/pool"
	"github.com/memed/memed/internal/render"
)

func filled() *prometheus.Registry {
	registry := prometheus.NewPedanticRegistry()
	m := New(registry, "test")
	m.Request("/caption", "GET", 200, time.Millisecond)
	m.Request("", "MADE-UP", 404, time.Millisecond)
	m.Stage(render.Queue, time.Millisecond)
	m.Output(&render.Output{Format: "png", Body: make([]byte, 10), Pixels: 20})
	m.Timeout()
	m.Panic()
	Collect(registry, Sources{
		Pool: func() pool.Stats {
			return pool.Stats{Workers: 2, Busy: 1, Refused: map[pool.Reason]uint64{pool.QueueFull: 3}}
		},
		Caches: map[string]func() cache.Stats{"output": func() cache.Stats { return cache.Stats{Capacity: 100, Size: 7, Hits: 5} }},
	})
	return registry
}

func TestNamesFollowTheConventions(t *testing.T) {
	problems, err := testutil.GatherAndLint(filled())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %s", p.Metric, p.Text)
	}
}

func TestValues(t *testing.T) {
	const want = `
# HELP memed_http_requests_total Requests answered, by route, method and status.
# TYPE memed_http_requests_total counter
memed_http_requests_total{code="200",method="GET",route="/caption"} 1
memed_http_requests_total{code="404",method="other",route="unmatched"} 1
# HELP memed_output_pixels_total Pixels of pictures sent, of all frames, by format.
# TYPE memed_output_pixels_total counter
memed_output_pixels_total{format="gif"} 0
memed_output_pixels_total{format="jpeg"} 0
memed_output_pixels_total{format="png"} 20
memed_output_pixels_total{format="webp"} 0
# HELP memed_pool_renders_refused_total Renders that were not admitted, by reason.
# TYPE memed_pool_renders_refused_total counter
memed_pool_renders_refused_total{reason="deadline"} 0
memed_pool_renders_refused_total{reason="draining"} 0
memed_pool_renders_refused_total{reason="queue_full"} 3
# HELP memed_cache_hits_total Look-ups that found their value.
# TYPE memed_cache_hits_total counter
memed_cache_hits_total{cache="output"} 5
# HELP memed_panics_total Panics recovered in renders and handlers.
# TYPE memed_panics_total counter
memed_panics_total 1
`
	err := testutil.GatherAndCompare(filled(), strings.NewReader(want), "memed_http_requests_total", "memed_output_pixels_total",
		"memed_pool_renders_refused_total", "memed_cache_hits_total", "memed_panics_total")
	if err != nil {
		t.Error(err)
	}
}
