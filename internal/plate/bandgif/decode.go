package bandgif

// piece is what a stream says between two clear codes.
type piece struct {
	codes []uint16
	end   int // of its pixels among all
}

// decoder takes an LZW stream apart.
type decoder struct {
	numbering
	stream  []byte
	pending uint64
	count   uint // of pending bits

	pixels []uint8
	pieces []piece
	// Each code since the last clear code stands for a string that occurred in pixels.
	starts, lengths [maxCodes]int
}

// meanPiece is how many pixels the pieces of a stream have on average at least. One that starts afresh more often is not worth keeping.
const meanPiece = 1 << 10

// decode returns the first size pixels of a stream with pixels of the given width in bits, and its pieces; nil if it is damaged. Pieces are nil where
// there are too many, or the last code says more than these pixels.
func decode(stream []byte, litWidth uint, size int) ([]uint8, []piece) {
	d := &decoder{stream: stream, pixels: make([]uint8, 0, size)}
	clearCode := uint32(1) << litWidth
	tooMany := false
	for len(d.pixels) < size {
		d.restart(litWidth)
		p, last := d.piece(clearCode, size)
		if len(p.codes) > 0 {
			d.pieces = append(d.pieces, p)
		}
		if len(d.pieces) > size/meanPiece+1 {
			d.pieces, tooMany = d.pieces[:0], true
		}
		if last {
			break
		}
	}
	switch {
	case len(d.pixels) < size:
		return nil, nil
	case len(d.pixels) > size:
		return d.pixels[:size], nil
	case tooMany:
		return d.pixels, nil
	}
	return d.pixels, d.pieces
}

// piece reads codes up to a clear code, or until there are size pixels. It tells whether nothing sound follows.
func (d *decoder) piece(clearCode uint32, size int) (p piece, last bool) {
	start, length := 0, 0 // of the code before
	for len(d.pixels) < size {
		code, ok := d.read()
		if !ok || code == clearCode+1 {
			return p, true
		}
		if code == clearCode {
			return p, false
		}
		if length > 0 && d.next < maxCodes {
			d.starts[d.next], d.lengths[d.next] = start, length+1
		}
		start = len(d.pixels)
		switch {
		case code < clearCode:
			d.pixels = append(d.pixels, uint8(code))
		case length == 0 || code > d.next:
			return p, true
		default:
			for i := range d.lengths[code] { // which may reach into itself
				d.pixels = append(d.pixels, d.pixels[d.starts[code]+i])
			}
		}
		length = len(d.pixels) - start
		p.codes, p.end = append(p.codes, uint16(code)), len(d.pixels)
		if d.next < maxCodes {
			d.step()
		}
	}
	return p, false
}

// read returns the next code, if there is one.
func (d *decoder) read() (code uint32, ok bool) {
	for d.count < d.width {
		if len(d.stream) == 0 {
			return 0, false
		}
		d.pending |= uint64(d.stream[0]) << d.count
		d.stream = d.stream[1:]
		d.count += 8
	}
	code = uint32(d.pending & (1<<d.width - 1))
	d.pending >>= d.width
	d.count -= d.width
	return code, true
}
