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
	if s.format == caption.WebP && s.frames > 1 && a.StatusCode == http.StatusOK {
		a.body = firstFrame(a.body)
	}
	first, format := a.picture(t)
	bounds := first.Bounds()
	if s.format == caption.GIF {
		bounds = s.seeFrames(t, a.body)
	}
	if format != string(s.format) || bounds != (image.Rectangle{Max: s.size}) {
		t.Fatalf("a %s of %v, want a %s of %v", format, bounds, s.format, s.size)
	}
	s.tones = tones(first, s.size)
}

// seeFrames decodes all frames of a GIF, and returns the bounds of the whole, of which the first frame may be a part.
func (s *sample) seeFrames(t *testing.T, data []byte) image.Rectangle {
	t.Helper()
	g, err := gif.DecodeAll(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if len(g.Image) != s.frames {
		t.Errorf("%d frames, want %d", len(g.Image), s.frames)
	}
	return image.Rect(0, 0, g.Config.Width, g.Config.Height)
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
			mean := channelMeans(rgba, cell)
			means = append(means, mean[:]...)
		}
	}
	return means
}

func channelMeans(img *image.RGBA, cell image.Rectangle) [4]float64 {
	var red, green, blue, alpha int // not in an array, which the race detector would watch
	for y := cell.Min.Y; y < cell.Max.Y; y++ {
		row := img.Pix[img.PixOffset(cell.Min.X, y):img.PixOffset(cell.Max.X, y)]
		for ; len(row) > 0; row = row[4:] {
			red += int(row[0])
			green += int(row[1])
			blue += int(row[2])
			alpha += int(row[3])
		}
	}
	area := float64(cell.Dx() * cell.Dy())
	return [...]float64{float64(red) / area, float64(green) / area, float64(blue) / area, float64(alpha) / area}
}
