package fault

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestClosestNames(t *testing.T) {
	memes := []string{"aag", "afraid", "bad", "both", "ds", "drake", "fa", "fry", "grumpycat", "interesting", "ll", "philosoraptor", "us"}
	tests := []struct {
		name, asked string
		known       []string
		want        []string
	}{
		{"a letter wrong", "drakr", memes, []string{"drake"}},
		{"a letter too many", "frry", memes, []string{"fry"}},
		{"a letter missing", "afrad", memes, []string{"afraid"}},
		{"another letter case", "DRAKE", memes, []string{"drake"}},
		{"a part of a name", "cat", memes, []string{"grumpycat"}},
		{"a short part of a name", "gr", memes, []string{"grumpycat"}},
		{"a name with more around it", "interesting-man", memes, []string{"interesting"}},
		{"short names are in everything", "grumpyfads", memes, []string{"grumpycat"}},
		{"something is near enough", "zzzzzzzzzzzz", memes, []string{"aag"}},
		{"nothing", "", memes, []string{"ds"}},
		{"none known", "drake", nil, nil},
		{"several, by distance and then by name", "bat", []string{"boat", "cat", "bar", "aat", "house"}, []string{"aat", "bar", "boat"}},
		{"the name itself, in another letter case, is first", "CAT", []string{"bobcat", "cat", "acat"}, []string{"cat", "acat", "bobcat"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := closest(test.asked, test.known)
			if len(got) < len(test.want) || !slices.Equal(got[:len(test.want)], test.want) {
				t.Errorf("closest to %q are %q, want %q first", test.asked, got, test.want)
			}
			if len(got) > maxSuggestions {
				t.Errorf("%d suggestions", len(got))
			}
		})
	}
}

func TestUnknownName(t *testing.T) {
	tests := []struct {
		name, asked string
		known       []string
		message     string
	}{
		{"near", "antone", []string{"noto-sans", "anton"}, `unknown font "antone"; the closest known names are anton`},
		{"none known", "anton", nil, `unknown font "anton"`},
		{"long", strings.Repeat("é", 100), []string{"anton"}, `unknown font "` + strings.Repeat("é", maxQuoted) + `…"; the closest known names are anton`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := UnknownName("top_font", "font", test.asked, test.known)
			if err.Kind != NotFound || err.Field != "top_font" || err.Message != test.message {
				t.Errorf("%+v, want the message %q", err, test.message)
			}
		})
	}
}

// plainDistance is Levenshtein's definition, without any table.
func plainDistance(a, b string) int {
	switch {
	case a == "" || b == "":
		return len(a) + len(b)
	case a[0] == b[0]:
		return plainDistance(a[1:], b[1:])
	default:
		return 1 + min(plainDistance(a[1:], b), plainDistance(a, b[1:]), plainDistance(a[1:], b[1:]))
	}
}

func TestDistance(t *testing.T) {
	name := rapid.StringMatching(`[abc]{0,6}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := name.Draw(t, "a"), name.Draw(t, "b")
		want := plainDistance(a, b)
		if a != "" && strings.Contains(b, a) || len(b) >= minPart && strings.Contains(a, b) {
			want = min(want, 1)
		}
		if got := distance(a, b); got != want {
			t.Fatalf("distance(%q, %q) = %d, want %d", a, b, got, want)
		}
	})
}

func TestUnknownNameIsAlwaysReadable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		known := rapid.SliceOf(rapid.String()).Draw(t, "known")
		err := UnknownName("f", "thing", rapid.String().Draw(t, "name"), known)
		if !utf8.ValidString(err.Message) {
			t.Fatalf("the message is not UTF-8: %q", err.Message)
		}
		if len(known) > 0 && !strings.Contains(err.Message, "the closest known names are") {
			t.Fatalf("no suggestion in %q", err.Message)
		}
	})
}
