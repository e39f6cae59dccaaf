package winnow_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"winnow"
	"winnow/internal/devdata"
	"winnow/internal/score"
	"winnow/pipeline/decode"
	"winnow/pipeline/tree"
	"winnow/stages/scriptdata"
)

// TestPagesWithoutTheirText takes the text out of the elements of development
// pages and leaves their head and their scripts, as a page comes whose scripts
// fill it: where the data of the page has the text, it must come back from there.
func TestPagesWithoutTheirText(t *testing.T) {
	pages, err := score.LoadWCXB(devdata.Dir(t, "bench", "wcxb-dev"))
	if err != nil {
		t.Fatal(err)
	}
	cleaner, err := winnow.New(winnow.Config{})
	if err != nil {
		t.Fatal(err)
	}
	// What comes must be of the text; much of it may be missing, since the data
	// of forums mostly has the first post alone.
	const leastPages, leastPrecision, leastF1 = 60, 0.94, 0.6
	found := 0
	var sum score.Fit
	for _, p := range pages {
		if p.Truth.Text == "" || !bytes.Contains(p.HTML, []byte("articleBody")) && !bytes.Contains(p.HTML, []byte("DiscussionForumPosting")) && !bytes.Contains(p.HTML, []byte("data-preloaded")) {
			continue
		}
		r, err := decode.Bytes(p.HTML, decode.Hints{URL: p.URL, Markup: true})
		if err != nil {
			t.Fatal(err)
		}
		a, err := cleaner.Clean(context.Background(), winnow.Page{URL: p.URL, Body: []byte(shell(tree.Parse(r.Text, tree.Limits{})))})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(a.Reasons, scriptdata.Fallback) {
			continue
		}
		fit := score.WordFit(a.Text, p.Truth.Text)
		if fit.Precision < 0.8 {
			t.Logf("%s %s: precision %.2f, recall %.2f: %.80q", p.ID, p.Type, fit.Precision, fit.Recall, a.Text)
		}
		found++
		sum.Precision += fit.Precision
		sum.F1 += fit.F1
	}
	n := float64(found)
	t.Logf("%d pages have text in their data: precision %.3f, word F1 %.3f", found, sum.Precision/n, sum.F1/n)
	if found < leastPages || sum.Precision < leastPrecision*n || sum.F1 < leastF1*n {
		t.Errorf("below the floors: %d pages, precision %.2f, F1 %.2f", leastPages, leastPrecision, leastF1)
	}
}

// shell returns the head of a page and its scripts, with the attributes of
// elements that hold data.
func shell(t *tree.Tree) string {
	var sb strings.Builder
	sb.WriteString("<!DOCTYPE html><html><head>")
	for n := int32(0); n < t.Len(); n++ {
		switch t.Nodes[n].Tag {
		case tree.Title:
			sb.WriteString("<title>" + t.RawText(n) + "</title>")
		case tree.Meta:
			sb.WriteString("<meta" + attributes(t, n) + ">")
		case tree.Script:
			sb.WriteString("<script" + attributes(t, n) + ">" + t.RawText(n) + "</script>\n")
		case tree.Div:
			if data := attributes(t, n); len(data) > 1000 {
				sb.WriteString("<div" + data + "></div>")
			}
		}
	}
	sb.WriteString(`</head><body><div id="app">Loading …</div></body></html>`)
	return sb.String()
}

func attributes(t *tree.Tree, n int32) string {
	var sb strings.Builder
	for i := range t.NumAttrs(n) {
		name, value := t.RawAttr(n, i)
		sb.WriteString(" " + name + `="` + strings.ReplaceAll(value, `"`, "&quot;") + `"`)
	}
	return sb.String()
}
