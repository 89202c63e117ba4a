package caption_test

import (
	"fmt"
	"math/big"
	"net/url"
	"testing"

	"golang.org/x/image/colornames"

	"github.com/memed/memed/internal/caption"
)

// inColor returns the request in which s is the colour of a text.
func inColor(s string) request {
	return request{"template=t&top_text=x&color=" + url.QueryEscape(s), fmt.Sprintf(`{"template":"t","top_text":"x","color":%q}`, s)}
}

func wantColor(t *testing.T, r request, want string) {
	t.Helper()
	r.each(t, func(t *testing.T, spec caption.Spec, err error) {
		if err != nil {
			t.Fatal(err)
		}
		if got := spec.Captions[0].Color.String(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	})
}

func TestColors(t *testing.T) {
	for s, want := range map[string]string{
		"red": "#ff0000", "RED": "#ff0000", "tan": "#d2b48c", "grey": "#808080", "lightgoldenrodyellow": "#fafad2", "rebeccapurple": "#663399",
		"#0aF": "#00aaff", "#00aaFF": "#00aaff", "0x00aaff": "#00aaff", "0X00AAFF": "#00aaff", "$00aaff": "#00aaff",
		"rgb(0,170,255)": "#00aaff", "rgb( 0 , 170 , 255 )": "#00aaff", "rgb(0 170 255)": "#00aaff", "rgb( 0  170 255 )": "#00aaff", "RGB(0,0,0)": "#000000",

		// The values are those of Python's colorsys, rounded half up.
		"hsl(0, 100%, 50%)": "#ff0000", "hsl(120, 100%, 50%)": "#00ff00", "hsl(240 100% 50%)": "#0000ff", "HSL(120,100%,25%)": "#008000",
		"hsl(60 100% 50%)": "#ffff00", "hsl(300,50%,40%)": "#993399", "hsl(39,100%,50%)": "#ffa600",
		"hsl(9,100%,64%)": "#ff6347", "hsl(0,0%,50%)": "#808080", "hsl(0,0%,10%)": "#1a1a1a", "hsl(195,53%,79%)": "#add8e6",
		"hsl(480, 100%, 50%)": "#00ff00", "hsl(-240, 100%, 50%)": "#00ff00", "hsl(270.0, 50%, 40%)": "#663399", "hsl(1e300,0%,100%)": "#ffffff",
	} {
		t.Run(s, func(t *testing.T) { wantColor(t, inColor(s), want) })
	}
	for name, c := range colornames.Map {
		wantColor(t, inColor(name), fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B))
	}
}

func TestColorsInJSON(t *testing.T) {
	for s, want := range map[string]string{
		`[0,170,255]`: "#00aaff", `[0, 1.7e2, 255.0]`: "#00aaff",
		`{"r":0,"g":170,"b":255}`: "#00aaff", `{"blue":255,"red":0,"green":170}`: "#00aaff", `{"red":0,"g":170,"b":255}`: "#00aaff",
	} {
		t.Run(s, func(t *testing.T) {
			wantColor(t, request{json: `{"template":"t","top_text":"x","color":` + s + `}`}, want)
		})
	}
}

func TestFaultsOfColors(t *testing.T) {
	const (
		bare        = "a hexadecimal colour needs a prefix: #rgb, #rrggbb, 0xrrggbb or $rrggbb"
		short       = "three hexadecimal digits are a colour behind # only: #rgb"
		hex         = "must have six hexadecimal digits behind one prefix: #rrggbb, 0xrrggbb or $rrggbb"
		transparent = "must be an opaque colour: transparency is not supported"
		rgb         = "rgb() must have three integers from 0 to 255"
		hsl         = "hsl() must have a hue in degrees and two percentages from 0% to 100%"
	)
	for s, want := range map[string]string{
		"": notColor, "redd": notColor, " red": notColor, "currentcolor": notColor, "1,2,3": notColor, "lab(1,2,3)": notColor, "lab(1,2,3,4)": notColor,
		")": notColor, "rgb": notColor, "rgb(1,2,3": notColor, "rgb (1,2,3)": notColor, "dar\u212ared": notColor,
		"f0f0f0": bare, "FFF": bare, "123": bare, "123456": bare,
		"0xfff": short, "$fff": short,
		"#": hex, "#ff": hex, "#fffff": hex, "#fffffff": hex, "#ggg": hex, "0xffff": hex, "0x": hex, "$": hex, "#-12": hex, "#ff_f": hex,
		"#0xffffff": hex, "##fff": hex, "0x#ffffff": hex, "$#ffffff": hex, "$0xffffff": hex, "0x0xffffff": hex, "$$ffffff": hex, "# fff": hex,
		"transparent": transparent, "Transparent": transparent, "rgba(1,2,3,0.5)": transparent, "rgba(1,2,3,1)": transparent, "hsla(1,2%,3%,0.5)": transparent,
		"rgb(1,2,3,0.5)": transparent, "rgb(1 2 3 / 50%)": transparent, "hsl(1 2% 3% / 1)": transparent, "hsl(1,2%,3%,1)": transparent,
		"#ffff": transparent, "#ffffffff": transparent, "0xffffffff": transparent, "$ffffffff": transparent,
		"rgb()": rgb, "rgb(1,2)": rgb, "rgb(1,2,3,4,5)": rgb, "rgb(1,2,256)": rgb, "rgb(1,2,-1)": rgb, "rgb(1,2,2.5)": rgb, "rgb(1,2,)": rgb,
		"rgb(1,2 3)": rgb, "rgb(10%,20%,30%)": rgb, "rgb(0x1,2,3)": rgb, "rgb(1,2,3))": rgb, "rgb((1,2,3)": rgb,
		"hsl()": hsl, "hsl(1,2,3)": hsl, "hsl(1,2%,3)": hsl, "hsl(1%,2%,3%)": hsl, "hsl(1,101%,3%)": hsl, "hsl(1,2%,-1%)": hsl, "hsl(nan,2%,3%)": hsl,
		"hsl(1e999,2%,3%)": hsl, "hsl(1deg,2%,3%)": hsl, "hsl(1,2%%,3%)": hsl,
	} {
		t.Run(s, func(t *testing.T) { inColor(s).wantFault(t, "color: "+want) })
	}
}

func TestFaultsOfColorsInJSON(t *testing.T) {
	const (
		transparent = "color: must be an opaque colour: transparency is not supported"
		three       = "color: must be three integers from 0 to 255: red, green, blue"
	)
	for s, want := range map[string]string{
		`null`:                                   "color: " + notColor,
		`true`:                                   "color: " + notColor,
		`255`:                                    "color: " + notColor,
		`[]`:                                     three,
		`[1,2]`:                                  three,
		`[1,2,3,4,5]`:                            three,
		`[1,2,3,4]`:                              transparent,
		`[1,2,256]`:                              "color[2]: must be an integer from 0 to 255",
		`[1,"2",3]`:                              "color[1]: must be an integer from 0 to 255",
		`[1,2.5,3]`:                              "color[1]: must be an integer from 0 to 255",
		`{}`:                                     "color.r: required",
		`{"r":1,"g":2}`:                          "color.b: required",
		`{"r":1,"g":2,"b":-3}`:                   "color.b: must be an integer from 0 to 255",
		`{"red":1,"g":2,"blue":"3"}`:             "color.blue: must be an integer from 0 to 255",
		`{"r":1,"g":2,"b":3,"a":1}`:              transparent,
		`{"red":1,"green":2,"blue":3,"alpha":1}`: transparent,
		`{"r":1,"red":1,"g":2,"b":3}`:            "color.red: given twice: red is another name of r",
		`{"R":1,"g":2,"b":3}`:                    `color.R: unknown field "R"; the closest known names are …`,
	} {
		t.Run(s, func(t *testing.T) { request{json: `{"template":"t","color":` + s + `}`}.wantFault(t, want) })
	}
}

// TestHSLAgainstExactArithmetic compares hsl() with the conversion of CSS 3, which goes another way, in exact fractions.
func TestHSLAgainstExactArithmetic(t *testing.T) {
	half := big.NewRat(1, 2)
	for hue := int64(0); hue <= 360; hue += 5 {
		for saturation := int64(0); saturation <= 100; saturation += 12 {
			for lightness := int64(0); lightness <= 100; lightness += 6 {
				s := fmt.Sprintf("hsl(%d, %d%%, %d%%)", hue, saturation, lightness)
				spec, err := caption.DecodeQuery("template=t&top_text=x&color=" + url.QueryEscape(s))
				if err != nil {
					t.Fatal(err)
				}
				c := spec.Captions[0].Color
				for i, got := range []uint8{c.R, c.G, c.B} {
					exact := exactChannel(hue+120-120*int64(i), saturation, lightness)
					exact.Mul(exact, big.NewRat(255, 1))
					if off := new(big.Rat).Sub(exact, big.NewRat(int64(got), 1)); off.Abs(off).Cmp(half) > 0 {
						t.Errorf("%s: channel %d is %d, want %s", s, i, got, exact.FloatString(3))
					}
				}
			}
		}
	}
}

// exactChannel is hue.to.rgb of CSS Color 3, the hue in degrees.
func exactChannel(hue, saturation, lightness int64) *big.Rat {
	s, l := big.NewRat(saturation, 100), big.NewRat(lightness, 100)
	m2 := new(big.Rat).Mul(l, s)
	if lightness <= 50 {
		m2.Add(l, m2)
	} else {
		m2.Sub(new(big.Rat).Add(l, s), m2)
	}
	m1 := new(big.Rat).Sub(new(big.Rat).Add(l, l), m2)
	between := func(sixths *big.Rat) *big.Rat { return sixths.Add(m1, sixths.Mul(sixths, new(big.Rat).Sub(m2, m1))) }
	switch hue = (hue + 360) % 360; {
	case hue < 60:
		return between(big.NewRat(hue, 60))
	case hue < 180:
		return m2
	case hue < 240:
		return between(big.NewRat(240-hue, 60))
	default:
		return m1
	}
}
