package bandjpeg

import (
	"encoding/binary"
	"image"
)

// tile is the ink on an MCU, premultiplied RGBA, in rows that are stride bytes apart.
type tile struct {
	pixels []uint8 // of the layer itself, or of own
	stride int
	own    [maxTile * pixel]uint8
}

const (
	pixel   = 4
	maxTile = 4 * block * 2 * block // pixels
)

// cut takes the ink of a layer on an MCU of a picture of some size, and tells which blocks of luma have any.
func (t *tile) cut(layer *image.RGBA, mcu image.Rectangle, size image.Point) (blocks touched) {
	if mcu.In(layer.Rect) {
		t.pixels, t.stride = layer.Pix[layer.PixOffset(mcu.Min.X, mcu.Min.Y):], layer.Stride
	} else {
		t.copy(layer, mcu, size)
	}
	return inked(t, mcu.Dx()/block, mcu.Dy()/block)
}

// copy makes the tile the ink on an MCU that the layer does not cover. Beyond the picture's edges it is as on the last row and column, as are the samples
// there.
func (t *tile) copy(layer *image.RGBA, mcu image.Rectangle, size image.Point) {
	t.stride = mcu.Dx() * pixel
	t.pixels = t.own[:mcu.Dy()*t.stride]
	first, end := max(layer.Rect.Min.X-mcu.Min.X, 0)*pixel, min(layer.Rect.Max.X-mcu.Min.X, mcu.Dx())*pixel
	edge := (size.X - mcu.Min.X) * pixel
	for y := range mcu.Dy() {
		line := t.pixels[y*t.stride:][:t.stride]
		from := min(mcu.Min.Y+y, size.Y-1)
		if from < layer.Rect.Min.Y || from >= layer.Rect.Max.Y {
			clear(line)
			continue
		}
		clear(line[:first])
		copy(line[first:end], layer.Pix[layer.PixOffset(mcu.Min.X+first/pixel, from):])
		clear(line[end:])
		for x := edge; x < len(line); x += pixel {
			copy(line[x:], line[edge-pixel:edge])
		}
	}
}

// inkedPortable tells which of across × down blocks have any ink.
func inkedPortable(t *tile, across, down int) (blocks touched) {
	for y := range down * block {
		for x := range across {
			line := t.pixels[y*t.stride+x*block*pixel:][:block*pixel]
			at := func(i int) uint64 { return binary.LittleEndian.Uint64(line[i*8:]) }
			if at(0)|at(1)|at(2)|at(3) != 0 {
				blocks |= 1 << (y/block*across + x)
			}
		}
	}
	return blocks
}
