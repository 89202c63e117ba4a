// Package web holds the pages that memed shows to people. They are self-contained: no script, and nothing from other servers.
package web

import (
	_ "embed" // for the page
	"html/template"
	"io"
)

//go:embed index.html
var indexSource string

var index = template.Must(template.New("index").Parse(indexSource))

// Entry is a template as the index shows it.
type Entry struct {
	ID, Name string
	// Texts are those of the example.
	Texts []string
	// Width and Height are the template's, in pixels.
	Width, Height int
	// Preview is the URL of the small picture, Link that of the whole one, and File a name to save it by.
	Preview, Link, File string
}

// Index writes the page of all templates.
func Index(w io.Writer, entries []Entry) error { return index.Execute(w, entries) }
