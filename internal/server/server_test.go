package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/memed/memed/fonts"
	"github.com/memed/memed/internal/fault"
	"github.com/memed/memed/internal/metrics"
	"github.com/memed/memed/internal/pool"
	"github.com/memed/memed/internal/render"
	"github.com/memed/memed/internal/templates"
)

// fixture is a server with its parts at hand. What it does over the network is tested with the whole program, in cmd/memed.
type fixture struct {
	*Server
	pool *pool.Pool
	log  bytes.Buffer
}

func newFixture(t *testing.T, config Config) *fixture {
	t.Helper()
	f := &fixture{pool: pool.New(pool.Config{Workers: 1, Queue: 1})}
	log := slog.New(slog.NewTextHandler(&f.log, nil))
	store, err := templates.Open(templates.Config{MaxPixels: 32_000_000}, log)
	if err != nil {
		t.Fatal(err)
	}
	library, err := fonts.Open(fonts.Config{CacheBytes: 1 << 20}, log)
	if err != nil {
		t.Fatal(err)
	}
	registry := prometheus.NewRegistry()
	f.Server = New(config, Parts{
		Renderer: render.New(render.Config{Quality: 85}, render.Parts{Templates: store, Fonts: library, Pool: f.pool}),
		Pool:     f.pool, Templates: store, Fonts: library,
		Metrics: metrics.New(registry, "test"), Gatherer: registry, Log: log,
	})
	return f
}

func (f *fixture) get(path string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	f.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w
}

func detail(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	var p problem
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
		t.Fatalf("status %d: %v: %s", w.Code, err, w.Body)
	}
	return p.Detail
}

func TestStatusOfFaults(t *testing.T) {
	f := newFixture(t, Config{RequestTimeout: time.Second})
	tests := []struct {
		name   string
		err    error
		status int
		retry  string
		detail string
	}{
		{"invalid", fault.Invalidf("width", "must be small"), 400, "", "width: must be small"},
		{"not found", fault.NotFoundf("", "none"), 404, "", "none"},
		{"busy", &fault.Error{Kind: fault.Busy, Message: "full", RetryAfter: 1500 * time.Millisecond}, 429, "2", "full"},
		{"busy, but not for long", &fault.Error{Kind: fault.Busy, Message: "full"}, 429, "1", "full"},
		{"unavailable", &fault.Error{Kind: fault.Unavailable, Message: "bye", RetryAfter: time.Second}, 503, "1", "bye"},
		{"deadline", context.DeadlineExceeded, 503, "1", "the request was not finished within 1s"},
		{"defect", errors.New("/etc/secret is broken"), 500, "", "an internal error occurred"},
		{"fault with a cause", &fault.Error{Message: "template x cannot be read", Err: errors.New("/srv/x.jpg")}, 500, "", "template x cannot be read"},
		{"panic", &fault.Panic{Value: "secret", Stack: []byte("stack")}, 500, "", "an internal error occurred"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := httptest.NewRecorder()
			f.handle(func(http.ResponseWriter, *http.Request) error { return test.err })(w, httptest.NewRequest(http.MethodGet, "/", nil))
			if w.Code != test.status || w.Header().Get("Retry-After") != test.retry || w.Header().Get("Cache-Control") != "no-store" {
				t.Errorf("status %d, %v", w.Code, w.Header())
			}
			if got := detail(t, w); !strings.HasPrefix(got, test.detail) || strings.Contains(w.Body.String(), "secret") || strings.Contains(got, "/srv") {
				t.Errorf("detail %q", got)
			}
		})
	}
}

func TestPanicIsLoggedOnceAndAnswered(t *testing.T) {
	f := newFixture(t, Config{})
	shared := &fault.Panic{Value: "boom", Stack: []byte("the stack")}
	for range 2 { // two requests that waited for one render
		w := httptest.NewRecorder()
		f.handle(func(http.ResponseWriter, *http.Request) error { return shared })(w, httptest.NewRequest(http.MethodGet, "/caption", nil))
		if w.Code != http.StatusInternalServerError {
			t.Errorf("status %d", w.Code)
		}
	}
	if n := strings.Count(f.log.String(), "the stack"); n != 1 {
		t.Errorf("the stack was logged %d times", n)
	}
	w := f.get("/metrics")
	if !strings.Contains(w.Body.String(), "memed_panics_total 1\n") {
		t.Error("the panic was not counted once")
	}
}

func TestPanicOfAHandler(t *testing.T) {
	f := newFixture(t, Config{})
	h := identify(f.recover(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("boom") })))
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
	if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "boom") {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
	if id := w.Header().Get(requestIDHeader); id == "" || !strings.Contains(f.log.String(), id) || !strings.Contains(f.log.String(), "server_test.go") {
		t.Errorf("the log has not the request's id %s and the stack:\n%s", id, &f.log)
	}
}

func TestReadiness(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFixture(t, Config{RequestTimeout: 20 * time.Second})
		if w := f.get("/readyz"); w.Code != http.StatusOK {
			t.Errorf("idle: status %d", w.Code)
		}
		stuck := make(chan struct{})
		done := make(chan struct{})
		go func() {
			defer close(done)
			_ = f.pool.Do(t.Context(), pool.Job{}, func(context.Context) error { <-stuck; return nil })
		}()
		time.Sleep(59 * time.Second)
		if w := f.get("/readyz"); w.Code != http.StatusOK {
			t.Errorf("busy for less than three timeouts: status %d", w.Code)
		}
		time.Sleep(2 * time.Second)
		if w := f.get("/readyz"); w.Code != http.StatusServiceUnavailable || !strings.Contains(detail(t, w), "progress") {
			t.Errorf("stuck: status %d: %s", w.Code, w.Body)
		}
		if w := f.get("/healthz"); w.Code != http.StatusOK {
			t.Errorf("health while stuck: status %d", w.Code)
		}
		close(stuck)
		<-done
		if w := f.get("/readyz"); w.Code != http.StatusOK {
			t.Errorf("recovered: status %d", w.Code)
		}
		f.Drain()
		if w := f.get("/readyz"); w.Code != http.StatusServiceUnavailable || !strings.Contains(detail(t, w), "shutting down") {
			t.Errorf("draining: status %d: %s", w.Code, w.Body)
		}
		w := f.get("/caption?template=thinker&width=32")
		if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" || w.Header().Get("Connection") != "close" {
			t.Errorf("a new render while draining: status %d, %v", w.Code, w.Header())
		}
	})
}

func TestDeadlineWhileQueued(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFixture(t, Config{RequestTimeout: 5 * time.Second})
		release := make(chan struct{})
		go func() {
			_ = f.pool.Do(t.Context(), pool.Job{}, func(context.Context) error { <-release; return nil })
		}()
		synctest.Wait()
		begin := time.Now()
		w := f.get("/caption?template=thinker&width=32")
		if w.Code != http.StatusServiceUnavailable || time.Since(begin) != 5*time.Second {
			t.Errorf("status %d after %v: %s", w.Code, time.Since(begin), w.Body)
		}
		close(release)
	})
}

func TestAcceptedWeights(t *testing.T) {
	tests := []struct {
		header    string
		jpeg, gif float64
	}{
		{"image/jpeg", 1, 0},
		{"image/*;q=0.5", .5, .5},
		{"*/*;q=0.1, image/gif", .1, 1},
		{"image/gif;q=0, image/*", 1, 0},
		{"IMAGE/JPEG", 1, 0},
		{"image/jpeg;q=2, image/gif", 0, 1},
		{"nonsense/, image/gif", 0, 1},
	}
	for _, test := range tests {
		prefer := preference([]string{test.header})
		if got := [2]float64{prefer("jpeg"), prefer("gif")}; got != [2]float64{test.jpeg, test.gif} {
			t.Errorf("%s: %v", test.header, got)
		}
	}
	if preference(nil) != nil || preference([]string{""}) != nil {
		t.Error("no header should mean no preference")
	}
}

func TestOrigins(t *testing.T) {
	for origin, ok := range map[string]bool{
		"*": true, "https://example.org": true, "http://localhost:8080": true, "https://[::1]:1": true,
		"example.org": false, "https://example.org/": false, "https://example.org/path": false, "ftp://example.org": false, "https://u@example.org": false, "": false,
	} {
		if err := (Config{CORSOrigins: []string{origin}}).Validate(); (err == nil) != ok {
			t.Errorf("%q: %v", origin, err)
		}
	}
}

func TestSlowBodyMeetsTheDeadline(t *testing.T) {
	f := newFixture(t, Config{RequestTimeout: 50 * time.Millisecond})
	s := httptest.NewServer(f)
	defer s.Close()
	body, stuck := io.Pipe()
	defer stuck.Close()
	response, err := http.Post(s.URL+"/caption", "application/json", body)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("status %d", response.StatusCode)
	}
}
