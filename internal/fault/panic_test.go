package fault

import (
	"errors"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// recovered runs f as its callers do.
func recovered(f func() error) (err error) {
	defer Recover(&err)
	return f()
}

func explode() error { panic("boom") }

func TestRecover(t *testing.T) {
	var index []int
	tests := []struct {
		name  string
		f     func() error
		value string
	}{
		{"a string", explode, "panic: boom"},
		{"an error", func() error { panic(io.ErrUnexpectedEOF) }, "panic: unexpected EOF"},
		{"a runtime error", func() error { return errors.New(string(rune(index[3]))) }, "panic: runtime error: index out of range [3] with length 0"},
		{"nil", func() error { panic(nil) }, "panic: panic called with nil argument"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := recovered(test.f)
			var p *Panic
			if !errors.As(err, &p) {
				t.Fatalf("err = %v, want a panic", err)
			}
			if !strings.HasPrefix(err.Error(), test.value) {
				t.Errorf("Error() = %q, want %q", err, test.value)
			}
			if As(err) != nil {
				t.Error("a panic counts as a fault that a client may read")
			}
		})
	}
}

func TestStackShowsWhoPanicked(t *testing.T) {
	p, ok := errors.AsType[*Panic](recovered(explode))
	if !ok || p.Value != "boom" || !strings.Contains(string(p.Stack), "fault.explode") {
		t.Errorf("value %v, stack:\n%s", p.Value, p.Stack)
	}
}

func TestRecoverLeavesTheRestAlone(t *testing.T) {
	if err := recovered(func() error { return nil }); err != nil {
		t.Errorf("err = %v", err)
	}
	if err := recovered(func() error { return io.EOF }); err != io.EOF {
		t.Errorf("err = %v, want EOF", err)
	}
}

func TestFirstReport(t *testing.T) {
	p := &Panic{Value: "boom"}
	var first atomic.Int32
	var wg sync.WaitGroup
	for range 50 {
		wg.Go(func() {
			if p.FirstReport() {
				first.Add(1)
			}
		})
	}
	wg.Wait()
	if first.Load() != 1 {
		t.Errorf("%d callers were the first", first.Load())
	}
}
