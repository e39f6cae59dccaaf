package dump

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"winnow/pipeline"
)

// parseRow makes a page from a row.
func (m *fieldMap) parseRow(columns, row []string) (*pipeline.Page, *Fault) {
	if len(row) > len(columns) {
		return nil, &Fault{Reason: FaultTable, Err: fmt.Errorf("it has %d fields for %d columns", len(row), len(columns))}
	}
	cells := map[string]cell{}
	for i, value := range row {
		cells[columns[i]] = cell{text: value}
	}
	return m.parseCells(columns[:len(row)], cells)
}

// cell is a value of a table: text, or something else in JSON.
type cell struct {
	text string
	raw  json.RawMessage // set if it is no text; "null" if it is nothing
}

// parseCells makes a page from the cells of a row.
func (m *fieldMap) parseCells(columns []string, cells map[string]cell) (*pipeline.Page, *Fault) {
	p := &pipeline.Page{Extra: map[string]json.RawMessage{}}
	var html, text *cell
	for _, column := range columns {
		c, ok := cells[column]
		if !ok || string(c.raw) == "null" {
			continue
		}
		value := c.text
		if c.raw != nil {
			value = string(c.raw)
		}
		switch m.flat[column] {
		case fieldID:
			p.ID = valid(value)
		case fieldURL:
			p.URL = valid(value)
		case fieldTitle:
			p.Given.Title = valid(value)
		case fieldByline:
			p.Given.Byline = valid(value)
		case fieldPublished:
			p.Given.Published = valid(value)
		case fieldLang:
			p.Given.Lang = valid(value)
		case fieldContentType:
			p.ContentType = valid(value)
		case fieldHTML:
			html = &c
		case fieldText:
			text = &c
		default:
			p.Extra[valid(column)] = c.json()
		}
	}
	body := html
	p.Format = pipeline.FormatHTML
	if html == nil || html.text == "" && text != nil {
		body, p.Format = text, pipeline.FormatText
	} else if text != nil && text.text != "" {
		p.Extra[fieldText] = text.json()
	}
	switch {
	case body == nil:
		body = &cell{} // a row whose body is null is an empty page
	case body.raw != nil:
		return nil, &Fault{Reason: FaultField, URL: p.URL, Err: fmt.Errorf("the body is %.40q, not text", body.raw)}
	}
	p.Body = []byte(body.text)
	if p.ContentType == "" && p.Format == pipeline.FormatHTML && utf8.Valid(p.Body) {
		p.ContentType = "text/html; charset=utf-8"
	}
	return p, nil
}

func valid(s string) string { return strings.ToValidUTF8(s, "\ufffd") }

func (c cell) json() json.RawMessage {
	if c.raw != nil {
		return c.raw
	}
	raw, err := json.Marshal(valid(c.text))
	if err != nil {
		return json.RawMessage("null") // cannot happen: it is a string
	}
	return raw
}
