package main

import "encoding/json"

// drawing is one template: how it is drawn, and what memed has to know about it.
type drawing struct {
	id       string
	name     string
	keywords []string
	example  []string
	boxes    []box

	format string // jpg, png or gif
	w, h   int
	still  func(c *canvas)            // draws a still, or what does not move
	frames int                        // of an animation
	delay  int                        // of one frame, in hundredths of a second
	frame  func(c *canvas, t float64) // draws what moves; t runs from 0 to below 1
}

func (d drawing) file() string { return d.id + "." + d.format }

// box is a place for text. Its JSON form leaves out what is default.
type box struct {
	Box     [4]float64      `json:"box"`
	Valign  string          `json:"valign,omitempty"`
	Align   string          `json:"align,omitempty"`
	Angle   float64         `json:"angle,omitempty"`
	Font    string          `json:"font,omitempty"`
	Color   string          `json:"color,omitempty"`
	Outline json.RawMessage `json:"outline,omitempty"`
	Case    string          `json:"case,omitempty"`
}

// noOutline is for text on paper.
var noOutline = json.RawMessage("null")

// drawings is the table of all drawings, sorted by id.
var drawings = []drawing{
	approve,
	brain,
	burningRoom,
	buttons,
	catDinner,
	exitRamp,
	handshake,
	isThis,
	lineGoesUp,
	party,
	pitch,
	sign,
	slowClap,
	squint,
	thinker,
	turnedHead,
	victory,
}
