package stages_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"winnow/fixtures"
	"winnow/pipeline"
	"winnow/stages/byline"
	"winnow/stages/captions"
	"winnow/stages/checkalso"
	"winnow/stages/comments"
	"winnow/stages/icons"
	"winnow/stages/placeholders"
	"winnow/stages/sources"
	"winnow/stages/title"
)

// residue lists the stages that take debris out of text, in their order.
func residue() []pipeline.Stage {
	return []pipeline.Stage{
		icons.New(icons.Options{}), title.New(title.Options{}), byline.New(byline.Options{}),
		captions.New(captions.Options{}), sources.New(sources.Options{}), checkalso.New(checkalso.Options{}),
		comments.New(comments.Options{}), placeholders.New(placeholders.Options{}),
	}
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
			p, err := pipeline.New(residue()...)
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
