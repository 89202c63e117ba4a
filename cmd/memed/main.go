// Command memed serves memes over HTTP. See memed --help for its flags, and the README for the rest.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// Exit statuses.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run is the whole program, from its arguments to its exit status.
func run(args []string, stdout, stderr io.Writer) int {
	f, done, err := parse(args, stdout, stderr)
	if done {
		return exitOK
	}
	var c config
	if err == nil {
		c, err = f.config()
	}
	if err != nil {
		for _, fault := range unjoin(err) {
			fmt.Fprintf(stderr, "memed: %v\n", fault)
		}
		return exitUsage
	}
	stop, abort := signals()
	if err := serve(stop, abort, c, c.logger(stderr)); err != nil {
		fmt.Fprintf(stderr, "memed: %v\n", err)
		return exitFailed
	}
	return exitOK
}

// signals returns a context that ends at the first SIGINT or SIGTERM, and one that ends at the second.
func signals() (stop, abort context.Context) {
	stop, cancelStop := context.WithCancel(context.Background())
	abort, cancelAbort := context.WithCancel(context.Background())
	received := make(chan os.Signal, 2)
	signal.Notify(received, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-received
		cancelStop()
		<-received
		cancelAbort()
	}()
	return stop, abort
}

// unjoin takes errors.Join apart, to whatever depth.
func unjoin(err error) []error {
	var joined interface{ Unwrap() []error }
	if !errors.As(err, &joined) {
		return []error{err}
	}
	var all []error
	for _, e := range joined.Unwrap() {
		all = append(all, unjoin(e)...)
	}
	return all
}
