// Package caption is the model of a caption request: which template, in which output, with which texts where.
//
// Query strings, forms and JSON are decoded by one path into one value, a Spec, so that they cannot drift apart. Decoding is
// strict: whatever the model does not define is a fault of kind fault.Invalid that names the field and what is allowed.
// Callers bound the size of what they pass in; the work on it, and the memory it takes, stay in proportion to that size.
//
// The package is pure. It reads no file, knows no HTTP, and does not know which templates, styles or fonts exist.
package caption

// Limits of the model. Each keeps the work that one request can ask for within what one render may cost.
const (
	// MaxDimension bounds width and height in pixels: larger than chat clients show a picture.
	MaxDimension = 1024
	// MaxCaptions bounds the captions of one picture.
	MaxCaptions = 16
	// MaxTextLength bounds one text or name in code points, counted in Unicode normal form C.
	MaxTextLength = 256
	// MaxSize bounds a fixed type size in pixels: nothing larger fits the largest picture.
	MaxSize = 1024
)

// DefaultStyle is the style of a template that a request gets when it names none.
const DefaultStyle = "default"

// DefaultFont is the font id of a caption that names none.
const DefaultFont = "impact"

// Spec is a decoded, validated and normalised caption request. It is plain data; copies share Captions and Texts.
// Like the types it is made of, it may be used concurrently while nobody changes it.
type Spec struct {
	// Template is the template's id, not empty.
	Template string
	// Width and Height bound the output in pixels, 1 to MaxDimension; 0 means no bound.
	Width, Height int
	// Format is the output format; empty means that the template and the client's preferences decide.
	Format Format
	// Quality is the JPEG quality, 1 to 100; 0 means the template's own where it can be kept, else the server's setting.
	Quality int
	// Style is the template's variant, not empty.
	Style string
	// Texts are captions given as strings: they go to the template's own boxes, or to its thirds. An empty one leaves
	// its place free. Either Texts or Captions is empty.
	Texts []string
	// Captions are captions with their own placement.
	Captions []Caption
}

// Caption is one text and how it is set.
type Caption struct {
	// Text is in Unicode normal form C, with \n as its only control character.
	Text string
	// VAlign is where the text stands in its box.
	VAlign VAlign
	// Align is where each line stands in its box.
	Align Align
	// Box is the place for the text, in fractions of the picture.
	Box Box
	// Angle turns the box around its centre, in degrees clockwise, -180 to 180.
	Angle float64
	// Font is a font id or alias.
	Font string
	// Color fills the letters.
	Color Color
	// Outline surrounds them.
	Outline Outline
	// Size is how large the letters are.
	Size Size
	// Case is applied to the text before it is set.
	Case Case
}

// Box is a rectangle in fractions of the picture, each 0 to 1: its upper left corner, width and height.
type Box struct {
	X, Y, Width, Height float64
}

// Outline is the colour of the line around letters, or none. The zero value is a black outline.
type Outline struct {
	None  bool
	Color Color
}

// Color is an opaque sRGB colour.
type Color struct {
	R, G, B uint8
}

// White and Black are the colours of a caption that names none: letters and outline.
var (
	White = Color{255, 255, 255}
	Black = Color{}
)

// Format is an output format.
type Format string

// The output formats, by the names that requests use.
const (
	JPEG Format = "jpeg"
	PNG  Format = "png"
	GIF  Format = "gif"
	WebP Format = "webp"
)

// Formats lists the output formats, in the order in which they are preferred where a client accepts several.
var Formats = []Format{JPEG, PNG, GIF, WebP}

// VAlign is a vertical place.
type VAlign string

// The vertical places.
const (
	Top    VAlign = "top"
	Middle VAlign = "middle"
	Bottom VAlign = "bottom"
)

// Align is a horizontal place.
type Align string

// The horizontal places.
const (
	Left   Align = "left"
	Center Align = "center"
	Right  Align = "right"
)

// Case is a change of letter case.
type Case string

// The changes of letter case. CaseMock alternates lower and upper case.
const (
	CaseNone  Case = "none"
	CaseUpper Case = "upper"
	CaseLower Case = "lower"
	CaseTitle Case = "title"
	CaseMock  Case = "mock"
)

// Size is how large letters are: fixed pixels, or fitted to the box when Pixels is 0.
type Size struct {
	// Pixels is a fixed size of the font's em, > 0 and at most MaxSize.
	Pixels float64
	// Shrink keeps the text on one line and shrinks it to the width. Without it and Pixels, text is
	// broken into lines and takes the largest size at which everything fits its box.
	Shrink bool
}

// Third returns the third of the picture that v names.
func Third(v VAlign) Box {
	const third = 1.0 / 3
	switch v {
	case Top:
		return Box{0, 0, 1, third}
	case Bottom:
		return Box{0, 1 - third, 1, third}
	default:
		return Box{0, third, 1, third}
	}
}

// New returns a caption with the model's defaults, set in the third of the picture that v names.
func New(text string, v VAlign) Caption {
	return Caption{
		Text: text, VAlign: v, Align: Center, Box: Third(v),
		Font: DefaultFont, Color: White, Outline: Outline{Color: Black}, Case: CaseNone,
	}
}
