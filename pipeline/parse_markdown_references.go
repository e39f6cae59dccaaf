package pipeline

import (
	"html"
	"iter"
	"regexp"
	"strings"
)

// Links of Markdown may refer to an address by a label, as [text][label], [text][] or
// [label], which a line elsewhere in the text defines: "[label]: https://example.org".

// maxLabel is the maximum length of a label in bytes.
const maxLabel = 200

var (
	// mdDefinition is a line that defines a label. The addresses are restricted to what
	// looks like one: "[Anna]: Yes." is a dialogue. Those of footnotes begin with "^".
	mdDefinition = regexp.MustCompile(`(?m)^ {0,3}\[([^\[\]\n^][^\[\]\n]{0,199})\]:[ \t]*(<[^<>\n]+>|(?:https?:|mailto:|tel:|/|#|\.{1,2}/|www\.)\S*|[\w./-]+\.(?:md|html?|png|jpe?g|gif|svg|pdf)(?:#\S*)?)(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$`)
	// mdReferring is the end of a link and the label it refers to.
	mdReferring = regexp.MustCompile(`\]\[[^\[\]\n]{0,200}\]`)
	// mdLabel is what may be a label.
	mdLabel = regexp.MustCompile(`\[([^\[\]\n]{1,200})\]`)
)

// readDefinitions reads the addresses of the labels that the text refers to, and blanks
// the lines that define them.
func (r *markdownReader) readDefinitions() {
	type definition struct {
		line         int
		key, address string
	}
	var found []definition
	for i := range r.outsideCode() {
		if !strings.Contains(r.lines[i], "]:") {
			continue // most lines
		}
		if m := mdDefinition.FindStringSubmatch(r.lines[i]); m != nil {
			address := strings.TrimSuffix(strings.TrimPrefix(m[2], "<"), ">")
			found = append(found, definition{i, labelKey(m[1]), html.UnescapeString(unescape(address))})
		}
	}
	if len(found) == 0 {
		return
	}
	used := map[string]bool{}
	next := 0 // of the definitions
	for i := range r.outsideCode() {
		if next < len(found) && found[next].line == i {
			next++
			continue
		}
		for _, m := range mdLabel.FindAllStringSubmatch(r.lines[i], -1) {
			used[labelKey(m[1])] = true
		}
	}
	for _, d := range found {
		if !used[d.key] {
			continue
		}
		if r.addresses == nil {
			r.addresses = map[string]string{}
		}
		if _, ok := r.addresses[d.key]; !ok {
			r.addresses[d.key] = d.address
		}
		r.lines[d.line] = ""
	}
}

// outsideCode yields the numbers of the lines that are not between fences.
func (r *markdownReader) outsideCode() iter.Seq[int] {
	return func(yield func(int) bool) {
		code := 0 // the line that a fence closes
		for i, line := range r.lines {
			if i >= code && isFence(line) {
				code = i + fenceLength(r.lines[i:])
			}
			if i >= code && !yield(i) {
				return
			}
		}
	}
}

// labelKey returns what all spellings of a label share.
func labelKey(label string) string {
	return strings.ToLower(strings.Join(strings.Fields(label), " "))
}

// refer returns the address that the link whose text begins at byte from and ends at
// p.at refers to, and how many bytes of after, the source after its bracket, name the label.
func (p *inlineParser) refer(from int, after string) (address string, n int, ok bool) {
	if len(p.addresses) == 0 {
		return "", 0, false
	}
	label := p.s[from:p.at]
	if strings.HasPrefix(after, "[") {
		end := strings.IndexByte(after[:min(len(after), maxLabel+2)], ']')
		if end < 0 {
			return "", 0, false
		}
		if n = end + 1; end > 1 {
			label = after[1:end]
		}
	}
	if len(label) > maxLabel {
		return "", 0, false
	}
	address, ok = p.addresses[labelKey(label)]
	return address, n, ok
}
