package caption_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/fault"
)

// checkFault checks what holds for every fault of a decoder, whatever the request.
func checkFault(t testing.TB, err error) {
	t.Helper()
	f := fault.As(err)
	switch {
	case f == nil:
		t.Fatalf("%T is not a fault: %v", err, err)
	case f.Kind != fault.Invalid:
		t.Errorf("kind %d, want Invalid: %v", f.Kind, err)
	case f.Message == "", !utf8.ValidString(f.Detail()):
		t.Errorf("not fit to be read: %q", f.Detail())
	case len(f.Detail()) > 1000:
		t.Errorf("%d bytes are too much to read: %s", len(f.Detail()), f.Detail())
	}
}

// checkDetail compares what a fault says; where the words are those of another package, only up to the ….
func checkDetail(t *testing.T, err error, want string) {
	t.Helper()
	start, open := strings.CutSuffix(want, "…")
	if got := err.Error(); got != want && !(open && strings.HasPrefix(got, start)) {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

const notColor = "must be a colour such as red, #f00, #ff0000, 0xff0000, $ff0000, rgb(255, 0, 0) or hsl(0, 100%, 50%)"

func TestFaultsOfOutput(t *testing.T) {
	tests := map[string]struct {
		request
		want string
	}{
		"no template":            {request{"width=3", `{"width":3}`}, "template: required"},
		"empty template":         {request{"template=", `{"template":""}`}, "template: must not be empty"},
		"template of wrong type": {request{"template[0]=t", `{"template":["t"]}`}, "template: must be a string"},
		"template is a number":   {request{json: `{"template":7}`}, "template: must be a string"},
		"template is null":       {request{json: `{"template":null}`}, "template: must be a string"},
		"template is true":       {request{json: `{"template":true}`}, "template: must be a string"},
		"control in template":    {request{"template=a%0Ab", `{"template":"a\nb"}`}, "template: must not contain control characters"},
		"template too long":      {request{"template=" + strings.Repeat("t", 257), `{"template":"` + strings.Repeat("t", 257) + `"}`}, "template: must be at most 256 code points long"},
		"width 0":                {request{"template=t&width=0", `{"template":"t","width":0}`}, "width: must be an integer from 1 to 1024"},
		"width 1025":             {request{"template=t&width=1025", `{"template":"t","width":1025}`}, "width: must be an integer from 1 to 1024"},
		"width negative":         {request{"template=t&width=-1", `{"template":"t","width":-1}`}, "width: must be an integer from 1 to 1024"},
		"width a fraction":       {request{"template=t&width=1.5", `{"template":"t","width":1.5}`}, "width: must be an integer from 1 to 1024"},
		"width beyond floats":    {request{"template=t&width=1e999", `{"template":"t","width":1e999}`}, "width: must be an integer from 1 to 1024"},
		"width a word":           {request{"template=t&width=wide", `{"template":"t","width":"wide"}`}, "width: must be an integer from 1 to 1024"},
		"width empty":            {request{"template=t&width=", `{"template":"t","width":""}`}, "width: must be an integer from 1 to 1024"},
		"width a list":           {request{"template=t&width[0]=1", `{"template":"t","width":[1]}`}, "width: must be an integer from 1 to 1024"},
		"width null":             {request{"template=t&width=null", `{"template":"t","width":null}`}, "width: must be an integer from 1 to 1024"},
		"width in quotes":        {request{json: `{"template":"t","width":"100"}`}, "width: must be an integer from 1 to 1024"},
		"height":                 {request{"template=t&height=1025", `{"template":"t","height":1025}`}, "height: must be an integer from 1 to 1024"},
		"quality 0":              {request{"template=t&quality=0", `{"template":"t","quality":0}`}, "quality: must be an integer from 1 to 100"},
		"quality 101":            {request{"template=t&quality=101", `{"template":"t","quality":101}`}, "quality: must be an integer from 1 to 100"},
		"format":                 {request{"template=t&format=bmp", `{"template":"t","format":"bmp"}`}, "format: must be jpeg, png, gif or webp"},
		"format empty":           {request{"template=t&format=", `{"template":"t","format":""}`}, "format: must be jpeg, png, gif or webp"},
		"format a number":        {request{json: `{"template":"t","format":1}`}, "format: must be jpeg, png, gif or webp"},
		"style empty":            {request{"template=t&style=", `{"template":"t","style":""}`}, "style: must not be empty"},
		"unknown":                {request{"template=t&heigth=3", `{"template":"t","heigth":3}`}, `heigth: unknown field "heigth"; the closest known names are height…`},
		"not nested":             {request{"template=t&text=x", `{"template":"t","text":"x"}`}, `text: unknown field "text"; the closest known names are bottom_text…`},
		"unknown and odd":        {request{"template=t&a%20%00b=3", `{"template":"t","a \u0000b":3}`}, "\"a \ufffdb\": unknown field \"a \ufffdb\"; the closest known names are case…"},
		"halign is not simple":   {request{"template=t&top_halign=left", `{"template":"t","top_halign":"left"}`}, `top_halign: unknown field "top_halign"; the closest known names are top_align…`},
		"twice":                  {request{"template=t&width=3&width=3", `{"template":"t","width":3,"width":3}`}, "width: given twice"},
		"twice, deep":            {request{"template=t&captions[0][color]=red&captions[0][color]=red", `{"template":"t","captions":[{"color":"red","color":"red"}]}`}, "captions[0].color: given twice"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { test.wantFault(t, test.want) })
	}
}

func TestNumbersAreThoseOfJSON(t *testing.T) {
	for _, number := range []string{
		"%2B1", "01", "-01", "0x1", "1_0", "1.", ".5", "1e", "1e%2B", "inf", "Inf", "nan", "NaN", "Infinity", "0b1", "1f", "0x1p4", "%201", "1%20", "١", "--1", "",
	} {
		t.Run(number, func(t *testing.T) {
			request{query: "template=t&width=" + number}.wantFault(t, "width: must be an integer from 1 to 1024")
			request{query: "template=t&top_size=" + number}.wantFault(t, "top_size: must be fit, shrink or a number of pixels above 0 and up to 1024")
			request{query: "template=t&captions[0][text]=x&captions[0][angle]=" + number}.
				wantFault(t, "captions[0].angle: must be a number of degrees from -180 to 180")
		})
	}
}

func TestFaultsOfSimpleCaptions(t *testing.T) {
	tests := map[string]struct {
		request
		want string
	}{
		"wholesale and specific color":   {request{"template=t&color=red&top_color=red", `{"template":"t","color":"red","top_color":"red"}`}, "top_color: cannot be given together with color, which is for all places"},
		"wholesale and specific outline": {request{"template=t&outline=&bottom_outline=", `{"template":"t","outline":null,"bottom_outline":null}`}, "bottom_outline: cannot be given together with outline, which is for all places"},
		"captions and text":              {request{"template=t&captions[0]=a&top_text=x", `{"template":"t","captions":["a"],"top_text":"x"}`}, "captions: cannot be given together with top_text"},
		"captions and empty text":        {request{"template=t&captions[0]=a&top_text=", `{"template":"t","captions":["a"],"top_text":""}`}, "captions: cannot be given together with top_text"},
		"captions and align":             {request{"template=t&middle_align=left&captions[0]=a", `{"template":"t","middle_align":"left","captions":["a"]}`}, "captions: cannot be given together with middle_align"},
		"captions and wholesale":         {request{"template=t&captions[0]=a&case=upper", `{"template":"t","captions":["a"],"case":"upper"}`}, "captions: cannot be given together with case"},
		"no captions and text":           {request{json: `{"template":"t","captions":[],"top_text":"x"}`}, "captions: cannot be given together with top_text"},
		"align":                          {request{"template=t&top_align=centre", `{"template":"t","top_align":"centre"}`}, "top_align: must be left, center or right"},
		"align is not wholesale":         {request{"template=t&align=left", `{"template":"t","align":"left"}`}, `align: unknown field "align"; the closest known names are bottom_align…`},
		"font":                           {request{"template=t&font=", `{"template":"t","font":""}`}, "font: must not be empty"},
		"case":                           {request{"template=t&case=shout", `{"template":"t","case":"shout"}`}, "case: must be none, upper, lower, title or mock"},
		"color":                          {request{"template=t&middle_color=reddish", `{"template":"t","middle_color":"reddish"}`}, "middle_color: " + notColor},
		"color null":                     {request{"template=t&color=null", `{"template":"t","color":null}`}, "color: " + notColor},
		"outline in words":               {request{json: `{"template":"t","outline":"null"}`}, "outline: " + notColor},
		"outline empty":                  {request{json: `{"template":"t","outline":""}`}, "outline: " + notColor},
		"size 0":                         {request{"template=t&size=0", `{"template":"t","size":0}`}, "size: must be fit, shrink or a number of pixels above 0 and up to 1024"},
		"size negative":                  {request{"template=t&size=-1", `{"template":"t","size":-1}`}, "size: must be fit, shrink or a number of pixels above 0 and up to 1024"},
		"size too large":                 {request{"template=t&size=1024.1", `{"template":"t","size":1024.1}`}, "size: must be fit, shrink or a number of pixels above 0 and up to 1024"},
		"size in quotes":                 {request{json: `{"template":"t","size":"12"}`}, "size: must be fit, shrink or a number of pixels above 0 and up to 1024"},
		"size in other letters":          {request{"template=t&size=shrin%E2%84%AA", `{"template":"t","size":"shrin\u212a"}`}, "size: must be fit, shrink or a number of pixels above 0 and up to 1024"},
		"text of wrong type":             {request{"template=t&top_text[0]=x", `{"template":"t","top_text":["x"]}`}, "top_text: must be a string"},
		"text null":                      {request{json: `{"template":"t","top_text":null}`}, "top_text: must be a string"},
		"twice in other letters":         {request{query: "template=t&Top_Text=a&top_text=b"}, "top_text: given twice"},
		"JSON names are exact":           {request{json: `{"template":"t","Top_Text":"a"}`}, `Top_Text: unknown field "Top_Text"; the closest known names are top_text…`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { test.wantFault(t, test.want) })
	}
}

func TestFaultsOfCaptions(t *testing.T) {
	const wantBox = "captions[0].box: must be four numbers from 0 to 1: x, y, width, height"
	object := func(query, json string) request {
		return request{"template=t&captions[0][text]=x&captions[0]" + query, `{"template":"t","captions":[{"text":"x",` + json + `}]}`}
	}
	tests := map[string]struct {
		request
		want string
	}{
		"not a list":               {request{"template=t&captions=x", `{"template":"t","captions":"x"}`}, "captions: must be a list of strings or a list of objects"},
		"empty":                    {request{"template=t&captions=", `{"template":"t","captions":""}`}, "captions: must be a list of strings or a list of objects"},
		"null":                     {request{json: `{"template":"t","captions":null}`}, "captions: must be a list of strings or a list of objects"},
		"an object":                {request{"template=t&captions[x]=x", `{"template":"t","captions":{"x":"x"}}`}, "captions: must be a list of strings or a list of objects"},
		"a negative index":         {request{query: "template=t&captions[-1]=x"}, "captions: must be a list of strings or a list of objects"},
		"numbers":                  {request{json: `{"template":"t","captions":[1]}`}, "captions[0]: must be a string or an object"},
		"nulls":                    {request{json: `{"template":"t","captions":[null]}`}, "captions[0]: must be a string or an object"},
		"lists":                    {request{"template=t&captions[0][0]=x", `{"template":"t","captions":[["x"]]}`}, "captions[0]: must be a string or an object"},
		"object after string":      {request{"template=t&captions[0]=x&captions[1][text]=x", `{"template":"t","captions":["x",{"text":"x"}]}`}, "captions[1]: captions must be all strings or all objects"},
		"string after object":      {request{"template=t&captions[0][text]=x&captions[1]=x", `{"template":"t","captions":[{"text":"x"},"x"]}`}, "captions[1]: captions must be all strings or all objects"},
		"null after string":        {request{json: `{"template":"t","captions":["x",null]}`}, "captions[1]: captions must be all strings or all objects"},
		"too many strings":         {request{"template=t" + numbered("&captions[#]=x", 17), `{"template":"t","captions":["x"` + strings.Repeat(`,"x"`, 16) + `]}`}, "captions: must have at most 16 items"},
		"too many objects":         {request{"template=t" + numbered("&captions[#][text]=x", 17), `{"template":"t","captions":[{}` + strings.Repeat(`,{}`, 16) + `]}`}, "captions: must have at most 16 items"},
		"no text":                  {request{"template=t&captions[0][valign]=top", `{"template":"t","captions":[{"valign":"top"}]}`}, "captions[0].text: required"},
		"an empty object":          {request{json: `{"template":"t","captions":[{}]}`}, "captions[0].text: required"},
		"empty text":               {request{"template=t&captions[0][text]=&captions[0][valign]=top", `{"template":"t","captions":[{"text":"","valign":"top"}]}`}, "captions[0].text: must not be empty"},
		"neither valign nor box":   {request{"template=t&captions[0][text]=x", `{"template":"t","captions":[{"text":"x"}]}`}, "captions[0].valign: required unless box is given: top, middle or bottom"},
		"valign":                   {object("[valign]=left", `"valign":"left"`), "captions[0].valign: must be top, middle or bottom"},
		"align":                    {object("[align]=top", `"align":"top"`), "captions[0].align: must be left, center or right"},
		"halign":                   {object("[halign]=top", `"halign":"top"`), "captions[0].halign: must be left, center or right"},
		"align and halign":         {object("[halign]=left&captions[0][align]=left", `"halign":"left","align":"left"`), "captions[0].halign: given twice: halign is another name of align"},
		"angle":                    {object("[angle]=180.1", `"angle":180.1`), "captions[0].angle: must be a number of degrees from -180 to 180"},
		"angle in quotes":          {object("[angle]=x", `"angle":"1"`), "captions[0].angle: must be a number of degrees from -180 to 180"},
		"angle empty":              {object("[angle]=", `"angle":null`), "captions[0].angle: must be a number of degrees from -180 to 180"},
		"box of three":             {object("[box]=0,0,1", `"box":[0,0,1]`), wantBox},
		"box of five":              {object("[box]=0,0,1,1,1", `"box":[0,0,1,1,1]`), wantBox},
		"box empty":                {object("[box]=", `"box":[]`), wantBox},
		"box null":                 {object("[box]=null", `"box":null`), wantBox},
		"box of words":             {object("[box]=0,0,a,1", `"box":[0,0,"1",1]`), wantBox},
		"box an object":            {object("[box][x]=0", `"box":{"x":0,"y":0,"width":1,"height":1}`), wantBox},
		"box in quotes":            {object("[box]=0;0;1;1", `"box":"0,0,1,1"`), wantBox},
		"box outside":              {object("[box]=-0.1,0,1,1", `"box":[-0.1,0,1,1]`), wantBox},
		"box in pixels":            {object("[box]=0,0,200,100", `"box":[0,0,200,100]`), wantBox},
		"box without width":        {object("[box]=0,0,0,1", `"box":[0,0,0,1]`), "captions[0].box: must have a width and a height above 0"},
		"box without height":       {object("[box]=0,0,1,0", `"box":[0,0,1,0]`), "captions[0].box: must have a width and a height above 0"},
		"box beyond the right":     {object("[box]=0.5,0,0.6,1", `"box":[0.5,0,0.6,1]`), "captions[0].box: must end within the picture: x + width and y + height at most 1"},
		"box beyond the bottom":    {object("[box]=0,0.500001,1,0.5", `"box":[0,0.500001,1,0.5]`), "captions[0].box: must end within the picture: x + width and y + height at most 1"},
		"unknown":                  {object("[colour]=red", `"colour":"red"`), `captions[0].colour: unknown field "colour"; the closest known names are color…`},
		"too deep":                 {object("[box][0][0]=1", `"box":[[1]]`), "captions[0].box[0]: nested too deeply"},
		"fault of a later caption": {request{"template=t&captions[0][text]=x&captions[0][valign]=top&captions[1][text]=x&captions[1][size]=big", `{"template":"t","captions":[{"text":"x","valign":"top"},{"text":"x","size":"big"}]}`}, "captions[1].size: must be fit, shrink or a number of pixels above 0 and up to 1024"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { test.wantFault(t, test.want) })
	}
}

func TestFaultsOfQueries(t *testing.T) {
	const (
		wantKey    = ": must be a name, with indexes and names in brackets, such as captions[0][text]"
		wantEscape = ": must be percent-encoded: % is written %25"
	)
	tests := map[string]struct{ query, want string }{
		"empty":                   {"", "template: required"},
		"no index":                {"captions[]=x", `"captions[]"` + wantKey},
		"unclosed":                {"captions[0=x", `"captions[0"` + wantKey},
		"unopened":                {"captions0]=x", `"captions0]"` + wantKey},
		"nested brackets":         {"captions[[0]]=x", `"captions[[0]]"` + wantKey},
		"behind the brackets":     {"captions[0]x=x", `"captions[0]x"` + wantKey},
		"between the brackets":    {"captions[0].[text]=x", `"captions[0].[text]"` + wantKey},
		"no name":                 {"=x", `""` + wantKey},
		"brackets only":           {"[0]=x", `"[0]"` + wantKey},
		"leading zero":            {"captions[00]=x", "captions[00]: an index must not have leading zeros"},
		"gap":                     {"captions[0]=x&captions[2]=x", "captions: indexes must run from 0 without gaps: 1 is missing"},
		"no first":                {"captions[1]=x", "captions: indexes must run from 0 without gaps: 0 is missing"},
		"huge index":              {"captions[99999999999999999999999]=x", "captions: indexes must run from 0 without gaps: 0 is missing"},
		"gap in a box":            {"captions[0][box][1]=0", "captions[0].box: indexes must run from 0 without gaps: 0 is missing"},
		"index twice":             {"captions[0]=x&captions%5B0%5D=y", "captions[0]: given twice"},
		"string, then object":     {"captions[0]=x&captions[0][text]=y", "captions[0]: given both as a value and in parts"},
		"object, then string":     {"captions[0][text]=y&captions[0]=x", "captions[0]: given both as a value and in parts"},
		"value, then list":        {"captions=x&captions[0]=y", "captions: given both as a value and in parts"},
		"index, then name":        {"captions[0]=x&captions[x]=y", "captions: given both as a list and as an object"},
		"far too deep":            {"captions" + strings.Repeat("[0]", 10000) + "=x", "captions[0][0][0]: nested too deeply"},
		"bad escape in a value":   {"template=t&top_text=100%", "top_text" + wantEscape},
		"bad escape in an item":   {"captions[0][text]=%zz", "captions[0].text" + wantEscape},
		"bad escape in a key":     {"temp%late=t", `"temp%late"` + wantEscape},
		"not UTF-8 in a value":    {"template=%ff", "template: must be UTF-8"},
		"not UTF-8, not escaped":  {"template=\xff", "template: must be UTF-8"},
		"surrogate":               {"template=%ED%A0%80", "template: must be UTF-8"},
		"not UTF-8 in a key":      {"t%ff=t", `"t%ff": must be UTF-8`},
		"a long key is cut short": {strings.Repeat("x", 1000) + "%=t", `"` + strings.Repeat("x", 64) + `…"` + wantEscape},
		"a colour as a list":      {"template=t&color=1,2,3", "color: " + notColor},
		"a colour in parts":       {"template=t&color[0]=1&color[1]=2&color[2]=3", "color: " + notColor},
		"a colour by name":        {"template=t&color[r]=1&color[g]=2&color[b]=3", "color: " + notColor},
		"a colour, deeper":        {"template=t&color[r][r]=1", "color: " + notColor},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { request{query: test.query}.wantFault(t, test.want) })
	}
}

func TestFaultsOfJSON(t *testing.T) {
	tests := map[string]struct{ json, want string }{
		"empty":                {" ", "the JSON ends too early"},
		"cut":                  {`{"template":"t"`, "the JSON ends too early"},
		"cut in a value":       {`{"captions":[{"text":"x`, "captions[0].text: the JSON ends too early"},
		"a list":               {`[]`, "the request must be an object"},
		"a string":             {`"template=t"`, "the request must be an object"},
		"null":                 {`null`, "the request must be an object"},
		"two values":           {`{"template":"t"} {}`, "must be one JSON value, with nothing behind it"},
		"rubbish behind":       {`{"template":"t"}x`, "must be one JSON value, with nothing behind it"},
		"a trailing comma":     {`{"template":"t",}`, "not valid JSON at byte 15: …"},
		"a comment":            {`{"template":/**/"t"}`, "template: not valid JSON at byte 12: …"},
		"not UTF-8":            {"{\"template\":\"\xff\"}", "template: not valid JSON at byte 13: …"},
		"not UTF-8 in a name":  {"{\"\xff\":\"t\"}", "not valid JSON at byte 2: …"},
		"a lone surrogate":     {`{"template":"\ud800"}`, "template: not valid JSON at byte 13: …"},
		"a raw control":        {"{\"template\":\"\n\"}", "template: not valid JSON at byte 13: …"},
		"a hex number":         {`{"template":"t","width":0x10}`, "not valid JSON at byte 25: …"},
		"a bad number":         {`{"template":"t","width":+1}`, "width: not valid JSON at byte 24: …"},
		"escapes are one name": {`{"template":"t","\u0074emplate":"t"}`, "template: given twice"},
		"an empty name":        {`{"template":"t","":1}`, `"": unknown field ""; the closest known names are case…`},
		"far too deep":         {strings.Repeat("[", 5000), "[0][0][0][0]: nested too deeply"},
		"twice, and odd":       {`{"a.b":1,"a.b":2}`, `"a.b": given twice`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { request{json: test.json}.wantFault(t, test.want) })
	}
}

func TestFaultsEchoLittle(t *testing.T) {
	long := strings.Repeat("ü", 5000)
	for name, r := range map[string]request{
		"name":      {"template=t&" + long + "=1", `{"template":"t","` + long + `":1}`},
		"word":      {"template=t&format=" + long, `{"template":"t","format":"` + long + `"}`},
		"colour":    {"template=t&color=" + long, `{"template":"t","color":"` + long + `"}`},
		"deep name": {"template=t&captions[0][" + long + "]=1", `{"template":"t","captions":[{"` + long + `":1}]}`},
		"digits":    {"template=t&captions[" + strings.Repeat("0", 5000) + "]=1", ""},
		"syntax":    {"template=t&%" + long, `{"template":"t","width":` + long},
	} {
		t.Run(name, func(t *testing.T) {
			r.each(t, func(t *testing.T, spec caption.Spec, err error) {
				if err == nil {
					t.Fatalf("decoded to %+v", spec)
				}
				checkFault(t, err)
				if n := strings.Count(err.Error(), "ü"); n > 2*64 {
					t.Errorf("%d characters of input in %s", n, err)
				}
			})
		})
	}
}
