package bandjpeg

import "slices"

// huffman is a table as T.81, annex C, has it: how many codes there are of each length from 1 to 16, and the values that they stand for.
type huffman struct {
	counts [longestCode]uint8
	values []uint8
}

const longestCode = 16

// code is a Huffman code, its bits right-aligned.
type code struct {
	bits   uint32
	length uint8
}

// codes returns the code of each value (T.81, annex C).
func (h *huffman) codes() (table codes) {
	next, at := uint32(0), 0
	for i, count := range h.counts {
		for range count {
			table[h.values[at]] = code{next, uint8(i + 1)}
			next++
			at++
		}
		next <<= 1
	}
	return table
}

// codeTables are those of a class of components.
type codeTables struct {
	dc, ac *huffman
}

func (t codeTables) coder() coder { return coder{t.dc.codes().roomy(), t.ac.codes().roomy()} }

// coder is the codes of a class of components, with room for the bits of a coefficient behind each.
type coder struct {
	dc, ac codes
}

// codes are the codes of all values. The lower four bits of a value are how many bits follow its code.
type codes [256]code

// roomy makes these bits part of the codes.
func (c codes) roomy() codes {
	for v := range c {
		if size := uint8(v & 0xf); c[v].length > 0 {
			c[v] = code{c[v].bits << size, c[v].length + size}
		}
	}
	return c
}

// tally counts how often each value is coded.
type tally struct {
	dc, ac [256]int
}

// expect counts what the typical tables expect of so many values, and all that they know at least once: ink brings values that the picture has not.
func (t *tally) expect(class, values int) {
	expect(&t.dc, &dcTables[class], values)
	expect(&t.ac, &acTables[class], values)
}

func expect(frequencies *[256]int, h *huffman, values int) {
	for v, code := range h.codes() {
		if code.length > 0 {
			frequencies[v] += 1 + values>>code.length
		}
	}
}

// count counts the values of a row of MCUs, as writeRow writes them.
func count(tallies *[2]tally, band []coefficients, g grid) {
	var before [components]int16
	for n := g.blocks(); len(band) >= n; band = band[n:] {
		for i := range n {
			component, class := max(0, i-(n-components)), luma
			if component > 0 {
				class = chroma
			}
			tallies[class].add(&band[i], before[component])
			before[component] = band[i][0]
		}
	}
}

// add counts the values of a block.
func (t *tally) add(c *coefficients, before int16) {
	_, size := magnitude(c[0] - before)
	t.dc[size]++
	run := 0
	for _, place := range columnOrder[1:] {
		v := c[place]
		if v == 0 {
			run++
			continue
		}
		t.ac[zeros16] += run / 16
		_, size := magnitude(v)
		t.ac[uint8(run%16)<<4|size]++
		run = 0
	}
	if run > 0 {
		t.ac[endOfBlock]++
	}
}

// tables returns the best ones for what was counted.
func (t *tally) tables() codeTables { return codeTables{optimal(&t.dc), optimal(&t.ac)} }

// optimal returns the table that codes values of these frequencies in the fewest bits, where no code is longer than 16 and none is all ones (T.81, K.2).
// Values that do not occur get no code.
func optimal(frequencies *[256]int) *huffman {
	h := &huffman{counts: limited(codeLengths(frequencies))}
	for v, n := range frequencies {
		if n > 0 {
			h.values = append(h.values, uint8(v))
		}
	}
	slices.SortStableFunc(h.values, func(a, b uint8) int { return frequencies[b] - frequencies[a] })
	return h
}

// tree is a part of the tree of a Huffman code.
type tree struct {
	frequency int
	depths    []int // of its leaves
}

// codeLengths returns how many codes there are of each length, one more than there are values: one of the longest, all ones, stands for nothing.
func codeLengths(frequencies *[256]int) (counts [257]int) {
	trees := []tree{{0, []int{0}}}
	for _, n := range frequencies {
		if n > 0 {
			trees = append(trees, tree{n, []int{0}})
		}
	}
	for len(trees) > 1 {
		a, b := takeRarest(&trees), takeRarest(&trees)
		joined := tree{a.frequency + b.frequency, append(a.depths, b.depths...)}
		for i := range joined.depths {
			joined.depths[i]++
		}
		trees = append(trees, joined)
	}
	for _, depth := range trees[0].depths {
		counts[depth]++
	}
	return counts
}

func takeRarest(trees *[]tree) tree {
	rarest := 0
	for i, t := range *trees {
		if t.frequency < (*trees)[rarest].frequency {
			rarest = i
		}
	}
	taken := (*trees)[rarest]
	*trees = slices.Delete(*trees, rarest, rarest+1)
	return taken
}

// limited shortens codes that are too long (T.81, figure K.3), and takes out the one that stands for nothing.
func limited(counts [257]int) (limited [longestCode]uint8) {
	for length := len(counts) - 1; length > longestCode; length-- {
		for counts[length] > 0 {
			shorter := length - 2
			for counts[shorter] == 0 {
				shorter--
			}
			counts[length] -= 2
			counts[length-1]++
			counts[shorter]--
			counts[shorter+1] += 2
		}
	}
	longest := longestCode
	for counts[longest] == 0 {
		longest--
	}
	counts[longest]--
	for i := range limited {
		limited[i] = uint8(counts[i+1])
	}
	return limited
}

// The typical tables of T.81, annex K.3, by class.
var (
	dcTables = [2]huffman{
		{[16]uint8{0, 1, 5, 1, 1, 1, 1, 1, 1}, []uint8{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}},
		{[16]uint8{0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1}, []uint8{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}},
	}
	acTables = [2]huffman{
		{[16]uint8{0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125}, []uint8{
			0x01, 0x02, 0x03, 0x00, 0x04, 0x11, 0x05, 0x12, 0x21, 0x31, 0x41, 0x06, 0x13, 0x51, 0x61, 0x07,
			0x22, 0x71, 0x14, 0x32, 0x81, 0x91, 0xa1, 0x08, 0x23, 0x42, 0xb1, 0xc1, 0x15, 0x52, 0xd1, 0xf0,
			0x24, 0x33, 0x62, 0x72, 0x82, 0x09, 0x0a, 0x16, 0x17, 0x18, 0x19, 0x1a, 0x25, 0x26, 0x27, 0x28,
			0x29, 0x2a, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3a, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49,
			0x4a, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5a, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69,
			0x6a, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7a, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89,
			0x8a, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9a, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7,
			0xa8, 0xa9, 0xaa, 0xb2, 0xb3, 0xb4, 0xb5, 0xb6, 0xb7, 0xb8, 0xb9, 0xba, 0xc2, 0xc3, 0xc4, 0xc5,
			0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8, 0xd9, 0xda, 0xe1, 0xe2,
			0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xea, 0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8,
			0xf9, 0xfa,
		}},
		{[16]uint8{0, 2, 1, 2, 4, 4, 3, 4, 7, 5, 4, 4, 0, 1, 2, 119}, []uint8{
			0x00, 0x01, 0x02, 0x03, 0x11, 0x04, 0x05, 0x21, 0x31, 0x06, 0x12, 0x41, 0x51, 0x07, 0x61, 0x71,
			0x13, 0x22, 0x32, 0x81, 0x08, 0x14, 0x42, 0x91, 0xa1, 0xb1, 0xc1, 0x09, 0x23, 0x33, 0x52, 0xf0,
			0x15, 0x62, 0x72, 0xd1, 0x0a, 0x16, 0x24, 0x34, 0xe1, 0x25, 0xf1, 0x17, 0x18, 0x19, 0x1a, 0x26,
			0x27, 0x28, 0x29, 0x2a, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3a, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48,
			0x49, 0x4a, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5a, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68,
			0x69, 0x6a, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7a, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87,
			0x88, 0x89, 0x8a, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9a, 0xa2, 0xa3, 0xa4, 0xa5,
			0xa6, 0xa7, 0xa8, 0xa9, 0xaa, 0xb2, 0xb3, 0xb4, 0xb5, 0xb6, 0xb7, 0xb8, 0xb9, 0xba, 0xc2, 0xc3,
			0xc4, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8, 0xd9, 0xda,
			0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xea, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8,
			0xf9, 0xfa,
		}},
	}
)
