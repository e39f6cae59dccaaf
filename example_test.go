package winnow_test

import (
	"context"
	"fmt"
	"log"

	"winnow"
	"winnow/pipeline"
	"winnow/pipeline/dump"
	"winnow/stages"
	"winnow/stages/userrules"
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

// A dump is read record by record and cleaned by several workers; the articles
// come in the order of the input.
func ExampleCleaner_CleanAll() {
	ctx := context.Background()
	cleaner, err := winnow.New(winnow.Config{})
	if err != nil {
		log.Fatal(err)
	}
	inputs, err := dump.Expand(ctx, []string{"testdata/example.jsonl"})
	if err != nil {
		log.Fatal(err)
	}
	pages := func(yield func(winnow.Page) bool) {
		for item, err := range dump.Read(ctx, inputs, dump.Options{}) {
			switch {
			case err != nil:
				log.Fatal(err)
			case item.Fault != nil:
				log.Print(item.Fault) // a record that cannot be read
			case item.Page != nil && !yield(*item.Page):
				return
			}
		}
	}
	for r := range cleaner.CleanAll(ctx, pages, 4) {
		if r.Err != nil {
			log.Printf("%s: %v", r.Page.URL, r.Err)
			continue
		}
		fmt.Printf("%s: %s\n", r.Article.ID, r.Article.Text)
	}
	// Output:
	// bridge: The bridge over the river opens in May, the council said on Monday.
	// ferry: The ferry stops on the same day, after ninety years on the river.
}

// The trail says what was removed from a page, by which rule and why.
func ExampleCleaner_Document() {
	cleaner, err := winnow.New(winnow.Config{})
	if err != nil {
		log.Fatal(err)
	}
	page := winnow.Page{Body: []byte(`The bridge over the river opens in May, the council said on Monday.

READ MORE: Ferry stops

Cars may use it from the first of the month.
`)}
	_, cleaned, err := cleaner.Document(context.Background(), page)
	if err != nil {
		log.Fatal(err)
	}
	for _, e := range cleaned.Trail {
		if e.Old != "" {
			fmt.Printf("%s: %q (%s)\n", e.Rule, e.Old, e.Why)
		}
	}
	// Output:
	// checkalso/label: "READ MORE: Ferry stops" (en label read more:; label, head, short, capitals, headline)
}

// Rules of one's own come from a file, as with --rules; docs/rules.md describes
// it.
func ExampleConfig_rules() {
	rules, err := userrules.Load("rules.yaml", []byte(`
version: 1
rules:
  - name: photo
    move: {regexp: '^Photo: (?P<value>.+)$', to: credit}
`))
	if err != nil {
		log.Fatal(err)
	}
	cleaner, err := winnow.New(winnow.Config{Stages: stages.Config{Userrules: userrules.Options{Rules: rules}}})
	if err != nil {
		log.Fatal(err)
	}
	article, err := cleaner.Clean(context.Background(), winnow.Page{
		Body: []byte("The bridge over the river opens in May, the council said on Monday.\n\nPhoto: Ann Lee\n"),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(article.Text)
	fmt.Println(article.Captions[0].Credit)
	// Output:
	// The bridge over the river opens in May, the council said on Monday.
	// Ann Lee
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
