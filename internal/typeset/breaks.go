package typeset

import "unicode"

// tailorBreaks changes where lines may begin for two scripts, as UAX #14 leaves to those who know them. Korean in headlines is broken at spaces
// only. Thai and Lao have no spaces between words, and finding these takes a dictionary; but some vowels stand before their consonant and
// so begin a syllable, which is a place where a line may begin rather than become illegibly small.
func (d *desk) tailorBreaks() {
	for i := 1; i < len(d.runes); i++ {
		before, r := d.runes[i-1], d.runes[i]
		switch {
		case unicode.Is(unicode.Hangul, before) && unicode.Is(unicode.Hangul, r):
			d.lineStart[i] = false
		case beginsSyllable(r) && (unicode.Is(unicode.Thai, before) || unicode.Is(unicode.Lao, before)) && !beginsSyllable(before):
			d.lineStart[i] = true
		}
	}
}

// beginsSyllable tells whether r is a vowel of Thai or Lao that stands before its consonant.
func beginsSyllable(r rune) bool { return 'เ' <= r && r <= 'ไ' || 'ເ' <= r && r <= 'ໄ' }
