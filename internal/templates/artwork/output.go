package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
)

const jpegQuality = 88

// write draws d and writes its file to dir.
func write(dir string, d drawing) error {
	var buf bytes.Buffer
	if err := encode(&buf, d); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, d.file()), buf.Bytes(), 0o644)
}

func encode(buf *bytes.Buffer, d drawing) error {
	switch d.format {
	case "jpg":
		return jpeg.Encode(buf, stillOf(d), &jpeg.Options{Quality: jpegQuality})
	case "png":
		img := stillOf(d)
		pal := paletteOf(256, img)
		enc := png.Encoder{CompressionLevel: png.BestCompression}
		return enc.Encode(buf, remap(img, pal, 6))
	case "gif":
		return gif.EncodeAll(buf, animationOf(d))
	}
	return fmt.Errorf("unknown format %q", d.format)
}

func stillOf(d drawing) *image.RGBA {
	c := newCanvas(d.w, d.h)
	d.still(c)
	return c.finished()
}

// animationOf draws the frames of d. They share one palette, and each frame
// after the first holds only what changed since the one before.
func animationOf(d drawing) *gif.GIF {
	c := newCanvas(d.w, d.h)
	d.still(c)
	still := bytes.Clone(c.img.Pix)
	frames := make([]*image.RGBA, d.frames)
	for i := range frames {
		copy(c.img.Pix, still)
		d.frame(c, float64(i)/float64(d.frames))
		frames[i] = c.finished()
	}
	// The last index is kept for pixels that stay as they were.
	pal := append(paletteOf(255, frames...), color.NRGBA{})
	out := &gif.GIF{Config: image.Config{Width: d.w, Height: d.h, ColorModel: pal}}
	var before *image.Paletted
	for _, f := range frames {
		now := remap(f, pal[:len(pal)-1], 3)
		now.Palette = pal
		out.Image = append(out.Image, changes(before, now))
		out.Delay = append(out.Delay, d.delay)
		out.Disposal = append(out.Disposal, gif.DisposalNone)
		before = now
	}
	return out
}

// changes returns the smallest frame that turns before into now.
func changes(before, now *image.Paletted) *image.Paletted {
	if before == nil {
		return now
	}
	var r image.Rectangle
	for y := range now.Rect.Dy() {
		for x := range now.Rect.Dx() {
			if before.ColorIndexAt(x, y) != now.ColorIndexAt(x, y) {
				r = r.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	if r.Empty() {
		r = image.Rect(0, 0, 1, 1)
	}
	out := image.NewPaletted(r, now.Palette)
	same := uint8(len(now.Palette) - 1)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			i := now.ColorIndexAt(x, y)
			if i == before.ColorIndexAt(x, y) {
				i = same
			}
			out.SetColorIndex(x, y, i)
		}
	}
	return out
}
