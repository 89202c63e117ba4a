package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"runtime/debug"
	"syscall"

	"github.com/KimMachineGun/automemlimit/memlimit"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/memed/memed/fonts"
	"github.com/memed/memed/internal/cache"
	"github.com/memed/memed/internal/metrics"
	"github.com/memed/memed/internal/pool"
	"github.com/memed/memed/internal/render"
	"github.com/memed/memed/internal/server"
	"github.com/memed/memed/internal/templates"
)

// buildVersion is set by the linker.
var buildVersion string

// version is that of a release build, or what the Go tool knows of the module.
func version() string {
	if buildVersion != "" {
		return buildVersion
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

// serve listens, builds the parts of the program, and answers requests until stop ends.
func serve(stop, abort context.Context, c config, log *slog.Logger) error {
	limitMemory(log)
	listener, err := listen(c.listen)
	if err != nil {
		return err
	}
	defer listener.Close()

	store, err := templates.Open(c.templates, log)
	if err != nil {
		return err
	}
	library, err := fonts.Open(c.fonts, log)
	if err != nil {
		return err
	}
	registry := prometheus.NewRegistry()
	measured := metrics.New(registry, version())
	workers := pool.New(c.pool)
	renderer := render.New(c.render, render.Parts{Templates: store, Fonts: library, Pool: workers, Observe: measured.Stage})
	metrics.Collect(registry, metrics.Sources{
		Pool: workers.Stats,
		Caches: map[string]func() cache.Stats{
			"template": func() cache.Stats { return renderer.Stats().Templates },
			"font":     library.Stats,
			"glyph":    func() cache.Stats { return renderer.Stats().Glyphs },
			"output":   func() cache.Stats { return renderer.Stats().Outputs },
		},
	})
	if err := preload(stop, c, renderer, library, log); err != nil {
		return nil // told to stop before there was anything to finish
	}
	s := server.New(c.server, server.Parts{
		Renderer: renderer, Pool: workers, Templates: store, Fonts: library,
		Metrics: measured, Gatherer: registry, Log: log,
	})
	log.Info("listening", "address", listener.Addr().String(), "version", version(),
		"templates", len(store.List()), "fonts", len(library.List()), "workers", c.pool.Workers, "queue", c.pool.Queue)
	if err := s.Serve(stop, abort, listener, c.serving); err != nil {
		return err
	}
	log.Info("stopped")
	return nil
}

// limitMemory makes the collector heed the container's memory limit, unless GOMEMLIMIT is set.
func limitMemory(log *slog.Logger) {
	if limit, err := memlimit.Set(); err == nil && limit > 0 {
		log.Debug("memory limit", "bytes", limit)
	}
}

func listen(address string) (net.Listener, error) {
	l, err := net.Listen("tcp", address)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("--listen: %s is already in use", address)
	}
	if err != nil {
		return nil, fmt.Errorf("--listen: %w", err)
	}
	return l, nil
}

// preload loads what was asked for before the first request. It returns an error only when stop ends.
func preload(stop context.Context, c config, r *render.Renderer, library *fonts.Library, log *slog.Logger) error {
	if c.preloadFonts {
		for _, f := range library.List() {
			if _, err := library.Load(stop, f); err != nil && stop.Err() == nil {
				log.Warn("font not preloaded", "font", f.ID, "error", err)
			}
		}
	}
	if c.preloadTemplates {
		if err := r.PreloadTemplates(stop, log); err != nil {
			return err
		}
	}
	return stop.Err()
}
