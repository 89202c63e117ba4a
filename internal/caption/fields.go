package caption

import (
	"slices"

	"github.com/memed/memed/internal/fault"
)

// field is a field of an object in a request: the part of a T that it sets, and how.
type field[T any] struct {
	name, alias string
	required    bool
	set         func(*T, *node) error
}

// to returns a field's set function: decode the value, store it in its place.
func to[T, V any](place func(*T) *V, decode func(*node) (V, error)) func(*T, *node) error {
	return func(t *T, n *node) (err error) {
		*place(t), err = decode(n)
		return err
	}
}

// The fields of the model, in the order in which their faults are reported.
var (
	outputFields = []field[Spec]{
		{name: "template", required: true, set: to(func(s *Spec) *string { return &s.Template }, decodeName)},
		{name: "width", set: to(func(s *Spec) *int { return &s.Width }, integer(1, MaxDimension))},
		{name: "height", set: to(func(s *Spec) *int { return &s.Height }, integer(1, MaxDimension))},
		{name: "format", set: to(func(s *Spec) *Format { return &s.Format }, decodeFormat)},
		{name: "quality", set: to(func(s *Spec) *int { return &s.Quality }, integer(1, 100))},
		{name: "style", set: to(func(s *Spec) *string { return &s.Style }, decodeName)},
	}

	// lookFields may also be given once for all simple captions.
	lookFields = []field[Caption]{
		{name: "font", set: to(func(c *Caption) *string { return &c.Font }, decodeName)},
		{name: "color", set: to(func(c *Caption) *Color { return &c.Color }, decodeColor)},
		{name: "outline", set: to(func(c *Caption) *Outline { return &c.Outline }, decodeOutline)},
		{name: "size", set: to(func(c *Caption) *Size { return &c.Size }, decodeSize)},
		{name: "case", set: to(func(c *Caption) *Case { return &c.Case }, choice(CaseNone, CaseUpper, CaseLower, CaseTitle, CaseMock))},
	}

	simpleFields = slices.Concat([]field[Caption]{
		{name: "text", set: to(func(c *Caption) *string { return &c.Text }, decodeText)},
		{name: "align", set: setAlign},
	}, lookFields)

	placeFields = []field[Caption]{
		{name: "valign", set: to(func(c *Caption) *VAlign { return &c.VAlign }, choice(places...))},
		{name: "align", alias: "halign", set: setAlign},
		{name: "angle", set: to(func(c *Caption) *float64 { return &c.Angle }, decodeAngle)},
	}

	captionFields = slices.Concat([]field[Caption]{
		{name: "text", required: true, set: to(func(c *Caption) *string { return &c.Text }, notEmpty(decodeText))},
		{name: "box", set: setBox},
	}, placeFields, lookFields)

	boxFields = slices.Concat([]field[Caption]{
		{name: "box", required: true, set: setBox},
	}, placeFields, lookFields)

	colorFields = []field[Color]{
		{name: "r", alias: "red", required: true, set: to(func(c *Color) *uint8 { return &c.R }, decodeChannel)},
		{name: "g", alias: "green", required: true, set: to(func(c *Color) *uint8 { return &c.G }, decodeChannel)},
		{name: "b", alias: "blue", required: true, set: to(func(c *Color) *uint8 { return &c.B }, decodeChannel)},
	}
)

var (
	setAlign = to(func(c *Caption) *Align { return &c.Align }, choice(Left, Center, Right))
	setBox   = to(func(c *Caption) *Box { return &c.Box }, decodeBox)
)

// places are the places of simple captions, from the top down.
var places = []VAlign{Top, Middle, Bottom}

// simpleNames are the names of all fields for simple captions; requestNames are all names that a request may have.
var (
	simpleNames  = listSimpleNames()
	requestNames = slices.Concat(names(outputFields), []string{"captions"}, simpleNames)
)

func listSimpleNames() []string {
	all := names(lookFields)
	for _, place := range places {
		for _, f := range simpleFields {
			all = append(all, simpleName(place, f.name))
		}
	}
	return all
}

func simpleName(place VAlign, name string) string { return string(place) + "_" + name }

func names[T any](fields []field[T]) []string {
	var all []string
	for _, f := range fields {
		all = append(all, f.name)
		if f.alias != "" {
			all = append(all, f.alias)
		}
	}
	return all
}

// decodeObject decodes an object that has these fields and no others.
func decodeObject[T any](into *T, n *node, fields []field[T]) error {
	if n.kind != kindObject {
		return fault.Invalidf(n.path(), "must be an object")
	}
	if err := checkNames(n, names(fields)); err != nil {
		return err
	}
	return setFields(into, n, fields)
}

func checkNames(n *node, known []string) error {
	for _, c := range n.children {
		if !slices.Contains(known, c.key) {
			unknown := fault.UnknownName("", "field", clip(c.key), known)
			return fault.Invalidf(c.path(), "%s", unknown.Message)
		}
	}
	return nil
}

// setFields decodes the fields that n has. One that is required and not there is a fault.
func setFields[T any](into *T, n *node, fields []field[T]) error {
	for _, f := range fields {
		given, other := n.child(f.name), n.child(f.alias)
		if given != nil && other != nil {
			return fault.Invalidf(other.path(), "given twice: %s is another name of %s", f.alias, f.name)
		}
		if given == nil {
			given = other
		}
		switch {
		case given == nil && f.required:
			return fault.Invalidf(n.pathOf(f.name), "required")
		case given == nil:
			continue
		}
		if err := f.set(into, given); err != nil {
			return err
		}
	}
	return nil
}
