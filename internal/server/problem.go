package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"github.com/memed/memed/internal/fault"
)

// handler answers a request, or returns an error before it has written anything.
type handler func(http.ResponseWriter, *http.Request) error

func (s *Server) handle(h handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			s.fail(w, r, err)
		}
	}
}

// problem is an RFC 9457 problem. Error repeats Detail for clients of the Rust meme server.
type problem struct {
	Type      string `json:"type"`
	Title     string `json:"title"`
	Status    int    `json:"status"`
	Detail    string `json:"detail"`
	Error     string `json:"error"`
	RequestID string `json:"request_id"`
}

// statuses maps each kind of fault to its status.
var statuses = map[fault.Kind]int{
	fault.Internal:         http.StatusInternalServerError,
	fault.Invalid:          http.StatusBadRequest,
	fault.NotFound:         http.StatusNotFound,
	fault.NotAllowed:       http.StatusMethodNotAllowed,
	fault.NotAcceptable:    http.StatusNotAcceptable,
	fault.TooLarge:         http.StatusRequestEntityTooLarge,
	fault.UnsupportedMedia: http.StatusUnsupportedMediaType,
	fault.Busy:             http.StatusTooManyRequests,
	fault.Unavailable:      http.StatusServiceUnavailable,
	fault.Timeout:          http.StatusServiceUnavailable,
}

// fail turns an error into a response, and logs what an operator has to know.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	f := s.classify(r, err)
	if f.Kind == fault.Canceled {
		return // nobody is there to read an answer; the access log tells
	}
	status := statuses[f.Kind]
	if f.Kind == fault.Internal {
		s.parts.Log.Error("request failed", "request_id", requestID(r.Context()), "path", r.URL.Path, "error", err)
	}
	h := w.Header()
	if f.RetryAfter > 0 || f.Kind == fault.Busy {
		h.Set("Retry-After", strconv.Itoa(max(1, int(math.Ceil(f.RetryAfter.Seconds())))))
	}
	if f.Kind == fault.Unavailable {
		h.Set("Connection", "close")
	}
	for _, name := range []string{"ETag", "Vary", "Content-Length"} {
		h.Del(name)
	}
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Type", "application/problem+json")
	writeBody(w, status, problem{
		Type: "about:blank", Title: http.StatusText(status), Status: status,
		Detail: f.Detail(), Error: f.Detail(), RequestID: requestID(r.Context()),
	})
}

// classify finds the fault in err. Whatever is none is a defect, of which the client learns nothing.
func (s *Server) classify(r *http.Request, err error) *fault.Error {
	var p *fault.Panic
	if errors.As(err, &p) && p.FirstReport() {
		s.parts.Metrics.Panic()
		s.parts.Log.Error("panic", "request_id", requestID(r.Context()), "path", r.URL.Path, "value", p.Value, "stack", string(p.Stack))
	}
	if f := fault.As(err); f != nil {
		return f
	}
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		s.parts.Metrics.Timeout()
		return &fault.Error{Kind: fault.Timeout, Message: "the request was not finished within " + s.config.RequestTimeout.String(), RetryAfter: time.Second}
	case errors.Is(err, context.Canceled):
		return &fault.Error{Kind: fault.Canceled, Err: err}
	}
	return &fault.Error{Kind: fault.Internal, Message: "an internal error occurred; its report carries this request's id", Err: err}
}

func notFound(_ http.ResponseWriter, r *http.Request) error {
	return fault.NotFoundf("", "there is no %s here; see /openapi.yaml for what there is", r.URL.Path)
}

func methodNotAllowed(w http.ResponseWriter, r *http.Request) error {
	var allowed []string
	routes := chi.RouteContext(r.Context()).Routes
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		if routes.Match(chi.NewRouteContext(), method, r.URL.Path) {
			allowed = append(allowed, method)
			if method == http.MethodGet {
				allowed = append(allowed, http.MethodHead)
			}
		}
	}
	list := strings.Join(allowed, ", ")
	w.Header().Set("Allow", list)
	return &fault.Error{Kind: fault.NotAllowed, Message: r.Method + " is not allowed here; allowed are " + list}
}

// writeJSON answers with v.
func writeJSON(w http.ResponseWriter, v any) error {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-cache")
	writeBody(w, http.StatusOK, v)
	return nil
}

// writeBody sends v as JSON, with its length so that HEAD tells it as well. Only plain data is passed, which always encodes, and
// a client that does not read is not the server's problem.
func writeBody(w http.ResponseWriter, status int, v any) {
	var body bytes.Buffer
	encoder := json.NewEncoder(&body)
	encoder.SetEscapeHTML(false) // for the & of URLs; nosniff and the type keep it from being taken for HTML
	if err := encoder.Encode(v); err != nil {
		panic(err)
	}
	w.Header().Set("Content-Length", strconv.Itoa(body.Len()))
	w.WriteHeader(status)
	_, _ = w.Write(body.Bytes())
}
