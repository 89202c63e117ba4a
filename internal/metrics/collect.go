package metrics

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/memed/memed/internal/cache"
	"github.com/memed/memed/internal/pool"
)

// Sources tell the state of the parts that keep their own counts.
type Sources struct {
	Pool func() pool.Stats
	// Caches are by the name that their label has.
	Caches map[string]func() cache.Stats
}

// Collect registers metrics that are read from the sources at every scrape.
func Collect(registry prometheus.Registerer, sources Sources) {
	registry.MustRegister(&poolCollector{sources.Pool}, &cacheCollector{sources.Caches})
}

func describe(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc(name, help, labels, nil)
}

var (
	poolWorkers  = describe("memed_pool_workers", "Workers, each for one render at a time.")
	poolBusy     = describe("memed_pool_busy_workers", "Workers at work, those that help others included.")
	poolCapacity = describe("memed_pool_queue_capacity", "Renders that may wait for a worker.")
	poolQueued   = describe("memed_pool_queued", "Renders that wait for a worker.")
	poolDone     = describe("memed_pool_renders_done_total", "Renders that ran to their end, well or not.")
	poolCanceled = describe("memed_pool_renders_canceled_total", "Renders given up, waiting or running, because nobody waited for them any more.")
	poolRefused  = describe("memed_pool_renders_refused_total", "Renders that were not admitted, by reason.", "reason")
)

type poolCollector struct{ stats func() pool.Stats }

// Describe sends what Collect will.
func (c *poolCollector) Describe(ch chan<- *prometheus.Desc) { prometheus.DescribeByCollect(c, ch) }

// Collect sends the state of the pool.
func (c *poolCollector) Collect(ch chan<- prometheus.Metric) {
	s := c.stats()
	gauge(ch, poolWorkers, s.Workers)
	gauge(ch, poolBusy, s.Busy)
	gauge(ch, poolCapacity, s.Capacity)
	gauge(ch, poolQueued, s.Queued)
	counter(ch, poolDone, s.Done)
	counter(ch, poolCanceled, s.Canceled)
	for _, reason := range pool.Reasons {
		counter(ch, poolRefused, s.Refused[reason], string(reason))
	}
}

var (
	cacheCapacity  = describe("memed_cache_capacity_bytes", "Budget of the cache.", "cache")
	cacheBytes     = describe("memed_cache_bytes", "Bytes that the cached values occupy.", "cache")
	cacheEntries   = describe("memed_cache_entries", "Cached values.", "cache")
	cacheHits      = describe("memed_cache_hits_total", "Look-ups that found their value.", "cache")
	cacheMisses    = describe("memed_cache_misses_total", "Look-ups that had to load their value.", "cache")
	cacheJoined    = describe("memed_cache_joined_total", "Look-ups that waited for the load of another.", "cache")
	cacheEvictions = describe("memed_cache_evictions_total", "Values dropped to make room.", "cache")
)

type cacheCollector struct {
	caches map[string]func() cache.Stats
}

// Describe sends what Collect will.
func (c *cacheCollector) Describe(ch chan<- *prometheus.Desc) { prometheus.DescribeByCollect(c, ch) }

// Collect sends the state of each cache.
func (c *cacheCollector) Collect(ch chan<- prometheus.Metric) {
	for name, stats := range c.caches {
		s := stats()
		gauge(ch, cacheCapacity, s.Capacity, name)
		gauge(ch, cacheBytes, s.Size, name)
		gauge(ch, cacheEntries, s.Entries, name)
		counter(ch, cacheHits, s.Hits, name)
		counter(ch, cacheMisses, s.Misses, name)
		counter(ch, cacheJoined, s.Joined, name)
		counter(ch, cacheEvictions, s.Evictions, name)
	}
}

func gauge[N int | int64](ch chan<- prometheus.Metric, d *prometheus.Desc, value N, labels ...string) {
	ch <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, float64(value), labels...)
}

func counter(ch chan<- prometheus.Metric, d *prometheus.Desc, value uint64, labels ...string) {
	ch <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, float64(value), labels...)
}
