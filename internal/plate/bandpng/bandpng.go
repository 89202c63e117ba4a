// Package bandpng encodes a picture once and prints ink on it many times, encoding again only the bands of rows that the ink touches.
//
// A band is deflated on its own (RFC 1951): it refers to nothing before it, as its first row is filtered without the row above, and it ends on a byte boundary with an empty
// stored block. So it is a chunk of its own (PNG, 11.2.3) whose bytes and CRC are cached, and the checksum of the whole stream is combined from those of
// its bands. The output is truecolour, with alpha where the picture has any, and lossless.
package bandpng

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/adler32"
	"hash/crc32"
	"image"
	"io"
	"slices"
	"sync"

	"github.com/klauspost/compress/flate"
)

// bandRows is the height of a band: tall enough that deflate finds its matches, and low enough that a line of text touches few.
const bandRows = 24

// Levels of compression: what is encoded once is worth some time, what is encoded for each print is not.
const (
	plateLevel = 8 // 9 takes four to seven times as long for 2 to 4 % fewer bytes
	printLevel = 1
)

// Picture is an encoded picture to print on. It is immutable and safe for concurrent use.
type Picture struct {
	pixels  *image.RGBA
	samples int // bytes per pixel: 3, or 4 with alpha
	header  []byte
	filters []uint8 // per row
	bands   []band
}

// band is the chunk of some rows.
type band struct {
	chunk []byte
	sum   uint32 // Adler-32 of the filtered bytes
	size  int    // how many these are
}

// New encodes img, which must not change afterwards. It stops soon after ctx ends.
func New(ctx context.Context, img *image.RGBA) (*Picture, error) {
	size := img.Rect.Size()
	p := &Picture{pixels: img, samples: 4, filters: make([]uint8, size.Y)}
	if img.Opaque() {
		p.samples = 3
	}
	p.header = header(size, p.samples == 4)
	e := newEncoder(plateLevel)
	for top := 0; top < size.Y; top += bandRows {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		e.start(p)
		for y := top; y < min(top+bandRows, size.Y); y++ {
			e.load(p, y)
			p.filters[y] = e.choose(y == top)
			e.filter(p.filters[y])
		}
		b := e.finish()
		b.chunk = bytes.Clone(b.chunk)
		p.bands = append(p.bands, b)
	}
	return p, nil
}

// Bytes is the memory that the picture occupies.
func (p *Picture) Bytes() int64 {
	n := len(p.pixels.Pix) + len(p.filters)
	for _, b := range p.bands {
		n += len(b.chunk)
	}
	return int64(n)
}

var encoders = sync.Pool{New: func() any { return newEncoder(printLevel) }}

// Print writes the picture with ink laid on it, premultiplied layers in their order, whose bounds lie within the picture. It stops at
// the next band once ctx has ended.
func (p *Picture) Print(ctx context.Context, w io.Writer, ink []*image.RGBA) error {
	e := encoders.Get().(*encoder)
	defer encoders.Put(e)
	if _, err := w.Write(p.header); err != nil {
		return err
	}
	sum := uint32(1)
	for i, b := range p.bands {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		rows := image.Rect(0, i*bandRows, p.pixels.Rect.Dx(), min((i+1)*bandRows, p.pixels.Rect.Dy()))
		if slices.ContainsFunc(ink, func(layer *image.RGBA) bool { return layer.Rect.Overlaps(rows) }) {
			b = e.encode(p, rows, ink)
		}
		if _, err := w.Write(b.chunk); err != nil {
			return err
		}
		sum = combine(sum, b.sum, b.size)
	}
	_, err := w.Write(trailer(sum))
	return err
}

// combine returns the Adler-32 of two pieces of data, one after the other, of which the second has size bytes (as zlib's adler32_combine).
func combine(first, second uint32, size int) uint32 {
	const base = 65521
	n := uint32(size % base)
	a1, b1, a2, b2 := first&0xffff, first>>16, second&0xffff, second>>16
	a := (a1 + a2 + base - 1) % base
	b := (n*a1%base + b1 + b2 + base - n) % base
	return b<<16 | a
}

// header returns the signature, the IHDR chunk and a first IDAT chunk with nothing but the header of the zlib stream.
func header(size image.Point, alpha bool) []byte {
	const truecolor, withAlpha = 2, 6
	h := []byte("\x89PNG\r\n\x1a\n")
	ihdr := binary.BigEndian.AppendUint32(nil, uint32(size.X))
	ihdr = binary.BigEndian.AppendUint32(ihdr, uint32(size.Y))
	color := byte(truecolor)
	if alpha {
		color = withAlpha
	}
	h = appendChunk(h, "IHDR", append(ihdr, 8, color, 0, 0, 0))
	return appendChunk(h, "IDAT", []byte{0x78, 0xda})
}

// trailer returns what ends the stream, an empty last block and the checksum, and the IEND chunk.
func trailer(sum uint32) []byte {
	t := appendChunk(nil, "IDAT", binary.BigEndian.AppendUint32([]byte{0x03, 0x00}, sum))
	return appendChunk(t, "IEND", nil)
}

func appendChunk(to []byte, name string, body []byte) []byte {
	to = binary.BigEndian.AppendUint32(to, uint32(len(body)))
	start := len(to)
	to = append(append(to, name...), body...)
	return binary.BigEndian.AppendUint32(to, crc32.ChecksumIEEE(to[start:]))
}

// encoder encodes one band at a time.
type encoder struct {
	deflater *flate.Writer
	canvas   *image.RGBA // of a band, with its ink
	chunk    bytes.Buffer
	samples  int
	above    []uint8 // the row before this
	row      []uint8
	filtered []uint8 // of the whole band
	trial    [filters][]uint8
}

func newEncoder(level int) *encoder {
	deflater, err := flate.NewWriter(nil, level)
	if err != nil {
		panic(err) // only a level that does not exist is an error
	}
	return &encoder{deflater: deflater, canvas: new(image.RGBA)}
}

// start begins a band of p's.
func (e *encoder) start(p *Picture) {
	e.samples = p.samples
	width := p.pixels.Rect.Dx() * p.samples
	e.above, e.row = resized(e.above, width), resized(e.row, width)
	clear(e.row)
	e.filtered = e.filtered[:0]
}

func resized(b []uint8, size int) []uint8 {
	if cap(b) < size {
		return make([]uint8, size)
	}
	return b[:size]
}

// finish deflates the filtered rows into a chunk, which is the encoder's until the next.
func (e *encoder) finish() band {
	e.chunk.Reset()
	e.chunk.WriteString("\x00\x00\x00\x00IDAT")
	e.deflater.Reset(&e.chunk)
	// Writing to a bytes.Buffer does not fail.
	_, _ = e.deflater.Write(e.filtered)
	_ = e.deflater.Flush()
	chunk := e.chunk.Bytes()
	binary.BigEndian.PutUint32(chunk, uint32(len(chunk)-8))
	var crc [4]byte
	binary.BigEndian.PutUint32(crc[:], crc32.ChecksumIEEE(chunk[4:]))
	e.chunk.Write(crc[:])
	return band{chunk: e.chunk.Bytes(), sum: adler32.Checksum(e.filtered), size: len(e.filtered)}
}

// encode encodes the rows of p with their ink.
func (e *encoder) encode(p *Picture, rows image.Rectangle, ink []*image.RGBA) band {
	e.lay(p, rows, ink)
	inked := &Picture{pixels: e.canvas, samples: p.samples}
	e.start(p)
	for y := rows.Min.Y; y < rows.Max.Y; y++ {
		e.load(inked, y-rows.Min.Y)
		e.filter(p.filters[y])
	}
	return e.finish()
}
