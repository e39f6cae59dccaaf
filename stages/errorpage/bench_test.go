package errorpage

import (
	"testing"

	"winnow/pipeline"
)

// BenchmarkShortArticle reads an article as short as messages are, as every such
// text has to be.
func BenchmarkShortArticle(b *testing.B) {
	d, err := pipeline.Parse(pipeline.Page{Format: pipeline.FormatText, Body: []byte(`The bridge reopened

The bridge reopened on Tuesday, two weeks earlier than planned. Buses run as before.

Nobody was hurt, the council said, though the old bell fell into the water. It will be raised in spring. Divers have looked
for it since Monday, and found two bicycles and a safe. The safe was empty. The work cost nine million euros.`)})
	if err != nil {
		b.Fatal(err)
	}
	stage := New(Options{})
	for b.Loop() {
		if _, err := stage.Run(b.Context(), d); err != nil {
			b.Fatal(err)
		}
	}
}
