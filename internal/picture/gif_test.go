package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/memed/memed/internal/testtool"
)

func TestDelaysAndLoopsAreKept(t *testing.T) {
	for _, loops := range []int{-1, 0, 2} {
		g := animation(4)
		g.LoopCount = loops
		p := mustDecode(t, encodeGIF(t, g))
		if p.Loops != loops || !slices.Equal(p.Delays, []int{0, 1, 2, 3}) || !p.Animated() {
			t.Errorf("loops %d, delays %v; want %d, 0 to 3", p.Loops, p.Delays, loops)
		}
	}
}

func TestDisposal(t *testing.T) {
	red, green, none := color.RGBA{0xff, 0, 0, 0xff}, color.RGBA{0, 0xff, 0, 0xff}, color.RGBA{}
	fill := func(r image.Rectangle, c color.Color) *image.Paletted { return image.NewPaletted(r, color.Palette{c}) }
	left, right, screen := image.Rect(0, 0, 1, 1), image.Rect(1, 0, 2, 1), image.Rect(0, 0, 3, 1)
	for _, test := range []struct {
		name     string
		disposal byte
		want     []color.RGBA // of the third frame
	}{
		{"unspecified", 0, []color.RGBA{green, green, red}},
		{"none", gif.DisposalNone, []color.RGBA{green, green, red}},
		{"background", gif.DisposalBackground, []color.RGBA{green, none, red}},
		{"previous", gif.DisposalPrevious, []color.RGBA{green, red, red}},
		{"previous by its other number", 4, []color.RGBA{green, red, red}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := mustDecode(t, encodeGIF(t, &gif.GIF{
				Image:    []*image.Paletted{fill(screen, red), fill(right, green), fill(left, green)},
				Delay:    []int{1, 1, 1},
				Disposal: []byte{gif.DisposalNone, test.disposal, gif.DisposalNone},
			}))
			for x, want := range test.want {
				if got := p.Frames[2].RGBAAt(x, 0); got != want {
					t.Errorf("pixel %d is %v, want %v", x, got, want)
				}
			}
			if p.Frames[1].RGBAAt(1, 0) != green {
				t.Error("disposal changed the frame itself")
			}
		})
	}
}

func TestAnimationsAgreeWithAReference(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		g := drawGIF(rt)
		var b bytes.Buffer
		if err := gif.EncodeAll(&b, g); err != nil {
			rt.Fatal(err)
		}
		got, err := Decode(t.Context(), b.Bytes(), plenty)
		if err != nil {
			rt.Fatal(err)
		}
		for i, want := range flatten(g) {
			if !bytes.Equal(got.Frames[i].Pix, want.Pix) {
				rt.Fatalf("frame %d differs", i)
			}
		}
	})
}

// drawGIF makes an animation of frames anywhere on a small screen.
func drawGIF(t *rapid.T) *gif.GIF {
	w, h := rapid.IntRange(1, 9).Draw(t, "width"), rapid.IntRange(1, 9).Draw(t, "height")
	g := &gif.GIF{Config: image.Config{Width: w, Height: h}}
	for range rapid.IntRange(1, 6).Draw(t, "frames") {
		x, y := rapid.IntRange(0, w-1).Draw(t, "x"), rapid.IntRange(0, h-1).Draw(t, "y")
		bounds := image.Rect(x, y, rapid.IntRange(x+1, w).Draw(t, "right"), rapid.IntRange(y+1, h).Draw(t, "bottom"))
		g.Image = append(g.Image, palettedNoise(bounds, rapid.Uint64().Draw(t, "seed")))
		g.Delay = append(g.Delay, rapid.IntRange(0, 5).Draw(t, "delay"))
		g.Disposal = append(g.Disposal, rapid.ByteRange(0, 3).Draw(t, "disposal"))
	}
	return g
}

// flatten is the specification's wording in image/draw: draw, keep a copy, then dispose.
func flatten(g *gif.GIF) []*image.RGBA {
	screen := image.Rect(0, 0, g.Config.Width, g.Config.Height)
	canvas := image.NewRGBA(screen)
	var frames []*image.RGBA
	for i, m := range g.Image {
		before := clone(canvas)
		draw.Draw(canvas, m.Rect, m, m.Rect.Min, draw.Over)
		frames = append(frames, clone(canvas))
		switch g.Disposal[i] {
		case gif.DisposalBackground:
			draw.Draw(canvas, m.Rect, image.Transparent, image.Point{}, draw.Src)
		case gif.DisposalPrevious:
			canvas = before
		}
	}
	return frames
}

func TestRealAnimationsAgreeWithImageMagick(t *testing.T) {
	t.Parallel()
	convert := testtool.Path(t, "convert")
	for _, path := range realPictures(t) {
		if filepath.Ext(path) != ".gif" {
			continue
		}
		raw, err := exec.Command(convert, path, "-coalesce", "-depth", "8", "rgba:-").Output()
		if err != nil {
			t.Fatal(err)
		}
		p := mustDecode(t, readFile(t, path))
		if int64(len(raw)) != p.Bytes() {
			t.Errorf("%s: %d bytes of pixels, ImageMagick has %d", path, p.Bytes(), len(raw))
			continue
		}
		for i, frame := range p.Frames {
			if n := differences(frame.Pix, raw[i*len(frame.Pix):]); n > 0 {
				t.Errorf("%s: frame %d differs in %d pixels", path, i, n)
			}
		}
	}
}

// differences counts the pixels of a that are not as in b, whatever the colour of a transparent one.
func differences(a, b []byte) (n int) {
	b = b[:len(a)]
	if bytes.Equal(a, b) {
		return 0
	}
	for i := 0; i < len(a); i += 4 {
		if a[i+3] != b[i+3] || a[i+3] != 0 && !bytes.Equal(a[i:i+3], b[i:i+3]) {
			n++
		}
	}
	return n
}

func TestIndexedIsWhatTheFileHas(t *testing.T) {
	g := animation(3)
	g.Image[1] = g.Image[1].SubImage(image.Rect(5, 3, 50, 30)).(*image.Paletted)
	g.Disposal = []byte{gif.DisposalNone, gif.DisposalPrevious, gif.DisposalBackground}
	p := mustDecode(t, encodeGIF(t, g))
	for i, want := range g.Image {
		got := p.Indexed[i]
		if got.Bounds != want.Rect || got.Disposal != g.Disposal[i] || got.Transparent != 15 || got.Interlaced || got.LitWidth != 4 {
			t.Errorf("frame %d: %v, disposal %d, transparent %d, %d bits", i, got.Bounds, got.Disposal, got.Transparent, got.LitWidth)
		}
		for j, entry := range want.Palette[:15] {
			if c := entry.(color.RGBA); !bytes.Equal(got.Palette[3*j:3*j+3], []byte{c.R, c.G, c.B}) {
				t.Errorf("frame %d: colour %d is %v, want %v", i, j, got.Palette[3*j:3*j+3], c)
			}
		}
	}
	resized, err := p.Resize(t.Context(), 30, 20)
	if err != nil || resized.Indexed != nil {
		t.Errorf("%d indexed frames after resizing (%v)", len(resized.Indexed), err)
	}
}

func TestLenientGIF(t *testing.T) {
	g := animation(3)
	data := encodeGIF(t, g)
	want := mustDecode(t, data)
	head := gifHeaderSize
	if data[10]&gifHasPalette != 0 {
		head += 3 << (1 + data[10]&gifPaletteBits)
	}
	insert := func(extra string) []byte { return slices.Concat(data[:head], []byte(extra), data[head:]) }
	screen := func(size string) []byte { return slices.Concat(data[:6], []byte(size), data[10:]) }
	for name, data := range map[string][]byte{
		"no trailer":                 data[:len(data)-1],
		"rubbish behind the trailer": append(slices.Clone(data), "rubbish"...),
		"rubbish for a trailer":      append(slices.Clone(data[:len(data)-1]), "rubbish"...),
		"a cut comment at the end":   append(slices.Clone(data[:len(data)-1]), "\x21\xfe\x08cut"...),
		"a comment":                  insert("\x21\xfe\x05memed\x00"),
		"an unknown extension":       insert("\x21\x99\x02hi\x00"),
		"an empty application":       insert("\x21\xff\x00"),
		"no screen":                  screen("\x00\x00\x00\x00"),
		"a screen that is too small": screen("\x05\x00\x05\x00"),
		"looping by another name":    bytes.Replace(data, []byte("NETSCAPE2.0"), []byte("ANIMEXTS1.0"), 1),
	} {
		t.Run(name, func(t *testing.T) {
			got := mustDecode(t, data)
			if got.Loops != want.Loops || !slices.Equal(got.Delays, want.Delays) || len(got.Frames) != len(want.Frames) {
				t.Fatalf("%d frames, delays %v, loops %d", len(got.Frames), got.Delays, got.Loops)
			}
			for i := range want.Frames {
				equalImages(t, got.Frames[i], want.Frames[i])
			}
		})
	}
}

// The frames of these files are put together by hand; 04 0a is the LZW stream of two pixels of colour 0.
func TestOddFrames(t *testing.T) {
	const (
		header = "GIF89a\x02\x00\x01\x00\x80\x00\x00" + "\x10\x20\x30\xff\xff\xff"
		first  = "\x2c\x00\x00\x00\x00\x02\x00\x01\x00\x00\x02\x02\x04\x0a\x00"
	)
	color0, none := color.RGBA{0x10, 0x20, 0x30, 0xff}, color.RGBA{}
	for _, test := range []struct {
		name, frames string
		want         [2]color.RGBA // of the last frame
	}{
		{"one frame", first, [2]color.RGBA{color0, color0}},
		{"reaching beyond the screen", "\x21\xf9\x04\x08\x00\x00\x00\x00" + first + "\x2c\x01\x00\x00\x00\x02\x00\x01\x00\x00\x02\x02\x04\x0a\x00", [2]color.RGBA{none, color0}},
		{"outside the screen", first + "\x2c\x09\x00\x09\x00\x02\x00\x01\x00\x00\x02\x02\x04\x0a\x00", [2]color.RGBA{color0, color0}},
		{"no pixels", first + "\x2c\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00", [2]color.RGBA{color0, color0}},
		{"data behind the last pixel", strings.Replace(first, "\x02\x04\x0a\x00", "\x03\x04\x0a\x77\x01\x99\x00", 1), [2]color.RGBA{color0, color0}},
		{"colours beyond the palette", "\x2c\x00\x00\x00\x00\x02\x00\x01\x00\x00\x02\x02\xdc\x0a\x00", [2]color.RGBA{none, none}},
		{"a transparent index beyond the palette", "\x21\xf9\x04\x01\x00\x00\xc8\x00" + first, [2]color.RGBA{color0, color0}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := mustDecode(t, []byte(header+test.frames+"\x3b"))
			last := p.Frames[len(p.Frames)-1]
			if got := [2]color.RGBA{last.RGBAAt(0, 0), last.RGBAAt(1, 0)}; got != test.want || last.Rect != image.Rect(0, 0, 2, 1) {
				t.Errorf("%v %v, want %v", last.Rect, got, test.want)
			}
		})
	}
}

func TestBrokenGIF(t *testing.T) {
	const header = "GIF89a\x02\x00\x01\x00\x80\x00\x00" + "\x10\x20\x30\xff\xff\xff"
	frame := "\x2c\x00\x00\x00\x00\x02\x00\x01\x00\x00\x02\x02\x04\x0a\x00"
	for _, test := range []struct{ name, data, want string }{
		{"cut header", header[:9], "reading the header"},
		{"cut palette", header[:15], "reading the palette"},
		{"no size", "GIF89a\x00\x00\x00\x00\x80\x00\x00" + header[13:] + strings.Replace(frame, "\x02\x00\x01\x00", "\x00\x00\x00\x00", 1), "empty: 0 × 0"},
		{"no frame", header + "\x3b", "there is no frame"},
		{"cut frame", header + frame + frame[:13], "reading frame 2"},
		{"no palette", "GIF89a\x02\x00\x01\x00\x00\x00\x00" + frame, "there is no palette"},
		{"code size", header + strings.Replace(frame, "\x02\x02\x04", "\x0c\x02\x04", 1), "12 bits"},
		{"too few pixels", header + strings.Replace(frame, "\x02\x04\x0a", "\x01\x2c", 1), "not enough"},
		{"no pixels", header + strings.Replace(frame, "\x02\x04\x0a", "", 1), "not enough"},
		{"a later frame that is larger", header + frame + strings.Replace(frame, "\x02\x00\x01\x00", "\x03\x00\x01\x00", 1), "larger than the picture"},
		{"too many frames", header + strings.Repeat(frame, maxFrames+1), "more than 4096 frames"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := Decode(t.Context(), []byte(test.data), plenty); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("err = %v, want %q", err, test.want)
			}
		})
	}
}
