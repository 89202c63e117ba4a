package bandgif

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/gif"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/memed/memed/internal/picture"
	"github.com/memed/memed/internal/plate/platetest"
)

// kind is what a made-up GIF is like.
type kind struct {
	colors      int  // of each palette, without the transparent one
	local       bool // each frame has a palette of its own
	transparent bool // some pixels are left out
	parts       bool // later frames are smaller than the picture
	disposal    byte
}

// made makes a GIF. Its rows are similar to each other, as in pictures.
func made(size image.Point, frames int, k kind, seed uint64) *gif.GIF {
	random := rand.New(rand.NewPCG(seed, 5))
	g := &gif.GIF{LoopCount: int(seed % 5), Config: image.Config{Width: size.X, Height: size.Y}}
	palette := madePalette(random, k)
	for i := range frames {
		if k.local && i > 0 {
			palette = madePalette(random, k)
		}
		bounds := image.Rectangle{Max: size}
		if k.parts && i > 0 {
			x, y := random.IntN(size.X), random.IntN(size.Y)
			bounds = image.Rect(x, y, x+1+random.IntN(size.X-x), y+1+random.IntN(size.Y-y))
		}
		img := image.NewPaletted(bounds, palette)
		index := uint8(0)
		for j := range img.Pix {
			if random.IntN(3) == 0 {
				index = uint8(random.IntN(len(palette)))
			}
			if img.Pix[j] = index; j >= img.Stride && random.IntN(4) > 0 {
				img.Pix[j] = img.Pix[j-img.Stride]
			}
		}
		g.Image, g.Delay, g.Disposal = append(g.Image, img), append(g.Delay, 2+i), append(g.Disposal, k.disposal)
	}
	return g
}

func madePalette(random *rand.Rand, k kind) color.Palette {
	palette := make(color.Palette, k.colors, 256)
	for i := range palette {
		v := random.Uint32()
		palette[i] = color.RGBA{uint8(v), uint8(v >> 8), uint8(v >> 16), 0xff}
	}
	if k.transparent {
		palette = append(palette[:min(k.colors, 255)], color.RGBA{})
	}
	return palette
}

// fromFile encodes and decodes a GIF.
func fromFile(t testing.TB, g *gif.GIF) *picture.Picture {
	t.Helper()
	var file bytes.Buffer
	if err := gif.EncodeAll(&file, g); err != nil {
		t.Fatal(err)
	}
	return read(t, file.Bytes())
}

func read(t testing.TB, data []byte) *picture.Picture {
	t.Helper()
	p, err := picture.Decode(context.Background(), data, 1<<30)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// samples has pictures that are kept as their file stores them, and others.
func samples(t testing.TB) map[string]*picture.Picture {
	t.Helper()
	size := image.Pt(120, 90)
	list := make(map[string]*picture.Picture)
	for name, k := range map[string]kind{
		"few colours":           {colors: 5},
		"parts":                 {colors: 200, transparent: true, parts: true},
		"all colours":           {colors: 256},
		"palettes of their own": {colors: 255, local: true, transparent: true, parts: true},
		"small palettes":        {colors: 30, local: true},
		"background":            {colors: 90, transparent: true, parts: true, disposal: gif.DisposalBackground},
		"previous":              {colors: 255, parts: true, disposal: gif.DisposalPrevious},
	} {
		list[name] = fromFile(t, made(size, 4, k, 1))
		list[name+", still"] = fromFile(t, made(size, 1, k, 2))
	}
	background := platetest.Photo(size.X, size.Y, 1)
	moving := &picture.Picture{Loops: -1}
	cut := &picture.Picture{Loops: 3}
	grows := &picture.Picture{}
	for i := range 3 {
		shape := image.Rect(10*i, 20, 60+10*i, 70)
		moving.Frames = append(moving.Frames, platetest.Drawn(background, platetest.Lettering(shape, platetest.White, platetest.Black)))
		cut.Frames = append(cut.Frames, platetest.Cutout(background, 20*i))
		grows.Frames = append(grows.Frames, platetest.Drawn(platetest.Cutout(background, 0), platetest.Label(image.Rect(0, 0, 20+30*i, 90), platetest.Gold)))
		for _, p := range []*picture.Picture{moving, cut, grows} {
			p.Delays = append(p.Delays, 3+i)
		}
	}
	list["composed"], list["composed, clear"], list["composed, growing"] = moving, cut, grows
	return list
}

// inks are of several kinds, for a picture of the given size.
func inks(size image.Point) map[string][]*image.RGBA {
	all := image.Rectangle{Max: size}
	dot := image.Rectangle{Max: image.Pt(1, 1)}.Add(size.Div(2))
	return map[string][]*image.RGBA{
		"lines":  platetest.TwoLines(size),
		"noise":  {platetest.Noise(all, 1)},
		"dot":    {platetest.Label(dot, platetest.Gold)},
		"layers": {platetest.Label(all.Inset(min(size.X, size.Y)/8), platetest.Gold), platetest.Noise(all.Inset(min(size.X, size.Y)/4), 2), platetest.Lettering(all, platetest.White, platetest.Black)},
		"none":   {},
	}
}

// realGIFs lists the embedded templates and those of the shared test data.
func realGIFs(t testing.TB) map[string][]byte {
	t.Helper()
	root := os.Getenv("MEMED_TEST_DATA")
	if root == "" {
		root = filepath.Join("..", "..", "..", "..", "shared", "data")
	}
	files := make(map[string][]byte)
	for _, pattern := range []string{"../../templates/embedded/*.gif", root + "/flat/*.gif", root + "/memegen/*/*.gif"} {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			files[filepath.Base(filepath.Dir(path))+"/"+filepath.Base(path)] = data
		}
	}
	return files
}
