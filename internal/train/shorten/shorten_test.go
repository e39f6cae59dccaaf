package shorten

import (
	"fmt"
	"strings"
	"testing"

	"winnow/internal/score"
)

// page has a menu, text, and a list of other stories.
func page(paragraphs int) score.Page {
	var text, b strings.Builder
	b.WriteString(`<html><head><meta charset="iso-8859-1"><title>A page</title><script type="application/ld+json">{}</script></head><body><nav><ul>`)
	for i := range 20 {
		fmt.Fprintf(&b, `<li><a href="/%d">Section %d</a></li>`, i, i)
	}
	b.WriteString(`</ul></nav><main class="story">`)
	for i := range paragraphs {
		s := fmt.Sprintf("Paragraph number %d says what happened on day %d of the caf\u00e9.", i, 10*i)
		b.WriteString("<p>" + s + "</p>\n")
		text.WriteString(s + "\n")
	}
	b.WriteString(`</main><aside><h3>More stories</h3><div><a href="/x">Ten bridges you must see</a></div></aside></body></html>`)
	return score.Page{ID: "p", HTML: []byte(b.String()), Truth: score.Truth{Text: text.String(), Title: "A page"}}
}

// TestPage holds that the text of a short page is a run of the text's paragraphs,
// that all of it is in its truth and its HTML, and nothing else of it.
func TestPage(t *testing.T) {
	for _, size := range []Size{Short, Middle} {
		for number := range 30 {
			p, ok, err := Page(page(40), size, number)
			if err != nil || !ok {
				t.Fatal(ok, err)
			}
			lines := strings.Split(p.Truth.Text, "\n")
			if least, most := 2, 32; len(lines) < least || len(lines) > most || size == Short && len(lines) > 9 {
				t.Errorf("%v %d: %d paragraphs", size, number, len(lines))
			}
			if !strings.Contains(page(40).Truth.Text, p.Truth.Text) {
				t.Errorf("%v %d: not a run of the text:\n%s", size, number, p.Truth.Text)
			}
			for _, l := range lines {
				if !strings.Contains(string(p.HTML), "<p>"+l+"</p>") {
					t.Errorf("%v %d: not in the page: %s", size, number, l)
				}
			}
			if n := strings.Count(string(p.HTML), "<p>"); n != len(lines) {
				t.Errorf("%v %d: %d paragraphs in the page, %d in the truth", size, number, n, len(lines))
			}
			if n := strings.Count(string(p.HTML), "<li>"); n > 5 {
				t.Errorf("%v %d: %d entries of the menu", size, number, n)
			}
			if strings.Contains(string(p.HTML), "iso-8859-1") {
				t.Errorf("%v %d: the old encoding is declared", size, number)
			}
		}
	}
}

// TestSameNumber holds that pages are made the same each time.
func TestSameNumber(t *testing.T) {
	a, _, _ := Page(page(40), Short, 7)
	b, _, _ := Page(page(40), Short, 7)
	c, _, _ := Page(page(40), Short, 8)
	if string(a.HTML) != string(b.HTML) || string(a.HTML) == string(c.HTML) {
		t.Error("numbers do not say what is made")
	}
}

// TestFrame holds that a frame has none of the text, and something.
func TestFrame(t *testing.T) {
	made := 0
	for number := range 30 {
		p, ok, err := Page(page(40), Frame, number)
		if err != nil {
			t.Fatal(err)
		}
		if !ok {
			continue
		}
		made++
		if p.Truth.Text != "" || strings.Contains(string(p.HTML), "<p>") {
			t.Errorf("%d: text is left: %s", number, p.HTML)
		}
	}
	if made < 10 {
		t.Errorf("%d of 30 frames hold anything", made)
	}
}

func TestTooLittleText(t *testing.T) {
	if _, ok, err := Page(page(1), Short, 1); ok || err != nil {
		t.Error(ok, err)
	}
}
