package bandgif

import (
	"encoding/binary"
	"slices"
)

// bitString is a string of bits, in each word from the lowest up. Those behind its end are 0.
type bitString struct {
	words  []uint64
	length int
}

// add appends the bits of other.
func (s *bitString) add(other bitString) {
	shift, full := uint(s.length%64), s.length/64
	s.length += other.length
	s.words = grown(s.words, full+len(other.words)+1)
	to := s.words[full:][:len(other.words)+1]
	if shift == 0 {
		copy(to, other.words)
	} else {
		pending := to[0]
		for i, word := range other.words {
			to[i] = pending | word<<shift
			pending = word >> (64 - shift)
		}
		to[len(other.words)] = pending
	}
	s.words = s.words[:(s.length+63)/64]
}

// clone returns a copy of the string.
func (s bitString) clone() bitString { return bitString{slices.Clone(s.words), s.length} }

// grown returns s in another length. What it had not before is not set.
func grown[T any](s []T, length int) []T {
	if cap(s) >= length {
		return s[:length]
	}
	return append(s, make([]T, length-len(s))...)
}

// appendBytes appends the bytes of the string, with bits of 0 to a whole word.
func (s *bitString) appendBytes(to []byte) []byte {
	for _, word := range s.words {
		to = binary.LittleEndian.AppendUint64(to, word)
	}
	return to
}
