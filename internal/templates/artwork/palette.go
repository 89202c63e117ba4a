package main

import "image/color"

// The shared palette. Every drawing takes its colours from here (or mixes
// them with [mix]), so that all of them look like the work of one hand.
var (
	ink   = rgb(0x2b2135) // outlines; a dark plum, softer than black
	white = rgb(0xffffff)
	paper = rgb(0xfff8e9)
	cream = rgb(0xfbe6c8)

	orange  = rgb(0xea7a2f)
	amber   = rgb(0xf7b23b)
	sun     = rgb(0xffe08a)
	red     = rgb(0xd8453f)
	rose    = rgb(0xf08a86)
	plum    = rgb(0x6a4078)
	night   = rgb(0x2f2a4f)
	blue    = rgb(0x4a82c4)
	sky     = rgb(0x8fd0e6)
	paleSky = rgb(0xe3f4ee)
	teal    = rgb(0x2f938c)
	leaf    = rgb(0x77b255)
	moss    = rgb(0x3f7f55)
	wood    = rgb(0xb9774a)
	bark    = rgb(0x7d4e38)
	umber   = rgb(0x8f5f43)
	slate   = rgb(0x6f7287)
	silver  = rgb(0xaab0c0)

	peach = rgb(0xf4bd93)
)

// tone is a material: its own colour, the colour of its lit side and that of
// its shaded side.
type tone struct {
	light, base, shade color.NRGBA
}

// toneOf derives a tone from its base colour: light is warm, shade leans
// towards plum, as the ink does.
func toneOf(base color.NRGBA) tone {
	return tone{
		light: mix(base, rgb(0xfff1cf), 0.34),
		base:  base,
		shade: mix(base, rgb(0x4a2560), 0.36),
	}
}

// rgb makes an opaque colour from 0xrrggbb.
func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 255}
}

// fade returns the colour with its opacity multiplied by a (0..1).
func fade(c color.NRGBA, a float64) color.NRGBA {
	c.A = uint8(float64(c.A)*a + 0.5)
	return c
}

// mix blends from a (t = 0) to b (t = 1).
func mix(a, b color.NRGBA, t float64) color.NRGBA {
	lerp := func(x, y uint8) uint8 { return uint8(float64(x)*(1-t) + float64(y)*t + 0.5) }
	return color.NRGBA{R: lerp(a.R, b.R), G: lerp(a.G, b.G), B: lerp(a.B, b.B), A: lerp(a.A, b.A)}
}
