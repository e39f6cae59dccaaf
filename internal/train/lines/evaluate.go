package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"

	"winnow/internal/score"
	"winnow/internal/train/matrix"
	"winnow/pipeline"
	"winnow/stages/lines"
)

// A result sums the texts of one row of the table.
type result struct {
	texts, acted, raised, lowered, hurt, exactBefore, exactAfter int
	before, after                                                float64
}

// An outcome is what the stage made of one text.
type outcome struct {
	before, after           float64
	exactBefore, exactAfter bool
	acted                   bool
	why                     string // of the first edit
}

// folds is the number of parts for cross-validation, as in dump.py.
const folds = 4

const (
	same  = 1e-9
	hurts = 0.02
)

func (r *result) add(o outcome) {
	r.texts++
	r.before += o.before
	r.after += o.after
	count := func(n *int, is bool) {
		if is {
			*n++
		}
	}
	count(&r.acted, o.acted)
	count(&r.raised, o.after > o.before+same)
	count(&r.lowered, o.after < o.before-same)
	count(&r.hurt, o.after < o.before-hurts)
	count(&r.exactBefore, o.exactBefore)
	count(&r.exactAfter, o.exactAfter)
}

// evaluate runs the stage over the texts of each fold with the models that were
// trained without that fold.
func evaluate(o options) error {
	wcxb, err := score.LoadWCXB(filepath.Join(o.shared, "bench", "wcxb-dev"))
	if err != nil {
		return err
	}
	texts, err := evaluated(o, wcxb)
	if err != nil {
		return err
	}
	judges, err := foldJudges(o.out)
	if err != nil {
		return err
	}
	texts = slices.DeleteFunc(texts, func(t text) bool {
		p := wcxb[t.Page]
		return unsound(p) || judges[foldOf(p)].Run == nil
	})
	outcomes := make([]outcome, len(texts))
	err = score.Parallel(len(texts), runtime.GOMAXPROCS(0), func(i int) (err error) {
		p := wcxb[texts[i].Page]
		outcomes[i], err = judge(judges[foldOf(p)], texts[i], p)
		return err
	})
	if err != nil {
		return err
	}
	rows := map[string]*result{}
	for i, out := range outcomes {
		t, p := texts[i], wcxb[texts[i].Page]
		addToRows(rows, t, p, out)
		if o.lowered && out.after < out.before-hurts {
			fmt.Printf("%s %s %s %.4f -> %.4f %s\n", t.Set, p.ID, p.Type, out.before, out.after, out.why)
		}
	}
	printRows(rows)
	return nil
}

// evaluated returns the texts to evaluate on: those of the training data, and
// those of further sets in the folder o.texts, as far as o.sets chooses them.
func evaluated(o options, wcxb []score.Page) ([]text, error) {
	texts, err := loadTexts(filepath.Join(o.out, textsFile))
	if err != nil {
		return nil, err
	}
	if o.texts != "" { // texts that were made after the training data
		more, err := foreignTexts(wcxb, o.texts)
		if err != nil {
			return nil, err
		}
		have := map[string]bool{}
		for _, t := range texts {
			have[t.Set] = true
		}
		texts = append(texts, slices.DeleteFunc(more, func(t text) bool { return have[t.Set] })...)
	}
	is, err := chosen(o)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(texts, func(t text) bool { return !is(t) }), nil
}

// foldJudges returns the stages with the models in the folder out, by the fold
// they were trained without. A fold without a model has the zero Stage.
func foldJudges(out string) (judges [folds]pipeline.Stage, err error) {
	for i := range judges {
		m, err := lines.LoadModelFrom(os.DirFS(filepath.Join(out, fmt.Sprintf("fold-%d", i))))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			fmt.Printf("without fold %d, of which there is no model\n", i)
			continue
		case err != nil:
			return judges, err
		}
		judges[i] = lines.New(lines.Options{Model: m})
	}
	return judges, nil
}

// addToRows adds what became of a text to the rows it counts in.
func addToRows(rows map[string]*result, t text, p score.Page, out outcome) {
	names := []string{t.Set}
	if p.Type == "article" {
		names = append(names, t.Set+" article")
	}
	for _, name := range names {
		name = string(t.Kind) + ": " + name
		if rows[name] == nil {
			rows[name] = &result{}
		}
		rows[name].add(out)
	}
}

func foldOf(p score.Page) int { return matrix.Fold(matrix.Domain(p.URL), folds) }

func judge(stage pipeline.Stage, t text, p score.Page) (outcome, error) {
	d, err := parseText(p.ID, t.Text)
	if err != nil {
		return outcome{}, err
	}
	edits, err := stage.Run(context.Background(), d)
	if err != nil {
		return outcome{}, err
	}
	after, err := pipeline.Apply(d, stage, edits)
	if err != nil {
		return outcome{}, err
	}
	why := ""
	if len(edits) > 0 {
		why = edits[0].Why
	}
	truth := t.truth(p)
	was, is := plain(d), plain(after)
	return outcome{
		before: score.WordFit(was, truth).F1, after: score.WordFit(is, truth).F1,
		exactBefore: score.Exact(was, truth), exactAfter: score.Exact(is, truth), acted: is != was, why: why,
	}, nil
}

// plain returns the document's text, a line for each block.
func plain(d pipeline.Document) string {
	var b strings.Builder
	for _, block := range d.Blocks {
		if block.Kind != pipeline.Image {
			b.WriteString(block.Text + "\n")
		}
	}
	return b.String()
}

func printRows(rows map[string]*result) {
	names := make([]string, 0, len(rows))
	for name := range rows {
		names = append(names, name)
	}
	slices.Sort(names)
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "\ttexts\tword F1\tafter\tacted on\traised\tlowered\tby more than .02\texact\tafter\t")
	for _, name := range names {
		r := rows[name]
		n := float64(r.texts)
		fmt.Fprintf(w, "%s\t%d\t%.4f\t%.4f\t%d\t%d\t%d\t%d\t%d\t%d\t\n", name, r.texts, r.before/n, r.after/n, r.acted, r.raised, r.lowered, r.hurt, r.exactBefore, r.exactAfter)
	}
	w.Flush()
}

// unsound reports the pages whose truth is empty or known to be wrong.
func unsound(p score.Page) bool {
	return strings.TrimSpace(p.Truth.Text) == "" || slices.Contains(defects, p.ID)
}

// defects are the pages that dump.py lists.
var defects = strings.Fields("4893 4912 4621 0107 4677 1396 1708 0355 3035 2020 4258 0390 0382 0151 0219")
