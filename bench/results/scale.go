package results

import (
	"fmt"
	"path/filepath"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
)

const fileScale = "scale.svg"

// Scale is how the command does on dumps of growing size.
type Scale struct {
	// BasePages is the number of pages of the smallest dump; larger ones hold
	// them many times.
	BasePages int    `json:"base_pages"`
	Cores     int    `json:"cores"`
	Dumps     []Dump `json:"dumps"`
}

// A Dump is one run of the command over a dump.
type Dump struct {
	Format string `json:"format"` // jsonl.zst, warc.gz
	Factor int    `json:"factor"`
	Pages  int    `json:"pages"`
	// Stored is the size of the file, Content that of the pages in it.
	Stored  int64 `json:"stored_bytes"`
	Content int64 `json:"content_bytes"`
	// Wall and CPU are seconds; Peak is the largest resident memory in bytes.
	Wall float64 `json:"wall_seconds"`
	CPU  float64 `json:"cpu_seconds"`
	Peak int64   `json:"peak_bytes"`
	// Decompress is the CPU time of decompressing the file and doing nothing.
	Decompress float64 `json:"decompress_cpu_seconds"`
}

func (r *Results) scale(d *document) {
	s := r.Scale
	if s == nil {
		return
	}
	d.line("## Dumps of growing size")
	d.line("")
	d.line("![Throughput and memory](" + fileScale + ")")
	d.line("")
	d.line(fmt.Sprintf("`winnow clean` over dumps of %d pages of WCXB, once to 64 times, to JSONL that is thrown away, %d workers. Decompression alone, the physical limit,", s.BasePages, s.Cores))
	d.line("reads the same file and does nothing. MB are those of the pages' content.")
	d.line("")
	d.head("dump", "pages", "stored MB", "content MB", "seconds", "pages/s", "MB/s", "MB/s of CPU", "CPU ms/page", "× decompression", "peak MB")
	for _, p := range s.Dumps {
		content := float64(p.Content) / 1e6
		d.row(fmt.Sprintf("%s, %d×", p.Format, p.Factor), fmt.Sprint(p.Pages), megabytes(p.Stored), megabytes(p.Content), fmt.Sprintf("%.1f", p.Wall),
			fmt.Sprintf("%.0f", float64(p.Pages)/p.Wall), fmt.Sprintf("%.0f", content/p.Wall), fmt.Sprintf("%.0f", content/p.CPU),
			fmt.Sprintf("%.1f", 1000*p.CPU/float64(p.Pages)), ratio(p.CPU, p.Decompress), megabytes(p.Peak))
	}
	d.line("")
}

// scalePlot draws memory and throughput against size, each as a share of what
// they are for the smallest dump: flat lines are good.
func (r *Results) scalePlot(dir string) error {
	if r.Scale == nil {
		return nil
	}
	p := newPlot("Dumps of growing size: flat is good")
	p.X.Label.Text = "size of the dump, times the smallest"
	p.Y.Label.Text = "times that of the smallest"
	p.Add(plotter.NewGrid())
	for i, format := range r.Scale.formats() {
		var cpu, peak plotter.XYs
		var first Dump
		for _, dump := range r.Scale.Dumps {
			if dump.Format != format {
				continue
			}
			if first.Format == "" {
				first = dump
			}
			x := float64(dump.Factor)
			cpu = append(cpu, plotter.XY{X: x, Y: dump.CPU / float64(dump.Pages) * float64(first.Pages) / first.CPU})
			peak = append(peak, plotter.XY{X: x, Y: float64(dump.Peak) / float64(first.Peak)})
		}
		for _, s := range []struct {
			name   string
			points plotter.XYs
			dashed bool
		}{{"CPU per page, " + format, cpu, false}, {"peak memory, " + format, peak, true}} {
			line, points, err := plotter.NewLinePoints(s.points)
			if err != nil {
				return err
			}
			line.Color = dark
			if i > 0 {
				line.Color = own
			}
			points.Color = line.Color
			if s.dashed {
				line.Dashes = []vg.Length{vg.Points(4), vg.Points(3)}
			}
			p.Add(line, points)
			p.Legend.Add(s.name, line, points)
		}
	}
	p.Y.Min, p.Y.Max = 0, max(2, p.Y.Max)
	return save(p, scatterWidth, scatterHeight, filepath.Join(dir, fileScale))
}

func (s *Scale) formats() []string {
	var list []string
	for _, d := range s.Dumps {
		if len(list) == 0 || list[len(list)-1] != d.Format {
			list = append(list, d.Format)
		}
	}
	return list
}
