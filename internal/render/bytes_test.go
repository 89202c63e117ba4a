package render

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/memed/memed/internal/caption"
)

var update = flag.Bool("update", false, "write the digests of testdata anew")

// TestSameBytesEverywhere compares digests of pictures with those that were recorded, on another machine and perhaps another architecture. Where they differ on purpose,
// raise revision, look at the pictures, and record them with -update.
func TestSameBytesEverywhere(t *testing.T) {
	r := newRenderer(t, nil)
	got := make(map[string]string)
	for name, s := range recorded(r) {
		out, err := r.Render(t.Context(), plan(t, r, s))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		sum := sha256.Sum256(out.Body)
		got[name] = hex.EncodeToString(sum[:8])
	}
	path := filepath.Join("testdata", "digests.json")
	if *update {
		data, err := json.MarshalIndent(got, "", "\t")
		if err == nil {
			err = os.WriteFile(path, append(data, '\n'), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]string
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	for name, digest := range got {
		if digest != want[name] {
			t.Errorf("%s: the bytes are others than those recorded", name)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d pictures, %d are recorded", len(got), len(want))
	}
}

// recorded are captions on all templates in their own format, and on one of each kind in all formats, resized and with all scripts.
func recorded(r *Renderer) map[string]caption.Spec {
	specs := make(map[string]caption.Spec)
	for _, t := range r.parts.Templates.List() {
		texts := []string{"ONE DOES NOT SIMPLY", "render the same bytes twice"}
		if len(t.Boxes) == 1 {
			texts = texts[:1]
		}
		specs[t.ID] = spec(t.ID, "", texts...)
	}
	turned := caption.New("Мир, λόγος 漢字 한국 ไทย", caption.Middle)
	turned.Angle, turned.Size.Pixels = -17, 30
	mixed := caption.New("שלום 123 مرحبا हिन्दी 👩‍🚀🔥 :tada:", caption.Top)
	mixed.Color, mixed.Font = caption.Color{R: 0xff, G: 0xd7}, "noto-sans"
	plain := caption.New("no outline", caption.Bottom)
	plain.Outline.None, plain.Align = true, caption.Left
	for _, template := range []string{"thinker", "squint", "slow-clap"} {
		for _, format := range caption.Formats {
			s := spec(template, format)
			s.Captions, s.Width = []caption.Caption{turned, mixed, plain}, 200
			specs[fmt.Sprintf("%s as %s", template, format)] = s
			if format != caption.WebP { // which is slow
				s.Width, s.Quality = 700, 60
				specs[fmt.Sprintf("%s as %s, larger", template, format)] = s
			}
		}
	}
	return specs
}
