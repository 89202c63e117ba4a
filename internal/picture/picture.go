// Package picture holds decoded pictures, stills and animations alike, and gets them from untrusted bytes safely.
//
// It reads JPEG, PNG, GIF and still WebP, tells them apart by content, and turns them upright where EXIF says so. What a file
// claims is checked before anything of that size is allocated: frames × width × height is bounded by the caller, sides and
// frames by constants. A file that is damaged, or that makes a decoder panic, is an error. The messages of errors are fit
// for a client to read: they say what is wrong with the picture and know no path.
//
// The package does not write pictures, and knows neither templates nor captions beyond the names of formats. An animated
// PNG is read as the still that it falls back to; colour profiles are ignored.
package picture

import "image"

// Picture is a still or an animation as full frames, all of one size. It is immutable once made, and safe for concurrent use.
type Picture struct {
	// Frames are premultiplied, each with bounds from (0, 0); there is at least one.
	Frames []*image.RGBA
	// Delays are how long each frame is shown, in hundredths of a second, as the file says them; nil for a still.
	Delays []int
	// Loops is how often an animation is shown: 0 for ever, -1 once, n > 0 means n+1 times; 0 for a still.
	Loops int
	// Indexed is how the file of a GIF stores each frame; nil for other files, and after resizing.
	Indexed []Indexed
	// JPEG is what its file was made of, for a still from a JPEG whose coefficients can be kept; nil for all others, and after resizing.
	JPEG *JPEG
}

// Indexed is a frame as a GIF stores it: indexes into a palette, drawn over what the frame before left.
type Indexed struct {
	// Bounds may reach beyond the picture, and may be empty.
	Bounds image.Rectangle
	// Palette has RGB triples, at most 256. An index beyond them is transparent.
	Palette []byte
	// Transparent is the index that is not drawn, -1 if there is none.
	Transparent int
	// Disposal is what becomes of the frame before the next is drawn: up to 1 it stays.
	Disposal byte
	// Interlaced tells whether the rows are stored in four passes.
	Interlaced bool
	// LitWidth is the width in bits of the LZW codes for single pixels, 2 to 8.
	LitWidth int
	// Blocks is the LZW stream in sub-blocks: a byte of length before each, 0 at the end. They are the file's own bytes.
	Blocks []byte
}

// Bounds returns the bounds of every frame.
func (p *Picture) Bounds() image.Rectangle { return p.Frames[0].Rect }

// Animated tells whether there is more than one frame.
func (p *Picture) Animated() bool { return len(p.Frames) > 1 }

// Bytes returns how much memory the pixels occupy.
func (p *Picture) Bytes() int64 {
	var sum int64
	for _, frame := range p.Frames {
		sum += int64(len(frame.Pix))
	}
	return sum
}

// Opaque tells whether no frame has a transparent pixel. It looks at every pixel.
func (p *Picture) Opaque() bool {
	for _, frame := range p.Frames {
		if !frame.Opaque() {
			return false
		}
	}
	return true
}
