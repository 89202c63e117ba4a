package caption_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/memed/memed/internal/caption"
)

func TestCanonical(t *testing.T) {
	tests := map[string]struct{ from, json, query string }{
		"least":         {"template=t&style=default&top_text=", `{"template":"t"}`, `template=t`},
		"output":        {"style=old&quality=9&format=jpg&height=2&width=1&template=t", `{"template":"t","width":1,"height":2,"format":"jpeg","quality":9,"style":"old"}`, "template=t&width=1&height=2&format=jpeg&quality=9&style=old"},
		"strings":       {"template=t&captions[1]=%26&captions[0]=", `{"template":"t","captions":["","&"]}`, "template=t&captions%5B0%5D=&captions%5B1%5D=%26"},
		"simple":        {"template=t&top_text=<x>%0A", `{"template":"t","captions":[{"text":"<x>\n","valign":"top"}]}`, "template=t&captions%5B0%5D%5Btext%5D=%3Cx%3E%0A&captions%5B0%5D%5Bvalign%5D=top"},
		"all defaults":  {"template=t&top_text=x&color=white&outline=black&size=fit&case=none&top_align=center&font=impact", `{"template":"t","captions":[{"text":"x","valign":"top"}]}`, "template=t&captions%5B0%5D%5Btext%5D=x&captions%5B0%5D%5Bvalign%5D=top"},
		"box":           {"template=t&captions[0][text]=x&captions[0][box]=0,0.50,1e0,1e-7", `{"template":"t","captions":[{"text":"x","box":[0,0.5,1,1e-7]}]}`, "template=t&captions%5B0%5D%5Btext%5D=x&captions%5B0%5D%5Bbox%5D=0%2C0.5%2C1%2C1e-7"},
		"no outline":    {"template=t&top_text=x&outline=null", `{"template":"t","captions":[{"text":"x","valign":"top","outline":null}]}`, "template=t&captions%5B0%5D%5Btext%5D=x&captions%5B0%5D%5Bvalign%5D=top&captions%5B0%5D%5Boutline%5D="},
		"look":          {"template=t&top_text=x&case=mock&size=1.50&outline=$010203&color=red&font=f&top_align=left", `{"template":"t","captions":[{"text":"x","valign":"top","align":"left","font":"f","color":"#ff0000","outline":"#010203","size":1.5,"case":"mock"}]}`, ""},
		"middle third":  {"template=t&middle_text=x&size=shrink", `{"template":"t","captions":[{"text":"x","valign":"middle","size":"shrink"}]}`, ""},
		"box and place": {"template=t&captions[0][text]=x&captions[0][box]=0,0,1,1&captions[0][valign]=top&captions[0][angle]=-3", `{"template":"t","captions":[{"text":"x","valign":"top","box":[0,0,1,1],"angle":-3}]}`, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			spec, err := caption.DecodeQuery(test.from)
			if err != nil {
				t.Fatal(err)
			}
			got, err := spec.MarshalJSON()
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != test.json {
				t.Errorf("JSON\ngot  %s\nwant %s", got, test.json)
			}
			if got := spec.Query(); test.query != "" && got != test.query {
				t.Errorf("query\ngot  %s\nwant %s", got, test.query)
			}
			checkRoundTrip(t, spec)
		})
	}
}

func TestMarshalSpecThatIsNoText(t *testing.T) {
	if _, err := (caption.Spec{Template: "\xff"}).MarshalJSON(); err == nil {
		t.Error("invalid UTF-8 became JSON")
	}
}

func TestBoxes(t *testing.T) {
	const compact = `[{"box":[0,0,1,0.5]}, {"valign":"top","halign":"left","box":[0.5,0,0.5,1],"angle":12.5,
		"font":"f","color":[1,2,3],"outline":null,"size":"shrink","case":"upper"}, {"box":[0,0,1,1],"size":30}]`
	const full = `[{"valign":"middle","align":"center","box":[0,0,1,0.5],"angle":0,"font":"impact","color":"#ffffff","outline":"#000000","size":"fit","case":"none"},` +
		`{"valign":"top","align":"left","box":[0.5,0,0.5,1],"angle":12.5,"font":"f","color":"#010203","outline":null,"size":"shrink","case":"upper"},` +
		`{"valign":"middle","align":"center","box":[0,0,1,1],"angle":0,"font":"impact","color":"#ffffff","outline":"#000000","size":30,"case":"none"}]`
	boxes, err := caption.DecodeBoxes([]byte(compact))
	if err != nil {
		t.Fatal(err)
	}
	listed, err := json.Marshal(boxes)
	if err != nil {
		t.Fatal(err)
	}
	if string(listed) != full {
		t.Errorf("got  %s\nwant %s", listed, full)
	}
	again, err := caption.DecodeBoxes(listed)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(boxes, again); diff != "" {
		t.Errorf("decoded, listed and decoded (-once +twice)\n%s", diff)
	}
}

// TestListedCaptionsAreRequests takes captions as GET /templates lists them, with a text, for those of a request.
func TestListedCaptionsAreRequests(t *testing.T) {
	want := []caption.Caption{top(), caption.New("y", caption.Middle), caption.New("z", caption.Bottom)}
	listed, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	request{json: `{"template":"t","captions":` + string(listed) + `}`}.wantSpec(t, withCaptions(want...))
}

func TestNoBoxes(t *testing.T) {
	if boxes, err := caption.DecodeBoxes([]byte(`[]`)); boxes != nil || err != nil {
		t.Errorf("got %v, %v", boxes, err)
	}
}

func TestFaultsOfBoxes(t *testing.T) {
	tests := map[string]struct{ json, want string }{
		"empty":     {``, "boxes: the JSON ends too early"},
		"an object": {`{"box":[0,0,1,1]}`, "boxes: must be a list of objects"},
		"null":      {`null`, "boxes: must be a list of objects"},
		"strings":   {`["x"]`, "boxes[0]: must be an object"},
		"no box":    {`[{"valign":"top"}]`, "boxes[0].box: required"},
		"text":      {`[{"box":[0,0,1,1],"text":"x"}]`, `boxes[0].text: unknown field "text"; the closest known names are …`},
		"a range":   {`[{"box":[0,0,1,1]},{"box":[0,0,1,1],"size":0}]`, "boxes[1].size: must be fit, shrink or a number of pixels above 0 and up to 1024"},
		"twice":     {`[{"box":[0,0,1,1],"box":[0,0,1,1]}]`, "boxes[0].box: given twice"},
		"too many":  {`[{}` + numbered(",{}", 16) + `]`, "boxes: must have at most 16 items"},
		"trailing":  {`[] []`, "boxes: must be one JSON value, with nothing behind it"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			boxes, err := caption.DecodeBoxes([]byte(test.json))
			if err == nil {
				t.Fatalf("decoded to %+v", boxes)
			}
			checkFault(t, err)
			checkDetail(t, err, test.want)
		})
	}
}
