package pool

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/memed/memed/internal/fault"
)

// Each calls do with each number below n. Within a job, whose context ctx is, idle workers take part: each takes one number after the other, in order,
// and goes as soon as a job waits for it. Without a pool, or an idle worker, do runs on the caller's goroutine alone. So whatever do makes
// must not depend on what runs at the same time. Each returns when all calls have; after an error, which it returns, it makes no more of them.
func Each(ctx context.Context, n int, do func(i int) error) error {
	s := &shared{n: int64(n), do: do}
	if r, ok := ctx.Value(runKey{}).(run); ok {
		for range r.pool.lend(n - 1) {
			s.helpers.Go(func() { s.help(r) })
		}
	}
	s.work(func() bool { return true })
	s.helpers.Wait()
	return s.err
}

// shared is the work of one call of Each.
type shared struct {
	n    int64
	do   func(i int) error
	next atomic.Int64

	helpers sync.WaitGroup
	once    sync.Once
	err     error
}

// work takes numbers until there are no more, or go says so.
func (s *shared) work(goOn func() bool) {
	for goOn() {
		i := s.next.Add(1) - 1
		if i >= s.n {
			return
		}
		if err := s.one(int(i)); err != nil {
			s.once.Do(func() { s.err = err })
			s.next.Store(s.n)
		}
	}
}

func (s *shared) one(i int) (err error) {
	defer fault.Recover(&err)
	return s.do(i)
}

// help works on a borrowed worker.
func (s *shared) help(r run) {
	start := time.Now()
	s.work(r.pool.spare)
	r.pool.giveBack(r.ticket, time.Since(start))
}

// run is a job under way, known to its context.
type run struct {
	pool   *Pool
	ticket *ticket
}

type runKey struct{}

// lend takes idle workers out of the pool, at most so many, and returns how many.
func (p *Pool) lend(most int) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.queue.Len() > 0 {
		return 0
	}
	n := max(0, min(most, p.config.Workers-len(p.running)-p.lent))
	p.lent += n
	return n
}

// spare tells whether no job waits for a worker.
func (p *Pool) spare() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.queue.Len() == 0
}

// giveBack returns a worker that has worked for t.
func (p *Pool) giveBack(t *ticket, worked time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	p.lent--
	p.progress = now
	t.helped += worked
	p.startNextLocked(now)
}
