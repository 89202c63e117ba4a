package plate

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math"
	"testing"

	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/plate/platetest"
)

func premultiplied(img image.Image) *image.RGBA {
	m := image.NewRGBA(img.Bounds())
	draw.Draw(m, m.Rect, img, m.Rect.Min, draw.Src)
	return m
}

// straightened is img as lossless formats store it.
func straightened(img image.Image) *image.NRGBA {
	m := image.NewNRGBA(img.Bounds())
	for y := m.Rect.Min.Y; y < m.Rect.Max.Y; y++ {
		for x := m.Rect.Min.X; x < m.Rect.Max.X; x++ {
			m.SetNRGBA(x, y, color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA))
		}
	}
	return m
}

// sameStraight wants the pixels of got exactly, with their alpha.
func sameStraight(t testing.TB, got image.Image, want *image.RGBA) {
	t.Helper()
	g, w := straightened(got), straightened(want)
	if g.Rect != w.Rect {
		t.Fatalf("bounds %v, want %v", g.Rect, w.Rect)
	}
	for i := 0; i < len(w.Pix); i += 4 {
		if !bytes.Equal(g.Pix[i:i+4], w.Pix[i:i+4]) {
			t.Fatalf("pixel (%d, %d) is %v, want %v", i%w.Stride/4, i/w.Stride, g.Pix[i:i+4], w.Pix[i:i+4])
		}
	}
}

func sameRGBA(t testing.TB, got, want *image.RGBA) {
	t.Helper()
	if got.Rect != want.Rect {
		t.Fatalf("bounds %v, want %v", got.Rect, want.Rect)
	}
	for y := want.Rect.Min.Y; y < want.Rect.Max.Y; y++ {
		for x := want.Rect.Min.X; x < want.Rect.Max.X; x++ {
			if g, w := got.RGBAAt(x, y), want.RGBAAt(x, y); g != w {
				t.Fatalf("pixel (%d, %d) is %v, want %v", x, y, g, w)
			}
		}
	}
}

func decodeJPEG(t testing.TB, data []byte) *image.RGBA {
	t.Helper()
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if ycc, ok := img.(*image.YCbCr); !ok || ycc.SubsampleRatio != image.YCbCrSubsampleRatio420 {
		t.Fatalf("the JPEG is a %T, want 4:2:0", img)
	}
	return premultiplied(img)
}

// checkJPEG compares a print with what image/jpeg makes of the whole picture: it may lose hardly more of what is drawn than that does. It does lose
// a little where ink has soft edges, as the colour below is known for four pixels together only.
func checkJPEG(t testing.TB, data []byte, frame *image.RGBA, ink []*image.RGBA, quality int) {
	t.Helper()
	got, want := jpegErrors(t, data, frame, ink, quality)
	if got > 1.125*want+2 {
		t.Errorf("the squared error is %.1f per sample, image/jpeg has %.1f", got, want)
	}
}

// checkNoisyJPEG allows more, for ink that is noise: where it and what is below vary within a cell of four pixels, what is lost is a share of the error,
// and in a picture of few cells may be much more than in others.
func checkNoisyJPEG(t testing.TB, data []byte, frame *image.RGBA, ink []*image.RGBA, quality int) {
	t.Helper()
	got, want := jpegErrors(t, data, frame, ink, quality)
	cells := (frame.Rect.Dx() + 1) / 2 * ((frame.Rect.Dy() + 1) / 2)
	if got > 1.5*want+2+1000/float64(cells) {
		t.Errorf("the squared error is %.1f per sample, image/jpeg has %.1f", got, want)
	}
}

// jpegErrors returns the squared error per sample of a print, and of what image/jpeg makes of the whole picture.
func jpegErrors(t testing.TB, data []byte, frame *image.RGBA, ink []*image.RGBA, quality int) (got, want float64) {
	t.Helper()
	flat := image.NewRGBA(frame.Rect)
	draw.Draw(flat, flat.Rect, image.White, image.Point{}, draw.Src)
	drawn := platetest.Drawn(flat, append([]*image.RGBA{frame}, ink...)...)
	var encoded bytes.Buffer
	if err := jpeg.Encode(&encoded, drawn, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	perSample := func(data []byte) float64 {
		return float64(squaredError(decodeJPEG(t, data), drawn)) / float64(len(drawn.Pix))
	}
	return perSample(data), perSample(encoded.Bytes())
}

func TestStillsAreTheWholePicture(t *testing.T) {
	for name, p := range scenes() {
		t.Run(name, func(t *testing.T) {
			for _, ink := range [][]*image.RGBA{nil, platetest.TwoLines(p.Bounds().Size()), {platetest.Noise(p.Bounds(), 1), platetest.Noise(p.Bounds().Inset(5), 2)}} {
				platetest.CheckPNG(t, print(t, p, caption.PNG, ink...), p.Frames[0], ink...)
				checkJPEG(t, print(t, p, caption.JPEG, ink...), p.Frames[0], ink, 85)
			}
		})
	}
}

func TestCanvasesFitPrintsOfAnySize(t *testing.T) {
	for i := range 80 { // up and down again
		width := min(i, 80-i) + 1
		p := still(platetest.Noise(image.Rect(0, 0, width, 1), uint64(i)))
		platetest.CheckPNG(t, print(t, p, caption.PNG), p.Frames[0])
		checkJPEG(t, print(t, p, caption.JPEG), p.Frames[0], nil, 85)
	}
}

func TestInkLeavesOtherBlocksOfAJPEGAlone(t *testing.T) {
	plate := mustNew(t, still(platetest.Photo(80, 70, 1)), caption.JPEG)
	ink := platetest.Lettering(image.Rect(20, 20, 45, 30), platetest.White, platetest.Black)
	const block = 16 // of 4:2:0
	touched := image.Rect(ink.Rect.Min.X/block*block, ink.Rect.Min.Y/block*block, 48, 32)
	bare, inked := decodeJPEG(t, mustPrint(t, plate, nil)), decodeJPEG(t, mustPrint(t, plate, []*image.RGBA{ink}))
	if bytes.Equal(bare.Pix, inked.Pix) {
		t.Fatal("there is no ink")
	}
	for _, img := range []*image.RGBA{bare, inked} {
		draw.Draw(img, touched, image.Black, image.Point{}, draw.Src)
	}
	sameRGBA(t, inked, bare)
}

func TestTransparencyIsWhiteInAJPEG(t *testing.T) {
	got := decodeJPEG(t, print(t, still(image.NewRGBA(image.Rect(0, 0, 20, 20))), caption.JPEG))
	for _, v := range got.Pix {
		if v != 0xff {
			t.Fatalf("a pixel has %d, want white", v)
		}
	}
}

func TestQualityOfAJPEG(t *testing.T) {
	frame := platetest.Photo(64, 64, 1)
	var size int
	lost := math.MaxInt
	for _, quality := range []int{1, 30, 60, 85, 100} {
		data := mustPrint(t, newAt(t, still(frame), caption.JPEG, quality), nil)
		checkJPEG(t, data, frame, nil, quality)
		if e := squaredError(decodeJPEG(t, data), frame); len(data) <= size || e >= lost {
			t.Errorf("quality %d: %d bytes after %d, error %d after %d", quality, len(data), size, e, lost)
		} else {
			size, lost = len(data), e
		}
	}
}

func TestQualityIsOfNoConcernToOthers(t *testing.T) {
	p := still(platetest.Poster(20, 10, 9, 1))
	for _, format := range []caption.Format{caption.PNG, caption.GIF, caption.WebP} {
		if !bytes.Equal(mustPrint(t, newAt(t, p, format, 1), nil), mustPrint(t, newAt(t, p, format, 100), nil)) {
			t.Errorf("%s depends on the quality", format)
		}
	}
}

func squaredError(a, b *image.RGBA) (sum int) {
	for i, v := range a.Pix {
		d := int(v) - int(b.Pix[i])
		sum += d * d
	}
	return sum
}
