package results

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Write writes RESULTS.md and its plots into a folder.
func (r *Results) Write(dir string) error {
	if err := r.plots(dir); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "RESULTS.md"), []byte(r.Markdown()), 0o644)
}

// Markdown is RESULTS.md.
func (r *Results) Markdown() string {
	d := new(document)
	d.line("# winnow and its peers, side by side")
	d.line("")
	d.line("Made by `make bench` in this folder; [README.md](README.md) says what is measured and how.")
	d.line("")
	r.conditions(d)
	d.line("")
	d.line("## In short")
	d.line("")
	d.line("![Quality against speed](" + fileScatter + ")")
	d.line("")
	d.line("<!-- main table -->")
	r.mainTable(d)
	d.line("<!-- end of main table -->")
	d.line("")
	r.caveats(d)
	r.quality(d)
	r.costs(d)
	r.text(d)
	r.encoding(d)
	r.scale(d)
	r.versions(d)
	return d.String()
}

// A document is Markdown in the making.
type document struct{ strings.Builder }

func (d *document) line(s string) { d.WriteString(s + "\n") }

func (d *document) row(cells ...string) { d.line("| " + strings.Join(cells, " | ") + " |") }

// head begins a table whose columns but the first are numbers.
func (d *document) head(cells ...string) {
	d.row(cells...)
	d.line("|---|" + strings.Repeat("---:|", len(cells)-1))
}

func share(x float64) string { return strings.TrimPrefix(fmt.Sprintf("%.3f", x), "0") }

func (r *Results) conditions(d *document) {
	s, m := r.Sample, r.Machine
	d.line(fmt.Sprintf("- Date: %s. Machine: %s, %d cores, %.0f GB, %s, %s.", r.Date, m.CPU, m.Cores, float64(m.Memory)/1e9, m.OS, m.Go))
	var types []string
	for _, t := range slices.Sorted(maps.Keys(s.Types)) {
		types = append(types, fmt.Sprintf("%s %d", t, s.Types[t]))
	}
	d.line(fmt.Sprintf("- Quality: %s of the %d pages of WCXB's development split (%s), %s of the %d pages of the development segments.",
		all(s.WCXB, s.WCXBAll), s.WCXBAll, strings.Join(types, ", "), all(s.Segments, s.SegAll), s.SegAll))
	if s.WCXB < s.WCXBAll || s.Segments < s.SegAll {
		d.line(fmt.Sprintf("- The pages are a random sample, drawn with seed %d.", s.Seed))
	}
	d.line(fmt.Sprintf("- Costs: medians of %d runs over %d pages of WCXB, systems in turn. CPU time, not wall time.", s.Runs, s.Timed))
	if m.LoadBegin != "" && m.LoadEnd != "" {
		d.line(fmt.Sprintf("- Other work ran on the machine: load average %s at the beginning, %s at the end. CPU time suffers less from it than wall time, but caches and memory are shared.", m.LoadBegin, m.LoadEnd))
	}
}

func all(n, of int) string {
	if n == of {
		return "all"
	}
	return fmt.Sprint(n)
}

// name marks the systems whose figures on WCXB flatter.
func (s *System) name() string {
	if s.Learned {
		return s.Name + " †"
	}
	return s.Name
}

func (r *Results) mainTable(d *document) {
	d.head("system", "segments F1", "word F1, articles", "word F1, all types", "exact, articles", "CPU ms/page", "pages/s, one core", "× html.Parse", "peak MB")
	for _, s := range r.Systems {
		if s.Segments == nil || s.Speed == nil {
			continue
		}
		article, _ := s.Row("article")
		every, _ := s.Row("all")
		d.row(s.name(), share(s.Segments.SegmentsF1), share(article.F1), share(every.F1), share(article.Exact),
			fmt.Sprintf("%.1f", s.Speed.PageCPU), fmt.Sprintf("%.0f", s.Speed.OneCore), ratio(s.Speed.PageCPU, r.yardstick()), megabytes(s.Speed.Peak))
	}
}

func ratio(a, b float64) string {
	if b == 0 {
		return "–"
	}
	return fmt.Sprintf("%.2f", a/b)
}

func megabytes(n int64) string { return fmt.Sprintf("%.0f", float64(n)/1e6) }

func (r *Results) caveats(d *document) {
	d.line("† **Trained on these pages.** The models of winnow's engine `blocks` were trained on WCXB's development split, and rs-trafilatura was developed")
	d.line("on it by WCXB's author, so their word F1, 4-gram F1 and exact pages here flatter. Winnow's models have also learned from the annotated segments,")
	d.line("which are a part of trafilatura's own evaluation pages: its figures on them flatter, too.")
	if c := r.Cross; c != nil {
		d.line(fmt.Sprintf("On pages that the models have not seen, by cross-validation grouped by domain over the same split, winnow reaches word F1 **%s on articles and %s on all types**, and %s on the segments ([the model card](%s)).",
			share(c.Articles), share(c.All), share(c.Segments), c.Source))
	} else {
		d.line("Cross-validated figures of the engine are not part of this run.")
	}
	d.line("")
}

func (r *Results) quality(d *document) {
	d.line("## Quality")
	d.line("")
	d.line("![Word F1](" + fileQuality + ")")
	d.line("")
	d.line("Word F1 by page type (WCXB):")
	d.line("")
	types := r.types()
	d.head(append([]string{"system"}, types...)...)
	for _, s := range r.withText() {
		cells := []string{s.name()}
		for _, t := range types {
			row, _ := s.Row(t)
			cells = append(cells, share(row.F1))
		}
		d.row(cells...)
	}
	d.line("")
	d.line("Precision / recall of words by page type (WCXB):")
	d.line("")
	d.head(append([]string{"system"}, types...)...)
	for _, s := range r.withText() {
		cells := []string{s.name()}
		for _, t := range types {
			row, _ := s.Row(t)
			cells = append(cells, share(row.Precision)+" / "+share(row.Recall))
		}
		d.row(cells...)
	}
	d.line("")
	for _, kind := range []string{"article", "all"} {
		d.line(fmt.Sprintf("Other measures (WCXB, %s):", kind))
		d.line("")
		d.head("system", "4-gram F1", "exact", "must-appear found", "must-not absent", "title", "author", "date", "failures")
		for _, s := range r.withText() {
			row, _ := s.Row(kind)
			d.row(s.name(), share(row.Shingle), share(row.Exact), share(row.Found), share(row.Absent), share(row.Title), share(row.Author),
				share(row.Published), fmt.Sprint(row.Failed))
		}
		d.line("")
	}
	d.line("![Segments F1](" + fileSegments + ")")
	d.line("")
	d.line("Segments (mostly German pages, also Spanish, French, Portuguese):")
	d.line("")
	d.head("system", "must-appear found", "must-not absent", "F1", "failures")
	for _, s := range r.withText() {
		g := s.Segments
		d.row(s.Name, share(g.Found), share(g.Absent), share(g.SegmentsF1), fmt.Sprint(g.Failed))
	}
	d.line("")
}

func (r *Results) types() []string {
	for _, s := range r.withText() {
		var list []string
		for _, row := range s.WCXB {
			list = append(list, row.Name)
		}
		return list
	}
	return nil
}

func (r *Results) withText() []System {
	var list []System
	for _, s := range r.Systems {
		if s.Segments != nil && s.CleanSegments != nil {
			list = append(list, s)
		}
	}
	return list
}

func (r *Results) costs(d *document) {
	d.line("## Costs")
	d.line("")
	d.line("![CPU per page](" + fileSpeed + ")")
	d.line("")
	d.head("system", "CPU ms/page", "± runs", "pages/s, one core", fmt.Sprintf("pages/s, %d cores", r.Machine.Cores), "× html.Parse", "× fastest peer", "peak MB", "start-up, CPU ms")
	for _, s := range r.Systems {
		if s.Speed == nil {
			continue
		}
		v := s.Speed
		d.row(s.Name, fmt.Sprintf("%.2f", v.PageCPU), fmt.Sprintf("%.2f", v.Spread), fmt.Sprintf("%.0f", v.OneCore), fmt.Sprintf("%.0f", v.AllCores),
			ratio(v.PageCPU, r.yardstick()), ratio(v.PageCPU, r.fastest()), megabytes(v.Peak), fmt.Sprintf("%.0f", v.Start))
	}
	d.line("")
	d.line("± runs: the slowest run less the fastest. Pages per second are pages per second of CPU; for all cores, the number of cores by the CPU time of")
	d.line("a page while all work (Go: goroutines of one process; Python: a process for each core). Peak memory is that of the process on one core, with")
	d.line("the texts of all timed pages. Start-up is the CPU time from the start of the process until a small page is done.")
	d.line("")
}

func (r *Results) text(d *document) {
	d.line("## Text that somebody else extracted")
	d.line("")
	d.line("Every system's text, as it is and after winnow cleaned it (`winnow clean --from text`, which sees no HTML). The judge of lines that does it was")
	d.line("trained on texts made of WCXB's development split, go-readability's and whole pages among them: the columns of the segments are the fair ones.")
	d.line("")
	d.line("![Before and after](" + fileText + ")")
	d.line("")
	d.head("text of", "segments F1", "after", "must-not absent", "after", "word F1, articles", "after", "4-gram F1, articles", "after", "exact, articles", "after", "pages up", "pages down")
	for _, s := range r.withText() {
		before, _ := s.Row("article")
		after, _ := find(s.CleanWCXB, "article")
		d.row(s.Name, share(s.Segments.SegmentsF1), share(s.CleanSegments.SegmentsF1), share(s.Segments.Absent), share(s.CleanSegments.Absent),
			share(before.F1), share(after.F1), share(before.Shingle), share(after.Shingle), share(before.Exact), share(after.Exact),
			fmt.Sprint(s.Raised), fmt.Sprint(s.Lowered))
	}
	d.line("")
	d.line("Pages up and down: WCXB pages of all types whose word F1 rose and fell by more than .02.")
	d.line("")
}

func (r *Results) versions(d *document) {
	d.line("## Systems")
	d.line("")
	d.line("| system | language | version | settings |")
	d.line("|---|---|---|---|")
	for _, s := range r.everySystem() {
		version, settings := s.Version, s.Settings
		if version == "" {
			version = "this repository"
		}
		if s.Skipped != "" {
			version, settings = "–", "skipped: "+s.Skipped
		}
		d.row(s.Name, s.Language, version, settings)
	}
}

// everySystem returns the systems of all parts.
func (r *Results) everySystem() []System {
	list := slices.Clone(r.Systems)
	if r.Encoding != nil {
		for _, d := range r.Encoding.Detectors {
			list = append(list, d.System)
		}
		for _, p := range r.Encoding.Repairers {
			list = append(list, p.System)
		}
	}
	return list
}
