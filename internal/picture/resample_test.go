package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"os/exec"
	"testing"

	"golang.org/x/image/draw"

	"github.com/memed/memed/internal/testtool"
)

// TestEnlargingAgreesWithXImage compares with the same kernel in floating point.
func TestEnlargingAgreesWithXImage(t *testing.T) {
	for _, size := range []image.Point{{41, 31}, {80, 60}, {400, 300}, {1023, 767}} {
		for name, src := range map[string]image.Image{"opaque": opaqueNoise(40, 30), "transparent": noise(40, 30)} {
			src, err := toRGBA(t.Context(), src)
			if err != nil {
				t.Fatal(err)
			}
			got, err := newResampler(src.Rect.Max, size).resample(t.Context(), src)
			if err != nil {
				t.Fatal(err)
			}
			want := image.NewRGBA(got.Rect)
			draw.CatmullRom.Scale(want, want.Rect, src, src.Rect, draw.Src, nil)
			for i, v := range got.Pix {
				if d := int(v) - int(want.Pix[i]); d > 1 || d < -1 {
					t.Fatalf("%s to %v: %d at %d, want %d", name, size, v, i, want.Pix[i])
				}
			}
		}
	}
}

// TestReducingAgreesWithImageMagick compares real pictures with what it makes of them in linear light.
func TestReducingAgreesWithImageMagick(t *testing.T) {
	convert := testtool.Path(t, "convert")
	for _, size := range []image.Point{{100, 75}, {131, 99}, {30, 22}} {
		src := mustDecode(t, goTestData(t, "video-001.jpeg")).Frames[0]
		got, err := newResampler(src.Rect.Max, size).resample(t.Context(), src)
		if err != nil {
			t.Fatal(err)
		}
		geometry := fmt.Sprintf("%dx%d!", size.X, size.Y)
		command := exec.Command(convert, "png:-", "-colorspace", "RGB", "-filter", "Catrom", "-resize", geometry, "-colorspace", "sRGB", "-depth", "8", "png:-")
		command.Stdin = bytes.NewReader(encodePNG(t, src))
		out, err := command.Output()
		if err != nil {
			t.Fatal(err)
		}
		want, err := png.Decode(bytes.NewReader(out))
		if err != nil {
			t.Fatal(err)
		}
		// In the dark, a sample more or less is hardly any light. Overshoot it clamps between its passes.
		var sum int
		var worst float64
		for y := range size.Y {
			for x := range size.X {
				w, g := color.RGBAModel.Convert(want.At(x, y)).(color.RGBA), got.RGBAAt(x, y)
				for _, pair := range [][2]uint8{{g.R, w.R}, {g.G, w.G}, {g.B, w.B}} {
					d := int(pair[0]) - int(pair[1])
					sum += max(d, -d)
					worst = max(worst, math.Abs(intensity(float64(pair[0]))-intensity(float64(pair[1]))))
				}
			}
		}
		if mean := float64(sum) / float64(3*size.X*size.Y); mean > 1 || worst > 0.05 {
			t.Errorf("to %v: off by %.2f samples in the mean, by %.3f of light at most", size, mean, worst)
		}
	}
}

// TestReducingKeepsLight looks at a chequered picture from far away: half of the light of white is a grey of 188.
func TestReducingKeepsLight(t *testing.T) {
	src := image.NewRGBA(image.Rect(0, 0, 128, 128))
	for y := range 128 {
		for x := range 128 {
			v := uint8((x + y) % 2 * 0xff)
			src.SetRGBA(x, y, color.RGBA{v, v, v, 0xff})
		}
	}
	got, err := newResampler(src.Rect.Max, image.Pt(32, 32)).resample(t.Context(), src)
	if err != nil {
		t.Fatal(err)
	}
	for y := 2; y < 30; y++ {
		for x := 2; x < 30; x++ {
			if c := got.RGBAAt(x, y); c != (color.RGBA{188, 188, 188, 255}) {
				t.Fatalf("%v at %d, %d", c, x, y)
			}
		}
	}
}

// TestLightIsTheSameEverywhere makes sure that no entry of the tables is so near to a tie that another machine could round it otherwise.
func TestLightIsTheSameEverywhere(t *testing.T) {
	const distance = 1e-9
	for i := range 256 {
		if v := full * intensity(float64(i)); math.Abs(v-math.Floor(v)-0.5) < distance {
			t.Errorf("the light of %d is %v", i, v)
		}
		if v := full * intensity(float64(i)+0.5); math.Abs(v-math.Round(v)) < distance {
			t.Errorf("the light of %d.5 is %v", i, v)
		}
	}
	l := linear()
	for i, v := range l.from {
		if l.to[v] != uint8(i) {
			t.Errorf("%d becomes %d", i, l.to[v])
		}
	}
}

func TestWeights(t *testing.T) {
	for _, test := range [][2]int{{1, 1}, {1, 9}, {9, 1}, {100, 99}, {99, 100}, {640, 480}, {65535, 1}, {1, 65535}, {1000, 3}} {
		for i, taps := range newAxis(test[0], test[1]) {
			var sum int64
			for _, w := range taps.weights {
				sum += w
			}
			if sum != 1<<weightBits || taps.first < 0 || taps.end() > test[0] {
				t.Fatalf("from %d to %d, pixel %d: pixels %d to %d weigh %d", test[0], test[1], i, taps.first, taps.end(), sum)
			}
		}
	}
}
