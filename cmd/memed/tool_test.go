package main

import (
	"os"
	"os/exec"
	"testing"
)

// tool returns the path of a program that a test needs. On a user's machine a missing one skips the test, in CI it fails.
func tool(t testing.TB, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err == nil {
		return path
	}
	const message = "%s is not installed; scripts/install-test-tools installs it"
	if os.Getenv("CI") != "" {
		t.Fatalf(message, name)
	}
	t.Skipf(message, name)
	return ""
}
