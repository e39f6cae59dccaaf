// Package tongues puts the debris of 28 languages around an article in each; see
// README.md.
package tongues

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"winnow"
	"winnow/pipeline"
)

// A tongue is a short article in one language, with the debris that sites in
// it put around articles, by category, and sentences that look like it.
type tongue struct {
	lang, title, name, bio string
	text, heads, keep      []string
	debris                 []debris
}

// debris is a line of a category, and what the record must tell of it.
type debris struct{ category, line, want string }

// readTongue reads a file of testdata.
func readTongue(t testing.TB, name string) tongue {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	l := tongue{lang: strings.TrimSuffix(filepath.Base(name), ".txt")}
	for row := range strings.Lines(string(b)) {
		category, value, ok := strings.Cut(strings.TrimSpace(row), ": ")
		if !ok {
			continue
		}
		switch category {
		case "title":
			l.title = value
		case "name":
			l.name = value
		case "bio":
			l.bio = value
		case "text":
			l.text = append(l.text, value)
		case "keep":
			l.keep = append(l.keep, value)
		case "heads":
			l.heads = strings.Split(value, " ¦ ")
		default:
			fill := strings.NewReplacer("{n}", l.name, "{h}", l.heads[0], "{t}", l.title)
			for line := range strings.SplitSeq(value, " ¦ ") {
				line, want, _ := strings.Cut(line, " => ")
				l.debris = append(l.debris, debris{category, fill.Replace(line), want})
			}
		}
	}
	return l
}

// A piece is a part of a page that a test builds, by the name of its element.
type piece struct{ element, text string }

// page returns the article with the lines of d where such lines are.
func (l tongue) page(d debris) []piece {
	line := piece{"p", d.line}
	switch d.category {
	case "nav", "skip", "legal", "share", "print", "app", "follow":
		line.element = "a"
	}
	var top, head, middle, tail []piece
	switch d.category {
	case "crumbs":
		top = []piece{line}
	case "menu": // beside another link of the page's head
		top = []piece{{"a", l.skip()}, {"a", d.line}}
	case "byline", "date", "reading", "player":
		head = []piece{line}
	case "ad", "embed", "label", "credit", "ui":
		middle = []piece{line}
	case "contents":
		head = []piece{{"h3", d.line}, {"li", l.heads[0]}, {"li", l.heads[1]}}
	case "related":
		tail = []piece{{"h3", d.line}, {"a", l.heads[0]}, {"a", l.heads[1]}}
	case "author":
		tail = []piece{{"h3", d.line}, {"p", l.bio}}
	default:
		tail = []piece{line}
	}
	pieces := append(top, piece{"h1", l.title})
	pieces = append(pieces, head...)
	for k, s := range l.text {
		if d.category == "contents" && (k == 2 || k == 4) {
			pieces = append(pieces, piece{"h2", l.heads[k/2-1]})
		}
		pieces = append(pieces, piece{"p", s})
		if k == 1 {
			pieces = append(pieces, middle...)
		}
	}
	return append(pieces, tail...)
}

// skip returns the link by which readers jump over the head of a page.
func (l tongue) skip() string {
	for _, d := range l.debris {
		if d.category == "skip" {
			return d.line
		}
	}
	return ""
}

// asText returns the page as somebody's scraper leaves it, asHTML without a
// name that tells what an element is for.
func asText(pieces []piece) winnow.Page {
	var b strings.Builder
	for _, p := range pieces {
		fmt.Fprintf(&b, "%s\n\n", p.text)
	}
	return winnow.Page{Format: pipeline.FormatText, Body: []byte(b.String())}
}

func asHTML(pieces []piece) winnow.Page {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html><meta charset=utf-8><body><article>\n")
	for _, p := range pieces {
		if s := html.EscapeString(p.text); p.element == "a" {
			fmt.Fprintf(&b, "<p><a href=/x>%s</a></p>\n", s)
		} else {
			fmt.Fprintf(&b, "<%s>%s</%[1]s>\n", p.element, s)
		}
	}
	b.WriteString("</article></body>")
	return winnow.Page{Format: pipeline.FormatHTML, Body: []byte(b.String())}
}

// squeeze takes white space out, which repairs may change.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// shows reports whether a line of the article's text is s, or holds it where
// it is long enough to be no other.
func shows(a winnow.Article, s string) bool {
	s = squeeze(s)
	for line := range strings.Lines(a.Text) {
		if line = squeeze(line); line == s || len(s) > 12 && strings.Contains(line, s) {
			return true
		}
	}
	return false
}

// lost returns the sentences of the article that are not in its text any more.
func (l tongue) lost(a winnow.Article, more ...string) (gone []string) {
	for _, s := range append(more, l.text...) {
		if !shows(a, s) {
			gone = append(gone, s)
		}
	}
	if squeeze(a.Title) != squeeze(l.title) && !shows(a, l.title) {
		gone = append(gone, l.title)
	}
	return gone
}

// moved reports whether the record holds what the line says, where that is data.
func (l tongue) moved(a winnow.Article, d debris) bool {
	switch d.category {
	case "byline":
		return strings.Contains(a.Byline, l.name)
	case "date":
		return d.want == "" || strings.HasPrefix(a.Published, d.want) || strings.HasPrefix(a.Modified, d.want)
	case "reading":
		return a.ReadingTime != ""
	case "tags":
		return slices.Contains(a.Tags, d.want)
	case "credit":
		return len(a.Captions) > 0 || a.Agency != ""
	case "agency":
		return a.Agency != ""
	case "author":
		return strings.Contains(a.AuthorBio, l.bio)
	case "label", "related":
		return slices.ContainsFunc(a.Related, func(r pipeline.RelatedLink) bool { return strings.Contains(r.Title, l.heads[0]) })
	}
	return true
}

// TestTongues holds every category of debris in every language, as text and as
// HTML: the line goes, what is data in it is in the record, and no sentence of
// the article goes with it. Sentences that look like such lines stay, within
// the article and as its last.
func TestTongues(t *testing.T) {
	names, err := filepath.Glob(filepath.Join("testdata", "*.txt"))
	if err != nil || len(names) != 28 {
		t.Fatalf("want 28 languages, have %d (%v)", len(names), err)
	}
	c, err := winnow.New(winnow.Config{})
	if err != nil {
		t.Fatal(err)
	}
	run := func(t *testing.T, p winnow.Page) winnow.Article {
		a, err := c.Clean(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	for _, name := range names {
		l := readTongue(t, name)
		t.Run(l.lang, func(t *testing.T) {
			t.Parallel()
			before := ""
			for _, d := range l.debris {
				ways := []func([]piece) winnow.Page{asText, asHTML}
				if d.category == before {
					ways = ways[:1] // one of a category as HTML
				}
				before = d.category
				for _, as := range ways {
					p := as(l.page(d))
					a := run(t, p)
					if shows(a, d.line) {
						t.Errorf("%s, format %v: %q stays", d.category, p.Format, d.line)
					} else if !l.moved(a, d) {
						t.Errorf("%s, format %v: %q is not in the record", d.category, p.Format, d.line)
					}
					if gone := l.lost(a); len(gone) > 0 {
						t.Errorf("%s, format %v: %q takes %q with it", d.category, p.Format, d.line, gone)
					}
				}
			}
			for _, s := range l.keep {
				for _, category := range [...]string{"date", "ad", "keep"} { // before the text, within, and its last
					a := run(t, asText(l.page(debris{category: category, line: s})))
					if gone := l.lost(a, s); len(gone) > 0 {
						t.Errorf("lost: %q", gone)
					}
				}
			}
		})
	}
}
