package frontmatter

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"winnow/pipeline"
)

// Bounds of front matter: headers with all that a page says of itself in meta
// elements have some eighty lines.
const (
	maxLines = 300
	maxBytes = 32 << 10
)

// A line is a line of the source of a header, and the block that it is in.
type line struct {
	text  string
	block int
	gap   int // blank lines before it
}

// fenced returns the blocks from an opening mark up to the closing one, and the
// lines between them.
func fenced(blocks []pipeline.Block, open string, closing ...string) (in []pipeline.Block, lines []line, ok bool) {
	if len(blocks) == 0 || strings.TrimSpace(blocks[0].Text) != open {
		return nil, nil, false
	}
	size := 0
	for i := 1; i < len(blocks); i++ {
		text := blocks[i].Text
		for _, c := range closing {
			if strings.TrimSpace(text) == c {
				return blocks[:i+1], lines, len(lines) > 0
			}
		}
		gap := blocks[i].Gap
		for part := range strings.SplitSeq(text, "\n") {
			lines = append(lines, line{strings.TrimRightFunc(part, unicode.IsSpace), i, gap})
			gap = 0
		}
		if size += len(text); len(lines) > maxLines || size > maxBytes {
			break
		}
	}
	return nil, nil, false
}

// yamlHeader reads front matter in YAML.
func yamlHeader(blocks []pipeline.Block) (header, bool) {
	in, lines, ok := fenced(blocks, "---", "---", "...")
	if !ok {
		return header{}, false
	}
	list, ok := readYAML(lines)
	if !ok {
		list, ok = readPlain(lines)
	}
	if !ok || !isFrontMatter(list) {
		return header{}, false
	}
	return header{rule: ruleYAML, blocks: in, entries: list}, true
}

// isFrontMatter reports whether entries are data about a text: one of them must
// say so. Programs write keys in lower case; keys in capitals may be those of a form
// or a play, so all must be known, and the title among them.
func isFrontMatter(list []entry) bool {
	sure, titled, byHand, strangers := false, false, false, false
	for _, e := range list {
		byHand = byHand || !isIdentifier(e.name)
		switch e.key {
		case unknown:
			strangers = true
		case title:
			titled = titled || e.text() != ""
		case published, modified:
			sure = sure || isDate(e.text())
		case address, outlet, canonical:
			sure = sure || isAddress(e.text())
		case tags, program:
			sure = true
		}
	}
	if byHand {
		return titled && len(list) > 1 && !strangers
	}
	return sure || titled
}

// isIdentifier reports whether a key is one that programs write: it begins in lower
// case or has a sign between its words: "sitename", "og:title", "datePublished",
// "SPDX-License-Identifier".
func isIdentifier(s string) bool {
	signs := false
	for i := range len(s) {
		c := s[i]
		sign := strings.IndexByte("_-.:", c) >= 0
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') && (i == 0 || !sign && (c < '0' || c > '9')) {
			return false
		}
		signs = signs || sign
	}
	return s != "" && (signs || s[0] >= 'a')
}

// readYAML reads lines as YAML: a mapping whose keys are texts. Anything else is
// none of it, and so is a mistake.
func readYAML(lines []line) ([]entry, bool) {
	source, blocks := indented(lines)
	var document yaml.Node
	err := pipeline.Catch(func() error { return yaml.Unmarshal([]byte(source), &document) })
	if err != nil || len(document.Content) != 1 || document.Content[0].Kind != yaml.MappingNode {
		return nil, false
	}
	blockOf := func(n *yaml.Node) int { return blocks[min(max(n.Line-1, 0), len(blocks)-1)] }
	var list []entry
	content := document.Content[0].Content
	for i := 0; i+1 < len(content); i += 2 {
		k, v := content[i], content[i+1]
		if k.Kind != yaml.ScalarNode || k.Value == "" || len(k.Value) > maxLabel {
			return nil, false
		}
		e := entryOf(k.Value, blockOf(k))
		for _, n := range valuesOf(v) {
			e.values = append(e.values, value{n.Value, blockOf(n)})
		}
		if raw, ok := unquoted(v, source); ok && len(e.values) == 1 {
			e.values[0].text = raw
		}
		list = append(list, e)
	}
	return list, true
}

// unquoted returns the value of a key as its line has it if it is not quoted, and
// YAML would take a part of it for a comment: "title: Storm #1".
func unquoted(n *yaml.Node, source string) (string, bool) {
	if n.Kind != yaml.ScalarNode || n.Style != 0 || n.LineComment == "" || n.Value == "" {
		return "", false
	}
	for range n.Line - 1 {
		_, source, _ = strings.Cut(source, "\n")
	}
	source, _, _ = strings.Cut(source, "\n")
	at := strings.Index(source, n.Value)
	if at < 0 {
		return "", false
	}
	return strings.TrimSpace(source[at:]), true
}

// valuesOf returns the texts of a value: itself, those of a list, the name or the
// address of what a map describes.
func valuesOf(n *yaml.Node) []*yaml.Node {
	switch n.Kind {
	case yaml.ScalarNode:
		if n.ShortTag() == "!!null" || strings.TrimSpace(n.Value) == "" {
			return nil
		}
		return []*yaml.Node{n}
	case yaml.SequenceNode:
		var list []*yaml.Node
		for _, item := range n.Content {
			list = append(list, valuesOf(item)...)
		}
		return list
	case yaml.MappingNode:
		for _, name := range [...]string{"name", "title", "url", "src", "image"} {
			for i := 0; i+1 < len(n.Content); i += 2 {
				if v := n.Content[i+1]; n.Content[i].Value == name && v.Kind == yaml.ScalarNode {
					return valuesOf(v)
				}
			}
		}
	}
	return nil
}

// indented returns the source of lines, and the block of each line of it. The blocks
// of a text have lost the white space before them, which YAML needs: it is put back
// before lines that go on with a value, and before the keys of a map.
func indented(lines []line) (source string, blocks []int) {
	var b strings.Builder
	var last line      // with a key
	inMap := false     // below the key of a map, or an item that is one
	inText := false    // below the mark of a text of several lines
	open := byte(0)    // the quote or the bracket that the value began with
	previous := line{} // of any kind
	for _, l := range lines {
		for range l.gap {
			b.WriteByte('\n')
			blocks = append(blocks, l.block)
		}
		k, rest, isKey := cutKey(l.text)
		item := strings.HasPrefix(l.text, "- ") || l.text == "-"
		switch {
		case open != 0:
			b.WriteString("  ")
			if closes(l.text, open) {
				open = 0
			}
		case strings.HasPrefix(l.text, " ") || strings.HasPrefix(l.text, "#"):
		case isKey && inMap && isPart(k):
			b.WriteString("  ")
		case isKey:
			inMap = rest == "" && isMap(k)
			inText = isTextMark(rest)
			open = opens(rest)
			last = l
		case item && !inText:
			// items may be at the margin
			_, _, inMap = cutKey(strings.TrimLeft(l.text[1:], " "))
			open = opens(strings.TrimLeft(l.text[1:], " "))
		case inText || l.gap == 0 && last.text != "" && utf8.RuneCountInString(previous.text) >= minWrapped:
			b.WriteString("  ")
		}
		b.WriteString(l.text)
		b.WriteByte('\n')
		blocks = append(blocks, l.block)
		previous = l
	}
	return b.String(), append(blocks, 0)
}

// minWrapped is the minimum length in characters of a line that goes on in the next:
// PyYAML breaks lines after the word that ends beyond 80.
const minWrapped = 60

// cutKey slices a line around the colon after its key. Quotes around the key stay.
func cutKey(s string) (k, rest string, ok bool) {
	k, rest, ok = strings.Cut(s, ":")
	for ok && rest != "" && rest[0] != ' ' && rest[0] != '\t' {
		var more string
		more, rest, ok = strings.Cut(rest, ":") // "og:title: …"
		k += ":" + more
	}
	if !ok || k == "" || len(k) > maxLabel || strings.ContainsAny(k, " \t") {
		return "", "", false
	}
	return k, strings.TrimSpace(rest), true
}

// isPart reports whether a key is one of the parts of a map that describes a person,
// an organisation or a picture.
func isPart(k string) bool {
	switch k {
	case "name", "url", "email", "link", "bio", "avatar", "image", "src", "alt", "caption", "credit", "width", "height", "type", "'@type'", `"@type"`,
		"id", "twitter", "github", "website", "affiliation", "orcid", "path", "relative", "hidden":
		return true
	}
	return false
}

// isMap reports whether the value of a key may be a map that describes a person, an
// organisation or a picture.
func isMap(k string) bool {
	key, _ := keyOf(k)
	return key == author || key == site || key == image
}

// isTextMark reports whether a value is the mark that a text of several lines follows:
// ">", "|-".
func isTextMark(s string) bool {
	return s != "" && (s[0] == '|' || s[0] == '>') && strings.Trim(s[1:], "+-0123456789") == ""
}

// opens returns the quote or the bracket that a value begins with and does not close.
func opens(s string) byte {
	if s == "" || strings.IndexByte(`"'[{`, s[0]) < 0 || closes(s[1:], s[0]) {
		return 0
	}
	return s[0]
}

// closes reports whether a line ends a value that began with a quote or a bracket.
func closes(s string, open byte) bool {
	end := open
	switch open {
	case '[':
		end = ']'
	case '{':
		end = '}'
	}
	return strings.HasSuffix(strings.TrimRight(s, " ,"), string(end))
}

// readPlain reads lines that each are a key of a program and a value as it is,
// which need not be YAML.
func readPlain(lines []line) ([]entry, bool) {
	var list []entry
	seen := map[string]bool{}
	for _, l := range lines {
		k, v, ok := cutKey(l.text)
		if !ok || !isIdentifier(k) || seen[k] || l.gap > 0 {
			return nil, false
		}
		seen[k] = true
		e := entryOf(k, l.block)
		if v = strings.TrimSpace(unquote(v)); v != "" {
			e.values = listOf(v, l.block)
		}
		list = append(list, e)
	}
	return list, len(list) >= minPlain
}

// minPlain is the minimum number of lines of front matter that is not YAML: two
// speeches of a dialogue are lines with names before them, too.
const minPlain = 2

// unquote removes the quotes around a value.
func unquote(s string) string {
	if n := len(s); n >= 2 && (s[0] == '"' || s[0] == '\'') && s[n-1] == s[0] {
		return s[1 : n-1]
	}
	return s
}

// listOf returns the items of a list in brackets, as far as they are in quotes or
// need none; for other values, the value.
func listOf(s string, block int) []value {
	inner, ok := strings.CutPrefix(s, "[")
	if ok {
		inner, ok = strings.CutSuffix(inner, "]")
	}
	if !ok {
		return []value{{s, block}}
	}
	var list []value
	for item := range strings.SplitSeq(inner, ",") {
		if item = strings.TrimSpace(unquote(strings.TrimSpace(item))); item != "" {
			list = append(list, value{item, block})
		}
	}
	return list
}
