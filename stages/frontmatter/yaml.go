package frontmatter

import (
	"strings"
	"unicode"

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
	if !ok || !isFrontMatter(list) || isRecord(list, blocks[len(in):]) {
		return header{}, false
	}
	if isFlat(lines) {
		settleParts(list)
	}
	return header{rule: ruleYAML, blocks: in, entries: list}, true
}

// isRecord reports whether entries are the first of several records rather than data about
// a text: the next one follows.
func isRecord(list []entry, below []pipeline.Block) bool {
	if len(below) == 0 {
		return false
	}
	k, _, ok := cutKey(below[0].Text)
	return ok && k == list[0].name
}

// isFlat reports whether what describes an author has lost its indentation before winnow
// read it: "author:" with nothing after it, "name: Ann Lee" below.
func isFlat(lines []line) bool {
	for i, l := range lines[:len(lines)-1] {
		k, rest, _ := cutKey(l.text)
		if key, _ := keyOf(k); key == author && rest == "" && strings.HasPrefix(strings.TrimPrefix(lines[i+1].text, "- "), "name:") {
			return true
		}
	}
	return false
}

// settleParts gives the name among the keys of the page to the author. An address may be
// the author's or the page's, and is neither.
func settleParts(list []entry) {
	for i := range list {
		switch e := &list[i]; {
		case e.name == "name":
			e.key = author
		case e.key == address:
			e.key = unknown
		}
	}
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
	source, blocks := sourceOf(lines)
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

// sourceOf returns the source of lines, and the block of each line of it.
func sourceOf(lines []line) (source string, blocks []int) {
	var b strings.Builder
	for _, l := range lines {
		for range l.gap {
			b.WriteByte('\n')
			blocks = append(blocks, l.block)
		}
		b.WriteString(l.text)
		b.WriteByte('\n')
		blocks = append(blocks, l.block)
	}
	return b.String(), append(blocks, 0)
}

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
