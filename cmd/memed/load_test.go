package main

import (
	"bytes"
	"context"
	"net/http"
	"os"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// BenchmarkOverload drives the program, with one worker and a queue of 8, by 128 clients, next to one client that has it to itself. It reports
// what is left of the goodput, how long probes take meanwhile, and the slowest accepted request. Only wrong answers fail it.
func BenchmarkOverload(b *testing.B) {
	const (
		clients = 128
		each    = 5 * time.Second
		backoff = 100 * time.Millisecond // after a refusal; far less than Retry-After asks for
	)
	p := start(b, "--render-workers", "1", "--queue", "8", "--output-cache", "0")
	for b.Loop() {
		alone := p.drive(b, 1, each, 0)
		stopProbes := make(chan struct{})
		probes := make(chan []time.Duration)
		go func() { probes <- p.probe(b, stopProbes) }()
		crowd := p.drive(b, clients, each, backoff)
		close(stopProbes)
		waits := <-probes
		b.ReportMetric(alone.rate(), "alone/s")
		b.ReportMetric(crowd.rate(), "crowded/s")
		b.ReportMetric(crowd.rate()/alone.rate(), "goodput-ratio")
		b.ReportMetric(float64(crowd.refused.Load())/each.Seconds(), "refused/s")
		b.ReportMetric(float64(crowd.slowest.Load())/1e6, "slowest-ms")
		b.ReportMetric(float64(quantile(waits, .99))/1e6, "healthz-p99-ms")
		b.ReportMetric(0, "ns/op")
	}
}

// BenchmarkDeadline gives heavy animations 60 ms, and reports the processor time that the program uses in the half second that begins
// 100 ms after the last answer.
func BenchmarkDeadline(b *testing.B) {
	p := start(b, "--request-timeout", "60ms", "--queue", "64")
	client := patient(b)
	for b.Loop() {
		var wg sync.WaitGroup
		var answers [600]atomic.Int32
		for worker := range 16 {
			wg.Go(func() {
				for n := range 20 {
					path := "/caption?template=burning-room&width=1000&top_text=heavy+" + strconv.Itoa(worker*1000+n)
					if n%2 == 0 {
						path += "&format=webp"
					}
					a, err := p.try(b.Context(), client, http.MethodGet, path, nil, "")
					if err != nil {
						b.Error(err)
						return
					}
					answers[a.StatusCode].Add(1)
				}
			})
		}
		wg.Wait()
		time.Sleep(100 * time.Millisecond)
		before := p.processorTime()
		time.Sleep(500 * time.Millisecond)
		b.ReportMetric(float64((p.processorTime() - before).Milliseconds()), "cpu-ms-after")
		b.ReportMetric(float64(answers[http.StatusOK].Load()), "served")
		b.ReportMetric(float64(answers[http.StatusTooManyRequests].Load()), "refused")
		b.ReportMetric(float64(answers[http.StatusServiceUnavailable].Load()), "timed-out")
		b.ReportMetric(0, "ns/op")
	}
}

// load is what came of driving the program.
type load struct {
	took            time.Duration
	served, refused atomic.Int64
	slowest         atomic.Int64
}

func (l *load) rate() float64 { return float64(l.served.Load()) / l.took.Seconds() }

var unique atomic.Int64

// drive has clients ask for pictures that were never asked for before, one after the other, for a while.
func (p *program) drive(b *testing.B, clients int, lasting, backoff time.Duration) *load {
	client := patient(b)
	ctx, cancel := context.WithTimeout(b.Context(), lasting)
	defer cancel()
	l := &load{}
	begin := time.Now()
	var wg sync.WaitGroup
	for range clients {
		wg.Go(func() {
			for ctx.Err() == nil {
				p.driveOnce(b, client, l)
				if backoff > 0 && l.refused.Load() > 0 {
					time.Sleep(backoff)
				}
			}
		})
	}
	wg.Wait()
	l.took = time.Since(begin)
	return l
}

func (p *program) driveOnce(b *testing.B, client *http.Client, l *load) {
	begin := time.Now()
	response, err := client.Get(p.url + "/caption?template=thinker&top_text=Need+meme+" + strconv.FormatInt(unique.Add(1), 10) + "&bottom_text=Why+not?")
	if err != nil {
		b.Error(err)
		return
	}
	defer response.Body.Close()
	var body bytes.Buffer
	if _, err := body.ReadFrom(response.Body); err != nil {
		b.Error(err)
	}
	switch response.StatusCode {
	case http.StatusOK:
		l.served.Add(1)
		took := int64(time.Since(begin))
		for slowest := l.slowest.Load(); took > slowest && !l.slowest.CompareAndSwap(slowest, took); slowest = l.slowest.Load() {
		}
	case http.StatusTooManyRequests:
		l.refused.Add(1)
		checkBusy(b, answer{response, body.Bytes()})
	default:
		b.Errorf("status %d: %s", response.StatusCode, &body)
	}
}

// probe asks for the program's health until told to stop, and returns how long each answer took.
func (p *program) probe(b *testing.B, stop <-chan struct{}) []time.Duration {
	client := patient(b)
	var waits []time.Duration
	for {
		select {
		case <-stop:
			return waits
		case <-time.After(5 * time.Millisecond):
		}
		begin := time.Now()
		response, err := client.Get(p.url + "/healthz")
		if err != nil {
			b.Error(err)
			continue
		}
		response.Body.Close()
		waits = append(waits, time.Since(begin))
	}
}

func quantile(values []time.Duration, q float64) time.Duration {
	if len(values) == 0 {
		return 0
	}
	slices.Sort(values)
	return values[int(float64(len(values)-1)*q)]
}

// processorTime is what the running program has used so far (Linux; elsewhere 0).
func (p *program) processorTime() time.Duration {
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(p.cmd.Process.Pid) + "/stat")
	if err != nil {
		return 0
	}
	_, after, _ := bytes.Cut(stat, []byte(") "))
	fields := bytes.Fields(after)
	const utime, stime = 11, 12 // proc_pid_stat(5) counts from 1, and two fields are cut off
	user, _ := strconv.Atoi(string(fields[utime]))
	system, _ := strconv.Atoi(string(fields[stime]))
	const tick = 10 * time.Millisecond // USER_HZ is 100 on all of Go's Linux ports
	return time.Duration(user+system) * tick
}
