package main

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/dustin/go-humanize"

	"github.com/memed/memed/fonts"
	"github.com/memed/memed/internal/pool"
	"github.com/memed/memed/internal/render"
	"github.com/memed/memed/internal/server"
	"github.com/memed/memed/internal/templates"
)

// config is the command line as the parts of the program need it.
type config struct {
	listen    string
	templates templates.Config
	fonts     fonts.Config
	pool      pool.Config
	render    render.Config
	server    server.Config
	serving   server.Serving

	preloadTemplates, preloadFonts bool

	logFormat string
	logLevel  slog.Level
}

const defaultPort = "1337"

// config reads the flags' texts and reports all that is wrong with them, each fault naming its flag.
func (f flags) config() (config, error) {
	var r reader
	c := config{
		listen:    r.address("--listen", f.Listen),
		templates: templates.Config{Folders: f.Templates, MaxPixels: r.count("--max-pixels", f.MaxPixels)},
		fonts:     fonts.Config{Folders: f.Fonts, CacheBytes: r.bytes("--font-cache", f.FontCache)},
		pool:      pool.Config{Workers: runtime.GOMAXPROCS(0), Queue: r.integer("--queue", f.Queue)},
		render: render.Config{
			Quality:       r.integer("--jpeg-quality", f.JPEGQuality),
			TemplateCache: r.bytes("--template-cache", f.TemplateCache),
			OutputCache:   r.bytes("--output-cache", f.OutputCache),
		},
		server: server.Config{
			RequestTimeout: r.duration("--request-timeout", f.RequestTimeout),
			MaxAge:         r.duration("--max-age", f.MaxAge),
			CORSOrigins:    f.CORSOrigin,
		},
		serving:   server.Serving{TLS: r.certificate(f.TLSCert, f.TLSKey), ShutdownTimeout: r.duration("--shutdown-timeout", f.ShutdownTimeout)},
		logFormat: r.oneOf("--log-format", f.LogFormat, "text", "json"),
		logLevel:  r.level(f.Verbose, f.Quiet),
	}
	if f.RenderWorkers != "" {
		c.pool.Workers = r.integer("--render-workers", f.RenderWorkers)
	}
	preload := r.oneOf("--preload", f.Preload, "all", "none", "templates", "fonts")
	c.preloadTemplates = preload == "all" || preload == "templates"
	c.preloadFonts = preload == "all" || preload == "fonts"
	return c, r.finish(c.templates.Validate(), c.fonts.Validate(), c.pool.Validate(), c.render.Validate(), c.server.Validate())
}

// logger returns the program's logger.
func (c config) logger(w io.Writer) *slog.Logger {
	options := &slog.HandlerOptions{Level: c.logLevel}
	if c.logFormat == "json" {
		return slog.New(slog.NewJSONHandler(w, options))
	}
	return slog.New(slog.NewTextHandler(w, options))
}

// reader reads values from text and collects what is wrong with them.
type reader struct {
	faults []error
	failed map[string]bool // flags whose text could not be read
}

func (r *reader) fault(flag, format string, args ...any) {
	if r.failed == nil {
		r.failed = make(map[string]bool)
	}
	r.failed[flag] = true
	r.faults = append(r.faults, fmt.Errorf("%s: "+format, append([]any{flag}, args...)...))
}

// finish adds the faults that the parts found in their values, save those that follow from a text that could not be read.
func (r *reader) finish(validated ...error) error {
	for _, err := range validated {
		if err == nil {
			continue
		}
		for _, fault := range unjoin(err) {
			flag, _, _ := strings.Cut(fault.Error(), ":")
			if !r.failed[flag] {
				r.faults = append(r.faults, fault)
			}
		}
	}
	return errors.Join(r.faults...)
}

func (r *reader) integer(flag, text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		r.fault(flag, "%q is not a whole number", text)
	}
	return n
}

func (r *reader) duration(flag, text string) time.Duration {
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 {
		r.fault(flag, "%q is not a duration such as 10s, 1m30s or 0", text)
	}
	return d
}

func (r *reader) bytes(flag, text string) int64 {
	n, err := humanize.ParseBytes(text)
	if err != nil || n > math.MaxInt64 {
		r.fault(flag, "%q is not a size such as 256MiB, 1GB or 0", text)
		return 0
	}
	return int64(n)
}

// count reads a number that may end in k, M or G, for thousands, millions and milliards.
func (r *reader) count(flag, text string) int64 {
	factor := int64(1)
	digits := text
	for suffix, f := range map[string]int64{"k": 1e3, "M": 1e6, "G": 1e9} {
		if number, ok := strings.CutSuffix(text, suffix); ok {
			digits, factor = number, f
		}
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n < 1 || n > math.MaxInt64/factor {
		r.fault(flag, "%q is not a number above 0 such as 32M or 500k", text)
		return 0
	}
	return n * factor
}

func (r *reader) oneOf(flag, text string, allowed ...string) string {
	if !slices.Contains(allowed, text) {
		r.fault(flag, "%q is not one of %s", text, strings.Join(allowed, ", "))
	}
	return text
}

func (r *reader) level(verbose, quiet bool) slog.Level {
	switch {
	case verbose && quiet:
		r.fault("-v", "not together with -q")
	case verbose:
		return slog.LevelDebug
	case quiet:
		return slog.LevelWarn
	}
	return slog.LevelInfo
}

// address reads host:port, :port, host, [v6]:port or a bare v6 address.
func (r *reader) address(flag, text string) string {
	host, port, err := net.SplitHostPort(text)
	if err != nil {
		host, port = strings.Trim(text, "[]"), defaultPort
		if strings.Contains(host, ":") && net.ParseIP(host) == nil || host == "" {
			r.fault(flag, "%q is not an address; it must be host:port, :port, host or [v6]:port", text)
		}
	}
	if _, err := strconv.Atoi(host); err == nil {
		r.fault(flag, `%q is not an address; for a port write ":%s"`, text, host)
	}
	if n, err := strconv.ParseUint(port, 10, 16); err != nil {
		r.fault(flag, "%q is not a port; it must be a number from 0 to 65535", port)
	} else {
		port = strconv.FormatUint(n, 10)
	}
	return net.JoinHostPort(host, port)
}

// certificate loads the key pair, if one is named.
func (r *reader) certificate(cert, key string) *tls.Config {
	switch {
	case cert == "" && key == "":
		return nil
	case cert == "":
		r.fault("--tls-cert", "missing; --tls-key needs it")
		return nil
	case key == "":
		r.fault("--tls-key", "missing; --tls-cert needs it")
		return nil
	}
	pair, err := tls.LoadX509KeyPair(cert, key)
	if err != nil {
		r.fault("--tls-cert, --tls-key", "%v", err)
		return nil
	}
	return &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}
}
