package caption_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/memed/memed/internal/caption"
)

func TestResolve(t *testing.T) {
	at := func(text string, v caption.VAlign) caption.Caption { return caption.New(text, v) }
	left := at("", caption.Middle)
	left.Box, left.Color, left.Case = caption.Box{Width: 0.5, Height: 1}, caption.Black, caption.CaseUpper
	right := at("", caption.Top)
	right.Box, right.Angle = caption.Box{X: 0.5, Width: 0.5, Height: 1}, 12
	boxes := []caption.Caption{left, right}
	filled := func(c caption.Caption, text string) caption.Caption { c.Text = text; return c }

	tests := map[string]struct {
		spec  caption.Spec
		boxes []caption.Caption
		want  []caption.Caption
		fault string
	}{
		"nothing":              {spec: withTexts()},
		"nothing in boxes":     {spec: withTexts(), boxes: boxes},
		"one":                  {spec: withTexts("a"), want: []caption.Caption{at("a", caption.Bottom)}},
		"two":                  {spec: withTexts("a", "b"), want: []caption.Caption{at("a", caption.Top), at("b", caption.Bottom)}},
		"three":                {spec: withTexts("a", "b", "c"), want: []caption.Caption{at("a", caption.Top), at("b", caption.Middle), at("c", caption.Bottom)}},
		"empty keeps a place":  {spec: withTexts("a", ""), want: []caption.Caption{at("a", caption.Top)}},
		"all empty":            {spec: withTexts("", "", "")},
		"four":                 {spec: withTexts("a", "b", "c", "d"), fault: "captions: too many strings: this template takes at most 3"},
		"empty ones count too": {spec: withTexts("a", "", "", ""), fault: "captions: too many strings: this template takes at most 3"},
		"in boxes":             {spec: withTexts("a", "b"), boxes: boxes, want: []caption.Caption{filled(left, "a"), filled(right, "b")}},
		"in fewer boxes":       {spec: withTexts("a"), boxes: boxes, want: []caption.Caption{filled(left, "a")}},
		"in a later box":       {spec: withTexts("", "b"), boxes: boxes, want: []caption.Caption{filled(right, "b")}},
		"more than boxes":      {spec: withTexts("a", "b", "c"), boxes: boxes, fault: "captions: too many strings: this template takes at most 2"},
		"own placement":        {spec: withCaptions(top()), boxes: boxes, want: []caption.Caption{top()}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := test.spec.Resolve(test.boxes)
			switch {
			case test.fault != "":
				if err == nil || err.Error() != test.fault {
					t.Fatalf("got %v, want %s", err, test.fault)
				}
				checkFault(t, err)
			case err != nil:
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
	if left.Text != "" || boxes[0].Text != "" {
		t.Error("Resolve wrote into the template's boxes")
	}
}
