package plate

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/picture"
	"github.com/memed/memed/internal/plate/platetest"
)

// realPicture returns the first frame of a file. Large ones are made smaller, to save the time of encoding them.
func realPicture(t *testing.T, path string) *picture.Picture {
	t.Helper()
	const plenty = 1 << 26
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	p, err := picture.Decode(t.Context(), data, plenty)
	if err != nil {
		t.Fatal(err)
	}
	const largest, side = 1 << 19, 512
	p, size := still(p.Frames[0]), p.Bounds().Size()
	if size.X*size.Y > largest {
		size = picture.Fit(size, side, side)
	}
	if p, err = p.Resize(t.Context(), size.X, size.Y); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPNGsOfRealPictures(t *testing.T) {
	pngcheck, convert := platetest.Oracle(t, "pngcheck"), platetest.Oracle(t, "convert")
	for _, path := range platetest.RealPictures(t) {
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
				if most := len(standardPNG(t, platetest.Drawn(p.Frames[0], ink...))) * 11 / 10; len(data) > most {
					t.Errorf("%s: %d bytes, image/png has 10 %% less than %d", name, len(data), most)
				}
			}
		})
	}
}

// standardPNG encodes img with image/png, in the type of the fewest bytes per pixel that holds it.
func standardPNG(t testing.TB, img *image.RGBA) []byte {
	t.Helper()
	grey, palette := image.NewGray(img.Rect), image.NewPaletted(img.Rect, nil)
	isGrey, indexes := true, make(map[color.RGBA]uint8)
	for i := range grey.Pix {
		c := color.RGBA{img.Pix[4*i], img.Pix[4*i+1], img.Pix[4*i+2], img.Pix[4*i+3]}
		isGrey = isGrey && c.R == c.G && c.G == c.B && c.A == 0xff
		grey.Pix[i] = c.G
		if index, known := indexes[c]; known {
			palette.Pix[i] = index
		} else if len(indexes) < 256 {
			palette.Pix[i] = uint8(len(indexes))
			indexes[c] = palette.Pix[i]
			palette.Palette = append(palette.Palette, c)
		} else {
			palette = nil
			break
		}
	}
	var finished image.Image = img
	switch {
	case isGrey && palette != nil: // greys are at most 256
		finished = grey
	case palette != nil:
		finished = palette
	}
	var out bytes.Buffer
	if err := png.Encode(&out, finished); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
