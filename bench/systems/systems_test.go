package systems

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"winnow/bench/worker"
	"winnow/internal/score"
)

// TestSystems sends the warm-up page through every system: all of them find
// its text, and the whole page's has its heading besides.
func TestSystems(t *testing.T) {
	for _, s := range List() {
		t.Run(s.Name, func(t *testing.T) {
			if found, ok := Find(s.Name); !ok || found.Settings != s.Settings {
				t.Error("the name is not its own")
			}
			system, err := s.New()
			if err != nil {
				t.Fatal(err)
			}
			page := score.Page{ID: "1", URL: "https://example.com/a", HTML: []byte(worker.Warmup)}
			for range 2 { // no state is kept
				out, err := system(page)
				if err != nil {
					t.Fatal(err)
				}
				if s.Name == "html.Parse" {
					continue
				}
				for _, want := range []string{"opens in May", "occasional cow"} {
					if !strings.Contains(out.Text, want) {
						t.Errorf("no %q in %q", want, out.Text)
					}
				}
			}
		})
	}
}

func TestBlockText(t *testing.T) {
	doc, err := html.Parse(strings.NewReader("<p>a<b>b</b></p><p>c<br>d</p><table><tr><td>e</td><td>f</td></tr></table>"))
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(strings.Fields(blockText(doc)), " "); got != "ab c d e f" {
		t.Errorf("got %q", got)
	}
}

func TestText(t *testing.T) {
	clean, err := Text()
	if err != nil {
		t.Fatal(err)
	}
	got, err := clean("The new bridge over the river opens in May, said the mayor on Monday.\n\nShare this article\n")
	if err != nil || strings.Contains(got, "Share this") || !strings.Contains(got, "opens in May") {
		t.Errorf("%q, %v", got, err)
	}
}
