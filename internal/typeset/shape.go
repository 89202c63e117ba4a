package typeset

import (
	"context"
	"slices"
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"

	"github.com/memed/memed/internal/caption"
)

// A request names no language. English chooses no local forms. Russian chooses, in fonts that were drawn for Bulgarian, the forms of Cyrillic
// letters that are common to all others who write them.
var (
	english = language.NewLanguage("en")
	russian = language.NewLanguage("ru")
)

func languageOf(script language.Script) language.Language {
	if script == language.Cyrillic {
		return russian
	}
	return english
}

// shape shapes str in the named font. The result is the desk's, and valid until it shapes again.
func (d *desk) shape(ctx context.Context, fontName, str string) (*text, error) {
	described, err := d.library.Get("font", fontName)
	if err != nil {
		return nil, err
	}
	asked, err := d.face(ctx, described)
	if err != nil {
		return nil, err
	}
	d.asked = asked
	d.makeRoom(asked)
	t := &d.text
	*t = text{glyphs: t.glyphs[:0], clusters: t.clusters[:0], words: t.words[:0]}
	fallback := standIns{asked: asked, described: d.library.StandIns(described)}
	d.runes = d.runes[:0]
	for _, r := range str {
		if !endsParagraph(r) {
			d.runes = append(d.runes, r)
			continue
		}
		if err := d.shapeParagraph(ctx, asked, &fallback); err != nil {
			return nil, err
		}
		d.runes = d.runes[:0]
	}
	if err := d.shapeParagraph(ctx, asked, &fallback); err != nil {
		return nil, err
	}
	t.measure()
	return t, nil
}

// room is more glyphs than any text has while it is shaped: its characters may each come apart into several, and get a circle to stand on.
const room = 4 * caption.MaxTextLength

// makeRoom lets the shaper's buffer grow before it is needed. go-text v0.3.5 reorders the vowel signs of a syllable without a consonant in places
// that it has made no room for, and panics (harfbuzz, Buffer.reverseRange).
func (d *desk) makeRoom(f *face) {
	if d.roomy {
		return
	}
	d.shaper.Shape(shaping.Input{
		Text: slices.Repeat([]rune{' '}, room), RunEnd: room, Direction: di.DirectionLTR, Face: f.Face,
		Size: fixed.I(int(f.units)), Script: language.Latin, Language: english,
	})
	d.roomy = true
}

func endsParagraph(r rune) bool { return r == '\n' || r == '\u2028' || r == '\u2029' }

// shapeParagraph adds the desk's runes to its text.
func (d *desk) shapeParagraph(ctx context.Context, asked *face, fallback *standIns) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	d.runes = qualify(d.runes)
	d.findBreaks()
	d.level = d.levels(d.level[:0], d.runes)
	d.chosen = d.chosen[:0]
	if err := d.choose(ctx, asked, fallback); err != nil {
		return err
	}
	first := len(d.text.clusters)
	for start := 0; start < len(d.runes); {
		end, script := d.runEnd(start)
		d.shapeRun(start, end, script)
		start = end
	}
	d.cutWords(first)
	return nil
}

// findBreaks marks where lines (UAX #14) and grapheme clusters (UAX #29) may begin.
func (d *desk) findBreaks() {
	d.grapheme = append(d.grapheme[:0], make([]bool, len(d.runes))...)
	d.lineStart = append(d.lineStart[:0], make([]bool, len(d.runes))...)
	d.breaks.Init(d.runes)
	for lines := d.breaks.LineIterator(); lines.Next(); {
		if at := lines.Line().Offset; at < len(d.runes) {
			d.lineStart[at] = true
		}
	}
	d.tailorBreaks()
	for graphemes := d.breaks.GraphemeIterator(); graphemes.Next(); {
		d.grapheme[graphemes.Grapheme().Offset] = true
	}
	for i := 1; i < len(d.runes); i++ {
		if before := d.runes[i-1]; isTone(d.runes[i]) && !pictographic(before) && before != emojiStyle { // it has nobody to colour, and is an emoji by itself
			d.grapheme[i] = true
		}
	}
}

// runEnd returns the end of the run that begins at start: runes of one level, face and script. Characters that are common to
// several scripts belong to that of their neighbours.
func (d *desk) runEnd(start int) (int, language.Script) {
	script := language.Common
	for i := start; i < len(d.runes); i++ {
		if d.level[i] != d.level[start] || d.chosen[i] != d.chosen[start] {
			return i, script
		}
		own := language.LookupScript(d.runes[i])
		if !own.Strong() || own == script {
			continue
		}
		if script != language.Common {
			return i, script
		}
		script = own
	}
	return len(d.runes), script
}

func (d *desk) shapeRun(start, end int, script language.Script) {
	f := d.chosen[start]
	direction := di.DirectionLTR
	if d.level[start]%2 == 1 {
		direction = di.DirectionRTL
	}
	out := d.shaper.Shape(shaping.Input{
		Text: d.runes, RunStart: start, RunEnd: end, Direction: direction, Face: f.Face,
		Size: fixed.I(int(f.units)), Script: script, Language: languageOf(script),
	})
	t := &d.text
	first := len(t.clusters)
	for i := 0; i < len(out.Glyphs); {
		j := i + 1
		for j < len(out.Glyphs) && out.Glyphs[j].TextIndex() == out.Glyphs[i].TextIndex() {
			j++
		}
		d.addCluster(f, out.Glyphs[i:j])
		i = j
	}
	if direction == di.DirectionRTL {
		slices.Reverse(t.clusters[first:])
	}
}

// addCluster adds shaped glyphs that stand for the same characters.
func (d *desk) addCluster(f *face, shaped []shaping.Glyph) {
	t := &d.text
	at := shaped[0].TextIndex()
	c := cluster{
		first: len(t.glyphs), rune: at, level: d.level[at], grapheme: d.grapheme[at],
		space: unicode.IsSpace(d.runes[at]) && !binds(d.runes[at]),
	}
	if d.runes[at] == softHyphen && len(shaped) == 1 { // rather than with marks on it
		d.addHyphen(f, c)
		return
	}
	em := func(v fixed.Int26_6) float64 { return float64(float64(v) / (64 * f.units) * f.scale) }
	for _, s := range shaped {
		room := d.roomBeside(f)
		g := glyph{face: f, id: s.GlyphID, x: c.width + room + em(s.XOffset), y: -em(s.YOffset)}
		if f.emoji {
			g.ink = rect{-emojiAside, -emojiAscent, em(s.Advance) + emojiAside, emojiDescent}
		} else if s.Width != 0 && s.Height != 0 {
			g.ink = rect{em(s.XBearing), -em(s.YBearing), em(s.XBearing + s.Width), -em(s.YBearing + s.Height)}.grown(f.bold)
		}
		c.width += em(s.Advance) + 2*room
		c.space = c.space && g.ink.empty() // a mark may stand on a space
		t.glyphs = append(t.glyphs, g)
	}
	if takesMarks(d.runes[at]) {
		attachMarks(t.glyphs[c.first:], shaped)
	}
	c.last = len(t.glyphs)
	t.clusters = append(t.clusters, c)
}

const softHyphen = '\u00ad'

// addHyphen adds the hyphen of a place where a word may be broken, which the shaper leaves out.
func (d *desk) addHyphen(f *face, c cluster) {
	t := &d.text
	id, ok := f.NominalGlyph('-')
	box, drawn := f.GlyphExtents(id)
	if ok && drawn {
		em := func(v float32) float64 { return float64(float64(v) / f.units * f.scale) }
		ink := rect{em(box.XBearing), -em(box.YBearing), em(box.XBearing + box.Width), -em(box.YBearing + box.Height)}
		t.glyphs = append(t.glyphs, glyph{face: f, id: id, ink: ink.grown(f.bold)})
		c.width = em(f.HorizontalAdvance(id))
	}
	c.last, c.soft, c.grapheme = len(t.glyphs), true, false
	t.clusters = append(t.clusters, c)
}

// How far any emoji of the bundled font reaches above and below the baseline, and beyond its advance, in em; and the room that they take
// on both sides among the letters of another font, as they fill their advance and would lie on the outlines of their neighbours.
const (
	emojiAscent  = 0.9
	emojiDescent = 0.14
	emojiAside   = 0.01
	emojiRoom    = outlineWidth + 0.015
)

func (d *desk) roomBeside(f *face) float64 {
	if f.emoji && f != d.asked {
		return emojiRoom
	}
	return 0
}

// binds tells whether r is one of the spaces that keep words together.
func binds(r rune) bool { return r == '\u00a0' || r == '\u202f' || r == '\u2007' }

// cutWords makes words of the paragraph's clusters, of which first is the first. Several spaces count as one, and those before the
// first word not at all. A paragraph without words is an empty line.
func (d *desk) cutWords(first int) {
	t := &d.text
	before := len(t.words)
	for start := first; start < len(t.clusters); {
		next := start + 1
		for next < len(t.clusters) && !d.lineStart[t.clusters[next].rune] {
			next++
		}
		if w := t.word(start, next); w.end > w.first {
			t.words = append(t.words, w)
		}
		start = next
	}
	if len(t.words) == before {
		t.words = append(t.words, word{})
	}
	last := &t.words[len(t.words)-1]
	last.forced = true
}

// word makes a word of clusters from first to before last.
func (t *text) word(first, last int) word {
	w := word{first: first, end: last}
	for w.end > w.first && t.clusters[w.end-1].space {
		w.end--
	}
	w.width = widthWithin(t.clusters[w.first:w.end])
	w.last = min(w.end+1, last)
	w.space = widthWithin(t.clusters[w.end:w.last])
	if hyphen := t.clusters[w.last-1]; hyphen.soft && last < len(t.clusters) {
		w.hyphen = true
		w.width += hyphen.width
		w.space -= hyphen.width
	}
	return w
}

// widthWithin is how wide clusters are within a line.
func widthWithin(clusters []cluster) (sum float64) {
	for _, c := range clusters {
		if !c.soft {
			sum += c.width
		}
	}
	return sum
}

// measure finds how far the text's ink reaches.
func (t *text) measure() {
	for _, c := range t.clusters {
		for _, g := range t.glyphs[c.first:c.last] {
			if g.ink.empty() {
				continue
			}
			t.ascent, t.descent = max(t.ascent, -g.y-g.ink.minY), max(t.descent, g.y+g.ink.maxY)
			t.before, t.after = max(t.before, -g.x-g.ink.minX), max(t.after, g.x+g.ink.maxX-c.width)
		}
	}
}
