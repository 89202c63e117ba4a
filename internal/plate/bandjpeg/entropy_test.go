package bandjpeg

import (
	"bytes"
	"testing"

	"pgregory.net/rapid"
)

func TestStuffing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOf(rapid.OneOf(rapid.Uint32(), rapid.SampledFrom([]uint32{0xffffffff, 0xff00ff00, 0x00ff00ff, 0xfeffff01, 0x7fffff80, 0}))).Draw(t, "words")
		var w bitWriter
		var want []byte
		for _, v := range words {
			w.put(v>>16, 16)
			w.put(v&0xffff, 16)
			for shift := 24; shift >= 0; shift -= 8 {
				want = append(want, byte(v>>shift))
				if byte(v>>shift) == 0xff {
					want = append(want, 0)
				}
			}
		}
		if got := appendRow(nil, 0, w.finish()); !bytes.Equal(got, want) {
			t.Fatalf("%x became %x, want %x", words, got, want)
		}
	})
}
