package typeset

import (
	"strings"
	"testing"

	"github.com/memed/memed/internal/caption"
)

// TestSyllablesWithoutConsonants sets texts that go-text panics at when its buffer has not grown yet, each with a desk of its own.
func TestSyllablesWithoutConsonants(t *testing.T) {
	for _, text := range []string{"ে েে", "েে", "িি िि", strings.Repeat("ে", 256), "ৈে ১", "ெெ ேே"} {
		s := New(newSetter(t).fonts)
		if ink, err := s.Set(t.Context(), caption.New(text, caption.Top), usual); err != nil || ink.Image == nil {
			t.Errorf("%+q: %v, %v", text, ink.Image, err)
		}
	}
}
