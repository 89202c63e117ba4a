package templates

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/memed/memed/internal/caption"
)

//go:generate go run ./artwork

//go:embed embedded
var embeddedFiles embed.FS

// embedded returns the pictures and the manifest that are part of the program.
func embedded() fs.FS {
	files, err := fs.Sub(embeddedFiles, "embedded")
	if err != nil {
		panic(err) // only a malformed name is an error
	}
	return files
}

// drawing is what the manifest says of one template.
type drawing struct {
	ID       string         `json:"id"`
	File     string         `json:"file"`
	Name     string         `json:"name"`
	Keywords []string       `json:"keywords"`
	Example  []string       `json:"example"`
	Boxes    jsontext.Value `json:"boxes"`
}

// manifest finds the templates that manifest.json in fsys lists. It is part of the program, so any fault in it is an error.
func manifest(fsys fs.FS) origin {
	const name = "manifest.json"
	return func() ([]candidate, error) {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		var drawings []drawing
		if err := json.Unmarshal(data, &drawings, json.RejectUnknownMembers(true)); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		found := make([]candidate, len(drawings))
		for i, d := range drawings {
			t, err := d.template(fsys)
			if err != nil {
				return nil, fmt.Errorf("%s: template %q: %w", name, d.ID, err)
			}
			found[i] = candidate{t, "embedded/" + d.File}
		}
		return found, nil
	}
}

func (d drawing) template(fsys fs.FS) (*Template, error) {
	if !validID(d.ID) {
		return nil, errors.New("this cannot be an id")
	}
	t := fileTemplate(d.ID, fsys, d.File)
	t.Name, t.Keywords, t.Example = d.Name, d.Keywords, d.Example
	if d.Boxes == nil {
		return t, nil
	}
	boxes, err := caption.DecodeBoxes(d.Boxes)
	if err != nil {
		return nil, err
	}
	t.Boxes = boxes
	return t, nil
}
