package picture

import (
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"io"

	"github.com/memed/memed/internal/caption"
)

// The structure of GIF, https://www.w3.org/Graphics/GIF/spec-gif89a.txt.
const (
	gifHeaderSize     = 13
	gifDescriptorSize = 9

	gifExtension      = 0x21
	gifGraphicControl = 0xf9
	gifApplication    = 0xff
	gifImage          = 0x2c

	gifHasPalette  = 1 << 7
	gifPaletteBits = 7
	gifInterlaced  = 1 << 6
	gifTransparent = 1 << 0
)

// maxGIFExpansion is more pixels than a byte of LZW can yield: a code has at least 3 bits, and stands for at most 4096 pixels.
// A file that claims more is lying, and is found out before any pixel is allocated.
const maxGIFExpansion = 8 * 4096 / 3

var errNotEnoughGIF = errors.New("gif: not enough image data")

// gifFile is the structure of a GIF file. It shares the file's bytes.
type gifFile struct {
	size   image.Point
	loops  int
	frames []gifFrame
}

// gifFrame is one image of a GIF, and how it takes the place of the one before.
type gifFrame struct {
	gifControl
	bounds     image.Rectangle
	palette    []byte // as RGB triples
	interlaced bool
	litWidth   byte   // in bits, of the LZW codes for single pixels
	blocks     []byte // the LZW stream, in sub-blocks
}

// gifControl is a graphic control extension.
type gifControl struct {
	delay       int // in hundredths of a second
	disposal    byte
	transparent int // index of the colour that is not drawn, -1 for none
}

var noGIFControl = gifControl{transparent: -1}

// parseGIF reads the structure of a GIF as browsers do, which are more lenient than image/gif: a missing trailer, or rubbish
// in its place, ends the file; unknown extensions are skipped; frames may reach beyond the screen.
func parseGIF(data []byte) (*gifFile, error) {
	s := &gifScanner{rest: data}
	header, err := s.take(gifHeaderSize)
	if err != nil {
		return nil, fmt.Errorf("gif: reading the header: %w", err)
	}
	g := &gifFile{size: point(header[6:]), loops: -1}
	global, err := s.palette(header[10])
	if err != nil {
		return nil, fmt.Errorf("gif: reading the palette: %w", err)
	}
	control := noGIFControl
	for {
		switch s.introducer() {
		case gifExtension:
			s.extension(&control, &g.loops)
		case gifImage:
			frame, err := s.frame(global, control)
			if err != nil {
				return nil, fmt.Errorf("gif: reading frame %d: %w", len(g.frames)+1, err)
			}
			if err := g.add(frame); err != nil {
				return nil, err
			}
			control = noGIFControl
		default:
			if len(g.frames) == 0 {
				return nil, errors.New("gif: there is no frame")
			}
			return g, nil
		}
	}
}

// add appends a frame. The screen grows to hold the first one. Later ones are clipped to it, but must not be larger, so
// that the pixels of all frames stay within frames × width × height.
func (g *gifFile) add(f gifFrame) error {
	size := f.bounds.Size()
	switch {
	case len(g.frames) == 0:
		g.size = image.Pt(max(g.size.X, f.bounds.Max.X), max(g.size.Y, f.bounds.Max.Y))
	case len(g.frames) == maxFrames:
		return fmt.Errorf("gif: there are more than %d frames", maxFrames)
	case size.X > g.size.X || size.Y > g.size.Y:
		return fmt.Errorf("gif: frame %d is larger than the picture", len(g.frames)+1)
	}
	if int64(size.X)*int64(size.Y) > int64(len(f.blocks))*maxGIFExpansion {
		return errNotEnoughGIF
	}
	g.frames = append(g.frames, f)
	return nil
}

func (g *gifFile) info() Info {
	return Info{Format: caption.GIF, Width: g.size.X, Height: g.size.Y, Frames: len(g.frames)}
}

// gifScanner walks over the blocks of a GIF file.
type gifScanner struct {
	rest []byte
}

// take returns the next n bytes.
func (s *gifScanner) take(n int) ([]byte, error) {
	if len(s.rest) < n {
		return nil, io.ErrUnexpectedEOF
	}
	taken := s.rest[:n]
	s.rest = s.rest[n:]
	return taken, nil
}

// introducer returns the first byte of the next block, 0 at the end.
func (s *gifScanner) introducer() byte {
	b, err := s.take(1)
	if err != nil {
		return 0
	}
	return b[0]
}

// palette returns the palette that flags announce.
func (s *gifScanner) palette(flags byte) ([]byte, error) {
	if flags&gifHasPalette == 0 {
		return nil, nil
	}
	return s.take(3 << (1 + flags&gifPaletteBits))
}

// blocks returns a sequence of sub-blocks as it is in the file: a byte of length before each, 0 at the end.
func (s *gifScanner) blocks() ([]byte, error) {
	for n := 0; n < len(s.rest); n += 1 + int(s.rest[n]) {
		if s.rest[n] == 0 {
			return s.take(n + 1)
		}
	}
	return nil, io.ErrUnexpectedEOF
}

// extension reads an extension into what it is about. One that is cut off ends the file like a missing trailer.
func (s *gifScanner) extension(control *gifControl, loops *int) {
	label := s.introducer()
	blocks, err := s.blocks()
	if err != nil {
		s.rest = nil
		return
	}
	switch {
	case label == gifGraphicControl && len(blocks) > 4 && blocks[0] >= 4:
		*control = gifControl{disposal: blocks[1] >> 2 & 7, delay: int(binary.LittleEndian.Uint16(blocks[2:])), transparent: -1}
		if blocks[1]&gifTransparent != 0 {
			control.transparent = int(blocks[4])
		}
	case label == gifApplication && len(blocks) > 15 && isLooping(string(blocks[:14])):
		*loops = int(binary.LittleEndian.Uint16(blocks[14:]))
	}
}

// isLooping recognises the application extension for looping, up to its count, under both its names.
func isLooping(s string) bool {
	return s == "\x0bNETSCAPE2.0\x03\x01" || s == "\x0bANIMEXTS1.0\x03\x01"
}

// frame reads an image behind its introducer.
func (s *gifScanner) frame(global []byte, control gifControl) (gifFrame, error) {
	descriptor, err := s.take(gifDescriptorSize)
	if err != nil {
		return gifFrame{}, err
	}
	flags := descriptor[8]
	palette, err := s.palette(flags)
	if err != nil {
		return gifFrame{}, err
	}
	if palette == nil {
		palette = global
	}
	if palette == nil {
		return gifFrame{}, errors.New("there is no palette")
	}
	litWidth, err := s.take(1)
	if err != nil {
		return gifFrame{}, err
	}
	if litWidth[0] < 2 || litWidth[0] > 8 {
		return gifFrame{}, fmt.Errorf("pixels of %d bits are not possible", litWidth[0])
	}
	blocks, err := s.blocks()
	if err != nil {
		return gifFrame{}, err
	}
	corner := point(descriptor)
	return gifFrame{
		gifControl: control,
		bounds:     image.Rectangle{Min: corner, Max: corner.Add(point(descriptor[4:]))},
		palette:    palette,
		interlaced: flags&gifInterlaced != 0,
		litWidth:   litWidth[0],
		blocks:     blocks,
	}, nil
}

// point reads two numbers of 16 bits.
func point(b []byte) image.Point {
	return image.Pt(int(binary.LittleEndian.Uint16(b)), int(binary.LittleEndian.Uint16(b[2:])))
}
