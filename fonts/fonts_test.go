package fonts

import (
	"bytes"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/memed/memed/internal/fault"
)

func open(t *testing.T, folders ...string) (*Library, string) {
	t.Helper()
	var log bytes.Buffer
	l, err := Open(Config{Folders: folders, CacheBytes: 1 << 20}, slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	return l, log.String()
}

func write(t *testing.T, folder, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(folder, name), data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func embedded(t *testing.T, name string) []byte {
	t.Helper()
	data, err := files.ReadFile("files/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestBundledFontsAreWhatTheTableSays(t *testing.T) {
	l, _ := open(t)
	for _, f := range l.List() {
		parsed, err := l.Load(t.Context(), f)
		if err != nil {
			t.Fatalf("%s: %v", f.ID, err)
		}
		if name := parsed.Describe().Family; name != f.Name {
			t.Errorf("%s: the file's name is %q, the table says %q", f.ID, name, f.Name)
		}
		if scripts := scriptsOf(parsed); !slices.Equal(scripts, f.Scripts) {
			t.Errorf("%s: the file covers %v, the table says %v", f.ID, scripts, f.Scripts)
		}
	}
}

func TestEveryScriptIsCovered(t *testing.T) {
	l, _ := open(t)
	covered := make(map[string]bool)
	for _, f := range l.List() {
		for _, script := range f.Scripts {
			covered[script] = true
		}
	}
	for _, sample := range scriptSamples {
		if !covered[sample.code] {
			t.Errorf("no font covers %s", sample.code)
		}
	}
}

func TestStandIns(t *testing.T) {
	l, _ := open(t)
	ids := func(name string) (ids []string) {
		f, err := l.Get("font", name)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range l.StandIns(f) {
			ids = append(ids, s.ID)
		}
		return ids
	}
	if got := ids("impact"); got[0] != "sofia-sans" || got[1] != "noto-sans" {
		t.Errorf("the display face has %v", got)
	}
	if got := ids("comic-neue"); got[0] != "noto-sans" || slices.Contains(got, "sofia-sans") || slices.Contains(got, "twemoji") {
		t.Errorf("comic-neue has %v", got)
	}
	if l.Emoji().ID != "twemoji" {
		t.Errorf("emoji are taken from %s", l.Emoji().ID)
	}
}

func TestLicencesAreEmbedded(t *testing.T) {
	for _, b := range bundled {
		name, _, _ := strings.Cut(b.file, "-")
		found, err := fs.Glob(files, "files/"+strings.TrimSuffix(name, ".ttf")+"-*.txt")
		if err != nil || len(found) != 1 {
			t.Errorf("%s has the licences %v, %v", b.file, found, err)
		}
	}
}

func TestGet(t *testing.T) {
	l, _ := open(t)
	for name, id := range map[string]string{"anton": "anton", "impact": "anton", "IMPACT": "anton", "comic-sans": "comic-neue"} {
		if f, err := l.Get("font", name); err != nil || f.ID != id {
			t.Errorf("Get(%q) = %v, %v; want %s", name, f, err, id)
		}
	}
	_, err := l.Get("top_font", "antone")
	f := fault.As(err)
	if f == nil || f.Kind != fault.NotFound || f.Field != "top_font" || !strings.Contains(f.Message, "anton") {
		t.Errorf("err = %v", err)
	}
}

func TestOperatorsFontWins(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, "Impact.TTF", embedded(t, "ComicNeue-Bold.ttf"))
	l, _ := open(t, folder)
	f, err := l.Get("font", "impact")
	if err != nil || f.ID != "impact" || f.Name != "Comic Neue" {
		t.Errorf("impact = %+v, %v; want the operator's file", f, err)
	}
	if anton, _ := l.Get("font", "anton"); slices.Contains(anton.Aliases, "impact") {
		t.Error("anton still claims to answer to impact")
	}
}

func TestFolderOrder(t *testing.T) {
	first, second := t.TempDir(), t.TempDir()
	write(t, first, "my font.otf", embedded(t, "ComicNeue-Bold.ttf"))
	write(t, second, "my font.ttf", embedded(t, "Anton-Regular.ttf"))
	l, _ := open(t, first, second)
	if f, err := l.Get("font", "my-font"); err != nil || f.Name != "Comic Neue" {
		t.Errorf("my-font = %+v, %v; want that of the first folder", f, err)
	}
}

func TestBrokenFontIsLeftOut(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, "broken.ttf", []byte("no font"))
	write(t, folder, "readme.txt", []byte("no font either"))
	l, log := open(t, folder)
	if !strings.Contains(log, "broken.ttf") || strings.Contains(log, "readme") {
		t.Errorf("log: %s", log)
	}
	if _, err := l.Get("font", "broken"); err == nil {
		t.Error("the broken font can be had")
	}
}

func TestChangedFileIsRefused(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, "mine.ttf", embedded(t, "ComicNeue-Bold.ttf"))
	l, _ := open(t, folder)
	write(t, folder, "mine.ttf", embedded(t, "Anton-Regular.ttf"))
	f, err := l.Get("font", "mine")
	if err != nil {
		t.Fatal(err)
	}
	_, err = l.Load(t.Context(), f)
	if f := fault.As(err); f == nil || f.Kind != fault.Internal || strings.Contains(f.Detail(), folder) {
		t.Errorf("err = %v, want an internal fault without the path", err)
	}
}

func TestValidate(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	write(t, filepath.Dir(file), "file", nil)
	err := Config{Folders: []string{t.TempDir(), file, file + "-missing"}, CacheBytes: -1}.Validate()
	if err == nil {
		t.Fatal("no fault")
	}
	for _, part := range []string{"is not a folder", "no such file", "--font-cache"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q is missing in: %v", part, err)
		}
	}
}
