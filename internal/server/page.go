package server

import (
	"bytes"
	"net/http"
	"strconv"

	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/templates"
	"github.com/memed/memed/web"
)

// page answers with the templates as pictures, each with its example and a command that makes it.
func (s *Server) page(w http.ResponseWriter, r *http.Request) error {
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	var entries []web.Entry
	for _, t := range s.parts.Templates.List() {
		entries = append(entries, entry(t, scheme+"://"+r.Host))
	}
	var page bytes.Buffer
	if err := web.Index(&page, entries); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(page.Len()))
	h.Set("Content-Security-Policy", "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	h.Set("Cache-Control", "no-cache")
	_, _ = w.Write(page.Bytes())
	return nil
}

func entry(t *templates.Template, base string) web.Entry {
	d := describe(t)
	texts := t.Example
	if len(texts) == 0 {
		texts = []string{"Need a meme?", "Why not?"} // to show how to say something
	}
	return web.Entry{
		ID: t.ID, Name: t.Name, Texts: t.Example,
		Width: t.Width, Height: t.Height, Preview: d.Preview,
		Link: base + captionURL(caption.Spec{Template: t.ID, Style: caption.DefaultStyle, Texts: texts}),
		File: t.ID + "." + extension(t.Format),
	}
}

// extension is the usual ending of a file of the format.
func extension(f caption.Format) string {
	if f == caption.JPEG {
		return "jpg"
	}
	return string(f)
}
