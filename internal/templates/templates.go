// Package templates knows which templates there are, what they are like, and how to get their pictures.
//
// Templates come from folders of the operator, which are searched first, and from those embedded in the program. Opening a store
// inspects every file but decodes none. A file is trusted to be a picture as little as one from a client: its encoded size
// and its pixels are bounded, and one that cannot be used costs nothing but itself. What a client reads of a failure names
// the template and never a path.
//
// The package keeps no decoded pictures: its caller does. It does not notice changes of a folder, except that it refuses a
// file that is no longer the one it inspected.
package templates

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"

	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/fault"
	"github.com/memed/memed/internal/picture"
)

// maxFileBytes bounds an encoded template. Files are read whole, and long animations are the largest at a few megabytes.
const maxFileBytes = 32 << 20

var errTooLarge = fmt.Errorf("its file is larger than %d bytes", maxFileBytes)

// Template describes a template. It is immutable and safe for concurrent use; its slices must not be modified.
type Template struct {
	// ID is unique within a store, not empty, valid UTF-8 without control characters.
	ID string
	// Name is for people.
	Name string
	// Keywords are what people may search for; often there are none.
	Keywords []string
	// Info describes the picture of the default style.
	picture.Info
	// Boxes are the template's own text boxes in reading order, without texts. None means the thirds of the picture.
	Boxes []caption.Caption
	// Styles are the variants of the template; caption.DefaultStyle is always among them.
	Styles []string
	// Example has a text for each box, or 1 to 3 for the thirds; it may be empty.
	Example []string
	// Digest identifies the content of the file.
	Digest [sha256.Size]byte

	read func() ([]byte, error)
}

// inspect completes t by what its file says.
func (t *Template) inspect(maxPixels int64) error {
	data, err := t.content()
	if err != nil {
		return err
	}
	info, err := picture.Inspect(data, maxPixels)
	if err != nil {
		return undecodable(t.ID, err)
	}
	t.Info, t.Digest = info, sha256.Sum256(data)
	return nil
}

// content reads t's file.
func (t *Template) content() ([]byte, error) {
	data, err := t.read()
	switch {
	case errors.Is(err, errTooLarge):
		return nil, unusable(t.ID, errTooLarge.Error(), nil)
	case err != nil:
		return nil, unusable(t.ID, "its file cannot be read", err)
	}
	return data, nil
}

// readFile reads a template's file.
func readFile(fsys fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular(): // opening a named pipe would wait for its writer
		return nil, errors.New("it is not a regular file")
	case info.Size() > maxFileBytes:
		return nil, errTooLarge
	}
	return fs.ReadFile(fsys, name)
}

// undecodable returns the fault of a template whose picture cannot be decoded.
func undecodable(id string, err error) *fault.Error {
	if _, ok := errors.AsType[*fault.Panic](err); ok {
		return unusable(id, "its decoder failed", err)
	}
	return unusable(id, err.Error(), nil)
}

// unusable returns the fault of a template that is the operator's to mend. The client reads the reason, the log also the cause.
func unusable(id, reason string, cause error) *fault.Error {
	return &fault.Error{Kind: fault.Internal, Message: fmt.Sprintf("template %q cannot be used: %s", id, reason), Err: cause}
}
