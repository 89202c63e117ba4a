package render

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"image"
	"runtime"
	"slices"

	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/fault"
	"github.com/memed/memed/internal/picture"
	"github.com/memed/memed/internal/templates"
)

// revision is part of every ETag. It must rise whenever the same plan comes out as other bytes than before.
const revision = "4"

// maxPixels bounds an output's frames × width × height. A template that is very wide or high, and enlarged by its short side, could
// otherwise ask for any amount of memory.
const maxPixels = 32_000_000

// maxSide bounds the output's width and height to what every format can hold: WebP has 14 bits for each.
const maxSide = 1<<14 - 1

// Plan is a request about which everything is decided but nothing is done.
type Plan struct {
	Template *templates.Template
	Style    string
	Captions []caption.Caption
	Format   caption.Format
	// Size is that of the output in pixels.
	Size image.Point
	// Quality is that of a JPEG, 1 to 100; 0 for other formats.
	Quality int
	// Keep tells that a JPEG keeps the quantisation tables and coefficients of the template's file; the quality counts only where they cannot be kept.
	Keep bool
	// ETag identifies the bytes of the output. It is a strong one, with its quotes.
	ETag string
}

// Preference says how much a client likes a format, from 0 (not at all) to 1.
type Preference func(caption.Format) float64

// Plan decides what a spec comes to. prefer matters only if the spec names no format; nil means that all are welcome. The faults are
// those of the spec on this template: Invalid, NotFound and NotAcceptable.
func (r *Renderer) Plan(spec caption.Spec, prefer Preference) (*Plan, error) {
	template, err := r.parts.Templates.Get(spec.Template)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(template.Styles, spec.Style) {
		return nil, fault.UnknownName("style", "style", spec.Style, template.Styles)
	}
	p := &Plan{Template: template, Style: spec.Style, Format: spec.Format}
	if p.Captions, err = spec.Resolve(template.Boxes); err != nil {
		return nil, err
	}
	if p.Format == "" {
		if p.Format, err = choose(template, prefer); err != nil {
			return nil, err
		}
	}
	if p.Format == caption.JPEG {
		if p.Quality = spec.Quality; p.Quality == 0 {
			p.Quality = r.config.Quality
		}
	}
	own := image.Pt(template.Width, template.Height)
	p.Size = picture.Fit(own, spec.Width, spec.Height)
	p.Keep = p.Format == caption.JPEG && template.Format == caption.JPEG && spec.Quality == 0 && p.Size == own
	if p.Pixels() > maxPixels || max(p.Size.X, p.Size.Y) > maxSide {
		return nil, fault.Invalidf("width", "the picture would be %d×%d with %d frames, but %d pixels in all and %d on a side are allowed; give a smaller width or height",
			p.Size.X, p.Size.Y, p.Frames(), maxPixels, maxSide)
	}
	p.ETag, err = r.etag(p)
	return p, err
}

// choose returns the template's own format if the client takes it, and otherwise the one that it likes best; of several, one that keeps
// an animation moving.
func choose(t *templates.Template, prefer Preference) (caption.Format, error) {
	if prefer == nil || prefer(t.Format) > 0 {
		return t.Format, nil
	}
	moves := func(f caption.Format) bool { return f == caption.GIF || f == caption.WebP }
	var best caption.Format
	liking := 0.0
	for _, f := range caption.Formats {
		q := prefer(f)
		if q > liking || q == liking && q > 0 && t.Frames > 1 && moves(f) && !moves(best) {
			best, liking = f, q
		}
	}
	if best == "" {
		return "", &fault.Error{
			Kind: fault.NotAcceptable, Field: "Accept",
			Message: "none of the accepted types can be made; there are image/jpeg, image/png, image/gif and image/webp",
		}
	}
	return best, nil
}

// Frames is the number of frames of the output.
func (p *Plan) Frames() int {
	if p.Format == caption.JPEG || p.Format == caption.PNG {
		return 1
	}
	return p.Template.Frames
}

// Pixels is how many pixels the output has in all its frames.
func (p *Plan) Pixels() int64 {
	return int64(p.Frames()) * int64(p.Size.X) * int64(p.Size.Y)
}

func (p *Plan) plateKey() plateKey {
	return plateKey{digest: p.Template.Digest, style: p.Style, size: p.Size, format: p.Format, quality: p.Quality, keep: p.Keep}
}

// etag hashes all that decides the bytes. The Go release counts, as it brings the encoders.
func (r *Renderer) etag(p *Plan) (string, error) {
	captions := make([]identityOf, len(p.Captions))
	for i, c := range p.Captions {
		f, err := r.parts.Fonts.Get("font", c.Font)
		if err != nil {
			return "", err
		}
		// Names that mean the same hash to the same.
		c.Text, c.Case, c.Font = c.Display(), "", ""
		captions[i] = identityOf{plain(c), f.Digest}
	}
	identity, err := json.Marshal(struct {
		Revision, Go string
		Template     [sha256.Size]byte
		Style        string
		Size         image.Point
		Format       caption.Format
		Quality      int
		Keep         bool
		Captions     []identityOf
	}{
		revision, runtime.Version(),
		p.Template.Digest, p.Style, p.Size, p.Format, p.Quality, p.Keep, captions,
	})
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(identity)
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:18]) + `"`, nil
}

// identityOf is all that decides the ink of a caption.
type identityOf struct {
	Caption plain
	Font    [sha256.Size]byte
}

// plain is a caption without the methods that would shorten it.
type plain caption.Caption

// appendNew appends the runes that to does not have yet.
func appendNew(to, runes []rune) []rune {
	for _, c := range runes {
		if !slices.Contains(to, c) {
			to = append(to, c)
		}
	}
	return to
}
