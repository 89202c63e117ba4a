// Package cache is a least-recently-used cache with a budget in bytes and one load per key at a time.
//
// Whoever asks for a key that is being loaded joins that load instead of starting another. A load belongs to all who
// wait for it: it runs detached from any single caller and is cancelled only when the last of them has left (the model is
// tailscale's util/singleflight). Values are shared between callers and must not be modified.
package cache

import (
	"context"
	"math"
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"

	"github.com/memed/memed/internal/fault"
)

// Load makes the value of a key and tells how many bytes it occupies. ctx ends when nobody waits for the value any more;
// it carries the values, but not the deadline, of the context that the first caller gave to Get.
type Load[V any] func(ctx context.Context) (value V, bytes int64, err error)

// Cache maps keys to loaded values. It is safe for concurrent use.
type Cache[K comparable, V any] struct {
	budget int64

	mu      sync.Mutex // guards what follows
	lru     *simplelru.LRU[K, entry[V]]
	bytes   int64
	flights map[K]*flight[V]
	counts  counts
}

type entry[V any] struct {
	value V
	bytes int64
}

type counts struct {
	hits, misses, joined, evictions uint64
}

// New returns a cache that keeps values of up to budget bytes in all. With a budget of 0 or less it keeps nothing,
// but still joins the loads of one key.
func New[K comparable, V any](budget int64) *Cache[K, V] {
	// The bytes decide what stays, so the list itself must never reach its bound on entries.
	lru, err := simplelru.NewLRU[K, entry[V]](math.MaxInt, nil)
	if err != nil {
		panic(err) // only a size below 1 is an error
	}
	return &Cache[K, V]{budget: max(budget, 0), lru: lru, flights: make(map[K]*flight[V])}
}

// Get returns the value of key, loading it if it is not there. It returns ctx's error when ctx ends first, and the
// load's own error, which is not cached, when that fails. A panic of load comes back as a *fault.Panic.
func (c *Cache[K, V]) Get(ctx context.Context, key K, load Load[V]) (V, error) {
	c.mu.Lock()
	if e, ok := c.lru.Get(key); ok {
		c.counts.hits++
		c.mu.Unlock()
		return e.value, nil
	}
	f, ok := c.flights[key]
	if ok {
		c.counts.joined++
		f.waiting++
	} else {
		c.counts.misses++
		f = c.takeOffLocked(ctx, key, load)
	}
	c.mu.Unlock()
	return c.wait(ctx, key, f)
}

// Peek returns the value of key if it is cached. It counts a hit, but no miss: the caller goes on to Get, or to Add.
func (c *Cache[K, V]) Peek(key K) (V, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.lru.Get(key)
	if ok {
		c.counts.hits++
	}
	return e.value, ok
}

// Add stores a value that Peek did not find, and counts the miss. It is for values that take less time to make than a load takes to start.
func (c *Cache[K, V]) Add(key K, value V, bytes int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.counts.misses++
	c.storeLocked(key, value, bytes)
}

// Contains tells whether key is cached, without counting or refreshing it.
func (c *Cache[K, V]) Contains(key K) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.lru.Contains(key)
}

// flight is one load under way.
type flight[V any] struct {
	cancel  context.CancelFunc
	waiting int // guarded by the cache's mu

	landed chan struct{} // closed when value and err are final
	value  V
	err    error
}

func (c *Cache[K, V]) takeOffLocked(ctx context.Context, key K, load Load[V]) *flight[V] {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	f := &flight[V]{cancel: cancel, waiting: 1, landed: make(chan struct{})}
	c.flights[key] = f
	go func() {
		defer cancel()
		c.fly(ctx, key, f, load)
	}()
	return f
}

func (c *Cache[K, V]) fly(ctx context.Context, key K, f *flight[V], load Load[V]) {
	value, bytes, err := protect(ctx, load)

	c.mu.Lock()
	defer c.mu.Unlock()
	if c.flights[key] == f {
		delete(c.flights, key)
	}
	if err == nil {
		c.storeLocked(key, value, bytes)
	}
	f.value, f.err = value, err
	close(f.landed)
}

func protect[V any](ctx context.Context, load Load[V]) (value V, bytes int64, err error) {
	defer fault.Recover(&err)
	return load(ctx)
}

// wait waits for f or for the end of ctx, whichever is first. The last to leave cancels the load, and takes it off
// the table so that a newcomer does not join a dying one.
func (c *Cache[K, V]) wait(ctx context.Context, key K, f *flight[V]) (V, error) {
	select {
	case <-f.landed:
		return f.value, f.err
	case <-ctx.Done():
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	f.waiting--
	if f.waiting == 0 {
		f.cancel()
		if c.flights[key] == f {
			delete(c.flights, key)
		}
	}
	var none V
	return none, context.Cause(ctx)
}

// storeLocked adds a value and evicts the least recently used ones until the budget holds. A value that is larger than
// the budget is not kept: it would evict everything else and then go itself.
func (c *Cache[K, V]) storeLocked(key K, value V, bytes int64) {
	if bytes > c.budget {
		return
	}
	if old, ok := c.lru.Peek(key); ok {
		c.bytes -= old.bytes
	}
	c.lru.Add(key, entry[V]{value, bytes})
	c.bytes += bytes
	for c.bytes > c.budget {
		_, oldest, _ := c.lru.RemoveOldest()
		c.bytes -= oldest.bytes
		c.counts.evictions++
	}
}

// Stats is a snapshot of a cache's counters.
type Stats struct {
	// Capacity is the budget and Size what the kept values occupy, in bytes.
	Capacity, Size int64
	// Entries is the number of kept values.
	Entries int
	// Hits found their value; Misses started a load or added their own; Joined waited for the load of another; Evictions made room.
	Hits, Misses, Joined, Evictions uint64
}

// FillRate is the occupied share of the capacity, 0 to 1.
func (s Stats) FillRate() float64 {
	if s.Capacity == 0 {
		return 0
	}
	return float64(s.Size) / float64(s.Capacity)
}

// Stats returns the counters as they are now.
func (c *Cache[K, V]) Stats() Stats {
	c.mu.Lock()
	defer c.mu.Unlock()
	return Stats{
		Capacity: c.budget, Size: c.bytes, Entries: c.lru.Len(),
		Hits: c.counts.hits, Misses: c.counts.misses, Joined: c.counts.joined, Evictions: c.counts.evictions,
	}
}
