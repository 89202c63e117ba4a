package typeset

import (
	"image"
	"maps"
	"slices"

	"pgregory.net/rapid"

	"github.com/memed/memed/internal/caption"
)

// samples are texts that a meme may have, and some that it should not.
var samples = []string{
	"I", ".", "ONE DOES NOT SIMPLY", "one does not simply walk into Mordor", "ÅÉÑ ÜÇ Ệ", "gjpqy Qß,;", "jjj fff", "j", "f/", "A\nB\n\nC",
	"WWWWWWWWWWWWWWWWWWWWWWWWW", "rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz", "a b c d e f g h i j k l m n o p",
	"When you finally fix the bug\nbut nobody notices", "\ue123\ue124", "e\u0301\u0323", "\u0301", "\u0302 \u0302",
	"-", "'", "_", "\u00a0", "   ", "\n", "100\u00a0% sure", "…", "“quoted”", "ÿĝ", "\u00ad\u200b", "ŁŐŰ Ǻ", "A\u030a\u0301\u0302\u0303\u0304",
	"שלום meme 123", "→ ★ ☮ ∞",
}

// scripts are a sentence, or what is hard to set, in each of the scripts that bundled fonts cover.
var scripts = map[string]string{
	"Latin":      "ÅÉÑ Żółw fjord gypsy Ǻ",
	"Cyrillic":   "НЕЛЬЗЯ ПРОСТО ТАК ВЗЯТЬ ёЙ",
	"Greek":      "Δεν μπορείς απλά ΐ Ώ ᾧ",
	"Hebrew":     "אי אפשר פשוט לִקְרוֹא",
	"Arabic":     "لا يمكنك ببساطة أَنْ تَمْشِيَ پچگژ",
	"Devanagari": "कोई यूँ ही मॉर्डर र्क्ष्मि ज्ञ",
	"Bengali":    "কেউ সহজে মর্ডরে যায় ক্ষ্ম",
	"Tamil":      "யாரும் எளிதாக ஸ்ரீ க்ஷொ",
	"Telugu":     "ఎవరూ సులభంగా స్త్రీ క్ష్మ",
	"Thai":       "ไม่มีใครเดินเข้าไป ที่นี่ ปู่ ฎุ กุ้",
	"Georgian":   "უბრალოდ ვერ შეხვალ",
	"Armenian":   "Պարզապես չես կարող մտնել",
	"Chinese":    "一个人不能简单地走进魔多，你知道吗？",
	"Japanese":   "簡単にモルドールに入れない。がぎぐ",
	"Korean":     "모르도르에 그냥 걸어 들어갈 수 없다",
	"emoji":      "😀👩‍👩‍👧🏳️‍🌈🇩🇪👍🏽 ❤️ 1️⃣",
	"mixed":      "meme של 2024 عربي 漢字 😀",
}

var (
	anyScript = rapid.Custom(func(t *rapid.T) string {
		runes := []rune(scripts[rapid.SampledFrom(scriptNames).Draw(t, "script")])
		return rapid.OneOf(
			rapid.Just(string(runes)),
			rapid.StringOfN(rapid.RuneFrom(append([]rune(" \n"), runes...)), 1, 40, -1),
		).Draw(t, "of script")
	})
	anyText = rapid.OneOf(
		rapid.SampledFrom(samples),
		anyScript,
		rapid.StringOfN(rapid.RuneFrom([]rune("ABC xyzgjQÅÉÑ,'Я \n\u00a0")), 1, 60, -1),
		rapid.StringOfN(rapid.RuneFrom([]rune("WIÅjgq")), 1, 256, -1),
	)
	anyFont    = rapid.SampledFrom([]string{"impact", "noto-sans", "comic-neue"})
	anyAlign   = rapid.SampledFrom([]caption.Align{caption.Left, caption.Center, caption.Right})
	anyVAlign  = rapid.SampledFrom([]caption.VAlign{caption.Top, caption.Middle, caption.Bottom})
	anyPicture = rapid.OneOf(
		rapid.SampledFrom([]image.Point{{32, 32}, {60, 1024}, {1024, 60}, {548, 420}, {1, 1}, {7, 300}, {100, 100}}),
		rapid.Custom(func(t *rapid.T) image.Point {
			return image.Pt(rapid.IntRange(1, 400).Draw(t, "width"), rapid.IntRange(1, 400).Draw(t, "height"))
		}),
	)
	anyBox = rapid.OneOf(
		rapid.SampledFrom([]caption.Box{whole, caption.Third(caption.Top), caption.Third(caption.Middle), caption.Third(caption.Bottom)}),
		rapid.Custom(func(t *rapid.T) caption.Box {
			x, y := rapid.Float64Range(0, 0.99).Draw(t, "x"), rapid.Float64Range(0, 0.99).Draw(t, "y")
			return caption.Box{
				X: x, Y: y,
				Width:  rapid.Float64Range(0.01, 1).Draw(t, "w") * (1 - x),
				Height: rapid.Float64Range(0.01, 1).Draw(t, "h") * (1 - y),
			}
		}),
	)
	// anyFitted is a caption that is upright and fitted to its box.
	anyFitted = rapid.Custom(func(t *rapid.T) caption.Caption {
		c := caption.New(anyText.Draw(t, "text"), anyVAlign.Draw(t, "valign"))
		c.Align, c.Font, c.Box = anyAlign.Draw(t, "align"), anyFont.Draw(t, "font"), anyBox.Draw(t, "box")
		c.Outline.None = rapid.Bool().Draw(t, "no outline")
		c.Size.Shrink = rapid.Bool().Draw(t, "shrink")
		return c
	})
)

// scriptNames are those of scripts in a fixed order, so that rapid can replay what it drew.
var scriptNames = slices.Sorted(maps.Keys(scripts))
