package templates

import (
	"bytes"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/memed/memed/internal/caption"
)

// plenty is more pixels than any picture of these tests has.
const plenty = 1 << 25

func TestFlatFolder(t *testing.T) {
	jpg, png, gif := jpegOf(t, 4, 3), pngOf(t, 5, 3), gifOf(t, 6, 3)
	for _, test := range []struct {
		name  string
		files map[string][]byte
		want  []string // the ids, sorted
		log   string
	}{
		{"one of each", map[string][]byte{"a.jpg": jpg, "b.jpeg": jpg, "c.png": png, "d.gif": gif}, []string{"a", "b", "c", "d"}, ""},
		{"any case of the extension", map[string][]byte{"a.JPG": jpg, "B.Png": png}, []string{"B", "a"}, ""},
		{"a name with dots and spaces", map[string][]byte{"so much. wow.png": png}, []string{"so much. wow"}, ""},
		{"a name beyond ASCII", map[string][]byte{"mème-日本.png": png}, []string{"mème-日本"}, ""},
		{"other files", map[string][]byte{"a.txt": jpg, "png": png, "b.png.bak": png, "readme": nil}, nil, ""},
		{"hidden files", map[string][]byte{".png": png, ".a.png": png}, nil, ""},
		{"subfolders", map[string][]byte{"sub/a.png": png, "b.png/a.png": png}, nil, ""},
		{"one id twice", map[string][]byte{"a.jpg": jpg, "a.gif": gif, "a-b.png": png}, []string{"a", "a-b"}, "a.jpg"},
		{"a control character", map[string][]byte{"a\tb.png": png}, nil, "cannot be an id"},
		{"invalid UTF-8", map[string][]byte{"a\xff.png": png}, nil, "cannot be an id"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var log bytes.Buffer
			s := openFolders(t, &log, folderOf(t, test.files))
			if got := ids(s); !slices.Equal(got, test.want) {
				t.Errorf("templates %q, want %q", got, test.want)
			}
			if (test.log == "") != (log.Len() == 0) || !strings.Contains(log.String(), test.log) {
				t.Errorf("logged %q, want %q", log.String(), test.log)
			}
		})
	}
}

func TestFirstFileOfAnIDWins(t *testing.T) {
	s := openFolders(t, nil, folderOf(t, map[string][]byte{"a.gif": gifOf(t, 6, 3), "a.jpg": jpegOf(t, 4, 3)}))
	if got := mustGet(t, s, "a"); got.Format != caption.GIF || got.Width != 6 {
		t.Errorf("%+v, want the GIF", got.Info)
	}
}

func TestWhatAFolderTells(t *testing.T) {
	s := openFolders(t, nil, folderOf(t, map[string][]byte{"cat-wine.jpg": pngOf(t, 5, 3)}))
	got := mustGet(t, s, "cat-wine")
	if got.ID != "cat-wine" || got.Name != "Cat wine" || got.Format != caption.PNG || got.Width != 5 || got.Height != 3 || got.Frames != 1 {
		t.Errorf("%+v", got)
	}
	if !slices.Equal(got.Styles, []string{caption.DefaultStyle}) || got.Boxes != nil {
		t.Errorf("styles %q, boxes %v", got.Styles, got.Boxes)
	}
}

func TestReadable(t *testing.T) {
	for id, want := range map[string]string{
		"cat-wine": "Cat wine", "shut_up-and--take": "Shut up and take", "éclair": "Éclair", "10-guy": "10 guy", "--": "--",
	} {
		if got := readable(id); got != want {
			t.Errorf("readable(%q) = %q, want %q", id, got, want)
		}
	}
}

func TestLinks(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need privileges")
	}
	elsewhere := folderOf(t, map[string][]byte{"picture.png": pngOf(t, 5, 3), "sub/a.png": nil})
	folder := t.TempDir()
	for name, target := range map[string]string{"file.png": "picture.png", "folder.png": "sub", "nowhere.png": "missing.png"} {
		if err := os.Symlink(filepath.Join(elsewhere, target), filepath.Join(folder, name)); err != nil {
			t.Fatal(err)
		}
	}
	s := openFolders(t, nil, folder)
	if got := ids(s); !slices.Equal(got, []string{"file"}) {
		t.Errorf("templates %q, want only the link to a picture", got)
	}
	if _, err := s.Get("nowhere"); err == nil || !strings.Contains(err.Error(), "cannot be read") {
		t.Errorf("the link that leads nowhere: %v", err)
	}
}

// openFolders opens a store without the embedded templates. log may be nil.
func openFolders(t testing.TB, log *bytes.Buffer, folders ...string) *Store {
	t.Helper()
	logger := slog.New(slog.DiscardHandler)
	if log != nil {
		logger = slog.New(slog.NewTextHandler(log, nil))
	}
	var origins []origin
	for _, folder := range folders {
		origins = append(origins, flatFolder(folder, logger))
	}
	s, err := open(origins, plenty, logger)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// folderOf makes a folder of the given files.
func folderOf(t testing.TB, files map[string][]byte) string {
	t.Helper()
	folder := t.TempDir()
	for name, data := range files {
		writeFile(t, filepath.Join(folder, name), data)
	}
	return folder
}

func writeFile(t testing.TB, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func ids(s *Store) (ids []string) {
	for _, t := range s.List() {
		ids = append(ids, t.ID)
	}
	return ids
}

func mustGet(t testing.TB, s *Store, id string) *Template {
	t.Helper()
	got, err := s.Get(id)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func jpegOf(t testing.TB, w, h int) []byte {
	t.Helper()
	return encoded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, image.NewGray(image.Rect(0, 0, w, h)), nil) })
}

func pngOf(t testing.TB, w, h int) []byte {
	t.Helper()
	return encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, image.NewNRGBA(image.Rect(0, 0, w, h))) })
}

func gifOf(t testing.TB, w, h int) []byte {
	t.Helper()
	return encoded(t, func(b *bytes.Buffer) error { return gif.Encode(b, image.NewGray(image.Rect(0, 0, w, h)), nil) })
}

func encoded(t testing.TB, write func(*bytes.Buffer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
