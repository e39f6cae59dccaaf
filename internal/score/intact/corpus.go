package intact

import (
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"
)

// A Text is a body, block by block, and what is known of it.
type Text struct {
	Name                string // of its archive and its file: "forms/diary"
	Title, Author, Date string
	Lang, Type          string
	Plain               bool // is plain text only
	Units               []Unit
}

// Held reports whether the text is of the third that rules are not made by.
func (t Text) Held() bool {
	h := fnv.New32a()
	h.Write([]byte(t.Name))
	return h.Sum32()%3 == 0
}

// A Unit is one block of a text, or a line of one that has lines.
type Unit struct {
	Kind Kind
	Text string // without links and emphasis; cells are separated by " | "
	Raw  string // as written
}

// A Kind is what a unit is.
type Kind byte

// The kinds, named by their mark.
const (
	Paragraph  Kind = 'p'
	Heading    Kind = '#'
	Label      Kind = '~' // a heading that reads like a label of debris
	Item       Kind = '-'
	Quote      Kind = '>'
	Row        Kind = '|'
	Code       Kind = '='
	Verse      Kind = '/'
	Definition Kind = 'd'
	Caption    Kind = 'c'
	Figure     Kind = 'C' // a caption that is the text
	Question   Kind = 'Q'
	Box        Kind = 'b'
	Junk       Kind = '!'
)

const marks = "#~->|=/dcCQb!"

// An Engine is a page of some system with a hole for the body.
type Engine struct {
	Name  string
	Langs []string          // that it takes; "any" is every language
	Types []string          // that it takes; none is every type but product
	Marks map[string]string // the markup of a kind of block, with {} for its text
	Page  string
}

func (e Engine) takes(t Text) bool {
	if !slices.Contains(e.Langs, "any") && !slices.Contains(e.Langs, t.Lang) {
		return false
	}
	if len(e.Types) == 0 {
		return t.Type != "product"
	}
	return slices.Contains(e.Types, t.Type)
}

// Load reads the texts and the engines of a folder.
func Load(dir string) ([]Text, []Engine, error) {
	files, err := filepath.Glob(filepath.Join(dir, "texts", "*.txtar"))
	if err != nil {
		return nil, nil, err
	}
	var texts []Text
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			return nil, nil, err
		}
		group := strings.TrimSuffix(filepath.Base(file), ".txtar")
		for _, f := range a.Files {
			t, err := parseText(group+"/"+f.Name, string(f.Data))
			if err != nil {
				return nil, nil, err
			}
			texts = append(texts, t)
		}
	}
	data, err := os.ReadFile(filepath.Join(dir, "engines.txtar"))
	if err != nil {
		return nil, nil, err
	}
	var engines []Engine
	for _, f := range txtar.Parse(data).Files {
		engines = append(engines, parseEngine(f.Name, string(f.Data)))
	}
	return texts, engines, nil
}

// headers splits a file at its first empty line; a file that begins with a tag
// has no headers.
func headers(s string) (map[string]string, string) {
	h := map[string]string{}
	head, rest, ok := strings.Cut(s, "\n\n")
	if !ok || strings.HasPrefix(s, "<") {
		return h, s
	}
	for line := range strings.Lines(head) {
		if k, v, ok := strings.Cut(strings.TrimSpace(line), ": "); ok {
			h[k] = v
		}
	}
	return h, rest
}

func parseText(name, s string) (Text, error) {
	h, body := headers(s)
	t := Text{Name: name, Title: h["title"], Author: h["author"], Date: h["date"], Lang: h["lang"], Type: h["type"], Plain: h["form"] == "text"}
	if t.Title == "" {
		return t, fmt.Errorf("%s: no title", name)
	}
	if t.Lang == "" {
		t.Lang = "en"
	}
	if t.Type == "" {
		t.Type = "article"
	}
	for line := range strings.Lines(body) {
		if line = strings.TrimRight(line, "\n"); line != "" {
			t.Units = append(t.Units, parseUnit(line))
		}
	}
	return t, nil
}

func parseUnit(line string) Unit {
	if line == "/" {
		return Unit{Kind: Verse}
	}
	if len(line) < 2 || line[1] != ' ' || !strings.Contains(marks, line[:1]) {
		return Unit{Paragraph, bare(line), line}
	}
	u := Unit{Kind(line[0]), line[2:], line[2:]}
	switch u.Kind {
	case Code:
	case Row:
		u.Text = strings.Join(cells(u.Raw), " | ")
	default:
		u.Text = bare(u.Raw)
	}
	return u
}

func cells(row string) []string {
	cells := strings.Split(row, "|")
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}

func parseEngine(name, s string) Engine {
	h, page := headers(s)
	e := Engine{Name: name, Marks: h, Page: page, Langs: []string{"en"}}
	if h["lang"] != "" {
		e.Langs = strings.Split(h["lang"], ",")
	}
	if h["only"] != "" {
		e.Types = strings.Split(h["only"], ",")
	}
	return e
}
