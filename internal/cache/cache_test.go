package cache

import (
	"container/list"
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/memed/memed/internal/fault"
)

func value(v string, bytes int64) Load[string] {
	return func(context.Context) (string, int64, error) { return v, bytes, nil }
}

func mustNotLoad(t *testing.T) Load[string] {
	return func(context.Context) (string, int64, error) {
		t.Error("loaded a cached key")
		return "", 0, nil
	}
}

func TestGetLoadsOnce(t *testing.T) {
	c := New[string, string](100)
	for range 2 {
		if v, err := c.Get(t.Context(), "k", value("v", 10)); v != "v" || err != nil {
			t.Fatalf("Get = %q, %v", v, err)
		}
	}
	if v, err := c.Get(t.Context(), "k", mustNotLoad(t)); v != "v" || err != nil {
		t.Fatalf("Get = %q, %v", v, err)
	}
	want := Stats{Capacity: 100, Size: 10, Entries: 1, Hits: 2, Misses: 1}
	if got := c.Stats(); got != want {
		t.Errorf("Stats = %+v, want %+v", got, want)
	}
}

func TestErrorsAreNotCached(t *testing.T) {
	c := New[string, string](100)
	broken := errors.New("broken")
	_, err := c.Get(t.Context(), "k", func(context.Context) (string, int64, error) { return "", 0, broken })
	if !errors.Is(err, broken) {
		t.Fatalf("err = %v, want %v", err, broken)
	}
	if v, err := c.Get(t.Context(), "k", value("v", 1)); v != "v" || err != nil {
		t.Fatalf("Get after an error = %q, %v", v, err)
	}
}

func TestValueOverBudgetIsServedButNotKept(t *testing.T) {
	for _, budget := range []int64{0, 9} {
		c := New[string, string](budget)
		if v, err := c.Get(t.Context(), "k", value("v", 10)); v != "v" || err != nil {
			t.Fatalf("Get = %q, %v", v, err)
		}
		if c.Contains("k") || c.Stats().Size != 0 {
			t.Errorf("budget %d: kept a value of 10 bytes", budget)
		}
	}
}

func TestPanicReachesAllWaiters(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := New[string, string](100)
		var wg sync.WaitGroup
		var first atomic.Int32
		for range 3 {
			wg.Go(func() {
				_, err := c.Get(t.Context(), "k", func(context.Context) (string, int64, error) {
					time.Sleep(time.Second)
					panic("boom")
				})
				var p *fault.Panic
				if !errors.As(err, &p) || p.Value != "boom" || len(p.Stack) == 0 {
					t.Errorf("err = %v, want a panic with its stack", err)
				} else if p.FirstReport() {
					first.Add(1)
				}
			})
		}
		wg.Wait()
		if first.Load() != 1 {
			t.Errorf("%d waiters were told to report the panic, want 1", first.Load())
		}
	})
}

func TestCallersShareOneLoad(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := New[string, string](100)
		var loads atomic.Int32
		var wg sync.WaitGroup
		for range 10 {
			wg.Go(func() {
				v, err := c.Get(t.Context(), "k", func(context.Context) (string, int64, error) {
					loads.Add(1)
					time.Sleep(time.Second)
					return "v", 1, nil
				})
				if v != "v" || err != nil {
					t.Errorf("Get = %q, %v", v, err)
				}
			})
		}
		wg.Wait()
		if loads.Load() != 1 {
			t.Errorf("%d loads, want 1", loads.Load())
		}
		if s := c.Stats(); s.Misses != 1 || s.Joined != 9 {
			t.Errorf("misses %d, joined %d; want 1, 9", s.Misses, s.Joined)
		}
	})
}

func TestLoadOutlivesItsFirstCaller(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := New[string, string](100)
		load := func(ctx context.Context) (string, int64, error) {
			select {
			case <-time.After(3 * time.Second):
				return "v", 1, nil
			case <-ctx.Done():
				return "", 0, ctx.Err()
			}
		}
		impatient, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		var wg sync.WaitGroup
		wg.Go(func() {
			if _, err := c.Get(impatient, "k", load); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("the first caller got %v", err)
			}
		})
		synctest.Wait()
		wg.Go(func() {
			if v, err := c.Get(t.Context(), "k", load); v != "v" || err != nil {
				t.Errorf("the second caller got %q, %v", v, err)
			}
		})
		wg.Wait()
	})
}

func TestLastToLeaveCancelsTheLoad(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := New[string, string](100)
		start := time.Now()
		var stopped time.Duration
		load := func(ctx context.Context) (string, int64, error) {
			<-ctx.Done()
			stopped = time.Since(start)
			time.Sleep(time.Second) // work takes its time to notice
			return "stale", 1, ctx.Err()
		}
		var wg sync.WaitGroup
		for i := range 3 {
			ctx, cancel := context.WithTimeout(t.Context(), time.Duration(i+1)*time.Second)
			defer cancel()
			wg.Go(func() { _, _ = c.Get(ctx, "k", load) })
		}
		wg.Wait()
		// A newcomer starts a load of its own instead of joining the dying one.
		if v, err := c.Get(t.Context(), "k", value("fresh", 1)); v != "fresh" || err != nil {
			t.Errorf("Get = %q, %v", v, err)
		}
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if stopped != 3*time.Second {
			t.Errorf("the load was cancelled after %v, want 3s", stopped)
		}
		if v, _ := c.Peek("k"); v != "fresh" {
			t.Errorf("the cancelled load replaced the value by %q", v)
		}
	})
}

func TestLoadKeepsTheCallersValues(t *testing.T) {
	type key struct{}
	c := New[string, string](100)
	ctx := context.WithValue(t.Context(), key{}, "request id")
	_, err := c.Get(ctx, "k", func(ctx context.Context) (string, int64, error) {
		if ctx.Value(key{}) != "request id" {
			t.Error("the load lost the caller's values")
		}
		return "", 0, nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// model is the specification: a list in order of use, and a scan for what must go.
type model struct {
	budget int64
	order  *list.List // of modelEntry, most recent first
	hits   uint64
}

type modelEntry struct {
	key   int
	bytes int64
}

func (m *model) find(key int) *list.Element {
	for e := m.order.Front(); e != nil; e = e.Next() {
		if e.Value.(modelEntry).key == key {
			return e
		}
	}
	return nil
}

func (m *model) get(key int, bytes int64) {
	if e := m.find(key); e != nil {
		m.hits++
		m.order.MoveToFront(e)
		return
	}
	if bytes > m.budget {
		return
	}
	m.order.PushFront(modelEntry{key, bytes})
	for m.bytes() > m.budget {
		m.order.Remove(m.order.Back())
	}
}

func (m *model) bytes() (sum int64) {
	for e := m.order.Front(); e != nil; e = e.Next() {
		sum += e.Value.(modelEntry).bytes
	}
	return sum
}

func TestAgainstModel(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 0))
		budget := int64(r.IntN(200))
		c := New[int, int](budget)
		m := &model{budget: budget, order: list.New()}
		for step := range 2000 {
			key := r.IntN(30)
			bytes := int64(key*7%60 + 1)
			v, err := c.Get(t.Context(), key, func(context.Context) (int, int64, error) { return key, bytes, nil })
			if v != key || err != nil {
				t.Fatalf("Get(%d) = %d, %v", key, v, err)
			}
			m.get(key, bytes)
			check(t, c, m, seed, step)
		}
	}
}

func check(t *testing.T, c *Cache[int, int], m *model, seed uint64, step int) {
	t.Helper()
	s := c.Stats()
	if s.Size != m.bytes() || s.Entries != m.order.Len() || s.Hits != m.hits {
		t.Fatalf("seed %d, step %d: %+v; the model has %d bytes, %d entries, %d hits", seed, step, s, m.bytes(), m.order.Len(), m.hits)
	}
	if s.Size > s.Capacity {
		t.Fatalf("seed %d, step %d: %d bytes over a budget of %d", seed, step, s.Size, s.Capacity)
	}
	if s.Misses != uint64(step+1)-s.Hits {
		t.Fatalf("seed %d, step %d: %d misses and %d hits in %d calls", seed, step, s.Misses, s.Hits, step+1)
	}
	for key := range 30 {
		if c.Contains(key) != (m.find(key) != nil) {
			t.Fatalf("seed %d, step %d: key %d cached: %v", seed, step, key, c.Contains(key))
		}
	}
}

func TestConcurrentUseKeepsTheBudget(t *testing.T) {
	c := New[int, int](500)
	var wg sync.WaitGroup
	for worker := range uint64(8) {
		wg.Go(func() {
			r := rand.New(rand.NewPCG(worker, 1))
			for range 2000 {
				key := r.IntN(60)
				ctx, cancel := context.WithCancel(t.Context())
				if r.IntN(4) == 0 {
					cancel()
				}
				v, err := c.Get(ctx, key, func(context.Context) (int, int64, error) { return key, int64(key), nil })
				if err == nil && v != key {
					t.Errorf("Get(%d) = %d", key, v)
				}
				cancel()
			}
		})
	}
	wg.Wait()
	var sum int64
	for key := range 60 {
		if c.Contains(key) {
			sum += int64(key)
		}
	}
	if s := c.Stats(); s.Size != sum || s.Size > s.Capacity {
		t.Errorf("the counter says %d bytes, the entries have %d, the budget is %d", s.Size, sum, s.Capacity)
	}
}

func BenchmarkHit(b *testing.B) {
	c := New[int, string](100)
	load := value("v", 1)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Get(b.Context(), 1, load); err != nil {
			b.Fatal(err)
		}
	}
}

func TestAddAfterPeek(t *testing.T) {
	c := New[string, string](100)
	if v, ok := c.Peek("k"); ok {
		t.Fatalf("an empty cache has %q", v)
	}
	c.Add("k", "old", 60)
	c.Add("k", "v", 50)
	c.Add("other", "w", 40)
	if v, ok := c.Peek("k"); !ok || v != "v" {
		t.Errorf("Peek = %q, %v", v, ok)
	}
	if got, want := c.Stats(), (Stats{Capacity: 100, Size: 90, Entries: 2, Hits: 1, Misses: 3}); got != want {
		t.Errorf("Stats = %+v, want %+v", got, want)
	}
	c.Add("large", "x", 101)
	if c.Contains("large") || !c.Contains("k") {
		t.Error("a value beyond the budget was kept, or evicted others")
	}
}
