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

// sniff distinguishes HTML from text by content: a page that begins with a tag is
// HTML, and so is one that uses the tags that structure text. Text about tags is
// text, and so is Markdown that contains some.
func sniff(body []byte) Format {
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
	prose := withoutCode(body)
	if isMarkdown(body, prose, begins) || !begins && !usesTags(prose) {
		return FormatText
	}
	return FormatHTML
}

var (
	// opensPage is how pages begin, rather than parts of them.
	opensPage = regexp.MustCompile(`(?i)^<(!doctype|html|head|body|meta|title|link|script|style|\?xml)\b`)
	// ownLine is a page after something that was printed before it.
	ownLine = regexp.MustCompile(`(?im)^[ \t]*<(!doctype html|html|body)\b`)
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

// isMarkdown reports whether body is Markdown with tags in it. prose is body
// without code. A page that begins with a tag may contain comments in code that
// look like headings, so there must be links or fences as well.
func isMarkdown(body, prose []byte, begins bool) bool {
	count := func(mark *regexp.Regexp, in []byte) int { return len(mark.FindAllIndex(in, marksOfMarkdown)) }
	headings, others := count(mdHeading, prose), count(mdLink, prose)+count(mdFence, body)
	return headings > 0 && headings+others >= marksOfMarkdown && (others > 0 || !begins)
}

// A codeMark opens and closes code or a comment, in which neither the marks of
// Markdown nor tags count.
type codeMark struct{ open, close string }

var codeMarks = []codeMark{
	{"<!--", "-->"}, {"<script", "</script"}, {"<style", "</style"}, {"<pre", "</pre"}, {"<textarea", "</textarea"}, {"```", "```"}, {"`", "`"},
}

// withoutCode removes code and comments. It takes linear time: an end mark that
// was not found once is not searched for again.
func withoutCode(b []byte) []byte {
	lower := bytes.ToLower(b)
	if len(lower) != len(b) {
		lower = b // letters whose small form is longer
	}
	out := make([]byte, 0, len(b))
	missing := map[string]bool{}
	for at := 0; at < len(b); {
		next := bytes.IndexAny(lower[at:], "<`")
		if next < 0 {
			return append(out, b[at:]...)
		}
		out = append(out, b[at:at+next]...)
		at += next
		end := at + 1
		for _, q := range codeMarks {
			if missing[q.close] || !bytes.HasPrefix(lower[at:], []byte(q.open)) {
				continue
			}
			inside := lower[at+len(q.open):]
			if q.open == "`" { // within the line
				line, _, _ := bytes.Cut(inside, []byte("\n"))
				if n := bytes.IndexByte(line, '`'); n >= 0 {
					end = at + 1 + n + 1
				}
				break
			}
			n := bytes.Index(inside, []byte(q.close))
			if missing[q.close] = n < 0; n >= 0 {
				end = at + len(q.open) + n + len(q.close)
				break
			}
		}
		if end == at+1 {
			out = append(out, b[at])
		}
		at = end
	}
	return out
}

// usesTags reports whether the tags structure the text, rather than being
// mentioned in it: "Put it in a <div> and close it by </div>."
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
		case (m[0] == 0 || before == '\n') && (m[1] == len(b) || after == '\n' || after == '\r'):
			used++ // a line of its own
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
