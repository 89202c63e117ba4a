package plate

import (
	"bytes"
	"encoding/binary"
	"image"

	"github.com/HugoSmits86/nativewebp"
)

// printWebP writes a lossless WebP. The library encodes single pictures; an animation is put together here rather than by the
// library, whose own does not stop between frames.
func (p *Plate) printWebP(out *output, ink []*image.RGBA) error {
	if len(p.frames) == 1 {
		return p.each(out.ctx, ink, func(_ int, canvas *image.RGBA) error {
			return nativewebp.Encode(out, canvas, nil)
		})
	}
	var frames bytes.Buffer
	opaque := true
	err := p.each(out.ctx, ink, func(i int, canvas *image.RGBA) error {
		opaque = opaque && canvas.Opaque()
		var still bytes.Buffer
		if err := nativewebp.Encode(&still, canvas, nil); err != nil {
			return err
		}
		writeFrame(&frames, p.size, p.timing.delays[i], still.Bytes()[riffHeader:])
		return nil
	})
	if err != nil {
		return err
	}
	return writeAnimation(out, p.size, opaque, p.timing.loops, frames.Bytes())
}

// The container of WebP, after developers.google.com/speed/webp/docs/riff_container: little-endian chunks of even length,
// each headed by a name and its length.
const (
	riffHeader  = 12 // "RIFF", length, "WEBP"
	chunkHeader = 8
	alphaFlag   = 1 << 4
	motionFlag  = 1 << 1
	noBlend     = 1 << 1 // a frame replaces what it covers
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

func writeAnimation(out *output, size image.Point, opaque bool, loops int, frames []byte) error {
	flags := byte(motionFlag)
	if !opaque {
		flags |= alphaFlag
	}
	canvas := append24(append24([]byte{flags, 0, 0, 0}, size.X-1), size.Y-1)
	// The background is transparent, and the loops are counted from 1, 0 meaning for ever.
	control := binary.LittleEndian.AppendUint16(make([]byte, 4), webpLoops(loops))

	var head bytes.Buffer
	head.WriteString("WEBP")
	writeChunk(&head, "VP8X", canvas)
	writeChunk(&head, "ANIM", control)
	riff := binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(head.Len()+len(frames)))
	for _, part := range [][]byte{riff, head.Bytes(), frames} {
		if _, err := out.Write(part); err != nil {
			return err
		}
	}
	return nil
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
