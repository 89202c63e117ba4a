package plate

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/webp"

	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/picture"
	"github.com/memed/memed/internal/plate/platetest"
	"github.com/memed/memed/internal/testtool"
)

// chunk is a part of a RIFF file.
type chunk struct {
	name string
	body []byte
}

// chunks takes a sequence of chunks apart, as strictly as the specification.
func chunks(t testing.TB, data []byte) (list []chunk) {
	t.Helper()
	for len(data) > 0 {
		if len(data) < 8 {
			t.Fatalf("%d bytes are too few for a chunk", len(data))
		}
		n := int(binary.LittleEndian.Uint32(data[4:]))
		padded := n + n%2
		if len(data)-8 < padded {
			t.Fatalf("chunk %q of %d bytes, but %d are left", data[:4], n, len(data)-8)
		}
		list = append(list, chunk{string(data[:4]), data[8 : 8+n]})
		data = data[8+padded:]
	}
	return list
}

func number24(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }

// webpFrames takes an animation apart. Each frame is decoded as a still of its own.
func webpFrames(t testing.TB, data []byte, size image.Point) (frames []image.Image, delays []int) {
	t.Helper()
	file := chunks(t, data)
	if len(file) != 1 || file[0].name != "RIFF" || string(file[0].body[:4]) != "WEBP" {
		t.Fatalf("no WebP: %q", data[:min(len(data), 12)])
	}
	list := chunks(t, file[0].body[4:])
	if len(list) < 3 || list[0].name != "VP8X" || list[1].name != "ANIM" || len(list[0].body) != 10 || len(list[1].body) != 6 {
		t.Fatal("an animation begins with VP8X and ANIM")
	}
	if got := image.Pt(number24(list[0].body[4:])+1, number24(list[0].body[7:])+1); got != size {
		t.Fatalf("the canvas is %v, want %v", got, size)
	}
	for _, c := range list[2:] {
		if c.name != "ANMF" || number24(c.body) != 0 || number24(c.body[3:]) != 0 {
			t.Fatalf("chunk %q, want a frame at the canvas's corner", c.name)
		}
		if c.body[15] != 0b10 {
			t.Fatalf("a frame's flags are %b, want it to replace what it covers and to stay", c.body[15])
		}
		var still bytes.Buffer
		writeChunk(&still, "RIFF", append([]byte("WEBP"), c.body[16:]...))
		img, err := webp.Decode(&still)
		if err != nil {
			t.Fatal(err)
		}
		frames, delays = append(frames, img), append(delays, number24(c.body[12:]))
	}
	return frames, delays
}

func checkWebP(t testing.TB, data []byte, p *picture.Picture, ink []*image.RGBA) {
	t.Helper()
	if !p.Animated() {
		got, err := webp.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		sameStraight(t, got, platetest.Drawn(p.Frames[0], ink...))
		return
	}
	frames, delays := webpFrames(t, data, p.Bounds().Size())
	if len(frames) != len(p.Frames) {
		t.Fatalf("%d frames, want %d", len(frames), len(p.Frames))
	}
	for i := range frames {
		sameStraight(t, frames[i], platetest.Drawn(p.Frames[i], ink...))
		if delays[i] != 10*p.Delays[i] {
			t.Fatalf("frame %d is shown for %d ms, want %d", i, delays[i], 10*p.Delays[i])
		}
	}
}

func TestWebPIsLossless(t *testing.T) {
	for name, p := range scenes() {
		t.Run(name, func(t *testing.T) {
			for _, ink := range [][]*image.RGBA{nil, platetest.TwoLines(p.Bounds().Size()), {platetest.Noise(p.Bounds(), 1)}} {
				checkWebP(t, print(t, p, caption.WebP, ink...), p, ink)
			}
		})
	}
}

func TestWebPOfOneColour(t *testing.T) {
	for _, c := range []color.RGBA{platetest.Black, platetest.White, {}, {0, 0, 0, 0x80}, {1, 0, 0, 0xff}} {
		for _, size := range []image.Point{{1, 1}, {2, 1}, {1, 3}, {4, 1}, {17, 2}, {40, 33}} {
			img := image.NewRGBA(image.Rectangle{Max: size})
			for i := range size.X * size.Y {
				img.SetRGBA(i%size.X, i/size.X, c)
			}
			p := still(img)
			checkWebP(t, print(t, p, caption.WebP), p, nil)
		}
	}
}

// steep is green in small steps, each rarer than the one below it by ratio, so that some Huffman codes get long; its red and blue
// are noise.
func steep(w, h int, ratio float64, seed uint64) *image.RGBA {
	random := rand.New(rand.NewPCG(seed, 4))
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		green := uint8(0x80)
		for x := range w {
			step := int(math.Log(1-random.Float64()) / math.Log(ratio))
			if random.IntN(2) == 0 {
				step = -step
			}
			green += uint8(step)
			img.SetRGBA(x, y, color.RGBA{uint8(random.Uint32()), green, uint8(random.Uint32()), 0xff})
		}
	}
	return img
}

func TestWebPThatTheLibraryCannotWrite(t *testing.T) {
	for _, test := range []struct {
		name  string
		ratio float64
		seed  uint64
	}{
		{"it can", 0.5, 1},
		{"it panics", 0.35, 31},
		{"it writes a wrong Huffman tree", 0.57, 243},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := still(steep(120, 90, test.ratio, test.seed))
			checkWebP(t, print(t, p, caption.WebP), p, nil)
		})
	}
}

func TestUncompressedWebP(t *testing.T) {
	for name, p := range scenes() {
		img := straightened(p.Frames[0])
		var chunk, file bytes.Buffer
		writeChunk(&chunk, "VP8L", store(img))
		writeChunk(&file, "RIFF", append([]byte("WEBP"), chunk.Bytes()...))
		data := slices.Clone(file.Bytes())
		got, err := webp.Decode(&file)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		sameStraight(t, got, p.Frames[0])
		if name == "cut-out" {
			t.Run("ImageMagick", func(t *testing.T) {
				sameRGBA(t, magick(t, data, ".webp", img.Rect.Max)[0], premultiplied(img))
			})
		}
	}
}

func TestWebPHasALargestSize(t *testing.T) {
	plate := mustNew(t, still(image.NewRGBA(image.Rect(0, 0, 1<<14+1, 1))), caption.WebP)
	if _, err := plate.Print(t.Context(), nil); err == nil || !strings.Contains(err.Error(), "too large for a WebP") {
		t.Errorf("err = %v", err)
	}
}

func TestWebPLoops(t *testing.T) {
	frame := platetest.Poster(5, 3, 4, 1)
	for loops, want := range map[int]int{-1: 1, 0: 0, 1: 2, 7: 8, 65534: 65535, 65535: 65535} {
		p := &picture.Picture{Frames: []*image.RGBA{frame, frame}, Delays: []int{1, 2}, Loops: loops}
		data := print(t, p, caption.WebP)
		anim := chunks(t, chunks(t, data)[0].body[4:])[1]
		if got := binary.LittleEndian.Uint16(anim.body[4:]); anim.name != "ANIM" || int(got) != want {
			t.Errorf("loops %d: the file says %d, want %d", loops, got, want)
		}
	}
}

func TestLongDelayOfAWebP(t *testing.T) {
	frame := platetest.Poster(5, 3, 4, 1)
	p := &picture.Picture{Frames: []*image.RGBA{frame, frame}, Delays: []int{0, 65535}}
	checkWebP(t, print(t, p, caption.WebP), p, nil)
}

func TestOddChunksArePadded(t *testing.T) {
	var b bytes.Buffer
	for n := range 5 {
		writeChunk(&b, fmt.Sprintf("TST%d", n), bytes.Repeat([]byte{7}, n))
	}
	for n, c := range chunks(t, b.Bytes()) {
		if c.name != fmt.Sprintf("TST%d", n) || len(c.body) != n {
			t.Errorf("chunk %d is %q of %d bytes", n, c.name, len(c.body))
		}
	}
}

func TestWebPTools(t *testing.T) {
	for name, p := range scenes() {
		size := p.Bounds().Size()
		ink := platetest.TwoLines(size)
		data := print(t, p, caption.WebP, ink...)
		t.Run(name+"/webpinfo", func(t *testing.T) {
			said := string(platetest.Run(t, testtool.Path(t, "webpinfo"), data, ".webp", "-diag", "-bitstream_info", "-"))
			want := []string{"No error detected.", fmt.Sprintf("Width: %d\n", size.X), fmt.Sprintf("Height: %d\n", size.Y)}
			if p.Animated() {
				want = append(want, fmt.Sprintf("Canvas size %d x %d", size.X, size.Y), "Loop count      : 3")
				for _, delay := range p.Delays {
					want = append(want, fmt.Sprintf("Duration: %d\n", 10*delay))
				}
				alpha := slices.ContainsFunc(p.Frames, func(f *image.RGBA) bool { return !platetest.Drawn(f, ink...).Opaque() })
				want = append(want, fmt.Sprintf("Alpha: %d\n", map[bool]int{true: 1}[alpha]))
			}
			for _, w := range want {
				if !strings.Contains(said, w) {
					t.Errorf("webpinfo does not say %q:\n%s", w, said)
				}
			}
		})
		if !p.Animated() {
			continue // golang.org/x/image is a good enough judge of stills
		}
		t.Run(name+"/ImageMagick", func(t *testing.T) {
			got := magick(t, data, ".webp", size) // which lays the frames over one another by itself
			if len(got) != len(p.Frames) {
				t.Fatalf("%d frames, want %d", len(got), len(p.Frames))
			}
			for i := range got {
				sameRGBA(t, got[i], premultiplied(straightened(platetest.Drawn(p.Frames[i], ink...))))
			}
		})
	}
}
