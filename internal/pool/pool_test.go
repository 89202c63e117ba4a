package pool

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/memed/memed/internal/fault"
)

// render is a job of one second per unit that stops when its context ends.
func render(units int64) func(context.Context) error {
	return func(ctx context.Context) error {
		select {
		case <-time.After(time.Duration(units) * time.Second):
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func job(units int64) Job { return Job{Class: "test", Units: units} }

func within(d time.Duration, j Job) Job {
	j.Deadline = time.Now().Add(d)
	return j
}

// teach lets the pool measure a class of jobs until its deviation is negligible.
func teach(t *testing.T, p *Pool) {
	t.Helper()
	for range 30 {
		if err := p.Do(t.Context(), job(1), render(1)); err != nil {
			t.Fatal(err)
		}
	}
}

func kindOf(t *testing.T, err error) fault.Kind {
	t.Helper()
	f := fault.As(err)
	if f == nil {
		t.Fatalf("err = %v, want a fault", err)
	}
	return f.Kind
}

func TestBounds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New(Config{Workers: 2, Queue: 3})
		var running, most, done, refused atomic.Int32
		var wg sync.WaitGroup
		for range 20 {
			wg.Go(func() {
				err := p.Do(t.Context(), job(1), func(ctx context.Context) error {
					most.Store(max(most.Load(), running.Add(1)))
					defer running.Add(-1)
					return render(1)(ctx)
				})
				if err == nil {
					done.Add(1)
				} else if kindOf(t, err) == fault.Busy {
					refused.Add(1)
				}
			})
		}
		synctest.Wait()
		if s := p.Stats(); s.Busy != 2 || s.Queued != 3 {
			t.Errorf("busy %d, queued %d; want 2, 3", s.Busy, s.Queued)
		}
		wg.Wait()
		if most.Load() != 2 || done.Load() != 5 || refused.Load() != 15 {
			t.Errorf("at most %d at once, %d done, %d refused; want 2, 5, 15", most.Load(), done.Load(), refused.Load())
		}
		if s := p.Stats(); s.Busy != 0 || s.Queued != 0 || s.Done != 5 || s.Refused[QueueFull] != 15 {
			t.Errorf("afterwards: %+v", s)
		}
	})
}

func TestQueueIsFirstInFirstOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New(Config{Workers: 1, Queue: 10})
		var order []int
		var wg sync.WaitGroup
		for i := range 10 {
			wg.Go(func() {
				_ = p.Do(t.Context(), job(1), func(ctx context.Context) error {
					order = append(order, i)
					return render(1)(ctx)
				})
			})
			synctest.Wait()
		}
		wg.Wait()
		for i, got := range order {
			if got != i {
				t.Fatalf("ran in the order %v", order)
			}
		}
	})
}

func TestAdmissionByDeadline(t *testing.T) {
	tests := []struct {
		name     string
		running  int64 // units at work
		queued   int64 // units that wait
		units    int64
		deadline time.Duration
		admitted bool
	}{
		{"idle, in time", 0, 0, 2, 3 * time.Second, true},
		{"idle, too slow", 0, 0, 4, 3 * time.Second, false},
		{"behind a short job", 1, 0, 1, 3 * time.Second, true},
		{"behind a long job", 5, 0, 1, 3 * time.Second, false},
		{"behind the queue", 1, 5, 1, 5 * time.Second, false},
		{"behind the queue, patient", 1, 5, 1, 8 * time.Second, true},
		{"no deadline", 50, 50, 50, 0, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := New(Config{Workers: 1, Queue: 10})
				teach(t, p)
				var wg sync.WaitGroup
				for _, units := range []int64{test.running, test.queued} {
					if units > 0 {
						wg.Go(func() { _ = p.Do(t.Context(), job(units), render(units)) })
						synctest.Wait()
					}
				}
				j := job(test.units)
				if test.deadline > 0 {
					j = within(test.deadline, j)
				}
				err := p.Do(t.Context(), j, render(test.units))
				if (err == nil) != test.admitted {
					t.Errorf("err = %v, admitted should be %v", err, test.admitted)
				}
				if err != nil && kindOf(t, err) != fault.Busy {
					t.Errorf("err = %v, want Busy", err)
				}
				wg.Wait()
			})
		})
	}
}

func TestAcceptedJobsFinishInTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New(Config{Workers: 2, Queue: 64})
		teach(t, p)
		var accepted, late, refused atomic.Int32
		var wg sync.WaitGroup
		for range 100 {
			wg.Go(func() {
				j := within(10*time.Second, job(1))
				ctx, cancel := context.WithDeadline(t.Context(), j.Deadline)
				defer cancel()
				switch err := p.Do(ctx, j, render(1)); {
				case err == nil:
					accepted.Add(1)
				case errors.Is(err, context.DeadlineExceeded):
					late.Add(1)
				default:
					refused.Add(1)
				}
			})
		}
		wg.Wait()
		if late.Load() != 0 || accepted.Load() < 18 || refused.Load() != 100-accepted.Load() {
			t.Errorf("%d accepted, %d of them late, %d refused", accepted.Load(), late.Load(), refused.Load())
		}
	})
}

func TestWrongEstimateHeals(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New(Config{Workers: 1, Queue: 1})
		for range minSamples {
			if err := p.Do(t.Context(), job(1), render(60)); err != nil {
				t.Fatal(err)
			}
		}
		if p.Do(t.Context(), within(10*time.Second, job(1)), render(1)) == nil {
			t.Error("admitted at once; there is nothing to heal")
		}
		for attempt := range 100 {
			if p.Do(t.Context(), within(10*time.Second, job(1)), render(1)) == nil {
				t.Logf("admitted at attempt %d", attempt)
				return
			}
		}
		t.Error("one slow job shut the pool for good")
	})
}

func TestFewSamplesRefuseNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New(Config{Workers: 1, Queue: 1})
		for range minSamples - 1 {
			if err := p.Do(t.Context(), job(1), render(60)); err != nil {
				t.Fatal(err)
			}
		}
		if err := p.Do(t.Context(), within(10*time.Second, job(1)), render(1)); err != nil {
			t.Errorf("refused on the strength of %d samples: %v", minSamples-1, err)
		}
	})
}

func TestStoppedJobsTeachTheirCost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New(Config{Workers: 1, Queue: 1})
		for range minSamples {
			ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
			defer cancel()
			if err := p.Do(ctx, job(1), render(60)); !errors.Is(err, context.DeadlineExceeded) {
				t.Fatal(err)
			}
		}
		if err := p.Do(t.Context(), within(5*time.Second, job(1)), render(60)); kindOf(t, err) != fault.Busy {
			t.Errorf("err = %v, want a refusal", err)
		}
	})
}

func TestCancelWhileQueued(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New(Config{Workers: 1, Queue: 2})
		var wg sync.WaitGroup
		wg.Go(func() { _ = p.Do(t.Context(), job(10), render(10)) })
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		start := time.Now()
		err := p.Do(ctx, job(1), func(context.Context) error {
			t.Error("a job that was cancelled in the queue ran")
			return nil
		})
		if !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != time.Second {
			t.Errorf("err = %v after %v", err, time.Since(start))
		}
		if s := p.Stats(); s.Queued != 0 || s.Canceled != 1 {
			t.Errorf("%+v", s)
		}
		wg.Wait()
	})
}

func TestCancelWhileRunningFreesTheWorker(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New(Config{Workers: 1, Queue: 1})
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := p.Do(ctx, job(10), render(10)); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("err = %v", err)
		}
		if s := p.Stats(); s.Busy != 0 || s.Canceled != 1 {
			t.Errorf("%+v", s)
		}
	})
}

func TestPanicLeavesTheWorkerAlive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New(Config{Workers: 1, Queue: 0})
		err := p.Do(t.Context(), job(1), func(context.Context) error { panic("boom") })
		var recovered *fault.Panic
		if !errors.As(err, &recovered) || recovered.Value != "boom" {
			t.Fatalf("err = %v, want the panic", err)
		}
		if err := p.Do(t.Context(), job(1), render(1)); err != nil {
			t.Errorf("after a panic: %v", err)
		}
	})
}

func TestDrain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New(Config{Workers: 1, Queue: 1})
		var done atomic.Int32
		var wg sync.WaitGroup
		for range 2 {
			wg.Go(func() {
				if p.Do(t.Context(), job(1), render(1)) == nil {
					done.Add(1)
				}
			})
		}
		synctest.Wait()
		p.Drain()
		if err := p.Do(t.Context(), job(1), render(1)); kindOf(t, err) != fault.Unavailable {
			t.Errorf("err = %v, want Unavailable", err)
		}
		wg.Wait()
		if done.Load() != 2 {
			t.Errorf("%d of 2 accepted jobs were done", done.Load())
		}
	})
}

func TestStalled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New(Config{Workers: 1, Queue: 1})
		time.Sleep(time.Hour)
		if p.Stalled(time.Minute) {
			t.Error("an idle pool counts as stalled")
		}
		var wg sync.WaitGroup
		wg.Go(func() { _ = p.Do(t.Context(), job(1), render(120)) })
		synctest.Wait()
		if time.Sleep(30 * time.Second); p.Stalled(time.Minute) {
			t.Error("stalled after 30s of work, the limit is a minute")
		}
		if time.Sleep(31 * time.Second); !p.Stalled(time.Minute) {
			t.Error("not stalled after 61s without progress")
		}
		wg.Wait()
		if p.Stalled(time.Minute) {
			t.Error("still stalled after the job is done")
		}
	})
}

// TestHelpersStall has a worker and its helper hang.
func TestHelpersStall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New(Config{Workers: 2})
		var wg sync.WaitGroup
		wg.Go(func() {
			_ = p.Do(t.Context(), job(2), func(ctx context.Context) error {
				return Each(ctx, 2, func(int) error { time.Sleep(2 * time.Minute); return nil })
			})
		})
		if time.Sleep(61 * time.Second); !p.Stalled(time.Minute) {
			t.Error("not stalled after 61s without progress")
		}
		wg.Wait()
		if p.Stalled(time.Minute) {
			t.Error("still stalled after the job is done")
		}
	})
}

func TestValidate(t *testing.T) {
	if err := (Config{Workers: 1}).Validate(); err != nil {
		t.Error(err)
	}
	err := Config{Workers: 0, Queue: -1}.Validate()
	if err == nil || err.Error() != "--render-workers: 0 is not allowed, at least 1 worker is needed\n--queue: -1 is not allowed, it must be 0 or more" {
		t.Errorf("err = %v", err)
	}
}

func BenchmarkDo(b *testing.B) {
	p := New(Config{Workers: 1, Queue: 1})
	run := func(context.Context) error { return nil }
	b.ReportAllocs()
	for b.Loop() {
		if err := p.Do(b.Context(), job(1), run); err != nil {
			b.Fatal(err)
		}
	}
}
