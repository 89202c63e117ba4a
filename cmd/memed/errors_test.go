package main

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestBadRequests(t *testing.T) {
	p := start(t)
	long := strings.Repeat("x", 257)
	tests := []struct {
		name, query string
		status      int
		detail      string // what the message must say: the field, and what is allowed
	}{
		{"no template", "top_text=a", 400, "template:"},
		{"empty template", "template=", 400, "template:"},
		{"unknown template", "template=thinkr", 404, "thinker"},
		{"unknown style", "template=sign&style=nope", 404, "default"},
		{"unknown font", "template=sign&top_text=a&font=antn", 404, "anton"},
		{"unknown field", "template=sign&top_txt=a", 400, "top_txt:"},
		{"given twice", "template=sign&top_text=a&Top_Text=b", 400, "top_text:"},
		{"wholesale and specific", "template=sign&top_text=a&color=red&top_color=blue", 400, "color"},
		{"captions and simple fields", "template=sign&captions[0]=a&top_text=b", 400, "captions"},
		{"captions and wholesale fields", "template=sign&captions[0]=a&color=red", 400, "captions"},
		{"mixed captions", "template=sign&captions[0]=a&captions[1][text]=b&captions[1][valign]=top", 400, "captions"},
		{"a gap in captions", "template=sign&captions[1]=a", 400, "captions"},
		{"too many strings", "template=thinker&captions[0]=a&captions[1]=b&captions[2]=c&captions[3]=d", 400, "3"},
		{"too many strings for the boxes", "template=sign&captions[0]=a&captions[1]=b", 400, "1"},
		{"caption without valign", "template=sign&captions[0][text]=a", 400, "captions[0].valign:"},
		{"caption without text", "template=sign&captions[0][valign]=top", 400, "captions[0].text:"},
		{"box outside", "template=sign&captions[0][text]=a&captions[0][box]=0.5,0,0.6,1", 400, "captions[0].box"},
		{"angle too large", "template=sign&captions[0][text]=a&captions[0][valign]=top&captions[0][angle]=181", 400, "captions[0].angle:"},
		{"width no number", "template=sign&width=abc", 400, "width: must be an integer from 1 to 1024"},
		{"width 0", "template=sign&width=0", 400, "width: must be an integer from 1 to 1024"},
		{"width 1025", "template=sign&width=1025", 400, "width: must be an integer from 1 to 1024"},
		{"height -1", "template=sign&height=-1", 400, "height: must be an integer from 1 to 1024"},
		{"quality 101", "template=sign&quality=101", 400, "quality: must be an integer from 1 to 100"},
		{"unknown format", "template=sign&format=bmp", 400, "format:"},
		{"unknown case", "template=sign&top_text=a&case=camel", 400, "case:"},
		{"size 0", "template=sign&top_text=a&size=0", 400, "size:"},
		{"size 1025", "template=sign&top_text=a&size=1025", 400, "size:"},
		{"bare hex", "template=sign&top_text=a&color=f0f0f0", 400, "color:"},
		{"three digits behind 0x", "template=sign&top_text=a&color=0xfff", 400, "color:"},
		{"two prefixes", "template=sign&top_text=a&color=%230xffffff", 400, "color:"},
		{"transparency", "template=sign&top_text=a&color=transparent", 400, "color:"},
		{"translucency", "template=sign&top_text=a&color=rgba(1,2,3,0.5)", 400, "color:"},
		{"numbers are no colour", "template=sign&top_text=a&color=1,2,3", 400, "color:"},
		{"text too long", "template=sign&top_text=" + long, 400, "top_text:"},
		{"control character", "template=sign&top_text=a%00b", 400, "top_text:"},
		{"tab", "template=sign&top_text=a%09b", 400, "top_text:"},
		{"invalid UTF-8", "template=sign&top_text=%ff", 400, "top_text:"},
		{"broken escape", "template=sign&top_text=%zz", 400, "top_text"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			checkProblem(t, p.caption(test.query), test.status, test.detail)
		})
	}
}

func TestBadBodies(t *testing.T) {
	p := start(t)
	tests := []struct {
		name, media, body string
		status            int
		detail            string
	}{
		{"no type", "", "hello", 415, "application/json"},
		{"another type", "text/plain", "template=sign", 415, "application/json"},
		{"multipart", "multipart/form-data; boundary=x", "--x--", 415, "application/json"},
		{"empty JSON", "application/json", "", 400, ""},
		{"JSON list", "application/json", "[]", 400, ""},
		{"broken JSON", "application/json", `{"template":`, 400, ""},
		{"trailing data", "application/json", `{"template":"sign"}{}`, 400, ""},
		{"number as text", "application/json", `{"template":"sign","width":"100"}`, 400, "width: must be an integer from 1 to 1024"},
		{"text as number", "application/json", `{"template":5}`, 400, "template:"},
		{"the same field twice", "application/json", `{"template":"sign","top_text":"a","top_text":"b"}`, 400, "top_text:"},
		{"field in another case", "application/json", `{"Template":"sign"}`, 400, "Template:"},
		{"channel over 255", "application/json", `{"template":"sign","top_text":"a","color":[0,0,256]}`, 400, "color"},
		{"17 captions", "application/json", `{"template":"sign","captions":["` + strings.Repeat(`","`, 16) + `"]}`, 400, "captions: "},
		{"too large", "application/json", `{"template":"` + strings.Repeat("x", 64<<10) + `"}`, 413, "65536"},
		{"too large form", "application/x-www-form-urlencoded", "template=" + strings.Repeat("x", 64<<10), 413, "65536"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			header := http.Header{}
			if test.media != "" {
				header.Set("Content-Type", test.media)
			}
			checkProblem(t, p.do(http.MethodPost, "/caption", header, test.body), test.status, test.detail)
		})
	}
	a := p.do(http.MethodPost, "/caption?template=sign", http.Header{"Content-Type": {"application/json"}}, `{"template":"sign"}`)
	checkProblem(t, a, 400, "query string")
}

func TestUnknownPlaces(t *testing.T) {
	p := start(t)
	for path, detail := range map[string]string{
		"/nope": "/nope", "/caption/": "/caption/", "/templates/nope": "nope", "/fonts/nope": "nope", "/templates/..%2f..%2fetc%2fpasswd": "",
	} {
		checkProblem(t, p.get(path), http.StatusNotFound, detail)
	}
	checkProblem(t, p.get("/templates?animated=perhaps"), 400, "animated: must be true or false")
	checkProblem(t, p.get("/templates?filtre=a"), 400, "filter")
}

func TestMethods(t *testing.T) {
	p := start(t)
	tests := []struct{ method, path, allow string }{
		{"DELETE", "/caption", "GET, HEAD, POST"},
		{"PUT", "/caption", "GET, HEAD, POST"},
		{"BREW", "/caption", "GET, HEAD, POST"},
		{"POST", "/templates", "GET, HEAD"},
		{"POST", "/templates/sign", "GET, HEAD"},
		{"POST", "/metrics", "GET, HEAD"},
		{"OPTIONS", "/healthz", "GET, HEAD"},
	}
	for _, test := range tests {
		a := p.do(test.method, test.path, nil, "")
		checkProblem(t, a, http.StatusMethodNotAllowed, test.method)
		if got := a.Header.Get("Allow"); got != test.allow {
			t.Errorf("%s %s: Allow is %q, want %q", test.method, test.path, got, test.allow)
		}
	}
}

// checkProblem checks what every error has in common, and its status and message.
func checkProblem(t *testing.T, a answer, status int, detail string) {
	t.Helper()
	if a.StatusCode != status {
		t.Fatalf("status %d, want %d: %s", a.StatusCode, status, a.body)
	}
	if got := a.Header.Get("Content-Type"); got != "application/problem+json" {
		t.Errorf("Content-Type is %q", got)
	}
	if got := a.Header.Get("Cache-Control"); got != "no-store" {
		t.Errorf("Cache-Control is %q", got)
	}
	if a.Header.Get("ETag") != "" {
		t.Error("an error has an ETag")
	}
	p := a.problem(t)
	if p.Status != status || p.Title == "" || p.Detail != p.Error || !strings.Contains(p.Detail, detail) {
		t.Errorf("%+v; the detail should contain %q", p, detail)
	}
	if id := a.Header.Get("X-Request-Id"); id == "" || p.RequestID != id {
		t.Errorf("request id %q in the body, %q in the header", p.RequestID, id)
	}
}

func TestRequestID(t *testing.T) {
	p := start(t)
	for given, kept := range map[string]bool{"abc-123": true, "trace:1.2_3": true, "": false, "with space": false, strings.Repeat("x", 65): false, "a\"b": false} {
		a := p.do(http.MethodGet, "/healthz", http.Header{"X-Request-Id": {given}}, "")
		if got := a.Header.Get("X-Request-Id"); (got == given) != kept || got == "" {
			t.Errorf("X-Request-Id %q was answered with %q", given, got)
		}
	}
}

func TestErrorsLeakNothing(t *testing.T) {
	folder := t.TempDir()
	writeFile(t, folder, "broken.jpg", []byte("\xff\xd8\xff\xe0 no picture"))
	p := start(t, "--templates", folder)
	a := p.caption("template=broken")
	checkProblem(t, a, http.StatusInternalServerError, "broken")
	if strings.Contains(string(a.body), folder) || strings.Contains(string(a.body), ".go:") {
		t.Errorf("the answer tells where files are: %s", a.body)
	}
	if !strings.Contains(p.logged(), "broken.jpg") {
		t.Error("the log does not tell which file is broken")
	}
	if a := p.caption("template=thinker&top_text=" + url.QueryEscape("others still work")); a.StatusCode != http.StatusOK {
		t.Errorf("another template: status %d", a.StatusCode)
	}
}
