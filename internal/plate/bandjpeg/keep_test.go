package bandjpeg

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"reflect"
	"sync"
	"testing"

	"golang.org/x/image/bmp"

	"github.com/memed/memed/internal/plate/platetest"
	"github.com/memed/memed/internal/testtool"
)

var ratios = []image.YCbCrSubsampleRatio{
	image.YCbCrSubsampleRatio444, image.YCbCrSubsampleRatio422, image.YCbCrSubsampleRatio420,
	image.YCbCrSubsampleRatio440, image.YCbCrSubsampleRatio411, image.YCbCrSubsampleRatio410,
}

// ownTables are unlike those of any quality, and each component has its own.
func ownTables() *Tables {
	tables := scaled(85)
	for i := range tables {
		for j := range tables[i] {
			tables[i][j] += uint8(i + j%3)
		}
	}
	return &tables
}

// subsampled converts img to planes of whole MCUs.
func subsampled(img *image.RGBA, ratio image.YCbCrSubsampleRatio) *image.YCbCr {
	size := img.Rect.Size()
	across, down, _ := sampling(ratio)
	g := gridOf(size, across, down)
	to := image.NewYCbCr(image.Rect(0, 0, g.columns*g.width(), g.rows*g.height()), ratio)
	for y := 0; y < to.Rect.Max.Y; y += down {
		for x := 0; x < to.Rect.Max.X; x += across {
			var cb, cr int32
			for i := range across * down {
				px, py := x+i%across, y+i/across
				c := img.RGBAAt(min(px, size.X-1), min(py, size.Y-1))
				luma, b, r := ycc(int32(c.R), int32(c.G), int32(c.B))
				to.Y[to.YOffset(px, py)] = uint8(luma)
				cb, cr = cb+b, cr+r
			}
			pixels := int32(across * down)
			at := to.COffset(x, y)
			to.Cb[at] = clamp((cb+pixels*rounding)/pixels>>fraction + chromaMid)
			to.Cr[at] = clamp((cr+pixels*rounding)/pixels>>fraction + chromaMid)
		}
	}
	return to.SubImage(img.Rect).(*image.YCbCr)
}

// written encodes planes as a whole, without looking for coefficients that they came from.
func written(t testing.TB, from *image.YCbCr, tables *Tables) []byte {
	t.Helper()
	across, down, _ := sampling(from.SubsampleRatio)
	p := &Picture{size: from.Rect.Size(), grid: gridOf(from.Rect.Size(), across, down), quant: tables.divisors()}
	p.planes = planes{stride: from.YStride, half: from.CStride, y: from.Y, cb: from.Cb, cr: from.Cr}
	nonzero := make([]uint64, p.blocks())
	err := p.encode(context.Background(), tables, func(row int, band []coefficients) {
		for column := range p.columns {
			mcu := p.planes.mcu(p.grid, row, column)
			p.transform(&mcu, all, band[column*p.blocks():], nonzero)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return printed(t, p)
}

func kept(t testing.TB, data []byte, tables *Tables) *Picture {
	t.Helper()
	p, err := Keep(context.Background(), decoded(t, data), tables)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// planesOf are the samples of a picture, those beyond its bounds too.
func planesOf(img image.Image) [][]uint8 {
	switch img := img.(type) {
	case *image.YCbCr:
		return [][]uint8{img.Y, img.Cb, img.Cr}
	case *image.Gray:
		return [][]uint8{img.Pix}
	}
	return nil
}

func TestKeepsAllSamples(t *testing.T) {
	for _, ratio := range ratios {
		for _, size := range []image.Point{{1, 1}, {8, 8}, {17, 15}, {33, 1}, {1, 40}, {150, 100}} {
			source := written(t, subsampled(platetest.Photo(size.X, size.Y, 1), ratio), ownTables())
			again := printed(t, kept(t, source, ownTables()))
			if !reflect.DeepEqual(planesOf(decoded(t, again)), planesOf(decoded(t, source))) {
				t.Errorf("%v at %v: other samples", size, ratio)
			}
		}
	}
}

// TestKeepsClippedBlocks has hard edges between black and white, whose ringing is cut off.
func TestKeepsClippedBlocks(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 160, 120))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	for i := range 12 {
		draw.Draw(img, image.Rect(3+13*i, 5+7*i, 9+13*i, 40+6*i), image.Black, image.Point{}, draw.Src)
	}
	for _, test := range []struct{ quality, off int }{{30, 0}, {60, 0}, {85, 0}, {92, 1}, {100, 1}} {
		tables := scaled(test.quality)
		source := written(t, subsampled(img, image.YCbCrSubsampleRatio444), &tables)
		want := planesOf(decoded(t, source))
		for i, plane := range planesOf(decoded(t, printed(t, kept(t, source, &tables)))) {
			for j, v := range plane {
				if d := int(v) - int(want[i][j]); max(d, -d) > test.off {
					t.Fatalf("quality %d: sample %d of component %d is %d, want %d", test.quality, j, i, v, want[i][j])
				}
			}
		}
	}
}

func TestKeepsGrey(t *testing.T) {
	for _, size := range []image.Point{{1, 1}, {8, 8}, {17, 15}, {33, 1}, {100, 60}} {
		grey := image.NewGray(image.Rectangle{Max: size})
		draw.Draw(grey, grey.Rect, platetest.Photo(size.X, size.Y, 1), image.Point{}, draw.Src)
		source := decoded(t, standard(t, grey, 85)).(*image.Gray)
		tables := scaled(85)
		tables[1], tables[2] = tables[0], tables[0]
		p, err := Keep(context.Background(), source, &tables)
		if err != nil {
			t.Fatal(err)
		}
		got, inked := decoded(t, printed(t, p)), decoded(t, printed(t, p, platetest.Label(grey.Rect, color.RGBA{0x90, 0x90, 0x90, 0xff})))
		for y := range size.Y {
			for x := range size.X {
				if want := color.RGBAModel.Convert(source.At(x, y)); color.RGBAModel.Convert(got.At(x, y)) != want {
					t.Fatalf("%v: the pixel at %d, %d is %v, want %v", size, x, y, got.At(x, y), want)
				}
				if c := inked.(*image.YCbCr).YCbCrAt(x, y); c.Cb != 0x80 || c.Cr != 0x80 {
					t.Fatalf("%v: grey ink makes the pixel at %d, %d %v", size, x, y, c)
				}
			}
		}
		if red := decoded(t, printed(t, p, platetest.Label(grey.Rect.Inset(-8).Intersect(grey.Rect), color.RGBA{0xff, 0, 0, 0xff}))); size.X > 16 && size.Y > 8 {
			if c := red.(*image.YCbCr).YCbCrAt(size.X/2, size.Y/2); c.Cr < 200 {
				t.Errorf("%v: red ink is %v", size, c)
			}
		}
	}
}

// TestKeptWithOpaqueInk has an exact oracle: opaque ink on whole cells gives the samples of the drawn picture.
func TestKeptWithOpaqueInk(t *testing.T) {
	for _, ratio := range ratios {
		source := written(t, subsampled(platetest.Photo(150, 100, 1), ratio), ownTables())
		p := kept(t, source, ownTables())
		for _, r := range []image.Rectangle{
			image.Rect(0, 0, 150, 100), image.Rect(0, 0, 4, 2), image.Rect(148, 98, 150, 100), image.Rect(28, 14, 96, 18), image.Rect(16, 16, 32, 32),
		} {
			ink := image.NewRGBA(r)
			draw.Draw(ink, r, platetest.Photo(200, 200, 1), image.Pt(7, 9), draw.Src)
			got := decoded(t, printed(t, p, ink)).(*image.YCbCr)
			want := decoded(t, written(t, over(decoded(t, source).(*image.YCbCr), ink), ownTables())).(*image.YCbCr)
			compareWithin(t, fmt.Sprintf("%v at %v", r, ratio), got, want)
		}
	}
}

// over lays opaque ink that covers whole cells on planes.
func over(planes *image.YCbCr, ink *image.RGBA) *image.YCbCr {
	drawn := image.NewRGBA(planes.Rect)
	draw.Draw(drawn, ink.Rect, ink, ink.Rect.Min, draw.Src)
	inked := subsampled(drawn, planes.SubsampleRatio)
	end := ink.Rect.Max
	if end.X == planes.Rect.Max.X { // the repeated edge
		end.X = planes.YStride
	}
	if end.Y == planes.Rect.Max.Y {
		end.Y = len(planes.Y) / planes.YStride
	}
	for y := ink.Rect.Min.Y; y < end.Y; y++ {
		for x := ink.Rect.Min.X; x < end.X; x++ {
			at, chroma := planes.YOffset(x, y), planes.COffset(x, y)
			planes.Y[at], planes.Cb[chroma], planes.Cr[chroma] = inked.Y[at], inked.Cb[chroma], inked.Cr[chroma]
		}
	}
	return planes
}

func compareWithin(t testing.TB, name string, got, want *image.YCbCr) {
	t.Helper()
	if got.Rect != want.Rect || got.SubsampleRatio != want.SubsampleRatio {
		t.Fatalf("%s: %v at %v, want %v at %v", name, got.Rect, got.SubsampleRatio, want.Rect, want.SubsampleRatio)
	}
	for y := range want.Rect.Max.Y {
		for x := range want.Rect.Max.X {
			if g, w := got.YCbCrAt(x, y), want.YCbCrAt(x, y); g != w {
				t.Fatalf("%s: the pixel at %d, %d is %v, want %v", name, x, y, g, w)
			}
		}
	}
}

func TestKeptWithSoftInk(t *testing.T) {
	for _, ratio := range ratios {
		size := image.Pt(97, 61)
		source := written(t, subsampled(platetest.Photo(size.X, size.Y, 1), ratio), ownTables())
		p := kept(t, source, ownTables())
		below := image.NewRGBA(image.Rectangle{Max: size})
		draw.Draw(below, below.Rect, decoded(t, source), image.Point{}, draw.Src)
		for _, r := range []image.Rectangle{
			image.Rect(3, 5, 40, 30), image.Rect(20, 17, 21, 18), image.Rect(size.X-9, size.Y-11, size.X, size.Y), {Max: size}, image.Rect(0, 31, size.X, 33),
		} {
			ink := []*image.RGBA{platetest.Label(r, platetest.Gold), platetest.Label(r.Inset(r.Dx()/4), color.RGBA{0, 0, 0xff, 0xff})}
			want := platetest.Drawn(below, ink...)
			if got, limit := loss(t, printed(t, p, ink...), want), loss(t, written(t, subsampled(want, ratio), ownTables()), want); got > 1.1*limit+1 {
				t.Errorf("%v at %v: loss %.2f, the picture encoded as a whole has %.2f", r, ratio, got, limit)
			}
		}
	}
}

func TestKeptPrintsAreIndependent(t *testing.T) {
	var wg sync.WaitGroup
	for _, ratio := range ratios {
		p := kept(t, written(t, subsampled(platetest.Photo(180, 140, 1), ratio), ownTables()), ownTables())
		for i := range 2 {
			ink := platetest.Label(image.Rect(20*i, i, 50+20*i, 35), platetest.Gold)
			want := printed(t, p, ink)
			wg.Go(func() {
				for range 10 {
					if !bytes.Equal(printed(t, p, ink), want) {
						t.Errorf("%v: a print differs from the one before", ratio)
						return
					}
				}
			})
		}
	}
	wg.Wait()
}

func TestLibjpegDecodesKeptPrints(t *testing.T) {
	djpeg := testtool.Path(t, "djpeg")
	for _, ratio := range ratios {
		source := written(t, subsampled(platetest.Photo(75, 53, 1), ratio), ownTables())
		data := printed(t, kept(t, source, ownTables()), platetest.Label(image.Rect(0, 0, 75, 20), platetest.Gold))
		theirs, err := bmp.Decode(bytes.NewReader(platetest.Run(t, djpeg, data, ".jpg", "-bmp", "-nosmooth", "-dct", "int", "-")))
		if err != nil {
			t.Fatal(err)
		}
		ours := decoded(t, data)
		for y := range 53 {
			for x := range 75 {
				if far(ours.At(x, y), theirs.At(x, y)) {
					t.Fatalf("%v: at %d, %d Go reads %v and libjpeg %v", ratio, x, y, ours.At(x, y), theirs.At(x, y))
				}
			}
		}
	}
}

func TestKeepRefusesWhatItCannotKeep(t *testing.T) {
	whole := image.NewYCbCr(image.Rect(0, 0, 32, 32), image.YCbCrSubsampleRatio420)
	cut := *whole
	cut.Cr = cut.Cr[:len(cut.Cr)-1]
	odd := *whole
	odd.SubsampleRatio = -1
	for name, img := range map[string]image.Image{
		"an RGB picture": image.NewRGBA(whole.Rect), "half an MCU": image.NewYCbCr(image.Rect(0, 0, 24, 24), image.YCbCrSubsampleRatio420), "cut planes": &cut, "unknown subsampling": &odd,
	} {
		if _, err := Keep(context.Background(), img, ownTables()); err == nil {
			t.Errorf("%s is kept", name)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Keep(ctx, whole, ownTables()); err != context.Canceled {
		t.Errorf("err = %v", err)
	}
}

// FuzzKept lays ink anywhere on small pictures of any subsampling, and compares with the picture drawn as a whole.
func FuzzKept(f *testing.F) {
	for i := range ratios {
		f.Add(uint8(i), uint8(85), uint8(40), uint8(31), uint8(2), uint8(5), uint8(30), uint8(17), uint64(i))
		f.Add(uint8(i), uint8(50), uint8(16), uint8(16), uint8(0), uint8(0), uint8(16), uint8(16), uint64(i))
		f.Add(uint8(i), uint8(90), uint8(1), uint8(1), uint8(0), uint8(0), uint8(1), uint8(1), uint64(i))
	}
	f.Fuzz(func(t *testing.T, ratioByte, quality, w, h, x, y, inkW, inkH uint8, seed uint64) {
		ratio := ratios[int(ratioByte)%len(ratios)]
		across, down, _ := sampling(ratio)
		size := image.Pt(int(w)%96+1, int(h)%96+1)
		tables := scaled(int(quality)%90 + 1)
		source := written(t, subsampled(platetest.Photo(size.X, size.Y, seed), ratio), &tables)
		p := kept(t, source, &tables)
		bare := decoded(t, printed(t, p)).(*image.YCbCr)

		corner := image.Pt(int(x)%size.X/across*across, int(y)%size.Y/down*down)
		r := image.Rectangle{Max: image.Pt((int(inkW)%96+1)*across, (int(inkH)%96+1)*down)}.Add(corner).Intersect(image.Rectangle{Max: size})
		solid := image.NewRGBA(r)
		draw.Draw(solid, r, platetest.Photo(size.X, size.Y, seed^1), image.Point{}, draw.Src)
		got := decoded(t, printed(t, p, solid)).(*image.YCbCr)
		want := decoded(t, written(t, over(decoded(t, source).(*image.YCbCr), solid), &tables)).(*image.YCbCr)

		noise := platetest.Noise(r, seed)
		soft := decoded(t, printed(t, p, noise)).(*image.YCbCr)
		for py := range size.Y {
			for px := range size.X {
				at := image.Pt(px, py)
				inBlock := at.In(blocksOf(r, block, block))
				inMCU := at.In(blocksOf(r, across*block, down*block))
				b, g, s := bare.YCbCrAt(px, py), got.YCbCrAt(px, py), soft.YCbCrAt(px, py)
				if inBlock && inMCU && g.Y != want.YCbCrAt(px, py).Y {
					t.Fatalf("%v: opaque ink makes %v %v, want %v", r, at, g, want.YCbCrAt(px, py))
				}
				if inMCU && (g.Cb != want.YCbCrAt(px, py).Cb || g.Cr != want.YCbCrAt(px, py).Cr) {
					t.Fatalf("%v: opaque ink makes %v %v, want %v", r, at, g, want.YCbCrAt(px, py))
				}
				if !inBlock && (g.Y != b.Y || s.Y != b.Y) || !inMCU && (g != b || s != b) {
					t.Fatalf("%v: the ink changes %v from %v to %v and %v", r, at, b, g, s)
				}
			}
		}
	})
}

// blocksOf is what is touched by ink in r, in blocks of w × h pixels.
func blocksOf(r image.Rectangle, w, h int) image.Rectangle {
	return image.Rect(r.Min.X/w*w, r.Min.Y/h*h, (r.Max.X+w-1)/w*w, (r.Max.Y+h-1)/h*h)
}

func BenchmarkKept(b *testing.B) {
	const w, h = 548, 420
	img := platetest.Photo(w, h, 1)
	ink := []*image.RGBA{platetest.Label(image.Rect(20, 10, 528, 90), platetest.White), platetest.Label(image.Rect(20, 330, 528, 410), platetest.Gold)}
	finished := platetest.Drawn(img, ink...)
	tables := scaled(85)
	pictures := map[string]*Picture{}
	names := []string{"4:4:4", "4:2:2", "4:2:0", "4:4:0"}
	for i, name := range names {
		pictures[name] = kept(b, written(b, subsampled(img, ratios[i]), &tables), &tables)
	}
	names = append(names, "grey")
	grey := image.NewGray(img.Rect)
	draw.Draw(grey, grey.Rect, img, image.Point{}, draw.Src)
	pictures["grey"] = kept(b, standard(b, grey, 85), &tables)
	for _, name := range names {
		b.Run(name+"/print", func(b *testing.B) {
			b.ReportAllocs()
			var out bytes.Buffer
			for b.Loop() {
				out.Reset()
				if err := pictures[name].Print(b.Context(), &out, ink); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(out.Len()), "B/picture")
		})
	}
	b.Run("encode only", func(b *testing.B) {
		for b.Loop() {
			standard(b, finished, 85)
		}
	})
	source := decoded(b, written(b, subsampled(img, image.YCbCrSubsampleRatio420), &tables))
	b.Run("keep", func(b *testing.B) {
		for b.Loop() {
			if _, err := Keep(b.Context(), source, &tables); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("decode only", func(b *testing.B) {
		data := written(b, subsampled(img, image.YCbCrSubsampleRatio420), &tables)
		for b.Loop() {
			if _, err := jpeg.Decode(bytes.NewReader(data)); err != nil {
				b.Fatal(err)
			}
		}
	})
}
