package frontmatter

import (
	"strconv"
	"strings"

	"winnow/pipeline"
)

// tomlHeader reads front matter in TOML, as far as it consists of tables and of keys
// with values of a line, or lists of texts. Other headers are left alone.
func tomlHeader(blocks []pipeline.Block) (header, bool) {
	in, lines, ok := fenced(blocks, "+++", "+++")
	if !ok {
		return header{}, false
	}
	var list []entry
	table := ""
	for len(lines) > 0 {
		l := lines[0]
		lines = lines[1:]
		text := strings.TrimSpace(l.text)
		switch {
		case text == "" || text[0] == '#':
		case text[0] == '[':
			name, ok := strings.CutSuffix(strings.TrimLeft(text, "["), "]")
			if !ok {
				return header{}, false
			}
			if table = strings.TrimRight(name, "]") + "."; isOpenTable(table) {
				table = ""
			}
		default:
			k, v, ok := strings.Cut(text, "=")
			if !ok {
				return header{}, false
			}
			e := entryOf(table+unquote(strings.TrimSpace(k)), l.block)
			if e.values, lines, ok = tomlValues(line{text: strings.TrimSpace(v), block: l.block}, lines); !ok {
				return header{}, false
			}
			list = append(list, e)
		}
	}
	return header{rule: ruleTOML, blocks: in, entries: list}, isFrontMatter(list)
}

// isOpenTable reports whether a table holds data about the text as the header does:
// those in which Hugo and Zola want them.
func isOpenTable(table string) bool {
	return table == "params." || table == "extra." || table == "taxonomies."
}

// tomlValues returns the texts of a value, which may be a list that goes on in the
// lines after it, and the rest of those.
func tomlValues(first line, lines []line) (values []value, rest []line, ok bool) {
	if !strings.HasPrefix(first.text, "[") {
		text, after, ok := tomlValue(first.text)
		return []value{{text, first.block}}, lines, ok && isComment(after)
	}
	first.text = first.text[1:]
	for {
		s := strings.TrimLeft(first.text, " \t,")
		switch {
		case isComment(s):
			if len(lines) == 0 {
				return nil, nil, false
			}
			first, lines = lines[0], lines[1:]
		case s[0] == ']':
			return values, lines, isComment(s[1:])
		default:
			text, after, ok := tomlValue(s)
			if !ok {
				return nil, nil, false
			}
			values, first.text = append(values, value{text, first.block}), after
		}
	}
}

// tomlValue returns the value with which s begins, and what is after it.
func tomlValue(s string) (text, after string, ok bool) {
	switch {
	case s == "" || s[0] == '{' || s[0] == '[' || strings.HasPrefix(s, `"""`) || strings.HasPrefix(s, "'''"):
		return "", "", false
	case s[0] == '\'':
		return strings.Cut(s[1:], "'")
	case s[0] == '"':
		quoted, err := strconv.QuotedPrefix(s)
		if err != nil {
			return "", "", false
		}
		text, err = strconv.Unquote(quoted)
		return text, s[len(quoted):], err == nil
	}
	end := strings.IndexAny(s, ",]#")
	if end < 0 {
		end = len(s)
	}
	text = strings.TrimSpace(s[:end])
	return text, s[end:], text != "" && !strings.ContainsAny(text, `"'=[{}`)
}

// isComment reports whether nothing but a comment is left of a line.
func isComment(s string) bool {
	s = strings.TrimSpace(s)
	return s == "" || s[0] == '#'
}
