package caption

import (
	"slices"

	"github.com/memed/memed/internal/fault"
)

// DecodeQuery decodes a raw query string or the body of a urlencoded form.
// Keys are trimmed and case-insensitive, and scalars take the type of their field.
func DecodeQuery(query string) (Spec, error) {
	root, err := parseQuery(query)
	if err != nil {
		return Spec{}, err
	}
	return decodeSpec(root)
}

// DecodeJSON decodes a JSON body. Names are case-sensitive, and scalars must have the type of their field.
func DecodeJSON(body []byte) (Spec, error) {
	root, err := parseJSON(body, "")
	if err != nil {
		return Spec{}, err
	}
	return decodeSpec(root)
}

// DecodeBoxes decodes the text boxes of a template: the JSON list of caption objects that have a box and no text.
func DecodeBoxes(data []byte) ([]Caption, error) {
	root, err := parseJSON(data, "boxes")
	if err != nil {
		return nil, err
	}
	if root.kind != kindList {
		return nil, fault.Invalidf(root.path(), "must be a list of objects")
	}
	return decodeCaptions(root, boxFields)
}

func decodeSpec(root *node) (Spec, error) {
	if root.kind != kindObject {
		return Spec{}, fault.Invalidf(root.path(), "the request must be an object")
	}
	spec := Spec{Style: DefaultStyle}
	if err := checkNames(root, requestNames); err != nil {
		return Spec{}, err
	}
	if err := setFields(&spec, root, outputFields); err != nil {
		return Spec{}, err
	}
	if err := decodeTexts(&spec, root); err != nil {
		return Spec{}, err
	}
	return spec, nil
}

// decodeTexts decodes what is to be written, in one of three ways: simple captions, a list of strings, or one of objects.
func decodeTexts(spec *Spec, root *node) (err error) {
	captions := root.child("captions")
	if captions == nil {
		spec.Captions, err = decodeSimple(root)
		return err
	}
	for _, n := range root.children {
		if slices.Contains(simpleNames, n.key) {
			return fault.Invalidf(captions.path(), "cannot be given together with %s", n.key)
		}
	}
	switch {
	case captions.kind != kindList:
		return fault.Invalidf(captions.path(), "must be a list of strings or a list of objects")
	case len(captions.children) == 0:
		return nil
	}
	first := captions.children[0].kind
	for _, item := range captions.children {
		if item.kind != first {
			return fault.Invalidf(item.path(), "captions must be all strings or all objects")
		}
	}
	switch first {
	case kindText, kindString:
		spec.Texts, err = decodeList(captions, decodeText)
	case kindObject:
		spec.Captions, err = decodeCaptions(captions, captionFields)
	default:
		err = fault.Invalidf(captions.children[0].path(), "must be a string or an object")
	}
	return err
}

// decodeSimple decodes the captions that top_text and its like give, from the top down.
func decodeSimple(root *node) ([]Caption, error) {
	var captions []Caption
	for _, place := range places {
		c := New("", place)
		for _, f := range simpleFields {
			n, err := simpleField(root, place, f.name)
			if err != nil {
				return nil, err
			}
			if n == nil {
				continue
			}
			if err := f.set(&c, n); err != nil {
				return nil, err
			}
		}
		if c.Text != "" {
			captions = append(captions, c)
		}
	}
	return captions, nil
}

// simpleField returns what the caption in that place is given by a name: its own field, or the one for all places, or nil.
func simpleField(root *node, place VAlign, name string) (*node, error) {
	own, common := root.child(simpleName(place, name)), root.child(name)
	switch {
	case own == nil:
		return common, nil
	case common != nil:
		return nil, fault.Invalidf(own.path(), "cannot be given together with %s, which is for all places", common.key)
	}
	return own, nil
}

func decodeCaptions(n *node, fields []field[Caption]) ([]Caption, error) {
	return decodeList(n, func(item *node) (Caption, error) { return decodeCaption(item, fields) })
}

// decodeList decodes each item of a list of captions; an empty list is nil.
func decodeList[T any](n *node, decode func(*node) (T, error)) ([]T, error) {
	if len(n.children) > MaxCaptions {
		return nil, fault.Invalidf(n.path(), "must have at most %d items", MaxCaptions)
	}
	var all []T
	for _, item := range n.children {
		v, err := decode(item)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, nil
}

func decodeCaption(n *node, fields []field[Caption]) (Caption, error) {
	c := New("", Middle)
	if err := decodeObject(&c, n, fields); err != nil {
		return Caption{}, err
	}
	if n.child("box") != nil {
		return c, nil
	}
	if n.child("valign") == nil {
		return Caption{}, fault.Invalidf(n.pathOf("valign"), "required unless box is given: top, middle or bottom")
	}
	c.Box = Third(c.VAlign)
	return c, nil
}
