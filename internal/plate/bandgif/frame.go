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
	parts    []part
}

// segment is the encoded pixels from one clear code to the next, or to the end of the frame.
type segment struct {
	code  bitString
	parts int // up to its end, of the frame
}

// part is some pixels of a segment, which stand for themselves where ink touches others: its code begins behind a clear code and ends with one.
type part struct {
	end  int // of its pixels among the frame's
	code bitString
}

// partSize is how many pixels a part has at least, if its segment has; it has less than twice as many. Smaller parts cost bytes, as each starts with an
// empty dictionary where its segment is touched; larger ones cost time.
const partSize = 1 << 11

// encode makes the frame's segments, each as long as its dictionary lasts. So the restarts cost nothing.
func (f *frame) encode(ctx context.Context, e *encoder) error {
	for start := 0; start < len(f.indexes); {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		e.empty()
		end := start + e.fill(f.indexes[start:])
		e.steer(f.terminator(end))
		f.add(e, start, end, e.written().clone())
		start = end
	}
	return nil
}

// keep makes the segments out of the pieces that the file has, whose pixels got other indexes.
func (f *frame) keep(ctx context.Context, e *encoder, pieces []piece, index *[256]uint8) error {
	start := 0
	for _, p := range pieces {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		e.empty()
		for _, code := range p.codes {
			if code < clearCode {
				code = uint16(index[code])
			}
			e.write(uint32(code))
		}
		e.steer(f.terminator(p.end))
		f.add(e, start, p.end, e.written().clone())
		start = p.end
	}
	return nil
}

// add adds the segment of the pixels from start to end.
func (f *frame) add(e *encoder, start, end int, code bitString) {
	first := len(f.parts)
	for end-start >= 2*partSize {
		f.addPart(e, start, start+partSize)
		start += partSize
	}
	if len(f.parts) == first {
		f.parts = append(f.parts, part{end, code})
	} else {
		f.addPart(e, start, end)
	}
	f.segments = append(f.segments, segment{code, len(f.parts)})
}

func (f *frame) addPart(e *encoder, start, end int) {
	e.empty()
	e.encode(f.indexes[start:end], f.terminator(end))
	f.parts = append(f.parts, part{end, e.written().clone()})
}

// start returns where the pixels of part i begin.
func (f *frame) start(i int) int {
	if i == 0 {
		return 0
	}
	return f.parts[i-1].end
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
	first := 0
	for _, s := range f.segments {
		n += 8 * len(s.code.words)
		if s.parts > first+1 { // a single one shares its code
			for _, p := range f.parts[first:s.parts] {
				n += 8 * len(p.code.words)
			}
		}
		first = s.parts
	}
	return int64(n)
}
