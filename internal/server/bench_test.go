package server

import (
	"bufio"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"strconv"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/memed/memed/fonts"
	"github.com/memed/memed/internal/metrics"
	"github.com/memed/memed/internal/pool"
	"github.com/memed/memed/internal/render"
	"github.com/memed/memed/internal/templates"
)

// BenchmarkServe asks for captions over a connection that is kept, of a client that does no more than it must: for the same one again, which shows what HTTP
// costs, for one that is not modified, and for new ones.
func BenchmarkServe(b *testing.B) {
	handler := newBenchServer(b)
	s := httptest.NewServer(handler)
	defer s.Close()
	const target = "/caption?template=thinker&bottom_text=Why+on+earth+not%%3F&top_text=Need+meme+%d"
	for name, request := range map[string]func(n int) string{
		"cached": func(int) string { return fmt.Sprintf(target, 1) },
		"new":    func(n int) string { return fmt.Sprintf(target, n+2) },
	} {
		b.Run(name, func(b *testing.B) {
			c := dial(b, s.Listener.Addr().String())
			c.get(b, request(0))
			b.ReportAllocs()
			for n := 0; b.Loop(); n++ {
				c.get(b, request(n))
			}
		})
	}
}

func newBenchServer(b *testing.B) *Server {
	b.Helper()
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	store, err := templates.Open(templates.Config{MaxPixels: 32_000_000}, log)
	if err != nil {
		b.Fatal(err)
	}
	library, err := fonts.Open(fonts.Config{CacheBytes: 32 << 20}, log)
	if err != nil {
		b.Fatal(err)
	}
	registry := prometheus.NewRegistry()
	measured := metrics.New(registry, "test")
	workers := pool.New(pool.Config{Workers: 1, Queue: 64})
	config := render.Config{Quality: 85, TemplateCache: 256 << 20, OutputCache: 64 << 20}
	return New(Config{RequestTimeout: 10 * time.Second, MaxAge: 24 * time.Hour}, Parts{
		Renderer: render.New(config, render.Parts{Templates: store, Fonts: library, Pool: workers, Observe: measured.Stage}),
		Pool:     workers, Templates: store, Fonts: library, Metrics: measured, Gatherer: registry, Log: log,
	})
}

// client is one connection that is kept.
type client struct {
	net.Conn
	in *textproto.Reader
}

func dial(b *testing.B, address string) *client {
	b.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { conn.Close() })
	return &client{conn, textproto.NewReader(bufio.NewReaderSize(conn, 256<<10))}
}

func (c *client) get(b *testing.B, target string) {
	if _, err := fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: memed\r\nAccept: */*\r\nUser-Agent: bench\r\n\r\n", target); err != nil {
		b.Fatal(err)
	}
	status, err := c.in.ReadLine()
	if err != nil || status != "HTTP/1.1 200 OK" {
		b.Fatal(status, err)
	}
	header, err := c.in.ReadMIMEHeader()
	if err != nil {
		b.Fatal(err)
	}
	length, err := strconv.Atoi(http.Header(header).Get("Content-Length"))
	if err != nil {
		b.Fatal(err)
	}
	if _, err := c.in.R.Discard(length); err != nil {
		b.Fatal(err)
	}
}
