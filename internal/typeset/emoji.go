package typeset

import (
	"slices"
	"unicode"
)

// Characters that decide how the one before them is shown (Unicode Technical Standard #51).
const (
	textStyle  = '\ufe0e'
	emojiStyle = '\ufe0f'
	joiner     = '\u200d'
	keycap     = '\u20e3'
)

// emojiLike tells whether a grapheme cluster is to be shown as an emoji: by its own nature, or because it says so. Of digits, # and *
// there are pictures only as keycaps.
func emojiLike(cluster []rune) bool {
	first := cluster[0]
	for i, r := range cluster {
		switch {
		case r == textStyle:
			return false
		case r == keycap,
			r == emojiStyle && !keycapLabel(first),
			isTone(r) && i > 0 && pictographic(first),
			r == joiner && i > 0 && i < len(cluster)-1 && pictographic(first):
			return true
		}
	}
	return unicode.Is(emojiPresentation, first)
}

// isTone tells whether r gives the emoji before it a skin tone.
func isTone(r rune) bool { return r >= '\U0001f3fb' && r <= '\U0001f3ff' }

func keycapLabel(r rune) bool { return r >= '0' && r <= '9' || r == '#' || r == '*' }

// pictographic tells whether sequences of emoji with joiners or skin tones may begin with r. Those that are letters of some script use the
// joiner otherwise.
func pictographic(r rune) bool { return unicode.Is(emojiPresentation, r) || unicode.Is(unicode.So, r) }

// qualify adds the emoji style within sequences that leave it out, as many keyboards do. The emoji font has pictures only of those with it.
func qualify(runes []rune) []rune {
	for i := 0; i < len(runes); i++ {
		if lacksStyle(runes, i) {
			runes = slices.Insert(runes, i+1, emojiStyle)
		}
	}
	return runes
}

// lacksStyle tells whether the emoji style should follow runes[i]: a text character that is the label of a keycap or joined to an emoji.
func lacksStyle(runes []rune, i int) bool {
	at := func(i int) rune {
		if i < 0 || i >= len(runes) {
			return 0
		}
		return runes[i]
	}
	r, next := runes[i], at(i+1)
	if next == keycap {
		return keycapLabel(r)
	}
	joined := next == joiner && pictographic(at(i+2)) ||
		at(i-1) == joiner && (pictographic(at(i-2)) || at(i-2) == emojiStyle)
	return joined && next != emojiStyle && next != textStyle && !isTone(next) && pictographic(r) && !unicode.Is(emojiPresentation, r)
}

// emojiPresentation is the property Emoji_Presentation of Unicode 15.0: characters that are emoji unless a text style follows.
var emojiPresentation = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x231a, 0x231b, 1},
		{0x23e9, 0x23ec, 1},
		{0x23f0, 0x23f0, 1},
		{0x23f3, 0x23f3, 1},
		{0x25fd, 0x25fe, 1},
		{0x2614, 0x2615, 1},
		{0x2648, 0x2653, 1},
		{0x267f, 0x267f, 1},
		{0x2693, 0x2693, 1},
		{0x26a1, 0x26a1, 1},
		{0x26aa, 0x26ab, 1},
		{0x26bd, 0x26be, 1},
		{0x26c4, 0x26c5, 1},
		{0x26ce, 0x26ce, 1},
		{0x26d4, 0x26d4, 1},
		{0x26ea, 0x26ea, 1},
		{0x26f2, 0x26f3, 1},
		{0x26f5, 0x26f5, 1},
		{0x26fa, 0x26fa, 1},
		{0x26fd, 0x26fd, 1},
		{0x2705, 0x2705, 1},
		{0x270a, 0x270b, 1},
		{0x2728, 0x2728, 1},
		{0x274c, 0x274c, 1},
		{0x274e, 0x274e, 1},
		{0x2753, 0x2755, 1},
		{0x2757, 0x2757, 1},
		{0x2795, 0x2797, 1},
		{0x27b0, 0x27b0, 1},
		{0x27bf, 0x27bf, 1},
		{0x2b1b, 0x2b1c, 1},
		{0x2b50, 0x2b50, 1},
		{0x2b55, 0x2b55, 1},
	},
	R32: []unicode.Range32{
		{0x1f004, 0x1f004, 1},
		{0x1f0cf, 0x1f0cf, 1},
		{0x1f18e, 0x1f18e, 1},
		{0x1f191, 0x1f19a, 1},
		{0x1f1e6, 0x1f1ff, 1},
		{0x1f201, 0x1f201, 1},
		{0x1f21a, 0x1f21a, 1},
		{0x1f22f, 0x1f22f, 1},
		{0x1f232, 0x1f236, 1},
		{0x1f238, 0x1f23a, 1},
		{0x1f250, 0x1f251, 1},
		{0x1f300, 0x1f320, 1},
		{0x1f32d, 0x1f335, 1},
		{0x1f337, 0x1f37c, 1},
		{0x1f37e, 0x1f393, 1},
		{0x1f3a0, 0x1f3ca, 1},
		{0x1f3cf, 0x1f3d3, 1},
		{0x1f3e0, 0x1f3f0, 1},
		{0x1f3f4, 0x1f3f4, 1},
		{0x1f3f8, 0x1f43e, 1},
		{0x1f440, 0x1f440, 1},
		{0x1f442, 0x1f4fc, 1},
		{0x1f4ff, 0x1f53d, 1},
		{0x1f54b, 0x1f54e, 1},
		{0x1f550, 0x1f567, 1},
		{0x1f57a, 0x1f57a, 1},
		{0x1f595, 0x1f596, 1},
		{0x1f5a4, 0x1f5a4, 1},
		{0x1f5fb, 0x1f64f, 1},
		{0x1f680, 0x1f6c5, 1},
		{0x1f6cc, 0x1f6cc, 1},
		{0x1f6d0, 0x1f6d2, 1},
		{0x1f6d5, 0x1f6d7, 1},
		{0x1f6dc, 0x1f6df, 1},
		{0x1f6eb, 0x1f6ec, 1},
		{0x1f6f4, 0x1f6fc, 1},
		{0x1f7e0, 0x1f7eb, 1},
		{0x1f7f0, 0x1f7f0, 1},
		{0x1f90c, 0x1f93a, 1},
		{0x1f93c, 0x1f945, 1},
		{0x1f947, 0x1f9ff, 1},
		{0x1fa70, 0x1fa7c, 1},
		{0x1fa80, 0x1fa88, 1},
		{0x1fa90, 0x1fabd, 1},
		{0x1fabf, 0x1fac5, 1},
		{0x1face, 0x1fadb, 1},
		{0x1fae0, 0x1fae8, 1},
		{0x1faf0, 0x1faf8, 1},
	},
}
