package caption

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/kyokomi/emoji/v2"
)

// alias is the form of an emoji's name in a text, such as :thumbsup: or :+1:.
var alias = regexp.MustCompile(`:[A-Za-z0-9_+\-]+:`)

// emojiStyle asks for the colourful form of a character that is text by itself.
const emojiStyle = "\ufe0f"

// expandAliases replaces the names of emoji, as chat programs know them, by the emoji. Other words between colons stay as they are.
func expandAliases(s string) string {
	var out strings.Builder
	for {
		at := alias.FindStringIndex(s)
		if at == nil {
			return out.String() + s
		}
		name := s[at[0]:at[1]]
		found, ok := emoji.CodeMap()[name]
		switch {
		case !ok:
			at[1]-- // the last colon may begin another
			found = name[:len(name)-1]
		case utf8.RuneCountInString(found) == 1:
			found += emojiStyle
		}
		out.WriteString(s[:at[0]])
		out.WriteString(found)
		s = s[at[1]:]
	}
}
