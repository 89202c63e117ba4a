package main

import (
	"bytes"
	"encoding/json"
	"image"
	_ "image/gif"  // decoders for the pictures received
	_ "image/jpeg" //
	_ "image/png"  //
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	_ "golang.org/x/image/webp" //
)

// picture decodes the answer with a decoder that is not memed's.
func (a answer) picture(t testing.TB) (image.Image, string) {
	t.Helper()
	if a.StatusCode != http.StatusOK {
		t.Fatalf("status %d: %s", a.StatusCode, a.body)
	}
	img, format, err := image.Decode(bytes.NewReader(a.body))
	if err != nil {
		t.Fatal(err)
	}
	return img, format
}

func TestEncodingsAgree(t *testing.T) {
	p := start(t)
	tests := []struct{ name, query, json string }{
		{"simple texts", "template=thinker&top_text=Need+a+meme?&bottom_text=Why%20not?", `{"template":"thinker","top_text":"Need a meme?","bottom_text":"Why not?"}`},
		{"all wholesale fields", "template=thinker&top_text=a&font=comic-neue&color=red&outline=&size=40&case=upper", `{"template":"thinker","top_text":"a","font":"comic-neue","color":"red","outline":null,"size":40,"case":"upper"}`},
		{
			"specific fields", "template=thinker&middle_text=a&middle_align=left&middle_font=sans&middle_color=%23f00&middle_outline=0x00ff00&middle_size=shrink&middle_case=mock",
			`{"template":"thinker","middle_text":"a","middle_align":"left","middle_font":"sans","middle_color":[255,0,0],"middle_outline":{"r":0,"g":255,"b":0},"middle_size":"shrink","middle_case":"mock"}`,
		},
		{"string captions", "template=thinker&captions[0]=a&captions[1]=b", `{"template":"thinker","captions":["a","b"]}`},
		{
			"object captions", "template=thinker&captions[0][text]=a&captions[0][valign]=top&captions[1][text]=b&captions[1][box]=0.1,0.2,0.5,0.3&captions[1][angle]=-12.5",
			`{"template":"thinker","captions":[{"text":"a","valign":"top"},{"text":"b","box":[0.1,0.2,0.5,0.3],"angle":-12.5}]}`,
		},
		{"size, format and quality", "template=thinker&width=200&height=100&format=jpg&quality=40&style=default", `{"template":"thinker","width":200,"height":100,"format":"jpeg","quality":40,"style":"default"}`},
		{"keys in any case", " Template =thinker&TOP_TEXT=a", `{"template":"thinker","top_text":"a"}`},
		{"unicode", "template=thinker&top_text=" + url.QueryEscape("Füße — да, Ωμέγα"), `{"template":"thinker","top_text":"Fu\u0308ße — да, Ωμέγα"}`},
		{"newlines", "template=thinker&top_text=a%0D%0Ab", `{"template":"thinker","top_text":"a\nb"}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			query := strings.ReplaceAll(test.query, " ", "%20")
			got := []answer{
				p.caption(query),
				p.postJSON(test.json),
				p.do(http.MethodPost, "/caption", http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}, query),
				p.do(http.MethodPost, "/caption", http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}, " \n"+test.json),
			}
			for i, a := range got {
				a.picture(t)
				if !bytes.Equal(a.body, got[0].body) || a.Header.Get("ETag") != got[0].Header.Get("ETag") {
					t.Errorf("encoding %d gives another picture than the query string", i)
				}
			}
		})
	}
}

func TestHead(t *testing.T) {
	p := start(t)
	for _, path := range []string{"/caption?template=thinker&top_text=a", "/templates", "/fonts/impact", "/healthz", "/openapi.yaml", "/", "/caption?template=nope"} {
		get, head := p.get(path), p.do(http.MethodHead, path, nil, "")
		if head.StatusCode != get.StatusCode || len(head.body) != 0 {
			t.Errorf("HEAD %s: status %d with %d bytes, GET has status %d", path, head.StatusCode, len(head.body), get.StatusCode)
		}
		for _, name := range []string{"Content-Type", "Content-Length", "Etag", "Cache-Control", "Vary"} {
			if get.Header.Get(name) != head.Header.Get(name) {
				t.Errorf("HEAD %s: %s is %q, with GET it is %q", path, name, head.Header.Get(name), get.Header.Get(name))
			}
		}
	}
}

func TestSizes(t *testing.T) {
	p := start(t)
	own, _ := p.caption("template=sign").picture(t)
	size := own.Bounds().Size()
	for _, test := range []struct{ width, height int }{{200, 0}, {0, 200}, {200, 200}, {1024, 1024}, {1, 1}, {1, 1024}, {300, 50}} {
		query := url.Values{"template": {"sign"}}
		for name, v := range map[string]int{"width": test.width, "height": test.height} {
			if v > 0 {
				query.Set(name, strconv.Itoa(v))
			}
		}
		img, _ := p.caption(query.Encode()).picture(t)
		got := img.Bounds().Size()
		if test.width > 0 && got.X > test.width || test.height > 0 && got.Y > test.height {
			t.Errorf("%v does not fit inside %v", got, test)
		}
		if got.X != test.width && got.Y != test.height {
			t.Errorf("%v touches no side of %v", got, test)
		}
		if off := got.X*size.Y - got.Y*size.X; off*off > size.X*size.X+size.Y*size.Y && got.X > 1 && got.Y > 1 {
			t.Errorf("%v has not the aspect ratio of %v", got, size)
		}
	}
}

func TestFormats(t *testing.T) {
	p := start(t)
	for _, test := range []struct{ template, format, want string }{
		{"sign", "", "jpeg"},
		{"buttons", "", "png"},
		{"slow-clap", "", "gif"},
		{"sign", "jpg", "jpeg"},
		{"sign", "JPEG", "jpeg"},
		{"sign", "png", "png"},
		{"sign", "gif", "gif"},
		{"sign", "webp", "webp"},
		{"slow-clap", "png", "png"},
		{"slow-clap", "jpeg", "jpeg"},
	} {
		query := "template=" + test.template + "&captions[0]=hello"
		if test.format != "" {
			query += "&format=" + test.format
		}
		a := p.caption(query)
		if _, format := a.picture(t); format != test.want || a.Header.Get("Content-Type") != "image/"+test.want {
			t.Errorf("%s as %q: %s, labelled %s", test.template, test.format, format, a.Header.Get("Content-Type"))
		}
		if vary := a.Header.Get("Vary"); (vary == "Accept") != (test.format == "") {
			t.Errorf("%s as %q: Vary is %q", test.template, test.format, vary)
		}
	}
}

func TestNegotiation(t *testing.T) {
	p := start(t)
	tests := []struct {
		name, template, accept, want string
	}{
		{"anything", "sign", "*/*", "jpeg"},
		{"any image", "sign", "image/*", "jpeg"},
		{"a browser", "sign", "image/avif,image/webp,image/apng,image/*,*/*;q=0.8", "jpeg"},
		{"the default is disliked but allowed", "sign", "image/png,image/jpeg;q=0.1", "jpeg"},
		{"the default is not listed", "sign", "image/png", "png"},
		{"the default is excluded", "sign", "image/jpeg;q=0,image/*", "png"},
		{"the best of the rest", "sign", "image/png;q=0.5,image/webp", "webp"},
		{"an animation keeps moving", "slow-clap", "image/png,image/webp", "webp"},
		{"nothing that can be made", "sign", "image/avif", ""},
		{"nothing at all", "sign", "image/*;q=0", ""},
		{"text", "sign", "text/html", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			accept := http.Header{"Accept": {test.accept}}
			a := p.do(http.MethodGet, "/caption?template="+test.template+"&width=64", accept, "")
			if test.want == "" {
				if a.StatusCode != http.StatusNotAcceptable {
					t.Errorf("status %d, want 406", a.StatusCode)
				}
				return
			}
			if got := a.Header.Get("Content-Type"); got != "image/"+test.want {
				t.Errorf("%s, want image/%s", got, test.want)
			}
			if named := p.do(http.MethodGet, "/caption?format=png&template="+test.template+"&width=64", accept, ""); named.StatusCode != http.StatusOK {
				t.Errorf("with a format named, Accept still matters: status %d", named.StatusCode)
			}
		})
	}
}

func TestSuccessHeaders(t *testing.T) {
	p := start(t, "--max-age", "90m")
	a := p.caption("template=sign&captions[0]=hello")
	a.picture(t)
	want := map[string]string{
		"Cache-Control": "public, max-age=5400", "Content-Length": strconv.Itoa(len(a.body)),
		"X-Content-Type-Options": "nosniff", "Memed-Missing-Glyphs": "",
	}
	for name, value := range want {
		if got := a.Header.Get(name); got != value {
			t.Errorf("%s is %q, want %q", name, got, value)
		}
	}
	missing := p.caption("template=sign&captions[0]=" + url.QueryEscape("a\ue123b\U0010fffdc\ue123"))
	missing.picture(t)
	if got := missing.Header.Get("Memed-Missing-Glyphs"); got != "U+E123 U+10FFFD" {
		t.Errorf("Memed-Missing-Glyphs is %q", got)
	}
}

func TestETag(t *testing.T) {
	p := start(t)
	base := p.caption("template=thinker&top_text=hello")
	tag := base.Header.Get("ETag")
	for name, query := range map[string]string{
		"text": "template=thinker&top_text=hullo", "place": "template=thinker&bottom_text=hello", "width": "template=thinker&top_text=hello&width=300",
		"format": "template=thinker&top_text=hello&format=png", "quality": "template=thinker&top_text=hello&quality=85",
		"color": "template=thinker&top_text=hello&color=red", "font": "template=thinker&top_text=hello&font=comic-neue", "template": "template=victory&top_text=hello",
	} {
		if p.caption(query).Header.Get("ETag") == tag {
			t.Errorf("another %s has the same ETag", name)
		}
	}
	for name, query := range map[string]string{
		"order": "top_text=hello&template=thinker", "a default": "template=thinker&top_text=hello&top_size=fit&top_color=%23fff",
		"its format": "template=thinker&top_text=hello&format=jpeg", "another name of the font": "template=thinker&top_text=hello&font=Anton",
	} {
		a := p.caption(query)
		if a.Header.Get("ETag") != tag || !bytes.Equal(a.body, base.body) {
			t.Errorf("with %s spelled out, the picture or its ETag is another", name)
		}
	}
	resized, spelledOut := p.caption("template=thinker&top_text=hello&width=300"), p.caption("template=thinker&top_text=hello&width=300&quality=85")
	if resized.Header.Get("ETag") != spelledOut.Header.Get("ETag") || !bytes.Equal(resized.body, spelledOut.body) {
		t.Error("with the server's quality spelled out, a resized picture or its ETag is another")
	}
	for _, header := range []string{tag, "W/" + tag, `"x", ` + tag, "*"} {
		a := p.do(http.MethodGet, "/caption?template=thinker&top_text=hello", http.Header{"If-None-Match": {header}}, "")
		if a.StatusCode != http.StatusNotModified || len(a.body) != 0 || a.Header.Get("ETag") != tag {
			t.Errorf("If-None-Match: %s: status %d, %d bytes, ETag %s", header, a.StatusCode, len(a.body), a.Header.Get("ETag"))
		}
	}
	if a := p.do(http.MethodGet, "/caption?template=thinker&top_text=hello", http.Header{"If-None-Match": {`"x"`}}, ""); a.StatusCode != http.StatusOK {
		t.Errorf("another tag: status %d", a.StatusCode)
	}
}

func TestNotModifiedComesBeforeRendering(t *testing.T) {
	p := start(t)
	tag := p.do(http.MethodHead, "/caption?template=slow-clap&top_text=a", nil, "").Header.Get("ETag")
	other := start(t)
	a := other.do(http.MethodGet, "/caption?template=slow-clap&top_text=a", http.Header{"If-None-Match": {tag}}, "")
	if a.StatusCode != http.StatusNotModified {
		t.Fatalf("status %d; another process has another ETag", a.StatusCode)
	}
	var stats struct {
		Caches map[string]struct{ Misses int }
	}
	if err := json.Unmarshal(other.get("/stats").body, &stats); err != nil || stats.Caches["output"].Misses != 0 {
		t.Errorf("%+v, %v: something was rendered", stats, err)
	}
}

func TestSameBytesInEveryRun(t *testing.T) {
	first, second := start(t), start(t, "--render-workers", "1", "--output-cache", "0", "--template-cache", "0", "--font-cache", "0")
	for _, template := range decode[[]template](t, first.get("/templates")) {
		for _, format := range []string{"jpeg", "png", "gif", "webp"} {
			if template.Animated && format == "webp" && template.ID != "slow-clap" {
				continue // one of the slowest kind is enough
			}
			query := "template=" + template.ID + "&top_text=Same+bytes&bottom_text=every+time&bottom_color=gold&width=96&format=" + format
			if !bytes.Equal(first.caption(query).body, second.caption(query).body) {
				t.Errorf("%s as %s differs from run to run", template.ID, format)
			}
		}
	}
}
