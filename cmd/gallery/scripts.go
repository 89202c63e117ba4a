package main

import (
	"context"
	"image"
	"image/color"
	"image/draw"

	"github.com/memed/memed/fonts"
	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/typeset"
)

// samples has a line for each script that the bundled fonts cover.
var samples = []struct{ script, text string }{
	{"Latin", "Ship it, Ångström & Łódź"},
	{"Vietnamese", "Triển khai vào thứ Sáu"},
	{"Greek", "Δούλευε στον υπολογιστή μου"},
	{"Cyrillic", "У меня всё работает"},
	{"Hebrew", "אצלי זה עובד"},
	{"Arabic", "يعمل على جهازي"},
	{"Persian", "روی سیستم من کار می\u200cکند"},
	{"Devanagari", "मेरे यहाँ तो चलता है"},
	{"Bengali", "আমার এখানে তো চলে"},
	{"Tamil", "என்னிடம் வேலை செய்கிறது"},
	{"Telugu", "నా దగ్గర పనిచేస్తుంది"},
	{"Thai", "ที่เครื่องฉันใช้ได้"},
	{"Georgian", "ჩემთან მუშაობს"},
	{"Armenian", "Ինձ մոտ աշխատում է"},
	{"Chinese", "在我的机器上没问题"},
	{"Japanese", "私の環境では動きます"},
	{"Korean", "제 컴퓨터에서는 됩니다"},
	{"Symbols", "→ ∞ ≠ ✓ ★ ♠ ☎ ⌘"},
	{"Emoji", "🚀 👍🏽 👩\u200d💻 👨\u200d👩\u200d👧\u200d👦 🇪🇺 🏴\u200d☠️ 1️⃣"},
	{"Mixed", "גרסה 2.0 of memed נבנתה"},
}

// The layout of the sheet of scripts, in pixels.
const (
	rowHeight   = 56
	labelWidth  = 170
	sampleWidth = 560
)

// scripts sets a line of each script in the default font.
func scripts(ctx context.Context, library *fonts.Library) (image.Image, error) {
	setter := typeset.New(library)
	sheet := image.NewRGBA(image.Rect(0, 0, labelWidth+sampleWidth, gap+len(samples)*rowHeight))
	draw.Draw(sheet, sheet.Rect, image.NewUniform(color.RGBA{0x4a, 0x5d, 0x78, 0xff}), image.Point{}, draw.Src)
	size := sheet.Rect.Size()
	for i, s := range samples {
		label := caption.New(s.script, caption.Middle)
		label.Font, label.Align, label.Outline.None, label.Size.Pixels = "noto-sans", caption.Left, true, 20
		label.Box = row(i, gap, labelWidth, size)
		line := caption.New(s.text, caption.Middle)
		line.Align, line.Size.Shrink = caption.Left, true
		line.Box = row(i, labelWidth, sampleWidth, size)
		for _, c := range []caption.Caption{label, line} {
			ink, err := setter.Set(ctx, c, size)
			if err != nil {
				return nil, err
			}
			draw.Draw(sheet, ink.Image.Rect, ink.Image, ink.Image.Rect.Min, draw.Over)
		}
	}
	return sheet, nil
}

// row is a part of the ith row, as a box of the sheet.
func row(i, x, width int, sheet image.Point) caption.Box {
	w, h := float64(sheet.X), float64(sheet.Y)
	return caption.Box{
		X: float64(x) / w, Y: float64(gap/2+i*rowHeight) / h,
		Width: min(float64(width)/w, 1-float64(x)/w), Height: rowHeight / h,
	}
}
