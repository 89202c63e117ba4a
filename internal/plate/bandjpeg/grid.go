package bandjpeg

import "image"

const (
	block      = 8  // the side of a block in samples
	components = 3  // Y, Cb, Cr
	maxBlocks  = 10 // of an MCU (T.81, B.2.3)
)

// grid is how a picture is cut into MCUs, each of across × down blocks of luma over one block of each chroma.
type grid struct {
	across, down  int // powers of two, at most 4 × 2
	columns, rows int // MCUs
}

func gridOf(size image.Point, across, down int) grid {
	g := grid{across: across, down: down}
	g.columns, g.rows = (size.X+g.width()-1)/g.width(), (size.Y+g.height()-1)/g.height()
	return g
}

// width and height are those of an MCU in pixels.
func (g grid) width() int  { return g.across * block }
func (g grid) height() int { return g.down * block }

// blocks is how many an MCU has.
func (g grid) blocks() int { return g.across*g.down + components - 1 }

// touched says which of an MCU's blocks of luma have ink on them, the first in the lowest bit. If any has, the chroma is touched too.
type touched uint8

const all touched = 0xff
