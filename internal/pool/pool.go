// Package pool runs CPU-bound work on a bounded number of workers, behind a bounded queue.
//
// Work is admitted by its cost and its deadline: what could not finish in time behind the work already accepted is refused at
// once, so that nothing is accepted only to be thrown away. The context of a job reaches the job itself, which is expected to
// stop soon after it ends. A panic costs its own job and nothing else. A job runs on its caller's goroutine; with Each it has the help of
// workers that are idle.
package pool

import (
	"container/list"
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/memed/memed/internal/fault"
)

// Config sets the bounds of a pool.
type Config struct {
	// Workers is how many jobs run at once, at least 1.
	Workers int
	// Queue is how many jobs may wait, 0 or more.
	Queue int
}

// Validate reports every value that is out of its range, naming its flag.
func (c Config) Validate() error {
	var faults []error
	if c.Workers < 1 {
		faults = append(faults, fmt.Errorf("--render-workers: %d is not allowed, at least 1 worker is needed", c.Workers))
	}
	if c.Queue < 0 {
		faults = append(faults, fmt.Errorf("--queue: %d is not allowed, it must be 0 or more", c.Queue))
	}
	return errors.Join(faults...)
}

// Job describes work to the admission.
type Job struct {
	// Class names a kind of work whose time is proportional to its units. The set of classes must be small and fixed.
	Class string
	// Units is the amount of work, such as frames × pixels.
	Units int64
	// Deadline is when the work must be finished; zero means whenever.
	Deadline time.Time
}

// Reason is why a job was refused.
type Reason string

// The reasons for a refusal.
const (
	// QueueFull means that as many jobs wait as may.
	QueueFull Reason = "queue_full"
	// Deadline means that the job could not have finished in time.
	Deadline Reason = "deadline"
	// Draining means that the pool takes no more work.
	Draining Reason = "draining"
)

// Reasons lists all reasons for a refusal.
var Reasons = []Reason{QueueFull, Deadline, Draining}

// Pool is a bounded set of workers. It is safe for concurrent use.
type Pool struct {
	config Config

	mu        sync.Mutex // guards what follows
	running   map[*ticket]struct{}
	lent      int       // idle workers that help with what runs
	queue     list.List // of *ticket
	pending   time.Duration
	estimates estimates
	progress  time.Time
	draining  bool
	refused   map[Reason]uint64
	done      uint64
	canceled  uint64
}

// ticket is one admitted job.
type ticket struct {
	job      Job
	estimate time.Duration
	started  time.Time
	helped   time.Duration // by lent workers
	ready    chan struct{} // closed when the job may run; nil if that is at once
	place    *list.Element // nil once it may
}

// New returns a pool of the given configuration, which must be valid.
func New(config Config) *Pool {
	if err := config.Validate(); err != nil {
		panic(err)
	}
	return &Pool{
		config:    config,
		running:   make(map[*ticket]struct{}),
		estimates: make(estimates),
		progress:  time.Now(),
		refused:   make(map[Reason]uint64),
	}
}

// Do waits for a worker and runs the job on it. It returns a fault of kind Busy or Unavailable if the job is refused, the cause of
// ctx if that ends before the job started, and otherwise what work returned; a panic of work is returned as a *fault.Panic.
func (p *Pool) Do(ctx context.Context, job Job, work func(context.Context) error) error {
	t, err := p.admit(job)
	if err != nil {
		return err
	}
	if t.ready != nil {
		select {
		case <-t.ready:
		case <-ctx.Done():
			p.abandon(t)
			return context.Cause(ctx)
		}
	}
	defer p.finish(ctx, t)
	return protect(context.WithValue(ctx, runKey{}, run{p, t}), work)
}

func protect(ctx context.Context, work func(context.Context) error) (err error) {
	defer fault.Recover(&err)
	return work(ctx)
}

// admit gives the job a worker or a place in the queue, or refuses it.
func (p *Pool) admit(job Job) (*ticket, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if p.draining {
		return nil, p.refuseLocked(Draining, time.Second)
	}
	// Workers that help with what runs are free as well, only not quite at once.
	free := len(p.running)+p.queue.Len() < p.config.Workers
	if waiting := len(p.running) + p.queue.Len() - p.config.Workers; waiting >= p.config.Queue && !free {
		return nil, p.refuseLocked(QueueFull, p.backlogLocked(now))
	}
	t := &ticket{job: job, estimate: p.estimates.of(job)}
	var wait time.Duration
	if !free {
		wait = p.backlogLocked(now)
	}
	if !job.Deadline.IsZero() && now.Add(wait+t.estimate).After(job.Deadline) {
		if free {
			p.estimates.doubt(job)
		}
		return nil, p.refuseLocked(Deadline, wait)
	}
	if len(p.running)+p.lent < p.config.Workers {
		p.startLocked(t, now)
		return t, nil
	}
	t.ready = make(chan struct{})
	t.place = p.queue.PushBack(t)
	p.pending += t.estimate
	return t, nil
}

// backlogLocked estimates how long a job that is queued now would wait for a worker.
func (p *Pool) backlogLocked(now time.Time) time.Duration {
	work := p.pending
	for t := range p.running {
		work += max(0, t.estimate-now.Sub(t.started))
	}
	return work / time.Duration(p.config.Workers)
}

func (p *Pool) refuseLocked(reason Reason, retryAfter time.Duration) error {
	p.refused[reason]++
	f := &fault.Error{Kind: fault.Busy, RetryAfter: retryAfter}
	switch reason {
	case QueueFull:
		f.Message = "the server is busy: as many renders are waiting as may"
	case Deadline:
		f.Message = "the server is busy: this render could not be finished before its deadline"
	case Draining:
		f.Kind, f.Message = fault.Unavailable, "the server is shutting down"
	}
	return f
}

func (p *Pool) startLocked(t *ticket, now time.Time) {
	t.started = now
	t.place = nil
	p.running[t] = struct{}{}
	p.progress = now
}

// abandon withdraws a job whose context ended before it ran. It may have been given a worker in the meantime.
func (p *Pool) abandon(t *ticket) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.canceled++
	if t.place == nil {
		p.releaseLocked(t, time.Now())
		return
	}
	p.queue.Remove(t.place)
	p.pending -= t.estimate
}

func (p *Pool) finish(ctx context.Context, t *ticket) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if ctx.Err() == nil {
		p.done++
		p.estimates.learn(t.job, now.Sub(t.started)+t.helped)
	} else {
		p.canceled++
		p.estimates.learnAtLeast(t.job, now.Sub(t.started)+t.helped)
	}
	p.releaseLocked(t, now)
}

// releaseLocked takes the worker from t.
func (p *Pool) releaseLocked(t *ticket, now time.Time) {
	delete(p.running, t)
	p.progress = now
	p.startNextLocked(now)
}

// startNextLocked gives a worker that is idle to the job that has waited longest.
func (p *Pool) startNextLocked(now time.Time) {
	first := p.queue.Front()
	if first == nil || len(p.running)+p.lent >= p.config.Workers {
		return
	}
	t := p.queue.Remove(first).(*ticket)
	p.pending -= t.estimate
	p.startLocked(t, now)
	close(t.ready)
}

// Drain makes the pool refuse new jobs. Those it has accepted still run.
func (p *Pool) Drain() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.draining = true
}

// Stalled tells whether all workers are busy, those that help included, and none has started or finished anything for longer than limit.
func (p *Pool) Stalled(limit time.Duration) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.running)+p.lent == p.config.Workers && time.Since(p.progress) > limit
}

// Stats is a snapshot of a pool.
type Stats struct {
	// Workers, Busy, Queued and Capacity are the workers, those at work, the jobs that wait, and how many may.
	Workers, Busy, Queued, Capacity int
	// Done counts jobs that ran to their end, with or without an error; Canceled those whose context ended first.
	Done, Canceled uint64
	// Refused counts jobs that were not admitted; it has an entry for each of Reasons.
	Refused map[Reason]uint64
}

// Stats returns the state of the pool as it is now.
func (p *Pool) Stats() Stats {
	p.mu.Lock()
	defer p.mu.Unlock()
	refused := make(map[Reason]uint64, len(Reasons))
	for _, reason := range Reasons {
		refused[reason] = p.refused[reason]
	}
	return Stats{
		Workers: p.config.Workers, Busy: len(p.running) + p.lent, Queued: p.queue.Len(), Capacity: p.config.Queue,
		Done: p.done, Canceled: p.canceled, Refused: refused,
	}
}
