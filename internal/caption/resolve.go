package caption

import "github.com/memed/memed/internal/fault"

// maxClassic is how many strings a template without text boxes takes: one for each third of the picture.
const maxClassic = 3

// Resolve returns the captions of s on a template whose own text boxes are boxes: captions that await their text.
// Texts fill them in order; without boxes they stand in the thirds of the picture, the last at the bottom.
// Empty texts keep their place free. Captions with their own placement are returned as they are.
func (s Spec) Resolve(boxes []Caption) ([]Caption, error) {
	if len(s.Texts) == 0 {
		return s.Captions, nil
	}
	limit := len(boxes)
	if limit == 0 {
		limit = maxClassic
	}
	if len(s.Texts) > limit {
		return nil, fault.Invalidf("captions", "too many strings: this template takes at most %d", limit)
	}
	if len(boxes) == 0 {
		boxes = classic(len(s.Texts))
	}
	var captions []Caption
	for i, t := range s.Texts {
		if t != "" {
			c := boxes[i]
			c.Text = t
			captions = append(captions, c)
		}
	}
	return captions, nil
}

// classic returns the places of count strings on a template without text boxes.
func classic(count int) []Caption {
	layout := places
	switch count {
	case 1:
		layout = []VAlign{Bottom}
	case 2:
		layout = []VAlign{Top, Bottom}
	}
	boxes := make([]Caption, 0, len(layout))
	for _, place := range layout {
		boxes = append(boxes, New("", place))
	}
	return boxes
}
