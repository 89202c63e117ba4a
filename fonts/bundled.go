package fonts

import (
	"crypto/sha256"
	"embed"
)

//go:embed files
var files embed.FS

// The display face is the one that memes are set in.
const (
	displayID    = "anton"
	displayAlias = "impact"
)

// The font of Chinese and Japanese is of a regular weight, too thin beside the others. More than this fills the gaps of dense characters.
const (
	regularWeight = "droid-sans-fallback"
	embolden      = 0.012
)

// unfit has, by id, the characters that bundled fonts get wrong: Anton draws these as = K ¢ l and hyphens, and Sofia Sans squeezes what has to be
// round or straight to the width of its letters.
var unfit = map[string]string{
	displayID:    "≠Ƙ₵ℓ–−",
	"sofia-sans": "●○◊↔↕↖↗↘↙",
}

// role says what a bundled font is for besides being asked for by its id.
type role uint8

const (
	asked   role = iota // nothing else
	display             // stands in for the display face, before all others
	standIn             // stands in for every font
	emoji               // emoji are taken from it
)

// bundled lists the embedded fonts. Those that stand in do so in this order. Names and scripts are what the files say; a test compares them,
// and the program need not parse eight megabytes to start.
var bundled = []struct {
	id, name, file string
	role           role
	aliases        []string
	scripts        []string
}{
	{displayID, "Anton", "Anton-Regular.ttf", asked, []string{displayAlias}, []string{"Latn"}},
	{"comic-neue", "Comic Neue", "ComicNeue-Bold.ttf", asked, []string{"comic", "comic-sans"}, []string{"Latn"}},
	{"sofia-sans", "Sofia Sans Extra Condensed", "SofiaSansExtraCondensed-Black.ttf", display, nil, []string{"Cyrl", "Grek", "Latn"}},
	{"noto-sans", "Noto Sans", "NotoSans-Bold.ttf", standIn, []string{"sans", "noto"}, []string{"Cyrl", "Deva", "Grek", "Latn"}},
	{"noto-sans-hebrew", "Noto Sans Hebrew", "NotoSansHebrew-Black.ttf", standIn, nil, []string{"Hebr", "Latn"}},
	{"noto-sans-arabic", "Noto Sans Arabic", "NotoSansArabic-Black.ttf", standIn, nil, []string{"Arab", "Latn"}},
	{"noto-sans-bengali", "Noto Sans Bengali", "NotoSansBengali-Black.ttf", standIn, nil, []string{"Beng", "Latn"}},
	{"noto-sans-tamil", "Noto Sans Tamil", "NotoSansTamil-Black.ttf", standIn, nil, []string{"Latn", "Taml"}},
	{"noto-sans-telugu", "Noto Sans Telugu", "NotoSansTelugu-Black.ttf", standIn, nil, []string{"Latn", "Telu"}},
	{"noto-sans-thai", "Noto Sans Thai", "NotoSansThai-Black.ttf", standIn, nil, []string{"Latn", "Thai"}},
	{"noto-sans-georgian", "Noto Sans Georgian", "NotoSansGeorgian-Black.ttf", standIn, nil, []string{"Geor", "Latn"}},
	{"noto-sans-armenian", "Noto Sans Armenian", "NotoSansArmenian-Black.ttf", standIn, nil, []string{"Armn", "Latn"}},
	{"noto-sans-kr", "Noto Sans KR", "NotoSansKR-Black.ttf", standIn, nil, []string{"Hang"}},
	{"dejavu-sans", "DejaVu Sans", "DejaVuSans-Bold.ttf", standIn, []string{"symbols"}, []string{"Arab", "Armn", "Cyrl", "Geor", "Grek", "Hebr", "Latn", "Zsym"}},
	{"droid-sans-fallback", "Droid Sans Fallback", "DroidSansFallbackFull.ttf", standIn, []string{"cjk"}, []string{"Hani", "Hira", "Kana"}},
	{"twemoji", "Twemoji Mozilla", "Twemoji.ttf", emoji, []string{"emoji"}, []string{"Zsye"}},
}

// addBundled adds the embedded fonts, and gives those that stand in their places.
func (l *Library) addBundled() error {
	for _, b := range bundled {
		read := func() ([]byte, error) { return files.ReadFile("files/" + b.file) }
		data, err := read()
		if err != nil {
			return err
		}
		f := &Font{ID: b.id, Name: b.name, Aliases: b.aliases, Scripts: b.scripts, Digest: sha256.Sum256(data), Unfit: unfit[b.id], read: read}
		l.add(f)
		switch b.role {
		case display:
			l.displayStandIns = append(l.displayStandIns, f)
		case standIn:
			l.standIns = append(l.standIns, f)
			if b.id == regularWeight {
				f.Embolden = embolden
			}
		case emoji:
			l.emoji = f
		}
	}
	l.displayStandIns = append(l.displayStandIns, l.standIns...)
	return nil
}
