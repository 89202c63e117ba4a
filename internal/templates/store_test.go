package templates

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/fault"
)

func TestValidate(t *testing.T) {
	folder := folderOf(t, map[string][]byte{"file": nil})
	if err := (Config{Folders: []string{folder}, MaxPixels: 1}).Validate(); err != nil {
		t.Errorf("a valid configuration: %v", err)
	}
	missing, file := filepath.Join(folder, "missing"), filepath.Join(folder, "file")
	config := Config{Folders: []string{missing, folder, file}}
	err := config.Validate()
	if err == nil {
		t.Fatal("no error")
	}
	want := "--templates: folder " + missing + " does not exist\n" +
		"--templates: " + file + " is not a folder\n" +
		"--max-pixels: 0 is not allowed, it must be at least 1"
	if err.Error() != want {
		t.Errorf("%v\nwant\n%s", err, want)
	}
	if _, err := Open(config, slog.New(slog.DiscardHandler)); err == nil || err.Error() != want {
		t.Errorf("Open: %v", err)
	}
}

func TestFirstFolderWins(t *testing.T) {
	first := folderOf(t, map[string][]byte{"a.png": pngOf(t, 1, 1)})
	second := folderOf(t, map[string][]byte{"a.png": pngOf(t, 2, 2), "b.png": pngOf(t, 2, 2)})
	s := openFolders(t, nil, first, second)
	if a, b := mustGet(t, s, "a"), mustGet(t, s, "b"); a.Width != 1 || b.Width != 2 {
		t.Errorf("a is %d wide, b %d; want 1, 2", a.Width, b.Width)
	}
}

func TestFoldersHideEmbeddedTemplates(t *testing.T) {
	config := Config{MaxPixels: plenty}
	log := slog.New(slog.DiscardHandler)
	all, err := Open(config, log)
	if err != nil {
		t.Fatal(err)
	}
	hidden, broken := all.List()[0].ID, all.List()[1].ID
	config.Folders = []string{folderOf(t, map[string][]byte{hidden + ".png": pngOf(t, 3, 3), broken + ".png": []byte("broken")})}
	s, err := Open(config, log)
	if err != nil {
		t.Fatal(err)
	}
	if got := mustGet(t, s, hidden); got.Width != 3 {
		t.Errorf("%s is the embedded one", hidden)
	}
	if _, err := s.Get(broken); fault.As(err) == nil {
		t.Errorf("%s: %v, want the fault of the folder's file", broken, err)
	}
	if got, want := len(s.List()), len(all.List())-1; got != want {
		t.Errorf("%d templates, want %d", got, want)
	}
}

func TestGetUnknown(t *testing.T) {
	s := openFolders(t, nil, folderOf(t, map[string][]byte{"grumpycat.png": pngOf(t, 1, 1), "broken.png": nil}))
	_, err := s.Get("grumpy")
	if f := fault.As(err); f == nil || f.Kind != fault.NotFound || f.Field != "template" || !strings.Contains(f.Message, "grumpycat") {
		t.Errorf("err = %v", err)
	}
	if strings.Contains(err.Error(), "broken") {
		t.Errorf("%v suggests what cannot be used", err)
	}
}

func TestBrokenTemplates(t *testing.T) {
	large := gifOf(t, 9, 9)
	copy(large[6:], "\xff\xff\xff\xff") // its width and height
	folder := folderOf(t, map[string][]byte{
		"text.png": []byte("not a picture"), "empty.jpg": nil, "cut.gif": gifOf(t, 9, 9)[:20], "good.png": pngOf(t, 2, 2),
		"large.gif": large,
	})
	writeFile(t, filepath.Join(folder, "huge.png"), nil)
	if err := os.Truncate(filepath.Join(folder, "huge.png"), maxFileBytes+1); err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	s := openFolders(t, &log, folder)
	if got := ids(s); len(got) != 1 || got[0] != "good" {
		t.Errorf("templates %q, want only the good one", got)
	}
	for file, want := range map[string]string{
		"text.png": "no JPEG, PNG, GIF or WebP", "empty.jpg": "no JPEG", "cut.gif": "gif: reading the palette",
		"large.gif": "too many", "huge.png": "larger than 33554432 bytes",
	} {
		id, _ := templateID(file)
		_, err := s.Get(id)
		f := fault.As(err)
		if f == nil || f.Kind != fault.Internal || !strings.Contains(f.Detail(), want) || !strings.Contains(f.Detail(), `"`+id+`"`) {
			t.Errorf("%s: %v; want an internal fault with %q", file, err, want)
		}
		if strings.Contains(err.Error(), folder) {
			t.Errorf("%s: %v tells a path", file, err)
		}
		if n := strings.Count(log.String(), filepath.Join(folder, file)); n != 1 {
			t.Errorf("%s was logged %d times", file, n)
		}
	}
}

func TestLoad(t *testing.T) {
	data := gifOf(t, 6, 3)
	s := openFolders(t, nil, folderOf(t, map[string][]byte{"a.gif": data}))
	a := mustGet(t, s, "a")
	if a.Digest != sha256.Sum256(data) {
		t.Error("the digest is not that of the file")
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			p, err := s.Load(t.Context(), a, caption.DefaultStyle)
			if err != nil || p.Bounds().Dx() != 6 || p.Bounds().Dy() != 3 {
				t.Errorf("Load = %v, %v", p, err)
			}
		})
	}
	wg.Wait()
}

func TestLoadUnknownStyle(t *testing.T) {
	s := openFolders(t, nil, folderOf(t, map[string][]byte{"a.png": pngOf(t, 1, 1)}))
	_, err := s.Load(t.Context(), mustGet(t, s, "a"), "maga")
	if f := fault.As(err); f == nil || f.Kind != fault.NotFound || f.Field != "style" || !strings.Contains(f.Message, "default") {
		t.Errorf("err = %v", err)
	}
}

func TestLoadOfAFileThatIsNoLongerTheSame(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(t *testing.T, path string)
		want   string
	}{
		{"changed", func(t *testing.T, path string) { writeFile(t, path, pngOf(t, 2, 2)) }, "a restart picks the change up"},
		{"broken", func(t *testing.T, path string) { writeFile(t, path, nil) }, "a restart picks the change up"},
		{"removed", func(t *testing.T, path string) {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}, "cannot be read"},
	} {
		t.Run(test.name, func(t *testing.T) {
			folder := folderOf(t, map[string][]byte{"a.png": pngOf(t, 1, 1)})
			s := openFolders(t, nil, folder)
			test.change(t, filepath.Join(folder, "a.png"))
			_, err := s.Load(t.Context(), mustGet(t, s, "a"), caption.DefaultStyle)
			f := fault.As(err)
			if f == nil || f.Kind != fault.Internal || !strings.Contains(f.Message, test.want) || strings.Contains(f.Detail(), folder) {
				t.Errorf("err = %v, want %q", err, test.want)
			}
		})
	}
}

func TestLoadOfAPictureThatIsBrokenBehindItsHeader(t *testing.T) {
	data := pngOf(t, 50, 50)
	s := openFolders(t, nil, folderOf(t, map[string][]byte{"a.png": data[:len(data)-20]}))
	_, err := s.Load(t.Context(), mustGet(t, s, "a"), caption.DefaultStyle)
	if f := fault.As(err); f == nil || f.Kind != fault.Internal || !strings.Contains(f.Message, `template "a"`) {
		t.Errorf("err = %v", err)
	}
}

func TestLoadStopsWithItsContext(t *testing.T) {
	s := openFolders(t, nil, folderOf(t, map[string][]byte{"a.png": pngOf(t, 1, 1)}))
	cause := errors.New("nobody waits")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(cause)
	if _, err := s.Load(ctx, mustGet(t, s, "a"), caption.DefaultStyle); err != cause {
		t.Errorf("err = %v, want %v", err, cause)
	}
}

func TestFlatTestData(t *testing.T) {
	root := os.Getenv("MEMED_TEST_DATA")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared", "data")
	}
	folder := filepath.Join(root, "flat")
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("no test data in %s; set MEMED_TEST_DATA", root)
	}
	s := openFolders(t, nil, folder)
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.List()) != len(files) {
		t.Errorf("%d templates of %d files", len(s.List()), len(files))
	}
	for _, template := range s.List() {
		checkLoads(t, s, template)
	}
	for _, id := range []string{"badluckbrian", "grumpycat"} {
		if got := mustGet(t, s, id).Format; got != caption.PNG {
			t.Errorf("%s.jpg is a %s, want png", id, got)
		}
	}
}

// checkLoads checks that a template's picture is what the template says.
func checkLoads(t *testing.T, s *Store, template *Template) {
	t.Helper()
	p, err := s.Load(t.Context(), template, caption.DefaultStyle)
	if err != nil {
		t.Errorf("%s: %v", template.ID, err)
		return
	}
	if size := p.Bounds().Size(); size.X != template.Width || size.Y != template.Height || len(p.Frames) != template.Frames {
		t.Errorf("%s: %v, %d frames; the template says %+v", template.ID, size, len(p.Frames), template.Info)
	}
}
