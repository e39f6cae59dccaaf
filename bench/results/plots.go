package results

import (
	"bytes"
	"image/color"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	_ "gonum.org/v1/plot/vg/vgsvg" // the format of the plots
)

// The plots, by file name.
const (
	fileQuality  = "quality.svg"
	fileSegments = "segments.svg"
	fileSpeed    = "speed.svg"
	fileScatter  = "scatter.svg"
	fileText     = "text.svg"
)

var (
	dark  = color.RGBA{R: 0x1f, G: 0x4e, B: 0x79, A: 0xff}
	light = color.RGBA{R: 0x9d, G: 0xc3, B: 0xe6, A: 0xff}
	own   = color.RGBA{R: 0xc5, G: 0x5a, B: 0x11, A: 0xff}
)

// A series is one bar for each system.
type series struct {
	name   string
	values []float64
	color  color.Color
}

// plots draws every plot into a folder.
func (r *Results) plots(dir string) error {
	if len(r.Systems) == 0 {
		return r.scalePlot(dir) // the extractors were not measured
	}
	written := r.ranked(func(s *System) float64 { return s.Segments.SegmentsF1 })
	timed := r.ranked(func(s *System) float64 { return -s.Speed.PageCPU })
	for _, draw := range []func() error{
		func() error {
			return bars(filepath.Join(dir, fileQuality), "Word F1 on WCXB, on which winnow's engine was trained", names(written), true,
				column(written, "articles", dark, func(s *System) float64 { row, _ := s.Row("article"); return row.F1 }),
				column(written, "all types", light, func(s *System) float64 { row, _ := s.Row("all"); return row.F1 }))
		},
		func() error {
			return bars(filepath.Join(dir, fileSegments), "Segments F1 (not trained on)", names(written), true,
				column(written, "segments", dark, func(s *System) float64 { return s.Segments.SegmentsF1 }))
		},
		func() error {
			return bars(filepath.Join(dir, fileSpeed), "CPU per page on one core, milliseconds", names(timed), false,
				column(timed, "CPU", dark, func(s *System) float64 { return s.Speed.PageCPU }))
		},
		func() error {
			return bars(filepath.Join(dir, fileText), "Segments F1 of each text, before and after cleaning", names(written), true,
				column(written, "before", light, func(s *System) float64 { return s.Segments.SegmentsF1 }),
				column(written, "after", dark, func(s *System) float64 { return s.CleanSegments.SegmentsF1 }))
		},
		func() error { return scatter(filepath.Join(dir, fileScatter), written) },
		func() error { return r.scalePlot(dir) },
	} {
		if err := draw(); err != nil {
			return err
		}
	}
	return nil
}

// ranked returns the systems with text, from the worst to the best: bars are
// drawn from below.
func (r *Results) ranked(by func(s *System) float64) []*System {
	var list []*System
	for i := range r.Systems {
		if s := &r.Systems[i]; s.Segments != nil && s.Speed != nil && s.CleanSegments != nil {
			list = append(list, s)
		}
	}
	slices.SortStableFunc(list, func(a, b *System) int {
		switch x, y := by(a), by(b); {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	return list
}

func names(list []*System) []string {
	var out []string
	for _, s := range list {
		out = append(out, s.Name)
	}
	return out
}

func column(list []*System, name string, c color.Color, value func(s *System) float64) series {
	out := series{name: name, color: c}
	for _, s := range list {
		out.values = append(out.values, value(s))
	}
	return out
}

// bars draws horizontal bars, the series side by side. share is true of values
// from 0 to 1.
func bars(file, title string, names []string, share bool, all ...series) error {
	const thick = 9 // points
	p := newPlot(title)
	for n, s := range all {
		b, err := plotter.NewBarChart(plotter.Values(s.values), vg.Points(thick))
		if err != nil {
			return err
		}
		b.Horizontal = true
		b.Color = s.color
		b.LineStyle.Width = 0
		// The first series is above the others.
		b.Offset = vg.Points(thick * (float64(len(all)-1)/2 - float64(n)))
		p.Add(b)
		if len(all) > 1 {
			p.Legend.Add(s.name, b)
		}
	}
	p.NominalY(names...)
	p.Y.Tick.Label.Font.Size = vg.Points(fontSize)
	p.Y.Padding = vg.Points(24) // the font that is at hand may be wider
	p.X.Min = 0
	if share {
		p.X.Max = 1
		if len(all) > 1 {
			p.X.Max = 1.2 // room for the legend
		}
		p.X.Tick.Marker = plot.ConstantTicks{{Value: 0, Label: "0"}, {Value: .2, Label: ".2"}, {Value: .4, Label: ".4"},
			{Value: .6, Label: ".6"}, {Value: .8, Label: ".8"}, {Value: 1, Label: "1"}}
	}
	p.Legend.Top = true
	height := vg.Points(float64(len(names))*(thick*float64(len(all))+8) + 60)
	return save(p, 18*vg.Centimeter, height, file)
}

// The size of a scatter plot and of its letters.
const (
	scatterWidth, scatterHeight = 22 * vg.Centimeter, 14 * vg.Centimeter
	fontSize                    = 10
)

// scatter draws quality against costs; up and left is better.
func scatter(file string, list []*System) error {
	p := newPlot("Quality against speed: up and left is better")
	p.X.Label.Text = "CPU per page, ms (logarithmic)"
	p.Y.Label.Text = "segments F1"
	p.X.Scale = plot.LogScale{}
	p.X.Tick.Marker = plot.LogTicks{Prec: -1}
	p.Add(plotter.NewGrid())
	list = slices.DeleteFunc(slices.Clone(list), func(s *System) bool { return s.Baseline })
	for _, s := range list {
		points, err := plotter.NewScatter(at(s))
		if err != nil {
			return err
		}
		points.GlyphStyle = draw.GlyphStyle{Color: dark, Radius: vg.Points(4), Shape: draw.CircleGlyph{}}
		if s.Own {
			points.Color = own
		}
		p.Add(points)
	}
	p.X.Min, p.X.Max = p.X.Min*0.8, p.X.Max*2.5 // room for the names
	pad := (p.Y.Max - p.Y.Min) * 0.06
	p.Y.Min, p.Y.Max = p.Y.Min-pad, p.Y.Max+pad
	offsets := place(p, list)
	for i, s := range list {
		labels, err := plotter.NewLabels(plotter.XYLabels{XYs: at(s), Labels: []string{s.Name}})
		if err != nil {
			return err
		}
		labels.TextStyle[0].Font.Variant, labels.TextStyle[0].Font.Size = "Sans", vg.Points(fontSize)
		labels.Offset = offsets[i]
		p.Add(labels)
	}
	return save(p, scatterWidth, scatterHeight, file)
}

func at(s *System) plotter.XYs {
	return plotter.XYs{{X: s.Speed.PageCPU, Y: s.Segments.SegmentsF1}}
}

// place finds for each name a place beside its point that no point and no
// earlier name takes: to the right, and if that is taken, further and further
// above or below. The sizes are near enough.
func place(p *plot.Plot, list []*System) []vg.Point {
	type box struct{ left, bottom, right, top vg.Length }
	var taken []box
	where := func(s *System) vg.Point {
		x := math.Log(s.Speed.PageCPU/p.X.Min) / math.Log(p.X.Max/p.X.Min)
		y := (s.Segments.SegmentsF1 - p.Y.Min) / (p.Y.Max - p.Y.Min)
		return vg.Point{X: vg.Length(x) * (scatterWidth - 2*vg.Centimeter), Y: vg.Length(y) * (scatterHeight - 3*vg.Centimeter)}
	}
	for _, s := range list {
		const r = 5
		c := where(s)
		taken = append(taken, box{c.X - r, c.Y - r, c.X + r, c.Y + r})
	}
	free := func(b box) bool {
		return !slices.ContainsFunc(taken, func(t box) bool {
			return b.left < t.right && t.left < b.right && b.bottom < t.top && t.bottom < b.top
		})
	}
	offsets := make([]vg.Point, len(list))
	for i, s := range list {
		c, width := where(s), vg.Length(len(s.Name))*fontSize*.52
		for step := range 40 {
			o := vg.Point{X: 7, Y: -fontSize / 3}
			if step > 0 {
				up := vg.Length((step + 1) / 2 * fontSize * 2 / 3)
				if step%2 == 0 {
					up = -up
				}
				o = vg.Point{X: 3, Y: up - fontSize/3}
			}
			b := box{c.X + o.X, c.Y + o.Y, c.X + o.X + width, c.Y + o.Y + fontSize}
			if free(b) {
				taken = append(taken, b)
				offsets[i] = o
				break
			}
		}
	}
	return offsets
}

// newPlot is an empty plot in the type of all plots.
func newPlot(title string) *plot.Plot {
	p := plot.New()
	p.Title.Text = title
	for _, style := range []*text.Style{&p.Title.TextStyle, &p.X.Label.TextStyle, &p.Y.Label.TextStyle, &p.X.Tick.Label, &p.Y.Tick.Label, &p.Legend.TextStyle} {
		style.Font.Variant, style.Font.Size = "Sans", vg.Points(fontSize)
	}
	p.Title.TextStyle.Font.Size = vg.Points(fontSize + 2)
	p.Title.Padding = vg.Points(6)
	return p
}

// save writes a plot as SVG. The library names the font that it measured;
// fonts of the same measures are named besides, for machines without it.
func save(p *plot.Plot, width, height vg.Length, file string) error {
	w, err := p.WriterTo(width, height, "svg")
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if _, err := w.WriteTo(&b); err != nil {
		return err
	}
	svg := strings.ReplaceAll(b.String(), "font-family:Liberation Sans", "font-family:'Liberation Sans',Arial,Helvetica,sans-serif")
	return os.WriteFile(file, []byte(svg), 0o644)
}
