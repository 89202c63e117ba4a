package main

import (
	"bytes"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

func writeFile(t testing.TB, folder, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// runToEnd runs the program where it should not get as far as serving.
func runToEnd(t *testing.T, env []string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	c := command(args...)
	c.Env = append(c.Env, env...)
	var out, errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(patience, func() { _ = c.Process.Kill() })
	defer timer.Stop()
	_ = c.Wait()
	return c.ProcessState.ExitCode(), out.String(), errs.String()
}

func TestFaultsAreReportedTogether(t *testing.T) {
	status, _, stderr := runToEnd(t, []string{"MEMED_MAX_PIXELS=many"},
		"--listen", "nonsense:port:again", "--templates", "/does/not/exist", "--fonts", os.Args[0], "--render-workers", "0", "--queue", "-1",
		"--request-timeout", "soon", "--shutdown-timeout", "-1s", "--template-cache", "big", "--font-cache", "1XB", "--output-cache", "-5",
		"--preload", "some", "--jpeg-quality", "101", "--max-age", "x", "--cors-origin", "example.org", "--tls-cert", "only.pem", "--log-format", "xml", "-v", "-q")
	if status != 2 {
		t.Errorf("exit status %d, want 2", status)
	}
	for _, flag := range []string{
		"--listen", "--templates", "--fonts", "--render-workers", "--queue", "--request-timeout", "--shutdown-timeout", "--template-cache", "--font-cache",
		"--output-cache", "--preload", "--jpeg-quality", "--max-pixels", "--max-age", "--cors-origin", "--tls-key", "--log-format", "-v",
	} {
		if n := strings.Count(stderr, "memed: "+flag+":"); n != 1 {
			t.Errorf("%s is named %d times in:\n%s", flag, n, stderr)
		}
	}
}

func TestUsage(t *testing.T) {
	tests := []struct {
		name   string
		args   []string
		status int
		stdout string
		stderr string
	}{
		{"help", []string{"--help"}, 0, "--render-workers", ""},
		{"version", []string{"--version"}, 0, "", ""},
		{"unknown flag", []string{"--colour"}, 2, "", "--colour"},
		{"argument", []string{"serve"}, 2, "", "serve"},
		{"bare port", []string{"--listen", "8080"}, 2, "", `":8080"`},
		{"port too large", []string{"--listen", ":65536"}, 2, "", "0 to 65535"},
		{"missing certificate", []string{"--tls-cert", "/none.pem", "--tls-key", "/none.key"}, 2, "", "--tls-cert"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			status, stdout, stderr := runToEnd(t, nil, test.args...)
			if status != test.status || !strings.Contains(stdout, test.stdout) || !strings.Contains(stderr, test.stderr) {
				t.Errorf("status %d\n%s\n%s", status, stdout, stderr)
			}
			if test.status == 0 && stdout == "" {
				t.Error("nothing was printed")
			}
		})
	}
}

func TestAddressInUse(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	status, _, stderr := runToEnd(t, nil, "--listen", l.Addr().String())
	if status != 1 || strings.Count(stderr, "\n") != 1 || !strings.Contains(stderr, "already in use") {
		t.Errorf("status %d: %s", status, stderr)
	}
}

func TestAddresses(t *testing.T) {
	for given, want := range map[string]string{
		":1337": ":1337", "localhost:80": "localhost:80", "localhost": "localhost:1337", "[::1]:80": "[::1]:80", "[::1]": "[::1]:1337", "::1": "[::1]:1337",
		"127.0.0.1": "127.0.0.1:1337", ":0": ":0", "": "", "a:b:c": "", "host:http": "", ":-1": "", "host:99999": "",
	} {
		var r reader
		got := r.address("--listen", given)
		if err := r.finish(); (err != nil) != (want == "") || err == nil && got != want {
			t.Errorf("%q is read as %q, %v; want %q", given, got, err, want)
		}
	}
}

func TestEnvironment(t *testing.T) {
	p := startEnv(t, []string{"MEMED_RENDER_WORKERS=3", "MEMED_QUEUE=7"}, "--queue", "9")
	stats := decode[struct {
		Pool struct{ Workers, Capacity int }
	}](t, p.get("/stats"))
	if stats.Pool.Workers != 3 || stats.Pool.Capacity != 9 {
		t.Errorf("%+v; the variable should set the workers, and the flag beat it for the queue", stats)
	}
}

func TestAccessLog(t *testing.T) {
	p := start(t)
	p.get("/healthz")
	p.get("/metrics")
	p.caption("template=thinker&width=50")
	p.caption("template=nope")
	p.signal(syscall.SIGTERM)
	p.wait()
	log := p.logged()
	if strings.Contains(log, "/healthz") || strings.Contains(log, "/metrics") || strings.Count(log, `"path":"/caption"`) != 2 {
		t.Errorf("the log should have the captions, and no probes:\n%s", log)
	}
}
