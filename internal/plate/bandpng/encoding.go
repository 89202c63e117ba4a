package bandpng

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/adler32"
	"hash/crc32"
	"image"
	"sync"

	"github.com/klauspost/compress/flate"

	"github.com/memed/memed/internal/pool"
)

// Levels of compression: what is encoded once is worth some time, what is encoded for each print is not.
const (
	plateLevel = 8 // 9 takes four to seven times as long for 2 to 4 % fewer bytes
	printLevel = 1
)

// bandHeight is how many rows a band has: tall enough that deflate finds its matches, and low enough that a line of text touches few. It is a multiple of
// eight, since noise changes there in what has been a JPEG.
func (f format) bandHeight() int {
	if f.color.samples() <= 2 {
		return 48
	}
	return 16
}

// encoding is a picture in one format. It is immutable.
type encoding struct {
	format
	bands []band
}

// band is the chunk of some rows.
type band struct {
	chunk []byte
	sum   uint32 // Adler-32 of the filtered bytes
	size  int    // how many these are
	plain bool   // the rows are not filtered
}

// encode encodes img in a format that holds it. It stops at the next band once ctx has ended.
func encode(ctx context.Context, img *image.RGBA, f format) (*encoding, error) {
	size, height := img.Rect.Dy(), f.bandHeight()
	e := &encoding{format: f, bands: make([]band, (size+height-1)/height)}
	encoders := sync.Pool{New: func() any { return newBandEncoder(f) }}
	err := pool.Each(ctx, len(e.bands), func(i int) error {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		encoder := encoders.Get().(*bandEncoder)
		defer encoders.Put(encoder)
		e.bands[i] = encoder.encode(img, f, i*height, min(height, size-i*height))
		return nil
	})
	if err != nil {
		return nil, err
	}
	return e, nil
}

// bandEncoder encodes bands of one format, one after the other, as well as it can.
type bandEncoder struct {
	rows            rows
	quick, thorough *deflater
}

func newBandEncoder(f format) *bandEncoder {
	e := &bandEncoder{quick: newDeflater(printLevel), thorough: newDeflater(plateLevel)}
	if f.color == indexed {
		e.rows.tones.start(f.palette, nil)
	}
	return e
}

func (e *bandEncoder) encode(img *image.RGBA, f format, top, height int) band {
	e.quick.chunks.Reset()
	e.thorough.chunks.Reset()
	r := &e.rows
	plain := f.color == indexed || isPlain(e.quick, r, img, f, top, height)
	if plain {
		r.filterAll(img, f, top, height, r.none)
	} else {
		r.filterAll(img, f, top, height, r.best)
	}
	b := e.thorough.deflate(r.filtered)
	b.chunk, b.plain = bytes.Clone(b.chunk), plain
	return b
}

// isPlain tells whether a band is better not filtered, as one that has few colours, in patterns. As edges of ink are better filtered, it must win by a ninth.
func isPlain(quick *deflater, r *rows, img *image.RGBA, f format, top, height int) bool {
	r.filterAll(img, f, top, height, r.none)
	plain := len(quick.deflate(r.filtered).chunk)
	r.filterAll(img, f, top, height, r.usual)
	return plain+plain/8 < len(quick.deflate(r.filtered).chunk)
}

// bytes is the memory that the encoding occupies.
func (e *encoding) bytes() (n int64) {
	for _, b := range e.bands {
		n += int64(len(b.chunk))
	}
	return n
}

// deflater makes bands into chunks.
type deflater struct {
	matching, huffman *flate.Writer
	chunks            bytes.Buffer
}

func newDeflater(level int) *deflater {
	return &deflater{matching: newWriter(level), huffman: newWriter(flate.HuffmanOnly)}
}

func newWriter(level int) *flate.Writer {
	w, err := flate.NewWriter(nil, level)
	if err != nil {
		panic(err) // only a level that does not exist is an error
	}
	return w
}

// deflate deflates the filtered rows of a band. Its chunk is the deflater's until chunks is reset.
func (d *deflater) deflate(filtered []uint8) band {
	start := d.chunks.Len()
	d.write(d.matching, filtered)
	if d.chunks.Len()-start > len(filtered) { // low levels store what has no matches at all
		d.chunks.Truncate(start)
		d.write(d.huffman, filtered)
	}
	chunk := d.chunks.Bytes()[start:]
	binary.BigEndian.PutUint32(chunk, uint32(len(chunk)-8))
	d.chunks.Write(binary.BigEndian.AppendUint32(d.chunks.AvailableBuffer(), crc32.ChecksumIEEE(chunk[4:])))
	return band{chunk: d.chunks.Bytes()[start:], sum: adler32.Checksum(filtered), size: len(filtered)}
}

// write begins a chunk with what w makes of the filtered rows.
func (d *deflater) write(w *flate.Writer, filtered []uint8) {
	d.chunks.WriteString("\x00\x00\x00\x00IDAT")
	w.Reset(&d.chunks)
	// Writing to a bytes.Buffer does not fail.
	_, _ = w.Write(filtered)
	_ = w.Flush()
}
