package fonts

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-text/typesetting/font"

	"github.com/memed/memed/internal/fault"
)

// maxFileBytes bounds a font file: the largest fonts in use, of all Chinese characters, have about 20 MB.
const maxFileBytes = 64 << 20

var errChanged = errors.New("the file changed since the server started; restart it to use the new one")

// Validate reports every folder that cannot be used, naming the flag.
func (c Config) Validate() error {
	var faults []error
	for _, folder := range c.Folders {
		info, err := os.Stat(folder)
		switch {
		case err != nil:
			faults = append(faults, fmt.Errorf("--fonts: %w", err))
		case !info.IsDir():
			faults = append(faults, fmt.Errorf("--fonts: %s is not a folder", folder))
		}
	}
	if c.CacheBytes < 0 {
		faults = append(faults, fmt.Errorf("--font-cache: %d is not allowed, it must be 0 or more", c.CacheBytes))
	}
	return errors.Join(faults...)
}

// readFolder describes the fonts in folder, by file name.
func readFolder(folder string, log *slog.Logger) ([]*Font, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("--fonts: %w", err)
	}
	var found []*Font
	for _, entry := range entries {
		extension := filepath.Ext(entry.Name())
		if !slices.Contains([]string{".ttf", ".otf"}, strings.ToLower(extension)) || entry.IsDir() {
			continue
		}
		path := filepath.Join(folder, entry.Name())
		f, err := describe(idOf(strings.TrimSuffix(entry.Name(), extension)), func() ([]byte, error) { return readFile(path) })
		if err != nil {
			log.Warn("font left out", "path", path, "error", err)
			continue
		}
		found = append(found, f)
	}
	return found, nil
}

// idOf makes a font id of a file's name: "Open Sans" becomes "open-sans".
func idOf(name string) string {
	return strings.Join(strings.Fields(strings.ToLower(name)), "-")
}

func readFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Size() > maxFileBytes {
		return nil, fmt.Errorf("the file has %d bytes, more than %d", info.Size(), maxFileBytes)
	}
	return os.ReadFile(path)
}

// describe reads a font's file for what the library needs to know of it.
func describe(id string, read func() ([]byte, error)) (*Font, error) {
	data, err := read()
	if err != nil {
		return nil, err
	}
	parsed, err := parse(data)
	if err != nil {
		return nil, err
	}
	name := parsed.Describe().Family
	if name == "" {
		name = id
	}
	return &Font{ID: id, Name: name, Scripts: scriptsOf(parsed), Digest: sha256.Sum256(data), read: read}, nil
}

// parse parses a font's file. Whatever a broken file does to the parser is an error.
func parse(data []byte) (f *font.Font, err error) {
	defer fault.Recover(&err)
	face, err := font.ParseTTF(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	listCoverage(face.Font)
	return face.Font, nil
}

func unreadable(f *Font, cause error) error {
	return &fault.Error{Kind: fault.Internal, Message: "font " + f.ID + " cannot be read", Err: cause}
}
