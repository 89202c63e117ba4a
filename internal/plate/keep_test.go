package plate

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"

	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/picture"
)

// realJPEGs are the contents of the JPEGs of the shared test data, by path.
func realJPEGs(t testing.TB) map[string][]byte {
	t.Helper()
	root := os.Getenv("MEMED_TEST_DATA")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared", "data")
	}
	files := make(map[string][]byte)
	for _, pattern := range []string{"flat/*.jpg", "memegen/*/*.jpg"} {
		paths, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if info, err := picture.Inspect(data, 1<<25); err == nil && info.Format == caption.JPEG {
				name, err := filepath.Rel(root, path)
				if err != nil {
					t.Fatal(err)
				}
				files[name] = data
			}
		}
	}
	if len(files) == 0 {
		t.Skipf("no test data in %s; set MEMED_TEST_DATA", root)
	}
	return files
}

func kept(t testing.TB, data []byte) *Plate {
	t.Helper()
	p, err := picture.Decode(t.Context(), data, 1<<25)
	if err != nil {
		t.Fatal(err)
	}
	if p.JPEG == nil {
		t.Fatal("the JPEG cannot be kept")
	}
	plate, err := Keep(t.Context(), p, p.Bounds().Size(), 85)
	if err != nil {
		t.Fatal(err)
	}
	return plate
}

// unlike counts the blocks of two decoded pictures that differ, and how far they do.
type unlike struct{ blocks, differ, worst int }

func (u unlike) String() string {
	return fmt.Sprintf("%d of %d blocks differ (%.3f %%), by %d at most", u.differ, u.blocks, 100*float64(u.differ)/float64(u.blocks), u.worst)
}

// compare compares two planes of samples.
func (u *unlike) compare(got, want []uint8, gotStride, wantStride, width, height int) {
	const block = 8
	for top := 0; top < height; top += block {
		for left := 0; left < width; left += block {
			worst := 0
			for y := top; y < min(top+block, height); y++ {
				for x := left; x < min(left+block, width); x++ {
					d := int(got[y*gotStride+x]) - int(want[y*wantStride+x])
					worst = max(worst, d, -d)
				}
			}
			u.blocks++
			u.worst = max(u.worst, worst)
			if worst > 0 {
				u.differ++
			}
		}
	}
}

func compareJPEGs(t testing.TB, got, want []byte) (u unlike) {
	t.Helper()
	decode := func(data []byte) *image.YCbCr {
		img, err := jpeg.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		return img.(*image.YCbCr)
	}
	a, b := decode(got), decode(want)
	if a.Rect != b.Rect || a.SubsampleRatio != b.SubsampleRatio {
		t.Fatalf("%v at %v, want %v at %v", a.Rect, a.SubsampleRatio, b.Rect, b.SubsampleRatio)
	}
	size := a.Rect.Size()
	u.compare(a.Y, b.Y, a.YStride, b.YStride, size.X, size.Y)
	corner := a.COffset(size.X-1, size.Y-1)
	width, height := corner%a.CStride+1, corner/a.CStride+1
	u.compare(a.Cb, b.Cb, a.CStride, b.CStride, width, height)
	u.compare(a.Cr, b.Cr, a.CStride, b.CStride, width, height)
	return u
}

func TestKeptJPEGs(t *testing.T) {
	for name, data := range realJPEGs(t) {
		t.Run(name, func(t *testing.T) {
			out := mustPrint(t, kept(t, data), nil)
			u := compareJPEGs(t, out, data)
			t.Logf("%v; %.3f of the file's size", u, float64(len(out))/float64(len(data)))
		})
	}
}
