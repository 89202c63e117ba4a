// Command gallery makes the pictures of the documentation: the example of every embedded template on one contact sheet, and a line in every script.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	_ "image/gif" // decoders for the pictures made
	"image/jpeg"
	_ "image/png" //
	"io"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/memed/memed/fonts"
	"github.com/memed/memed/internal/caption"
	"github.com/memed/memed/internal/pool"
	"github.com/memed/memed/internal/render"
	"github.com/memed/memed/internal/templates"
)

// The sheet's layout, in pixels.
const (
	columns    = 6
	cellWidth  = 280
	cellHeight = 250
	gap        = 16
)

var ground = color.RGBA{0x1b, 0x17, 0x22, 0xff}

func main() {
	folder := flag.String("o", ".", "folder to write to")
	flag.Parse()
	if err := run(context.Background(), *folder); err != nil {
		fmt.Fprintln(os.Stderr, "gallery:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, folder string) error {
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	store, err := templates.Open(templates.Config{MaxPixels: 32_000_000}, log)
	if err != nil {
		return err
	}
	library, err := fonts.Open(fonts.Config{CacheBytes: 32 << 20}, log)
	if err != nil {
		return err
	}
	renderer := render.New(render.Config{Quality: 95}, render.Parts{
		Templates: store, Fonts: library, Pool: pool.New(pool.Config{Workers: 1}),
	})
	var cells []image.Image
	for _, t := range store.List() {
		cell, err := example(ctx, renderer, t)
		if err != nil {
			return fmt.Errorf("%s: %w", t.ID, err)
		}
		cells = append(cells, cell)
	}
	if err := write(filepath.Join(folder, "gallery.jpg"), sheet(cells)); err != nil {
		return err
	}
	lines, err := scripts(ctx, library)
	if err != nil {
		return err
	}
	return write(filepath.Join(folder, "scripts.jpg"), lines)
}

// example renders the template with the texts of its example.
func example(ctx context.Context, r *render.Renderer, t *templates.Template) (image.Image, error) {
	plan, err := r.Plan(caption.Spec{
		Template: t.ID, Style: caption.DefaultStyle, Width: cellWidth, Height: cellHeight, Format: caption.PNG, Texts: t.Example,
	}, nil)
	if err != nil {
		return nil, err
	}
	out, err := r.Render(ctx, plan)
	if err != nil {
		return nil, err
	}
	img, _, err := image.Decode(bytes.NewReader(out.Body))
	return img, err
}

// sheet lays the cells out in rows, the last one centred.
func sheet(cells []image.Image) image.Image {
	rows := (len(cells) + columns - 1) / columns
	s := image.NewRGBA(image.Rect(0, 0, gap+columns*(cellWidth+gap), gap+rows*(cellHeight+gap)))
	draw.Draw(s, s.Rect, image.NewUniform(ground), image.Point{}, draw.Src)
	for i, cell := range cells {
		row, column := i/columns, i%columns
		inRow := min(columns, len(cells)-row*columns)
		size := cell.Bounds().Size()
		x := gap + column*(cellWidth+gap) + (columns-inRow)*(cellWidth+gap)/2 + (cellWidth-size.X)/2
		y := gap + row*(cellHeight+gap) + (cellHeight-size.Y)/2
		draw.Draw(s, image.Rectangle{Max: size}.Add(image.Pt(x, y)), cell, cell.Bounds().Min, draw.Src)
	}
	return s
}

func write(path string, img image.Image) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := jpeg.Encode(f, img, &jpeg.Options{Quality: 88}); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
