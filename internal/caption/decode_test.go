package caption_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/memed/memed/internal/caption"
)

// request is one request in the encodings in which it can be written; an empty one is left out.
type request struct{ query, json string }

// each decodes the request in each of its encodings.
func (r request) each(t *testing.T, check func(t *testing.T, spec caption.Spec, err error)) {
	t.Helper()
	if r.query != "" {
		t.Run("query", func(t *testing.T) {
			spec, err := caption.DecodeQuery(r.query)
			check(t, spec, err)
		})
	}
	if r.json != "" {
		t.Run("json", func(t *testing.T) {
			spec, err := caption.DecodeJSON([]byte(r.json))
			check(t, spec, err)
		})
	}
}

func (r request) wantSpec(t *testing.T, want caption.Spec) {
	t.Helper()
	r.each(t, func(t *testing.T, got caption.Spec, err error) {
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	})
}

func (r request) wantFault(t *testing.T, want string) {
	t.Helper()
	r.each(t, func(t *testing.T, got caption.Spec, err error) {
		if err == nil {
			t.Fatalf("decoded to %+v, want the fault %q", got, want)
		}
		checkFault(t, err)
		checkDetail(t, err, want)
		if diff := cmp.Diff(caption.Spec{}, got); diff != "" {
			t.Errorf("a fault comes with a Spec: %s", diff)
		}
	})
}

// numbered returns count copies of s, with # replaced by 0, 1 and so on.
func numbered(s string, count int) string {
	var b strings.Builder
	for i := range count {
		b.WriteString(strings.ReplaceAll(s, "#", strconv.Itoa(i)))
	}
	return b.String()
}

// spec returns the Spec of a request for a template by the name t.
func spec(change ...func(*caption.Spec)) caption.Spec {
	s := caption.Spec{Template: "t", Style: caption.DefaultStyle}
	for _, c := range change {
		c(&s)
	}
	return s
}

func withTexts(texts ...string) caption.Spec {
	return spec(func(s *caption.Spec) { s.Texts = texts })
}

func withCaptions(captions ...caption.Caption) caption.Spec {
	return spec(func(s *caption.Spec) { s.Captions = captions })
}

// top returns a caption with the text x at the top.
func top(change ...func(*caption.Caption)) caption.Caption {
	c := caption.New("x", caption.Top)
	for _, f := range change {
		f(&c)
	}
	return c
}

func TestDecodeOutput(t *testing.T) {
	tests := map[string]struct {
		request
		want caption.Spec
	}{
		"template only": {request{"template=t", `{"template":"t"}`}, spec()},
		"everything": {
			request{
				"template=t&width=300&height=1024&format=webp&quality=100&style=old",
				`{"template":"t","width":300,"height":1024,"format":"webp","quality":100,"style":"old"}`,
			},
			caption.Spec{Template: "t", Width: 300, Height: 1024, Format: caption.WebP, Quality: 100, Style: "old"},
		},
		"jpg is jpeg":             {request{"template=t&format=jpg", `{"template":"t","format":"jpg"}`}, spec(func(s *caption.Spec) { s.Format = caption.JPEG })},
		"words in any case":       {request{"template=t&format=JPG", `{"template":"t","format":"JPG"}`}, spec(func(s *caption.Spec) { s.Format = caption.JPEG })},
		"integers in other words": {request{"template=t&width=1e2&height=7.0", `{"template":"t","width":1e2,"height":7.0}`}, spec(func(s *caption.Spec) { s.Width, s.Height = 100, 7 })},
		"names become NFC":        {request{"template=e%CC%81", `{"template":"e\u0301"}`}, caption.Spec{Template: "é", Style: "default"}},
		"null is a name":          {request{"template=null", `{"template":"null"}`}, caption.Spec{Template: "null", Style: "default"}},
		"white space in JSON":     {request{json: "\r\n\t {\n\"template\" : \"t\" }\n"}, spec()},
		"empty list":              {request{json: `{"template":"t","captions":[]}`}, spec()},
		"empty pairs":             {request{query: "&&template=t&&"}, spec()},
		"keys trimmed, any case":  {request{query: "+TempLate%20=t"}, spec()},
		"semicolon is data":       {request{query: "template=t;width=3"}, caption.Spec{Template: "t;width=3", Style: "default"}},
		"equals sign is data":     {request{query: "template=t=u"}, caption.Spec{Template: "t=u", Style: "default"}},
		"plus and %20 are spaces": {request{query: "template=a+b%20c%2Bd"}, caption.Spec{Template: "a b c+d", Style: "default"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { test.wantSpec(t, test.want) })
	}
}

func TestDecodeSimple(t *testing.T) {
	bottom := caption.New("z", caption.Bottom)
	tests := map[string]struct {
		request
		want caption.Spec
	}{
		"from the top down": {
			request{"bottom_text=z&middle_text=y&template=t&top_text=x", `{"bottom_text":"z","middle_text":"y","template":"t","top_text":"x"}`},
			withCaptions(top(), caption.New("y", caption.Middle), bottom),
		},
		"empty is none":          {request{"template=t&top_text=&bottom_text=z", `{"template":"t","top_text":"","bottom_text":"z"}`}, withCaptions(bottom)},
		"empty without a sign":   {request{query: "template=t&top_text&bottom_text=z"}, withCaptions(bottom)},
		"look without a text":    {request{"template=t&top_color=red&size=5", `{"template":"t","top_color":"red","size":5}`}, spec()},
		"names in any case":      {request{query: "Template=t&TOP_Text=x"}, withCaptions(top())},
		"the word null":          {request{"template=t&bottom_text=null", `{"template":"t","bottom_text":"null"}`}, withCaptions(caption.New("null", caption.Bottom))},
		"a number is a text too": {request{"template=t&bottom_text=42", `{"template":"t","bottom_text":"42"}`}, withCaptions(caption.New("42", caption.Bottom))},
		"specific": {
			request{
				"template=t&top_text=x&top_align=left&top_font=f&top_color=red&top_outline=%230f0&top_size=12.5&top_case=upper",
				`{"template":"t","top_text":"x","top_align":"left","top_font":"f","top_color":"red","top_outline":"#0f0","top_size":12.5,"top_case":"upper"}`,
			},
			withCaptions(top(func(c *caption.Caption) {
				c.Align, c.Font, c.Color = caption.Left, "f", caption.Color{R: 255}
				c.Outline.Color, c.Size.Pixels, c.Case = caption.Color{G: 255}, 12.5, caption.CaseUpper
			})),
		},
		"wholesale": {
			request{
				"template=t&top_text=x&bottom_text=z&font=f&color=red&outline=%230f0&size=shrink&case=mock",
				`{"template":"t","top_text":"x","bottom_text":"z","font":"f","color":"red","outline":"#0f0","size":"shrink","case":"mock"}`,
			},
			func() caption.Spec {
				a, b := top(), bottom
				for _, c := range []*caption.Caption{&a, &b} {
					c.Font, c.Color, c.Outline.Color = "f", caption.Color{R: 255}, caption.Color{G: 255}
					c.Size.Shrink, c.Case = true, caption.CaseMock
				}
				return withCaptions(a, b)
			}(),
		},
		"both kinds of different fields": {
			request{"template=t&top_text=x&bottom_text=z&top_case=lower&font=f", `{"template":"t","top_text":"x","bottom_text":"z","top_case":"lower","font":"f"}`},
			func() caption.Spec {
				a, b := top(), bottom
				a.Font, b.Font, a.Case = "f", "f", caption.CaseLower
				return withCaptions(a, b)
			}(),
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { test.wantSpec(t, test.want) })
	}
}

func TestDecodeCaptions(t *testing.T) {
	boxed := caption.New("x", caption.Middle)
	boxed.Box = caption.Box{X: 0, Y: 0.25, Width: 1, Height: 0.5}
	tests := map[string]struct {
		request
		want caption.Spec
	}{
		"strings":              {request{"template=t&captions[0]=a&captions[1]=&captions[2]=c", `{"template":"t","captions":["a","","c"]}`}, withTexts("a", "", "c")},
		"strings, escaped":     {request{query: "template=t&captions%5B0%5D=a"}, withTexts("a")},
		"indexes in any order": {request{query: "template=t&captions[2]=c&captions[0]=a&captions[1]=b"}, withTexts("a", "b", "c")},
		"indexes are numbers, not words": {
			request{query: "template=t&captions[10]=k" + numbered("&captions[#]=x", 10)},
			withTexts("x", "x", "x", "x", "x", "x", "x", "x", "x", "x", "k"),
		},
		"object": {
			request{"template=t&captions[0][text]=x&captions[0][valign]=top", `{"template":"t","captions":[{"text":"x","valign":"top"}]}`},
			withCaptions(top()),
		},
		"object with all fields": {
			request{
				"template=t&captions[0][text]=x&captions[0][valign]=top&captions[0][align]=RIGHT&captions[0][box]=0,0.25,1,0.5&captions[0][angle]=-45" +
					"&captions[0][font]=f&captions[0][color]=red&captions[0][outline]=blue&captions[0][size]=20&captions[0][case]=Title",
				`{"template":"t","captions":[{"text":"x","valign":"top","align":"RIGHT","box":[0,0.25,1,0.5],"angle":-45,
				"font":"f","color":"red","outline":"blue","size":20,"case":"Title"}]}`,
			},
			withCaptions(top(func(c *caption.Caption) {
				c.Align, c.Box, c.Angle, c.Font = caption.Right, boxed.Box, -45, "f"
				c.Color, c.Outline.Color = caption.Color{R: 255}, caption.Color{B: 255}
				c.Size.Pixels, c.Case = 20, caption.CaseTitle
			})),
		},
		"halign": {
			request{"template=t&captions[0][text]=x&captions[0][valign]=top&captions[0][halign]=left", `{"template":"t","captions":[{"text":"x","valign":"top","halign":"left"}]}`},
			withCaptions(top(func(c *caption.Caption) { c.Align = caption.Left })),
		},
		"a box is middle": {
			request{"template=t&captions[0][text]=x&captions[0][box]=0,0.25,1,0.5", `{"template":"t","captions":[{"text":"x","box":[0,0.25,1,0.5]}]}`},
			withCaptions(boxed),
		},
		"a box in parts": {
			request{query: "template=t&captions[0][box][1]=0.25&captions[0][box][0]=0&captions[0][text]=x&captions[0][box][3]=5e-1&captions[0][box][2]=1"},
			withCaptions(boxed),
		},
		"a box with spaces": {request{query: "template=t&captions[0][text]=x&captions[0][box]=0, 0.25, 1, 0.5"}, withCaptions(boxed)},
		"a box up to rounding": {
			request{"template=t&captions[0][text]=x&captions[0][box]=0.7,0,0.3000000001,1", `{"template":"t","captions":[{"text":"x","box":[0.7,0,0.3000000001,1]}]}`},
			withCaptions(func() caption.Caption {
				c := boxed
				c.Box = caption.Box{X: 0.7, Width: 0.3000000001, Height: 1}
				return c
			}()),
		},
		"no outline": {
			request{"template=t&captions[0][text]=x&captions[0][valign]=top&captions[0][outline]=", `{"template":"t","captions":[{"text":"x","valign":"top","outline":null}]}`},
			withCaptions(top(func(c *caption.Caption) { c.Outline = caption.Outline{None: true} })),
		},
		"no outline, spelled out": {
			request{query: "template=t&captions[0][text]=x&captions[0][valign]=top&captions[0][outline]=NULL"},
			withCaptions(top(func(c *caption.Caption) { c.Outline = caption.Outline{None: true} })),
		},
		"negative zero": {
			request{"template=t&captions[0][text]=x&captions[0][valign]=top&captions[0][angle]=-0.0", `{"template":"t","captions":[{"text":"x","valign":"top","angle":-0.0}]}`},
			withCaptions(top()),
		},
		"flex is fit": {
			request{"template=t&captions[0][text]=x&captions[0][valign]=top&captions[0][size]=flex", `{"template":"t","captions":[{"text":"x","valign":"top","size":"flex"}]}`},
			withCaptions(top()),
		},
		"as many as there may be": {
			request{"template=t" + numbered("&captions[#]=x", 16), `{"template":"t","captions":["x"` + strings.Repeat(`,"x"`, 15) + `]}`},
			withTexts(slices.Repeat([]string{"x"}, 16)...),
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { test.wantSpec(t, test.want) })
	}
}
