package pool

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/memed/memed/internal/fault"
)

// seconds is work of one second per item; it counts how many items are worked on at once.
type seconds struct {
	now, most, done atomic.Int32
}

func (s *seconds) item(int) error {
	now := s.now.Add(1)
	for most := s.most.Load(); now > most && !s.most.CompareAndSwap(most, now); most = s.most.Load() {
	}
	time.Sleep(time.Second)
	s.now.Add(-1)
	s.done.Add(1)
	return nil
}

func TestEachWithoutPool(t *testing.T) {
	var order []int
	if err := Each(t.Context(), 5, func(i int) error { order = append(order, i); return nil }); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(order, []int{0, 1, 2, 3, 4}) {
		t.Errorf("order %v", order)
	}
	if err := Each(t.Context(), 0, func(int) error { return errors.New("there is none") }); err != nil {
		t.Error(err)
	}
}

func TestIdleWorkersTakePart(t *testing.T) {
	for _, test := range []struct{ workers, jobs, items, took int }{
		{1, 1, 8, 8}, {2, 1, 8, 4}, {4, 1, 8, 2}, {8, 1, 3, 1}, {4, 4, 3, 3},
	} {
		synctest.Test(t, func(t *testing.T) {
			p := New(Config{Workers: test.workers})
			var s seconds
			start := time.Now()
			var wg sync.WaitGroup
			for range test.jobs {
				wg.Go(func() {
					err := p.Do(t.Context(), job(1), func(ctx context.Context) error {
						time.Sleep(time.Millisecond) // until all have begun
						return Each(ctx, test.items, s.item)
					})
					if err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
			if took := time.Since(start).Truncate(time.Second); took != time.Duration(test.took)*time.Second {
				t.Errorf("%+v: it took %v", test, took)
			}
			if most := int(s.most.Load()); most > test.workers || int(s.done.Load()) != test.jobs*test.items {
				t.Errorf("%+v: %d items, %d at once", test, s.done.Load(), most)
			}
			if stats := p.Stats(); stats.Busy != 0 {
				t.Errorf("%+v: %d workers are busy after all", test, stats.Busy)
			}
		})
	}
}

// TestHelpersMakeRoom sends jobs to a pool without a queue whose workers are all lent to the first: each is accepted, and starts once a helper has
// finished what it was at.
func TestHelpersMakeRoom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const workers = 3
		p := New(Config{Workers: workers})
		var s seconds
		var wg sync.WaitGroup
		wg.Go(func() {
			if err := p.Do(t.Context(), job(1), func(ctx context.Context) error { return Each(ctx, 12, s.item) }); err != nil {
				t.Error(err)
			}
		})
		time.Sleep(500 * time.Millisecond)
		if busy := p.Stats().Busy; busy != workers {
			t.Errorf("%d workers are busy", busy)
		}
		for range workers - 1 {
			wg.Go(func() {
				arrived := time.Now()
				err := p.Do(t.Context(), job(1), func(context.Context) error {
					if waited := time.Since(arrived); waited > 500*time.Millisecond {
						t.Errorf("it waited for %v", waited)
					}
					return s.item(0)
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		synctest.Wait()
		if err := p.Do(t.Context(), job(1), func(context.Context) error { return nil }); kindOf(t, err) != fault.Busy {
			t.Errorf("one job too many: %v", err)
		}
		wg.Wait()
		if most := s.most.Load(); most > workers {
			t.Errorf("%d at once", most)
		}
	})
}

func TestWaitingJobsKeepWorkersFromHelping(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New(Config{Workers: 1, Queue: 1})
		var wg sync.WaitGroup
		for range 2 {
			wg.Go(func() {
				var s seconds
				if err := p.Do(t.Context(), job(1), func(ctx context.Context) error { return Each(ctx, 3, s.item) }); err != nil || s.most.Load() != 1 {
					t.Errorf("%v, %d at once", err, s.most.Load())
				}
			})
		}
		wg.Wait()
	})
}

func TestEachStopsAtAnError(t *testing.T) {
	broken := errors.New("broken")
	for name, fail := range map[string]func() error{"error": func() error { return broken }, "panic": func() error { panic(broken) }} {
		synctest.Test(t, func(t *testing.T) {
			p := New(Config{Workers: 2})
			var s seconds
			err := p.Do(t.Context(), job(1), func(ctx context.Context) error {
				return Each(ctx, 10, func(i int) error {
					if i == 3 {
						return fail()
					}
					return s.item(i)
				})
			})
			if panicked := new(fault.Panic); !errors.Is(err, broken) && !errors.As(err, &panicked) {
				t.Errorf("%s: %v", name, err)
			}
			if done := s.done.Load(); done > 4 {
				t.Errorf("%s: %d items after all", name, done)
			}
			if busy := p.Stats().Busy; busy != 0 {
				t.Errorf("%s: %d workers are busy", name, busy)
			}
		})
	}
}

// TestHelpCountsAsWork teaches a pool of two workers a job that takes two seconds with help. Alone, as it is under load, it takes four.
func TestHelpCountsAsWork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New(Config{Workers: 2})
		for range 30 {
			var s seconds
			if err := p.Do(t.Context(), job(1), func(ctx context.Context) error { return Each(ctx, 4, s.item) }); err != nil {
				t.Fatal(err)
			}
		}
		if estimate := p.estimates.of(job(1)); estimate < 4*time.Second || estimate > 5*time.Second {
			t.Errorf("the estimate is %v", estimate)
		}
	})
}
