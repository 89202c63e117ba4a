package caption

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/memed/memed/internal/fault"
)

// kind is what a node holds.
type kind uint8

const (
	kindPending kind = iota // not yet known: a place in a query's tree that is about to be filled
	kindNull
	kindText // a scalar of a query, which has no type of its own
	kindString
	kindNumber
	kindBool
	kindList
	kindObject
)

// maxDepth bounds how deeply lists and objects nest. The deepest request is a box or a colour in a caption in the list of
// captions in the request.
const maxDepth = 4

// node is a value in a request. Both encodings are read into one tree of nodes and written from one, so that whatever
// happens between the tree and a Spec happens to both alike.
type node struct {
	kind   kind
	scalar string // of a text, string or number: as written, escapes resolved
	parent *node
	key    string // the name in an object, the decimal index in a list

	children []*node // in the order given
	byKey    map[string]*node
}

// child returns the child by that key, or nil.
func (n *node) child(key string) *node { return n.byKey[key] }

// add appends a new child to a list or an object.
func (n *node) add(key string) *node {
	c := &node{parent: n, key: key}
	if n.byKey == nil {
		n.byKey = make(map[string]*node)
	}
	n.byKey[key] = c
	n.children = append(n.children, c)
	return c
}

// item appends a new child to a list.
func (n *node) item() *node { return n.add(strconv.Itoa(len(n.children))) }

// open makes n a list or an object.
func (n *node) open(k kind) error {
	switch {
	case n.depth() == maxDepth:
		return fault.Invalidf(n.path(), "nested too deeply")
	case n.kind == kindPending:
		n.kind = k
	case n.kind == kindText:
		return fault.Invalidf(n.path(), "given both as a value and in parts")
	case n.kind != k:
		return fault.Invalidf(n.path(), "given both as a list and as an object")
	}
	return nil
}

func (n *node) depth() int {
	d := 0
	for ; n.parent != nil; n = n.parent {
		d++
	}
	return d
}

// untyped tells a value of a query from one of JSON. A query has no empty lists and objects.
func (n *node) untyped() bool {
	for len(n.children) > 0 {
		n = n.children[0]
	}
	return n.kind == kindText
}

// path names n in a fault, such as captions[0].color.
func (n *node) path() string {
	if n.parent == nil {
		return n.key
	}
	return n.parent.pathOf(n.key)
}

// pathOf names a child of n that need not exist.
func (n *node) pathOf(key string) string {
	path := n.path()
	switch {
	case n.kind == kindList:
		return path + "[" + label(key) + "]"
	case path == "":
		return label(key)
	default:
		return path + "." + label(key)
	}
}

// label returns a key as faults show it: as it is where it looks like a name of the model, quoted otherwise.
func label(key string) string {
	odd := func(r rune) bool {
		return r != '_' && r != '-' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	}
	if key == "" || len(key) > maxEcho || strings.ContainsFunc(key, odd) {
		return `"` + clip(key) + `"`
	}
	return key
}

// maxEcho bounds, in code points, how much of a client's own input a fault repeats.
const maxEcho = 64

// clip returns input fit for a message: short, valid UTF-8, with nothing unprintable.
func clip(s string) string {
	count := 0
	for i := range s {
		if count == maxEcho {
			s = s[:i] + "…"
			break
		}
		count++
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return unicode.ReplacementChar
	}, s)
}
