package picture

import (
	"bytes"
	"image"

	"github.com/bep/imagemeta"
)

// orientation is how a stored picture becomes an upright one: its pixels are read from the right instead of the left, from the
// bottom instead of the top, and with rows and columns exchanged. The zero value is upright.
type orientation struct {
	fromRight, fromBottom, transposed bool
}

// orientations are the values 1 to 8 of EXIF's Orientation.
var orientations = [...]orientation{
	1: {},
	2: {fromRight: true},
	3: {fromRight: true, fromBottom: true},
	4: {fromBottom: true},
	5: {transposed: true},
	6: {fromBottom: true, transposed: true},
	7: {fromRight: true, fromBottom: true, transposed: true},
	8: {fromRight: true, transposed: true},
}

// readOrientation returns what the EXIF data of a file says. A picture whose EXIF data is absent or broken is shown as
// it is stored, as browsers do.
func readOrientation(data []byte, format imagemeta.ImageFormat) (found orientation) {
	_, _ = imagemeta.Decode(imagemeta.Options{
		R:           bytes.NewReader(data),
		ImageFormat: format,
		Sources:     imagemeta.EXIF,
		ShouldHandleTag: func(tag imagemeta.TagInfo) bool {
			return tag.Namespace == "IFD0" && tag.Tag == "Orientation"
		},
		HandleTag: func(tag imagemeta.TagInfo) error {
			if value, ok := tag.Value.(uint16); ok && 1 <= value && int(value) < len(orientations) {
				found = orientations[value]
			}
			return imagemeta.ErrStopWalking
		},
	})
	return found
}

// size returns the size of the upright picture.
func (o orientation) size(stored image.Point) image.Point {
	if o.transposed {
		return image.Pt(stored.Y, stored.X)
	}
	return stored
}

// apply returns the upright picture of src, which starts at (0, 0).
func (o orientation) apply(src *image.RGBA) *image.RGBA {
	if o == (orientation{}) {
		return src
	}
	const pixel = 4
	start, right, down := 0, pixel, src.Stride // offsets in src
	if o.fromRight {
		start += (src.Rect.Dx() - 1) * pixel
		right = -right
	}
	if o.fromBottom {
		start += (src.Rect.Dy() - 1) * src.Stride
		down = -down
	}
	if o.transposed {
		right, down = down, right
	}
	dst := image.NewRGBA(image.Rectangle{Max: o.size(src.Rect.Size())})
	for y := range dst.Rect.Dy() {
		row := dst.Pix[y*dst.Stride:][:dst.Stride]
		from := start + y*down
		for x := 0; x < len(row); x += pixel {
			copy(row[x:x+pixel], src.Pix[from:from+pixel])
			from += right
		}
	}
	return dst
}
