package caption

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// Display returns the text as it is set: with emoji for their aliases, and in its letter case by the rules that hold in no language in particular.
func (c Caption) Display() string {
	text := expandAliases(c.Text)
	switch c.Case {
	case CaseUpper:
		return recase(cases.Upper(language.Und), text)
	case CaseLower:
		return recase(cases.Lower(language.Und), text)
	case CaseTitle:
		return recase(cases.Title(language.Und), text)
	case CaseMock:
		return norm.NFC.String(mock(text))
	default:
		return text
	}
}

// recase owns its Caser, which keeps state and must not be shared.
func recase(caser cases.Caser, s string) string { return norm.NFC.String(caser.String(s)) }

// mock alternates lower and upper case from letter to letter, whatever stands between them.
func mock(s string) string {
	upper := false
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) {
			return r
		}
		to := unicode.LowerCase
		if upper {
			to = unicode.UpperCase
		}
		upper = !upper
		return unicode.To(to, r)
	}, s)
}
