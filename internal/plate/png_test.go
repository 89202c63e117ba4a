package plate

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/picture"
	"github.com/memed/memed/internal/plate/platetest"
	"github.com/memed/memed/internal/testtool"
)

// realPicture returns the first frame of a file, or the middle of it where it is large and has more colours than a palette, to save the time of encoding it.
func realPicture(t *testing.T, path string) *picture.Picture {
	t.Helper()
	const plenty, side = 1 << 26, 400
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	p, err := picture.Decode(t.Context(), data, plenty)
	if err != nil {
		t.Fatal(err)
	}
	frame := p.Frames[0]
	if size := frame.Rect.Size(); max(size.X, size.Y) > side && paletted(frame) == nil {
		middle := image.Rectangle{Max: image.Pt(min(size.X, side), min(size.Y, side))}
		frame = image.NewRGBA(middle)
		draw.Draw(frame, middle, p.Frames[0], size.Sub(middle.Max).Div(2), draw.Src)
	}
	return still(frame)
}

func TestPNGsOfRealPictures(t *testing.T) {
	pngcheck, convert := testtool.Path(t, "pngcheck"), testtool.Path(t, "convert")
	for _, path := range platetest.RealPictures(t) {
		if filepath.Ext(path) == ".jpg" && filepath.Base(filepath.Dir(path)) != "flat" && filepath.Base(filepath.Dir(path)) != "embedded" {
			continue // more photos would tell no more
		}
		t.Run(filepath.Base(filepath.Dir(path))+"/"+filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			p := realPicture(t, path)
			plate := mustNew(t, p, caption.PNG)
			for name, ink := range map[string][]*image.RGBA{"bare": nil, "two lines": platetest.TwoLines(plate.Size())} {
				data := mustPrint(t, plate, ink)
				platetest.CheckPNG(t, data, p.Frames[0], ink...)
				if len(ink) > 0 {
					platetest.Run(t, convert, data, ".png", "-", "null:")
				}
				if said := platetest.Run(t, pngcheck, data, ".png", "-q", "-"); len(said) > 0 {
					t.Errorf("%s: %s", name, said)
				}
				// Whole pictures stay within 10 % of image/png with ink as well. In the middle of a large one, ink has more weight.
				percent := 110
				if len(ink) > 0 {
					percent = 115
				}
				if want := len(standardPNG(t, platetest.Drawn(p.Frames[0], ink...))); len(data)*100 > want*percent {
					t.Errorf("%s: %d bytes, image/png has %d", name, len(data), want)
				}
			}
		})
	}
}

// standardPNG encodes img with image/png, in the type of the fewest bytes per pixel that holds it.
func standardPNG(t testing.TB, img *image.RGBA) []byte {
	t.Helper()
	var finished image.Image = img
	if p := paletted(img); p != nil {
		finished = p
		if !slices.ContainsFunc(p.Palette, func(c color.Color) bool { return c != color.RGBAModel.Convert(color.GrayModel.Convert(c)) }) {
			grey := image.NewGray(img.Rect)
			draw.Draw(grey, grey.Rect, img, image.Point{}, draw.Src)
			finished = grey
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, finished); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// paletted returns img with a palette, or nil if it has more than 256 colours.
func paletted(img *image.RGBA) *image.Paletted {
	p, indexes := image.NewPaletted(img.Rect, nil), make(map[color.RGBA]uint8)
	for i := range p.Pix {
		c := color.RGBA{img.Pix[4*i], img.Pix[4*i+1], img.Pix[4*i+2], img.Pix[4*i+3]}
		if _, known := indexes[c]; !known {
			if len(indexes) == 256 {
				return nil
			}
			indexes[c] = uint8(len(indexes))
			p.Palette = append(p.Palette, c)
		}
		p.Pix[i] = indexes[c]
	}
	return p
}
