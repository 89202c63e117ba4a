// Package testtool finds the programs that tests need besides Go. Where one is missing, a user's machine skips the test and says so, and CI fails.
package testtool

import (
	"bytes"
	"context"
	"encoding/json"
	"html"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"testing"
	"time"
)

// Lacks ends a test that cannot run for want of what is said.
func Lacks(t testing.TB, format string, args ...any) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatalf(format, args...)
	}
	t.Skipf(format, args...)
}

// Path returns the path of a program.
func Path(t testing.TB, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		Lacks(t, "%s is not installed; scripts/install-test-tools installs it", name)
	}
	return path
}

// Processor goes on if the processor has a feature, which the assembly under test is for.
func Processor(t testing.TB, has bool, feature string) {
	t.Helper()
	if !has {
		Lacks(t, "this processor has no %s", feature)
	}
}

// chromiumFlags keep the browser to the page: no first-run questions, no traffic, and, for containers, no sandbox.
var chromiumFlags = []string{
	"--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run", "--disable-background-networking",
	"--disable-component-update", "--disable-sync", "--dump-dom",
}

// chromiumTimeout is generous: pages take some seconds on two cores.
const chromiumTimeout = 2 * time.Minute

var body = regexp.MustCompile(`(?s)<body>(.*)</body>`)

// Chromium has the browser load a page with further flags, and decodes the JSON that the page's scripts leave as its body.
func Chromium(t testing.TB, url string, result any, flags ...string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), chromiumTimeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, Path(t, "chromium"), slices.Concat(chromiumFlags, flags, []string{"--user-data-dir=" + t.TempDir(), url})...)
	cmd.WaitDelay = time.Second
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	dom, err := cmd.Output()
	if err != nil {
		t.Fatalf("chromium: %v\n%s", err, complaints.Bytes())
	}
	found := body.FindSubmatch(dom)
	if found == nil {
		t.Fatalf("the browser shows no page: %.500s", dom)
	}
	if err := json.Unmarshal([]byte(html.UnescapeString(string(found[1]))), result); err != nil {
		t.Fatalf("%v: %.500s", err, found[1])
	}
}
