package conventions

import (
	"os"
	"os/exec"
	"regexp"
	"testing"
)

// exact are the packages that decide bytes and compute in floating point.
var exact = []string{"internal/caption", "internal/picture", "internal/typeset", "internal/plate", "internal/plate/bandgif", "internal/plate/bandjpeg", "internal/plate/bandpng", "internal/render"}

var fused = regexp.MustCompile(`\(([^()]*/internal/[^()]*)\)\s+F(?:N?M(?:ADD|SUB))[SD]\s`)

// TestNothingIsFused compiles for arm64, where Go may fuse a product and a sum into one operation that rounds once. Then a request could come to other bytes than
// on amd64. An explicit conversion of the product prevents it.
func TestNothingIsFused(t *testing.T) {
	for _, folder := range exact {
		build := exec.Command("go", "build", "-gcflags=-S", "./"+folder)
		build.Dir = "../.."
		build.Env = append(os.Environ(), "GOARCH=arm64", "CGO_ENABLED=0")
		listing, err := build.CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, listing)
		}
		for _, found := range fused.FindAllSubmatch(listing, -1) {
			t.Errorf("%s", found[1])
		}
	}
}
