package readability

import (
	"context"
	"net/url"
	"os"
	"strings"
	"testing"

	upstream "github.com/go-shiori/go-readability"

	"winnow/internal/devdata"
	"winnow/internal/score"
	"winnow/pipeline"
)

// Floors of the figures on the development articles. go-readability's own word
// F1 is published as .934; its text is compared by blocks here, since its
// TextContent glues the words of neighbours.
const (
	floorAgreement = 0.995
	floorF1        = 0.934
)

// The kept blocks hold the text of go-readability's article, and are as good.
// Every tenth page is taken, or all when WINNOW_ALL is set.
func TestFigures(t *testing.T) {
	pages, err := score.LoadWCXB(devdata.Dir(t, "bench", "wcxb-dev"))
	if err != nil {
		t.Fatal(err)
	}
	step := 10
	if os.Getenv("WINNOW_ALL") != "" {
		step = 1
	}
	s := New(Options{})
	var agreement, f1 float64
	n, fell := 0, 0
	for i, p := range pages {
		if p.Type != "article" || i%step != 0 {
			continue
		}
		d, err := pipeline.Parse(pipeline.Page{ID: p.ID, URL: p.URL, Body: p.HTML, Format: pipeline.FormatHTML})
		if err != nil {
			t.Fatal(err)
		}
		edits, err := s.Run(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		got, err := pipeline.Apply(d, s, edits)
		if err != nil {
			t.Fatal(err)
		}
		n++
		f1 += score.WordFit(textOf(got), p.Truth.Text).F1
		if len(got.Flags) > 0 {
			fell++
			t.Logf("%s: %s", p.ID, got.Trail[0].Why)
			continue
		}
		fit := score.WordFit(textOf(got), textOf(upstreamBlocks(t, p.URL, d.Tree.Source)))
		if fit.F1 < floorAgreement {
			t.Logf("%s: agreement %.3f", p.ID, fit.F1)
		}
		agreement += fit.F1
	}
	agreement /= float64(n - fell)
	f1 /= float64(n)
	t.Logf("%d articles, %d by the fallback: agreement with go-readability %.4f, word F1 %.4f", n, fell, agreement, f1)
	if agreement < floorAgreement {
		t.Errorf("agreement %.4f is below the floor of %.4f", agreement, floorAgreement)
	}
	if f1 < floorF1 {
		t.Errorf("word F1 %.4f is below the floor of %.4f", f1, floorF1)
	}
}

// upstreamBlocks is go-readability's article of an untouched page, in blocks.
func upstreamBlocks(t *testing.T, address, source string) pipeline.Document {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	a, err := upstream.FromReader(strings.NewReader(source), u)
	if err != nil {
		t.Fatal(err)
	}
	d, err := pipeline.Parse(pipeline.Page{Format: pipeline.FormatHTML, ContentType: "text/html; charset=utf-8", Body: []byte(a.Content)})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func textOf(d pipeline.Document) string {
	var sb strings.Builder
	for _, b := range d.Blocks {
		if b.Kind != pipeline.Image {
			sb.WriteString(b.Text)
			sb.WriteString("\n")
		}
	}
	return sb.String()
}
