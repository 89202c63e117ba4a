package caption

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/memed/memed/internal/fault"
)

// lineBreaks writes every line break as \n.
var lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// decodeText decodes a text to be set, which may be empty and may have several lines.
func decodeText(n *node) (string, error) {
	return decodeString(n, lineBreaks.Replace(n.scalar), "\n", "must not contain control characters other than line breaks")
}

// decodeName decodes the id of something, which must not be empty.
var decodeName = notEmpty(func(n *node) (string, error) {
	return decodeString(n, n.scalar, "", "must not contain control characters")
})

func notEmpty(decode func(*node) (string, error)) func(*node) (string, error) {
	return func(n *node) (string, error) {
		s, err := decode(n)
		if err == nil && s == "" {
			return "", fault.Invalidf(n.path(), "must not be empty")
		}
		return s, err
	}
}

// decodeString normalises the string s of a node in which no control characters but the allowed ones may stand.
func decodeString(n *node, s, allowed, complaint string) (string, error) {
	if !n.stringy() {
		return "", fault.Invalidf(n.path(), "must be a string")
	}
	forbidden := func(r rune) bool { return unicode.IsControl(r) && !strings.ContainsRune(allowed, r) }
	if strings.ContainsFunc(s, forbidden) {
		return "", fault.Invalidf(n.path(), "%s", complaint)
	}
	s = norm.NFC.String(s)
	if utf8.RuneCountInString(s) > MaxTextLength {
		return "", fault.Invalidf(n.path(), "must be at most %d code points long", MaxTextLength)
	}
	return s, nil
}

// lowerASCII lowers the letters of the model's own words. Unicode's rules would take the Kelvin sign for a k.
func lowerASCII(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + ('a' - 'A')
		}
		return r
	}, s)
}
