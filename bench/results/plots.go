package results

import (
	"image/color"
	"path/filepath"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
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
	text := r.ranked(func(s *System) float64 { return s.Segments.SegmentsF1 })
	timed := r.ranked(func(s *System) float64 { return -s.Speed.PageCPU })
	for _, draw := range []func() error{
		func() error {
			return bars(filepath.Join(dir, fileQuality), "WCXB development split: word F1 (winnow's engine was trained on it)", names(text), 1,
				column(text, "articles", dark, func(s *System) float64 { row, _ := s.Row("article"); return row.F1 }),
				column(text, "all types", light, func(s *System) float64 { row, _ := s.Row("all"); return row.F1 }))
		},
		func() error {
			return bars(filepath.Join(dir, fileSegments), "Segments: F1, pages nobody was trained on", names(text), 1,
				column(text, "segments", dark, func(s *System) float64 { return s.Segments.SegmentsF1 }))
		},
		func() error {
			return bars(filepath.Join(dir, fileSpeed), "CPU per page on one core, milliseconds", names(timed), 0,
				column(timed, "CPU", dark, func(s *System) float64 { return s.Speed.PageCPU }))
		},
		func() error {
			return bars(filepath.Join(dir, fileText), "Segments F1 of each system's text, before and after winnow cleaned it", names(text), 1,
				column(text, "before", light, func(s *System) float64 { return s.Segments.SegmentsF1 }),
				column(text, "after", dark, func(s *System) float64 { return s.CleanSegments.SegmentsF1 }))
		},
		func() error { return scatter(filepath.Join(dir, fileScatter), text) },
	} {
		if err := draw(); err != nil {
			return err
		}
	}
	return nil
}

// ranked are the systems with text, from the worst to the best: bars are drawn
// from below.
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

// bars draws horizontal bars, the series side by side. most is the end of the
// axis, 0 for one that fits.
func bars(file, title string, names []string, most float64, all ...series) error {
	const thick = 9 // points
	p := plot.New()
	p.Title.Text = title
	p.X.Min = 0
	for n, s := range all {
		b, err := plotter.NewBarChart(plotter.Values(s.values), vg.Points(thick))
		if err != nil {
			return err
		}
		b.Horizontal = true
		b.Color = s.color
		b.LineStyle.Width = 0
		// The first series stands above the others.
		b.Offset = vg.Points(thick * (float64(len(all)-1)/2 - float64(n)))
		p.Add(b)
		if len(all) > 1 {
			p.Legend.Add(s.name, b)
		}
	}
	p.NominalY(names...)
	p.X.Min = 0
	if most > 0 {
		p.X.Max = most
	}
	p.Legend.Top, p.Legend.Left = false, false
	height := vg.Points(float64(len(names))*(thick*float64(len(all))+12) + 70)
	return p.Save(18*vg.Centimeter, height, file)
}

// scatter draws quality against costs; up and left is better.
func scatter(file string, list []*System) error {
	p := plot.New()
	p.Title.Text = "Quality against speed: up and left is better"
	p.X.Label.Text = "CPU per page, ms (logarithmic)"
	p.Y.Label.Text = "segments F1"
	p.X.Scale = plot.LogScale{}
	p.X.Tick.Marker = plot.LogTicks{Prec: -1}
	p.Add(plotter.NewGrid())
	for _, s := range list {
		if s.Baseline {
			continue
		}
		at := plotter.XYs{{X: s.Speed.PageCPU, Y: s.Segments.SegmentsF1}}
		points, err := plotter.NewScatter(at)
		if err != nil {
			return err
		}
		points.GlyphStyle = draw.GlyphStyle{Color: dark, Radius: vg.Points(4), Shape: draw.CircleGlyph{}}
		if s.Own {
			points.Color = own
		}
		labels, err := plotter.NewLabels(plotter.XYLabels{XYs: at, Labels: []string{s.Name}})
		if err != nil {
			return err
		}
		labels.Offset = vg.Point{X: vg.Points(6), Y: vg.Points(-4)}
		p.Add(points, labels)
	}
	p.X.Min, p.X.Max = p.X.Min*0.8, p.X.Max*2.5 // room for the labels
	pad := (p.Y.Max - p.Y.Min) * 0.06
	p.Y.Min, p.Y.Max = p.Y.Min-pad, p.Y.Max+pad
	return p.Save(22*vg.Centimeter, 14*vg.Centimeter, file)
}
