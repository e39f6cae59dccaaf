package main

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"winnow/internal/score"
	"winnow/internal/train/shorten"
	"winnow/pipeline"
)

// A text is a page in one form.
type text struct {
	Page int    `json:"page"` // index of the page
	Set  string `json:"set"`  // name of the form
	Kind kind   `json:"kind"`
	Text string `json:"text"`
	// Script and Shift disguise the truth as they did the text.
	Script int `json:"script,omitempty"` // number of the alphabet from 1
	Shift  int `json:"shift,omitempty"`
	// Left is what is left of the truth on a page that was made short, and the
	// plain text of a truth in Markdown.
	Left string `json:"left,omitempty"`
}

// truth is what a perfect judge would leave of the text.
func (t *text) truth(p score.Page) string {
	switch {
	case t.Kind == clean && t.Left == "":
		return t.Text
	case t.Script > 0:
		return alphabets[t.Script-1].disguise(p.Truth.Text, t.Shift)
	case t.Left != "":
		return t.Left
	}
	return p.Truth.Text
}

const textsFile = "texts.json"

// makeTexts makes the texts of all pages: every page as the dump of a page in
// two ways, made short in two more, as what each extractor makes of it, with junk
// added, and clean in four ways; some of them in disguise; and in Markdown.
func makeTexts(pages []score.Page, folder string) ([]text, error) {
	foreign, err := foreignTexts(pages, folder)
	if err != nil {
		return nil, err
	}
	of, marked := make([][]text, len(pages)), make([][]text, len(pages))
	err = score.Parallel(len(pages), runtime.GOMAXPROCS(0), func(i int) error {
		p := pages[i]
		d, err := pipeline.Parse(pipeline.Page{ID: p.ID, URL: p.URL, Body: p.HTML, Format: pipeline.FormatHTML})
		if err != nil {
			return err
		}
		for _, f := range append([]form{dumps[i%len(dumps)]}, made...) {
			of[i] = append(of[i], text{Page: i, Set: f.name, Kind: f.kind, Text: f.make(d, p, i)})
		}
		for k, f := range derived {
			if k < 2 || k == 2+i%(len(derived)-2) || k == 2+(i+1)%(len(derived)-2) {
				of[i] = append(of[i], text{Page: i, Set: f.name, Kind: f.kind, Text: f.make(d, p, i)})
			}
		}
		of[i] = append(of[i], disguised(d, p, i)...)
		short, err := shortened(p, i)
		of[i] = append(of[i], short...)
		if err != nil {
			return err
		}
		marked[i], err = markdownTexts(d, p, i)
		return err
	})
	var texts []text
	for _, list := range slices.Concat(of, [][]text{foreign}, marked) {
		for _, t := range list {
			if strings.TrimSpace(t.Text) != "" {
				texts = append(texts, t)
			}
		}
	}
	return texts, err
}

// foreignTexts returns what other programs made of the pages: of two that dump
// pages every second page each, of extractors all. Programs whose texts are not
// in the folder are left out.
func foreignTexts(pages []score.Page, folder string) ([]text, error) {
	var texts []text
	for k, f := range others {
		data, err := os.ReadFile(filepath.Join(folder, f.name+".json"))
		if folder == "" || errors.Is(err, fs.ErrNotExist) {
			continue
		}
		said := map[string]string{}
		if err == nil {
			err = json.Unmarshal(data, &said)
		}
		if err != nil {
			return nil, err
		}
		for i, p := range pages {
			if f.kind == extract || k == i%2 {
				texts = append(texts, text{Page: i, Set: f.name, Kind: f.kind, Text: said[p.ID]})
			}
		}
	}
	return texts, nil
}

// disguised returns the dump and the truth of a page in another alphabet, for
// every second page each.
func disguised(d pipeline.Document, p score.Page, i int) []text {
	script := 1 + (i/2)%len(alphabets)
	a := &alphabets[script-1]
	if i%2 == 0 {
		return []text{{Page: i, Set: "disguised dump", Kind: whole, Script: script, Shift: i, Text: a.disguise(denseText(d, p, i), i)}}
	}
	part := p.Truth.Text
	if i%4 == 1 {
		part = headText(d, p, i)
	}
	return []text{{Page: i, Set: "disguised truth", Kind: clean, Script: script, Shift: i, Text: a.disguise(part, i)}}
}

// shortened are the dumps of a page that was made short, in one form each.
func shortened(page score.Page, i int) ([]text, error) {
	var texts []text
	for k, size := range []shorten.Size{shorten.Middle, shorten.Short} {
		p, ok, err := shorten.Page(page, size, 2*i)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		d, err := pipeline.Parse(pipeline.Page{ID: p.ID, URL: p.URL, Body: p.HTML, Format: pipeline.FormatHTML})
		if err != nil {
			return nil, err
		}
		f := dumps[(i+k)%len(dumps)]
		texts = append(texts, text{Page: i, Set: size.String() + " " + f.name, Kind: whole, Text: f.make(d, p, i), Left: p.Truth.Text})
	}
	return texts, nil
}

func saveTexts(file string, texts []text) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	data, err := json.Marshal(texts)
	if err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o644)
}

func loadTexts(file string) (texts []text, err error) {
	data, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(data, &texts)
	}
	return texts, err
}
