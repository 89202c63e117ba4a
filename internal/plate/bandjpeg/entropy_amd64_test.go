package bandjpeg

import (
	"bytes"
	"testing"

	"pgregory.net/rapid"

	"github.com/memed/memed/internal/testtool"
)

// TestBMI2WritesAsPortable writes blocks one after the other, of coefficients of all sizes behind runs of all lengths.
func TestBMI2WritesAsPortable(t *testing.T) {
	testtool.Processor(t, hasBMI2, "BMI2")
	defer func() { hasBMI2 = true }()
	by := codeTables{&dcTables[luma], &acTables[luma]}.coder()
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.OneOf(rapid.Just(int16(0)), rapid.Int16Range(-1, 1), rapid.Int16Range(-1023, 1023))
		var blocks []coefficients
		for range rapid.IntRange(1, 5).Draw(t, "blocks") {
			var c coefficients
			few := rapid.SampledFrom([]*rapid.Generator[int16]{value, rapid.Just(int16(0))})
			for i := range c {
				c[i] = few.Draw(t, "kind").Draw(t, "value")
			}
			blocks = append(blocks, c)
		}
		write := func() bitWriter {
			var w bitWriter
			var before int16
			w.reset()
			for i := range blocks {
				w.writeBlock(&blocks[i], blocks[i].nonzero(), before, &by)
				before = blocks[i][0]
			}
			return w
		}
		hasBMI2 = true
		got := write()
		hasBMI2 = false
		want := write()
		if got.position() != want.position() || !bytes.Equal(got.finish(), want.finish()) {
			t.Fatal("other bytes")
		}
	})
}
