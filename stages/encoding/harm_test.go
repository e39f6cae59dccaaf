package encoding

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"winnow/internal/devdata"
	"winnow/pipeline"
	"winnow/stages/encoding/typography"
)

var listHarm = flag.String("list-harm", "", "write every change of a reference text to this `file`")

// reviewed are the changes of typography and of neighbouring blocks over the
// reference texts of WCXB's development pages: 1,497 texts that people marked
// as the content of a page. The list was read change by change. Nearly all
// spaces before a mark are where a link or an emphasis ended (446 between the
// authors on one listing); none is in code or in a table. A number that grows
// wants the list read again.
var reviewed = map[string]int{
	"encoding/doubled-stop":             1,
	"encoding/doubled-word":             27,
	"encoding/lost-space":               24,
	"encoding/space-before-punctuation": 1179,
}

func TestHarm(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(devdata.Dir(t, "bench", "wcxb-dev", "ground-truth"), "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	var list strings.Builder
	got := map[string]int{}
	for _, f := range files {
		d := reference(t, f)
		out := checkTwice(t, New(Options{}), d)
		for _, a := range out.Trail {
			got[a.Rule]++
			fmt.Fprintln(&list, filepath.Base(f), inContext(d, a))
		}
	}
	if *listHarm != "" {
		if err := os.WriteFile(*listHarm, []byte(list.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	rules := []string{ruleJoin, ruleDangling}
	for _, r := range typography.Rules() {
		rules = append(rules, "encoding/"+r.Name)
	}
	for _, r := range rules {
		// White space at the ends is no text: it is not counted.
		if r != "encoding/edge-space" && got[r] != reviewed[r] {
			t.Errorf("%s: %d changes of reference texts, %d were reviewed (-list-harm FILE lists them)", r, got[r], reviewed[r])
		}
	}
}

// reference reads a page's reference text as if somebody had scraped it.
func reference(t *testing.T, file string) pipeline.Document {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var page struct {
		Truth struct {
			Text string `json:"main_content"`
		} `json:"ground_truth"`
	}
	if err := json.Unmarshal(data, &page); err != nil {
		t.Fatal(err)
	}
	d, err := pipeline.Parse(pipeline.Page{Body: []byte(page.Truth.Text), Format: pipeline.FormatText, ContentType: "text/plain; charset=utf-8"})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// inContext shows an edit with the text around it.
func inContext(d pipeline.Document, a pipeline.Applied) string {
	const around = 60
	i := d.Find(a.Block)
	text := d.Blocks[i].Text
	from, to := max(0, a.Start-around), min(len(text), a.End+around)
	for !utf8.RuneStart(text[from]) {
		from--
	}
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	before := text[from:a.Start]
	if a.Join {
		before = d.Blocks[i-1].Text + " ⏎ "
	}
	return fmt.Sprintf("%s: %s[%q=>%q]%s", a.Rule, before, a.Old, a.New, text[a.End:to])
}
