package typeset

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/testtool"
)

// visual returns s, one line of noto-sans, as it stands from left to right.
func visual(t *testing.T, s string) string {
	t.Helper()
	shaped := shape(t, "noto-sans", s)
	runes := []rune(s)
	clusters := slices.Clone(shaped.clusters)
	ends := make(map[int]int)
	for i, c := range clusters {
		ends[c.rune] = shaped.clusterEnd(i, len(runes))
	}
	reorder(clusters)
	var b strings.Builder
	for _, c := range clusters {
		b.WriteString(string(runes[c.rune:ends[c.rune]]))
	}
	return b.String()
}

// TestVisualOrder spells what stands from left to right. Hebrew letters alef to he stand for words; they are escaped, so that editors
// do not reorder the table.
func TestVisualOrder(t *testing.T) {
	const a, b, g, d = "\u05d0", "\u05d1", "\u05d2", "\u05d3"
	const alef, beh, jeem = "\u0627", "\u0628", "\u062c"
	tests := []struct{ name, text, want string }{
		{"Latin", "abc def", "abc def"},
		{"Hebrew", a + b + g, g + b + a},
		{"Hebrew words", a + b + " " + g + d, d + g + " " + b + a},
		{"Hebrew in Latin", "x " + a + b + " y", "x " + b + a + " y"},
		{"Latin in Hebrew", a + " xy " + b, b + " xy " + a},
		{"a number in Hebrew", a + " 123 " + b, b + " 123 " + a},
		{"a number after Hebrew in Latin", "x " + a + b + " 12", "x 12 " + b + a},
		{"a number and Latin after Hebrew", "x " + a + " 12 y", "x 12 " + a + " y"},
		{"a sum after Hebrew in Latin", "x " + a + " 12.50% y", "x 12.50% " + a + " y"},
		{"a currency before a number", "x " + a + " $12 y", "x $12 " + a + " y"},
		{"numbers after Arabic", "x " + jeem + " 12", "x 12 " + jeem},
		{"Arabic digits", "x " + jeem + " \u0661\u0662", "x \u0661\u0662 " + jeem},
		{"Arabic digits first", "\u0661\u0662 " + jeem + beh, beh + jeem + " \u0661\u0662"},
		{"a range of numbers in Hebrew", a + " 1-2 " + b, b + " 1-2 " + a},
		{"brackets", a + " (" + b + ")", ")" + b + "( " + a},
		{"brackets around Latin in Hebrew", a + " (xy) " + b, b + " )xy( " + a},
		{"the full stop of Hebrew", a + b + ".", "." + b + a},
		{"the question mark of Latin", "x " + a + "?", "x " + a + "?"},
		{"marks stay on their letters", a + "\u05b8" + b + "\u05b0", b + "\u05b0" + a + "\u05b8"},
		{"Arabic words", alef + " " + jeem, jeem + " " + alef},
		{"a right-to-left mark", "\u200fx " + a, a + " x\u200f"},
		{"an isolate does not decide", "\u2067" + a + b + "\u2069 x", "\u2067" + b + a + "\u2069 x"},
		{"emoji in Hebrew", a + " 😀 " + b, b + " 😀 " + a},
		{"Chinese in Hebrew", a + " 漢字 " + b, b + " 漢字 " + a},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := visual(t, test.text); got != test.want {
				t.Errorf("%+q stands as %+q, want %+q", test.text, got, test.want)
			}
		})
	}
}

// TestEachLineIsReordered breaks a mixed text: the order is that of each line, not of the paragraph.
func TestEachLineIsReordered(t *testing.T) {
	c := fixedCaption("\u05d0\u05d0 \u05d1\u05d1 \u05d2\u05d2 \u05d3\u05d3", "noto-sans", 40)
	c.Box.Width = 0.25
	s, _ := layOut(t, c, usual)
	if got := linesOf(s.text, c.Text, s.lines); !slices.Equal(got, []string{"\u05d0\u05d0 \u05d1\u05d1", "\u05d2\u05d2 \u05d3\u05d3"}) {
		t.Fatalf("lines %+q", got)
	}
	places := placedOf(t, c, usual)
	if len(places) != 8 || !slices.IsSortedFunc(places[:4], func(a, b placed) int { return a.at.X - b.at.X }) {
		t.Errorf("places %v", places)
	}
}

func TestAlignIsTheVisualSide(t *testing.T) {
	for _, str := range []string{"HI", "\u05d0\u05d1", "\u0627\u0628", "漢"} {
		for _, align := range []caption.Align{caption.Left, caption.Right} {
			c := fixedCaption(str, "noto-sans", 40)
			c.Align = align
			f := frameOf(c, usual)
			r := inked(set(t, c, usual).Image)
			if !stands(float64(r.Min.X)-f.x, f.x+f.width-float64(r.Max.X), string(align), 5) {
				t.Errorf("%s, %s: ink in %v", str, align, r)
			}
		}
	}
}

// conformance returns a file of Unicode's tests that the module of the library brings along.
func conformance(t *testing.T, name string) []string {
	t.Helper()
	folder, err := exec.CommandContext(t.Context(), "go", "list", "-f", "{{.Dir}}", "github.com/go-text/typesetting/bidi").Output()
	if err != nil {
		testtool.Lacks(t, "the sources of go-text/typesetting are not at hand: %v", err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(folder)), "test", name))
	if err != nil {
		testtool.Lacks(t, "go-text/typesetting comes without Unicode's test files: %v", err)
	}
	return slices.DeleteFunc(strings.Split(string(data), "\n"), func(l string) bool { return l == "" || l[0] == '#' })
}

// visualIndices is the order in which a line's runes stand. Levels that Unicode gives as x belong to characters without a shape, and white
// space at the end of a line, which we do not set, has the paragraph's level.
func visualIndices(d *desk, runes []rune, want []string) string {
	levels := d.levels(nil, runes)
	var base int8
	if rightToLeft(runes) {
		base = 1
	}
	for i := len(runes) - 1; i >= 0 && (runes[i] == ' ' || want[i] == "x" || isolates(runes[i])); i-- {
		levels[i] = base
	}
	var clusters []cluster
	for i, level := range want {
		if level != "x" {
			clusters = append(clusters, cluster{rune: i, level: levels[i]})
		}
	}
	reorder(clusters)
	var order []string
	for _, c := range clusters {
		order = append(order, strconv.Itoa(c.rune))
	}
	return strings.Join(order, " ")
}

func isolates(r rune) bool { return '\u2066' <= r && r <= '\u2069' }

func TestUnicodesCharacters(t *testing.T) {
	tested := 0
	d := &desk{}
	for _, l := range conformance(t, "BidiCharacterTest.txt") {
		fields := strings.Split(l, ";")
		var runes []rune
		for _, hex := range strings.Fields(fields[0]) {
			r, err := strconv.ParseUint(hex, 16, 32)
			if err != nil {
				t.Fatal(err)
			}
			runes = append(runes, rune(r))
		}
		if base := map[bool]string{false: "0", true: "1"}[rightToLeft(runes)]; base != fields[2] {
			if fields[1] == "2" && base != fields[2] {
				t.Fatalf("%+q: the paragraph has level %s, want %s", runes, base, fields[2])
			}
			continue
		}
		if got := visualIndices(d, runes, strings.Fields(fields[3])); got != fields[4] {
			t.Fatalf("%+q stands as %s, want %s", runes, got, fields[4])
		}
		tested++
	}
	if tested < 45000 {
		t.Errorf("only %d lines tested", tested)
	}
}

// representatives are characters of each class of which a paragraph is made, but tabs.
var representatives = map[string]rune{
	"L": 'a', "R": '\u05d0', "AL": '\u0627', "EN": '1', "ES": '+', "ET": '%', "AN": '\u0660', "CS": ',', "NSM": '\u0300', "BN": '\u00ad', "WS": ' ', "ON": '!',
	"LRE": '\u202a', "RLE": '\u202b', "LRO": '\u202d', "RLO": '\u202e', "PDF": '\u202c', "LRI": '\u2066', "RLI": '\u2067', "FSI": '\u2068', "PDI": '\u2069',
}

func TestUnicodesClasses(t *testing.T) {
	var levels []string
	var order string
	tested := 0
	d := &desk{}
	for _, l := range conformance(t, "BidiTest.txt") {
		if s, ok := strings.CutPrefix(l, "@Levels:"); ok {
			levels = strings.Fields(s)
			continue
		}
		if s, ok := strings.CutPrefix(l, "@Reorder:"); ok {
			order = strings.TrimSpace(s)
			continue
		}
		classes, bases, _ := strings.Cut(l, "; ")
		const automatic = 1
		runes := runesOf(strings.Fields(classes))
		if bits, err := strconv.Atoi(bases); err != nil || bits&automatic == 0 || runes == nil {
			continue
		}
		if got := visualIndices(d, runes, levels); got != order {
			t.Errorf("%s stands as %s, want %s", classes, got, order)
		}
		tested++
	}
	if tested < 200000 {
		t.Errorf("only %d lines tested", tested)
	}
}

// runesOf returns characters of classes, or nil if one has no representative.
func runesOf(classes []string) (runes []rune) {
	for _, class := range classes {
		r, ok := representatives[class]
		if !ok {
			return nil
		}
		runes = append(runes, r)
	}
	return runes
}
