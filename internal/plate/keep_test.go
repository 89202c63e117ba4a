package plate

import (
	"bytes"
	"context"
	"fmt"
	"go/build"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/picture"
	"github.com/memed/memed/internal/plate/platetest"
	"github.com/memed/memed/internal/testtool"
)

// enoughPixels leaves out pictures that would only take their time.
const enoughPixels = 1 << 19

// jpegFile is a JPEG of others' making.
type jpegFile struct {
	name    string
	data    []byte
	picture *picture.Picture
	plate   *Plate
}

// jpegFiles are those of the shared test data and of the tests of image/jpeg that can be kept.
func jpegFiles(t testing.TB) []jpegFile {
	t.Helper()
	files := keptFiles()
	if len(files) == 0 {
		t.Skip("neither Go's sources nor the shared test data are at hand; set MEMED_TEST_DATA")
	}
	return files
}

// keptFiles reads and keeps them once for all tests.
var keptFiles = sync.OnceValue(func() (files []jpegFile) {
	data := os.Getenv("MEMED_TEST_DATA")
	if data == "" {
		data = filepath.Join("..", "..", "..", "shared", "data")
	}
	std := filepath.Join(build.Default.GOROOT, "src", "image", "testdata")
	for _, pattern := range []string{filepath.Join(std, "video-*.jpeg"), filepath.Join(data, "flat", "*.jpg"), filepath.Join(data, "memegen", "*", "*.jpg")} {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			panic(err)
		}
		for _, path := range paths {
			content, err := os.ReadFile(path)
			if err != nil {
				panic(err)
			}
			if p, err := picture.Decode(context.Background(), content, enoughPixels); err == nil && p.JPEG != nil {
				plate, err := Keep(context.Background(), p, p.Bounds().Size(), 85)
				if err != nil {
					panic(err)
				}
				files = append(files, jpegFile{filepath.Join(filepath.Base(filepath.Dir(path)), filepath.Base(path)), content, p, plate})
			}
		}
	}
	return files
})

// difference counts the blocks of 8 × 8 samples in which two pictures differ, and how far they do.
type difference struct{ blocks, differ, worst int }

func (d difference) String() string {
	return fmt.Sprintf("%d of %d blocks differ (%.3f %%), by %d at most", d.differ, d.blocks, 100*d.share(), d.worst)
}

func (d difference) share() float64 { return float64(d.differ) / float64(d.blocks) }

// plane is a plane of samples.
type plane struct {
	pix                   []uint8
	stride, width, height int
}

func (d *difference) add(got, want plane) {
	const block = 8
	for top := 0; top < want.height; top += block {
		for left := 0; left < want.width; left += block {
			worst := 0
			for y := top; y < min(top+block, want.height); y++ {
				width := min(block, want.width-left)
				g, w := got.pix[y*got.stride+left:][:width], want.pix[y*want.stride+left:][:width]
				if bytes.Equal(g, w) {
					continue
				}
				for x := range w {
					off := int(g[x]) - int(w[x])
					worst = max(worst, off, -off)
				}
			}
			d.blocks++
			d.worst = max(d.worst, worst)
			if worst > 0 {
				d.differ++
			}
		}
	}
}

// planes returns the samples of a JPEG, which are those of a colour picture also where it is grey.
func planes(t testing.TB, data []byte) []plane {
	t.Helper()
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	size := img.Bounds().Size()
	switch img := img.(type) {
	case *image.YCbCr:
		corner := img.COffset(size.X-1, size.Y-1)
		chroma := plane{stride: img.CStride, width: corner%img.CStride + 1, height: corner/img.CStride + 1}
		cb, cr := chroma, chroma
		cb.pix, cr.pix = img.Cb, img.Cr
		return []plane{{img.Y, img.YStride, size.X, size.Y}, cb, cr}
	case *image.Gray:
		half := image.Pt((size.X+1)/2, (size.Y+1)/2)
		none := plane{bytes.Repeat([]byte{0x80}, half.X*half.Y), half.X, half.X, half.Y}
		return []plane{{img.Pix, img.Stride, size.X, size.Y}, none, none}
	}
	t.Fatalf("a %T", img)
	return nil
}

func compareJPEGs(t testing.TB, got, want []byte) (d difference) {
	t.Helper()
	g, w := planes(t, got), planes(t, want)
	for i := range w {
		if g[i].width != w[i].width || g[i].height != w[i].height {
			t.Fatalf("component %d has %d × %d samples, want %d × %d", i, g[i].width, g[i].height, w[i].width, w[i].height)
		}
		d.add(g[i], w[i])
	}
	return d
}

// TestKeptJPEGs compares what is decoded of a print without ink with what is decoded of the template. Where a step of quantisation is 1, rounding the
// samples loses coefficients, and some are off by 1; elsewhere hardly any is.
func TestKeptJPEGs(t *testing.T) {
	for _, file := range jpegFiles(t) {
		t.Run(file.name, func(t *testing.T) {
			t.Parallel()
			out := mustPrint(t, file.plate, nil)
			finest := finestStep(file.picture.JPEG)
			d := compareJPEGs(t, out, file.data)
			t.Logf("%v; steps from %d, %.3f of the file's bytes", d, finest, float64(len(out))/float64(len(file.data)))
			if d.worst > 2 || finest > 1 && d.share() > 0.003 || finest == 1 && (d.worst > 1 || d.share() > 0.65) {
				t.Error("that is too much")
			}
			ink := platetest.TwoLines(file.plate.Size())
			if d := compareOutside(t, planes(t, mustPrint(t, file.plate, ink)), planes(t, out), ink); d.differ > 0 {
				t.Errorf("with ink elsewhere, %v", d)
			}
		})
	}
}

// TestLibjpegReadsTheSameOfKeptJPEGs has another decoder than the one whose samples the coefficients were found by. Where they are the same, so is what it reads.
func TestLibjpegReadsTheSameOfKeptJPEGs(t *testing.T) {
	djpeg := testtool.Path(t, "djpeg")
	for _, file := range jpegFiles(t) {
		if strings.Contains(file.name, "truncated") {
			continue // djpeg complains of it
		}
		t.Run(file.name, func(t *testing.T) {
			t.Parallel()
			got, want := pnm(t, djpeg, mustPrint(t, file.plate, nil)), pnm(t, djpeg, file.data)
			if len(got) != len(want) {
				t.Fatalf("%d bytes of pixels, want %d", len(got), len(want))
			}
			differ := 0
			for i, v := range want {
				if got[i] != v {
					differ++
				}
			}
			share, finest := float64(differ)/float64(len(want)), finestStep(file.picture.JPEG)
			t.Logf("%.4f %% of the samples differ; steps from %d", 100*share, finest)
			if finest > 1 && share > 0.001 || share > 0.1 {
				t.Error("that is too much")
			}
		})
	}
}

func finestStep(j *picture.JPEG) uint8 {
	return slices.Min(slices.Concat(j.Quantisation[0][:], j.Quantisation[1][:], j.Quantisation[2][:]))
}

// compareOutside compares the rows of samples above, between and below ink.
func compareOutside(t testing.TB, got, want []plane, ink []*image.RGBA) (d difference) {
	t.Helper()
	const mcu = 16 // at most
	for i := range want {
		down := (want[0].height + want[i].height - 1) / want[i].height
		for top := 0; top < want[i].height; top += mcu / down {
			band := image.Rect(0, top*down, want[0].width, top*down+mcu)
			if slices.ContainsFunc(ink, func(layer *image.RGBA) bool { return layer.Rect.Overlaps(band) }) {
				continue
			}
			rows := func(p plane) plane {
				p.pix, p.height = p.pix[top*p.stride:], min(mcu/down, p.height-top)
				return p
			}
			d.add(rows(got[i]), rows(want[i]))
		}
	}
	return d
}

// pnm returns the red, green and blue samples that djpeg makes.
func pnm(t testing.TB, djpeg string, data []byte) []byte {
	t.Helper()
	out := platetest.Run(t, djpeg, data, ".jpg", "-pnm", "-rgb", "-")
	const head = 3 // lines
	for range head {
		out = out[bytes.IndexByte(out, '\n')+1:]
	}
	return out
}

func TestWhatCannotBeKeptHasTheQuality(t *testing.T) {
	p := still(platetest.Photo(40, 30, 1))
	plate, err := Keep(t.Context(), p, p.Bounds().Size(), 60)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(mustPrint(t, plate, nil), mustPrint(t, newAt(t, p, caption.JPEG, 60), nil)) {
		t.Error("a picture that is no JPEG is not of the quality")
	}
	var file bytes.Buffer
	if err := jpeg.Encode(&file, p.Frames[0], &jpeg.Options{Quality: 30}); err != nil {
		t.Fatal(err)
	}
	decoded, err := picture.Decode(t.Context(), file.Bytes(), enoughPixels)
	if err != nil {
		t.Fatal(err)
	}
	half := image.Pt(20, 15)
	resized, err := Keep(t.Context(), decoded, half, 60)
	if err != nil {
		t.Fatal(err)
	}
	want, err := New(t.Context(), decoded, half, caption.JPEG, 60)
	if err != nil {
		t.Fatal(err)
	}
	if resized.Size() != half || !bytes.Equal(mustPrint(t, resized, nil), mustPrint(t, want, nil)) {
		t.Error("a resized JPEG is not of the quality")
	}
	decoded.JPEG.Samples = image.NewRGBA(decoded.Bounds())
	if _, err := Keep(t.Context(), decoded, decoded.Bounds().Size(), 60); err == nil {
		t.Error("samples that cannot be kept are no error")
	}
}
