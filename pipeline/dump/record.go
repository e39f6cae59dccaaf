package dump

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"winnow/pipeline"
)

// fieldMap says what to do with the fields of a record by their names in the
// dump.
type fieldMap struct {
	flat map[string]string // their name: ours
	deep []deepField
}

// deepField is a field inside an object.
type deepField struct {
	path []string
	ours string
}

func newFieldMap(renamed map[string]string) fieldMap {
	m := fieldMap{flat: map[string]string{}}
	for _, ours := range FieldNames() {
		if theirs, ok := renamed[ours]; ok {
			m.flat[theirs] = ours
			if strings.Contains(theirs, ".") {
				m.deep = append(m.deep, deepField{strings.Split(theirs, "."), ours})
			}
		} else if _, taken := m.flat[ours]; !taken && ours != fieldContentType {
			m.flat[ours] = ours
		}
	}
	return m
}

// errField reports a field that holds something other than text.
type errField struct {
	name  string
	value []byte
}

func (e errField) Error() string {
	return fmt.Sprintf("field %q holds %.40q, which is not text", e.name, e.value)
}

// parseObject makes a page from a JSON object, or a fault.
func (m *fieldMap) parseObject(object []byte) (*pipeline.Page, *Fault) {
	got := map[string][]byte{}
	p := &pipeline.Page{}
	var names []string
	err := splitObject(object, func(name string, value []byte) error {
		names = append(names, name)
		if ours, ok := m.flat[name]; ok {
			got[ours] = value
			return nil
		}
		raw, err := checkedRaw(value)
		if err != nil {
			return fmt.Errorf("field %q: %w", name, err)
		}
		if p.Extra == nil {
			p.Extra = map[string]json.RawMessage{}
		}
		p.Extra[strings.ToValidUTF8(name, "\ufffd")] = raw
		return nil
	})
	if err != nil {
		return nil, &Fault{Reason: FaultJSON, Err: err}
	}
	for _, d := range m.deep {
		if value, ok := reach(p.Extra, d.path); ok && got[d.ours] == nil {
			got[d.ours] = value
		}
	}
	if fault := fill(p, got); fault != nil {
		if fault.Reason == FaultNoBody {
			fault.Err = fmt.Errorf("it has the fields %s", listNames(names))
		}
		return nil, fault
	}
	return p, nil
}

// reach finds the value at a path of objects.
func reach(fields map[string]json.RawMessage, path []string) (value []byte, ok bool) {
	value, ok = fields[path[0]]
	for _, name := range path[1:] {
		if !ok {
			return nil, false
		}
		object := value
		ok = false
		err := splitObject(object, func(n string, v []byte) error {
			if n == name {
				value, ok = v, true
			}
			return nil
		})
		if err != nil {
			return nil, false
		}
	}
	return value, ok
}

// fill sets the fields of a page from values in JSON, by our names.
func fill(p *pipeline.Page, got map[string][]byte) *Fault {
	var bad error
	take := func(name string) []byte {
		value, err := text(name, got[name])
		if err != nil && bad == nil {
			bad = err
		}
		return value
	}
	takeString := func(name string) string { return strings.ToValidUTF8(string(take(name)), "\ufffd") }

	p.ID, p.URL = takeString(fieldID), takeString(fieldURL)
	p.ContentType = takeString(fieldContentType)
	p.Given = pipeline.Given{
		Title: takeString(fieldTitle), Byline: takeString(fieldByline),
		Published: takeString(fieldPublished), Lang: takeString(fieldLang),
	}
	switch {
	case given(got[fieldHTML]):
		p.Format, p.Body = pipeline.FormatHTML, take(fieldHTML)
		keepText(p, got[fieldText])
	case given(got[fieldText]):
		p.Format, p.Body = pipeline.FormatText, take(fieldText)
	case got[fieldHTML] == nil && got[fieldText] == nil:
		bad = errors.Join(bad, errNoBody)
	}
	switch {
	case errors.Is(bad, errNoBody):
		return &Fault{Reason: FaultNoBody, URL: p.URL}
	case errors.As(bad, new(errField)):
		return &Fault{Reason: FaultField, URL: p.URL, Err: bad}
	case bad != nil:
		return &Fault{Reason: FaultJSON, URL: p.URL, Err: bad}
	}
	if p.ContentType == "" && utf8.Valid(p.Body) {
		// What was in a JSON string has already been decoded, whatever charset
		// the page still declares.
		p.ContentType = "text/html; charset=utf-8"
		if p.Format == pipeline.FormatText {
			p.ContentType = "text/plain; charset=utf-8"
		}
	}
	return nil
}

var errNoBody = errors.New("no body")

// keepText carries through the text of a record that also has HTML.
func keepText(p *pipeline.Page, value []byte) {
	if !given(value) {
		return
	}
	raw, err := checkedRaw(value)
	if err != nil {
		return
	}
	if p.Extra == nil {
		p.Extra = map[string]json.RawMessage{}
	}
	if _, taken := p.Extra[fieldText]; !taken {
		p.Extra[fieldText] = raw
	}
}

func given(value []byte) bool {
	return value != nil && string(value) != "null" && string(value) != `""`
}

// text decodes a value that should be text. Null is no text; a number stands
// for its digits, as in IDs and years; a list of strings, such as authors, is
// joined by commas.
func text(name string, value []byte) ([]byte, error) {
	switch {
	case value == nil || string(value) == "null":
		return nil, nil
	case value[0] == '"':
		return unquote(value)
	case name == fieldHTML || name == fieldText:
		return nil, errField{name, value}
	case value[0] == '[':
		var list []string
		if err := json.Unmarshal(value, &list); err != nil {
			return nil, errField{name, value}
		}
		return []byte(strings.Join(list, ", ")), nil
	case value[0] == '-' || value[0] >= '0' && value[0] <= '9':
		if json.Valid(value) {
			return value, nil
		}
	}
	return nil, errField{name, value}
}
