package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// These tests run the real program: the test binary started again, with this variable set, is memed.
const beProgram = "MEMED_TEST_BE_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(beProgram) != "" {
		os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// patience is how long anything may take that should be over at once, on the slowest of machines under the race detector.
const patience = 30 * time.Second

// command prepares a run of the program.
func command(args ...string) *exec.Cmd {
	c := exec.Command(os.Args[0], args...)
	c.Env = append(os.Environ(), beProgram+"=1")
	return c
}

// program is a running memed.
type program struct {
	t   testing.TB
	cmd *exec.Cmd
	url string
	api *api

	draining chan struct{} // closed when the program says that it is
	exited   chan struct{} // closed when status is final
	status   int

	mu  sync.Mutex // guards log
	log bytes.Buffer
}

// start runs the program on a port of its own and waits until it listens.
func start(t testing.TB, args ...string) *program {
	t.Helper()
	return startEnv(t, nil, args...)
}

func startEnv(t testing.TB, env []string, args ...string) *program {
	t.Helper()
	cmd := command(args...)
	cmd.Env = append(cmd.Env, env...)
	return startCommand(t, cmd)
}

// startCommand runs a memed with the arguments of cmd and those that the tests need.
func startCommand(t testing.TB, cmd *exec.Cmd) *program {
	t.Helper()
	cmd.Args = append(cmd.Args, "--listen", "127.0.0.1:0", "--log-format", "json")
	p := &program{t: t, cmd: cmd, draining: make(chan struct{}), exited: make(chan struct{})}
	stderr, err := p.cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	address := make(chan string, 1)
	go p.readLog(stderr, address)
	t.Cleanup(func() {
		_ = p.cmd.Process.Kill()
		<-p.exited
		if t.Failed() {
			t.Logf("the program's log:\n%s", p.logged())
		}
	})
	select {
	case a := <-address:
		p.url = "http://" + a
	case <-p.exited:
		t.Fatalf("the program exited with status %d:\n%s", p.status, p.logged())
	case <-time.After(patience):
		t.Fatalf("the program does not listen:\n%s", p.logged())
	}
	p.api = newAPI(t)
	return p
}

// readLog keeps the log, and sends the address that it tells.
func (p *program) readLog(stderr io.Reader, address chan<- string) {
	lines := bufio.NewScanner(stderr)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		p.mu.Lock()
		fmt.Fprintln(&p.log, lines.Text())
		p.mu.Unlock()
		if strings.Contains(lines.Text(), `"msg":"draining"`) {
			close(p.draining)
		}
		if address == nil {
			continue
		}
		var entry struct{ Msg, Address string }
		if json.Unmarshal(lines.Bytes(), &entry) == nil && entry.Msg == "listening" {
			address <- entry.Address
			address = nil
		}
	}
	_ = p.cmd.Wait()
	p.status = p.cmd.ProcessState.ExitCode()
	close(p.exited)
}

func (p *program) logged() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.log.String()
}

// signal sends a signal, and wait returns the exit status.
func (p *program) signal(s syscall.Signal) {
	p.t.Helper()
	if err := p.cmd.Process.Signal(s); err != nil {
		p.t.Fatal(err)
	}
}

func (p *program) wait() int {
	p.t.Helper()
	select {
	case <-p.exited:
		return p.status
	case <-time.After(patience):
		p.t.Fatal("the program does not exit")
		return -1
	}
}

// answer is a response whose body has been read.
type answer struct {
	*http.Response
	body []byte
}

// do sends a request and reads the answer, which it holds against the OpenAPI document.
func (p *program) do(method, path string, header http.Header, body string) answer {
	p.t.Helper()
	a, err := p.try(context.Background(), http.DefaultClient, method, path, header, body)
	if err != nil {
		p.t.Fatal(err)
	}
	return a
}

func (p *program) try(ctx context.Context, client *http.Client, method, path string, header http.Header, body string) (answer, error) {
	request, err := http.NewRequestWithContext(ctx, method, p.url+path, strings.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	for name, values := range header {
		request.Header[name] = values
	}
	response, err := client.Do(request)
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	read, err := io.ReadAll(response.Body)
	if err != nil {
		return answer{}, err
	}
	a := answer{response, read}
	p.api.check(p.t, request, a)
	return a, nil
}

func (p *program) get(path string) answer {
	p.t.Helper()
	return p.do(http.MethodGet, path, nil, "")
}

// caption asks for a picture by query string, and postJSON by a JSON body.
func (p *program) caption(query string) answer {
	p.t.Helper()
	return p.get("/caption?" + query)
}

func (p *program) postJSON(body string) answer {
	p.t.Helper()
	return p.do(http.MethodPost, "/caption", http.Header{"Content-Type": {"application/json"}}, body)
}

// problem is the decoded body of an error.
type problem struct {
	Type, Title, Detail, Error string
	Status                     int
	RequestID                  string `json:"request_id"`
}

func (a answer) problem(t testing.TB) problem {
	t.Helper()
	var p problem
	if err := json.Unmarshal(a.body, &p); err != nil {
		t.Fatalf("status %d, not a problem: %v\n%.200q", a.StatusCode, err, a.body)
	}
	return p
}

func decode[T any](t testing.TB, a answer) T {
	t.Helper()
	var v T
	if err := json.Unmarshal(a.body, &v); err != nil {
		t.Fatalf("status %d: %v\n%.200q", a.StatusCode, err, a.body)
	}
	return v
}
