package plate

import (
	"bytes"
	"context"
	"encoding/binary"
	"image"
	"io"
	"slices"

	"github.com/memed/memed/internal/picture"
	"github.com/memed/memed/internal/pool"
)

// lossless is a WebP without loss, of which nothing is encoded beforehand. The library encodes single pictures; an animation is put together here rather
// than by the library, whose own does not stop between frames.
type lossless struct {
	*picture.Picture
}

// Print draws each frame with its ink and encodes it.
func (p *lossless) Print(ctx context.Context, w io.Writer, ink []*image.RGBA) error {
	chunks, translucent := make([][]byte, len(p.Frames)), make([]bool, len(p.Frames))
	err := pool.Each(ctx, len(p.Frames), func(i int) (err error) {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		canvas := inked(p.Frames[i], ink)
		defer canvases.Put(canvas)
		chunks[i], err = losslessChunk(canvas)
		translucent[i] = p.Animated() && !canvas.Opaque()
		return err
	})
	if err != nil {
		return err
	}
	size := p.Bounds().Size()
	var frames bytes.Buffer
	for i, chunk := range chunks {
		if p.Animated() {
			writeFrame(&frames, size, p.Delays[i], chunk)
		} else {
			frames.Write(chunk)
		}
	}
	var head bytes.Buffer
	head.WriteString("WEBP")
	if p.Animated() {
		writeAnimation(&head, size, !slices.Contains(translucent, true), p.Loops)
	}
	riff := binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(head.Len()+frames.Len()))
	for _, part := range [][]byte{riff, head.Bytes(), frames.Bytes()} {
		if _, err := w.Write(part); err != nil {
			return err
		}
	}
	return nil
}

// The container of WebP, after developers.google.com/speed/webp/docs/riff_container: little-endian chunks of even length,
// each headed by a name and its length.
const (
	riffHeader = 12 // "RIFF", length, "WEBP"
	alphaFlag  = 1 << 4
	motionFlag = 1 << 1
	noBlend    = 1 << 1 // a frame replaces what it covers
)

// writeFrame adds an ANMF chunk that shows image, itself a chunk, for delay hundredths of a second.
func writeFrame(frames *bytes.Buffer, size image.Point, delay int, image []byte) {
	body := make([]byte, 0, 16)
	body = append24(body, 0) // x
	body = append24(body, 0) // y
	body = append24(body, size.X-1)
	body = append24(body, size.Y-1)
	body = append24(body, delay*10) // milliseconds
	body = append(body, noBlend)
	writeChunk(frames, "ANMF", append(body, image...))
}

// writeAnimation adds the chunks that come before the frames of an animation.
func writeAnimation(head *bytes.Buffer, size image.Point, opaque bool, loops int) {
	flags := byte(motionFlag)
	if !opaque {
		flags |= alphaFlag
	}
	writeChunk(head, "VP8X", append24(append24([]byte{flags, 0, 0, 0}, size.X-1), size.Y-1))
	// The background is transparent, and the loops are counted from 1, 0 meaning for ever.
	writeChunk(head, "ANIM", binary.LittleEndian.AppendUint16(make([]byte, 4), webpLoops(loops)))
}

func webpLoops(loops int) uint16 {
	if loops == 0 {
		return 0
	}
	if loops < 0 {
		return 1
	}
	return uint16(min(loops+1, 1<<16-1))
}

func writeChunk(to *bytes.Buffer, name string, body []byte) {
	to.WriteString(name)
	to.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(body))))
	to.Write(body)
	if len(body)%2 == 1 {
		to.WriteByte(0)
	}
}

func append24(b []byte, v int) []byte {
	v = min(v, 1<<24-1)
	return append(b, byte(v), byte(v>>8), byte(v>>16))
}
