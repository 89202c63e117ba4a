package caption_test

import (
	"strings"
	"testing"

	"github.com/memed/memed/internal/caption"
)

func FuzzDecodeQuery(f *testing.F) {
	for _, seed := range []string{
		"template=t&width=300&height=1024&format=jpg&quality=100&style=old",
		"template=t&top_text=a+b%0D%0Ac&bottom_text=%F0%9F%98%80&color=hsl(120,100%25,50%25)&top_outline=&size=shrink&case=mock",
		"template=t&captions[0]=a&captions[2]=&captions[1]=e%CC%81",
		"template=t&captions[0][text]=x&captions[0][valign]=top&captions[1][text]=y&captions[1][box]=0,0.25,1,.5&captions[1][angle]=-0",
		"template=t&captions[0][text]=x&captions[0][box][0]=0&captions[0][box][1]=0&captions[0][box][2]=1&captions[0][box][3]=1e-3",
		"template=t&captions[0]=e" + strings.Repeat("%CC%81", 40), // beyond 30 marks, NFC of x/text inserts a joiner
		"&&=&captions[]=&captions[00]=&captions[x]=&%zz=%ff;",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		spec, err := caption.DecodeQuery(query)
		checkDecoded(t, spec, err)
	})
}

func FuzzDecodeJSON(f *testing.F) {
	for _, seed := range []string{
		`{"template":"t","width":300,"height":1e3,"format":"JPG","quality":100,"style":"old"}`,
		`{"template":"t","top_text":"a\r\nb","bottom_text":"\ud83d\ude00","color":[1,2,3],"top_outline":null,"size":"flex","case":"title"}`,
		`{"template":"t","captions":["a","","e\u0301"]}`,
		`{"template":"t","captions":[{"text":"x","valign":"top","color":{"r":1,"green":2,"b":3}},{"text":"y","box":[0,0.25,1,0.5],"angle":-0.0,"size":12.5}]}`,
		`{"template":"\ud800","a":{"b":[[[[]]]]},"a":1} x`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		spec, err := caption.DecodeJSON(body)
		checkDecoded(t, spec, err)
	})
}

func FuzzDecodeBoxes(f *testing.F) {
	f.Add([]byte(`[{"box":[0,0,1,0.5]},{"valign":"top","halign":"left","box":[0.5,0,0.5,1],"outline":null,"size":"shrink","case":"upper"}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		boxes, err := caption.DecodeBoxes(data)
		if err != nil {
			checkFault(t, err)
			return
		}
		for _, c := range boxes {
			if c.Text != "" || !isCaption(c) {
				t.Errorf("out of the model's limits: %+v", c)
			}
		}
	})
}

func checkDecoded(t *testing.T, spec caption.Spec, err error) {
	t.Helper()
	if err != nil {
		checkFault(t, err)
		return
	}
	checkSpec(t, spec)
	checkRoundTrip(t, spec)
	for _, c := range spec.Captions {
		c.Display()
	}
}
