package pipeline

import (
	"strings"
	"unicode/utf8"
)

// blocksOfText cuts the lines of plain text into blocks. A line is a block, since text that
// was scraped from HTML has one line per paragraph, with two exceptions: lines of
// text that was wrapped at a fixed width are joined, and so are the lines of a
// piece of code. The lines of data before the text stay as they are. Only white
// space between blocks is lost.
func blocksOfText(lines []string) []Block {
	blocks, _ := blocksOfLines(lines, groupsOfText)
	return blocks
}

// groupsOfText finds the lines that make one block: code, and paragraphs that were
// wrapped.
func groupsOfText(lines []string) map[int]group {
	indented := make([]bool, len(lines))
	for i := range lines {
		indented[i] = isIndented(lines[i])
	}
	groups := codeGroups(lines, indented)
	if wrapped(lines) {
		groups = paragraphGroups(lines, groups)
	} else if width := wrapWidth(lines); width > 0 {
		joinFull(lines, width, groups)
	}
	return groups
}

// blocksOfLines cuts lines into blocks, and returns the number of the first line of
// each block. groupsOf finds the lines that make one block, below the data before the
// text. It ends at the first block of more than maxBlocks.
func blocksOfLines(lines []string, groupsOf func(lines []string) map[int]group) (blocks []Block, first []int) {
	from, to := headerOf(lines)
	below := withoutLines(lines, from, to)
	groups := groupsOf(below)
	blocks, first = roomForBlocks(below)
	gap := 0
	for i := 0; i < len(lines) && len(blocks) <= maxBlocks; {
		if isBlank(lines[i]) {
			gap++
			i++
			continue
		}
		b := Block{ID: len(blocks), Kind: lineKind(lines[i]), Node: NoNode, Gap: gap}
		n := 1
		switch g := groups[i]; {
		case from <= i && i < to:
			b.Text = strings.TrimRight(lines[i], asciiSpace)
		case g.kind == Code:
			b.Kind, n = Code, g.lines
			b.Text = strings.Join(lines[i:i+n], "\n")
		case g.kind == Paragraph:
			n = g.lines
			b.Text = joinWrapped(below[i : i+n])
		default:
			b.Text = strings.Trim(lines[i], asciiSpace)
		}
		blocks, first = append(blocks, b), append(first, i)
		gap = 0
		i += n
	}
	return blocks, first
}

// roomForBlocks returns slices with room for the blocks of lines, of which there are at
// most as many as lines with text: growing them takes twice the memory of the blocks.
func roomForBlocks(lines []string) (blocks []Block, first []int) {
	n := 0
	for _, line := range lines {
		if !isBlank(line) {
			n++
		}
	}
	n = min(n, maxBlocks+1)
	return make([]Block, 0, n), make([]int, 0, n)
}

const asciiSpace = " \t"

// splitLines splits at every kind of line end, those of printers and of Unicode
// included. The rest of a text after maxLines lines is one more line.
func splitLines(s string) []string {
	lines := make([]string, 0, 1+min(strings.Count(s, "\n"), maxLines))
	start := 0
	for i := 0; i < len(s) && len(lines) < maxLines; i++ {
		width := 0
		switch c := s[i]; {
		case c == '\n', c == '\v', c == '\f', c == '\r' && !strings.HasPrefix(s[i:], "\r\n"):
			width = 1
		case c == '\r':
			width = 2
		case c == 0xC2 && strings.HasPrefix(s[i:], "\u0085"):
			width = 2
		case c == 0xE2 && (strings.HasPrefix(s[i:], "\u2028") || strings.HasPrefix(s[i:], "\u2029")):
			width = 3
		default:
			continue
		}
		lines = append(lines, s[start:i])
		start = i + width
		i = start - 1
	}
	return append(lines, s[start:])
}

func isBlank(line string) bool { return strings.Trim(line, asciiSpace+"\u00a0\ufeff\u200b") == "" }

// lineKind distinguishes list items from running text; the bullet stays in the text.
func lineKind(line string) Kind {
	line = strings.TrimLeft(line, asciiSpace)
	for _, bullet := range []string{"- ", "* ", "• ", "◦ ", "▪ ", "‣ ", "· "} {
		if strings.HasPrefix(line, bullet) {
			return ListItem
		}
	}
	return Paragraph
}

// A group is a run of lines that make one block.
type group struct {
	kind  Kind
	lines int
}

// codeGroups finds code: lines between fences of ``` and runs of two and more
// lines that are indented by a tab or four spaces in a text whose other lines
// are not, with the lines at the margin that belong to them. The key is the first
// line's number. indented tells which lines are indented.
func codeGroups(lines []string, indented []bool) map[int]group {
	groups := map[int]group{}
	filled, margins := 0, 0
	for i, l := range lines {
		if !isBlank(l) {
			filled++
			if indented[i] {
				margins++
			}
		}
	}
	mayIndent := margins > 0 && margins*2 < filled
	for i := 0; i < len(lines); i++ {
		n := 0
		switch {
		case isFence(lines[i]):
			n = fenceLength(lines[i:])
		case mayIndent && indented[i]:
			for i+n < len(lines) && indented[i+n] {
				n++
			}
			if n < 2 {
				n = 0
			}
		case mayIndent:
			n = statementLength(lines, indented, i)
		}
		if n > 0 {
			groups[i] = group{Code, n}
			i += n - 1
		}
	}
	return groups
}

// statementLength counts the lines of a piece of code that begins at the margin, at
// line i below a blank line, up to the next blank line: lines of which the second is
// indented, a third has signs that sentences do without, and none at the margin ends
// like a sentence. It is 0 for others.
func statementLength(lines []string, indented []bool, i int) int {
	if isBlank(lines[i]) || i > 0 && !isBlank(lines[i-1]) || i+1 >= len(lines) || !indented[i+1] {
		return 0
	}
	n, signs := 0, 0
	for ; i+n < len(lines) && !isBlank(lines[i+n]); n++ {
		line := strings.TrimRight(lines[i+n], asciiSpace)
		if strings.HasSuffix(line, ".") && !indented[i+n] {
			return 0
		}
		if strings.ContainsAny(line, "{}()=;<>[]") {
			signs++
		}
	}
	if 3*signs < n {
		return 0
	}
	return n
}

func isIndented(l string) bool {
	return (strings.HasPrefix(l, "\t") || strings.HasPrefix(l, "    ")) && !isBlank(l)
}

// isFence reports whether a line is a fence of code: a span of code that begins a line
// has backticks behind it, too.
func isFence(l string) bool {
	info, ok := strings.CutPrefix(strings.TrimLeft(l, asciiSpace), "```")
	return ok && !strings.Contains(strings.TrimLeft(info, "`"), "`")
}

// fenceLength counts the lines from an opening fence to its closing one, both
// included; 0 when it is never closed. A shorter fence is a part of the code.
func fenceLength(lines []string) int {
	opening := backticks(lines[0])
	for i := 1; i < len(lines); i++ {
		if isFence(lines[i]) && backticks(lines[i]) >= opening {
			return i + 1
		}
	}
	return 0
}

// backticks counts the backticks that a line begins with, up to maxFence.
func backticks(line string) int {
	line = strings.TrimLeft(line, asciiSpace)
	return min(maxFence, len(line)-len(strings.TrimLeft(line, "`")))
}

// The widths at which plain text is usually wrapped: mail and terminals wrap
// at 60 to 100 columns.
const (
	minWrap = 50
	maxWrap = 100
)

// IsWrapped reports whether Parse would take text for wrapped at a fixed width,
// and so join lines of its paragraphs.
func IsWrapped(text string) bool {
	lines := splitLines(text)
	from, to := headerOf(lines)
	lines = withoutLines(lines, from, to)
	return wrapped(lines) || wrapWidth(lines) > 0
}

// wrapped reports whether the text was wrapped at a fixed width: most lines
// that have a next line in their paragraph reach within a word of the longest
// line and stop in mid-sentence, half of them without a sign: the lines of a poem
// may be as long as each other, but most end in a comma.
func wrapped(lines []string) bool {
	longest := longestLine(lines)
	inner, full, open, bare := 0, 0, 0, 0
	if longest < minWrap || longest > maxWrap {
		return false
	}
	for i := 0; i+1 < len(lines); i++ {
		if isBlank(lines[i]) || isBlank(lines[i+1]) {
			continue
		}
		inner++
		line := strings.TrimRight(lines[i], asciiSpace)
		if utf8.RuneCountInString(line)+1+firstWord(lines[i+1]) > longest-8 {
			full++
		}
		if !endsIn(line, stops) {
			open++
			if !endsIn(line, commas) {
				bare++
			}
		}
	}
	return inner >= 4 && bare*2 >= inner && full*10 >= inner*8 && open*10 >= inner*6
}

// longestLine returns the length of the longest line in characters.
func longestLine(lines []string) int {
	longest := 0
	for _, l := range lines {
		longest = max(longest, utf8.RuneCountInString(l))
	}
	return longest
}

// paragraphGroups makes one group of each run of lines between blank lines. It parts
// the items of lists, rows, lines with labels, lines that a letter quotes, the lines of a
// dialogue, and what follows lines that end before half of the width: addresses,
// greetings. Code stays code, and so do columns.
func paragraphGroups(lines []string, code map[int]group) map[int]group {
	longest := longestLine(lines)
	columns := columnGroups(lines)
	groups := map[int]group{}
	labels := labelRuns{width: longest}
	for i := 0; i < len(lines); i++ {
		if isBlank(lines[i]) {
			continue
		}
		if g, ok := code[i]; ok && (isFence(lines[i]) || !fillsLines(lines[i:i+g.lines], longest)) {
			groups[i] = g
			i += g.lines - 1
			continue
		}
		if n := columns[i]; n > 0 {
			groups[i] = group{Code, n}
			i += n - 1
			continue
		}
		if n := labels.at(lines, i); n > 0 {
			i += n - 1
			continue
		}
		n := 1
		for i+n < len(lines) && columns[i+n] == 0 && goesOn(lines[i+n-1], lines[i+n], longest) {
			n++
		}
		if n > 1 {
			groups[i] = group{Paragraph, n}
		}
		i += n - 1
	}
	return groups
}

// goesOn reports whether next belongs to the paragraph of line in a text whose
// paragraphs are wrapped.
func goesOn(line, next string, longest int) bool {
	return !isBlank(next) && !startsItem(next) && !isFence(next) && !listsAddress(line, next) && !isAnswer(line, next) && utf8.RuneCountInString(line)*2 >= longest
}

// isAnswer reports whether next is the next speech of a dialogue: one line ends with
// a quotation, and the next begins with one.
func isAnswer(line, next string) bool {
	last, n := utf8.DecodeLastRuneInString(strings.TrimRight(line, asciiSpace))
	if !strings.ContainsRune(closers, last) || !endsIn(line, stops) && last != '」' && last != '』' || n == 0 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(next, asciiSpace+"\u3000"))
	return strings.ContainsRune(openers, first)
}

// joinWrapped puts the lines of a paragraph together, with spaces between them except
// where the script has none, where a word was broken after its hyphen, and after a line
// that ends in "\n".
func joinWrapped(lines []string) string {
	var b strings.Builder
	last := ' '
	for _, l := range lines {
		l = strings.Trim(l, asciiSpace)
		if first, _ := utf8.DecodeRuneInString(l); b.Len() > 0 && last != '\n' && !(isUnspaced(last) && isUnspaced(first)) && !breaksWord(b.String(), l) {
			b.WriteByte(' ')
		}
		b.WriteString(l)
		last, _ = utf8.DecodeLastRuneInString(l)
	}
	return b.String()
}
