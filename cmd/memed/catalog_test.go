package main

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
)

type template struct {
	ID, Name, Format, Preview string
	Keywords, Styles, Example []string
	Width, Height, Frames     int
	Animated                  bool
	Boxes                     []map[string]any
}

func TestTemplates(t *testing.T) {
	p := start(t)
	all := decode[[]template](t, p.get("/templates"))
	if !slices.IsSortedFunc(all, func(a, b template) int { return strings.Compare(a.ID, b.ID) }) {
		t.Error("the templates are not sorted by id")
	}
	for _, listed := range all {
		one := decode[template](t, p.get("/templates/"+listed.ID))
		if one.ID != listed.ID || one.Preview != listed.Preview {
			t.Errorf("%s alone is %+v, in the list %+v", listed.ID, one, listed)
		}
		if !slices.Contains(listed.Styles, "default") || (listed.Frames > 1) != listed.Animated {
			t.Errorf("%+v", listed)
		}
		img, format := p.get(listed.Preview).picture(t)
		if format != listed.Format || img.Bounds().Dx() > 480 {
			t.Errorf("the preview of %s is a %s of %v", listed.ID, format, img.Bounds())
		}
		own, _ := p.caption("template=" + listed.ID).picture(t)
		if own.Bounds().Dx() != listed.Width || own.Bounds().Dy() != listed.Height {
			t.Errorf("%s is %v, listed as %d×%d", listed.ID, own.Bounds(), listed.Width, listed.Height)
		}
	}
}

func TestTemplateFilters(t *testing.T) {
	p := start(t)
	ids := func(query string) (ids []string) {
		for _, t := range decode[[]template](t, p.get("/templates?"+query)) {
			ids = append(ids, t.ID)
		}
		return ids
	}
	all, moving, still := ids(""), ids("animated=true"), ids("animated=false")
	if len(moving) < 3 || len(still) < 12 || len(moving)+len(still) != len(all) {
		t.Errorf("%d animated and %d stills of %d", len(moving), len(still), len(all))
	}
	if got := ids("filter=THINK"); !slices.Contains(got, "thinker") {
		t.Errorf("filter=THINK finds %v", got)
	}
	if got := ids("filter=no+such+thing+anywhere"); len(got) != 0 {
		t.Errorf("nonsense finds %v", got)
	}
	if got := ids("filter=clap&animated=false"); slices.Contains(got, "slow-clap") {
		t.Errorf("stills about clapping are %v", got)
	}
}

func TestFonts(t *testing.T) {
	p := start(t)
	type font struct {
		ID, Name         string
		Aliases, Scripts []string
	}
	all := decode[[]font](t, p.get("/fonts"))
	if len(all) < 3 {
		t.Errorf("%d fonts", len(all))
	}
	impact := decode[font](t, p.get("/fonts/impact"))
	if impact.ID != "anton" || !slices.Contains(impact.Aliases, "impact") || !slices.Contains(impact.Scripts, "Latn") {
		t.Errorf("impact is %+v", impact)
	}
}

func TestPage(t *testing.T) {
	p := start(t)
	a := p.get("/")
	page := string(a.body)
	if !strings.HasPrefix(a.Header.Get("Content-Type"), "text/html") || !strings.Contains(a.Header.Get("Content-Security-Policy"), "default-src 'none'") {
		t.Errorf("headers: %v", a.Header)
	}
	for _, listed := range decode[[]template](t, p.get("/templates")) {
		for _, part := range []string{"<code>" + listed.ID + "</code>", "curl -o " + listed.ID + "."} {
			if !strings.Contains(page, part) {
				t.Errorf("the page has no %s", part)
			}
		}
	}
}

func TestOpenAPI(t *testing.T) {
	p := start(t)
	if a := p.get("/openapi.yaml"); a.StatusCode != http.StatusOK || !strings.HasPrefix(string(a.body), "openapi: 3.1.") {
		t.Errorf("status %d: %.50s", a.StatusCode, a.body)
	}
}

func TestCORS(t *testing.T) {
	origin := http.Header{"Origin": {"https://example.org"}}
	off := start(t)
	if got := off.do(http.MethodGet, "/healthz", origin, "").Header.Get("Access-Control-Allow-Origin"); got != "" {
		t.Errorf("without the flag, CORS allows %q", got)
	}
	listed := start(t, "--cors-origin", "https://example.org", "--cors-origin", "http://localhost:8080")
	a := listed.do(http.MethodGet, "/caption?template=thinker&width=50", origin, "")
	if a.Header.Get("Access-Control-Allow-Origin") != "https://example.org" || !strings.Contains(strings.Join(a.Header.Values("Vary"), ","), "Origin") {
		t.Errorf("a listed origin: %v", a.Header)
	}
	other := listed.do(http.MethodGet, "/caption?template=thinker&width=50", http.Header{"Origin": {"https://evil.example"}}, "")
	if got := other.Header.Get("Access-Control-Allow-Origin"); got != "" {
		t.Errorf("another origin is allowed as %q", got)
	}
	all := start(t, "--cors-origin", "*")
	if got := all.do(http.MethodGet, "/caption?template=nope", origin, "").Header.Get("Access-Control-Allow-Origin"); got != "*" {
		t.Errorf("with *, an error allows %q", got)
	}
}

func TestOwnFoldersComeFirst(t *testing.T) {
	folder := t.TempDir()
	p := start(t)
	picture := p.caption("template=thinker&width=320&format=png&top_text=mine")
	writeFile(t, folder, "thinker.png", picture.body)
	writeFile(t, folder, "Ünï cöde & more.JPG", picture.body) // a PNG, whatever its name says
	own := start(t, "--templates", folder)
	got := decode[template](t, own.get("/templates/thinker"))
	if got.Format != "png" || got.Width != 320 {
		t.Errorf("thinker is %+v", got)
	}
	strange := decode[template](t, own.get("/templates/"+url.PathEscape("Ünï cöde & more")))
	if strange.Format != "png" {
		t.Errorf("%+v", strange)
	}
	if _, format := own.get(strange.Preview).picture(t); format != "png" {
		t.Errorf("its preview is a %s", format)
	}
}
