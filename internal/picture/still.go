package picture

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/draw"
	"image/jpeg"
	"image/png"
	"io"

	"github.com/bep/imagemeta"
	"golang.org/x/image/webp"

	"github.com/memed/memed/internal/caption"
)

// bandRows is how many rows are converted between two looks at the context: well below a millisecond's work each.
const bandRows = 64

// codec is how a format of stills is read.
type codec struct {
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
	meta   imagemeta.ImageFormat
}

var codecs = map[caption.Format]codec{
	caption.JPEG: {jpeg.DecodeConfig, jpeg.Decode, imagemeta.JPEG},
	caption.PNG:  {png.DecodeConfig, png.Decode, imagemeta.PNG},
	caption.WebP: {webp.DecodeConfig, webp.Decode, imagemeta.WebP},
}

// stillFile is the file of a single picture.
type stillFile struct {
	data   []byte
	format caption.Format
	size   image.Point // as stored, before it is turned
	turn   orientation
}

func openStill(data []byte, format caption.Format) (*stillFile, error) {
	if format == caption.WebP && animatedWebP(data) {
		return nil, errors.New("animated WebP cannot be read; save it as GIF")
	}
	codec := codecs[format]
	config, err := codec.config(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return &stillFile{data, format, image.Pt(config.Width, config.Height), readOrientation(data, codec.meta)}, nil
}

// animatedWebP looks for the animation flag in a VP8X chunk, which is the first chunk if there is one.
func animatedWebP(data []byte) bool {
	const flags, animation = 20, 1 << 1
	return len(data) > flags && string(data[12:16]) == "VP8X" && data[flags]&animation != 0
}

func (s *stillFile) info() Info {
	size := s.turn.size(s.size)
	return Info{Format: s.format, Width: size.X, Height: size.Y, Frames: 1}
}

func (s *stillFile) decode(ctx context.Context) (*Picture, error) {
	decoded, err := codecs[s.format].decode(&contextReader{ctx, bytes.NewReader(s.data)})
	if err != nil {
		return nil, err
	}
	if decoded.Bounds().Size() != s.size {
		return nil, errors.New("the picture is not of the size that its header says")
	}
	frame, err := toRGBA(ctx, decoded)
	if err != nil {
		return nil, err
	}
	return &Picture{Frames: []*image.RGBA{s.turn.apply(frame)}, JPEG: keptJPEG(s, decoded)}, nil
}

// toRGBA converts src to premultiplied RGBA with bounds from (0, 0).
func toRGBA(ctx context.Context, src image.Image) (*image.RGBA, error) {
	from := src.Bounds()
	if rgba, ok := src.(*image.RGBA); ok && from.Min == (image.Point{}) {
		return rgba, nil
	}
	dst := image.NewRGBA(image.Rectangle{Max: from.Size()})
	for y := 0; y < dst.Rect.Max.Y; y += bandRows {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		band := image.Rect(0, y, dst.Rect.Max.X, min(y+bandRows, dst.Rect.Max.Y))
		draw.Draw(dst, band, src, from.Min.Add(band.Min), draw.Src)
	}
	return dst, nil
}

// contextReader stops a decoder that knows no context at its next read.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (r *contextReader) Read(p []byte) (int, error) {
	if r.ctx.Err() != nil {
		return 0, context.Cause(r.ctx)
	}
	return r.r.Read(p)
}
