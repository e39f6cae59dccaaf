package pipeline_test

import (
	"context"
	"fmt"
	"log"
	"strings"

	"winnow/pipeline"
)

// A stage proposes edits; the pipeline applies and records them, and the
// record can be replayed.
func Example() {
	shouting := pipeline.Stage{
		Name:  "shouting",
		Doc:   "Removes lines that shout.",
		Rules: []pipeline.Rule{{Name: "shouting/capitals", Doc: "The line has no small letter."}},
		Run: func(_ context.Context, d pipeline.Document) ([]pipeline.Edit, error) {
			var edits []pipeline.Edit
			for _, b := range d.Blocks {
				if b.Text == strings.ToUpper(b.Text) {
					edits = append(edits, pipeline.Whole(b, "shouting/capitals", "all capitals"))
				}
			}
			return edits, nil
		},
	}
	p, err := pipeline.New(shouting)
	if err != nil {
		log.Fatal(err)
	}
	parsed, err := pipeline.Parse(pipeline.Page{Body: []byte("The bridge opens in May.\n\nCLICK HERE")})
	if err != nil {
		log.Fatal(err)
	}
	cleaned, err := p.Run(context.Background(), parsed)
	if err != nil {
		log.Fatal(err)
	}
	for _, a := range cleaned.Trail {
		fmt.Printf("%s removed %q (%s)\n", a.Rule, a.Old, a.Why)
	}
	replayed, err := pipeline.Replay(parsed, cleaned.Trail)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(replayed.Blocks[0].Text)
	// Output:
	// shouting/capitals removed "CLICK HERE" (all capitals)
	// The bridge opens in May.
}
