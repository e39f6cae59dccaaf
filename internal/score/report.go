package score

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
)

// A Row is the result of a system on one kind of page.
type Row struct {
	Name   string
	Pages  int
	Failed int // pages the system gave an error for; their output counts as empty
	// HasText tells that some of the pages have a true text, so that Words,
	// Shingles and Meta mean something. Others have segments alone.
	HasText bool
	// Words holds the means over pages of word precision, recall and F1.
	Words    Fit
	Shingles ShingleTotal
	Segments SegmentTotal
	Meta     MetaTotal
}

// All names the row of all pages of a set.
const All = "all"

// Run sends pages through a system on the given number of workers and returns
// the rows by page type in alphabetical order, then the row of all pages.
func Run(pages []Page, system System, workers int) []Row {
	outputs, errs := runAll(pages, system, workers)
	rows := map[string]*Row{}
	for i, p := range pages {
		for _, name := range []string{p.Type, All} {
			if name == "" {
				continue
			}
			r := rows[name]
			if r == nil {
				r = &Row{Name: name}
				rows[name] = r
			}
			r.add(p, outputs[i], errs[i])
		}
	}
	var list []Row
	for _, r := range rows {
		n := float64(r.Pages)
		r.Words = Fit{r.Words.Precision / n, r.Words.Recall / n, r.Words.F1 / n}
		list = append(list, *r)
	}
	slices.SortFunc(list, func(a, b Row) int {
		return cmp.Or(cmp.Compare(rank(a.Name), rank(b.Name)), cmp.Compare(a.Name, b.Name))
	})
	return list
}

// rank puts articles first and all pages last.
func rank(name string) int {
	switch name {
	case "article":
		return 0
	case All:
		return 2
	}
	return 1
}

func (r *Row) add(p Page, out Output, err error) {
	r.Pages++
	if err != nil {
		r.Failed++
	}
	r.HasText = r.HasText || p.Truth.Text != ""
	f := WordFit(out.Text, p.Truth.Text)
	r.Words.Precision += f.Precision
	r.Words.Recall += f.Recall
	r.Words.F1 += f.F1
	r.Shingles.Add(out.Text, p.Truth.Text)
	r.Segments.Add(out.Text, p.With, p.Without)
	r.Meta.Add(out, p.Truth)
}

func runAll(pages []Page, system System, workers int) ([]Output, []error) {
	outputs, errs := make([]Output, len(pages)), make([]error, len(pages))
	_ = Parallel(len(pages), workers, func(i int) error {
		outputs[i], errs[i] = system(pages[i])
		return nil // a page that fails counts as empty
	})
	return outputs, errs
}

// Figures returns the row's figures by name: those that floors can be set for.
func (r *Row) Figures() map[string]float64 {
	f := map[string]float64{}
	if r.HasText {
		f["word F1"] = r.Words.F1
		f["4-gram F1"] = r.Shingles.Fit().F1
		f["exact"] = r.Shingles.Accuracy()
	}
	s := r.Segments
	if s.Found+s.Missed+s.Leaked+s.Absent > 0 {
		f["segments F1"] = s.Fit().F1
		f["segments right"] = s.Accuracy()
	}
	return f
}

// Print writes rows as a table, without the columns that need a true text where
// no row has one.
func Print(w io.Writer, title string, rows []Row) error {
	withText := slices.ContainsFunc(rows, func(r Row) bool { return r.HasText })
	fmt.Fprintln(w, title)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	header := "\tpages\tfailed\t"
	if withText {
		header += "P\tR\tword F1\t4-gram F1\texact\t"
	}
	header += "must found\tmust not absent\tsegments F1\tright\t"
	if withText {
		header += "title\tauthor\tdate\t"
	}
	fmt.Fprintln(t, header)
	for _, r := range rows {
		fmt.Fprintf(t, "%s\t%d\t%d\t", r.Name, r.Pages, r.Failed)
		if withText {
			fmt.Fprintf(t, "%.4f\t%.4f\t%.4f\t%.4f\t%.3f\t", r.Words.Precision, r.Words.Recall, r.Words.F1, r.Shingles.Fit().F1, r.Shingles.Accuracy())
		}
		s := r.Segments
		absent := ratio(float64(s.Absent), s.Absent+s.Leaked)
		fmt.Fprintf(t, "%.4f\t%.4f\t%.4f\t%.4f\t", s.Fit().Recall, absent, s.Fit().F1, s.Accuracy())
		if withText {
			fmt.Fprintf(t, "%.3f\t%.3f\t%.3f\t", r.Meta.Title(), r.Meta.Author(), r.Meta.Date())
		}
		fmt.Fprintln(t)
	}
	return t.Flush()
}
