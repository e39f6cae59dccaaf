package pipeline

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Markdown that was wrapped at a fixed width has lines that are longer: links, tables,
// code. Its width is that of most lines, and more than the width tells where a
// paragraph ends: headings, rules, tables, forced line breaks.

// groupsOfMarkdown finds the lines that make one block: code, paragraphs that were
// wrapped, and lines after forced line breaks. It changes lines: those that go on with a
// quotation lose its signs, and forced line breaks become "\n".
func groupsOfMarkdown(lines []string) map[int]group {
	groups := codeGroups(lines, indentedMarkdown(lines))
	width := widthOfMarkdown(lines, groups)
	if width == 0 && breaksSentences(lines, groups) {
		width = 2 * leastBroken
	}
	var columns map[int]int
	if width > 0 {
		columns = columnGroups(lines)
	}
	labels := labelRuns{width: width}
	for i := 0; i < len(lines); i++ {
		if g, ok := groups[i]; ok && (width == 0 || isFence(lines[i]) || !fillsLines(lines[i:i+g.lines], width)) {
			i += g.lines - 1
			continue
		}
		if n := columns[i]; n > 0 && !startsItem(lines[i]) && !strings.Contains(lines[i], "|") {
			groups[i] = group{Code, n}
			i += n - 1
			continue
		}
		if n := labels.at(lines, i); n > 0 {
			i += n - 1
			continue
		}
		n, width := 1, width
		if width == 0 && breaksSentenceIn(lines[i:]) {
			width = 2 * leastBroken
		}
		for ; i+n < len(lines); n++ {
			line, next := lines[i+n-1], lines[i+n]
			if broken, ok := cutLineBreak(line); ok && goesOnAfterBreak(broken, next) {
				lines[i+n-1] = broken + "\n"
			} else if ok || !goesOnInMarkdown(line, next, width) {
				break
			}
			lines[i+n] = withoutQuote(next)
		}
		delete(groups, i)
		if n > 1 {
			groups[i] = group{Paragraph, n}
		}
		i += n - 1
	}
	return groups
}

// indentedMarkdown tells which lines are indented as code is: by four characters
// more than the text of the item they may stand in.
func indentedMarkdown(lines []string) []bool {
	indented := make([]bool, len(lines))
	var open []int // where the texts of the items begin that the line may go on with
	below := false // whether text of the last one is right above
	for i, line := range lines {
		if isBlank(line) {
			below = false
			continue
		}
		margin, sign := marginOf(line), itemSign(line)
		for n := len(open); n > 0 && open[n-1] > margin && (sign > 0 || !below); n-- {
			open = open[:n-1]
		}
		switch {
		case sign > 0:
			open, below = append(open, margin+sign), true
		case len(open) > 0:
			indented[i] = !below && margin >= open[len(open)-1]+codeMargin
			below = !indented[i]
		default:
			indented[i] = isIndented(line)
		}
	}
	return indented
}

// codeMargin is the number of spaces before a line of code.
const codeMargin = 4

// marginOf returns the number of columns before the text of a line.
func marginOf(line string) int {
	margin := line[:len(line)-len(strings.TrimLeft(line, asciiSpace))]
	return len(margin) + (codeMargin-1)*strings.Count(margin, "\t")
}

// itemSign returns the length of what stands before the text of an item or a footnote:
// a bullet, a number or a label, with the spaces after it; 0 for other lines.
func itemSign(line string) int {
	line = strings.TrimLeft(line, asciiSpace)
	if strings.HasPrefix(line, "[^") {
		return codeMargin
	}
	if line == "" || unicode.IsLetter(rune(line[0])) {
		return 0
	}
	sign, rest, ok := strings.Cut(line, " ")
	if !ok || lineKind(line) != ListItem && sign != "+" && !mdNumber.MatchString(line) {
		return 0
	}
	spaces := 1 + len(rest) - len(strings.TrimLeft(rest, " "))
	if spaces > codeMargin {
		spaces = 1
	}
	return utf8.RuneCountInString(sign) + spaces
}

// widthOfMarkdown returns the width at which the paragraphs of Markdown were wrapped, in
// characters, or 0 if they were not. It leaves out the code among groups, and the few
// lines that are longer than the others.
func widthOfMarkdown(lines []string, groups map[int]group) int {
	prose := slices.Clone(lines)
	for i, g := range groups {
		clear(prose[i : i+g.lines])
	}
	if wrapped(prose) {
		return longestLine(prose)
	}
	if width := wrapWidth(prose); width > 0 {
		return width
	}
	var lengths []int
	for i := range prose[:len(prose)-1] {
		if !isBlank(prose[i]) && !isBlank(prose[i+1]) && !startsItem(prose[i+1]) && !cannotWrap(prose[i]) {
			lengths = append(lengths, utf8.RuneCountInString(strings.TrimRight(prose[i], asciiSpace)))
		}
	}
	if len(lengths) < minFull {
		return 0
	}
	slices.Sort(lengths)
	for overlong := 0; overlong <= mostOverlong; overlong += 5 {
		width := lengths[(len(lengths)-1)*(100-overlong)/100]
		if width >= minWrap && width <= maxWrap && fillsWidth(prose, width, leastFilled) {
			return width
		}
	}
	return 0
}

const (
	// mostOverlong is the maximum percentage of lines that are longer than the width.
	mostOverlong = 20
	// leastFilled is the minimum percentage of full lines in Markdown: people who wrap
	// their lines by hand or edit them afterwards leave many short.
	leastFilled = 50
)

// goesOnInMarkdown reports whether next belongs to the paragraph of line in Markdown
// that was wrapped at a width; 0 is that of Markdown which was not, where a line may
// still end in mid-sentence.
func goesOnInMarkdown(line, next string, width int) bool {
	if isBlank(line) || isBlank(next) || (width == 0 || utf8.RuneCountInString(line)*2 < width) && !breaksSentence(line, next) && !isBelowItem(line, next) {
		return false
	}
	line, next = insideQuote(line, next)
	return mayGoOn(line, next)
}

// isBelowItem reports whether next is indented as the text of the item is that line
// begins.
func isBelowItem(line, next string) bool {
	sign := itemSign(line)
	return sign > 0 && marginOf(next) >= marginOf(line)+min(sign, 2) && marginOf(next) < marginOf(line)+sign+codeMargin
}

// mayGoOn reports whether neither of two lines is a block of its own.
func mayGoOn(line, next string) bool {
	return !standsAlone(line) && !standsAlone(next) && !startsItem(next) && !(strings.Contains(line, "|") && strings.Contains(next, "|")) &&
		!listsAddress(line, next) && !isAnswer(line, next) && !(isLinked(line) && isLinked(next))
}

// isLinked reports whether a line is a link and nothing else.
func isLinked(line string) bool {
	line = strings.Trim(line, asciiSpace)
	return strings.HasPrefix(line, "[") && strings.HasSuffix(line, ")") && strings.Count(line, "](") == 1
}

// leastBroken is the minimum length in characters of a line that its writer broke in
// mid-sentence. The entries of lists without bullets and the lines of poems are shorter.
const leastBroken = 30

// breaksSentence reports whether line ends in mid-sentence, and next goes on with it in
// lower case. The lines of poems, which end in commas, are short.
func breaksSentence(line, next string) bool {
	line, next = insideQuote(line, next)
	line = strings.TrimRight(line, asciiSpace)
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(next, asciiSpace+"*_(["))
	if !unicode.IsLower(first) || endsIn(line, stops) || isBroken(line) {
		return false
	}
	length := utf8.RuneCountInString(line)
	return length >= minWrap || length >= leastBroken && !endsIn(line, commas)
}

// breaksSentenceIn reports whether a sentence goes on in the next line in the paragraph
// that lines begin with, within a few lines that are long.
func breaksSentenceIn(lines []string) bool {
	for i := 0; i+1 < min(len(lines), maxLooked) && !isBlank(lines[i]) && !isBlank(lines[i+1]); i++ {
		line, next := insideQuote(lines[i], lines[i+1])
		if len(line) < leastBroken || isBroken(line) || !mayGoOn(line, next) {
			return false
		}
		if breaksSentence(line, next) {
			return true
		}
	}
	return false
}

// maxLooked is the number of lines of a paragraph that are looked at.
const maxLooked = 8

// isBroken reports whether a line ends in a forced line break.
func isBroken(line string) bool {
	_, ok := cutLineBreak(line)
	return ok
}

// minBroken is the number of sentences that have to go on in the next line for all
// paragraphs to be read as CommonMark reads them.
const minBroken = 2

// breaksSentences reports whether lines are Markdown as people write it, whose
// paragraphs are parted by blank lines alone, wherever their lines end: a third of the
// long lines that have a next one end in mid-sentence. Where a line is a paragraph, none do.
func breaksSentences(lines []string, groups map[int]group) bool {
	long, broken := 0, 0
	for i := 0; i+1 < len(lines); i++ {
		if g, ok := groups[i]; ok {
			i += g.lines - 1
			continue
		}
		line, next := lines[i], lines[i+1]
		if isBlank(line) || isBlank(next) || utf8.RuneCountInString(line) < leastBroken || isBroken(line) {
			continue
		}
		if l, n := insideQuote(line, next); !mayGoOn(l, n) {
			continue
		}
		long++
		if breaksSentence(line, next) {
			broken++
		}
	}
	return broken >= minBroken && 3*broken >= long
}

// cutLineBreak cuts the forced line break from the end of a line, and reports whether
// there is one: two spaces, or a backslash that no other escapes.
func cutLineBreak(line string) (before string, ok bool) {
	before = strings.TrimRight(line, `\`)
	if (len(line)-len(before))%2 == 1 {
		return line[:len(line)-1], true
	}
	before = strings.TrimRight(line, " ")
	return before, len(line)-len(before) >= 2
}

// goesOnAfterBreak reports whether next belongs to the paragraph of line, which a forced
// line break ends. Lines with labels are blocks of their own, as in other text.
func goesOnAfterBreak(line, next string) bool {
	line, next = insideQuote(line, next)
	return !isBlank(line) && !isBlank(next) && !standsAlone(line) && !standsAlone(next) && !startsItem(next) &&
		!strings.Contains(line, "|") && !(hasLabel(line) && hasLabel(next))
}

// insideQuote returns two lines without the signs of a quotation if both have them.
func insideQuote(line, next string) (string, string) {
	if strings.HasPrefix(strings.TrimLeft(line, asciiSpace), ">") {
		if after := withoutQuote(next); after != next {
			return withoutQuote(line), after
		}
	}
	return line, next
}

// standsAlone reports whether a line is a block of its own, whatever is beside it: a
// heading, a rule, a fence, a definition, an element.
func standsAlone(line string) bool {
	line = strings.Trim(line, asciiSpace)
	if line == "" {
		return true
	}
	switch line[0] {
	case '#':
		level, _ := cutHeading(line)
		return level > 0
	case '*', '_', '-', '=', '|', ':':
		return isRule(line) || strings.Trim(line, "=") == "" || strings.Trim(line, "-") == "" || mdDelimiter.MatchString(line)
	case '`':
		return isFence(line)
	case '[':
		return strings.HasPrefix(line, "[^") || strings.Contains(line, "]:") && mdDefinition.MatchString(line)
	}
	return line[0] == '<' && strings.HasSuffix(line, ">")
}

// withoutQuote returns a line without the signs of a quotation before it.
func withoutQuote(line string) string {
	text := strings.TrimLeft(line, asciiSpace)
	if !strings.HasPrefix(text, ">") {
		return line
	}
	return strings.TrimLeft(text, "> ")
}
