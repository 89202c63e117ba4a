package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
)

// entry is what the manifest says about one drawing.
type entry struct {
	ID       string   `json:"id"`
	File     string   `json:"file"`
	Name     string   `json:"name"`
	Keywords []string `json:"keywords"`
	Example  []string `json:"example"`
	Boxes    []box    `json:"boxes,omitempty"`
}

// writeManifest describes the drawings in dir/manifest.json.
func writeManifest(dir string, all []drawing) error {
	entries := make([]entry, 0, len(all))
	for _, d := range all {
		entries = append(entries, entry{ID: d.id, File: d.file(), Name: d.name, Keywords: d.keywords, Example: d.example, Boxes: d.boxes})
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(entries); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "manifest.json"), buf.Bytes(), 0o644)
}
