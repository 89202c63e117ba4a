package picture

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/fault"
)

// Limits on what a file may claim, beside the caller's bound on pixels.
const (
	// maxSide is the largest width and height in pixels that JPEG and GIF can express, so that every picture can be written.
	maxSide = 1<<16 - 1
	// maxFrames bounds the bookkeeping of an animation of tiny frames: three minutes at 24 frames per second.
	maxFrames = 1 << 12
)

// Info is what a picture's file says of the picture, as it is after it has been turned upright.
type Info struct {
	// Format is the format of the file, whatever its name says.
	Format caption.Format
	// Width and Height are in pixels, 1 to 65535.
	Width, Height int
	// Frames is 1 for a still.
	Frames int
}

// Animated tells whether there is more than one frame.
func (i Info) Animated() bool { return i.Frames > 1 }

// Inspect reads what data says of its picture without decoding it. It refuses more than maxPixels of frames × width × height.
func Inspect(data []byte, maxPixels int64) (info Info, err error) {
	defer fault.Recover(&err)
	f, err := open(data, maxPixels)
	if err != nil {
		return Info{}, err
	}
	return f.info(), nil
}

// Decode reads the picture in data, which is of the size and number of frames that Inspect reports, and refuses what Inspect
// refuses. It returns ctx's cause soon after ctx ends.
func Decode(ctx context.Context, data []byte, maxPixels int64) (p *Picture, err error) {
	defer fault.Recover(&err)
	f, err := open(data, maxPixels)
	if err != nil {
		return nil, err
	}
	p, err = f.decode(ctx)
	if ctx.Err() != nil {
		return nil, context.Cause(ctx) // whatever the decoder made of it
	}
	if err != nil {
		return nil, err
	}
	return p, nil
}

// file is a picture's file of which only the structure has been read.
type file interface {
	info() Info
	decode(ctx context.Context) (*Picture, error)
}

func open(data []byte, maxPixels int64) (f file, err error) {
	switch format := detect(data); format {
	case "":
		return nil, errors.New("this is no JPEG, PNG, GIF or WebP picture")
	case caption.GIF:
		f, err = parseGIF(data)
	default:
		f, err = openStill(data, format)
	}
	if err != nil {
		return nil, err
	}
	return f, check(f.info(), maxPixels)
}

// detect returns the format of data by its first bytes, or nothing.
func detect(data []byte) caption.Format {
	starts := func(magic string) bool { return bytes.HasPrefix(data, []byte(magic)) }
	switch {
	case starts("\xff\xd8"):
		return caption.JPEG
	case starts("\x89PNG\r\n\x1a\n"):
		return caption.PNG
	case starts("GIF87a"), starts("GIF89a"):
		return caption.GIF
	case starts("RIFF") && len(data) >= 12 && string(data[8:12]) == "WEBP":
		return caption.WebP
	default:
		return ""
	}
}

func check(i Info, maxPixels int64) error {
	switch {
	case i.Width < 1 || i.Height < 1:
		return fmt.Errorf("the picture is empty: %d × %d pixels", i.Width, i.Height)
	case i.Width > maxSide || i.Height > maxSide:
		return fmt.Errorf("%d × %d pixels are too large, a side may have %d", i.Width, i.Height, maxSide)
	case int64(i.Width)*int64(i.Height)*int64(i.Frames) > maxPixels:
		return fmt.Errorf("%d × %d pixels in %d frames are too many, %d are allowed", i.Width, i.Height, i.Frames, maxPixels)
	}
	return nil
}
