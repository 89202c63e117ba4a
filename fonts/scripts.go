package fonts

import "github.com/go-text/typesetting/font"

// scriptSamples has, for each ISO 15924 code, letters that a font must have to count as covering the script:
// common ones, and some that fonts with a mere gesture at the script lack.
var scriptSamples = []struct{ code, letters string }{
	{"Arab", "ابجدهوزحطيكلمنسعفصقرشتثخذضظغءآأؤإئىة"},
	{"Armn", "աբգդեզէըԱԲԳԴԵԶԷԸ"},
	{"Beng", "অআইকখগঘচজ"},
	{"Cyrl", "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґЁІЇЄҐ"},
	{"Deva", "अआइकखगघचजािी्"},
	{"Geor", "აბგდევზთ"},
	{"Grek", "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώ"},
	{"Hang", "가나다라마한글"},
	{"Hani", "的一是不了人我在有他这中"},
	{"Hebr", "אבגדהוזחטיכךלמםנןסעפףצץקרשת"},
	{"Hira", "あいうえおかきくけこ"},
	{"Kana", "アイウエオカキクケコ"},
	{"Latn", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzÀÅÆÇÉÑÖØßàåæçéñöøüŒœ"},
	{"Taml", "அஆஇகஙசஞ"},
	{"Telu", "అఆఇకఖగఘ"},
	{"Thai", "กขคงจฉชซ่้"},
	{"Zsye", "😀👍❤🚀"},
	{"Zsym", "→←↑↓∞√≠★♠"},
}

// scriptsOf returns the codes of the scripts that the font covers, in alphabetical order.
func scriptsOf(f *font.Font) []string {
	codes := []string{}
	for _, sample := range scriptSamples {
		if covers(f, sample.letters) {
			codes = append(codes, sample.code)
		}
	}
	return codes
}

func covers(f *font.Font, letters string) bool {
	for _, letter := range letters {
		if glyph, ok := f.NominalGlyph(letter); !ok || glyph == 0 {
			return false
		}
	}
	return true
}
