package plate

import (
	"image"
	"image/draw"
	"sync"
)

// canvases holds the pixels of finished prints for the next ones.
var canvases sync.Pool // of *image.RGBA

// inked returns a copy of frame with the ink on it. The caller gives it back to canvases.
func inked(frame *image.RGBA, ink []*image.RGBA) *image.RGBA {
	canvas, ok := canvases.Get().(*image.RGBA)
	if !ok || cap(canvas.Pix) < len(frame.Pix) {
		canvas = &image.RGBA{Pix: make([]uint8, len(frame.Pix))}
	}
	canvas.Pix, canvas.Stride, canvas.Rect = canvas.Pix[:len(frame.Pix)], frame.Stride, frame.Rect
	copy(canvas.Pix, frame.Pix)
	for _, i := range ink {
		draw.Draw(canvas, i.Rect, i, i.Rect.Min, draw.Over)
	}
	return canvas
}
