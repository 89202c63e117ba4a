// Command artwork draws the templates that memed embeds, and the manifest
// that describes them. Its output is the same in every run.
//
//	go run ./internal/templates/artwork [-only id,id] [-out dir]
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
)

func main() {
	only := flag.String("only", "", "draw only these `ids`, and leave the manifest alone")
	out := flag.String("out", "", "write to this `directory` instead of templates/embedded")
	flag.Parse()
	if err := run(*only, *out); err != nil {
		fmt.Fprintln(os.Stderr, "artwork:", err)
		os.Exit(1)
	}
}

func run(only, out string) error {
	if out == "" {
		out = embedded()
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	chosen, err := choose(only)
	if err != nil {
		return err
	}
	if err := drawAll(out, chosen); err != nil {
		return err
	}
	if only != "" {
		return nil
	}
	return writeManifest(out, drawings)
}

// embedded is the directory of the templates, found from the root of the
// repository or, for go generate, from the package that embeds them.
func embedded() string {
	const below = "internal/templates"
	if _, err := os.Stat(below); err == nil {
		return filepath.Join(below, "embedded")
	}
	return "embedded"
}

// choose returns the drawings with the given ids, or all.
func choose(only string) ([]drawing, error) {
	if only == "" {
		return drawings, nil
	}
	var chosen []drawing
	for id := range strings.SplitSeq(only, ",") {
		i := slices.IndexFunc(drawings, func(d drawing) bool { return d.id == id })
		if i < 0 {
			return nil, fmt.Errorf("no drawing has the id %q", id)
		}
		chosen = append(chosen, drawings[i])
	}
	return chosen, nil
}

// drawAll draws and writes the drawings, as many at once as there are processors.
func drawAll(dir string, all []drawing) error {
	errs := make([]error, len(all))
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	var wg sync.WaitGroup
	for i, d := range all {
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			errs[i] = write(dir, d)
		})
	}
	wg.Wait()
	for i, err := range errs {
		if err != nil {
			return fmt.Errorf("%s: %w", all[i].id, err)
		}
	}
	return nil
}
