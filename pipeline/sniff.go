package pipeline

import (
	"bytes"
	"regexp"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline/tree"
)

// sniffLength is how much of a page Sniff looks at.
const sniffLength = 64 << 10

// Sniff tells HTML from text by content: a page that begins with a tag is HTML,
// and so is one that uses the tags which structure text. Text that speaks of
// tags, and Markdown that has some between its own marks, is text.
func Sniff(body []byte) Format {
	body = body[:min(len(body), sniffLength)]
	if bytes.IndexByte(body, 0) >= 0 {
		// UTF-16 or UTF-32: look at the letters alone.
		body = bytes.ReplaceAll(body, []byte{0}, nil)
	}
	body = bytes.TrimLeft(body, "\ufeff\xff\xfe \t\r\n\f")
	begins := beginsWithTag(body)
	switch {
	case begins && opensPage.Match(body), ownLine.Match(body) && !mdFence.Match(body):
		return FormatHTML
	case !begins && !bytes.Contains(body, []byte("</")) && !lineBreaks.Match(body):
		return FormatText
	}
	prose := notProse.ReplaceAll(body, nil)
	if isMarkdown(body, prose) || !begins && !usesTags(prose) {
		return FormatText
	}
	return FormatHTML
}

var (
	// opensPage is how pages begin, rather than parts of them.
	opensPage = regexp.MustCompile(`(?i)^<(!doctype|html|head|body|meta|title|link|script|style|\?xml)\b`)
	// ownLine is a page after something that was printed before it.
	ownLine = regexp.MustCompile(`(?im)^[ \t]*<(!doctype html|html|body)\b`)
	// notProse is what no mark of Markdown and no tag of the page stands in.
	notProse = regexp.MustCompile("(?is)<(?:script|style|pre|textarea)\\b.*?</(?:script|style|pre|textarea)>|<!--.*?-->|(?m:^ {0,3}```).*?(?:(?m:^ {0,3}```[ \\t]*$)|\\z)|`[^`\\n]+`")
	// mdFence, mdHeading and mdLink are marks of Markdown.
	mdFence   = regexp.MustCompile("(?m)^ {0,3}```[\\w-]*[ \\t]*\r?$")
	mdHeading = regexp.MustCompile(`(?m)^#{1,6} +\S`)
	mdLink    = regexp.MustCompile(`\w!?\]\([^()\s]+\)`)
	// structuralEnd is the end of an element that structures text.
	structuralEnd = regexp.MustCompile(`(?i)</(p|div|html|body|td|li|h1|h2|article|section|span|a)>`)
	// lineBreaks part paragraphs where nothing else does.
	lineBreaks = regexp.MustCompile(`(?i)<br\s*/?>\s*<br\s*/?>`)
	htmlTag    = regexp.MustCompile(`</?([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?/?>`)
)

// marksOfMarkdown is the number of marks that text must have to be Markdown: a
// page has a line that begins with "#" now and then.
const marksOfMarkdown = 3

// isMarkdown reports Markdown with tags in it, given what is no code of it.
func isMarkdown(body, prose []byte) bool {
	count := func(mark *regexp.Regexp, in []byte) int { return len(mark.FindAllIndex(in, marksOfMarkdown)) }
	return count(mdHeading, prose) > 0 && count(mdHeading, prose)+count(mdLink, prose)+count(mdFence, body) >= marksOfMarkdown
}

// usesTags reports whether tags structure the text, and do not just stand in it
// between words: "Put it in a <div> and close it by </div>."
func usesTags(b []byte) bool {
	if !structuralEnd.Match(b) && !lineBreaks.Match(b) {
		return false
	}
	used, shown := 0, 0
	for _, m := range htmlTag.FindAllSubmatchIndex(b, -1) {
		if tree.Lookup(string(bytes.ToLower(b[m[2]:m[3]]))) == tree.Custom {
			continue // List<String>
		}
		before, _ := utf8.DecodeLastRune(b[:m[0]])
		after, _ := utf8.DecodeRune(b[m[1]:])
		switch {
		case isWordy(before) || before == '>' || bytes.ContainsRune([]byte(".,;:!?"), before) || isWordy(after) || after == '<':
			used++
		case m[0] > 0 && before != '\n' && m[1] < len(b) && after != '\n':
			shown++
		}
	}
	return used > shown
}

func isWordy(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// beginsWithTag reports whether a page begins with a tag, a comment or a
// declaration, and not with an address between angle brackets.
func beginsWithTag(b []byte) bool { return firstTag.Match(b) }

var firstTag = regexp.MustCompile(`^<(?:[!?][^>]*|[A-Za-z][A-Za-z0-9:-]*(?:\s[^>]*)?/?)>`)
