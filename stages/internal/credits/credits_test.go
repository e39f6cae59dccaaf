package credits

import (
	"context"
	"testing"

	"winnow/pipeline"
	"winnow/stages/internal/textlines"
)

// What a caption says and who is credited, by the caption.
func TestCaptions(t *testing.T) {
	f := New()
	for s, want := range map[string][2]string{
		"The bridge. Photo: Bo Rask":                              {"The bridge.", "Bo Rask"},
		"New windows in offices and homes Photo Credit: Ida Lund": {"New windows in offices and homes", "Ida Lund"},
		"The boats of the year | Image Credit: Bo Rask":           {"The boats of the year", "Bo Rask"},
		"The old quay | © 2019 Ann Lee":                           {"The old quay", "Ann Lee"},
		"Together again...   Credit: Ann Lee":                     {"Together again...", "Ann Lee"},
		"The best hammock. – Photo Credit: Ann Lee (Harbour.com)": {"The best hammock.", "Ann Lee (Harbour.com)"},
		"On the quay (Ann Lee/Reuters)":                           {"On the quay", "Ann Lee/Reuters"},
		// What names nobody alone is no credit.
		"The quay. Design & Photography: Ida Lund":        {},
		"The quay. Photo: see page four of the timetable": {},
		"They asked the mayor, said Reuters.":             {},
	} {
		d := pipeline.Document{Blocks: []pipeline.Block{{Kind: pipeline.Caption, Text: s, Node: pipeline.NoNode, Context: pipeline.InFigure}}}
		at, _, ok := f.End(textlines.In(context.Background(), d), 0)
		if !ok {
			if want != [2]string{} {
				t.Errorf("%q: no credit", s)
			}
			continue
		}
		said, _ := Before(s[:at])
		if got := [2]string{said, f.Names(s[at:])}; got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}
