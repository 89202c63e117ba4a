package templates

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"strings"

	"github.com/memed/memed/internal/fault"
	"github.com/memed/memed/internal/picture"
)

// Config says where templates come from and how large they may be.
type Config struct {
	// Folders are searched in their order, before the embedded templates.
	Folders []string
	// MaxPixels bounds frames × width × height of a template, at least 1.
	MaxPixels int64
}

// Validate reports every folder that is none, and every value that is out of its range, naming the flag.
func (c Config) Validate() error {
	var faults []error
	for _, folder := range c.Folders {
		info, err := os.Stat(folder)
		switch {
		case errors.Is(err, os.ErrNotExist):
			faults = append(faults, fmt.Errorf("--templates: folder %s does not exist", folder))
		case err != nil:
			faults = append(faults, fmt.Errorf("--templates: %w", err))
		case !info.IsDir():
			faults = append(faults, fmt.Errorf("--templates: %s is not a folder", folder))
		}
	}
	if c.MaxPixels < 1 {
		faults = append(faults, fmt.Errorf("--max-pixels: %d is not allowed, it must be at least 1", c.MaxPixels))
	}
	return errors.Join(faults...)
}

// origin finds the templates of one place. It logs what it leaves out, and fails only if the place as a whole is unusable.
type origin func() ([]candidate, error)

// candidate is a template that has been found but not inspected.
type candidate struct {
	*Template
	path string // for the log
}

// Store holds the templates of all origins. It is immutable and safe for concurrent use.
type Store struct {
	maxPixels int64
	usable    []*Template
	byID      map[string]entry
}

// entry is a template, or else the reason why it cannot be used.
type entry struct {
	template *Template
	err      error
}

// Open finds and inspects all templates. One that cannot be used is logged, and stays known to Get.
func Open(config Config, log *slog.Logger) (*Store, error) {
	if err := config.Validate(); err != nil {
		return nil, err
	}
	var origins []origin
	for _, folder := range config.Folders {
		origins = append(origins, flatFolder(folder, log))
	}
	return open(append(origins, manifest(embedded())), config.MaxPixels, log)
}

// open gives each id to the first origin that has it.
func open(origins []origin, maxPixels int64, log *slog.Logger) (*Store, error) {
	s := &Store{maxPixels: maxPixels, byID: make(map[string]entry)}
	for _, find := range origins {
		candidates, err := find()
		if err != nil {
			return nil, err
		}
		for _, c := range candidates {
			if _, taken := s.byID[c.ID]; taken {
				continue
			}
			if err := c.inspect(maxPixels); err != nil {
				log.Warn("template cannot be used", "path", c.path, "error", err)
				s.byID[c.ID] = entry{err: err}
				continue
			}
			s.byID[c.ID] = entry{template: c.Template}
			s.usable = append(s.usable, c.Template)
		}
	}
	slices.SortFunc(s.usable, func(a, b *Template) int { return strings.Compare(a.ID, b.ID) })
	return s, nil
}

// List returns the templates that can be used, sorted by id.
func (s *Store) List() []*Template { return slices.Clone(s.usable) }

// Get returns the template of an id: a fault of kind NotFound if there is none, Internal if there is one that cannot be used.
func (s *Store) Get(id string) (*Template, error) {
	e, ok := s.byID[id]
	if !ok {
		known := make([]string, len(s.usable))
		for i, t := range s.usable {
			known[i] = t.ID
		}
		return nil, fault.UnknownName("template", "template", id, known)
	}
	return e.template, e.err
}

// Load reads and decodes the picture of a style of t: a fault of kind NotFound if t has no such style, Internal if the file can no
// longer be used or is not the one that was inspected. It returns ctx's cause soon after ctx ends.
func (s *Store) Load(ctx context.Context, t *Template, style string) (*picture.Picture, error) {
	if !slices.Contains(t.Styles, style) {
		return nil, fault.UnknownName("style", "style", style, t.Styles)
	}
	data, err := t.content()
	if err != nil {
		return nil, err
	}
	if sha256.Sum256(data) != t.Digest {
		return nil, unusable(t.ID, "it changed on disk since the server started, and a restart picks the change up", nil)
	}
	p, err := picture.Decode(ctx, data, s.maxPixels)
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if err != nil {
		return nil, undecodable(t.ID, err)
	}
	return p, nil
}
