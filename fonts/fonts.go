// Package fonts knows the fonts that captions can be set in: the bundled ones and those in the operator's folders.
//
// Bundled are Anton, a display face that answers to "impact" unless the operator supplies the real one, Comic Neue, Noto Sans, and fonts that
// stand in where those lack a glyph: for further scripts, symbols and emoji. Their licences are next to their files; the designs of Twemoji
// are by Twitter and contributors, under CC BY 4.0. Fonts are TrueType or OpenType files (.ttf, .otf); collections are not read.
package fonts

import (
	"context"
	"crypto/sha256"
	"log/slog"
	"slices"
	"strings"

	"github.com/go-text/typesetting/font"

	"github.com/memed/memed/internal/cache"
	"github.com/memed/memed/internal/fault"
)

// Font describes one font. It is immutable and safe for concurrent use.
type Font struct {
	// ID is what a caption's font field names.
	ID string
	// Name is the font's full name.
	Name string
	// Aliases are further names that the font answers to where no other font has them as its id.
	Aliases []string
	// Scripts are the ISO 15924 codes of the scripts that the font covers.
	Scripts []string
	// Digest is the SHA-256 of the file.
	Digest [sha256.Size]byte
	// Unfit are characters that are to be taken from other fonts, as this one's glyphs show others, or distort them.
	Unfit string
	// Embolden is how far letters should be thickened all around, in em, as the font has only a lighter weight than the others.
	Embolden float64

	read func() ([]byte, error)
}

// Config says which fonts there are besides the bundled ones.
type Config struct {
	// Folders are searched in this order, before the bundled fonts.
	Folders []string
	// CacheBytes is the budget for parsed fonts; 0 disables the cache.
	CacheBytes int64
}

// Library is a set of fonts. It is safe for concurrent use.
type Library struct {
	fonts    []*Font // by id
	names    map[string]*Font
	emoji    *Font
	standIns []*Font // for everything, in order
	// displayStandIns are those for the display font, which begin with the one of its weight.
	displayStandIns []*Font
	parsed          *cache.Cache[[sha256.Size]byte, *font.Font]
}

// Open finds the fonts of config, which must be valid. A file in a folder that is no font is logged and left out.
func Open(config Config, log *slog.Logger) (*Library, error) {
	l := &Library{
		names:  make(map[string]*Font),
		parsed: cache.New[[sha256.Size]byte, *font.Font](config.CacheBytes),
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
	if err := l.addBundled(); err != nil {
		return nil, err
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

// Emoji returns the font that emoji are taken from.
func (l *Library) Emoji() *Font { return l.emoji }

// StandIns returns the fonts that are asked, in this order, for glyphs that f lacks. They are all bundled, and the order is fixed, so that
// the same text gives the same picture everywhere.
func (l *Library) StandIns(f *Font) []*Font {
	if f.ID == displayID || f.ID == displayAlias {
		return l.displayStandIns
	}
	return l.standIns
}

// parsedSize is how much memory a parsed font takes, as a multiple of its file: measured with those bundled, it is 2.1 to 3.4.
const parsedSize = 3

// Load returns the parsed font. It is shared: each user needs a font.Face of its own.
func (l *Library) Load(ctx context.Context, f *Font) (*font.Font, error) {
	return l.parsed.Get(ctx, f.Digest, func(context.Context) (*font.Font, int64, error) {
		data, err := f.read()
		if err != nil {
			return nil, 0, unreadable(f, err)
		}
		if sha256.Sum256(data) != f.Digest {
			return nil, 0, unreadable(f, errChanged)
		}
		parsed, err := parse(data)
		if err != nil {
			return nil, 0, unreadable(f, err)
		}
		return parsed, parsedSize * int64(len(data)), nil
	})
}

// Stats returns the counters of the cache of parsed fonts.
func (l *Library) Stats() cache.Stats { return l.parsed.Stats() }
