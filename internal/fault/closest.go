package fault

import (
	"cmp"
	"slices"
	"strings"
)

// maxSuggestions keeps an error message readable.
const maxSuggestions = 3

// UnknownName returns a NotFound fault for a name that is not among the known ones, with the closest of these.
// field is the request's field and what the thing named, such as "template".
func UnknownName(field, what, name string, known []string) *Error {
	message := "unknown " + what + " " + quote(name)
	if near := closest(name, known); len(near) > 0 {
		message += "; the closest known names are " + strings.Join(near, ", ")
	}
	return &Error{Kind: NotFound, Field: field, Message: message}
}

// closest returns the nearest known name by edit distance, and up to maxSuggestions in all if the others are near as well.
func closest(name string, known []string) []string {
	type scored struct {
		name     string
		distance int
	}
	name = strings.ToLower(name)
	all := make([]scored, len(known))
	for i, k := range known {
		all[i] = scored{k, distance(name, strings.ToLower(k))}
	}
	slices.SortFunc(all, func(a, b scored) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), strings.Compare(a.name, b.name))
	})
	var names []string
	for i, s := range all[:min(len(all), maxSuggestions)] {
		if i == 0 || s.distance <= max(2, len(name)/3) {
			names = append(names, s.name)
		}
	}
	return names
}

// minPart is the length from which a known name counts where it is a part of the name asked for: shorter ones are in many by chance.
const minPart = 3

// distance is the Levenshtein distance of a known name b from a, except that it is close, however long, if it contains a or is a part of it.
func distance(a, b string) int {
	if a != b && a != "" && (strings.Contains(b, a) || len(b) >= minPart && strings.Contains(a, b)) {
		return 1
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			substitute := diagonal
			if a[i] != b[j] {
				substitute++
			}
			diagonal = row[j+1]
			row[j+1] = min(substitute, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// maxQuoted bounds how much of a client's own input an error message repeats.
const maxQuoted = 64

func quote(s string) string {
	if r := []rune(s); len(r) > maxQuoted {
		s = string(r[:maxQuoted]) + "…"
	}
	return "\"" + s + "\""
}
