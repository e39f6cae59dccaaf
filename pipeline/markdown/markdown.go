// Package markdown writes documents as Markdown.
package markdown

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/pipeline/tree"
)

// Write returns the blocks of a document as CommonMark with tables, below the title as
// the first heading if there is one: links with absolute addresses, and no HTML. Text
// that would be read as markup is escaped, so that nothing a page says can become a
// link or a tag. continues tells which blocks continue the paragraph before them
// as a further line; nil for none.
func Write(d pipeline.Document, title string, continues []bool) string {
	w := writer{doc: d, number: map[int]int{}}
	if title != "" {
		w.block("# " + escape(oneLine(title)))
	}
	for i := 0; i < len(d.Blocks); {
		if n := w.table(d.Blocks[i:]); n > 0 {
			i += n
			continue
		}
		w.write(d.Blocks[i], continues != nil && continues[i])
		i++
	}
	return w.sb.String()
}

type writer struct {
	doc    pipeline.Document
	sb     strings.Builder
	last   pipeline.Kind
	number map[int]int // of the last numbered item, by list
	signs  []int       // how far the items are indented that stand in those of the list before, outermost first
}

// block begins a block after a blank line; list items follow each other
// without one.
func (w *writer) block(text string) {
	if w.sb.Len() > 0 {
		w.sb.WriteString("\n\n")
	}
	w.sb.WriteString(text)
}

// write writes a block. isLine tells that it continues the paragraph before it as
// a further line.
func (w *writer) write(b pipeline.Block, isLine bool) {
	inList := w.last == pipeline.ListItem
	isLine = isLine && w.last == pipeline.Paragraph
	if b.Kind != pipeline.ListItem {
		w.signs = w.signs[:0]
	}
	w.last = b.Kind
	quote := ""
	if b.Kind == pipeline.Quote || b.Context.Has(pipeline.InQuote) {
		quote = "> "
	}
	switch b.Kind {
	case pipeline.Heading:
		level := min(6, max(2, b.Level))
		w.block(quote + strings.Repeat("#", level) + " " + strings.ReplaceAll(w.inline(b), "\n", " "))
	case pipeline.ListItem:
		if inList && b.Gap == 0 {
			w.sb.WriteString("\n" + w.item(b))
		} else {
			w.block(w.item(b))
		}
	case pipeline.Code:
		w.block(quote + strings.ReplaceAll(fenced(b.Text), "\n", "\n"+quote))
	case pipeline.Image:
		if src := w.doc.Resolve(b.Src); src != "" {
			w.block("![" + escape(oneLine(b.Text)) + "](" + escapeHref(src) + ")")
		}
	case pipeline.Term:
		w.block(quote + "**" + strings.ReplaceAll(w.inline(b), "\n", " ") + "**")
	default:
		const hardBreak = "\\\n"
		text := quote + strings.Join(strings.Split(w.inline(b), "\n"), hardBreak+quote)
		if isLine {
			w.sb.WriteString(hardBreak + text)
		} else {
			w.block(text)
		}
	}
}

// item returns a list item with its bullet or number, indented to its depth below the
// item before it. Items of plain text carry the bullet or the number they came with.
func (w *writer) item(b pipeline.Block) string {
	bullet := "- "
	depth := min(max(1, b.Level), len(w.signs)+1)
	if w.doc.Format == pipeline.FormatText {
		sign := signLength(b.Text)
		if b.Context.Has(pipeline.Numbered) && sign > 0 {
			bullet = b.Text[:sign]
		}
		b = behind(b, sign)
	} else if b.Context.Has(pipeline.Numbered) {
		list := w.listOf(b, depth)
		w.number[list]++
		bullet = fmt.Sprintf("%d. ", w.number[list])
	}
	indent := 0
	for _, n := range w.signs[:depth-1] {
		indent += n
	}
	w.signs = append(w.signs[:depth-1], max(leastIndent, len(bullet)))
	return strings.Repeat(" ", indent) + bullet + strings.ReplaceAll(w.inline(b), "\n", " ")
}

// leastIndent is how far at least an item is indented below the one that it is in: as
// far as the text of a numbered one.
const leastIndent = 3

// listOf returns what tells the list of an item from others: its element.
func (w *writer) listOf(b pipeline.Block, depth int) int {
	if w.doc.Tree == nil || b.Node == pipeline.NoNode {
		return -depth
	}
	at := int32(b.Node)
	for at > 0 && w.doc.Tree.Nodes[at].Tag != tree.Ol {
		at = w.doc.Tree.Nodes[at].Parent
	}
	return int(at)
}

// signLength returns the length of the bullet or the number that an item begins with, and
// of the space after it; 0 if an edit has taken it.
func signLength(item string) int {
	sign, _, ok := strings.Cut(item, " ")
	if !ok || strings.ContainsFunc(sign, unicode.IsLetter) || len(sign) > maxSign {
		return 0
	}
	return len(sign) + 1
}

// maxSign is the maximum length in bytes of a bullet or a number: "100.".
const maxSign = 4

// behind returns a block without the first n bytes of its text.
func behind(b pipeline.Block, n int) pipeline.Block {
	b.Text = b.Text[n:]
	b.Marks = slices.Clone(b.Marks)
	for i := range b.Marks {
		b.Marks[i].Start, b.Marks[i].End = max(0, b.Marks[i].Start-n), max(0, b.Marks[i].End-n)
	}
	return b
}

// table writes the cells at the start of blocks as one table, and returns how
// many there were.
func (w *writer) table(blocks []pipeline.Block) int {
	n, columns := 0, 0
	var rows [][]string
	for n < len(blocks) && blocks[n].Kind == pipeline.Cell && blocks[n].Table == blocks[0].Table {
		b := blocks[n]
		if n == 0 || b.Row != blocks[n-1].Row {
			rows = append(rows, nil)
		}
		last := len(rows) - 1
		for len(rows[last]) < b.Col-1 {
			rows[last] = append(rows[last], "")
		}
		text := strings.ReplaceAll(w.inline(b), "\n", " ")
		if len(rows[last]) == b.Col && b.Col > 0 { // a further block of the same cell
			rows[last][b.Col-1] += " " + text
		} else {
			rows[last] = append(rows[last], text)
		}
		columns = max(columns, len(rows[last]))
		n++
	}
	if n == 0 {
		return 0
	}
	w.last = pipeline.Cell
	var lines []string
	for i, r := range rows {
		for len(r) < columns {
			r = append(r, "")
		}
		lines = append(lines, "| "+strings.Join(r, " | ")+" |")
		if i == 0 {
			lines = append(lines, "|"+strings.Repeat(" --- |", columns))
		}
	}
	w.block(strings.Join(lines, "\n"))
	return n
}

// inline returns a block's text with its marks as Markdown.
func (w *writer) inline(b pipeline.Block) string {
	type event struct {
		at    int
		open  bool
		order int // of the mark: inner marks close first
		text  string
	}
	var events []event
	var code []pipeline.Mark
	covered := map[pipeline.MarkKind]int{} // where the last mark of each kind ends
	for i, m := range b.Marks {
		open, end := w.delimiters(m)
		if m.End <= covered[m.Kind] {
			continue // bold in bold
		}
		covered[m.Kind] = m.End
		if open == "" || strings.TrimSpace(b.Text[m.Start:m.End]) == "" {
			continue
		}
		if m.Kind == pipeline.Emphasis || m.Kind == pipeline.Strong {
			if m = flanked(b.Text, m); m.Start == m.End {
				continue
			}
		}
		// In CommonMark a delimiter with a space on its inner side is none.
		inner := b.Text[m.Start:m.End]
		m.Start += len(inner) - len(strings.TrimLeft(inner, " \n\u00a0"))
		m.End -= len(inner) - len(strings.TrimRight(inner, " \n\u00a0"))
		if m.Kind == pipeline.CodeSpan {
			code = append(code, m)
			open, end = ticks(b.Text[m.Start:m.End])
		}
		events = append(events, event{m.Start, true, i, open}, event{m.End, false, -i, end})
	}
	slices.SortStableFunc(events, func(a, b event) int {
		switch {
		case a.at != b.at:
			return a.at - b.at
		case a.open != b.open: // close before opening the next
			if a.open {
				return 1
			}
			return -1
		}
		return a.order - b.order
	})
	var sb strings.Builder
	at := 0
	for _, e := range events {
		sb.WriteString(w.escapeOutside(b, at, e.at, code))
		sb.WriteString(e.text)
		at = e.at
	}
	sb.WriteString(w.escapeOutside(b, at, len(b.Text), code))
	return escapeLineStart(sb.String())
}

// flanked returns a mark of emphasis without the punctuation beside a word outside it: in
// CommonMark a sign between a word and punctuation that it is to mark is none. Nothing may
// be left.
func flanked(text string, m pipeline.Mark) pipeline.Mark {
	isWord := func(r rune, n int) bool { return n > 0 && !unicode.IsSpace(r) && !isSign(r) }
	if isWord(utf8.DecodeLastRuneInString(text[:m.Start])) {
		inner := text[m.Start:m.End]
		m.Start += len(inner) - len(strings.TrimLeftFunc(inner, isSign))
	}
	if isWord(utf8.DecodeRuneInString(text[m.End:])) {
		m.End = m.Start + len(strings.TrimRightFunc(text[m.Start:m.End], isSign))
	}
	if strings.TrimSpace(text[m.Start:m.End]) == "" {
		m.End = m.Start
	}
	return m
}

func isSign(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }

func (w *writer) delimiters(m pipeline.Mark) (open, end string) {
	switch m.Kind {
	case pipeline.Link:
		if href := w.doc.Resolve(m.Href); href != "" {
			return "[", "](" + escapeHref(href) + ")"
		}
	case pipeline.Emphasis:
		return "*", "*"
	case pipeline.Strong:
		return "**", "**"
	case pipeline.CodeSpan:
		return "`", "`" // or more, see ticks
	}
	return "", ""
}

// ticks returns the signs around a span of code: more backticks than it has in a row,
// with a space where it begins or ends with one.
func ticks(code string) (open, end string) {
	longest, n := 0, 0
	for i := range len(code) {
		if code[i] != '`' {
			n = 0
			continue
		}
		n++
		longest = max(longest, n)
	}
	open = strings.Repeat("`", longest+1)
	end = open
	if strings.HasPrefix(code, "`") {
		open += " "
	}
	if strings.HasSuffix(code, "`") {
		end = " " + end
	}
	return open, end
}

// escapeOutside escapes b.Text[from:to] unless it lies in a code span, where nothing
// is markup but the bars of a table.
func (w *writer) escapeOutside(b pipeline.Block, from, to int, code []pipeline.Mark) string {
	text := b.Text[from:to]
	for _, m := range code {
		if m.Start <= from && to <= m.End {
			if b.Kind == pipeline.Cell {
				return strings.ReplaceAll(text, "|", `\|`)
			}
			return text
		}
	}
	if w.doc.Format == pipeline.FormatText {
		return footnotes(escape(text), from == 0)
	}
	return escape(text)
}

var (
	// footnoteSign is the sign of a footnote, escaped.
	footnoteSign = regexp.MustCompile(`\\\[\^([\w-]+)\\\]`)
	// footnoteStart is one that a line begins with, as the note itself does.
	footnoteStart = regexp.MustCompile(`^\\\[\^[\w-]+\\\]:`)
	// footnoteText is such a line that is text to readers that know no footnotes, too, and
	// not the address of a link.
	footnoteText = regexp.MustCompile(`^\\\[\^[\w-]+\\\]: [^:/<\s]+ [^\s"'(]\S* \S`)
)

// footnotes returns escaped text, which may begin a block, with the signs of footnotes
// as they are. Text that came as Markdown has some.
func footnotes(text string, begins bool) string {
	if begins && footnoteStart.MatchString(text) && !footnoteText.MatchString(text) {
		return text
	}
	return footnoteSign.ReplaceAllString(text, "[^$1]")
}

var escaper = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "|", `\|`, "~", `\~`, "&", `\&`,
)

func escape(s string) string { return escaper.Replace(s) }

// escapeLineStart escapes what would make a heading, a list or a rule of a
// paragraph's line.
func escapeLineStart(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		switch {
		case l == "":
		case strings.ContainsRune("#+-=", rune(l[0])):
			lines[i] = `\` + l
		default:
			digits := len(l) - len(strings.TrimLeft(l, "0123456789"))
			if digits > 0 && digits < len(l) && (l[digits] == '.' || l[digits] == ')') {
				lines[i] = l[:digits] + `\` + l[digits:]
			}
		}
	}
	return strings.Join(lines, "\n")
}

var hrefEscaper = strings.NewReplacer(" ", "%20", "(", "%28", ")", "%29", "<", "%3C", ">", "%3E", "\n", "", "\\", "%5C")

func escapeHref(s string) string { return hrefEscaper.Replace(s) }

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// fenced is a code block with a fence longer than any in it.
func fenced(code string) string {
	code = strings.Trim(code, "\n")
	if strings.HasPrefix(code, "```") && strings.HasSuffix(code, "```") {
		return code // plain text brought its own fence
	}
	fence := "```"
	for strings.Contains(code, fence) {
		fence += "`"
	}
	return fence + "\n" + code + "\n" + fence
}
