package main

import "image/color"

var approve = drawing{
	id: "approve", format: "jpg", w: 720, h: 720,
	name:     "No, Yes",
	keywords: []string{"drake", "hotline", "prefer", "reject", "approve", "this not that", "frog"},
	example:  []string{"Reading the error message", "Pasting the error message into the team chat"},
	boxes:    []box{approveBox(0), approveBox(1)},
	still:    drawApprove,
}

const approveGutter = 8.0

// approveBox is the text panel of one row, without its margin.
func approveBox(row float64) box {
	const size, cell, pad = 720.0, (720 - 3*approveGutter) / 2, 14.0
	y := approveGutter + row*(cell+approveGutter)
	return box{
		Box:  [4]float64{(2*approveGutter + cell + pad) / size, (y + pad) / size, (cell - 2*pad) / size, (cell - 2*pad) / size},
		Font: "comic-neue", Color: "#2b2135", Outline: noOutline,
	}
}

// drawApprove shows a frog that will have none of the upper text and
// welcomes the lower one.
func drawApprove(c *canvas) {
	c.panels(2, 2, approveGutter, func(col, row int, w, h float64) {
		switch {
		case col == 1:
			c.fill(linear{p(0, 0), p(w, h), []color.NRGBA{white, paper, mix(paper, cream, 0.6)}}, rect(0, 0, w, h))
		case row == 0:
			c.rays(150, 210, 12, rgb(0x8d8aa6), rgb(0x9a97b2), rgb(0xd9d2dc))
			drawRefusal(c)
		default:
			c.rays(150, 210, 12, amber, rgb(0xfbc45c), white)
			drawDelight(c)
		}
	})
}

// drawRefusal draws the frog turning away, a palm against the text.
func drawRefusal(c *canvas) {
	c.soft(fade(ink, 0.3), 16, ellipse(158, 340, 100, 120))
	c.at(140, 238, 0, 0.92, func() {
		c.figure(figure{
			head: head{of: frog, turn: -0.5, tilt: -12, face: face{
				brow: 2, lift: -11, lid: 1, mouth: frown, size: 1.05,
			}},
			wears: sweater, top: toneOf(plum), lean: -7,
			left:  limb{wrist: p(-66, 150), bow: 30, grip: fist},
			right: limb{wrist: p(144, -8), bow: 40, grip: open, angle: -62, aimed: true},
		})
	})
}

// drawDelight draws the frog pointing at the text.
func drawDelight(c *canvas) {
	c.soft(fade(bark, 0.35), 16, ellipse(158, 340, 100, 120))
	c.at(132, 242, 0, 0.92, func() {
		c.figure(figure{
			head: head{of: frog, turn: 0.3, tilt: 8, face: face{
				brow: -4, lift: -5, lid: 0.3, squint: 0.35, look: p(0.8, 0), mouth: grin, size: 1.15, blush: true,
			}},
			wears: sweater, top: toneOf(plum), lean: 3,
			left:  limb{wrist: p(-66, 150), bow: 30, grip: fist},
			right: limb{wrist: p(130, 36), bow: 50, grip: point, angle: -12, aimed: true},
		})
	})
}
