package fault

import (
	"fmt"
	"runtime/debug"
	"sync/atomic"
)

// Panic is a recovered panic on its way to whoever waits for the work that panicked.
// Several waiters may share one; it is safe for concurrent use.
type Panic struct {
	Value any
	Stack []byte

	reported atomic.Bool
}

// Error returns the panic's value.
func (p *Panic) Error() string { return fmt.Sprintf("panic: %v", p.Value) }

// FirstReport tells its first caller, and only that one, that the panic still has to be logged and counted.
func (p *Panic) FirstReport() bool { return p.reported.CompareAndSwap(false, true) }

// Recover turns a panic of the calling function into a *Panic in *err. It must be deferred directly.
func Recover(err *error) {
	if v := recover(); v != nil {
		*err = &Panic{Value: v, Stack: debug.Stack()}
	}
}
