package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"net/http/httptrace"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/memed/memed/internal/testtool"
)

// heavy asks for a picture that takes a while; n makes it another one each time.
func heavy(n int) string {
	return fmt.Sprintf("/caption?template=burning-room&format=webp&width=200&top_text=heavy+%d", n)
}

// light asks for one that does not.
func light(n int) string {
	return fmt.Sprintf("/caption?template=thinker&width=320&top_text=light+%d", n)
}

// patient is a client that never gives up before the tests do, with a connection for everybody.
func patient(t testing.TB) *http.Client {
	transport := &http.Transport{MaxIdleConnsPerHost: 256}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport, Timeout: 4 * patience}
}

// waitUntil waits for a state of the running program.
func (p *program) waitUntil(what string, reached func(busy, queued int) bool) {
	p.t.Helper()
	for begin := time.Now(); time.Since(begin) < patience; time.Sleep(time.Millisecond) {
		s := decode[struct {
			Pool struct{ Busy, Queued int }
		}](p.t, p.get("/stats"))
		if reached(s.Pool.Busy, s.Pool.Queued) {
			return
		}
	}
	p.t.Fatalf("never saw %s", what)
}

func TestStopDeliversWhatWasAccepted(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		t.Run(signal.String(), func(t *testing.T) {
			p := start(t, "--render-workers", "1", "--queue", "8", "--request-timeout", "0", "--shutdown-timeout", "2m")
			client := patient(t)
			var wg sync.WaitGroup
			for n := range 3 {
				wg.Go(func() {
					a, err := p.try(t.Context(), client, http.MethodGet, heavy(n), nil, "")
					if err != nil || a.StatusCode != http.StatusOK {
						t.Errorf("request %d: %v, %v", n, a.Response, err)
					}
				})
			}
			p.waitUntil("one render at work and two queued", func(busy, queued int) bool { return busy == 1 && queued == 2 })
			p.signal(signal)
			wg.Wait()
			if status := p.wait(); status != 0 {
				t.Errorf("exit status %d", status)
			}
			if _, err := net.Dial("tcp", strings.TrimPrefix(p.url, "http://")); err == nil {
				t.Error("something still listens")
			}
		})
	}
}

func TestStopUnderLoadLosesNothing(t *testing.T) {
	p := start(t, "--render-workers", "1", "--queue", "8")
	client := patient(t)
	var answered, refused, gone atomic.Int32
	var wg sync.WaitGroup
	stopped := make(chan struct{})
	busy := make(chan struct{}) // closed once some were answered
	for worker := range 16 {
		wg.Go(func() {
			for n := 0; ; n++ {
				accepted := false
				ctx := httptrace.WithClientTrace(t.Context(), &httptrace.ClientTrace{GotFirstResponseByte: func() { accepted = true }})
				a, err := p.try(ctx, client, http.MethodGet, light(worker*1_000_000+n), nil, "")
				switch {
				case err != nil && accepted:
					t.Errorf("an answer broke off: %v", err)
					return
				case err != nil:
					select {
					case <-stopped:
						gone.Add(1)
					default:
						t.Errorf("before the signal: %v", err)
					}
					return
				case a.StatusCode == http.StatusOK:
					if answered.Add(1) == 20 {
						close(busy)
					}
				case a.StatusCode == http.StatusTooManyRequests || a.StatusCode == http.StatusServiceUnavailable:
					refused.Add(1)
				default:
					t.Errorf("status %d: %s", a.StatusCode, a.body)
				}
			}
		})
	}
	<-busy
	close(stopped)
	p.signal(syscall.SIGTERM)
	wg.Wait()
	if status := p.wait(); status != 0 {
		t.Errorf("exit status %d", status)
	}
	t.Logf("%d answered, %d refused, %d met a closed door", answered.Load(), refused.Load(), gone.Load())
}

func TestSecondSignalStopsAtOnce(t *testing.T) {
	p := start(t, "--render-workers", "1", "--request-timeout", "0", "--shutdown-timeout", "10m")
	var wg sync.WaitGroup
	for n := range 30 {
		wg.Go(func() { _, _ = p.try(t.Context(), patient(t), http.MethodGet, heavy(n), nil, "") })
	}
	p.waitUntil("a render at work", func(busy, _ int) bool { return busy == 1 })
	p.signal(syscall.SIGTERM)
	<-p.draining
	p.signal(syscall.SIGTERM)
	if status := p.wait(); status != 1 {
		t.Errorf("exit status %d, want 1", status)
	}
	wg.Wait()
}

func TestShutdownTimeout(t *testing.T) {
	p := start(t, "--render-workers", "1", "--request-timeout", "0", "--shutdown-timeout", "10ms")
	var wg sync.WaitGroup
	for n := range 30 {
		wg.Go(func() { _, _ = p.try(t.Context(), patient(t), http.MethodGet, heavy(n), nil, "") })
	}
	p.waitUntil("a render at work", func(busy, _ int) bool { return busy == 1 })
	p.signal(syscall.SIGTERM)
	if status := p.wait(); status != 1 {
		t.Errorf("exit status %d, want 1", status)
	}
	wg.Wait()
}

func TestDeadline(t *testing.T) {
	p := start(t, "--render-workers", "1", "--request-timeout", "60ms")
	for n := range 5 {
		a := p.get(heavy(n))
		switch a.StatusCode {
		case http.StatusServiceUnavailable:
			checkProblem(t, a, http.StatusServiceUnavailable, "60ms")
		case http.StatusTooManyRequests:
			checkBusy(t, a)
		default:
			t.Errorf("status %d", a.StatusCode)
		}
	}
	p.waitUntil("the worker free again", func(busy, queued int) bool { return busy == 0 && queued == 0 })
}

func TestDepartedClientStopsTheRender(t *testing.T) {
	p := start(t, "-v", "--render-workers", "1", "--request-timeout", "0")
	ctx, leave := context.WithCancel(t.Context())
	done := make(chan error)
	go func() {
		_, err := p.try(ctx, patient(t), http.MethodGet, heavy(1), nil, "")
		done <- err
	}()
	p.waitUntil("the render at work", func(busy, _ int) bool { return busy == 1 })
	leave()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v", err)
	}
	p.waitUntil("the worker free again", func(busy, _ int) bool { return busy == 0 })
	metrics := string(p.get("/metrics").body)
	if !strings.Contains(metrics, "memed_pool_renders_canceled_total 1") {
		t.Error("the render was not cancelled")
	}
	p.signal(syscall.SIGTERM)
	p.wait()
	if log := p.logged(); !strings.Contains(log, `"status":499`) || strings.Contains(log, `"level":"ERROR"`) {
		t.Errorf("the log should have the departed client as 499, and no error:\n%s", log)
	}
}

func TestOverload(t *testing.T) {
	p := start(t, "--render-workers", "1", "--queue", "8")
	client := patient(t)
	var served, refused atomic.Int32
	var wg sync.WaitGroup
	for worker := range 64 {
		wg.Go(func() {
			for n := range 3 {
				a, err := p.try(t.Context(), client, http.MethodGet, light(worker*1000+n), nil, "")
				if err != nil {
					t.Error(err)
					return
				}
				if a.StatusCode == http.StatusOK {
					served.Add(1)
				} else {
					refused.Add(1)
					checkBusy(t, a)
				}
			}
		})
	}
	wg.Wait()
	if served.Load() < 9 || refused.Load() == 0 {
		t.Errorf("%d served, %d refused", served.Load(), refused.Load())
	}
}

// checkBusy checks a refusal. It may run in any goroutine.
func checkBusy(t testing.TB, a answer) {
	t.Helper()
	seconds, err := strconv.Atoi(a.Header.Get("Retry-After"))
	if a.StatusCode != http.StatusTooManyRequests || err != nil || seconds < 1 || a.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("status %d, %v: %s", a.StatusCode, a.Header, a.body)
	}
}

func TestIdenticalRequestsShareOneRender(t *testing.T) {
	p := start(t, "--render-workers", "1", "--queue", "0", "--request-timeout", "0")
	client := patient(t)
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			if a, err := p.try(t.Context(), client, http.MethodGet, heavy(1), nil, ""); err != nil || a.StatusCode != http.StatusOK {
				t.Errorf("%v, %v", a.Response, err)
			}
		})
	}
	wg.Wait()
	if metrics := string(p.get("/metrics").body); !strings.Contains(metrics, "memed_pool_renders_done_total 1\n") {
		t.Error("there was more than one render")
	}
}

func TestProtocols(t *testing.T) {
	cert, key, pool := certificate(t)
	p := start(t)
	secure := start(t, "--tls-cert", cert, "--tls-key", key)
	secure.url = strings.Replace(secure.url, "http:", "https:", 1)
	for _, test := range []struct {
		name  string
		p     *program
		use   func(*http.Protocols)
		major int
	}{
		{"HTTP/1.1 in the clear", p, func(p *http.Protocols) { p.SetHTTP1(true) }, 1},
		{"HTTP/2 in the clear", p, func(p *http.Protocols) { p.SetUnencryptedHTTP2(true) }, 2},
		{"HTTP/1.1 over TLS", secure, func(p *http.Protocols) { p.SetHTTP1(true) }, 1},
		{"HTTP/2 over TLS", secure, func(p *http.Protocols) { p.SetHTTP2(true) }, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			transport := &http.Transport{Protocols: new(http.Protocols), TLSClientConfig: &tls.Config{RootCAs: pool}}
			test.use(transport.Protocols)
			defer transport.CloseIdleConnections()
			a, err := test.p.try(t.Context(), &http.Client{Transport: transport}, http.MethodGet, light(1), nil, "")
			if err != nil || a.StatusCode != http.StatusOK || a.ProtoMajor != test.major {
				t.Errorf("%v, %v", a.Response, err)
			}
		})
	}
}

// certificate makes one for 127.0.0.1 that signs itself.
func certificate(t *testing.T) (cert, key string, roots *x509.CertPool) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "memed test"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	privateDER, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	certPEM := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	roots = x509.NewCertPool()
	roots.AppendCertsFromPEM(certPEM)
	return writeFile(t, folder, "cert.pem", certPEM),
		writeFile(t, folder, "key.pem", pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: privateDER})), roots
}

func TestMetricsSatisfyPromtool(t *testing.T) {
	promtool := testtool.Path(t, "promtool")
	p := start(t)
	p.caption("template=thinker&width=64")
	p.caption("template=nope")
	check := exec.Command(promtool, "check", "metrics")
	check.Stdin = strings.NewReader(string(p.get("/metrics").body))
	if output, err := check.CombinedOutput(); err != nil || len(output) > 0 {
		t.Errorf("promtool: %v\n%s", err, output)
	}
}
