package caption

import "testing"

func TestAliases(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"one", "ship it :rocket:", "ship it 🚀\ufe0f"},
		{"two in a row", ":+1::tada:", "👍\ufe0f🎉\ufe0f"},
		{"text by itself", ":heart:", "❤\ufe0f"},
		{"a sequence", ":family_man_woman_girl:", "👨‍👩‍👧"},
		{"unknown", "a :no_such_emoji: b", "a :no_such_emoji: b"},
		{"no alias", "12:30:45", "12:30:45"},
		{"after a time", "at 10:30:rocket:!", "at 10:30🚀\ufe0f!"},
		{"after what is none", ":no:rocket::", ":no🚀\ufe0f:"},
		{"half of one", ":rocket", ":rocket"},
		{"then a case", "go :rocket:", "go 🚀\ufe0f"},
	}
	for _, test := range tests {
		if got := (Caption{Text: test.text}).Display(); got != test.want {
			t.Errorf("%s: %+q, want %+q", test.name, got, test.want)
		}
	}
	if got := (Caption{Text: "go :rocket:", Case: CaseUpper}).Display(); got != "GO 🚀\ufe0f" {
		t.Errorf("in upper case: %+q", got)
	}
}
