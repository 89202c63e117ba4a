// Package conventions holds the tests that keep the project's structure: one package comment per folder, and imports that go one way.
// It has no code of its own.
package conventions
