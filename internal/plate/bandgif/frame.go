package bandgif

import (
	"context"
	"image"
)

// frame is one image of the file.
type frame struct {
	bounds  image.Rectangle
	delay   int // in hundredths of a second
	palette int // the number of its palette
	// whole tells that the frame is seen alone. Any other is drawn over the frame before, and what is clear shows that.
	whole    bool
	indexes  []uint8 // within bounds, row by row
	segments []segment
}

// segment is the encoded part of a frame from one clear code to the next, or to the end.
type segment struct {
	end  int // of its pixels among the frame's
	code bitString
}

// maxSegment is the most pixels in a segment where the choice is ours. It bounds what a dot of ink costs in a frame with little in it, and is more than
// twice of what a dictionary of codes lasts for in photographs.
const maxSegment = 1 << 15

// encode makes the frame's segments, each as long as its dictionary lasts. So the restarts cost nothing.
func (f *frame) encode(ctx context.Context, e *encoder) error {
	for start := 0; start < len(f.indexes); {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		e.empty()
		start += e.fill(f.indexes[start:min(start+maxSegment, len(f.indexes))])
		f.finish(&e.codeWriter, start)
	}
	return nil
}

// keep makes the segments out of those that the file had, whose pixels got other indexes.
func (f *frame) keep(pieces []piece, index *[256]uint8) {
	var w codeWriter
	for _, p := range pieces {
		w.empty()
		for _, code := range p.codes {
			if code < clearCode {
				code = uint16(index[code])
			}
			w.write(uint32(code))
		}
		f.finish(&w, p.end)
	}
}

// finish adds what was written as the segment of the pixels up to end.
func (f *frame) finish(w *codeWriter, end int) {
	w.steer(f.terminator(end))
	written := w.written()
	f.segments = append(f.segments, segment{end, bitString{append([]uint64(nil), written.words...), written.length}})
}

// terminator is the code that ends the segment of the pixels up to end.
func (f *frame) terminator(end int) uint32 {
	if end == len(f.indexes) {
		return endCode
	}
	return clearCode
}

// bytes is the memory that the frame occupies.
func (f *frame) bytes() int64 {
	n := len(f.indexes)
	for _, s := range f.segments {
		n += 8 * len(s.code.words)
	}
	return int64(n)
}
