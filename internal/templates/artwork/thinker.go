package main

var thinker = drawing{
	id: "thinker", format: "jpg", w: 640, h: 640,
	name:     "Deep Thinker",
	keywords: []string{"philosophy", "question", "owl", "thinking", "shower thought"},
	example:  []string{"If the tests pass because nobody wrote any", "is the build still green?"},
	still:    drawThinker,
}

// drawThinker shows an owl with a wing at its chin before a sunburst.
func drawThinker(c *canvas) {
	c.rays(320, 300, 16, rgb(0x2f7f8d), rgb(0x4aa39a), sun)
	c.soft(fade(sun, 0.4), 60, circle(320, 320, 180))
	c.soft(fade(ink, 0.35), 22, ellipse(345, 640, 220, 240))
	c.at(312, 462, 0, 1.6, func() {
		c.figure(figure{
			head: head{of: owl, turn: 0.3, tilt: -6, face: face{
				brow: 8, cock: 15, lift: 2, lid: 0.05, squint: 0.14, look: p(0.6, -0.5), mouth: noMouth, pupil: 0.85,
			}},
			left:  limb{wrist: p(-92, 170), bow: 26, grip: wing},
			right: limb{wrist: p(38, 50), bow: 74, grip: chinRest, angle: -104, aimed: true},
		})
	})
	c.vignette(0.5)
}
