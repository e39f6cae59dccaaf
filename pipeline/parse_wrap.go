package pipeline

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A page that a text browser or a converter to text printed (lynx, w3m, pandoc,
// html2text) is wrapped, but most of its lines may be menus and lists, which are
// short. There a line is joined to the next only where it is full: where the
// next line's first word would not have fitted.

// minFull is the number of full lines below which chance could explain them, and
// minFlawless the same if nothing speaks against it.
const (
	minFull     = 5
	minFlawless = 3
)

// wrapWidth returns the width at which the paragraphs of lines were wrapped, in
// characters, or 0 if they were not.
func wrapWidth(lines []string) int {
	width := 0
	for _, l := range lines {
		if cannotWrap(l) {
			continue
		}
		width = max(width, utf8.RuneCountInString(strings.TrimRight(l, asciiSpace)))
		if width > maxWrap {
			return 0
		}
	}
	if width < minWrap || !fillsWidth(lines, width, mostlyFilled) {
		return 0
	}
	return width
}

// mostlyFilled is the minimum percentage of full lines in text.
const mostlyFilled = 75

// fillsWidth reports whether lines are wrapped at a width. Lines that end long before
// the width, such as those of a menu, say nothing; of the others that have a next
// line, least in a hundred have to be full, and most to stop in mid-sentence and go on
// in lower case.
func fillsWidth(lines []string, width, least int) bool {
	long, full, open, low, cased := 0, 0, 0, 0, 0
	for i := 0; i+1 < len(lines); i++ {
		line := strings.TrimRight(lines[i], asciiSpace)
		if utf8.RuneCountInString(line)*10 < width*8 || isBlank(lines[i+1]) || startsItem(lines[i+1]) || cannotWrap(line) {
			continue
		}
		long++
		if !isFull(line, lines[i+1], width) {
			continue
		}
		full++
		if !endsIn(line, stops+commas) {
			open++
		}
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(lines[i+1], asciiSpace))
		if unicode.IsLower(first) {
			low++
		}
		if unicode.IsLower(first) || unicode.IsUpper(first) {
			cased++
		}
	}
	if full >= minFlawless && full == long && full == open && low*3 >= cased*2 && isFilled(lines, width) {
		return true
	}
	return full >= minFull && full*100 >= long*least && open*10 >= full*7 && low*2 >= cased
}

// isFilled reports whether all lines are full that another follows in their
// paragraph, and its last ends in a stop, in the paragraphs that have a full line. The
// lines of verse differ, and so do those of lists.
func isFilled(lines []string, width int) bool {
	for i := 0; i < len(lines); i++ {
		full, short := false, false
		for ; i+1 < len(lines) && !isBlank(lines[i]) && !isBlank(lines[i+1]); i++ {
			if isFull(lines[i], lines[i+1], width) {
				full = true
			} else if !startsItem(lines[i+1]) {
				short = true
			}
		}
		if full && (short || i < len(lines) && !endsIn(strings.TrimRight(lines[i], asciiSpace), stops)) {
			return false // a list whose entries happen to be as long as each other
		}
	}
	return true
}

// cannotWrap reports whether a line may be longer than the width since it has
// something that programs do not wrap: an address, a row of a table, a rule.
func cannotWrap(line string) bool {
	return strings.Contains(line, "://") || strings.Contains(line, "](") || strings.Contains(line, "|") ||
		strings.HasPrefix(strings.TrimLeft(line, asciiSpace), "#") || len(strings.Trim(line, asciiSpace+"-=_*")) == 0
}

// isFull reports whether next continues line: its first word would not have fitted
// in width.
func isFull(line, next string, width int) bool {
	n := utf8.RuneCountInString(strings.TrimRight(line, asciiSpace))
	return n <= width && n+1+firstWord(next) > width
}

// firstWord returns the length in characters of what a line could have been broken
// after: its first word, or its first character in scripts without spaces.
func firstWord(line string) int {
	line = strings.TrimLeft(line, asciiSpace)
	if r, _ := utf8.DecodeRuneInString(line); isUnspaced(r) {
		return 1
	}
	first, _, _ := strings.Cut(line, " ")
	return utf8.RuneCountInString(first)
}

// isUnspaced reports whether a character is of Chinese or Japanese, which part words
// by no space, or one of their signs.
func isUnspaced(r rune) bool {
	return r >= 0x2E80 && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3001 && r <= 0x303F || r >= 0xFF01 && r <= 0xFF65)
}

// The signs that end sentences, and those that part them, in many scripts; quotes
// and brackets may follow.
const (
	stops   = ".!?:;…。！？：；।؟؛۔։።"
	commas  = ",，、،"
	closers = "\"'”’»)）」』"
)

// openers are the signs that quotations begin with.
const openers = "\"“„«「『‘"

// endsIn reports whether a line ends in one of the signs.
func endsIn(line, signs string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, closers))
	return strings.ContainsRune(signs, r)
}

// breaksWord reports whether next goes on with the word that line ends in, broken
// after its hyphen: "well-" and "known". Where a conjunction follows, the second
// half of the word is yet to come: "Hafen-" and "und Lagerviertel".
func breaksWord(line, next string) bool {
	head, ok := strings.CutSuffix(line, "-")
	if !ok {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(head)
	first, _ := utf8.DecodeRuneInString(next)
	word, _, _ := strings.Cut(next, " ")
	return unicode.IsLetter(last) && unicode.IsLetter(first) && !isConjunction(strings.TrimRight(word, ".,"))
}

// isConjunction reports whether a word may stand between two words of which the
// first lacks its end, in languages that leave it out.
func isConjunction(word string) bool {
	switch word {
	case "and", "or", "to", "und", "oder", "bis", "bzw", "sowie", "wie", "statt", "en", "of", "och", "eller", "og", "i", "lub", "a", "ja", "tai", "és", "vagy", "и", "или":
		return true
	}
	return false
}

// startsItem reports whether a line begins an item of a list, a row of a table or a
// line that a letter quotes: a bullet, a number with a stop, a letter in brackets.
func startsItem(line string) bool {
	line = strings.TrimLeft(line, asciiSpace)
	if lineKind(line) == ListItem || strings.HasPrefix(line, "+ ") || strings.HasPrefix(line, "|") || strings.HasPrefix(line, ">") {
		return true
	}
	if inner, after, ok := strings.Cut(line, ") "); ok && after != "" {
		// "a) …", "(iii) …"
		inner, opened := strings.CutPrefix(inner, "(")
		if len(inner) == 1 && isASCIILower(inner[0]) || opened && inner != "" && len(inner) <= 4 && strings.Trim(inner, "ivx0123456789") == "" {
			return true
		}
	}
	rest := strings.TrimLeft(line, "0123456789")
	return len(rest) < len(line) && len(line)-len(rest) <= 3 && (strings.HasPrefix(rest, ". ") || strings.HasPrefix(rest, ") "))
}

// joinFull adds to groups the runs of lines of which each is full but the last.
// Lines that are code stay so, and so do columns.
func joinFull(lines []string, width int, groups map[int]group) {
	columns := columnGroups(lines)
	for i := 0; i < len(lines); i++ {
		if n := columns[i]; n > 0 {
			groups[i] = group{Code, n}
			i += n - 1
			continue
		}
		if g, ok := groups[i]; ok && (isFence(lines[i]) || !fillsLines(lines[i:i+g.lines], width)) {
			i += g.lines - 1
			continue
		}
		n := 1
		for i+n < len(lines) && columns[i+n] == 0 && continues(lines[i+n-1], lines[i+n], width) {
			n++
		}
		delete(groups, i)
		if n > 1 {
			groups[i] = group{Paragraph, n}
		}
		i += n - 1
	}
}

// fillsLines reports whether indented lines that look like code are wrapped text:
// each but the last is full.
func fillsLines(lines []string, width int) bool {
	for i := 0; i+1 < len(lines); i++ {
		if !continues(lines[i], lines[i+1], width) {
			return false
		}
	}
	return true
}

// continues reports whether next belongs to the paragraph of line: the line is full,
// and the next begins nothing else.
func continues(line, next string, width int) bool {
	return !isBlank(line) && !isBlank(next) && !startsItem(next) && !isFence(next) && !listsAddress(line, next) && !isAnswer(line, next) && isFull(line, next, width)
}

// listsAddress reports whether next is an address of a list: nothing else is in it,
// nor in the line before, which may also be the heading.
func listsAddress(line, next string) bool {
	return isOnlyAddress(next) && (isOnlyAddress(line) || strings.HasSuffix(strings.TrimRight(line, asciiSpace), ":"))
}

func isOnlyAddress(line string) bool {
	line = strings.Trim(line, asciiSpace)
	return strings.Contains(line, "://") && !strings.Contains(line, " ")
}

func isASCIILower(c byte) bool { return c >= 'a' && c <= 'z' }
