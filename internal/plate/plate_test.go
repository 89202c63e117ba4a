package plate

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/picture"
	"github.com/memed/memed/internal/plate/platetest"
	"github.com/memed/memed/internal/pool"
)

// check compares a print with the picture and its ink, by the decoders of others.
func check(t testing.TB, format caption.Format, data []byte, p *picture.Picture, ink []*image.RGBA) {
	t.Helper()
	switch format {
	case caption.JPEG:
		checkJPEG(t, data, p.Frames[0], ink, 85)
	case caption.PNG:
		platetest.CheckPNG(t, data, p.Frames[0], ink...)
	case caption.GIF:
		checkGIF(t, data, p, ink)
	case caption.WebP:
		checkWebP(t, data, p, ink)
	}
}

func TestPlate(t *testing.T) {
	moves := moving(platetest.Poster(40, 30, 5, 1), platetest.Poster(40, 30, 5, 2), platetest.Poster(40, 30, 5, 3))
	for _, test := range []struct {
		format caption.Format
		bytes  int64
	}{
		{caption.JPEG, 32*16*3/2 + 2*6*64*2}, // samples and coefficients, besides the encoded bytes
		{caption.PNG, 20*15*4 + 15},
		{caption.GIF, 20 * 15 * 3 * 3 / 2}, // indexes, and about as much encoded
		{caption.WebP, 20 * 15 * 4 * 3},
	} {
		half := image.Pt(20, 15)
		plate, err := New(t.Context(), moves, half, test.format, 85)
		if err != nil {
			t.Fatal(err)
		}
		if plate.Size() != half || plate.Bytes() < test.bytes || plate.Bytes() > test.bytes*2 {
			t.Errorf("%s: %v in %d bytes", test.format, plate.Size(), plate.Bytes())
		}
		resized, err := moves.Resize(t.Context(), half.X, half.Y)
		if err != nil {
			t.Fatal(err)
		}
		check(t, test.format, mustPrint(t, plate, platetest.TwoLines(half)), resized, platetest.TwoLines(half))
	}
}

func TestUnknownFormat(t *testing.T) {
	if _, err := New(t.Context(), still(platetest.Poster(2, 2, 2, 1)), image.Pt(2, 2), "bmp", 85); err == nil || !strings.Contains(err.Error(), "bmp") {
		t.Errorf("err = %v", err)
	}
}

// job is a print, with the bytes that it should give.
type job struct {
	name  string
	plate *Plate
	ink   []*image.RGBA
	want  []byte
}

// jobs are prints of many sizes, in all formats, by name.
func jobs(t testing.TB) (list []job) {
	t.Helper()
	for name, p := range scenes() {
		for _, format := range caption.Formats {
			plate := mustNew(t, p, format)
			for i, ink := range [][]*image.RGBA{platetest.TwoLines(plate.Size()), {platetest.Noise(p.Bounds(), 9)}, nil} {
				list = append(list, job{fmt.Sprintf("%s as %s, %d", name, format, i), plate, ink, mustPrint(t, plate, ink)})
			}
		}
	}
	for side := 3; side < 40; side += 6 {
		p := still(platetest.Cutout(platetest.Poster(side, 50-side, 20, uint64(side)), 0))
		for _, format := range caption.Formats {
			plate := mustNew(t, p, format)
			list = append(list, job{fmt.Sprintf("%v as %s", plate.Size(), format), plate, nil, mustPrint(t, plate, nil)})
		}
	}
	slices.SortFunc(list, func(a, b job) int { return strings.Compare(a.name, b.name) })
	return list
}

func TestBytesAreTheSame(t *testing.T) {
	list := jobs(t)
	t.Run("from another plate", func(t *testing.T) {
		for i, again := range jobs(t) {
			if j := list[i]; again.name != j.name || !bytes.Equal(again.want, j.want) {
				t.Errorf("%s: other bytes from another plate", j.name)
			}
		}
	})
	t.Run("in parallel", func(t *testing.T) {
		var wg sync.WaitGroup
		for worker := range 3 {
			wg.Go(func() {
				for i := range list {
					// Each worker goes another way through the sizes, so that they take over each other's canvases.
					j := list[(i*(2*worker+1)+worker*7)%len(list)]
					if got, err := j.plate.Print(t.Context(), j.ink); err != nil || !bytes.Equal(got, j.want) {
						t.Errorf("%s: other bytes than before (%v)", j.name, err)
					}
				}
			})
		}
		wg.Wait()
	})
	t.Run("with the help of idle workers", func(t *testing.T) {
		p := pool.New(pool.Config{Workers: 4})
		for _, j := range list {
			err := p.Do(t.Context(), pool.Job{}, func(ctx context.Context) error {
				got, err := j.plate.Print(ctx, j.ink)
				if !bytes.Equal(got, j.want) {
					t.Errorf("%s: other bytes than before", j.name)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestNothingIsModified(t *testing.T) {
	for name, p := range scenes() {
		ink := append(platetest.TwoLines(p.Bounds().Size()), platetest.Noise(p.Bounds(), 1))
		pictures := append(slices.Clone(p.Frames), ink...)
		before := make([][]byte, len(pictures))
		for i, img := range pictures {
			before[i] = slices.Clone(img.Pix)
		}
		for _, format := range caption.Formats {
			plate := mustNew(t, p, format)
			bare := mustPrint(t, plate, nil)
			mustPrint(t, plate, ink)
			if !bytes.Equal(mustPrint(t, plate, nil), bare) {
				t.Errorf("%s as %s: the ink of one print is on the next", name, format)
			}
			for i, img := range pictures {
				if !bytes.Equal(img.Pix, before[i]) {
					t.Fatalf("%s as %s: picture %d was written to", name, format, i)
				}
			}
		}
	}
}

// lateContext is an ended context that does not show it at the first looks. It counts those that saw it.
type lateContext struct {
	context.Context
	looks, seen int
}

func (c *lateContext) Err() error {
	if c.looks--; c.looks >= 0 {
		return nil
	}
	c.seen++
	return c.Context.Err()
}

// looks is how often work looks at its context when that does not end.
func looks(t *testing.T, work func(context.Context) error) int {
	t.Helper()
	const plenty = 1 << 30
	ctx := &lateContext{t.Context(), plenty, 0}
	if err := work(ctx); err != nil {
		t.Fatal(err)
	}
	return plenty - ctx.looks
}

// stopsAtEachLook ends the context of work before each of its looks in turn.
func stopsAtEachLook(t *testing.T, name string, work func(context.Context) error) {
	t.Helper()
	cause := errors.New("nobody waits")
	ended, cancel := context.WithCancelCause(t.Context())
	cancel(cause)
	for n := range looks(t, work) {
		ctx := &lateContext{ended, n, 0}
		if err := work(ctx); !errors.Is(err, cause) {
			t.Errorf("%s, ending at look %d: %v", name, n, err)
		}
		if ctx.seen > 2 { // context.Cause looks as well
			t.Errorf("%s, ending at look %d: went on until look %d", name, n, n+ctx.seen-1)
		}
	}
}

func TestPrintStopsWithItsContext(t *testing.T) {
	for name, p := range scenes() {
		for _, format := range caption.Formats {
			plate := mustNew(t, p, format)
			ink := platetest.TwoLines(plate.Size())
			want := mustPrint(t, plate, ink)
			work := func(ctx context.Context) error {
				data, err := plate.Print(ctx, ink)
				if err != nil && data != nil {
					t.Errorf("%s as %s: %d bytes with an error", name, format, len(data))
				}
				return err
			}
			if n := looks(t, work); n == 0 {
				t.Errorf("%s as %s: no looks", name, format)
			}
			stopsAtEachLook(t, name+" as "+string(format), work)
			if !bytes.Equal(mustPrint(t, plate, ink), want) {
				t.Errorf("%s as %s: other bytes after prints that were given up", name, format)
			}
		}
	}
}

func TestNewStopsWithItsContext(t *testing.T) {
	for name, p := range scenes() {
		for _, format := range caption.Formats {
			stopsAtEachLook(t, name+" as "+string(format), func(ctx context.Context) error {
				plate, err := New(ctx, p, image.Pt(12, 9), format, 85)
				if err != nil && plate != nil {
					t.Error("a plate with an error")
				}
				return err
			})
		}
	}
}
