package typeset

import (
	"image"
	"math"
	"strings"
	"testing"

	"github.com/memed/memed/internal/caption"
)

// FuzzSet sets any text in any place and size that the caption model allows.
func FuzzSet(f *testing.F) {
	texts := append([]string{}, samples...)
	for _, name := range scriptNames {
		texts = append(texts, scripts[name])
	}
	for _, h := range hostile {
		texts = append(texts, h.text)
	}
	for i, s := range texts {
		f.Add(s, 0.1*float64(i%10), 0.0, 0.5, 1.0/3, float64(i*13%360-180), float64(i%4*20), byte(i), uint16(100+i), uint16(80))
	}
	f.Add("WWWWWWWWWWWWWWWW", 0.5, 0.5, 1e-9, 1e-9, 45.0, 1024.0, byte(1), uint16(1), uint16(1))
	f.Add("\u0301", 1.0, 1.0, 1e-300, 1.0, 180.0, 0.0, byte(2), uint16(1024), uint16(1))
	f.Add("\nক", 0.0, 0.0, 0.01, 0.01, 0.0, 0.0, byte(0), uint16(9), uint16(9))
	f.Fuzz(func(t *testing.T, text string, x, y, width, height, angle, size float64, choices byte, pictureWidth, pictureHeight uint16) {
		picture := image.Pt(1+int(pictureWidth)%512, 1+int(pictureHeight)%512)
		runes := []rune(strings.ToValidUTF8(text, "\ufffd"))
		c := caption.New(string(runes[:min(len(runes), caption.MaxTextLength)]), []caption.VAlign{caption.Top, caption.Middle, caption.Bottom}[choices%3])
		c.Align = []caption.Align{caption.Left, caption.Center, caption.Right}[choices/3%3]
		c.Font = []string{"impact", "noto-sans", "comic-neue"}[choices/9%3]
		c.Case = []caption.Case{caption.CaseNone, caption.CaseUpper, caption.CaseMock}[choices/27%3]
		c.Outline.None, c.Size.Shrink = choices/81%2 == 1, choices/162 == 1
		c.Box = caption.Box{X: fraction(x), Y: fraction(y)}
		c.Box.Width, c.Box.Height = (1-c.Box.X)*fraction(width), (1-c.Box.Y)*fraction(height)
		c.Angle, c.Size.Pixels = 180*(2*fraction(angle/180)-1), caption.MaxSize*fraction(size/caption.MaxSize)
		if c.Size.Pixels > 0 {
			c.Size.Shrink = false
		}
		ink := set(t, c, picture)
		checkLetters(t, c, picture)
		checkInk(t, ink.Image, c, picture)
	})
}

func checkInk(t *testing.T, img *image.RGBA, c caption.Caption, picture image.Point) {
	t.Helper()
	if img == nil {
		return
	}
	if r := img.Rect; r.Empty() || !r.In(image.Rectangle{Max: picture}) {
		t.Errorf("ink in %v on a picture of %v", r, picture)
	}
	if c.Size.Pixels == 0 && c.Angle == 0 && !within(inked(img), frameOf(c, picture)) {
		t.Errorf("ink in %v, the padded box is %+v", inked(img), frameOf(c, picture))
	}
	for i := 0; i < len(img.Pix); i += 4 {
		if p := img.Pix[i : i+4]; max(p[0], p[1], p[2]) > p[3] {
			t.Fatalf("%v is not premultiplied", p)
		}
	}
}

// fraction makes any number one from 0 to 1, and keeps those that are.
func fraction(v float64) float64 {
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return 0.5
	case v >= 0 && v <= 1:
		return v
	default:
		return math.Abs(math.Mod(v, 1))
	}
}

// hostile are texts that take much work, of as many characters as are allowed.
var hostile = []struct{ name, text string }{
	{"distinct Chinese characters", consecutive(0x4e00)},
	{"intricate Chinese characters", intricate},
	{"distinct syllables of Korean", consecutive(0xac00)},
	{"combining marks", "a" + strings.Repeat("\u0301", caption.MaxTextLength-1)},
	{"distinct emoji", consecutive(0x1f300)},
	{"one word", strings.Repeat("W", caption.MaxTextLength)},
	{"words of one letter", strings.Repeat("i ", caption.MaxTextLength/2)},
	{"newlines", strings.Repeat("\n", caption.MaxTextLength-1) + "a"},
	{"characters without a font", consecutive(0xe000)},
	{"changing directions", strings.Repeat("a\u05d0", caption.MaxTextLength/2)},
	{"joined emoji", strings.Repeat("👩\u200d", caption.MaxTextLength/2)},
	{"embeddings", strings.Repeat("\u202b", caption.MaxTextLength-1) + "a"},
}

func consecutive(first rune) string {
	runes := make([]rune, caption.MaxTextLength)
	for i := range runes {
		runes[i] = first + rune(i)
	}
	return string(runes)
}

// intricate are the characters of most points in Droid Sans Fallback.
const intricate = "飝靐鱻飍癴灧鬱龞爨龗鬰厵彠灓矡欝釁毊嚩籰欎黶灜攀灔鶱卛灙爋鑬孊礊衋嚱囏欁爒礬夔爘燫羴畿羲饜嚢壡懬疀礷嬎旔簴膐躉夒幾毚憗曥窡擪朤聼" +
	"鯗兿鷪樷檾韱叢斴曩朇燩罷鮺慶爳蠞橆燯皩矍譱雟叆嚰夀夓樤熭輿黎噕夦旘厳巤澃疊窼羃羄舞亷冀尶幚疈綦臖蘄憂篖義舝韯斵爾瑖盧膚厁叅旕箰羀" +
	"蝨孴龜嶥憏梻毑璺舙譶龍冪焾煾凳叕嚞庸爴翙臧臩喸嶴惎歰爵辳乸冓嘦奙焭舆舋窹裹嚻孨暴爲匓噟棾焫甤肅蒙堯悪旤禽脋芻賫龠參婁彂敻烖费養鲝" +
	"鸯鼓亀夐奟棗焿爽畵発祭缐茻葉電兼嫑孯旉栽棄歵烕無矪粛鹿剓噽彗彧戢曟翚聂臱舜諅農齊兠叄嗭夤曑歱熷疐矞羗骉麥劦噇奠專畫畾瞾稥莽虎飛齒"
