package plate

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"slices"
	"testing"

	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/picture"
	"github.com/memed/memed/internal/plate/platetest"
	"github.com/memed/memed/internal/testtool"
)

// shown decodes a GIF and returns its frames as they are shown.
func shown(t testing.TB, data []byte) (*gif.GIF, []*image.RGBA) {
	t.Helper()
	g, err := gif.DecodeAll(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	screen := image.NewRGBA(image.Rect(0, 0, g.Config.Width, g.Config.Height))
	var frames []*image.RGBA
	for i, img := range g.Image {
		paint(screen, img, false)
		frames = append(frames, platetest.Clone(screen))
		switch g.Disposal[i] {
		case gif.DisposalBackground:
			paint(screen, img, true)
		case gif.DisposalPrevious:
			t.Fatalf("frame %d restores the one before, which is nobody's need", i)
		}
	}
	return g, frames
}

// paint puts a frame on the screen, or wipes where it was.
func paint(screen *image.RGBA, img *image.Paletted, wipe bool) {
	for y := img.Rect.Min.Y; y < img.Rect.Max.Y; y++ {
		for x := img.Rect.Min.X; x < img.Rect.Max.X; x++ {
			if c := color.RGBAModel.Convert(img.At(x, y)).(color.RGBA); wipe {
				screen.SetRGBA(x, y, color.RGBA{})
			} else if c.A == 0xff {
				screen.SetRGBA(x, y, c)
			}
		}
	}
}

func TestGIFShowsTheInkOnEveryFrame(t *testing.T) {
	for name, p := range scenes() {
		t.Run(name, func(t *testing.T) {
			size := p.Bounds().Size()
			for _, ink := range [][]*image.RGBA{
				nil,
				platetest.TwoLines(size),
				{platetest.Noise(p.Bounds(), 1)},
				{platetest.Lettering(p.Bounds(), platetest.White, platetest.Black), platetest.Noise(p.Bounds().Inset(9), 1)},
			} {
				checkGIF(t, print(t, p, caption.GIF, ink...), p, ink)
			}
		})
	}
}

// captions makes the ink of many captions in a grid, each in two colours of its own. Half of them are large.
func captions(size image.Point, rows, columns int) []*image.RGBA {
	var ink []*image.RGBA
	for i := range rows * columns {
		cell := image.Pt(size.X/columns, size.Y/rows)
		bounds := image.Rectangle{Max: cell}.Add(image.Pt(i%columns*cell.X, i/columns*cell.Y))
		if i%2 == 0 {
			bounds.Max = bounds.Min.Add(image.Pt(11, 11))
		}
		n := uint8(i)
		ink = append(ink, platetest.Lettering(bounds, color.RGBA{200 + 3*n, 15 * n, 7, 0xff}, color.RGBA{3, 7 * n, 250 - 11*n, 0xff}))
	}
	return ink
}

func TestSolidInkIsExactInAGIF(t *testing.T) {
	p := moving(platetest.Photo(240, 200, 1), platetest.Photo(240, 200, 2))
	ink := captions(p.Bounds().Size(), 4, 4)
	data := print(t, p, caption.GIF, ink...)
	_, frames := shown(t, data)
	for i, layer := range ink {
		counts := make(map[color.RGBA]int)
		each(layer, func(at image.Point, c color.RGBA) { counts[c]++ })
		n := uint8(i)
		for _, solid := range []color.RGBA{{200 + 3*n, 15 * n, 7, 0xff}, {3, 7 * n, 250 - 11*n, 0xff}} {
			if counts[solid] == 0 {
				t.Fatalf("caption %d has no pixel in %v", i, solid)
			}
			each(layer, func(at image.Point, c color.RGBA) {
				for f, frame := range frames {
					if got := frame.RGBAAt(at.X, at.Y); c == solid && got != solid {
						t.Fatalf("caption %d, frame %d: pixel %v is %v, want %v", i, f, at, got, solid)
					}
				}
			})
		}
	}
}

func TestSmallPrintIsExactBesideAHeadlineInAGIF(t *testing.T) {
	// The stems of large letters have long edges, each in a tone of its own.
	headline := image.NewRGBA(image.Rect(0, 0, 120, 50))
	for x := range 120 {
		for y := range 50 {
			headline.SetRGBA(x, y, color.RGBA{uint8(2 * x), uint8(2 * x), 0, 0xff})
		}
	}
	red, blue := color.RGBA{0xf1, 0x11, 0x22, 0xff}, color.RGBA{0x22, 0x33, 0xf3, 0xff}
	small := platetest.Lettering(image.Rect(30, 60, 39, 69), red, blue)
	_, frames := shown(t, print(t, still(platetest.Photo(120, 80, 1)), caption.GIF, headline, small))
	each(small, func(at image.Point, c color.RGBA) {
		if got := frames[0].RGBAAt(at.X, at.Y); (c == red || c == blue) && got != c {
			t.Fatalf("pixel %v is %v, want %v", at, got, c)
		}
	})
}

func TestWhiteAndBlackAreExactInAGIF(t *testing.T) {
	many := platetest.Noise(image.Rect(0, 0, 80, 40), 1) // far more colours than there are slots
	ink := []*image.RGBA{many, platetest.Lettering(image.Rect(10, 41, 21, 52), platetest.White, platetest.Black)}
	_, frames := shown(t, print(t, still(platetest.Photo(80, 60, 1)), caption.GIF, ink...))
	each(ink[1], func(at image.Point, c color.RGBA) {
		if got := frames[0].RGBAAt(at.X, at.Y); (c == platetest.White || c == platetest.Black) && got != c {
			t.Fatalf("pixel %v is %v, want %v", at, got, c)
		}
	})
}

func each(img *image.RGBA, do func(at image.Point, c color.RGBA)) {
	for y := img.Rect.Min.Y; y < img.Rect.Max.Y; y++ {
		for x := img.Rect.Min.X; x < img.Rect.Max.X; x++ {
			do(image.Pt(x, y), img.RGBAAt(x, y))
		}
	}
}

func TestDitheringKeepsTheMeanColour(t *testing.T) {
	frame := platetest.Photo(64, 64, 1)
	_, frames := shown(t, print(t, still(frame), caption.GIF))
	for y := 0; y < 64; y += 16 {
		for x := 0; x < 64; x += 16 {
			got, want := meanColor(frames[0], image.Rect(x, y, x+16, y+16)), meanColor(frame, image.Rect(x, y, x+16, y+16))
			for c := range want {
				if d := got[c] - want[c]; d < -2 || d > 2 {
					t.Errorf("around (%d, %d) the mean is %v, want %v", x, y, got, want)
				}
			}
		}
	}
}

func meanColor(img *image.RGBA, part image.Rectangle) (mean [3]int) {
	each(img.SubImage(part).(*image.RGBA), func(_ image.Point, c color.RGBA) {
		mean[0] += int(c.R)
		mean[1] += int(c.G)
		mean[2] += int(c.B)
	})
	for i := range mean {
		mean[i] /= part.Dx() * part.Dy()
	}
	return mean
}

func TestGIFTiming(t *testing.T) {
	frame := platetest.Poster(9, 9, 5, 1)
	for _, loops := range []int{-1, 0, 1, 7} {
		p := &picture.Picture{Frames: []*image.RGBA{frame, frame, frame}, Delays: []int{0, 5, 65535}, Loops: loops}
		g, _ := shown(t, print(t, p, caption.GIF))
		if !slices.Equal(g.Delay, p.Delays) || g.LoopCount != loops {
			t.Errorf("delays %v, loops %d; want %v, %d", g.Delay, g.LoopCount, p.Delays, loops)
		}
	}
	if data := print(t, still(frame), caption.GIF); bytes.Contains(data, []byte("NETSCAPE")) {
		t.Error("a still is said to loop")
	}
}

func TestOnlyChangesAreWritten(t *testing.T) {
	p := scenes()
	for _, test := range []struct {
		scene string
		want  image.Rectangle // of the second frame
	}{
		{"moving poster", image.Rect(20, 10, 24, 16)},
		{"standing", image.Rect(0, 0, 1, 1)},
		{"moving cut-out", image.Rect(0, 0, 43, 31)},
		{"moving, sometimes clear", image.Rect(0, 0, 43, 31)},
	} {
		g, _ := shown(t, print(t, p[test.scene], caption.GIF, platetest.TwoLines(image.Pt(43, 31))...))
		if got := g.Image[1].Rect; got != test.want {
			t.Errorf("%s: the second frame is written as %v, want %v", test.scene, got, test.want)
		}
	}
}

func TestUnchangedPixelsCompressAway(t *testing.T) {
	background := platetest.Photo(80, 60, 1)
	corners := platetest.Drawn(background, platetest.Lettering(image.Rect(0, 0, 8, 8), platetest.White, platetest.White), platetest.Lettering(image.Rect(72, 52, 80, 60), platetest.White, platetest.White))
	one, two := len(print(t, moving(background, background), caption.GIF)), len(print(t, moving(background, corners), caption.GIF))
	if two > one+800 {
		t.Errorf("two small changes cost %d bytes", two-one)
	}
}

func TestGIFTools(t *testing.T) {
	for name, p := range scenes() {
		size := p.Bounds().Size()
		data := print(t, p, caption.GIF, platetest.TwoLines(size)...)
		t.Run(name+"/gifsicle", func(t *testing.T) {
			gifsicle := testtool.Path(t, "gifsicle")
			info := platetest.Run(t, gifsicle, data, ".gif", "--info", "-")
			for _, want := range []string{
				fmt.Sprintf("%d image", len(p.Frames)), fmt.Sprintf("logical screen %dx%d", size.X, size.Y), "global color table [256]",
			} {
				if !bytes.Contains(info, []byte(want)) {
					t.Errorf("gifsicle does not say %q:\n%s", want, info)
				}
			}
			if bytes.Contains(info, []byte("local color table")) {
				t.Errorf("a frame has a palette of its own:\n%s", info)
			}
		})
		t.Run(name+"/ImageMagick", func(t *testing.T) {
			_, want := shown(t, data)
			got := magick(t, data, ".gif", size, "-coalesce")
			if len(got) != len(want) {
				t.Fatalf("%d frames, want %d", len(got), len(want))
			}
			for i := range want {
				sameRGBA(t, got[i], want[i])
			}
		})
	}
}
