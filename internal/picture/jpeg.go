package picture

import (
	"encoding/binary"
	"image"

	"github.com/memed/memed/internal/caption"
)

// JPEG is what it takes to write a JPEG again with the coefficients of the file: the decoder's samples, and the steps that they were quantised by.
type JPEG struct {
	// Samples is an *image.YCbCr or an *image.Gray, as image/jpeg returns it: its planes go on beyond its bounds to whole MCUs.
	Samples image.Image
	// Quantisation has a table for each of Y, Cb and Cr, in zigzag order, with steps from 1 to 255. Those of a grey picture are the same.
	Quantisation [3][64]uint8
}

// keptJPEG returns what keeps the coefficients of a JPEG, or nil if it is turned, neither grey nor YCbCr, or quantised in a way that baseline JPEG
// has no words for.
func keptJPEG(s *stillFile, decoded image.Image) *JPEG {
	if s.format != caption.JPEG || s.turn != (orientation{}) {
		return nil
	}
	switch decoded.(type) {
	case *image.YCbCr, *image.Gray:
	default:
		return nil
	}
	tables, ok := quantisation(s.data)
	if !ok {
		return nil
	}
	return &JPEG{Samples: decoded, Quantisation: tables}
}

// quantisation finds the tables that a JPEG's first scan uses for its components (T.81, B.2.2 and B.2.4.1). It gives up on tables with steps
// of 16 bits or of 0, and on such as are defined between scans, where another table may hold for each.
func quantisation(data []byte) (tables [3][64]uint8, ok bool) {
	const sof0, sof2, sos, dqt = 0xc0, 0xc2, 0xda, 0xdb
	var defined [4]*[64]uint8
	var used []uint8 // tables by component
	scanned := false
	for {
		marker, body, rest := nextSegment(data)
		switch {
		case marker == 0:
			return chosen(&defined, used)
		case marker == sos:
			scanned = true
		case marker == dqt:
			if scanned || !define(&defined, body) {
				return tables, false
			}
		case sof0 <= marker && marker <= sof2:
			if used, ok = tableChoices(body); !ok {
				return tables, false
			}
		}
		data = rest
	}
}

// nextSegment returns the next segment of data that has a length, without that, and what follows. At the end of the picture the marker is 0. What lies before
// a marker, such as entropy-coded bytes, is passed over.
func nextSegment(data []byte) (marker byte, body, rest []byte) {
	const stuffed, rst0, rst7, soi, eoi, fill = 0x00, 0xd0, 0xd7, 0xd8, 0xd9, 0xff
	for ; len(data) >= 4; data = data[1:] {
		if data[0] != 0xff {
			continue
		}
		switch m := data[1]; {
		case m == eoi:
			return 0, nil, nil
		case m == stuffed, rst0 <= m && m <= rst7, m == soi, m == fill:
			continue
		default:
			end := 2 + int(binary.BigEndian.Uint16(data[2:]))
			if end < 4 || end > len(data) {
				return 0, nil, nil
			}
			return m, data[4:end], data[end:]
		}
	}
	return 0, nil, nil
}

// define reads the tables of a DQT segment.
func define(defined *[4]*[64]uint8, body []byte) bool {
	for ; len(body) > 0; body = body[1+64:] {
		if len(body) < 1+64 || int(body[0]) >= len(defined) { // a precision of 16 bits is in the upper half of the first byte
			return false
		}
		table := [64]uint8(body[1:])
		for _, step := range table {
			if step == 0 {
				return false
			}
		}
		defined[body[0]] = &table
	}
	return true
}

// tableChoices reads the table of each component from a SOF segment.
func tableChoices(body []byte) (choices []uint8, ok bool) {
	const head, each = 6, 3
	for i := head; i+each <= len(body); i += each {
		choices = append(choices, body[i+2])
	}
	return choices, len(choices) == 1 || len(choices) == 3
}

func chosen(defined *[4]*[64]uint8, used []uint8) (tables [3][64]uint8, ok bool) {
	if len(used) == 0 {
		return tables, false
	}
	for i := range tables {
		choice := used[min(i, len(used)-1)]
		if int(choice) >= len(defined) || defined[choice] == nil {
			return tables, false
		}
		tables[i] = *defined[choice]
	}
	return tables, true
}
