package pipeline

import (
	"regexp"
	"strings"
)

// Many scrapers write Markdown: lines of text with the marks of headings, lists,
// emphasis and links in them. It is cut into lines as other text is, since much of
// it has one line for each paragraph, whatever CommonMark says; then the marks
// of each block are read. Bullets and numbers of items stay in the text, as
// in other text.

// mdAddressed is the end of a link and the beginning of its address. Code has
// "](", but no address after it.
var mdAddressed = regexp.MustCompile(`\]\(<?(?:https?:|mailto:|tel:|data:|javascript:|/|#|\.{1,2}/|www\.)`)

// mdSection is a heading below a blank line.
var mdSection = regexp.MustCompile(`(?:^|\n[ \t]*\r?\n) {0,3}(#{1,6}) +\S`)

// marksSections reports whether text has the headings of Markdown, each below a blank line:
// two that are not all of the first level, or one and code between fences. Programs and
// their settings have lines that begin with one "#".
func marksSections(text string) bool {
	if !strings.Contains(text, "# ") {
		return false
	}
	deeper := false
	sections := mdSection.FindAllStringSubmatch(text, maxSections)
	for _, m := range sections {
		deeper = deeper || len(m[1]) > 1
	}
	return deeper && len(sections) > 1 || len(sections) > 0 && len(mdFence.FindAllStringIndex(text, 2)) > 1
}

// maxSections is how many headings are looked at.
const maxSections = 20

// isNamedMarkdown reports whether the type or the name of the file of a page says that it
// is Markdown. Addresses say so of pages that show it, too.
func isNamedMarkdown(p Page) bool {
	name, kind := strings.ToLower(p.Source.File), strings.ToLower(p.ContentType)
	return strings.HasSuffix(name, ".md") || strings.HasSuffix(name, ".markdown") || strings.HasPrefix(kind, "text/markdown") || strings.HasPrefix(kind, "text/x-markdown")
}

// marksLinks reports whether text has links as Markdown writes them: two, or one
// and a heading. Without any, signs such as "#" and "*" may be anything.
func marksLinks(text string) bool {
	links := 0
	if strings.Contains(text, "](") {
		links = len(mdAddressed.FindAllStringIndex(text, 2))
	}
	if links < 2 && strings.Contains(text, "]:") && mdDefinition.MatchString(text) {
		links += len(mdReferring.FindAllStringIndex(text, 2))
	}
	switch links {
	case 0:
		return false
	case 1:
		return mdHeading.MatchString(text)
	}
	return true
}

// blocksOfMarkdown cuts Markdown, which has these lines, into blocks.
func blocksOfMarkdown(text string, lines []string) []Block {
	r := markdownReader{lines: lines, tags: markdownTags{text: text}}
	r.quoted = plainFences(r.lines)
	r.readDefinitions()
	r.in, r.first = blocksOfLines(r.lines, groupsOfMarkdown)
	if len(r.in) > maxBlocks {
		return r.in // some of them may be none, but the rest is missing
	}
	r.closeLinks()
	r.frontMatter()
	for r.at < len(r.in) {
		if !r.table() {
			r.block()
		}
	}
	return r.out
}

// maxFrontMatter is the maximum number of lines of the data before a text.
const maxFrontMatter = 200

// frontMatter reads the lines of data between two rows of "---" or "+++", with which
// a text may begin, as they are: stage frontmatter knows them.
func (r *markdownReader) frontMatter() {
	if len(r.in) == 0 || r.in[0].Text != "---" && r.in[0].Text != "+++" {
		return
	}
	for end := 1; end < min(len(r.in), maxFrontMatter); end++ {
		if text := r.in[end].Text; text == r.in[0].Text || text == "..." {
			for ; r.at <= end; r.at++ {
				r.add(r.in[r.at], nil)
			}
			return
		}
	}
}

// A markdownReader reads the marks of blocks that were cut from Markdown.
type markdownReader struct {
	lines     []string
	quoted    map[int]bool      // the first lines of code in quotations
	addresses map[string]string // of the labels that links refer to, by key
	tags      markdownTags
	in        []Block
	first     []int // the first line of each block of in
	out       []Block
	at        int   // of the next block in in
	gap       int   // blank lines before blocks that became none
	tables    int   // so far
	indents   []int // of the lists that are open, outermost first
}

// add adds a block, after it the images that stood in it. A block without text is none.
func (r *markdownReader) add(b Block, images []Block) {
	b.Gap = max(b.Gap, r.gap)
	r.gap = b.Gap
	if b.Text != "" {
		r.append(b)
	}
	for _, image := range images {
		image.Gap, image.Context = r.gap, b.Context
		r.append(image)
	}
}

func (r *markdownReader) append(b Block) {
	b.ID = len(r.out)
	r.out = append(r.out, b)
	r.gap = 0
}

// block reads the next block: a rule, a heading, an item, a quotation, or text.
func (r *markdownReader) block() {
	b := r.in[r.at]
	r.at++
	if b.Kind == Code {
		if b.Text = withoutMargin(b.Text); r.quoted[r.first[r.at-1]] {
			b.Context |= InQuote
		}
		r.add(b, nil)
		return
	}
	if b.Text == "" || r.comment(b) || r.tags.make(b.Text) {
		r.gap = max(r.gap, b.Gap)
		return
	}
	text := b.Text
	for strings.HasPrefix(text, ">") {
		b.Kind, b.Context = Quote, b.Context|InQuote
		text = strings.TrimLeft(text[1:], asciiSpace)
	}
	if isRule(text) {
		r.gap = max(r.gap, b.Gap, 1)
		return
	}
	if level, heading := cutHeading(text); level > 0 {
		b.Kind, b.Level, text = Heading, level, heading
	} else if level := r.underlined(text); level > 0 {
		b.Kind, b.Level = Heading, level
		r.at++
	}
	bullet := ""
	switch number := mdNumber.FindString(text); {
	case b.Kind == ListItem || r.isPlusItem(b):
		b.Kind = ListItem
		_, text, _ = strings.Cut(text, " ")
		bullet, b.Context = "- ", b.Context|InList
	case number != "" && b.Kind == Paragraph:
		text = text[len(number):]
		bullet, b.Kind, b.Context = strings.TrimRight(number, asciiSpace)+" ", ListItem, b.Context|InList|Numbered
	}
	if b.Kind == ListItem {
		b.Level = r.depth(r.first[r.at-1])
	} else if !isIndented(r.lines[r.first[r.at-1]]) {
		r.indents = r.indents[:0]
	}
	var images []Block
	b.Text, b.Marks, images = r.inline(bullet, strings.TrimLeft(text, asciiSpace))
	if b.Text == strings.TrimRight(bullet, " ") {
		b.Text, b.Marks = "", nil
	}
	r.add(b, images)
}

// isPlusItem reports whether b, the block before the next, is an item with "+" for a
// bullet: its line is indented, or beside those of other items. Converters give each
// level of lists a bullet of its own; elsewhere a "+" may be a sign.
func (r *markdownReader) isPlusItem(b Block) bool {
	if b.Kind != Paragraph || !strings.HasPrefix(b.Text, "+ ") {
		return false
	}
	line := r.lines[r.first[r.at-1]]
	return strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t") ||
		b.Gap == 0 && r.at > 1 && startsItem(r.in[r.at-2].Text) ||
		r.at < len(r.in) && r.in[r.at].Gap == 0 && strings.HasPrefix(r.in[r.at].Text, "+ ")
}

// withoutMargin returns code without the margin of its first line, if that is a
// fence: code in items of lists is indented.
func withoutMargin(code string) string {
	margin := code[:len(code)-len(strings.TrimLeft(code, asciiSpace))]
	lines := strings.Split(code, "\n")
	if margin == "" || !isFence(lines[0]) {
		return code
	}
	for i, line := range lines {
		n := 0
		for n < min(len(margin), len(line)) && line[n] == margin[n] {
			n++
		}
		lines[i] = line[n:]
	}
	return strings.Join(lines, "\n")
}

// mdNumber is the number of an item. Years are longer.
var mdNumber = regexp.MustCompile(`^\d{1,3}[.)](?:[ \t]|$)`)

// depth returns the depth of the list item that a line begins, from 1.
func (r *markdownReader) depth(line int) int {
	text := r.lines[line]
	margin := text[:len(text)-len(strings.TrimLeft(text, asciiSpace))]
	indent := len(margin) + 3*strings.Count(margin, "\t")
	for n := len(r.indents); n > 0 && r.indents[n-1] >= indent; n-- {
		r.indents = r.indents[:n-1]
	}
	r.indents = append(r.indents, indent)
	return len(r.indents)
}

// cutHeading returns the level and the text of a heading that is marked by "#",
// and 0 for other lines.
func cutHeading(line string) (level int, text string) {
	rest := strings.TrimLeft(line, "#")
	level = len(line) - len(rest)
	if level == 0 || level > 6 || !strings.HasPrefix(rest, " ") {
		return 0, ""
	}
	text = strings.TrimRight(rest, asciiSpace)
	if open := strings.TrimRight(text, "#"); strings.HasSuffix(open, " ") {
		text = open // "## Title ##"
	}
	return level, strings.Trim(text, asciiSpace)
}

// maxUnderlined is the maximum length in bytes of a line that is a heading if it is
// underlined; a rule may follow a paragraph as closely.
const maxUnderlined = 120

// underlined returns the level of the heading that text is by the line below it, a
// row of "=" or "-", and 0 if there is none.
func (r *markdownReader) underlined(text string) int {
	if r.at == len(r.in) || r.in[r.at].Gap > 0 || len(text) > maxUnderlined || endsIn(text, stops) {
		return 0
	}
	switch below := r.in[r.at].Text; {
	case len(below) >= 3 && strings.Trim(below, "=") == "":
		return 1
	case len(below) >= 3 && strings.Trim(below, "-") == "":
		return 2
	}
	return 0
}

// isRule reports whether a line is a thematic break: three or more of one of the
// signs "*", "-" and "_", with or without spaces.
func isRule(line string) bool {
	signs := strings.ReplaceAll(line, " ", "")
	return len(signs) >= 3 && strings.ContainsAny(signs[:1], "*-_") && strings.Trim(signs, signs[:1]) == ""
}

// mdDelimiter is the row between the head of a table and its body.
var mdDelimiter = regexp.MustCompile(`^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$`)

// table reads the table that begins with the next block, and reports whether one
// does: a row, the delimiter row, and the rows that follow without a blank line.
func (r *markdownReader) table() bool {
	if r.at+1 >= len(r.in) {
		return false
	}
	head, delimiter := r.in[r.at], r.in[r.at+1]
	if head.Kind == Code || delimiter.Gap > 0 || !strings.Contains(delimiter.Text, "|") || !mdDelimiter.MatchString(delimiter.Text) || !strings.Contains(head.Text, "|") {
		return false
	}
	r.tables++
	r.row(head, 1)
	r.at += 2
	for row := 2; r.at < len(r.in) && r.in[r.at].Gap == 0 && r.in[r.at].Kind != Code && strings.Contains(r.in[r.at].Text, "|"); row++ {
		r.row(r.in[r.at], row)
		r.at++
	}
	return true
}

// row adds the cells of a row of the last table.
func (r *markdownReader) row(b Block, row int) {
	for i, text := range cellsOf(b.Text) {
		cell := Block{Kind: Cell, Node: NoNode, Gap: b.Gap, Table: r.tables, Row: row, Col: i + 1, Context: b.Context | InTable}
		var images []Block
		cell.Text, cell.Marks, images = r.inline("", strings.ReplaceAll(text, `\|`, "|")) // escaped in code, too
		r.add(cell, images)
		b.Gap = 0
	}
}

// cellsOf splits a row at its bars, but for those that are escaped.
func cellsOf(row string) []string {
	row = strings.TrimPrefix(strings.Trim(row, asciiSpace), "|")
	if open, ok := strings.CutSuffix(row, "|"); ok && !strings.HasSuffix(open, `\`) {
		row = open
	}
	var cells []string
	start := 0
	for i := 0; i < len(row); i++ {
		switch row[i] {
		case '\\':
			i++
		case '|':
			cells = append(cells, row[start:i])
			start = i + 1
		}
	}
	cells = append(cells, row[start:])
	for i := range cells {
		cells[i] = strings.Trim(cells[i], asciiSpace)
	}
	return cells
}
