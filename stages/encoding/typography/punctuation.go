package typography

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// spaceBefore judges the space at gap, which a stop or a comma follows.
func (t *text) spaceBefore(s string, gap int) {
	mark := gap + 1
	next := after(s, mark+1)
	switch {
	case !endsWord(before(s, gap)):
		return // "( . )", ". . ."
	case next != 0 && next != ' ' && next != '\n' && !isClosing(next):
		return // ".NET", ",5", "..."
	case s[mark] == '.' && (opensEllipsis(s, mark) || !endsSentence(s, mark) || isCommand(s[:gap])):
		return
	case s[mark] == '.' && next != 0 && isDivider(s, gap):
		return
	case !t.isRunning():
		return
	}
	t.step(Step{Start: gap, End: mark, Rule: spaceBefore, Why: "space before " + s[mark:mark+1]})
}

// isDivider reports whether the stop after gap may be a bullet between names or
// after a number: "Kelsey Media . The Granary . Yalding", "1 . Apples 2 .
// Pears".
func isDivider(s string, gap int) bool {
	word := s[strings.LastIndexByte(s[:gap], ' ')+1 : gap]
	if strings.Trim(word, "0123456789") == "" {
		return true
	}
	if !unicode.IsUpper(after(word, 0)) {
		return false
	}
	segment, _, _ := strings.Cut(s[gap+2:], ".")
	if strings.TrimFunc(segment, func(r rune) bool { return r == ' ' || isClosing(r) }) == "" {
		return false // the end
	}
	lower := 0
	for _, w := range strings.Fields(segment) {
		if unicode.IsLower(after(w, 0)) {
			lower++
		}
	}
	return lower < 2
}

// opensEllipsis reports whether the stop at i has another after it, with or
// without a space between.
func opensEllipsis(s string, i int) bool {
	return strings.HasPrefix(strings.TrimLeft(s[i+1:], " "), ".")
}

// endsSentence reports whether what follows the stop at i begins another
// sentence, or nothing does: "the . (dot) character" speaks of the stop.
func endsSentence(s string, i int) bool {
	rest := strings.TrimLeftFunc(s[i+1:], func(r rune) bool { return r == ' ' || r == '\n' || r == '(' || r == '[' || isClosing(r) })
	return !unicode.IsLower(after(rest, 0))
}

// doubledStop judges the stop at i, which a space and another stop follow.
func (t *text) doubledStop(s string, i int) {
	second := i + 2
	next := after(s, second+1)
	if !endsWord(before(s, i)) || next != 0 && next != ' ' && next != '\n' && !isClosing(next) {
		return
	}
	// Three stops and more are an ellipsis, in whatever spacing.
	if opensEllipsis(s, second) || !t.isRunning() || isCommand(s[:i]) {
		return
	}
	t.step(Step{Start: i + 1, End: second + 1, Rule: doubledStop, Why: "a stop after the stop"})
}

// lostSpace judges the mark at i, which a capital follows at once. word is
// where the word before it begins. "vote.The" is two sentences; "Node.js",
// "System.Out" and "string.Format" are names, so the word before must be a
// plain lower-case one and the word after one that opens sentences.
func (t *text) lostSpace(s string, word, i int) {
	if i-word < leastLetters || !isPlainWord(s[word:i]) || t.options.Lang == nil {
		return
	}
	next := leadingWord(s[i+1:])
	if !goesOn(s[i+1+len(next):]) || !t.isRunning() || !openers().has(t.options.Lang(), next) {
		return
	}
	t.step(Step{Start: i + 1, End: i + 1, New: " ", Rule: lostSpace, Why: "no space between sentences"})
}

// goesOn reports whether a sentence goes on after its first word: by a space, a
// comma and a space, or an apostrophe's letters and a space ("It’s a").
func goesOn(rest string) bool {
	if cut, ok := strings.CutPrefix(rest, ","); ok {
		rest = cut
	} else if r := after(rest, 0); r == '\'' || r == '’' {
		rest = rest[utf8.RuneLen(r):]
		rest = rest[len(leadingWord(rest)):]
	}
	return strings.HasPrefix(rest, " ")
}

// leastLetters keeps abbreviations away from lostSpace: "e.g.The".
const leastLetters = 3

// isPlainWord reports whether w is all lower-case letters.
func isPlainWord(w string) bool {
	for _, r := range w {
		if !unicode.IsLower(r) {
			return false
		}
	}
	return true
}

// leadingWord returns the letters that s begins with.
func leadingWord(s string) string {
	for i, r := range s {
		if !unicode.IsLetter(r) {
			return s[:i]
		}
	}
	return s
}

// isCommand reports whether a sentence that is about to end with a stop set
// apart is the talk of a command line, where the stop names a folder: "git add
// .", "docker build -t app .", "cp -r ../site/index.html .".
func isCommand(s string) bool {
	fields := strings.Fields(s[max(0, len(s)-commandReach*20):])
	fields = fields[max(0, len(fields)-commandReach):]
	for i, w := range fields {
		w = strings.TrimLeft(w, "`$(\"'“‘")
		if commands()[w] || len(w) > 1 && w[0] == '-' {
			return true
		}
		if i == len(fields)-1 && commandWords()[w] {
			return true
		}
	}
	return false
}

// commandReach is how many words before the stop are looked at for a command.
const commandReach = 5
