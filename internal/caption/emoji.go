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
	if strings.Count(s, ":") < 2 {
		return s
	}
	return alias.ReplaceAllStringFunc(s, func(name string) string {
		found, ok := emoji.CodeMap()[name]
		switch {
		case !ok:
			return name
		case utf8.RuneCountInString(found) == 1:
			return found + emojiStyle
		}
		return found
	})
}
