package bandjpeg

// The components' classes, which have tables of their own.
const (
	luma = iota
	chroma
)

// zigzag has, for each coefficient in the order of the file, its place in the order of rows (T.81, figure A.6).
var zigzag = [block * block]uint8{
	0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5,
	12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
	35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51,
	58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
}

// quantisation holds the tables of T.81, annex K.1, in zigzag order.
var quantisation = [2][block * block]uint8{
	{
		16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40,
		26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51, 61, 60, 57, 51,
		56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87,
		95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99,
	},
	{
		17, 18, 18, 24, 21, 24, 47, 26, 26, 47, 99, 66, 56, 66, 99, 99,
		99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
		99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
		99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
	},
}

// Tables are the quantisation tables of Y, Cb and Cr, in zigzag order: steps from 1 to 255.
type Tables [components][block * block]uint8

// scaled returns the tables for a quality, by libjpeg's rule.
func scaled(quality int) Tables {
	percent := 200 - 2*quality
	if quality < 50 {
		percent = 5000 / quality
	}
	tables := Tables{quantisation[luma], quantisation[chroma], quantisation[chroma]}
	for i := range tables {
		for j, v := range tables[i] {
			tables[i][j] = uint8(min(max((int(v)*percent+50)/100, 1), 255))
		}
	}
	return tables
}
