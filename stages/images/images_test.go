package images

import (
	"slices"
	"testing"

	"winnow/fixtures"
	"winnow/pipeline"
)

func TestGolden(t *testing.T) { fixtures.Run(t, New(Options{})) }

// Images have no text, so the fixtures alone cannot tell which ones go.
func TestWhichImagesGo(t *testing.T) {
	const page = `<img src=logo.png><nav>Home</nav><h1>Bridge</h1><img src=photo.jpg><p>It opens in May.</p>
<img src=inside.jpg><p>Cars may use it.</p><img src=pixel.gif width=1 height=1><img src=badge.png><footer>About</footer><img src=end.png>`
	d, err := pipeline.Parse(pipeline.Page{Format: pipeline.FormatHTML, Body: []byte(page)})
	if err != nil {
		t.Fatal(err)
	}
	// As extraction does it: the text of nav and footer is gone.
	d.Blocks = slices.DeleteFunc(d.Blocks, func(b pipeline.Block) bool { return b.Text == "Home" || b.Text == "About" })
	edits, err := New(Options{}).Run(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	gone := map[string]string{}
	for _, e := range edits {
		gone[d.Blocks[d.Find(e.Block)].Src] = e.Rule
	}
	for src, want := range map[string]string{
		"logo.png": outside, "photo.jpg": "", "inside.jpg": "", "pixel.gif": icon, "badge.png": outside, "end.png": outside,
	} {
		if gone[src] != want {
			t.Errorf("%s: %q, want %q", src, gone[src], want)
		}
	}
	got, err := pipeline.Apply(d, New(Options{}), edits)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(d.Blocks) - len(got.Blocks); n != len(edits) {
		t.Errorf("%d edits took %d blocks away", len(edits), n)
	}
}
