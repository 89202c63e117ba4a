package caption_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/memed/memed/internal/caption"
)

// checkSpec checks that a decoded Spec keeps to every limit of the model.
func checkSpec(t testing.TB, s caption.Spec) {
	t.Helper()
	ok := s.Template != "" && s.Style != "" && isText(s.Template, "") && isText(s.Style, "") &&
		s.Width >= 0 && s.Width <= caption.MaxDimension && s.Height >= 0 && s.Height <= caption.MaxDimension &&
		s.Quality >= 0 && s.Quality <= 100 && (s.Format == "" || slices.Contains(caption.Formats, s.Format)) &&
		len(s.Texts) <= caption.MaxCaptions && len(s.Captions) <= caption.MaxCaptions &&
		(s.Texts == nil || len(s.Texts) > 0 && s.Captions == nil) && (s.Captions == nil || len(s.Captions) > 0)
	for _, text := range s.Texts {
		ok = ok && isText(text, "\n")
	}
	for _, c := range s.Captions {
		ok = ok && c.Text != "" && isText(c.Text, "\n") && isCaption(c)
	}
	if !ok {
		t.Errorf("out of the model's limits: %+v", s)
	}
}

func isText(s, allowed string) bool {
	return utf8.ValidString(s) && norm.NFC.IsNormalString(s) && utf8.RuneCountInString(s) <= caption.MaxTextLength &&
		!strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && !strings.ContainsRune(allowed, r) })
}

func isCaption(c caption.Caption) bool {
	b := c.Box
	return slices.Contains([]caption.VAlign{caption.Top, caption.Middle, caption.Bottom}, c.VAlign) &&
		slices.Contains([]caption.Align{caption.Left, caption.Center, caption.Right}, c.Align) &&
		slices.Contains([]caption.Case{caption.CaseNone, caption.CaseUpper, caption.CaseLower, caption.CaseTitle, caption.CaseMock}, c.Case) &&
		b.X >= 0 && b.Y >= 0 && b.Width > 0 && b.Height > 0 && b.X+b.Width <= 1+1e-9 && b.Y+b.Height <= 1+1e-9 &&
		c.Angle >= -180 && c.Angle <= 180 && c.Font != "" && isText(c.Font, "") &&
		c.Size.Pixels >= 0 && c.Size.Pixels <= caption.MaxSize && !(c.Size.Shrink && c.Size.Pixels > 0) &&
		!(c.Outline.None && c.Outline.Color != caption.Color{})
}

// failer is what testing.TB and rapid.T have in common.
type failer interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// checkRoundTrip checks that both encodings of a Spec decode to it again, and that the canonical request is its own.
func checkRoundTrip(t failer, s caption.Spec) {
	t.Helper()
	encoded, err := s.MarshalJSON()
	if err != nil {
		t.Fatalf("%+v: %v", s, err)
	}
	for name, decode := range map[string]func() (caption.Spec, error){
		string(encoded): func() (caption.Spec, error) { return caption.DecodeJSON(encoded) },
		s.Query():       func() (caption.Spec, error) { return caption.DecodeQuery(s.Query()) },
	} {
		again, err := decode()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(s, again); diff != "" {
			t.Errorf("%s (-before +after)\n%s", name, diff)
		}
	}
}

// texts draws texts as the decoders normalise them.
func texts(least int) *rapid.Generator[string] {
	runes := rapid.OneOf(rapid.RuneFrom([]rune("aZ 0\n&=+%[]\"\\<>;,#\u0301\u200d\ufffd\u2028é😀")), rapid.Rune())
	return rapid.Custom(func(t *rapid.T) string {
		s := strings.Map(func(r rune) rune {
			if unicode.IsControl(r) && r != '\n' {
				return -1
			}
			return r
		}, rapid.StringOfN(runes, least, 40, -1).Draw(t, "text"))
		return norm.NFC.String(s)
	}).Filter(func(s string) bool { return len(s) >= least && utf8.ValidString(s) })
}

// ids draws names of templates, styles and fonts.
func ids() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.SampledFrom([]string{caption.DefaultFont, caption.DefaultStyle, "drake", "null", "0"}),
		texts(1).Filter(func(s string) bool { return !strings.Contains(s, "\n") }),
	)
}

func colors() *rapid.Generator[caption.Color] {
	return rapid.Custom(func(t *rapid.T) caption.Color {
		return caption.Color{R: rapid.Byte().Draw(t, "r"), G: rapid.Byte().Draw(t, "g"), B: rapid.Byte().Draw(t, "b")}
	})
}

func captions() *rapid.Generator[caption.Caption] {
	return rapid.Custom(func(t *rapid.T) caption.Caption {
		c := caption.New(texts(1).Draw(t, "text"), rapid.SampledFrom([]caption.VAlign{caption.Top, caption.Middle, caption.Bottom}).Draw(t, "valign"))
		c.Align = rapid.SampledFrom([]caption.Align{caption.Left, caption.Center, caption.Right}).Draw(t, "align")
		if rapid.Bool().Draw(t, "boxed") {
			c.Box.X, c.Box.Y = rapid.Float64Range(0, 0.999).Draw(t, "x"), rapid.Float64Range(0, 0.999).Draw(t, "y")
			c.Box.Width = rapid.Float64Range(1e-12, 1-c.Box.X).Draw(t, "width")
			c.Box.Height = rapid.Float64Range(1e-12, 1-c.Box.Y).Draw(t, "height")
		}
		c.Angle = rapid.Float64Range(-180, 180).Draw(t, "angle") + 0
		c.Font = ids().Draw(t, "font")
		c.Color = colors().Draw(t, "color")
		c.Outline = rapid.OneOf(rapid.Just(caption.Outline{None: true}), rapid.Map(colors(), func(c caption.Color) caption.Outline {
			return caption.Outline{Color: c}
		})).Draw(t, "outline")
		c.Size = rapid.OneOf(rapid.SampledFrom([]caption.Size{{}, {Shrink: true}}), rapid.Map(rapid.Float64Range(1e-6, 1024), func(f float64) caption.Size {
			return caption.Size{Pixels: f}
		})).Draw(t, "size")
		c.Case = rapid.SampledFrom([]caption.Case{caption.CaseNone, caption.CaseUpper, caption.CaseLower, caption.CaseTitle, caption.CaseMock}).Draw(t, "case")
		return c
	})
}

func specs() *rapid.Generator[caption.Spec] {
	return rapid.Custom(func(t *rapid.T) caption.Spec {
		s := caption.Spec{
			Template: ids().Draw(t, "template"),
			Width:    rapid.IntRange(0, caption.MaxDimension).Draw(t, "width"),
			Height:   rapid.IntRange(0, caption.MaxDimension).Draw(t, "height"),
			Format:   rapid.SampledFrom(append([]caption.Format{""}, caption.Formats...)).Draw(t, "format"),
			Quality:  rapid.IntRange(0, 100).Draw(t, "quality"),
			Style:    ids().Draw(t, "style"),
		}
		switch rapid.IntRange(0, 2).Draw(t, "kind") {
		case 1:
			s.Texts = rapid.SliceOfN(texts(0), 1, caption.MaxCaptions).Draw(t, "texts")
		case 2:
			s.Captions = rapid.SliceOfN(captions(), 1, caption.MaxCaptions).Draw(t, "captions")
		}
		return s
	})
}

func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkRoundTrip(t, specs().Draw(t, "spec")) })
}

func TestRoundTripOfBoxes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		boxes := rapid.SliceOfN(captions(), 1, caption.MaxCaptions).Draw(t, "boxes")
		for i := range boxes {
			boxes[i].Text = ""
		}
		listed, err := json.Marshal(boxes)
		if err != nil {
			t.Fatal(err)
		}
		again, err := caption.DecodeBoxes(listed)
		if err != nil {
			t.Fatalf("%s: %v", listed, err)
		}
		if diff := cmp.Diff(boxes, again); diff != "" {
			t.Errorf("%s (-before +after)\n%s", listed, diff)
		}
	})
}

// The values that TestEncodingsAgree tries, right and wrong, by what kind of JSON value they are.
var (
	wordy   = []any{"x", "é\r\ny", "red", "#fff", "f0f", "rgb(1 2 3)", "left", "top", "UPPER", "png", "tab\t", "100%", "a+b&c=d;e"}
	numeric = []any{json.Number("1"), json.Number("0"), json.Number("-0"), json.Number("1e2"), json.Number("0.5"), json.Number("1025"), json.Number("1e999")}
	tried   = map[string][]any{
		"width": numeric, "quality": numeric, "angle": numeric,
		"template": wordy, "format": wordy, "style": wordy, "text": append(wordy, ""), "align": wordy, "halign": wordy, "valign": wordy,
		"font": wordy, "color": wordy, "case": wordy, "unknown": wordy,
		"outline": append(wordy, nil), "size": append(append(numeric, wordy...), "fit", "shrink"),
	}
)

// TestEncodingsAgree writes the same request, right or wrong, with the standard library's encoders: what is decoded must be
// the same Spec or the same fault.
func TestEncodingsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		request := drawRequest(t)
		body, err := json.Marshal(request)
		if err != nil {
			t.Fatal(err)
		}
		values := url.Values{}
		flatten(values, "", request)
		query := values.Encode()

		fromQuery, queryErr := caption.DecodeQuery(query)
		fromJSON, jsonErr := caption.DecodeJSON(body)
		if diff := cmp.Diff(fmt.Sprint(queryErr), fmt.Sprint(jsonErr)); diff != "" {
			t.Errorf("%s\n%s\n(-query +json)\n%s", query, body, diff)
		}
		if diff := cmp.Diff(fromQuery, fromJSON); diff != "" {
			t.Errorf("%s\n%s\n(-query +json)\n%s", query, body, diff)
		}
	})
}

func drawRequest(t *rapid.T) map[string]any {
	request := map[string]any{"template": "t"}
	set := func(object map[string]any, prefix string, names ...string) {
		name := rapid.SampledFrom(names).Draw(t, "name")
		object[prefix+name] = rapid.SampledFrom(tried[name]).Draw(t, prefix+name)
	}
	for range rapid.IntRange(0, 3).Draw(t, "fields") {
		set(request, "", "template", "width", "format", "quality", "style", "font", "color", "outline", "size", "case", "unknown")
	}
	for range rapid.IntRange(0, 4).Draw(t, "simple fields") {
		set(request, rapid.SampledFrom([]string{"top_", "middle_", "bottom_"}).Draw(t, "place"), "text", "align", "font", "color", "outline", "size", "case")
	}
	if len(request) > 3 && rapid.Bool().Draw(t, "without captions") {
		return request
	}
	var list []any
	for range rapid.IntRange(0, 4).Draw(t, "captions") {
		if rapid.Bool().Draw(t, "string") {
			list = append(list, rapid.SampledFrom(wordy).Draw(t, "caption"))
			continue
		}
		object := map[string]any{"text": "x", "valign": "top"}
		for range rapid.IntRange(0, 4).Draw(t, "caption fields") {
			set(object, "", slices.Sorted(maps.Keys(tried))...)
		}
		list = append(list, object)
	}
	if len(list) > 0 {
		request["captions"] = list
	}
	return request
}

// flatten writes a request as the pairs of a query.
func flatten(into url.Values, key string, value any) {
	switch value := value.(type) {
	case map[string]any:
		for name, v := range value {
			if key != "" {
				name = key + "[" + name + "]"
			}
			flatten(into, name, v)
		}
	case []any:
		for i, v := range value {
			flatten(into, fmt.Sprintf("%s[%d]", key, i), v)
		}
	case nil:
		into.Set(key, "")
	default:
		into.Set(key, fmt.Sprint(value))
	}
}
