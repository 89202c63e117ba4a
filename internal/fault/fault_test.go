package fault

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
)

const secret = "/srv/fonts/secret.ttf"

func TestDetailNeverShowsTheCause(t *testing.T) {
	cause := &fs.PathError{Op: "open", Path: secret, Err: fs.ErrNotExist}
	tests := []struct {
		name   string
		err    *Error
		detail string
		logged string
	}{
		{"all", &Error{Kind: Internal, Field: "font", Message: "cannot be read", Err: cause}, "font: cannot be read", "font: cannot be read: " + cause.Error()},
		{"no field", &Error{Kind: Internal, Message: "the font cannot be read", Err: cause}, "the font cannot be read", "the font cannot be read: " + cause.Error()},
		{"no cause", &Error{Kind: Invalid, Field: "size", Message: "is too large"}, "size: is too large", "size: is too large"},
		{"nothing but a cause", &Error{Err: cause}, "", ": " + cause.Error()},
		{"a fault as the cause", &Error{Message: "outer", Err: &Error{Message: "inner", Err: cause}}, "outer", "outer: inner: " + cause.Error()},
		{"a per cent sign", Invalidf("hsl", "%d%% of %s", 101, "100%"), "hsl: 101% of 100%", "hsl: 101% of 100%"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := test.err.Detail(); got != test.detail || strings.Contains(got, secret) {
				t.Errorf("Detail() = %q, want %q", got, test.detail)
			}
			if got := test.err.Error(); got != test.logged {
				t.Errorf("Error() = %q, want %q", got, test.logged)
			}
			if test.err.Err != nil && !errors.Is(test.err, fs.ErrNotExist) {
				t.Error("the cause cannot be found")
			}
		})
	}
}

func TestAs(t *testing.T) {
	inner := &Error{Kind: Busy, Message: "inner"}
	outer := &Error{Kind: Internal, Message: "outer", Err: inner}
	tests := []struct {
		name string
		err  error
		want *Error
	}{
		{"nil", nil, nil},
		{"another error", fs.ErrNotExist, nil},
		{"itself", inner, inner},
		{"wrapped", fmt.Errorf("in the pool: %w", inner), inner},
		{"joined", errors.Join(fs.ErrNotExist, inner), inner},
		{"the outermost of two", outer, outer},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := As(test.err); got != test.want {
				t.Errorf("As = %v, want %v", got, test.want)
			}
		})
	}
}

func TestConstructors(t *testing.T) {
	if e := Invalidf("captions[0].size", "must be at most %d", 1024); e.Kind != Invalid || e.Field != "captions[0].size" || e.Message != "must be at most 1024" {
		t.Errorf("%+v", e)
	}
	if e := NotFoundf("template", "there is no %q", "x"); e.Kind != NotFound || e.Field != "template" || e.Message != `there is no "x"` {
		t.Errorf("%+v", e)
	}
	if (&Error{}).Kind != Internal {
		t.Error("a fault of no kind is not a defect")
	}
}
