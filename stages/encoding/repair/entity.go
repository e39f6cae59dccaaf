package repair

import (
	"html"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// maxEntity is above the length of the longest name in HTML (31).
const maxEntity = 33

// entities decodes character references.
func (f *fixer) entities(line string) []Step {
	var steps []Step
	markup := entityContext(line)
	for i := 0; i < len(line); {
		k := strings.IndexByte(line[i:], '&')
		if k < 0 {
			break
		}
		i += k
		n, to := reference(line[i:])
		if n == 0 {
			i++
			continue
		}
		if !mentioned(line, i, i+n, to) && !markup.forbids(to) && !(markup.shown(line, to) && standsAlone(line, i, i+n)) {
			why := "character reference"
			if strings.HasPrefix(line[i:], "&amp;") && to != "&" {
				why = "character reference, escaped again"
			}
			steps = append(steps, Step{Start: i, End: i + n, New: to, Rule: ruleEntity, Why: why})
		}
		i += n
	}
	return steps
}

// reference reads the character reference that s begins with, through any
// number of "amp;" after its "&", and returns its length and what it means. A
// lone "&amp;" means "&".
func reference(s string) (int, string) {
	at := 1
	for strings.HasPrefix(s[at:], "amp;") {
		at += 4
	}
	if n, to := named(s[at:]); n > 0 {
		return at + n, to
	}
	if n, to := numeric(s[at:]); n > 0 {
		return at + n, to
	}
	if at > 1 {
		return at, "&"
	}
	return 0, ""
}

// named reads a name and its semicolon. A no-break space is also known without
// one, as the pages that lack it lack it there.
func named(s string) (int, string) {
	n := 0
	for n < len(s) && n < maxEntity && isAlnum(s[n]) {
		n++
	}
	if n < 2 || n == maxEntity {
		return 0, ""
	}
	name := s[:n]
	if n == len(s) || s[n] != ';' {
		if name == "nbsp" && (n == len(s) || s[n] != '=') {
			return n, "\u00a0"
		}
		return 0, ""
	}
	to := lookup(name)
	if to == "" || to == `\` || len(to) > n+2 {
		return 0, ""
	}
	return n + 1, to
}

// lookup returns what a name of HTML means, or "". A name all in capitals that
// HTML does not have is taken as what a program made of "&eacute;" when it made
// the text upper case.
func lookup(name string) string {
	if to := unescape(name); to != "" {
		return to
	}
	if name == strings.ToUpper(name) && len(name) > 3 {
		return strings.ToUpper(unescape(strings.ToLower(name)))
	}
	return ""
}

func unescape(name string) string {
	ref := "&" + name + ";"
	if to := html.UnescapeString(ref); to != ref && !strings.HasSuffix(to, ";") {
		return to
	}
	return ""
}

// numeric reads "#8217;" and "#x2019;", and the two halves of a surrogate pair.
func numeric(s string) (int, string) {
	n, r := number(s)
	if n == 0 {
		return 0, ""
	}
	if r >= 0xd800 && r < 0xdc00 && strings.HasPrefix(s[n:], "&") {
		if m, low := number(s[n+1:]); m > 0 && low >= 0xdc00 && low < 0xe000 {
			return n + 1 + m, string(0x10000 + (r-0xd800)<<10 + low - 0xdc00)
		}
	}
	switch {
	case r >= 0x80 && r < 0xa0:
		if r = charmap.Windows1252.DecodeByte(byte(r)); r == utf8.RuneError {
			return 0, ""
		}
	case r >= 0xd800 && r < 0xe000:
		r = utf8.RuneError
	case r == '\t', r == '\n', r == '\r':
	case r < 0x20, r == '\\', r == 0x7f, r >= 0xe000 && r < 0xf900, r&0xfffe == 0xfffe, r > 0xeffff:
		return 0, "" // a control, or an icon of some font
	}
	return n, string(r)
}

func number(s string) (int, rune) {
	if len(s) < 3 || s[0] != '#' {
		return 0, 0
	}
	i, base := 1, 10
	if s[1] == 'x' || s[1] == 'X' {
		i, base = 2, 16
	}
	end := i
	for end < len(s) && end < i+8 && isAlnum(s[end]) {
		end++
	}
	if end == len(s) || s[end] != ';' {
		return 0, 0
	}
	v, err := strconv.ParseUint(s[i:end], base, 32)
	if err != nil || v > 0x10ffff || v == 0 {
		return 0, 0
	}
	return end + 1, rune(v)
}

func isAlnum(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// mentioned reports whether the text speaks of the reference: it is alone in
// quotes, backticks or brackets, or opens a string in program code.
func mentioned(line string, start, end int, to string) bool {
	if start == 0 {
		return false
	}
	before := line[start-1]
	if end < len(line) {
		after := line[end]
		switch {
		case before == '`' && after == '`', before == '"' && after == '"', before == '\'' && after == '\'':
			return true
		case before == '(' && after == ')' && len(to) == 1:
			return true
		}
	}
	return false
}

// lineMarkup says what a line shows of its own level of escaping: where "<" is
// bare, "&lt;" is no left-over of escaping the line; and a line of program
// code, or one that talks of escaping, means what it says.
type lineMarkup struct{ angle, talk, code, html bool }

func entityContext(line string) lineMarkup {
	m := lineMarkup{angle: strings.ContainsAny(line, "<>")}
	for _, w := range []string{"entit", "Entit", "ampersand", "escap"} {
		m.talk = m.talk || strings.Contains(line, w)
	}
	m.html = strings.Contains(line, "HTML") || strings.Contains(line, "html") || strings.Contains(line, "Unicode")
	m.code = strings.Contains(line, "('&") || strings.Contains(line, `("&`) || m.angle && isString(strings.TrimSpace(line))
	return m
}

// shown reports whether a line that speaks of references shows what one means:
// "Write &eacute; for é", "In HTML, &hellip; makes three dots".
func (m lineMarkup) shown(line, to string) bool {
	return m.talk || m.html && strings.TrimSpace(to) != "" || hasAlone(line, to)
}

// hasAlone reports whether a letter beyond ASCII is in the line as a word of
// its own.
func hasAlone(line, letter string) bool {
	if r, _ := utf8.DecodeRuneInString(letter); !unicode.IsLetter(r) {
		return false
	}
	for from := 0; ; {
		i := strings.Index(line[from:], letter)
		if i < 0 {
			return false
		}
		i += from
		from = i + len(letter)
		if standsAlone(line, i, from) && !isWordOfItsOwn[letter] {
			return true
		}
	}
}

// isWordOfItsOwn are the letters that are words of some language.
var isWordOfItsOwn = map[string]bool{"à": true, "è": true, "é": true, "ó": true, "ò": true, "ô": true, "À": true, "È": true, "É": true, "Ó": true, "Ò": true, "å": true, "ö": true, "ő": true}

// standsAlone reports whether no letter or digit touches line[start:end].
func standsAlone(line string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(line[:start])
	after, _ := utf8.DecodeRuneInString(line[end:])
	return (start == 0 || !isWordRune(before)) && (end == len(line) || !isWordRune(after))
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '&' || r == ';'
}

// isString reports whether the line is one string of a program.
func isString(line string) bool {
	n := len(line)
	return n > 1 && line[0] == line[n-1] && (line[0] == '\'' || line[0] == '"')
}

func (m lineMarkup) forbids(to string) bool {
	switch to {
	case "<", ">":
		return m.angle || m.talk || m.code
	case "&", `"`, "'":
		return m.talk || m.code
	}
	return m.code
}
