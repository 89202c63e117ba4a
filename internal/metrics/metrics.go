// Package metrics measures memed for Prometheus.
//
// Everything lives on a registry that is passed in, and every label has a small fixed set of values: a route's pattern, never a path or
// a template's id. Durations are histograms with classic buckets and, for scrapers that ask for them, native ones.
package metrics

import (
	"runtime"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/render"
)

// durationBuckets reach from a cache hit to the default timeout, in seconds.
var durationBuckets = []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}

// nativeFactor is the growth from one native bucket to the next: about 4 % error for a quantile.
const nativeFactor = 1.1

// Metrics are the counters that requests and renders raise. They are safe for concurrent use.
type Metrics struct {
	requests *prometheus.CounterVec
	duration *prometheus.HistogramVec
	stages   map[render.Stage]prometheus.Observer
	timeouts prometheus.Counter
	panics   prometheus.Counter
	bytes    *prometheus.CounterVec
	pixels   *prometheus.CounterVec
	missing  prometheus.Counter
}

// New registers the metrics on registry, with those of the Go runtime and the process. version is memed's own.
func New(registry prometheus.Registerer, version string) *Metrics {
	m := &Metrics{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "memed_http_requests_total", Help: "Requests answered, by route, method and status.",
		}, []string{"route", "method", "code"}),
		duration: histogram("memed_http_request_duration_seconds", "Time from a request's arrival to the end of its answer.", "route", "method"),
		stages:   make(map[render.Stage]prometheus.Observer),
		timeouts: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "memed_http_requests_timed_out_total", Help: "Requests whose deadline passed before they were answered.",
		}),
		panics: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "memed_panics_total", Help: "Panics recovered in renders and handlers.",
		}),
		bytes: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "memed_output_bytes_total", Help: "Bytes of pictures sent, by format.",
		}, []string{"format"}),
		pixels: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "memed_output_pixels_total", Help: "Pixels of pictures sent, of all frames, by format.",
		}, []string{"format"}),
	}
	m.missing = prometheus.NewCounter(prometheus.CounterOpts{
		Name: "memed_output_missing_glyphs_total", Help: "Characters that no font has, drawn as boxes in pictures sent.",
	})
	stages := histogram("memed_render_stage_duration_seconds", "Time that renders spend in each stage: queue, template, typeset and print.", "stage")
	for _, stage := range render.Stages {
		m.stages[stage] = stages.WithLabelValues(string(stage))
	}
	for _, format := range caption.Formats {
		m.bytes.WithLabelValues(string(format))
		m.pixels.WithLabelValues(string(format))
	}
	info := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "memed_build_info", Help: "Always 1; the labels tell what is running.",
		ConstLabels: prometheus.Labels{"version": version, "goversion": runtime.Version()},
	})
	info.Set(1)
	registry.MustRegister(
		m.requests, m.duration, stages, m.timeouts, m.panics, m.bytes, m.pixels, m.missing, info,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	return m
}

func histogram(name, help string, labels ...string) *prometheus.HistogramVec {
	return prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: name, Help: help, Buckets: durationBuckets,
		NativeHistogramBucketFactor: nativeFactor, NativeHistogramMaxBucketNumber: 160, NativeHistogramMinResetDuration: time.Hour,
	}, labels)
}

// Request counts an answered request. route is the pattern that matched it, or empty.
func (m *Metrics) Request(route, method string, status int, took time.Duration) {
	if route == "" {
		route = "unmatched"
	}
	method = knownMethod(method)
	m.requests.WithLabelValues(route, method, strconv.Itoa(status)).Inc()
	m.duration.WithLabelValues(route, method).Observe(took.Seconds())
}

// knownMethod keeps methods that a client made up out of the labels.
func knownMethod(method string) string {
	switch method {
	case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE":
		return method
	}
	return "other"
}

// Stage counts a stage of a render.
func (m *Metrics) Stage(stage render.Stage, took time.Duration) {
	m.stages[stage].Observe(took.Seconds())
}

// Output counts a picture that is sent.
func (m *Metrics) Output(o *render.Output) {
	m.bytes.WithLabelValues(string(o.Format)).Add(float64(len(o.Body)))
	m.pixels.WithLabelValues(string(o.Format)).Add(float64(o.Pixels))
	m.missing.Add(float64(len(o.Missing)))
}

// Timeout counts a request whose deadline passed.
func (m *Metrics) Timeout() { m.timeouts.Inc() }

// Panic counts a recovered panic.
func (m *Metrics) Panic() { m.panics.Inc() }
