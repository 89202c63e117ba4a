package server

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/fault"
	"github.com/memed/memed/internal/render"
)

const (
	// maxBody bounds a request's body: sixteen captions of the longest text have about 50 kB.
	maxBody = 64 << 10
	// bodyTimeout bounds the reading of a body where requests have no deadline of their own.
	bodyTimeout = time.Minute

	missingHeader = "Memed-Missing-Glyphs"
)

func (s *Server) captionByQuery(w http.ResponseWriter, r *http.Request) error {
	spec, err := caption.DecodeQuery(r.URL.RawQuery)
	if err != nil {
		return err
	}
	return s.caption(w, r, spec)
}

func (s *Server) captionByBody(w http.ResponseWriter, r *http.Request) error {
	if r.URL.RawQuery != "" {
		return fault.Invalidf("", "a POST has its fields in the body, and none in the query string")
	}
	body, err := readBody(w, r)
	if err != nil {
		return err
	}
	spec, err := decodeBody(r.Header.Get("Content-Type"), body)
	if err != nil {
		return err
	}
	return s.caption(w, r, spec)
}

func readBody(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	deadline, ok := r.Context().Deadline()
	if !ok {
		deadline = time.Now().Add(bodyTimeout)
	}
	// Not every ResponseWriter has a connection behind it, and one that has none needs no deadline.
	connection := http.NewResponseController(w)
	_ = connection.SetReadDeadline(deadline)
	defer func() { _ = connection.SetReadDeadline(time.Time{}) }()

	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return nil, &fault.Error{Kind: fault.TooLarge, Message: fmt.Sprintf("the body is larger than the %d bytes allowed", maxBody)}
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nil, context.DeadlineExceeded
	case err != nil && r.Context().Err() != nil:
		return nil, context.Cause(r.Context())
	case err != nil:
		return nil, fault.Invalidf("", "the body could not be read to its end")
	}
	return body, nil
}

// decodeBody decodes by the media type, except that what starts like a JSON object is one: curl -d labels JSON as a form.
func decodeBody(contentType string, body []byte) (caption.Spec, error) {
	media, _, err := mime.ParseMediaType(contentType)
	looksLikeJSON := bytes.HasPrefix(bytes.TrimLeft(body, " \t\r\n"), []byte("{"))
	switch {
	case looksLikeJSON, err == nil && media == "application/json":
		return caption.DecodeJSON(body)
	case err == nil && media == "application/x-www-form-urlencoded":
		return caption.DecodeQuery(string(body))
	}
	return caption.Spec{}, &fault.Error{
		Kind: fault.UnsupportedMedia, Field: "Content-Type",
		Message: "must be application/json or application/x-www-form-urlencoded",
	}
}

// caption answers with the picture of a spec.
func (s *Server) caption(w http.ResponseWriter, r *http.Request, spec caption.Spec) error {
	plan, err := s.parts.Renderer.Plan(spec, preference(r.Header.Values("Accept")))
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("ETag", plan.ETag)
	h.Set("Cache-Control", "public, max-age="+strconv.Itoa(int(s.config.MaxAge.Seconds())))
	if spec.Format == "" {
		h.Add("Vary", "Accept")
	}
	if matches(r.Header.Values("If-None-Match"), plan.ETag) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	out, err := s.parts.Renderer.Render(r.Context(), plan)
	if err != nil {
		return err
	}
	return s.send(w, out)
}

func (s *Server) send(w http.ResponseWriter, out *render.Output) error {
	s.parts.Metrics.Output(out)
	h := w.Header()
	h.Set("Content-Type", mediaType(out.Format))
	h.Set("Content-Length", strconv.Itoa(len(out.Body)))
	if len(out.Missing) > 0 {
		h.Set(missingHeader, codePoints(out.Missing))
	}
	_, _ = w.Write(out.Body) // a client that left is not an error
	return nil
}

// codePoints writes characters as "U+E123 U+10FFFD".
func codePoints(runes []rune) string {
	names := make([]string, len(runes))
	for i, c := range runes {
		names[i] = fmt.Sprintf("%U", c)
	}
	return strings.Join(names, " ")
}

// matches tells whether an If-None-Match header names the tag. The comparison is the weak one, as RFC 9110 has it for this header.
func matches(values []string, etag string) bool {
	for _, candidate := range strings.Split(strings.Join(values, ","), ",") {
		candidate = strings.TrimSpace(candidate)
		if candidate == "*" || strings.TrimPrefix(candidate, "W/") == etag {
			return true
		}
	}
	return false
}
