package frontmatter

import (
	"strings"

	"winnow/pipeline"
	"winnow/pipeline/fold"
	"winnow/stages/internal/signed"
	"winnow/stages/internal/textlines"
)

// maxLabels is the maximum number of lines with labels before a text.
const maxLabels = 16

// labelledHeader reads lines with labels. They are data about the text only if it is
// certain that they are about this one: every label is known and there once, and they
// give its title with its address, or with its author and a day, or with one of
// these and a label of the text itself.
func labelledHeader(blocks []pipeline.Block) (header, bool) {
	h := header{rule: ruleLabels}
	seen, apart, ended := map[key]bool{}, false, false
	n := 0
	for ; n < min(len(blocks), maxLabels) && !ended; n++ {
		b := blocks[n]
		label, at, ok := cutLabel(b.Text)
		k := labels()[fold.Key(label)]
		if !ok || k == unknown {
			if ok && (b.Gap == 0 || apart) || n == 0 {
				return header{}, false // of a form
			}
			break
		}
		if seen[k] || b.Kind != pipeline.Paragraph || n > 0 && b.Gap > 1 {
			return header{}, false
		}
		seen[k] = true
		apart = apart || n > 0 && b.Gap > 0
		if ended = k == content; ended {
			if at < len(b.Text) {
				h.prefix = at
			}
			continue
		}
		e := entry{name: label, key: k, block: n}
		if at < len(b.Text) {
			e.values = []value{{b.Text[at:], n}}
		}
		h.entries = append(h.entries, e)
	}
	h.blocks = blocks[:n]
	if !h.isAbout(ended) || !ended && (apart || n == len(blocks) || blocks[n].Gap == 0) {
		return header{}, false
	}
	return h, (ended || h.textFollows(blocks)) && !repeats(h.entries[0].name, blocks[n:])
}

// isAbout reports whether lines with labels say enough to be data about a text.
// ended tells that a label of the text follows.
func (h header) isAbout(ended bool) bool {
	titled, addressed, signedBy, dated := false, false, false, false
	for _, e := range h.entries {
		switch text := e.text(); e.key {
		case title:
			titled = text != "" && len(text) <= maxTitle
		case address:
			if addressed = isAddress(text); !addressed {
				return false
			}
		case outlet:
			addressed = addressed || isAddress(text)
		case author:
			if !isName(text) {
				return false
			}
			signedBy = true
		case published:
			if dated = isDay(text); !dated {
				return false
			}
		}
	}
	return titled && (addressed || signedBy && dated || ended && (signedBy || dated))
}

// textFollows reports whether there is running text below the header.
func (h header) textFollows(blocks []pipeline.Block) bool {
	for _, b := range blocks[len(h.blocks):] {
		if textlines.IsProse(b.Text) {
			return true
		}
	}
	return false
}

// repeats reports whether a label begins another line: the text is a list of what has
// such labels.
func repeats(label string, blocks []pipeline.Block) bool {
	for _, b := range blocks {
		if rest, ok := strings.CutPrefix(b.Text, label); ok && (strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, "：")) {
			return true
		}
	}
	return false
}

// isName reports whether a value may be the names of authors.
func isName(s string) bool {
	return s != "" && len(s) <= maxByline && (signed.IsNames(s) || pipeline.CountWords(s) <= maxNameWords && !textlines.EndsSentence(s))
}

// maxNameWords is the maximum number of words of a name in any form.
const maxNameWords = 6

// percentLines are the lines of pandoc's title block.
var percentLines = [...]entry{{name: "title", key: title}, {name: "author", key: author}, {name: "date", key: published}}

// percentHeader reads the title block of pandoc. Comments in TeX and Prolog begin
// with "%", too: the third line must be a date, and the second one of names.
func percentHeader(blocks []pipeline.Block) (header, bool) {
	n := len(percentLines)
	if len(blocks) < n || len(blocks) > n && blocks[n].Gap == 0 {
		return header{}, false
	}
	h := header{rule: rulePercent, blocks: blocks[:n]}
	for i, e := range percentLines {
		text, ok := strings.CutPrefix(blocks[i].Text, "% ")
		if text = strings.TrimSpace(text); !ok || text == "" || i > 0 && blocks[i].Gap > 0 {
			return header{}, false
		}
		e.values, e.block = []value{{text, i}}, i
		h.entries = append(h.entries, e)
	}
	by := h.entries[1].text()
	return h, !strings.Contains(by, ":") && isName(by) && isDay(h.entries[2].text())
}
