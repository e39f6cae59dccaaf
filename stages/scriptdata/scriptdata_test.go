package scriptdata

import (
	"context"
	"strings"
	"testing"

	"winnow/fixtures"
	"winnow/pipeline"
)

func TestGolden(t *testing.T) { fixtures.Run(t, New(Options{}, "blocks/fallback")) }

// Data made to cost much ends within the bounds, and gives no more than they
// allow.
func TestBounds(t *testing.T) {
	const title = "The old bridge opens"
	sentence := "The old bridge over the river Elm opens to walkers again in May. "
	script := func(kind, data string) string { return `<script type="application/` + kind + `">` + data + "</script>" }
	for name, data := range map[string]string{
		"objects with the title in each other": script("json", strings.Repeat(`{"title":"`+title+`","body":"`+sentence+`","data":`, 30000)),
		"objects with the title":               script("json", "["+strings.Repeat(`{"title":"`+title+`","body":"`+strings.Repeat(sentence, 5)+`"},`, 8000)+"]"),
		"JSON in JSON":                         script("json", strings.Repeat(`{"a":"{\"a\":\"{`, 100000)),
		"lists":                                script("json", `{"title":"`+title+`","body":`+strings.Repeat("[", 1<<20)),
		"tags without end":                     script("json", `{"title":"`+title+`","body":"`+strings.Repeat("<", 1<<20)+`"}`),
		"many parts":                           script("json", `{"title":"`+title+`","body":["`+strings.Repeat(sentence+`","`, 20000)+`"]}`),
		"posts in posts":                       script("ld+json", strings.Repeat(`{"@type":"Comment","text":"`+sentence+`","comment":`, 20000)),
		"comments":                             script("ld+json", `{"@type":"DiscussionForumPosting","comment":[`+strings.Repeat(`{"@type":"Comment","text":"`+sentence+`"},`, 20000)+"]}"),
		"graphs":                               script("ld+json", strings.Repeat(`{"@type":"Article","articleBody":"`+sentence+`","@graph":[`, 20000)),
		"too much data":                        script("json", `{"title":"`+title+`","body":"`+strings.Repeat(sentence, mostData/len(sentence)+1)+`"}`),
	} {
		d, err := pipeline.Parse(pipeline.Page{Format: pipeline.FormatHTML, Body: []byte("<title>" + title + "</title>" + data), Given: pipeline.Given{Title: title}})
		if err != nil {
			t.Fatal(err)
		}
		s := New(Options{}, "")
		edits, err := s.Run(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		if len(edits) > 2*mostParts {
			t.Errorf("%s: %d edits", name, len(edits))
		}
		if _, err := pipeline.Apply(d, s, edits); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
