package caption

import (
	"errors"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/memed/memed/internal/fault"
)

var (
	errBadEscape = errors.New("must be percent-encoded: % is written %25")
	errNotUTF8   = errors.New("must be UTF-8")
)

// parseQuery reads a raw query string or a urlencoded form.
func parseQuery(query string) (*node, error) {
	root := &node{kind: kindObject}
	for pair := range strings.SplitSeq(query, "&") {
		if pair == "" {
			continue
		}
		if err := root.addPair(pair); err != nil {
			return nil, err
		}
	}
	if err := root.settle(); err != nil {
		return nil, err
	}
	return root, nil
}

// addPair adds one key=value to the tree.
func (n *node) addPair(pair string) error {
	rawKey, rawValue, _ := strings.Cut(pair, "=")
	key, err := unescape(rawKey)
	if err != nil {
		return fault.Invalidf(label(rawKey), "%v", err)
	}
	parts, ok := splitKey(lowerASCII(strings.TrimSpace(key)))
	if !ok {
		return fault.Invalidf(label(key), "must be a name, with indexes and names in brackets, such as captions[0][text]")
	}
	leaf, err := n.place(parts)
	if err != nil {
		return err
	}
	value, err := unescape(rawValue)
	if err != nil {
		return fault.Invalidf(leaf.path(), "%v", err)
	}
	leaf.kind, leaf.scalar = kindText, value
	return nil
}

func unescape(raw string) (string, error) {
	s, err := url.QueryUnescape(raw)
	switch {
	case err != nil:
		return "", errBadEscape
	case !utf8.ValidString(s):
		return "", errNotUTF8
	}
	return s, nil
}

// splitKey splits captions[0][box] into captions, 0 and box.
func splitKey(key string) (parts []string, ok bool) {
	name, rest, bracketed := strings.Cut(key, "[")
	parts = []string{name}
	if bracketed {
		if rest, ok = strings.CutSuffix(rest, "]"); !ok {
			return nil, false
		}
		parts = append(parts, strings.Split(rest, "][")...)
	}
	for _, p := range parts {
		if p == "" || strings.ContainsAny(p, "[]") {
			return nil, false
		}
	}
	return parts, true
}

// place returns the new leaf at the end of parts, with whatever lists and objects lead there. It keeps the items of a list by
// index and in the order given, so that nothing is ever allocated by the size of an index; settle puts them in order.
func (n *node) place(parts []string) (*node, error) {
	for i, part := range parts {
		k := kindObject
		if i > 0 && isIndex(part) {
			k = kindList
		}
		if err := n.open(k); err != nil {
			return nil, err
		}
		if k == kindList && part[0] == '0' && part != "0" {
			return nil, fault.Invalidf(n.pathOf(part), "an index must not have leading zeros")
		}
		next := n.child(part)
		if next == nil {
			next = n.add(part)
		}
		n = next
	}
	switch n.kind {
	case kindPending:
		return n, nil
	case kindText:
		return nil, fault.Invalidf(n.path(), "given twice")
	default:
		return nil, fault.Invalidf(n.path(), "given both as a value and in parts")
	}
}

func isIndex(part string) bool {
	return !strings.ContainsFunc(part, func(r rune) bool { return r < '0' || r > '9' })
}

// settle puts the items of every list in the order of their indexes.
func (n *node) settle() error {
	if n.kind == kindList {
		for i := range n.children {
			key := strconv.Itoa(i)
			if n.child(key) == nil {
				return fault.Invalidf(n.path(), "indexes must run from 0 without gaps: %s is missing", key)
			}
			n.children[i] = n.child(key)
		}
	}
	for _, c := range n.children {
		if err := c.settle(); err != nil {
			return err
		}
	}
	return nil
}
