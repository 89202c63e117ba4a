package server

import (
	"mime"
	"strconv"
	"strings"

	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/render"
)

// mediaType returns a format's media type.
func mediaType(f caption.Format) string { return "image/" + string(f) }

// acceptRange is one element of an Accept header (RFC 9110, section 12.5.1).
type acceptRange struct {
	media string
	q     float64
}

// preference reads the values of Accept headers. A client that sends none takes everything.
func preference(values []string) render.Preference {
	var ranges []acceptRange
	for _, part := range strings.Split(strings.Join(values, ","), ",") {
		media, parameters, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		q := 1.0
		if text, ok := parameters["q"]; ok {
			if q, err = strconv.ParseFloat(text, 64); err != nil || q < 0 || q > 1 {
				continue
			}
		}
		ranges = append(ranges, acceptRange{media, q})
	}
	if len(ranges) == 0 {
		return nil
	}
	return func(f caption.Format) float64 { return quality(ranges, mediaType(f)) }
}

// quality returns the weight of the most specific range that covers media.
func quality(ranges []acceptRange, media string) float64 {
	for _, pattern := range []string{media, "image/*", "*/*"} {
		for _, r := range ranges {
			if r.media == pattern {
				return r.q
			}
		}
	}
	return 0
}
