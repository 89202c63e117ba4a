package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/memed/memed/fonts"
	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/picture"
	"github.com/memed/memed/internal/plate"
	"github.com/memed/memed/internal/pool"
	"github.com/memed/memed/internal/render"
	"github.com/memed/memed/internal/templates"
	"github.com/memed/memed/internal/testtool"
	"github.com/memed/memed/internal/typeset"
)

// BenchmarkTargets prints what captions cost next to what it takes others to do no more than encode the finished picture: on one core, with warm plates,
// two lines of text that were never set before, each pair measured in turns, the least of several rounds.
func BenchmarkTargets(b *testing.B) {
	tjbench := testtool.Path(b, "tjbench")
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for b.Loop() {
		fmt.Printf("\n| work | takes | against | takes | ratio | at most |\n| --- | --: | --- | --: | --: | --: |\n")
		k := newBench(b)
		jpg := k.finished(caption.Spec{Template: "photo", Quality: 85})
		row("JPEG 548×420, the whole request over HTTP", "libjpeg-turbo, only encoding", 1.0, k.overHTTP("&quality=85"), turbo(b, tjbench, jpg, "420"))
		row("the same, keeping the file's 4:4:4", "libjpeg-turbo, only encoding, 4:4:4", 1.0, k.overHTTP(""), turbo(b, tjbench, jpg, "444"))
		row("JPEG 548×420, without HTTP", "image/jpeg, only encoding", 0.15, k.captions(caption.Spec{Template: "photo", Quality: 85}), k.encoding(func(w io.Writer) error {
			return jpeg.Encode(w, jpg, &jpeg.Options{Quality: 85})
		}))
		flat := k.finished(caption.Spec{Template: "still"})
		row("PNG 621×344", "image/png BestSpeed, only encoding", 0.15, k.captions(caption.Spec{Template: "still"}), k.encoding(func(w io.Writer) error {
			return (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(w, flat)
		}))
		frames, err := gif.DecodeAll(bytes.NewReader(k.caption(caption.Spec{Template: "moving"})))
		if err != nil {
			b.Fatal(err)
		}
		row(fmt.Sprintf("GIF 500×363, %d frames", len(frames.Image)), "image/gif, only encoding indexed frames", 0.5, k.captions(caption.Spec{Template: "moving"}), k.encoding(func(w io.Writer) error {
			return gif.EncodeAll(w, frames)
		}))
		row("printing on a JPEG of 775×594", "the same ink on 548×420", 1.2, k.printing(image.Pt(775, 594)), k.printing(image.Pt(548, 420)))
		b.ReportMetric(0, "ns/op")
	}
}

// row measures both sides in turns and prints what they took.
func row(work, against string, most float64, ours, theirs func() time.Duration) {
	const rounds = 7
	best, other := time.Duration(1<<62), time.Duration(1<<62)
	for range rounds {
		best, other = min(best, ours()), min(other, theirs())
	}
	fmt.Printf("| %s | %s | %s | %s | **%.2f** | %.2f |\n", work, millis(best), against, millis(other), float64(best)/float64(other), most)
}

func millis(d time.Duration) string { return fmt.Sprintf("%.2f ms", float64(d)/1e6) }

// bench has a renderer over templates of the sizes that the targets are stated for.
type bench struct {
	b        *testing.B
	folder   string
	renderer *render.Renderer
	setter   *typeset.Setter
	program  *program
}

func newBench(b *testing.B) *bench {
	b.Helper()
	k := &bench{b: b, folder: b.TempDir()}
	pictures := realPictures(b)
	for name, file := range map[string]string{"photo.jpg": "zoidberg.jpg", "still.png": "inception.png", "moving.gif": "badger.gif"} {
		data, err := os.ReadFile(filepath.Join(pictures, file))
		if err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(k.folder, name), data, 0o600); err != nil {
			b.Fatal(err)
		}
	}
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	store, err := templates.Open(templates.Config{Folders: []string{k.folder}, MaxPixels: 32_000_000}, log)
	if err != nil {
		b.Fatal(err)
	}
	library, err := fonts.Open(fonts.Config{CacheBytes: 32 << 20}, log)
	if err != nil {
		b.Fatal(err)
	}
	k.renderer = render.New(render.Config{Quality: 85, TemplateCache: 256 << 20}, render.Parts{
		Templates: store, Fonts: library, Pool: pool.New(pool.Config{Workers: 1, Queue: 1}),
	})
	k.setter = typeset.New(library)
	k.program = startEnv(b, []string{"GOMAXPROCS=1"}, "--templates", k.folder, "--render-workers", "1", "--output-cache", "0")
	return k
}

// round is how long each side of a pair is measured at a time.
const round = 300 * time.Millisecond

// repeated returns the mean time of work over a round.
func repeated(work func()) func() time.Duration {
	return func() time.Duration {
		n := 0
		start := time.Now()
		for time.Since(start) < round {
			work()
			n++
		}
		return time.Since(start) / time.Duration(n)
	}
}

// texts are two lines that were never set before.
func texts() []string {
	n := unique.Add(1)
	return []string{fmt.Sprintf("Why not meme number %d?", n%1000), fmt.Sprintf("Need a meme number %d", n)}
}

func (k *bench) caption(spec caption.Spec) []byte {
	spec.Style, spec.Texts = caption.DefaultStyle, texts()
	p, err := k.renderer.Plan(spec, nil)
	if err != nil {
		k.b.Fatal(err)
	}
	out, err := k.renderer.Render(k.b.Context(), p)
	if err != nil {
		k.b.Fatal(err)
	}
	return out.Body
}

func (k *bench) captions(spec caption.Spec) func() time.Duration {
	k.caption(spec)
	return repeated(func() { k.caption(spec) })
}

// finished is a captioned picture, as encoders like it best.
func (k *bench) finished(spec caption.Spec) *image.RGBA {
	img, _, err := image.Decode(bytes.NewReader(k.caption(spec)))
	if err != nil {
		k.b.Fatal(err)
	}
	flat := image.NewRGBA(img.Bounds())
	draw.Draw(flat, flat.Rect, img, image.Point{}, draw.Src)
	return flat
}

func (k *bench) encoding(encode func(io.Writer) error) func() time.Duration {
	var out bytes.Buffer
	return repeated(func() {
		out.Reset()
		if err := encode(&out); err != nil {
			k.b.Fatal(err)
		}
	})
}

// printing prints the ink of two captions, set for 548×420, on a plate of that size.
func (k *bench) printing(size image.Point) func() time.Duration {
	data, err := os.ReadFile(filepath.Join(k.folder, "photo.jpg"))
	if err != nil {
		k.b.Fatal(err)
	}
	p, err := picture.Decode(k.b.Context(), data, 1<<24)
	if err != nil {
		k.b.Fatal(err)
	}
	prepared, err := plate.New(k.b.Context(), p, size, caption.JPEG, 85)
	if err != nil {
		k.b.Fatal(err)
	}
	var ink []*image.RGBA
	for i, place := range []caption.VAlign{caption.Top, caption.Bottom} {
		c := caption.New([]string{"Why not meme number 1?", "Need a meme number 1"}[i], place)
		set, err := k.setter.Set(context.Background(), c, image.Pt(548, 420))
		if err != nil {
			k.b.Fatal(err)
		}
		ink = append(ink, set.Image)
	}
	return repeated(func() {
		if _, err := prepared.Print(k.b.Context(), ink); err != nil {
			k.b.Fatal(err)
		}
	})
}

// overHTTP is the processor time that the program takes for a request while some clients keep it busy: a program that falls asleep after each request
// pays for waking up as well.
func (k *bench) overHTTP(parameters string) func() time.Duration {
	const (
		clients  = 4
		requests = 1000 // processor time is told in hundredths of a second
	)
	client := patient(k.b)
	ask := func() error {
		lines := texts()
		response, err := client.Get(k.program.url + "/caption?template=photo&" + url.Values{"captions[0]": lines[:1], "captions[1]": lines[1:]}.Encode() + parameters)
		if err != nil {
			return err
		}
		defer response.Body.Close()
		if _, err := io.Copy(io.Discard, response.Body); err != nil {
			return err
		}
		if response.StatusCode != http.StatusOK {
			return errors.New(response.Status)
		}
		return nil
	}
	return func() time.Duration {
		var busy sync.WaitGroup
		before := k.program.processorTime()
		for range clients {
			busy.Go(func() {
				for range requests / clients {
					if err := ask(); err != nil {
						k.b.Error(err)
						return
					}
				}
			})
		}
		busy.Wait()
		return (k.program.processorTime() - before) / requests
	}
}

var mpixels = regexp.MustCompile(`(\d+\.\d+) Megapixels/sec`)

// turbo is what libjpeg-turbo takes to encode a picture.
func turbo(b *testing.B, tjbench string, img *image.RGBA, subsampling string) func() time.Duration {
	size := img.Rect.Size()
	ppm := fmt.Appendf(nil, "P6 %d %d 255\n", size.X, size.Y)
	for i := 0; i < len(img.Pix); i += 4 {
		ppm = append(ppm, img.Pix[i:i+3]...)
	}
	path := filepath.Join(b.TempDir(), "finished.ppm")
	if err := os.WriteFile(path, ppm, 0o600); err != nil {
		b.Fatal(err)
	}
	return func() time.Duration {
		out, err := exec.Command(tjbench, path, "85", "-subsamp", subsampling, "-componly", "-nowrite", "-benchtime", "1", "-warmup", "0.2").CombinedOutput()
		if err != nil {
			b.Fatal(err, string(out))
		}
		found := mpixels.FindSubmatch(out)
		if found == nil {
			b.Fatalf("tjbench says %s", out)
		}
		rate, err := strconv.ParseFloat(string(found[1]), 64)
		if err != nil {
			b.Fatal(err, string(out))
		}
		return time.Duration(float64(size.X*size.Y) / rate * 1e3)
	}
}
