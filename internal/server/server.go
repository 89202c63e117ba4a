// Package server is memed over HTTP: routes, middleware, and the one place where faults become responses.
//
// It is the only package that knows HTTP. Handlers return errors; problem.go turns them into application/problem+json. Health, metrics,
// cached pictures and conditional requests never wait for a render.
package server

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/rs/cors"

	"github.com/memed/memed/fonts"
	"github.com/memed/memed/internal/metrics"
	"github.com/memed/memed/internal/pool"
	"github.com/memed/memed/internal/render"
	"github.com/memed/memed/internal/templates"
)

// Config sets how the server treats requests and responses.
type Config struct {
	// RequestTimeout bounds each request from its arrival, waiting included; 0 means no bound.
	RequestTimeout time.Duration
	// MaxAge is how long clients and proxies may keep a picture.
	MaxAge time.Duration
	// CORSOrigins are the origins whose pages may read responses; "*" stands for all, and none means that CORS is off.
	CORSOrigins []string
}

// Validate reports every value that is out of its range, naming its flag.
func (c Config) Validate() error {
	var faults []error
	if c.RequestTimeout < 0 {
		faults = append(faults, fmt.Errorf("--request-timeout: %v is not allowed, it must be 0 (none) or more", c.RequestTimeout))
	}
	if c.MaxAge < 0 {
		faults = append(faults, fmt.Errorf("--max-age: %v is not allowed, it must be 0 or more", c.MaxAge))
	}
	for _, origin := range c.CORSOrigins {
		if err := validateOrigin(origin); err != nil {
			faults = append(faults, fmt.Errorf("--cors-origin: %w", err))
		}
	}
	return errors.Join(faults...)
}

// Parts are what a server works with.
type Parts struct {
	Renderer  *render.Renderer
	Pool      *pool.Pool
	Templates *templates.Store
	Fonts     *fonts.Library
	Metrics   *metrics.Metrics
	Gatherer  prometheus.Gatherer
	Log       *slog.Logger
}

// Server answers requests. It is safe for concurrent use.
type Server struct {
	config   Config
	parts    Parts
	handler  http.Handler
	draining atomic.Bool
}

// New returns a server. The configuration must be valid.
func New(config Config, parts Parts) *Server {
	s := &Server{config: config, parts: parts}
	s.handler = s.routes()
	return s
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Drain makes the server refuse new renders and report that it is not ready. What it has accepted it still delivers.
func (s *Server) Drain() {
	s.draining.Store(true)
	s.parts.Pool.Drain()
}

func (s *Server) routes() http.Handler {
	r := chi.NewRouter()
	r.Use(identify, s.observe, s.recover, s.limitTime)
	if len(s.config.CORSOrigins) > 0 {
		r.Use(s.cors().Handler)
	}
	r.Use(middleware.GetHead)
	r.NotFound(s.handle(notFound))
	r.MethodNotAllowed(s.handle(methodNotAllowed))

	r.Get("/", s.handle(s.page))
	r.Get("/caption", s.handle(s.captionByQuery))
	r.Post("/caption", s.handle(s.captionByBody))
	r.Get("/templates", s.handle(s.listTemplates))
	r.Get("/templates/{id}", s.handle(s.getTemplate))
	r.Get("/fonts", s.handle(s.listFonts))
	r.Get("/fonts/{id}", s.handle(s.getFont))
	r.Get("/stats", s.handle(s.stats))
	r.Get("/healthz", s.handle(s.healthy))
	r.Get("/readyz", s.handle(s.ready))
	r.Get("/openapi.yaml", s.handle(openAPI))
	r.Method(http.MethodGet, "/metrics", promhttp.HandlerFor(s.parts.Gatherer, promhttp.HandlerOpts{EnableOpenMetrics: true}))
	return r
}

func (s *Server) cors() *cors.Cors {
	return cors.New(cors.Options{
		AllowedOrigins: s.config.CORSOrigins,
		AllowedMethods: []string{http.MethodGet, http.MethodHead, http.MethodPost},
		AllowedHeaders: []string{"Content-Type", "If-None-Match", requestIDHeader},
		ExposedHeaders: []string{"ETag", "Retry-After", missingHeader, requestIDHeader},
	})
}
