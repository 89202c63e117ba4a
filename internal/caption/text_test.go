package caption_test

import (
	"strings"
	"testing"

	"github.com/memed/memed/internal/caption"
)

func TestTexts(t *testing.T) {
	tests := map[string]struct {
		request
		want string
	}{
		"spaces stay":         {request{"template=t&captions[0]=+a++b%20", `{"template":"t","captions":[" a  b "]}`}, " a  b "},
		"NFC":                 {request{"template=t&captions[0]=A%CC%8A%E2%84%AB", `{"template":"t","captions":["A\u030a\u212b"]}`}, "ÅÅ"},
		"Hangul":              {request{"template=t&captions[0]=%E1%84%92%E1%85%A1%E1%86%AB", `{"template":"t","captions":["\u1112\u1161\u11ab"]}`}, "한"},
		"line breaks":         {request{"template=t&captions[0]=a%0D%0Ab%0Dc%0Ad%0D%0D%0A", `{"template":"t","captions":["a\r\nb\rc\nd\r\r\n"]}`}, "a\nb\nc\nd\n\n"},
		"beyond the BMP":      {request{"template=t&captions[0]=%F0%9F%98%80", `{"template":"t","captions":["\ud83d\ude00"]}`}, "😀"},
		"format characters":   {request{"template=t&captions[0]=%E2%80%8D%EF%B8%8F", `{"template":"t","captions":["\u200d\ufe0f"]}`}, "\u200d\ufe0f"},
		"markup is text":      {request{"template=t&captions[0]=%3Cb%3E%26amp%3B", `{"template":"t","captions":["<b>&amp;"]}`}, "<b>&amp;"},
		"the longest":         {request{"template=t&captions[0]=" + strings.Repeat("%C3%A9", 256), `{"template":"t","captions":["` + strings.Repeat("é", 256) + `"]}`}, strings.Repeat("é", 256)},
		"counted in NFC":      {request{"template=t&captions[0]=" + strings.Repeat("e%CC%81", 256), `{"template":"t","captions":["` + strings.Repeat(`e\u0301`, 256) + `"]}`}, strings.Repeat("é", 256)},
		"a break is a single": {request{"template=t&captions[0]=" + strings.Repeat("%0D%0A", 256), `{"template":"t","captions":["` + strings.Repeat(`\r\n`, 256) + `"]}`}, strings.Repeat("\n", 256)},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { test.wantSpec(t, withTexts(test.want)) })
	}
}

func TestFaultsOfTexts(t *testing.T) {
	const (
		control = ": must not contain control characters other than line breaks"
		long    = ": must be at most 256 code points long"
	)
	texts := map[string]struct{ query, json, want string }{
		"tab":             {"a%09", `a\t`, control},
		"NUL":             {"%00", `\u0000`, control},
		"escape":          {"%1B[0m", `\u001b[0m`, control},
		"delete":          {"%7F", `\u007f`, control},
		"C1":              {"%C2%85", `\u0085`, control},
		"too long":        {strings.Repeat("x", 257), strings.Repeat("x", 257), long},
		"too long in NFC": {strings.Repeat("%E0%A5%98", 129), strings.Repeat(`\u0958`, 129), long}, // composition exclusions: two code points each
	}
	for name, test := range texts {
		t.Run(name, func(t *testing.T) {
			request{"template=t&top_text=" + test.query, `{"template":"t","top_text":"` + test.json + `"}`}.wantFault(t, "top_text"+test.want)
			request{"template=t&captions[0]=" + test.query, `{"template":"t","captions":["` + test.json + `"]}`}.wantFault(t, "captions[0]"+test.want)
			request{"template=t&captions[0][text]=" + test.query, `{"template":"t","captions":[{"text":"` + test.json + `"}]}`}.wantFault(t, "captions[0].text"+test.want)
		})
	}
}

func TestDisplay(t *testing.T) {
	tests := map[string]struct {
		letters    caption.Case
		text, want string
	}{
		"none":                {caption.CaseNone, "One does NOT", "One does NOT"},
		"zero value":          {"", "One does NOT", "One does NOT"},
		"upper":               {caption.CaseUpper, "straße, ﬁn, ΐ", "STRASSE, FIN, Ϊ́"},
		"lower":               {caption.CaseLower, "ONE İ ΟΔΟΣ", "one i̇ οδος"},
		"title":               {caption.CaseTitle, "one DOESN'T\nsimply ǆ", "One Doesn't\nSimply ǅ"},
		"mock":                {caption.CaseMock, "One does not", "oNe DoEs NoT"},
		"mock skips the rest": {caption.CaseMock, "a-b 3c!\nd", "a-B 3c!\nD"},
		"mock beyond ASCII":   {caption.CaseMock, "ÄÖÜß你é", "äÖüß你É"},
		"upper is NFC":        {caption.CaseUpper, "ǰ", "J̌"},
		"empty":               {caption.CaseMock, "", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			c := caption.Caption{Text: test.text, Case: test.letters}
			if got := c.Display(); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
