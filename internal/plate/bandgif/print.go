package bandgif

import (
	"context"
	"image"
	"io"
	"slices"
	"sync"

	"github.com/memed/memed/internal/pool"
)

// sheet is what the frames of one print share: the ink, and what they come to.
type sheet struct {
	spans  spans
	frames [][]byte
}

// printer is what it takes to print one frame after the other.
type printer struct {
	encoder encoder
	matcher matcher
	colors  []rgb   // of the frame's palette, with those of the ink
	indexes []uint8 // of the frame, where touched
	touched []bool  // per part
	stream  bitString
	bytes   []byte // of the stream
}

var (
	sheets   = sync.Pool{New: func() any { return new(sheet) }}
	printers = sync.Pool{New: func() any { return new(printer) }}
)

// Print writes the picture with ink laid on it, premultiplied layers in their order, whose bounds lie within the picture. It stops at
// the next segment once ctx has ended. Idle workers of the job whose context that is help with frames.
func (g *Picture) Print(ctx context.Context, w io.Writer, ink []*image.RGBA) error {
	s := sheets.Get().(*sheet)
	defer sheets.Put(s)
	s.spans.find(ink)
	defer clear(s.spans) // which hold the ink
	colors := s.spans.palette()
	s.frames = grown(s.frames, len(g.frames))
	err := pool.Each(ctx, len(g.frames), func(i int) (err error) {
		p := printers.Get().(*printer)
		defer printers.Put(p)
		s.frames[i], err = p.print(ctx, s.frames[i][:0], g, i, s.spans, colors)
		return err
	})
	if err != nil {
		return err
	}
	if _, err := w.Write(g.appendHeader(nil, slices.Concat(g.palettes[0], colors))); err != nil {
		return err
	}
	for _, frame := range s.frames {
		if _, err := w.Write(frame); err != nil {
			return err
		}
	}
	_, err = w.Write([]byte{trailer})
	return err
}

// print appends frame i of g with ink, which has these colours.
func (p *printer) print(ctx context.Context, to []byte, g *Picture, i int, ink spans, colors []rgb) ([]byte, error) {
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	f := &g.frames[i]
	p.colors = append(append(p.colors[:0], g.palettes[f.palette]...), colors...)
	p.matcher.use(p.colors)
	p.lay(f, ink, i == 0 || f.whole)
	if err := p.join(ctx, f); err != nil {
		return nil, err
	}
	return p.appendFrame(to, f), nil
}

// join makes the stream of a frame on which ink was laid.
func (p *printer) join(ctx context.Context, f *frame) error {
	p.stream = bitString{words: p.stream.words[:0]}
	p.encoder.empty()
	p.encoder.steer(clearCode)
	p.stream.add(p.encoder.written())
	first := 0 // part of the segment
	for _, s := range f.segments {
		if !slices.Contains(p.touched[first:s.parts], true) {
			p.stream.add(s.code)
		} else if err := p.joinParts(ctx, f, first, s.parts); err != nil {
			return err
		}
		first = s.parts
	}
	return nil
}

// joinParts adds the parts from i to end, those that were touched encoded again. Where several follow each other they share a dictionary.
func (p *printer) joinParts(ctx context.Context, f *frame, i, end int) error {
	for i < end {
		if !p.touched[i] {
			p.stream.add(f.parts[i].code)
			i++
			continue
		}
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		from := f.start(i)
		for i < end && p.touched[i] {
			i++
		}
		to := f.start(i)
		p.encoder.empty()
		p.encoder.encode(p.indexes[from:to], f.terminator(to))
		p.stream.add(p.encoder.written())
	}
	return nil
}
