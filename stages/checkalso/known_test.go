package checkalso

import (
	"context"
	"strings"
	"testing"

	"winnow/pipeline"
)

// TestKnownAuthors: lines about authors whom the page names go, wherever in the
// second half they are; those about others stay.
func TestKnownAuthors(t *testing.T) {
	const text = "Paddy sowing in the coastal districts has been pushed back by at least two weeks, officials said on Wednesday.\n\n" +
		"Nearly 1.4 lakh hectares were to be sown by the end of June, and only a quarter of that has been covered so far.\n\n" +
		"The department has forecast light showers from Saturday, and the tanks are at a third of what they hold.\n\n"
	tests := []struct {
		byline, after string
		stays         bool
	}{
		{"Ananya Kulkarni", "Ananya Kulkarni is a correspondent who writes on agriculture and rural affairs.", false},
		{"Ben Osgood and Ananya Kulkarni", "About the author\n\nAnanya Kulkarni is a correspondent with the Mysuru bureau.", false},
		{"Renata Lima", "Renata Lima é repórter do Diário desde 2018.", false},
		{"Jonas Weidner", "Zur Person\n\nJonas Weidner ist Redakteur im Lokalressort.", false},
		{"Ananya Kulkarni", "Contact Ananya Kulkarni at ananya@example.com or 555-0142.", false},
		{"Ananya Kulkarni", "Follow Ananya on X: @ananyak", false},
		{"Ananya Kulkarni", "Contact Ben Osgood at the harbour office on 555-0142 before you go out.", true},
		{"Ananya Kulkarni", "Ananya, the younger of the two, is a reporter of the kind that nobody hires.", true},
		{"Ananya Kulkarni", "“Ananya Kulkarni is a reporter,” her mother said.", true},
		{"Kulkarni", "Kulkarni is a reporter from the coast.", true},
		{"Ananya Kulkarni", "Why you can trust us\n\nAnanya Kulkarni is a correspondent with the Mysuru bureau.", true},
	}
	for _, c := range tests {
		d, err := pipeline.Parse(pipeline.Page{Body: []byte(text + c.after), Given: pipeline.Given{Byline: c.byline}})
		if err != nil {
			t.Fatal(err)
		}
		edits, err := New(Options{}).Run(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		cut := ""
		for _, e := range edits {
			cut += d.Blocks[e.Block].Text[e.Start:e.End] + "\n\n"
		}
		if stays := strings.TrimSpace(cut) == ""; stays != c.stays || !stays && strings.TrimSpace(cut) != c.after {
			t.Errorf("%s: of %q, %q was cut", c.byline, c.after, cut)
		}
	}
}

// TestTextAboutItsAuthor: a text that speaks of its author from the first paragraph on
// is about that person, as on the page of an artist.
func TestTextAboutItsAuthor(t *testing.T) {
	const text = "Ann Doe is a painter who was born by the sea in 1961, where her father mended nets for the fleet.\n\n" +
		"She studied in Glasgow and in Rome, and came home to paint what was left of the docks.\n\n" +
		"Her first show was in 1992, and the critics called it the quietest room in the city.\n\n" +
		"Ann Doe is an author of four books about the sea, which her brother printed."
	d, err := pipeline.Parse(pipeline.Page{Body: []byte(text), Given: pipeline.Given{Byline: "Ann Doe"}})
	if err != nil {
		t.Fatal(err)
	}
	if edits, err := New(Options{}).Run(context.Background(), d); err != nil || len(edits) > 0 {
		t.Errorf("edits %v, error %v", edits, err)
	}
}
