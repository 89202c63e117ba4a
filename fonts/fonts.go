// Package fonts knows the fonts that captions can be set in: the bundled ones and those in the operator's folders.
//
// Three faces are bundled, under the SIL Open Font License: Anton, a display face that answers to "impact" unless the
// operator supplies the real one; Comic Neue; and Noto Sans, which covers what the other two lack. Fonts are TrueType or OpenType
// files (.ttf, .otf); collections are not read.
package fonts

import (
	"context"
	"crypto/sha256"
	"embed"
	"log/slog"
	"slices"
	"strings"

	"golang.org/x/image/font/sfnt"

	"github.com/memed/memed/internal/cache"
	"github.com/memed/memed/internal/fault"
)

// Font describes one font. It is immutable and safe for concurrent use.
type Font struct {
	// ID is what a caption's font field names.
	ID string
	// Name is the font's full name, from the file.
	Name string
	// Aliases are further names that the font answers to where no other font has them as its id.
	Aliases []string
	// Scripts are the ISO 15924 codes of the scripts that the font covers.
	Scripts []string
	// Digest is the SHA-256 of the file.
	Digest [sha256.Size]byte

	read func() ([]byte, error)
}

// bundled lists the embedded fonts in the order in which they stand in for glyphs that a caption's own font lacks.
// The order is fixed, so that the same text gives the same picture everywhere.
var bundled = []struct {
	id, file string
	aliases  []string
}{
	{"anton", "Anton-Regular.ttf", []string{"impact"}},
	{"noto-sans", "NotoSans-Bold.ttf", []string{"sans", "noto"}},
	{"comic-neue", "ComicNeue-Bold.ttf", []string{"comic", "comic-sans"}},
}

//go:embed files
var files embed.FS

// Config says which fonts there are besides the bundled ones.
type Config struct {
	// Folders are searched in this order, before the bundled fonts.
	Folders []string
	// CacheBytes is the budget for parsed fonts; 0 disables the cache.
	CacheBytes int64
}

// Library is a set of fonts. It is safe for concurrent use.
type Library struct {
	fonts     []*Font // by id
	names     map[string]*Font
	fallbacks []*Font
	parsed    *cache.Cache[[sha256.Size]byte, *sfnt.Font]
}

// Open finds the fonts of config, which must be valid. A file in a folder that is no font is logged and left out.
func Open(config Config, log *slog.Logger) (*Library, error) {
	l := &Library{
		names:  make(map[string]*Font),
		parsed: cache.New[[sha256.Size]byte, *sfnt.Font](config.CacheBytes),
	}
	for _, folder := range config.Folders {
		found, err := readFolder(folder, log)
		if err != nil {
			return nil, err
		}
		for _, f := range found {
			l.add(f)
		}
	}
	for _, b := range bundled {
		f, err := describe(b.id, func() ([]byte, error) { return files.ReadFile("files/" + b.file) })
		if err != nil {
			return nil, err
		}
		f.Aliases = b.aliases
		l.add(f)
		l.fallbacks = append(l.fallbacks, f)
	}
	l.addAliases()
	slices.SortFunc(l.fonts, func(a, b *Font) int { return strings.Compare(a.ID, b.ID) })
	return l, nil
}

func (l *Library) add(f *Font) {
	if _, taken := l.names[f.ID]; taken {
		return
	}
	l.names[f.ID] = f
	l.fonts = append(l.fonts, f)
}

// addAliases comes after all ids are known, so that a font named like an alias wins over it.
func (l *Library) addAliases() {
	for _, f := range l.fonts {
		f.Aliases = slices.DeleteFunc(slices.Clone(f.Aliases), func(alias string) bool {
			_, taken := l.names[alias]
			if !taken {
				l.names[alias] = f
			}
			return taken
		})
	}
}

// List returns all fonts, sorted by id.
func (l *Library) List() []*Font { return slices.Clone(l.fonts) }

// Get returns the font of that id or alias, whatever its letter case, or a fault of kind NotFound about field.
func (l *Library) Get(field, name string) (*Font, error) {
	if f, ok := l.names[strings.ToLower(name)]; ok {
		return f, nil
	}
	known := make([]string, 0, len(l.names))
	for n := range l.names {
		known = append(known, n)
	}
	return nil, fault.UnknownName(field, "font", name, known)
}

// Fallbacks returns the bundled fonts in the order in which they stand in for missing glyphs.
func (l *Library) Fallbacks() []*Font { return l.fallbacks }

// Load returns the parsed font. It is shared: each user needs a sfnt.Buffer of its own.
func (l *Library) Load(ctx context.Context, f *Font) (*sfnt.Font, error) {
	return l.parsed.Get(ctx, f.Digest, func(context.Context) (*sfnt.Font, int64, error) {
		data, err := f.read()
		if err != nil {
			return nil, 0, unreadable(f, err)
		}
		if sha256.Sum256(data) != f.Digest {
			return nil, 0, unreadable(f, errChanged)
		}
		parsed, err := sfnt.Parse(data)
		if err != nil {
			return nil, 0, unreadable(f, err)
		}
		return parsed, int64(len(data)), nil
	})
}

// Stats returns the counters of the cache of parsed fonts.
func (l *Library) Stats() cache.Stats { return l.parsed.Stats() }
