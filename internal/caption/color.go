package caption

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"golang.org/x/image/colornames"
)

var (
	errNotColor = errors.New("must be a colour such as red, #f00, #ff0000, 0xff0000, $ff0000, " +
		"rgb(255, 0, 0) or hsl(0, 100%, 50%)")
	errTransparency = errors.New("must be an opaque colour: transparency is not supported")
	errBareHex      = errors.New("a hexadecimal colour needs a prefix: #rgb, #rrggbb, 0xrrggbb or $rrggbb")
	errShortHex     = errors.New("three hexadecimal digits are a colour behind # only: #rgb")
	errHex          = errors.New("must have six hexadecimal digits behind one prefix: #rrggbb, 0xrrggbb or $rrggbb")
	errRGB          = errors.New("rgb() must have three integers from 0 to 255")
	errHSL          = errors.New("hsl() must have a hue in degrees and two percentages from 0% to 100%")
)

// String returns the colour as #rrggbb.
func (c Color) String() string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// parseColor parses a colour written as a string, in any letter case.
func parseColor(s string) (Color, error) {
	s = lowerASCII(s)
	if c, ok := colornames.Map[s]; ok {
		return Color{c.R, c.G, c.B}, nil
	}
	switch s {
	case "rebeccapurple": // newer than SVG 1.1, from which colornames takes its names
		return Color{0x66, 0x33, 0x99}, nil
	case "transparent":
		return Color{}, errTransparency
	}
	for _, prefix := range []string{"#", "0x", "$"} {
		if digits, ok := strings.CutPrefix(s, prefix); ok {
			return parseHex(digits, prefix == "#")
		}
	}
	if arguments, ok := strings.CutSuffix(s, ")"); ok {
		return parseFunction(arguments)
	}
	if isHex(s) && (len(s) == 3 || len(s) == 6) {
		return Color{}, errBareHex
	}
	return Color{}, errNotColor
}

// parseHex parses the digits behind a prefix, of which there may be three if short is set.
func parseHex(digits string, short bool) (Color, error) {
	switch {
	case !isHex(digits):
		return Color{}, errHex
	case len(digits) == 8, len(digits) == 4 && short:
		return Color{}, errTransparency
	case len(digits) == 3 && !short:
		return Color{}, errShortHex
	case len(digits) == 3:
		d := digits
		digits = string([]byte{d[0], d[0], d[1], d[1], d[2], d[2]})
	case len(digits) != 6:
		return Color{}, errHex
	}
	v, err := strconv.ParseUint(digits, 16, 24)
	return Color{uint8(v >> 16), uint8(v >> 8), uint8(v)}, err
}

func isHex(s string) bool {
	return s != "" && strings.Trim(s, "0123456789abcdef") == ""
}

// parseFunction parses rgb(…) and hsl(…), given without the closing bracket.
func parseFunction(s string) (Color, error) {
	name, rest, _ := strings.Cut(s, "(")
	arguments, opaque := splitArguments(rest)
	switch name {
	case "rgba", "hsla":
		return Color{}, errTransparency
	case "rgb", "hsl":
		if !opaque {
			return Color{}, errTransparency
		}
	default:
		return Color{}, errNotColor
	}
	if name == "rgb" {
		return parseRGB(arguments)
	}
	return parseHSL(arguments)
}

// splitArguments splits at commas, or at spaces if there are none. A fourth argument, or one behind a slash, would be alpha.
func splitArguments(s string) (arguments []string, opaque bool) {
	if strings.Contains(s, "/") {
		return nil, false
	}
	if strings.Contains(s, ",") {
		arguments = strings.Split(s, ",")
		for i, a := range arguments {
			arguments[i] = strings.TrimSpace(a)
		}
	} else {
		arguments = strings.Fields(s)
	}
	return arguments, len(arguments) != 4
}

func parseRGB(arguments []string) (Color, error) {
	if len(arguments) != 3 {
		return Color{}, errRGB
	}
	var rgb [3]uint8
	for i, a := range arguments {
		v, ok := parseInteger(a, 0, 255)
		if !ok {
			return Color{}, errRGB
		}
		rgb[i] = uint8(v)
	}
	return Color{rgb[0], rgb[1], rgb[2]}, nil
}

func parseHSL(arguments []string) (Color, error) {
	if len(arguments) != 3 {
		return Color{}, errHSL
	}
	hue, ok := parseNumber(arguments[0])
	saturation, okS := parsePercentage(arguments[1])
	lightness, okL := parsePercentage(arguments[2])
	if !ok || !okS || !okL {
		return Color{}, errHSL
	}
	return hsl(hue, saturation, lightness), nil
}

// parsePercentage returns 0% to 100% as 0 to 1.
func parsePercentage(s string) (fraction float64, ok bool) {
	digits, ok := strings.CutSuffix(s, "%")
	f, isNumber := parseNumber(digits)
	return f / 100, ok && isNumber && f >= 0 && f <= 100
}

// hsl converts as CSS Color 4 says; a hue is an angle, so that 480 and -240 are 120. The conversions of products to
// float64 forbid the compiler to fuse them with a sum, which would round differently on some architectures.
func hsl(hue, saturation, lightness float64) Color {
	hue = math.Mod(hue, 360)
	if hue < 0 {
		hue += 360
	}
	chroma := float64(saturation * min(lightness, 1-lightness))
	channel := func(n float64) uint8 {
		k := math.Mod(n+hue/30, 12)
		v := lightness - float64(chroma*max(-1, min(k-3, 9-k, 1)))
		return uint8(math.Round(float64(v * 255)))
	}
	return Color{channel(0), channel(8), channel(4)}
}
