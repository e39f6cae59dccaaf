package stages_test

import (
	"bytes"
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"winnow/fixtures"
	"winnow/internal/cputime"
	"winnow/internal/score"
	"winnow/pipeline"
	"winnow/stages"
)

// residue lists the stages that take debris out of text, in their order: all
// but those that read, extract, judge and repair.
func residue(t testing.TB) []pipeline.Stage {
	all, err := stages.New(stages.Config{})
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(all, func(s pipeline.Stage) bool {
		switch s.Name {
		case "icons", "title", "byline", "captions", "sources", "consent", "share", "newsletter", "ads", "embeds", "tags", "checkalso",
			"comments", "navigation", "legal", "repeats", "placeholders":
			return false
		}
		return true
	})
}

// The five given documents: the decisions of a careful editor on their debris,
// and not one more.
func TestSeeds(t *testing.T) {
	for _, name := range []string{"000", "001", "002", "003", "004"} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(fixtures.Root(t), "fixtures", "seeds", name)
			body, err := os.ReadFile(filepath.Join(dir, "in.txt"))
			if err != nil {
				t.Fatal(err)
			}
			parsed, err := pipeline.Parse(pipeline.Page{Body: body, Format: pipeline.FormatText})
			if err != nil {
				t.Fatal(err)
			}
			p, err := pipeline.New(residue(t)...)
			if err != nil {
				t.Fatal(err)
			}
			got, err := p.Run(context.Background(), parsed)
			if err != nil {
				t.Fatal(err)
			}
			fixtures.Golden(t, filepath.Join(dir, "residue.txt"), fixtures.Edits(got.Trail))
		})
	}
}

// BenchmarkResidue gives the speed of all residue stages together, in bytes of
// text, on clean articles, on text with the whole of pages in it, and on short
// lines; WCXB's pages need the shared data.
func BenchmarkResidue(b *testing.B) {
	inputs := map[string][]string{
		"seeds":       seedTexts(b),
		"short-lines": {strings.Repeat("The next boat\nRow 12\nHarbour office\nPrice in euros\n", 2000)},
	}
	if pages, err := score.LoadWCXB(filepath.Join(score.Shared(fixtures.Root(b)), "bench", "wcxb-dev")); err == nil {
		const every = 10
		for i := 0; i < len(pages); i += every {
			inputs["articles"] = append(inputs["articles"], pages[i].Truth.Text)
			inputs["pages"] = append(inputs["pages"], wholeText(b, pages[i]))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(inputs)) {
		b.Run(name, func(b *testing.B) {
			p, err := pipeline.New(residue(b)...)
			if err != nil {
				b.Fatal(err)
			}
			var docs []pipeline.Document
			size := 0
			for _, text := range inputs[name] {
				docs = append(docs, parsed(b, text))
				size += len(text)
			}
			b.SetBytes(int64(size))
			b.ReportAllocs()
			reference := []byte("<p>" + strings.Join(seedTexts(b), "<p>"))
			var residue, parse time.Duration
			rounds := 0
			for b.Loop() {
				started := cputime.Used()
				for _, d := range docs {
					if _, err := p.Run(context.Background(), d); err != nil {
						b.Fatal(err)
					}
				}
				residue += cputime.Used() - started
				b.StopTimer()
				started = cputime.Used()
				for range 1 + size/len(reference)/10 {
					if _, err := html.Parse(bytes.NewReader(reference)); err != nil {
						b.Fatal(err)
					}
				}
				parse += (cputime.Used() - started) / time.Duration(1+size/len(reference)/10)
				rounds++
				b.StartTimer()
			}
			// The wall clock's MB/s tells little on a machine that is shared; the
			// ratio to the time of parsing as much HTML tells most.
			if residue > 0 && parse > 0 {
				b.ReportMetric(float64(size*rounds)/1e6/residue.Seconds(), "MB/cpu-s")
				b.ReportMetric(residue.Seconds()/float64(size)/(parse.Seconds()/float64(len(reference))), "x-html.Parse")
			}
		})
	}
}

func seedTexts(tb testing.TB) []string {
	var texts []string
	for _, name := range []string{"000", "001", "002", "003", "004"} {
		body, err := os.ReadFile(filepath.Join(fixtures.Root(tb), "fixtures", "seeds", name, "in.txt"))
		if err != nil {
			tb.Fatal(err)
		}
		texts = append(texts, string(body))
	}
	return texts
}

func parsed(tb testing.TB, text string) pipeline.Document {
	d, err := pipeline.Parse(pipeline.Page{Body: []byte(text), Format: pipeline.FormatText})
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// wholeText is the text of a page with all that surrounds its article.
func wholeText(tb testing.TB, p score.Page) string {
	d, err := pipeline.Parse(pipeline.Page{URL: p.URL, Body: p.HTML, Format: pipeline.FormatHTML})
	if err != nil {
		tb.Fatal(err)
	}
	var sb strings.Builder
	for _, block := range d.Blocks {
		if block.Kind != pipeline.Image && !block.Context.Has(pipeline.InHidden) {
			sb.WriteString(block.Text)
			sb.WriteString("\n")
		}
	}
	return sb.String()
}
