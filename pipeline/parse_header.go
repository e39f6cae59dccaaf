package pipeline

import (
	"slices"
	"strings"
)

// Bounds of the data before a text, in lines: what may stand above it (the header of a
// service that fetched a file with data of its own), and the data itself.
const (
	maxAboveHeader = 40
	maxHeader      = 300
)

// headerOf returns the numbers of the first line of the data before a text and of the line
// after its last, and 0, 0 if there are none: keys with values in YAML or TOML between rows of
// "---" or "+++" (front matter). Whether they are data about the text is a question
// for stages; lines of this form are no paragraphs, and indentation has a meaning in them.
func headerOf(lines []string) (from, to int) {
	from = slices.IndexFunc(lines[:min(len(lines), maxAboveHeader)], isHeaderMark)
	if from < 0 || from+1 == len(lines) || !startsKey(lines[from+1]) {
		return 0, 0
	}
	for i := from + 1; i < min(len(lines), from+maxHeader); i++ {
		switch line := lines[i]; {
		case closesHeader(lines[from], line):
			return from, i + 1
		case !isBlank(line) && !isInset(line) && !startsKey(line) && strings.IndexByte("-#[]{}", line[0]) < 0:
			return 0, 0
		}
	}
	return 0, 0
}

func isHeaderMark(line string) bool {
	line = strings.TrimRight(line, asciiSpace)
	return line == "---" || line == "+++"
}

func closesHeader(open, line string) bool {
	open, line = strings.TrimRight(open, asciiSpace), strings.TrimRight(line, asciiSpace)
	return line == open || line == "..." && open == "---"
}

// startsKey reports whether a line begins with a key: a word or a string before ": "
// or "=".
func startsKey(line string) bool {
	end := strings.IndexAny(line, " \t=")
	if end < 0 {
		end = len(line)
	}
	word, rest := line[:end], strings.TrimLeft(line[end:], asciiSpace)
	return len(word) > 1 && strings.HasSuffix(word, ":") || word != "" && strings.HasPrefix(rest, "=")
}

// isInset reports whether a line begins with white space.
func isInset(line string) bool { return line != "" && strings.IndexByte(asciiSpace, line[0]) >= 0 }

// withoutLines returns lines of which those of a header are blank.
func withoutLines(lines []string, from, to int) []string {
	if from == to {
		return lines
	}
	lines = slices.Clone(lines)
	clear(lines[from:to])
	return lines
}

// labelRuns finds runs of lines that each begin with a label, as in the head of a letter
// or of a text that somebody saved: "Author: Ann Lee". It has to be asked about the lines
// in their order.
type labelRuns struct {
	width int // of the lines; 0 for lines that are not wrapped, of which none makes a run
	next  int // no run begins on a line before this one
}

// at counts the lines from i up to the next blank one if they are such a run, and is 0
// if not.
func (r *labelRuns) at(lines []string, i int) int {
	if r.width == 0 || i < r.next {
		return 0
	}
	n, ok := labelledLines(lines[i:], r.width)
	if !ok {
		// Nor does one begin later in the same run: each line is looked at once.
		r.next = i + n + 1
		return 0
	}
	return n
}

// labelledLines counts the lines that begin with a label, and reports whether they are all
// up to the next blank one. One of them has to end before width: broken lines of a
// paragraph may begin with labels, too.
func labelledLines(lines []string, width int) (n int, ok bool) {
	full := true
	for ; n < len(lines) && !isBlank(lines[n]); n++ {
		if !hasLabel(lines[n]) {
			return n, false
		}
		full = full && (n == 0 || isFull(lines[n-1], lines[n], width))
	}
	return n, !full
}

// Bounds of a label: its length in bytes, and its words.
const (
	lineLabel      = 40
	lineLabelWords = 3
)

// hasLabel reports whether a line begins with a few words and a colon, or with the sign of
// the lines of pandoc's title block.
func hasLabel(line string) bool {
	if strings.HasPrefix(line, "% ") {
		return true
	}
	label, value, ok := strings.Cut(line[:min(len(line), lineLabel)], ": ")
	if !ok {
		label, value, ok = strings.Cut(line[:min(len(line), lineLabel)], "：")
	}
	return ok && value != "" && label != "" && CountWords(label) <= lineLabelWords && !strings.ContainsAny(label, ".,;!?()\"")
}
