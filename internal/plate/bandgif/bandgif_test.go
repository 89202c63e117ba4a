package bandgif

import (
	"bytes"
	"context"
	"errors"
	"image"
	"io"
	"sync"
	"testing"

	"github.com/memed/memed/internal/picture"
	"github.com/memed/memed/internal/plate/platetest"
	"github.com/memed/memed/internal/testtool"
)

func TestPrintsAreTheWholePicture(t *testing.T) {
	for name, p := range samples(t) {
		g := prepared(t, p)
		bare := printed(t, g)
		t.Run(name, func(t *testing.T) {
			if isDithered := len(p.Frames) == 1 && p.Indexed == nil; !isDithered {
				checkBare(t, p, bare)
			}
			for _, ink := range inks(p.Bounds().Size()) {
				checkInked(t, bare, printed(t, g, ink...), ink)
			}
		})
	}
}

func TestGIFsKeepWhatTheirFilesHave(t *testing.T) {
	for name, k := range map[string]kind{
		"parts":    {colors: 200, transparent: true, parts: true},
		"palettes": {colors: 208, local: true, parts: true},
	} {
		file := made(image.Pt(120, 90), 5, k, 3)
		got := decoded(t, printed(t, prepared(t, fromFile(t, file))))
		for i, want := range file.Image {
			if got.Image[i].Rect != want.Rect || got.Delay[i] != file.Delay[i] {
				t.Fatalf("%s: frame %d is %v for %d, want %v for %d", name, i, got.Image[i].Rect, got.Delay[i], want.Rect, file.Delay[i])
			}
			for y := want.Rect.Min.Y; y < want.Rect.Max.Y; y++ {
				for x := want.Rect.Min.X; x < want.Rect.Max.X; x++ {
					g, gotDrawn := colorAt(got.Image[i], x, y)
					if w, drawn := colorAt(want, x, y); gotDrawn != drawn || g != w {
						t.Fatalf("%s: frame %d, pixel %d, %d is %v, want %v", name, i, x, y, g, w)
					}
				}
			}
		}
	}
}

func TestStreamsAreKept(t *testing.T) {
	file := made(image.Pt(300, 200), 1, kind{colors: 256}, 1) // which has more colours than a plate may have
	p := fromFile(t, file)
	want := 0
	for blocks := p.Indexed[0].Blocks; blocks[0] != 0; blocks = blocks[1+int(blocks[0]):] {
		want += int(blocks[0])
	}
	bits := 9 // of the first clear code
	for _, s := range prepared(t, p).frames[0].segments {
		bits += s.code.length
	}
	if got := (bits + 7) / 8; got != want {
		t.Errorf("the stream has %d bytes, in the file %d", got, want)
	}
}

func TestInterlacedFrames(t *testing.T) {
	for _, size := range []image.Point{{1, 1}, {3, 2}, {5, 8}, {4, 13}, {9, 33}} {
		var rows, passes []uint8
		for y := range size.Y {
			rows = append(rows, bytes.Repeat([]byte{uint8(y)}, size.X)...)
		}
		for _, start := range []struct{ first, step int }{{0, 8}, {4, 8}, {2, 4}, {1, 2}} {
			for y := start.first; y < size.Y; y += start.step {
				passes = append(passes, rows[y*size.X:][:size.X]...)
			}
		}
		if !bytes.Equal(deinterlaced(passes, size), rows) {
			t.Errorf("the rows of %v are in disorder", size)
		}
	}
	gifsicle := testtool.Path(t, "gifsicle")
	var file bytes.Buffer
	file.Write(printed(t, prepared(t, fromFile(t, made(image.Pt(50, 37), 3, kind{colors: 90, transparent: true, parts: true}, 1)))))
	p := read(t, platetest.Run(t, gifsicle, file.Bytes(), ".gif", "--interlace", "-"))
	if !p.Indexed[0].Interlaced {
		t.Fatal("gifsicle did not interlace")
	}
	checkBare(t, p, printed(t, prepared(t, p)))
}

func TestPrintsAreIndependent(t *testing.T) {
	type job struct {
		g    *Picture
		ink  []*image.RGBA
		want []byte
	}
	var jobs []job
	for _, p := range samples(t) {
		g := prepared(t, p)
		for _, ink := range inks(p.Bounds().Size()) {
			jobs = append(jobs, job{g, ink, printed(t, g, ink...)})
		}
	}
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Go(func() {
			for i := range jobs {
				j := jobs[(i*(2*worker+1)+worker)%len(jobs)]
				var out bytes.Buffer
				if err := j.g.Print(t.Context(), &out, j.ink); err != nil || !bytes.Equal(out.Bytes(), j.want) {
					t.Errorf("a print differs from the one before (%v)", err)
					return
				}
			}
		})
	}
	wg.Wait()
}

func TestStopsWithItsContext(t *testing.T) {
	gone := errors.New("gone")
	ctx, cancel := context.WithCancelCause(context.Background())
	p := fromFile(t, made(image.Pt(60, 40), 2, kind{colors: 30}, 1))
	g := prepared(t, p)
	cancel(gone)
	for _, p := range []*picture.Picture{p, {Frames: p.Frames, Delays: p.Delays}} {
		if _, err := New(ctx, p); !errors.Is(err, gone) {
			t.Errorf("New: %v", err)
		}
	}
	if err := g.Print(ctx, io.Discard, nil); !errors.Is(err, gone) {
		t.Errorf("Print: %v", err)
	}
}

// FuzzPrint lays ink of any shape on GIFs of any kind.
func FuzzPrint(f *testing.F) {
	for seed := range uint64(6) {
		f.Add(seed, uint8(seed*51), uint8(40), uint8(33), uint8(seed), uint8(2), uint8(5), uint8(30), uint8(17))
	}
	f.Fuzz(func(t *testing.T, seed uint64, colors, w, h, flags, x, y, inkW, inkH uint8) {
		size := image.Pt(int(w)%100+1, int(h)%100+1)
		p := fromFile(t, made(size, int(flags>>6)+1, kind{
			colors: int(colors) + 1, local: flags&1 != 0, transparent: flags&2 != 0, parts: flags&4 != 0, disposal: flags >> 3 & 3,
		}, seed))
		corner := image.Pt(int(x)%size.X, int(y)%size.Y)
		bounds := image.Rectangle{Max: image.Pt(int(inkW)%100, int(inkH)%100)}.Add(corner).Intersect(p.Bounds())
		ink := []*image.RGBA{platetest.Noise(bounds, seed), platetest.Lettering(bounds.Inset(3), platetest.White, platetest.Gold)}
		g := prepared(t, p)
		bare := printed(t, g)
		if p.Bounds().Size() == size { // not where image/gif has shrunk the screen
			checkBare(t, p, bare)
		}
		checkInked(t, bare, printed(t, g, ink...), ink)
	})
}
