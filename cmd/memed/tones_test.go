package main

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/draw"
	"image/gif"
	"net/http"
	"testing"

	"github.com/memed/memed/internal/caption"
)

// see decodes the answer, which must be what was asked for, and keeps the tones of its first frame.
func (s *sample) see(t *testing.T, a answer) {
	t.Helper()
	if a.StatusCode != http.StatusOK {
		t.Fatalf("status %d: %s", a.StatusCode, a.body)
	}
	var first image.Image
	bounds := image.Rectangle{Max: s.size}
	switch {
	case s.format == caption.GIF:
		g, err := gif.DecodeAll(bytes.NewReader(a.body))
		if err != nil {
			t.Fatal(err)
		}
		if len(g.Image) != s.frames {
			t.Errorf("%d frames, want %d", len(g.Image), s.frames)
		}
		first, bounds = g.Image[0], image.Rect(0, 0, g.Config.Width, g.Config.Height)
	case s.frames > 1:
		a.body = firstFrame(a.body)
		fallthrough
	default:
		img, format := a.picture(t)
		if format != string(s.format) {
			t.Errorf("a %s, want a %s", format, s.format)
		}
		first, bounds = img, img.Bounds()
	}
	if bounds != (image.Rectangle{Max: s.size}) {
		t.Fatalf("decoded to %v, want %v", bounds, s.size)
	}
	s.tones = tones(first, s.size)
}

// firstFrame returns the first frame of an animated WebP as a file of its own: Go's decoder reads only stills.
func firstFrame(data []byte) []byte {
	const frameHeader = 8 + 16 // the chunk's name and length, then the frame's place, size, duration and flags
	chunk := data[bytes.Index(data, []byte("ANMF"))+frameHeader:]
	chunk = chunk[:8+binary.LittleEndian.Uint32(chunk[4:])]
	chunk = chunk[:len(chunk):len(chunk)]
	if len(chunk)%2 == 1 {
		chunk = append(chunk, 0)
	}
	riff := binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(4+len(chunk)))
	return append(append(riff, "WEBP"...), chunk...)
}

// grid is into how many columns and rows a picture is divided for its tones, as in testdata/readers.html.
const grid = 4

// tones are the means of each channel in each cell of a grid over the picture, colours premultiplied.
func tones(img image.Image, size image.Point) []float64 {
	rgba := image.NewRGBA(image.Rectangle{Max: size})
	draw.Draw(rgba, img.Bounds(), img, img.Bounds().Min, draw.Src)
	var means []float64
	for row := range grid {
		for column := range grid {
			cell := image.Rect(column*size.X/grid, row*size.Y/grid, (column+1)*size.X/grid, (row+1)*size.Y/grid)
			mean := means4(rgba, cell)
			means = append(means, mean[:]...)
		}
	}
	return means
}

func means4(img *image.RGBA, cell image.Rectangle) (means [4]float64) {
	var sums [4]int
	for y := cell.Min.Y; y < cell.Max.Y; y++ {
		row := img.Pix[img.PixOffset(cell.Min.X, y):img.PixOffset(cell.Max.X, y)]
		for i, v := range row {
			sums[i%4] += int(v)
		}
	}
	for i, sum := range sums {
		means[i] = float64(sum) / float64(cell.Dx()*cell.Dy())
	}
	return means
}
