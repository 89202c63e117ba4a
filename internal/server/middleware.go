package server

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"github.com/memed/memed/internal/fault"
)

const requestIDHeader = "X-Request-Id"

// clientRequestID is what a client may call its request: enough for the usual identifiers, and harmless in a log.
var clientRequestID = regexp.MustCompile(`^[A-Za-z0-9._:-]{1,64}$`)

type requestIDKey struct{}

// identify gives each request an id, the client's own if it has a fit one, and names it in the response.
func identify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := r.Header.Get(requestIDHeader)
		if !clientRequestID.MatchString(id) {
			id = rand.Text()
		}
		w.Header().Set(requestIDHeader, id)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), requestIDKey{}, id)))
	})
}

func requestID(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey{}).(string)
	return id
}

// statusClientLeft is what the log and the metrics show for a request whose client did not wait: nginx's 499.
const statusClientLeft = 499

// observe measures each request and writes the access log. Probes and scrapes are left out of that, as they would drown the rest, and
// clients that left are no more than a debug message.
func (s *Server) observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		ww := middleware.NewWrapResponseWriter(w, r.ProtoMajor)
		next.ServeHTTP(ww, r)
		took := time.Since(start)
		status := ww.Status()
		if status == 0 {
			status = http.StatusOK
			if r.Context().Err() != nil {
				status = statusClientLeft
			}
		}
		route := chi.RouteContext(r.Context()).RoutePattern()
		s.parts.Metrics.Request(route, r.Method, status, took)
		s.parts.Log.Log(r.Context(), accessLevel(route, status), "request",
			"request_id", requestID(r.Context()), "method", r.Method, "path", r.URL.Path, "status", status,
			"bytes", ww.BytesWritten(), "took", took, "remote", r.RemoteAddr)
	})
}

// levelNever is below every level that can be set.
const levelNever = slog.LevelDebug - 1

func accessLevel(route string, status int) slog.Level {
	switch {
	case route == "/healthz", route == "/readyz", route == "/metrics":
		return levelNever
	case status == statusClientLeft:
		return slog.LevelDebug
	default:
		return slog.LevelInfo
	}
}

// recover answers a panic of a handler with 500. Those of renders come as errors.
func (s *Server) recover(next http.Handler) http.Handler {
	return s.handle(func(w http.ResponseWriter, r *http.Request) (err error) {
		defer func() {
			if err == nil {
				return
			}
			if p, ok := err.(*fault.Panic); ok && p.Value == http.ErrAbortHandler {
				panic(http.ErrAbortHandler) // net/http knows what to do
			}
		}()
		defer fault.Recover(&err)
		next.ServeHTTP(w, r)
		return nil
	})
}

// limitTime ends the request's context at its deadline.
func (s *Server) limitTime(next http.Handler) http.Handler {
	if s.config.RequestTimeout == 0 {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), s.config.RequestTimeout)
		defer cancel()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// validateOrigin checks what an operator gives as an origin: "*", or scheme, host and port.
func validateOrigin(origin string) error {
	if origin == "*" {
		return nil
	}
	u, err := url.Parse(origin)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") || origin != u.Scheme+"://"+u.Host {
		return &fault.Error{Message: origin + ` is not an origin; it must be like "https://example.org", or "*" for all`}
	}
	return nil
}
