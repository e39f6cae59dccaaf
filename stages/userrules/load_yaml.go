package userrules

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"winnow/pipeline/spelling"
	"winnow/pipeline/yamlplace"
)

// parse returns the root of the file, nil when that was reported as missing.
func (l *loader) parse(source []byte) (*yaml.Node, error) {
	var document, more yaml.Node
	d := yaml.NewDecoder(bytes.NewReader(source))
	err := d.Decode(&document)
	switch {
	case errors.Is(err, io.EOF) || err == nil && len(document.Content) == 0:
		l.report(1, "want one document with the keys version and rules")
		return nil, nil
	case err != nil:
		return nil, yamlplace.Error(l.name, err)
	}
	switch err := d.Decode(&more); {
	case err == nil:
		l.report(more.Line, "a second document; want one with the keys version and rules")
		return nil, nil
	case !errors.Is(err, io.EOF):
		return nil, yamlplace.Error(l.name, err)
	}
	return document.Content[0], nil
}

// mapping returns the values of a mapping by key. Keys that are not known are
// reported.
func (l *loader) mapping(n *yaml.Node, what string, known []string) (map[string]*yaml.Node, bool) {
	if n.Kind != yaml.MappingNode {
		l.report(n.Line, "%s: want keys and values, not %s", what, kindOf(n))
		return nil, false
	}
	keys := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i].Value, n.Content[i+1]
		switch line := n.Content[i].Line; {
		case !slices.Contains(known, key):
			l.report(line, "unknown key %q in %s%s", key, what, suggest(key, known))
		case keys[key] != nil:
			l.report(line, "%s: the key %s is there twice", what, key)
		default:
			keys[key] = value
		}
	}
	return keys, true
}

// text returns the value of a key that holds one.
func (l *loader) text(n *yaml.Node, key string) (string, bool) {
	if n.Kind == yaml.ScalarNode && n.Anchor == "" && n.ShortTag() != "!!null" && strings.HasPrefix(n.ShortTag(), "!!") {
		if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
			return strings.TrimSuffix(n.Value, "\n"), true
		}
		return n.Value, true
	}
	l.report(n.Line, "%s: want a text, not %s", key, kindOf(n))
	return "", false
}

// An entry is a text and its line.
type entry struct {
	text string
	line int
}

// texts returns the values of a key that holds one or a list of them.
func (l *loader) texts(n *yaml.Node, key string) []entry {
	nodes := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		if nodes = n.Content; len(nodes) == 0 {
			l.report(n.Line, "%s: the list is empty", key)
		}
	}
	var entries []entry
	for _, n := range nodes {
		if s, ok := l.text(n, key); ok {
			if strings.TrimSpace(s) == "" {
				l.report(n.Line, "%s: the text is empty", key)
				continue
			}
			entries = append(entries, entry{s, n.Line})
		}
	}
	return entries
}

func (l *loader) oneOf(n *yaml.Node, key string, allowed ...string) (string, bool) {
	s, ok := l.text(n, key)
	if ok && !slices.Contains(allowed, s) {
		l.report(n.Line, "%s %q: must be one of %s%s", key, s, strings.Join(allowed, ", "), suggest(s, allowed))
		return "", false
	}
	return s, ok
}

// kindOf names what a node is, for errors.
func kindOf(n *yaml.Node) string {
	switch {
	case n.Anchor != "" || n.Kind == yaml.AliasNode:
		return "an anchor or alias"
	case n.Kind == yaml.MappingNode:
		return "keys and values"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.ShortTag() == "!!null":
		return "nothing"
	case !strings.HasPrefix(n.ShortTag(), "!!"):
		return "the tag " + n.Tag
	}
	return fmt.Sprintf("the text %.40q", n.Value)
}

// suggest names the word that was probably meant.
func suggest(word string, known []string) string {
	if near := spelling.Nearest(word, known); near != "" {
		return fmt.Sprintf("; did you mean %s?", near)
	}
	return ""
}
