package typeset

import (
	"image"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/memed/memed/internal/caption"
)

// linesOf are the characters of each line of a shaped str, in the order of the text, without the white space at the end.
func linesOf(t *text, str string, lines []line) []string {
	paragraphs := strings.Split(strings.NewReplacer("\u2028", "\n", "\u2029", "\n").Replace(str), "\n")
	var all []string
	for _, l := range lines {
		runes := []rune(paragraphs[0])
		var b strings.Builder
		for i, w := range l {
			end := w.last
			if i == len(l)-1 {
				end = w.end
			}
			for c := w.first; c < end; c++ {
				b.WriteString(string(runes[t.clusters[c].rune:t.clusterEnd(c, len(runes))]))
			}
		}
		all = append(all, b.String())
		if l[len(l)-1].forced {
			paragraphs = paragraphs[1:]
		}
	}
	return all
}

// clusterEnd is where in its paragraph, of which end is the end, the cluster of that index ends.
func (t *text) clusterEnd(index, end int) int {
	if next := index + 1; next < len(t.clusters) && t.clusters[next].rune > t.clusters[index].rune {
		return t.clusters[next].rune
	}
	return end
}

// letters is s without white space and what has no shape, all that a setting must keep.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if ignorable(r) {
			return -1
		}
		return r
	}, s)
}

func TestWhereLinesBreak(t *testing.T) {
	tests := []struct {
		name, text string
		limit      float64 // in widths of the text's widest letter
		want       []string
	}{
		{"spaces where they must", "mmmm mmmm mmmm", 5, []string{"mmmm", "mmmm", "mmmm"}},
		{"nowhere if there is room", "mm mm", 99, []string{"mm mm"}},
		{"newlines always", "a\nb", 99, []string{"a", "b"}},
		{"separators of lines and paragraphs", "a\u2028b\u2029c", 99, []string{"a", "b", "c"}},
		{"empty lines", "a\n\nb", 99, []string{"a", "", "b"}},
		{"several empty lines", "a\n\n\nb", 99, []string{"a", "", "", "b"}},
		{"an empty line first", "\na", 99, []string{"", "a"}},
		{"an empty line last", "a\n", 99, []string{"a", ""}},
		{"spaces around a newline", "a \n b", 99, []string{"a", "b"}},
		{"a line of spaces", "a\n  \nb", 99, []string{"a", "", "b"}},
		{"runs of spaces", "  a   b  ", 99, []string{"a b"}},
		{"no-break spaces never", "m\u00a0m\u202fm\u2007m", 1, []string{"m\u00a0m\u202fm\u2007m"}},
		{"no-break spaces never, however long", "mmmm\u00a0mmmm mm", 5, []string{"mmmm\u00a0mmmm", "mm"}},
		{"other spaces", "mmmm\u2003mmmm", 5, []string{"mmmm", "mmmm"}},
		{"after hyphens", "mmmm-mmmm", 6, []string{"mmmm-", "mmmm"}},
		{"not at non-breaking hyphens", "mmmm\u2011mmmm", 5, []string{"mmmm\u2011mmmm"}},
		{"after invisible spaces", "mmmm\u200bmmmm", 5, []string{"mmmm\u200b", "mmmm"}},
		{"not where words are joined", "漢\u2060字", 1, []string{"漢\u2060字"}},
		{"not within numbers", "mmmm 1,000.50 €", 6, []string{"mmmm", "1,000.50 €"}},
		{"between Chinese characters", "一个人不能走", 2.1, []string{"一个", "人不", "能走"}},
		{"not before closing punctuation", "一个人，不能", 3.1, []string{"一个", "人，", "不能"}},
		{"not after opening punctuation", "一（个）人", 2.1, []string{"一", "（个）", "人"}},
		{"not before small kana", "きゃきゃ", 1.1, []string{"きゃ", "きゃ"}},
		{"between words of Korean", "모르도르에 그냥", 5.1, []string{"모르도르에", "그냥"}},
		{"not before marks", "e\u0301e\u0301 e\u0301", 2.1, []string{"e\u0301e\u0301", "e\u0301"}},
		{"between words of Hebrew", "שלום שלום", 5, []string{"שלום", "שלום"}},
		{"between emoji, not within", "👩‍👩‍👧👍🏽🇩🇪", 1.1, []string{"👩‍👩‍👧", "👍🏽", "🇩🇪"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			shaped := shape(t, "noto-sans", test.text)
			var widest float64
			for _, c := range shaped.clusters {
				widest = max(widest, c.width)
			}
			limit := test.limit * widest
			count, _ := greedy(shaped.words, limit)
			got := linesOf(shaped, test.text, balance(shaped.words, count, limit))
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
		})
	}
}

func TestMarksStayWithTheirLetters(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"xxe\u0301\u0323y", []string{"x", "x", "e\u0301\u0323", "y"}},
		{"กุ้ที่", []string{"กุ้", "ที่"}},
		{"கொகொ", []string{"கொ", "கொ"}},
		{"क्षिकि", []string{"क्षि", "कि"}},
		{"👩‍👩‍👧👍🏽", []string{"👩‍👩‍👧", "👍🏽"}},
		{"🇩🇪🇫🇷🏳️‍🌈", []string{"🇩🇪", "🇫🇷", "🏳️‍🌈"}},
		{"אָבְ", []string{"אָ", "בְ"}},
	}
	for _, test := range tests {
		shaped := shape(t, "noto-sans", test.text)
		var lines []line
		for _, w := range shaped.loosen(0) {
			lines = append(lines, line{w})
		}
		if diff := cmp.Diff(test.want, linesOf(shaped, test.text, lines)); diff != "" {
			t.Errorf("pieces (-want +got):\n%s", diff)
		}
	}
}

func TestSettingLosesNoLetter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyFitted.Draw(t, "caption")
		if rapid.Bool().Draw(t, "fixed") {
			c.Size.Shrink, c.Size.Pixels = false, rapid.Float64Range(1, 200).Draw(t, "pixels")
		}
		picture := anyPicture.Draw(t, "picture")
		checkLetters(t, c, picture)
	})
}

// checkLetters reports letters that are lost or moved by breaking the text into lines. A setting without a size has no lines.
func checkLetters(t failer, c caption.Caption, picture image.Point) {
	t.Helper()
	s, _ := layOut(t, c, picture)
	if s.size == 0 {
		return
	}
	text := string(qualify([]rune(textOf(c)))) // as it is shaped
	if got, want := letters(strings.Join(linesOf(s.text, text, s.lines), "")), letters(text); got != want {
		t.Fatal("set:", got, "instead of:", want)
	}
}

// TestSoftHyphens looks for the letters and hyphens of each line.
func TestSoftHyphens(t *testing.T) {
	tests := []struct {
		name, text string
		width      float64
		want       []int // glyphs per line
	}{
		{"on one line", "re\u00adin\u00adstall", 0.9, []int{9}},
		{"at the end of a line", "re\u00adin\u00adstall", 0.2, []int{5, 5}},
		{"at the end of each line", "re\u00adin\u00adstall", 0.175, []int{3, 3, 5}},
		{"before a space", "rein\u00ad stall", 0.2, []int{4, 5}},
		{"at the end of the text", "reinstall\u00ad", 0.9, []int{9}},
		{"under a mark", "rein\u00ad\u0301stall", 0.9, []int{10}},
		{"in Hebrew", "\u05d0\u05d0\u05d0\u05d0\u00ad\u05d1\u05d1\u05d1\u05d1", 0.26, []int{5, 4}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := fixedCaption(test.text, "noto-sans", 40)
			c.Box.Width = test.width
			perLine := map[int]int{}
			for _, p := range placedOf(t, c, usual) {
				perLine[p.at.Y]++
			}
			var got []int
			for _, y := range slices.Sorted(maps.Keys(perLine)) {
				got = append(got, perLine[y])
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("%v glyphs per line, want %v", got, test.want)
			}
			s, f := layOut(t, c, usual)
			for _, l := range s.lines {
				if width := s.width(l) * s.size; width > f.width {
					t.Errorf("a line is %.1f wide, its frame %.1f", width, f.width)
				}
			}
		})
	}
}
