package caption

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/memed/memed/internal/fault"
)

// numberGrammar is how JSON writes numbers. Queries keep to it as well: no hex, no infinities, no plus, no underscores.
var numberGrammar = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)

// parseNumber returns the number that s writes; a negative zero is zero.
func parseNumber(s string) (f float64, ok bool) {
	if !numberGrammar.MatchString(s) {
		return 0, false
	}
	f, err := strconv.ParseFloat(s, 64)
	if f == 0 {
		return 0, true
	}
	return f, err == nil
}

// parseInteger returns the integer from low to high that s writes, be it as 1, 1.0 or 1e0.
func parseInteger(s string, low, high int) (i int, ok bool) {
	f, ok := parseNumber(s)
	if !ok || f != math.Trunc(f) || f < float64(low) || f > float64(high) {
		return 0, false
	}
	return int(f), true
}

// numeric reports whether n may be read as a number at all.
func (n *node) numeric() bool { return n.kind == kindNumber || n.kind == kindText }

// stringy reports whether n may be read as a string.
func (n *node) stringy() bool { return n.kind == kindString || n.kind == kindText }

func integer(low, high int) func(*node) (int, error) {
	return func(n *node) (int, error) {
		i, ok := parseInteger(n.scalar, low, high)
		if !n.numeric() || !ok {
			return 0, fault.Invalidf(n.path(), "must be an integer from %d to %d", low, high)
		}
		return i, nil
	}
}

func decodeChannel(n *node) (uint8, error) {
	i, err := integer(0, 255)(n)
	return uint8(i), err
}

func decodeAngle(n *node) (float64, error) {
	f, ok := parseNumber(n.scalar)
	if !n.numeric() || !ok || f < -180 || f > 180 {
		return 0, fault.Invalidf(n.path(), "must be a number of degrees from -180 to 180")
	}
	return f, nil
}

// choice decodes one of a few words, in any letter case.
func choice[T ~string](allowed ...T) func(*node) (T, error) {
	var words []string
	for _, a := range allowed {
		words = append(words, string(a))
	}
	last := len(words) - 1
	message := "must be " + strings.Join(words[:last], ", ") + " or " + words[last]
	return func(n *node) (T, error) {
		word := T(lowerASCII(n.scalar))
		if !n.stringy() || !slices.Contains(allowed, word) {
			return "", fault.Invalidf(n.path(), "%s", message)
		}
		return word, nil
	}
}

var chooseFormat = choice(Formats...)

func decodeFormat(n *node) (Format, error) {
	if n.stringy() && lowerASCII(n.scalar) == "jpg" {
		return JPEG, nil
	}
	return chooseFormat(n)
}

func decodeSize(n *node) (Size, error) {
	if n.stringy() {
		switch lowerASCII(n.scalar) {
		case "fit", "flex":
			return Size{}, nil
		case "shrink":
			return Size{Shrink: true}, nil
		}
	}
	f, ok := parseNumber(n.scalar)
	if !n.numeric() || !ok || f <= 0 || f > MaxSize {
		return Size{}, fault.Invalidf(n.path(), "must be fit, shrink or a number of pixels above 0 and up to %d", MaxSize)
	}
	return Size{Pixels: f}, nil
}

// boxSlack forgives the rounding of fractions such as thirds where a box ends at the edge of the picture.
const boxSlack = 1e-9

// decodeBox decodes [x, y, width, height], which a query may also write as x,y,width,height.
func decodeBox(n *node) (Box, error) {
	f, ok := fourFractions(n)
	if !ok {
		return Box{}, fault.Invalidf(n.path(), "must be four numbers from 0 to 1: x, y, width, height")
	}
	b := Box{f[0], f[1], f[2], f[3]}
	switch {
	case b.Width == 0 || b.Height == 0:
		return Box{}, fault.Invalidf(n.path(), "must have a width and a height above 0")
	case b.X+b.Width > 1+boxSlack || b.Y+b.Height > 1+boxSlack:
		return Box{}, fault.Invalidf(n.path(), "must end within the picture: x + width and y + height at most 1")
	}
	return b, nil
}

func fourFractions(n *node) (f [4]float64, ok bool) {
	var numbers []string
	switch n.kind {
	case kindText:
		numbers = strings.SplitN(n.scalar, ",", len(f)+1)
	case kindList:
		for _, item := range n.children {
			if !item.numeric() {
				return f, false
			}
			numbers = append(numbers, item.scalar)
		}
	}
	if len(numbers) != len(f) {
		return f, false
	}
	for i, s := range numbers {
		if f[i], ok = parseNumber(strings.TrimSpace(s)); !ok || f[i] < 0 || f[i] > 1 {
			return f, false
		}
	}
	return f, true
}

func decodeColor(n *node) (Color, error) {
	switch {
	case n.stringy():
		c, err := parseColor(n.scalar)
		if err != nil {
			return Color{}, fault.Invalidf(n.path(), "%v", err)
		}
		return c, nil
	case n.kind == kindList && !n.untyped():
		return decodeColorList(n)
	case n.kind == kindObject && !n.untyped():
		return decodeColorObject(n)
	default:
		return Color{}, fault.Invalidf(n.path(), "%v", errNotColor)
	}
}

func decodeColorList(n *node) (Color, error) {
	switch len(n.children) {
	case 3:
	case 4:
		return Color{}, fault.Invalidf(n.path(), "%v", errTransparency)
	default:
		return Color{}, fault.Invalidf(n.path(), "must be three integers from 0 to 255: red, green, blue")
	}
	var rgb [3]uint8
	for i, item := range n.children {
		v, err := decodeChannel(item)
		if err != nil {
			return Color{}, err
		}
		rgb[i] = v
	}
	return Color{rgb[0], rgb[1], rgb[2]}, nil
}

func decodeColorObject(n *node) (c Color, err error) {
	if n.child("a") != nil || n.child("alpha") != nil {
		return Color{}, fault.Invalidf(n.path(), "%v", errTransparency)
	}
	err = decodeObject(&c, n, colorFields)
	return c, err
}

// decodeOutline decodes a colour or null, which a query writes as null or as nothing.
func decodeOutline(n *node) (Outline, error) {
	if n.kind == kindNull || n.kind == kindText && (n.scalar == "" || lowerASCII(n.scalar) == "null") {
		return Outline{None: true}, nil
	}
	c, err := decodeColor(n)
	return Outline{Color: c}, err
}
