package server

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

const (
	// readHeaderTimeout is how long a client may take to send a request's header: ample, and short enough that idle attackers go.
	readHeaderTimeout = 10 * time.Second
	// idleTimeout is how long a connection may wait for its next request: longer than load balancers do, so that they hang up first.
	idleTimeout = 2 * time.Minute
	// sendTime is what a slow client gets to read its answer, on top of the request timeout.
	sendTime = 30 * time.Second
	// maxHeader bounds a request's header. The largest caption request in a query string has about 52 kB.
	maxHeader = 64 << 10
)

// Serving says how a server uses its listener.
type Serving struct {
	// TLS makes it HTTPS and HTTP/2; nil leaves it cleartext HTTP/1.1 and h2c.
	TLS *tls.Config
	// ShutdownTimeout is how long accepted requests may take once the server is told to stop.
	ShutdownTimeout time.Duration
}

// Serve answers requests on l until stop ends, then delivers what it has accepted, and returns nil. It returns an error when l fails, and
// when requests are left after the shutdown timeout or at the end of abort.
func (s *Server) Serve(stop, abort context.Context, l net.Listener, how Serving) error {
	hs := s.httpServer(how)
	failed := make(chan error, 1)
	go func() {
		if how.TLS != nil {
			failed <- hs.ServeTLS(l, "", "")
		} else {
			failed <- hs.Serve(l)
		}
	}()
	select {
	case err := <-failed:
		return err
	case <-stop.Done():
	}
	s.Drain()
	s.parts.Log.Info("draining", "pool", s.parts.Pool.Stats())
	limit, cancel := context.WithTimeout(abort, how.ShutdownTimeout)
	defer cancel()
	if err := hs.Shutdown(limit); err != nil {
		_ = hs.Close()
		if abort.Err() != nil {
			return errors.New("stopped at once, with requests unanswered")
		}
		return fmt.Errorf("stopped after %v, with requests unanswered", how.ShutdownTimeout)
	}
	return nil
}

func (s *Server) httpServer(how Serving) *http.Server {
	hs := &http.Server{
		Handler:           s,
		TLSConfig:         how.TLS,
		ReadHeaderTimeout: readHeaderTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          slog.NewLogLogger(s.parts.Log.Handler(), slog.LevelDebug),
		Protocols:         new(http.Protocols),
	}
	hs.Protocols.SetHTTP1(true)
	hs.Protocols.SetHTTP2(how.TLS != nil)
	hs.Protocols.SetUnencryptedHTTP2(how.TLS == nil)
	if s.config.RequestTimeout > 0 {
		hs.WriteTimeout = s.config.RequestTimeout + sendTime
	}
	return hs
}
