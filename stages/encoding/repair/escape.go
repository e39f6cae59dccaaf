package repair

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// escapes decodes "\u2019" and its like where it is in prose.
func (f *fixer) escapes(line string) []Step {
	var steps []Step
	for i := 0; i < len(line); {
		k := strings.Index(line[i:], `\u`)
		if k < 0 {
			break
		}
		i += k
		end, to := escapeRun(line, i)
		if end == i {
			i += 2
			continue
		}
		if besideText(line, i, end, to) {
			if len(steps) == 0 && codeLine(line) {
				return nil
			}
			steps = append(steps, Step{Start: i, End: end, New: to, Rule: ruleEscape, Why: "escape of a program's string"})
		}
		i = end
	}
	return steps
}

// escapeRun reads neighbouring escapes from i and returns where they end and
// what they mean.
func escapeRun(line string, i int) (int, string) {
	var b []rune
	for {
		r, ok := escapeAt(line, i)
		if !ok {
			return i, string(b)
		}
		n := 6
		if r >= 0xd800 && r < 0xdc00 {
			low, ok := escapeAt(line, i+6)
			if !ok || low < 0xdc00 || low >= 0xe000 {
				return i, string(b)
			}
			r = 0x10000 + (r-0xd800)<<10 + low - 0xdc00
			n = 12
		}
		if !escapable(r) {
			return i, string(b)
		}
		b = append(b, r)
		i += n
	}
}

// escapeAt reads the four digits of an escape at i.
func escapeAt(line string, i int) (rune, bool) {
	if i+6 > len(line) || line[i] != '\\' || line[i+1] != 'u' {
		return 0, false
	}
	v, err := strconv.ParseUint(line[i+2:i+6], 16, 16)
	return rune(v), err == nil
}

// escapable reports the characters that programs escape in prose: what is
// printable beyond ASCII, and the three of ASCII that JSON for the web escapes.
// A backslash would make new escapes.
func escapable(r rune) bool {
	switch r {
	case '&', '\'', '"', 0xa0:
		return true
	}
	return r >= 0xa1 && r != 0xad && unicode.IsPrint(r)
}

// besideText reports whether the escapes are where text is: not at the edge of a
// quoted string, not in a class of a regular expression.
func besideText(line string, start, end int, to string) bool {
	if start == 0 && end == len(line) {
		return false
	}
	before, after := ' ', ' '
	if start > 0 {
		before, _ = utf8.DecodeLastRuneInString(line[:start])
	}
	if end < len(line) {
		after, _ = utf8.DecodeRuneInString(line[end:])
	}
	if !textual(before) || !textual(after) {
		return false
	}
	if !unicode.IsLetter(before) && !unicode.IsLetter(after) && utf8.RuneCountInString(to) < 2 && strings.TrimSpace(to) != "" {
		// A lone escape between spaces stands for a dash or an emoji, or is
		// spoken of.
		if r, _ := utf8.DecodeRuneInString(to); r != '–' && r != '—' && r != '&' && r < 0x10000 {
			return false
		}
	}
	return true
}

func textual(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == ' ' || r == ',' || r == '.' || r == ';' || r == ':' || r == '!' || r == '?' || r == '-' || r > 0x7f
}

// codeLine reports whether the line looks like code or data rather than prose, as
// one that prints or assigns.
func codeLine(line string) bool {
	for _, s := range []string{`("`, `('`, `":`, `={`, `= "`, `= '`, `="`, `);`, `[\u`, `\\`, `/u`, "escape", "Escape", "Unicode", "U+"} {
		if strings.Contains(line, s) {
			return true
		}
	}
	return false
}
