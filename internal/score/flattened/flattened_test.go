// Package flattened measures winnow on made pages as scrapers flatten them; see
// README.md.
package flattened

import (
	"cmp"
	"flag"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/rogpeppe/go-internal/txtar"

	"winnow"
	"winnow/internal/score"
)

// printWrong prints each line of the half seen that is judged wrong.
var printWrong = flag.Bool("wrong", false, "print what is wrong in testdata/seen")

// A page is one as a scraper flattened it, with what a reader would say of its
// lines and its author.
type page struct {
	name                string
	title, author, date string
	forms               []string
	lines               []line
}

// A line is a line of a page, and its mark.
type line struct {
	mark byte // '+', '-', 'T', '?', 0 for an empty line
	text string
	junk []string // what of a line that stays must go
}

// span is debris inside a line that stays.
var span = regexp.MustCompile(`⟦([^⟧]*)⟧`)

// readPage reads a file of testdata.
func readPage(t testing.TB, name string) page {
	t.Helper()
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Files) != 1 {
		t.Fatalf("%s: %d files, want page.txt", name, len(a.Files))
	}
	f := page{name: strings.TrimSuffix(filepath.Base(name), ".txtar"), forms: []string{"as-is"}}
	for row := range strings.Lines(string(a.Comment)) {
		key, value, _ := strings.Cut(row, ":")
		value = strings.TrimSpace(value)
		switch key {
		case "title":
			f.title = value
		case "author":
			f.author = value
		case "date":
			f.date = value
		case "form":
			f.forms = strings.Split(value, ", ")
		}
	}
	for row := range strings.Lines(string(a.Files[0].Data)) {
		f.lines = append(f.lines, readLine(t, name, strings.TrimRight(row, "\r\n")))
	}
	return f
}

func readLine(t testing.TB, name, row string) line {
	t.Helper()
	if row == "" || row == "- " || row == "-" {
		return line{}
	}
	if len(row) < 3 || !strings.Contains("+-T?", row[:1]) || row[1] != ' ' {
		t.Fatalf("%s: line without a mark: %q", name, row)
	}
	l := line{mark: row[0], text: row[2:]}
	for _, m := range span.FindAllStringSubmatch(l.text, -1) {
		l.junk = append(l.junk, m[1])
	}
	return l
}

// inForm returns the text in one of its forms: as it is, with every line under
// the other, or with an empty line between any two.
func (f page) inForm(form string) string {
	var b strings.Builder
	for _, l := range f.lines {
		if l.mark == 0 && form != "as-is" {
			continue
		}
		b.WriteString(strings.NewReplacer("⟦", "", "⟧", "").Replace(l.text))
		b.WriteByte('\n')
		if form == "paragraphs" {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// floorsOf are the least shares of body lines kept, junk lines removed, and titles,
// authors and dates right, by half of the corpus.
var floorsOf = map[string][5]float64{
	"seen": {1, 0.81, 0.81, 0.82, 0.87},
	"held": {0.991, 0.75, 0.63, 0.71, 0.74},
}

// check fails the test if a share is below its floor.
func (s sum) check(t *testing.T, floors [5]float64) {
	t.Helper()
	share := func(n, of int) float64 { return float64(n) / float64(max(1, of)) }
	got := [5]float64{share(s.body-s.lost, s.body), share(s.junk-s.left, s.junk), share(s.titlesRight, s.titles), share(s.authorsRight, s.authors), share(s.datesRight, s.dates)}
	for i, what := range [...]string{"body lines kept", "junk lines removed", "titles", "authors", "dates"} {
		if got[i] < floors[i] {
			t.Errorf("%s: %.3f, want at least %.3f", what, got[i], floors[i])
		}
	}
}

// sum counts what was found in a half of the corpus.
type sum struct {
	pages, body, lost, junk, left, dirty int
	titles, titlesRight                  int
	authors, authorsRight                int
	dates, datesRight                    int
	words                                float64
	grams                                score.ShingleTotal
}

func (s sum) String() string {
	return fmt.Sprintf("%d pages: body lines lost %d/%d, junk lines left %d/%d on %d pages, titles %d/%d, authors %d/%d, dates %d/%d, word F1 %.3f, 4-gram F1 %.3f",
		s.pages, s.lost, s.body, s.left, s.junk, s.dirty, s.titlesRight, s.titles, s.authorsRight, s.authors, s.datesRight, s.dates,
		s.words/float64(s.pages), s.grams.Fit().F1)
}

// letters returns the letters and digits of s, which white space, marks of
// Markdown and repairs of typography leave alone.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// longJunk is how many letters a junk line has if it also counts as left
// where it is a part of a line.
const longJunk = 16

// judge adds what a record says of the page to the sum; wrong is told what is
// not as it should be.
func (f page) judge(a winnow.Article, s *sum, wrong func(format string, args ...any)) {
	s.pages++
	text := letters(a.Text)
	var out []string
	for row := range strings.Lines(a.Text) {
		out = append(out, letters(row))
	}
	staying := f.headings(out)
	var body []string
	left := s.left
	for _, l := range f.lines {
		switch l.mark {
		case '+':
			s.body++
			clean := span.ReplaceAllString(l.text, "")
			body = append(body, clean)
			if key, whole := letters(clean), letters(l.text); !strings.Contains(text, key) && !strings.Contains(text, whole) {
				s.lost++
				wrong("lost: %s", l.text)
			}
			if len(l.junk) > 0 {
				s.junk++
				if letters(clean) != letters(l.text) && strings.Contains(text, letters(l.text)) {
					s.left++
					wrong("left inside: %s", l.text)
				}
			}
		case '-':
			key := letters(l.text)
			if key == "" {
				continue
			}
			s.junk++
			if staying[key] > 0 {
				staying[key]-- // a heading that the table of contents repeats
				continue
			}
			if slices.Contains(out, key) || len([]rune(key)) >= longJunk && strings.Contains(text, key) && !strings.Contains(letters(f.title), key) {
				s.left++
				wrong("left: %s", l.text)
			}
		}
	}
	if s.left > left {
		s.dirty++
	}
	want := strings.Join(body, "\n")
	got := strings.Join(f.outWithout(a.Text), "\n")
	s.words += score.WordFit(got, want).F1
	s.grams.Add(got, want)
	count := func(kind, got, want string, of, right *int) {
		if want == "" {
			return
		}
		*of++
		if got == want {
			*right++
			return
		}
		wrong("%s: %q, want %q", kind, got, want)
	}
	count("title", letters(a.Title), letters(f.title), &s.titles, &s.titlesRight)
	count("author", letters(strings.Join(a.Authors, " ")), letters(strings.ReplaceAll(f.author, " and ", " ")), &s.authors, &s.authorsRight)
	date := cmp.Or(a.Published, a.Modified)
	count("date", date[:min(len(date), len("2006-01-02"))], f.date, &s.dates, &s.datesRight)
}

// headings counts the lines that stay and are all that a record has of their text: a
// line that goes and reads the same is not left.
func (f page) headings(out []string) map[string]int {
	n := map[string]int{}
	for _, l := range f.lines {
		if key := letters(l.text); l.mark == '+' {
			n[key]++
		}
	}
	for key := range n {
		copies := 0
		for _, row := range out {
			if row == key {
				copies++
			}
		}
		if copies > n[key] {
			delete(n, key)
		}
	}
	return n
}

// outWithout returns the lines of a record's text but for those that may stay
// or go: the title and the standfirst.
func (f page) outWithout(text string) []string {
	var out []string
	for row := range strings.Lines(text) {
		if !slices.ContainsFunc(f.lines, func(l line) bool {
			return (l.mark == 'T' || l.mark == '?') && letters(l.text) == letters(row)
		}) {
			out = append(out, row)
		}
	}
	return out
}

// TestFlattened cleans text that somebody else scraped, and counts what is
// lost and what is left.
func TestFlattened(t *testing.T) {
	for _, half := range []string{"seen", "held"} {
		t.Run(half, func(t *testing.T) {
			var s sum
			names, err := filepath.Glob(filepath.Join("testdata", half, "*.txtar"))
			if err != nil || len(names) == 0 {
				t.Fatalf("no pages: %v", err)
			}
			cleaner, err := winnow.New(winnow.Config{})
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range names {
				f := readPage(t, name)
				for _, form := range f.forms {
					a, err := cleaner.Clean(t.Context(), winnow.Page{Body: []byte(f.inForm(form))})
					if err != nil {
						t.Fatal(err)
					}
					f.judge(a, &s, func(format string, args ...any) {
						if *printWrong && half == "seen" {
							t.Logf(f.name+"/"+form+": "+format, args...)
						}
					})
				}
			}
			t.Log(s)
			s.check(t, floorsOf[half])
		})
	}
}
