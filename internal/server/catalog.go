package server

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"github.com/memed/memed/fonts"
	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/fault"
	"github.com/memed/memed/internal/templates"
)

// previewWidth is how wide previews are, in pixels: two of them fit on a phone.
const previewWidth = 480

// templateResource is a template as clients see it.
type templateResource struct {
	ID       string            `json:"id"`
	Name     string            `json:"name"`
	Keywords []string          `json:"keywords"`
	Width    int               `json:"width"`
	Height   int               `json:"height"`
	Format   caption.Format    `json:"format"`
	Animated bool              `json:"animated"`
	Frames   int               `json:"frames"`
	Boxes    []caption.Caption `json:"boxes"`
	Styles   []string          `json:"styles"`
	Example  []string          `json:"example"`
	Preview  string            `json:"preview"`
}

func describe(t *templates.Template) templateResource {
	return templateResource{
		ID: t.ID, Name: t.Name, Keywords: list(t.Keywords),
		Width: t.Width, Height: t.Height, Format: t.Format, Animated: t.Frames > 1, Frames: t.Frames,
		Boxes: list(t.Boxes), Styles: list(t.Styles), Example: list(t.Example),
		Preview: captionURL(caption.Spec{Template: t.ID, Style: caption.DefaultStyle, Width: min(previewWidth, t.Width), Texts: t.Example}),
	}
}

// list makes an empty list of none, so that clients never see null.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// captionURL is the path and query string that ask for the picture of a spec.
func captionURL(spec caption.Spec) string { return "/caption?" + spec.Query() }

func (s *Server) listTemplates(w http.ResponseWriter, r *http.Request) error {
	filter, err := templateFilter(r.URL.RawQuery)
	if err != nil {
		return err
	}
	resources := []templateResource{}
	for _, t := range s.parts.Templates.List() {
		if filter(t) {
			resources = append(resources, describe(t))
		}
	}
	return writeJSON(w, resources)
}

func (s *Server) getTemplate(w http.ResponseWriter, r *http.Request) error {
	t, err := s.parts.Templates.Get(pathID(r))
	if err != nil {
		return err
	}
	return writeJSON(w, describe(t))
}

// pathID returns the id in the path, which chi leaves escaped where the escaping is not the usual one.
func pathID(r *http.Request) string {
	id := chi.URLParam(r, "id")
	if r.URL.RawPath == "" {
		return id
	}
	if unescaped, err := url.PathUnescape(id); err == nil {
		return unescaped
	}
	return id
}

// templateFilter reads the query string of the list of templates.
func templateFilter(query string) (func(*templates.Template) bool, error) {
	values, err := url.ParseQuery(query)
	if err != nil {
		return nil, fault.Invalidf("", "the query string is not well-formed; allowed are filter and animated")
	}
	var words []string
	var animated *bool
	for name, given := range values {
		if len(given) > 1 {
			return nil, fault.Invalidf(name, "given more than once")
		}
		switch name {
		case "filter":
			words = strings.Fields(strings.ToLower(given[0]))
		case "animated":
			value, err := strconv.ParseBool(given[0])
			if err != nil {
				return nil, fault.Invalidf(name, "must be true or false")
			}
			animated = &value
		default:
			return nil, fault.Invalidf(name, "unknown field; allowed are filter and animated")
		}
	}
	return func(t *templates.Template) bool {
		return (animated == nil || *animated == (t.Frames > 1)) && mentions(t, words)
	}, nil
}

// mentions tells whether each of the words, in lower case, occurs in the template's id, name or keywords.
func mentions(t *templates.Template, words []string) bool {
	text := strings.ToLower(t.ID + "\n" + t.Name + "\n" + strings.Join(t.Keywords, "\n"))
	for _, word := range words {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// fontResource is a font as clients see it.
type fontResource struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Aliases []string `json:"aliases"`
	Scripts []string `json:"scripts"`
}

func describeFont(f *fonts.Font) fontResource {
	return fontResource{ID: f.ID, Name: f.Name, Aliases: list(f.Aliases), Scripts: list(f.Scripts)}
}

func (s *Server) listFonts(w http.ResponseWriter, _ *http.Request) error {
	resources := []fontResource{}
	for _, f := range s.parts.Fonts.List() {
		resources = append(resources, describeFont(f))
	}
	return writeJSON(w, resources)
}

func (s *Server) getFont(w http.ResponseWriter, r *http.Request) error {
	f, err := s.parts.Fonts.Get("id", pathID(r))
	if err != nil {
		return err
	}
	return writeJSON(w, describeFont(f))
}
