package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-shiori/go-readability"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"winnow/internal/score"
	"winnow/pipeline"
	"winnow/pipeline/decode"
	"winnow/stages"
)

// An input is a way to get from a page to the document that the residue stages
// are given: as text that somebody else may have scraped, or as HTML of which
// an engine of winnow's has left the article.
type input struct {
	name   string
	text   func(p score.Page, body []byte) string
	engine stages.Engine
}

var inputs = []input{
	{name: "readability", text: func(p score.Page, body []byte) string {
		u, err := url.Parse(p.URL)
		if err != nil {
			return ""
		}
		a, err := readability.FromReader(bytes.NewReader(body), u)
		if err != nil || a.Node == nil {
			return ""
		}
		return linesOf(a.Node)
	}},
	{name: "page", text: func(p score.Page, body []byte) string {
		root, err := html.Parse(bytes.NewReader(body))
		if err != nil {
			return ""
		}
		return linesOf(root)
	}},
	{name: "truth", text: func(p score.Page, _ []byte) string {
		return strings.ReplaceAll(p.Truth.Text, "\n", "\n\n")
	}},
	{name: "html-readability", engine: stages.Readability},
	{name: "html-blocks", engine: stages.Blocks},
}

// documents returns the documents of all pages.
func (in input) documents(set string, pages []score.Page, cache string) ([]pipeline.Document, error) {
	if in.engine != "" {
		return in.extracted(pages)
	}
	texts, err := in.texts(set, pages, cache)
	if err != nil {
		return nil, err
	}
	docs := make([]pipeline.Document, len(pages))
	for i, p := range pages {
		docs[i], err = pipeline.Parse(pipeline.Page{ID: p.ID, URL: p.URL, Body: []byte(texts[i]), Format: pipeline.FormatText})
		if err != nil {
			return nil, err
		}
	}
	return docs, nil
}

// extracted runs the stages before those of residue over the pages' HTML.
func (in input) extracted(pages []score.Page) ([]pipeline.Document, error) {
	all, err := stages.New(stages.Config{Engine: in.engine})
	if err != nil {
		return nil, err
	}
	p, err := pipeline.New(slices.DeleteFunc(all, func(s pipeline.Stage) bool { return !notResidue(s) || s.Name == "encoding" })...)
	if err != nil {
		return nil, err
	}
	docs := make([]pipeline.Document, len(pages))
	err = score.Parallel(len(pages), 2, func(i int) error {
		d, err := pipeline.Parse(pipeline.Page{ID: pages[i].ID, URL: pages[i].URL, Body: pages[i].HTML, Format: pipeline.FormatHTML})
		if err != nil {
			return err
		}
		if docs[i], err = p.Run(context.Background(), d); err != nil {
			return fmt.Errorf("%s: %w", pages[i].ID, err)
		}
		docs[i].Tree = d.Tree
		return nil
	})
	return docs, err
}

// texts returns the texts of all pages, from the cache where there is one.
func (in input) texts(set string, pages []score.Page, cache string) ([]string, error) {
	file := filepath.Join(cache, set+"-"+in.name+".json")
	texts := make([]string, len(pages))
	if cache != "" {
		if b, err := os.ReadFile(file); err == nil {
			return texts, json.Unmarshal(b, &texts)
		}
	}
	err := score.Parallel(len(pages), 2, func(i int) error {
		decoded, err := decode.Bytes(pages[i].HTML, decode.Hints{URL: pages[i].URL, Markup: true})
		if err != nil {
			return nil // as a page without text
		}
		_ = pipeline.Catch(func() error { // go-readability panics on some pages
			texts[i] = in.text(pages[i], []byte(decoded.Text))
			return nil
		})
		return nil
	})
	if cache == "" || err != nil {
		return texts, err
	}
	b, err := json.Marshal(texts)
	if err != nil {
		return nil, err
	}
	return texts, os.WriteFile(file, b, 0o644)
}

// linesOf writes the text of a node, a line a block.
func linesOf(n *html.Node) string {
	var sb strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch n.Type {
		case html.TextNode:
			s := n.Data
			if strings.TrimSpace(s) != "" {
				sb.WriteString(strings.ReplaceAll(s, "\n", " "))
			} else if s != "" {
				sb.WriteString(" ")
			}
			return
		case html.ElementNode:
			switch n.DataAtom {
			case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Svg, atom.Iframe, atom.Textarea, atom.Select:
				return
			case atom.Br:
				sb.WriteString("\n")
				return
			}
		}
		block := n.Type == html.ElementNode && isBlock(n.DataAtom)
		if block {
			sb.WriteString("\n")
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if block {
			sb.WriteString("\n")
		}
	}
	walk(n)
	var out strings.Builder
	for line := range strings.SplitSeq(sb.String(), "\n") {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			out.WriteString(line)
			out.WriteString("\n\n")
		}
	}
	return out.String()
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Button, atom.Caption, atom.Dd, atom.Details, atom.Div, atom.Dl,
		atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Header, atom.Hr, atom.Html, atom.Label, atom.Legend, atom.Li, atom.Main, atom.Nav, atom.Ol, atom.Option, atom.P, atom.Pre,
		atom.Section, atom.Summary, atom.Table, atom.Tbody, atom.Td, atom.Th, atom.Thead, atom.Tr, atom.Ul:
		return true
	}
	return false
}
