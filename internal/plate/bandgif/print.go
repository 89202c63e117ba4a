package bandgif

import (
	"context"
	"image"
	"io"
	"slices"
	"sync"
)

// printer is what one print works with.
type printer struct {
	encoder encoder
	matcher matcher
	spans   spans
	colors  []rgb   // of the current palette, with those of the ink
	indexes []uint8 // of the current frame, where touched
	touched []bool  // per part
	stream  bitString
	bytes   []byte // of the stream
	out     []byte
}

var printers = sync.Pool{New: func() any { return new(printer) }}

// print writes g with ink.
func (p *printer) print(ctx context.Context, w io.Writer, g *Picture, ink []*image.RGBA) error {
	p.spans.find(ink)
	defer clear(p.spans) // which hold the ink
	colors := p.spans.palette()
	p.use(g.palettes[0], colors)
	p.out = g.appendHeader(p.out[:0], p.colors)
	palette := 0
	for i := range g.frames {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		f := &g.frames[i]
		if f.palette != palette {
			palette = f.palette
			p.use(g.palettes[palette], colors)
		}
		p.lay(f, i == 0 || f.whole)
		if err := p.join(ctx, f); err != nil {
			return err
		}
		p.out = p.appendFrame(p.out, f)
		if _, err := w.Write(p.out); err != nil {
			return err
		}
		p.out = p.out[:0]
	}
	_, err := w.Write([]byte{trailer})
	return err
}

// use makes a palette, joined by the colours of the ink, the current one.
func (p *printer) use(palette, ink []rgb) {
	p.colors = append(append(p.colors[:0], palette...), ink...)
	p.matcher.use(p.colors)
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
