package winnow_test

import (
	"context"
	"fmt"
	"log"

	"winnow"
	"winnow/pipeline"
	"winnow/stages"
)

func Example() {
	cleaner, err := winnow.New(winnow.Config{})
	if err != nil {
		log.Fatal(err)
	}
	article, err := cleaner.Clean(context.Background(), winnow.Page{
		URL: "https://example.org/bridge",
		Body: []byte(`Bridge opens in May

The bridge over the river opens in May , the council said on Monday. It had been closed for three years.

READ MORE: Ferry stops

Cars may use it from the first of the month, and buses will follow when the new stops are built.

Loading...
`),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(article.Title)
	fmt.Println(article.Text)
	fmt.Println(article.Related[0].Title)
	// Output:
	// Bridge opens in May
	// The bridge over the river opens in May, the council said on Monday. It had been closed for three years.
	//
	// Cars may use it from the first of the month, and buses will follow when the new stops are built.
	// Ferry stops
}

// Stages of one's own run with the given ones: here one that cuts the mark
// with which a house closes its stories.
func ExampleNewWithStages() {
	endMark := pipeline.Stage{
		Name: "endmark",
		Doc:  "Removes the mark at the end of a story.",
		Rules: []pipeline.Rule{
			{Name: "endmark/hash", Doc: "A line of three number signs.", Tier: pipeline.TierA},
		},
		Run: func(_ context.Context, d pipeline.Document) ([]pipeline.Edit, error) {
			var edits []pipeline.Edit
			for _, b := range d.Blocks {
				if b.Text == "# # #" {
					edits = append(edits, pipeline.Whole(b, "endmark/hash", "the whole line"))
				}
			}
			return edits, nil
		},
	}
	given, err := stages.New(stages.Config{})
	if err != nil {
		log.Fatal(err)
	}
	cleaner, err := winnow.NewWithStages(winnow.Config{}, append([]pipeline.Stage{endMark}, given...))
	if err != nil {
		log.Fatal(err)
	}
	article, err := cleaner.Clean(context.Background(), winnow.Page{
		Body: []byte("The bridge over the river opens in May, the council said on Monday.\n\n# # #\n"),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(article.Text)
	// Output:
	// The bridge over the river opens in May, the council said on Monday.
}
