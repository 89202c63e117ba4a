package render

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"testing"

	"github.com/memed/memed/fonts"
	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/pool"
	"github.com/memed/memed/internal/templates"
)

func BenchmarkZZ(b *testing.B) {
	dir := b.TempDir()
	data, _ := os.ReadFile("/work/shared/data/flat/zoidberg.jpg")
	os.WriteFile(dir+"/z.jpg", data, 0o644)
	data, _ = os.ReadFile("/work/shared/data/flat/inception.png")
	os.WriteFile(dir+"/i.png", data, 0o644)
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	store, err := templates.Open(templates.Config{MaxPixels: 32_000_000, Folders: []string{dir}}, log)
	if err != nil {
		b.Fatal(err)
	}
	library, err := fonts.Open(fonts.Config{CacheBytes: 32 << 20}, log)
	if err != nil {
		b.Fatal(err)
	}
	r := New(Config{Quality: 85, TemplateCache: 256 << 20}, Parts{Templates: store, Fonts: library, Pool: pool.New(pool.Config{Workers: 1, Queue: 64})})
	n := 0
	for name, s := range map[string]caption.Spec{"own": spec("z", ""), "q85": {Template: "z", Style: "default", Quality: 85}, "png": spec("i", "")} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				n++
				s.Texts = []string{fmt.Sprintf("Why not meme number %d", n%1000), fmt.Sprintf("Need a meme number %d?", n)}
				if _, err := r.Render(b.Context(), plan(b, r, s)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
