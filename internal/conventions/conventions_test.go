package conventions

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/memed/memed/"

// source is a Go file that is not a test.
type source struct {
	folder string
	path   string
	file   *ast.File
}

func sources(t *testing.T) []source {
	t.Helper()
	const root = "../.."
	var all []source
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		path, err = filepath.Rel(root, path)
		all = append(all, source{filepath.ToSlash(filepath.Dir(path)), filepath.ToSlash(path), file})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 50 {
		t.Fatalf("found only %d files", len(all))
	}
	return all
}

func TestEachFolderHasOnePackageComment(t *testing.T) {
	comments := make(map[string][]string)
	for _, s := range sources(t) {
		if _, seen := comments[s.folder]; !seen {
			comments[s.folder] = nil
		}
		if s.file.Doc != nil {
			comments[s.folder] = append(comments[s.folder], s.path)
		}
	}
	for folder, files := range comments {
		if len(files) != 1 {
			t.Errorf("%s has %d package comments: %v", folder, len(files), files)
		}
	}
}

// mayImport says which of the project's packages each of them may import. Data goes one way, and so do imports.
var mayImport = map[string][]string{
	"internal/fault":             {},
	"internal/conventions":       {},
	"internal/templates/artwork": {},
	"web":                        {},
	"internal/caption":           {"internal/fault"},
	"internal/cache":             {"internal/fault"},
	"internal/pool":              {"internal/fault"},
	"internal/picture":           {"internal/caption", "internal/fault", "internal/pool"},
	"fonts":                      {"internal/cache", "internal/fault"},
	"internal/templates":         {"internal/caption", "internal/fault", "internal/picture"},
	"internal/typeset":           {"fonts", "internal/cache", "internal/caption", "internal/fault", "internal/pool"},
	"internal/plate":             {"internal/caption", "internal/fault", "internal/picture", "internal/plate/bandgif", "internal/plate/bandjpeg", "internal/plate/bandpng", "internal/pool"},
	"internal/plate/platetest":   {},
	"internal/testtool":          {},
	"internal/plate/bandgif":     {"internal/picture", "internal/pool"},
	"internal/plate/bandjpeg":    {},
	"internal/plate/bandpng":     {"internal/pool"},
	"internal/render": {
		"fonts", "internal/cache", "internal/caption", "internal/fault", "internal/picture", "internal/plate", "internal/pool",
		"internal/templates", "internal/typeset",
	},
	"internal/metrics": {"internal/cache", "internal/caption", "internal/pool", "internal/render"},
	"internal/server": {
		"fonts", "internal/cache", "internal/caption", "internal/fault", "internal/metrics", "internal/pool", "internal/render", "internal/templates", "web",
	},
}

func TestImportsGoOneWay(t *testing.T) {
	for _, s := range sources(t) {
		allowed, known := mayImport[s.folder]
		if !known {
			if !strings.HasPrefix(s.folder, "cmd/") {
				t.Errorf("%s: the folder is not in the table of what may import what", s.path)
			}
			continue
		}
		for _, imported := range imports(t, s) {
			if own, ok := strings.CutPrefix(imported, module); ok && !slices.Contains(allowed, own) {
				t.Errorf("%s may not import %s", s.path, own)
			}
		}
	}
}

// mayUse says which folders may import packages that reach outside the process.
var mayUse = map[string][]string{
	"net/http":  {"internal/server"},
	"os":        {"fonts", "internal/plate/platetest", "internal/server", "internal/templates", "internal/templates/artwork", "internal/testtool"},
	"os/signal": {},
	"syscall":   {},
}

func TestOnlySomeReachOutside(t *testing.T) {
	for _, s := range sources(t) {
		if strings.HasPrefix(s.folder, "cmd/") {
			continue
		}
		for _, imported := range imports(t, s) {
			if allowed, restricted := mayUse[imported]; restricted && !slices.Contains(allowed, s.folder) {
				t.Errorf("%s may not import %s", s.path, imported)
			}
		}
	}
}

// TestOnlyTheCommandReadsTheEnvironment allows no call that reads it: the flag library does, for cmd/memed. Helpers of tests may.
func TestOnlyTheCommandReadsTheEnvironment(t *testing.T) {
	for _, s := range sources(t) {
		if slices.Contains(imports(t, s), "testing") {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			selector, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if pkg, ok := selector.X.(*ast.Ident); ok && pkg.Name == "os" && slices.Contains([]string{"Getenv", "LookupEnv", "Environ"}, selector.Sel.Name) {
				t.Errorf("%s reads the environment", s.path)
			}
			return true
		})
	}
}

func imports(t *testing.T, s source) []string {
	t.Helper()
	var paths []string
	for _, spec := range s.file.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}
