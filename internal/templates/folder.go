package templates

import (
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/memed/memed/internal/caption"
)

// extensions are those of files that are templates. What a file really is, its content says.
var extensions = []string{".jpg", ".jpeg", ".png", ".gif", ".webp"}

// flatFolder finds the pictures in a folder, but not in its subfolders: each is a template of the name of its file without the
// extension. Of two with one name, the first in lexical order wins.
func flatFolder(folder string, log *slog.Logger) origin {
	return func() ([]candidate, error) {
		fsys := os.DirFS(folder)
		files, err := fs.ReadDir(fsys, ".")
		if err != nil {
			return nil, fmt.Errorf("--templates: reading folder %s: %w", folder, err)
		}
		var found []candidate
		taken := make(map[string]bool)
		for _, file := range files {
			id, ok := templateID(file.Name())
			if !ok {
				continue
			}
			path := filepath.Join(folder, file.Name())
			switch {
			case !validID(id):
				log.Warn("template left out, the name of its file cannot be an id", "path", path)
			case isFolder(fsys, file.Name()):
			case taken[id]:
				log.Warn("template left out, another file of the folder has its id", "path", path, "id", id)
			default:
				taken[id] = true
				found = append(found, candidate{fileTemplate(id, fsys, file.Name()), path})
			}
		}
		return found, nil
	}
}

func fileTemplate(id string, fsys fs.FS, file string) *Template {
	return &Template{
		ID: id, Name: readable(id), Styles: []string{caption.DefaultStyle},
		read: func() ([]byte, error) { return readFile(fsys, file) },
	}
}

// templateID returns the id for a file, and whether the file is meant to be a template at all.
func templateID(file string) (string, bool) {
	extension := filepath.Ext(file)
	isPicture := slices.Contains(extensions, strings.ToLower(extension))
	return strings.TrimSuffix(file, extension), isPicture && !strings.HasPrefix(file, ".")
}

func validID(id string) bool {
	return id != "" && utf8.ValidString(id) && !strings.ContainsFunc(id, unicode.IsControl)
}

// isFolder follows symbolic links. One that leads nowhere is a broken template instead.
func isFolder(fsys fs.FS, name string) bool {
	info, err := fs.Stat(fsys, name)
	return err == nil && info.IsDir()
}

// readable makes a name of an id: "cat-wine" becomes "Cat wine".
func readable(id string) string {
	words := strings.FieldsFunc(id, func(r rune) bool { return r == '-' || r == '_' || unicode.IsSpace(r) })
	if len(words) == 0 {
		return id
	}
	name := strings.Join(words, " ")
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(first)) + name[size:]
}
