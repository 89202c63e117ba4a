package caption

import (
	"bytes"
	"net/url"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// MarshalJSON returns the canonical request for s: its fields in a fixed order, defaults left out.
// DecodeJSON returns s again, and equal Specs have equal bytes, so that these may serve as a key.
func (s Spec) MarshalJSON() ([]byte, error) { return s.tree().json() }

// Query returns the canonical request as a query string, which DecodeQuery decodes to s again.
func (s Spec) Query() string {
	var pairs []string
	s.tree().flatten("", &pairs)
	return strings.Join(pairs, "&")
}

// MarshalJSON returns c as the object that a request or a template's list of boxes may hold, with every field in full
// except for a text that is empty.
func (c Caption) MarshalJSON() ([]byte, error) {
	n := &node{kind: kindObject}
	c.encode(n, true)
	return n.json()
}

func (s Spec) tree() *node {
	root := &node{kind: kindObject}
	root.putString("template", s.Template)
	if s.Width != 0 {
		root.putNumber("width", float64(s.Width))
	}
	if s.Height != 0 {
		root.putNumber("height", float64(s.Height))
	}
	if s.Format != "" {
		root.putString("format", string(s.Format))
	}
	if s.Quality != 0 {
		root.putNumber("quality", float64(s.Quality))
	}
	if s.Style != DefaultStyle {
		root.putString("style", s.Style)
	}
	if len(s.Texts) == 0 && len(s.Captions) == 0 {
		return root
	}
	captions := root.add("captions")
	captions.kind = kindList
	for _, t := range s.Texts {
		item := captions.item()
		item.kind, item.scalar = kindString, t
	}
	for _, c := range s.Captions {
		item := captions.item()
		item.kind = kindObject
		c.encode(item, false)
	}
	return root
}

// encode fills the object n; unless full is set, it leaves out what a request would default to.
func (c Caption) encode(n *node, full bool) {
	if c.Text != "" {
		n.putString("text", c.Text)
	}
	third := c.Box == Third(c.VAlign)
	if full || third || c.VAlign != Middle {
		n.putString("valign", string(c.VAlign))
	}
	if full || c.Align != Center {
		n.putString("align", string(c.Align))
	}
	if full || !third {
		box := n.add("box")
		box.kind = kindList
		for _, f := range []float64{c.Box.X, c.Box.Y, c.Box.Width, c.Box.Height} {
			box.item().setNumber(f)
		}
	}
	if full || c.Angle != 0 {
		n.putNumber("angle", c.Angle)
	}
	if full || c.Font != DefaultFont {
		n.putString("font", c.Font)
	}
	if full || c.Color != White {
		n.putString("color", c.Color.String())
	}
	if full || c.Outline != (Outline{Color: Black}) {
		c.Outline.encode(n.add("outline"))
	}
	if full || c.Size != (Size{}) {
		c.Size.encode(n.add("size"))
	}
	if full || c.Case != CaseNone {
		n.putString("case", string(c.Case))
	}
}

func (o Outline) encode(n *node) {
	if o.None {
		n.kind = kindNull
		return
	}
	n.kind, n.scalar = kindString, o.Color.String()
}

func (s Size) encode(n *node) {
	switch {
	case s.Pixels != 0:
		n.setNumber(s.Pixels)
	case s.Shrink:
		n.kind, n.scalar = kindString, "shrink"
	default:
		n.kind, n.scalar = kindString, "fit"
	}
}

func (n *node) putString(key, s string) {
	c := n.add(key)
	c.kind, c.scalar = kindString, s
}

func (n *node) putNumber(key string, f float64) { n.add(key).setNumber(f) }

func (n *node) setNumber(f float64) { n.kind, n.scalar = kindNumber, jsontext.Float(f).String() }

// json writes the tree as JSON without white space.
func (n *node) json() ([]byte, error) {
	var b bytes.Buffer
	if err := n.write(jsontext.NewEncoder(&b)); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

func (n *node) write(enc *jsontext.Encoder) error {
	switch n.kind {
	case kindNull:
		return enc.WriteToken(jsontext.Null)
	case kindNumber:
		return enc.WriteValue(jsontext.Value(n.scalar))
	case kindList:
		return n.writeAll(enc, jsontext.BeginArray, jsontext.EndArray)
	case kindObject:
		return n.writeAll(enc, jsontext.BeginObject, jsontext.EndObject)
	default:
		return enc.WriteToken(jsontext.String(n.scalar))
	}
}

func (n *node) writeAll(enc *jsontext.Encoder, begin, end jsontext.Token) error {
	if err := enc.WriteToken(begin); err != nil {
		return err
	}
	for _, c := range n.children {
		if n.kind == kindObject {
			if err := enc.WriteToken(jsontext.String(c.key)); err != nil {
				return err
			}
		}
		if err := c.write(enc); err != nil {
			return err
		}
	}
	return enc.WriteToken(end)
}

// flatten appends the pairs of a query, of which key is the one for n. The only numbers in a list are those of a box.
func (n *node) flatten(key string, pairs *[]string) {
	switch {
	case n.kind == kindList && n.children[0].kind == kindNumber:
		var numbers []string
		for _, c := range n.children {
			numbers = append(numbers, c.scalar)
		}
		*pairs = append(*pairs, url.QueryEscape(key)+"="+url.QueryEscape(strings.Join(numbers, ",")))
	case n.kind == kindList || n.kind == kindObject:
		for _, c := range n.children {
			inner := key + "[" + c.key + "]"
			if n.parent == nil {
				inner = c.key
			}
			c.flatten(inner, pairs)
		}
	default: // a null has no scalar, and an empty value is a null
		*pairs = append(*pairs, url.QueryEscape(key)+"="+url.QueryEscape(n.scalar))
	}
}
