package main

import "image/color"

var pitch = drawing{
	id: "pitch", format: "jpg", w: 800, h: 640,
	name:     "The Plan",
	keywords: []string{"gru's plan", "flip chart", "presentation", "backfire", "scheme", "raccoon"},
	example:  []string{"Write one small script", "It saves an hour a week", "Maintain it for three days a week", "Maintain it for three days a week"},
	boxes:    []box{pitchBox(0, 0), pitchBox(1, 0), pitchBox(0, 1), pitchBox(1, 1)},
	still:    drawPitch,
}

// Where the paper hangs in each panel.
const (
	pitchGutter    = 8.0
	chartX, chartY = 286.0, 140.0
	chartW, chartH = 184.0, 204.0
)

// pitchBox is the paper of one panel, without its margin.
func pitchBox(col, row float64) box {
	const w, h, pad = (800 - 3*pitchGutter) / 2, (640 - 3*pitchGutter) / 2, 9.0
	x := pitchGutter + col*(w+pitchGutter) + chartX - chartW/2
	y := pitchGutter + row*(h+pitchGutter) + chartY - chartH/2
	return box{
		Box:  [4]float64{(x + pad) / 800, (y + 2*pad) / 640, (chartW - 2*pad) / 800, (chartH - 3*pad) / 640},
		Font: "comic-neue", Color: "#2b2135", Outline: noOutline,
	}
}

// pitchPoses are those of the raccoon, panel by panel: pride, more pride, doubt, dismay.
var pitchPoses = []figure{
	{
		head:  head{turn: 0.3, tilt: 3, face: face{brow: 10, cock: 10, lid: 0.15, look: p(0.1, 0), mouth: smirk, size: 1.4}},
		left:  limb{wrist: p(-78, 142), bow: 34, grip: fist},
		right: limb{wrist: p(96, 92), bow: 34, grip: open, angle: -24, aimed: true},
	},
	{
		head:  head{turn: -0.1, tilt: -5, face: face{brow: 8, lift: 3, lid: 0.1, mouth: grin, size: 1.5}},
		left:  limb{wrist: p(-100, 26), bow: 44, grip: point, angle: -80, aimed: true},
		right: limb{wrist: p(88, 124), bow: 36, grip: fist},
	},
	{
		head:  head{turn: 0.85, tilt: 4, face: face{brow: -2, cock: 14, lift: 2, lid: 0.05, look: p(0.95, -0.1), pupil: 0.75, mouth: straight, size: 1.1}},
		left:  limb{wrist: p(-78, 142), bow: 34, grip: fist},
		right: limb{wrist: p(96, 92), bow: 34, grip: open, angle: -24, aimed: true},
	},
	{
		head:  head{turn: 0.8, tilt: -6, face: face{brow: -20, lift: 8, lid: -1, look: p(0.9, 0), pupil: 0.5, mouth: shout, size: 1.35, sweat: true}},
		left:  limb{wrist: p(-106, -92), bow: 52, grip: open, angle: -46, aimed: true},
		right: limb{wrist: p(72, 132), bow: 40, grip: fist},
	},
}

// pitchMoods are the colours of the walls, panel by panel.
var pitchMoods = []color.NRGBA{rgb(0x3f7f8a), rgb(0x3f7f8a), rgb(0x5a6f92), rgb(0x8a4d68)}

// drawPitch shows a schemer who presents a plan, and finds the flaw in it.
func drawPitch(c *canvas) {
	c.panels(2, 2, pitchGutter, func(col, row int, w, h float64) {
		scene := col + 2*row
		drawLair(c, w, h, pitchMoods[scene])
		drawChart(c)
		f := pitchPoses[scene]
		f.head.of = raccoon
		f.wears, f.top, f.trim = suit, toneOf(rgb(0x51406f)), toneOf(red)
		c.soft(fade(ink, 0.35), 14, ellipse(106, 300, 66, 90))
		c.at(98, 192, 0, 0.69, func() { c.figure(f) })
	})
}

// drawLair draws the room in which plans are made.
func drawLair(c *canvas, w, h float64, col color.NRGBA) {
	c.wall(0, 0, w, h-40, toneOf(col))
	c.floor(0, h-40, w, 50, toneOf(mix(bark, plum, 0.4)))
	c.soft(fade(sun, 0.3), 26, poly(chartX-40, -40, chartX+40, -40, chartX+130, h, chartX-150, h))
	c.soft(fade(ink, 0.3), 30, rect(-40, h-60, w+80, 120))
}

// drawChart draws the easel with its blank paper.
func drawChart(c *canvas) {
	legs := toneOf(wood)
	c.contact(chartX, 294, 90, 8)
	for _, s := range []float64{-1, 1} {
		c.thin(0.8, func() { c.form(legs, poly(chartX+s*52, 20, chartX+s*62, 20, chartX+s*90, 296, chartX+s*78, 296)) })
	}
	c.at(chartX, chartY, 0, 1, func() {
		c.sheet(chartW, chartH, tone{white, paper, rgb(0xd8c6b4)})
		c.thin(0.8, func() {
			c.form(toneOf(slate), roundRect(-chartW/2-4, -chartH/2-8, chartW+8, 16, 6))
			c.form(legs, roundRect(-chartW/2-10, chartH/2+2, chartW+20, 13, 5))
			c.form(toneOf(red), roundRect(30, chartH/2-4, 30, 8, 4))
			c.form(toneOf(blue), roundRect(-8, chartH/2-4, 30, 8, 4))
		})
	})
}
