package pipeline

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// inline reads the inline marks of Markdown in s, with prefix before it: it
// returns the text as a reader sees it, the marks over it, and the images that
// stand in it. It follows CommonMark, except that emphasis closes only what was
// opened by as many signs, and that it takes linear time whatever s is. A sign
// that marks nothing stays.
func (r *markdownReader) inline(prefix, s string) (text string, marks []Mark, images []Block) {
	if !strings.ContainsAny(s, "\\`*_[]<&~") {
		return prefix + s, nil, nil
	}
	p := inlineParser{s: s, addresses: r.addresses}
	for p.at < len(s) {
		p.next()
	}
	text, marks = p.render(prefix)
	return text, marks, p.images
}

// An inlinePiece is a piece of the text of a block. Signs that turn out to be marks
// are emptied.
type inlinePiece struct{ text string }

// An inlineMark is a mark over the pieces [from, to).
type inlineMark struct {
	from, to int
	kind     MarkKind
	href     string
}

// An inlineOpener is a sign that may open a mark: "[", "![", or signs of emphasis.
type inlineOpener struct {
	piece int // that holds it
	after int // where the source goes on after it
	sign  string
	marks int // those that were closed before it
}

type inlineParser struct {
	s         string
	addresses map[string]string // of labels, by key
	at        int
	pieces    []inlinePiece
	marks     []inlineMark
	images    []Block
	openers   []inlineOpener
	ticks     map[int]int    // by length, where the last run of backticks begins
	open      map[string]int // tags that are open, by name
	ends      map[string]int // where the last end tag begins, by name; -1 for none
}

// next reads what begins at p.at.
func (p *inlineParser) next() {
	rest := p.s[p.at:]
	switch c := rest[0]; {
	case c == '\\' && len(rest) > 1 && isASCIIPunct(rest[1]) && !p.isInPath(rest):
		p.put(rest[1:2], 2)
	case c == '\\' && len(rest) == 1:
		p.at++ // a backslash that ends the text
	case c == '\\':
		p.put(rest[:1], 1)
	case c == '`':
		p.code(rest)
	case c == '*' || c == '_' || c == '~':
		p.emphasis(rest)
	case c == '!' && strings.HasPrefix(rest, "!["):
		p.opener("![")
	case c == '[':
		p.opener("[")
	case c == ']':
		p.closeLink(rest)
	case c == '<':
		p.tag(rest)
	case c == '&':
		p.entity(rest)
	default:
		n := strings.IndexAny(rest[1:], "\\`*_![]<&~")
		if n < 0 {
			n = len(rest) - 1
		}
		p.put(rest[:1+n], 1+n)
	}
}

// maxPath is the maximum length of a path of Windows in bytes.
const maxPath = 100

// isInPath reports whether the backslash that rest begins with is that of a path of
// Windows (C:\_work), none that escapes the next sign.
func (p *inlineParser) isInPath(rest string) bool {
	before := p.s[max(0, p.at-maxPath):p.at]
	path := before[1+strings.LastIndexAny(before, " \t\n(\"'"):]
	if len(path) < 2 || path[1] != ':' || !unicode.IsLetter(rune(path[0])) || rest[1] == '\\' {
		return false
	}
	return len(path) == 2 || len(path) > 3 && path[2] == '\\' && path[3] != '\\'
}

// put adds text to the pieces, for n bytes of the source.
func (p *inlineParser) put(text string, n int) {
	p.pieces = append(p.pieces, inlinePiece{text})
	p.at += n
}

func (p *inlineParser) opener(sign string) {
	p.openers = append(p.openers, inlineOpener{len(p.pieces), p.at + len(sign), sign, len(p.marks)})
	p.put(sign, len(sign))
}

// mark adds a mark over the pieces from piece number from on.
func (p *inlineParser) mark(from int, kind MarkKind, href string) {
	p.marks = append(p.marks, inlineMark{from, len(p.pieces), kind, href})
}

// code reads a span of code: up to the next run of as many backticks.
func (p *inlineParser) code(rest string) {
	n := len(rest) - len(strings.TrimLeft(rest, "`"))
	if p.ticks == nil {
		p.ticks = lastTicks(p.s)
	}
	for end := n; p.ticks[n] > p.at; {
		next := strings.IndexByte(rest[end:], '`')
		if next < 0 {
			break
		}
		end += next
		size := len(rest[end:]) - len(strings.TrimLeft(rest[end:], "`"))
		if size != n {
			end += size
			continue
		}
		inner, ok := p.codeIn(rest, n, end)
		if !ok {
			break
		}
		from := len(p.pieces)
		p.put(inner, end+n)
		p.mark(from, CodeSpan, "")
		return
	}
	p.put(rest[:n], n)
}

// codeIn returns the text of a span of code between the n backticks that rest begins
// with and those at byte end. It reports false for signs that are not used as marks:
// apostrophes of typists (don`t), and the end of one span with the beginning of the
// next, whose other ends are in other lines.
func (p *inlineParser) codeIn(rest string, n, end int) (inner string, ok bool) {
	inner = rest[n:end]
	before, _ := utf8.DecodeLastRuneInString(p.s[:p.at])
	after, _ := utf8.DecodeRuneInString(rest[end+n:])
	first, last := inner[0], inner[len(inner)-1]
	if n == 1 && unicode.IsLower(before) && unicode.IsLower(rune(first)) && strings.Contains(inner, " ") {
		return "", false
	}
	if first != ' ' || last != ' ' || strings.Trim(inner, " ") == "" {
		return inner, true
	}
	trimmed := strings.Trim(inner, " ")
	isSpaced := func(r rune) bool { return r == utf8.RuneError || unicode.IsSpace(r) }
	if trimmed[0] != '`' && trimmed[len(trimmed)-1] != '`' && !isSpaced(before) && !isSpaced(after) {
		return "", false
	}
	return trimmed, true
}

// lastTicks returns where the last run of backticks of each length begins.
func lastTicks(s string) map[int]int {
	last := map[int]int{}
	for at := 0; at < len(s); {
		next := strings.IndexByte(s[at:], '`')
		if next < 0 {
			break
		}
		at += next
		n := len(s[at:]) - len(strings.TrimLeft(s[at:], "`"))
		last[n] = at
		at += n
	}
	return last
}

// maxSigns is the maximum number of signs of emphasis in a row; more are drawn.
const maxSigns = 3

// emphasis reads a run of signs of emphasis, which may close or open a mark by the
// characters beside it.
func (p *inlineParser) emphasis(rest string) {
	n := len(rest) - len(strings.TrimLeft(rest, rest[:1]))
	sign := rest[:n]
	before, _ := utf8.DecodeLastRuneInString(p.s[:p.at])
	after, _ := utf8.DecodeRuneInString(rest[n:])
	opens, closes := flanks(before, after), flanks(after, before)
	if sign[0] == '_' {
		opens, closes = opens && !isWordRune(before), closes && !isWordRune(after)
	}
	if name := nameLength(before, rest); sign == "__" && name > 0 {
		p.put(rest[:name], name)
		return
	}
	if n > maxSigns || sign[0] == '~' && n != 2 || sign == "*" && unicode.IsDigit(before) && unicode.IsDigit(after) {
		opens, closes = false, false // drawn, or multiplied
	}
	for closes && sign != "" {
		rest := p.closeEmphasis(sign)
		if rest == sign {
			break
		}
		sign, p.at = rest, p.at+len(sign)-len(rest)
	}
	if n = len(sign); n == 0 {
		return
	}
	if opens {
		p.openers = append(p.openers, inlineOpener{len(p.pieces), p.at + n, sign, len(p.marks)})
	}
	p.put(sign, n)
}

// mdName is a name of Python between underscores, and what may follow it in a program.
var mdName = regexp.MustCompile(`^(__[a-z0-9]+(?:_[a-z0-9]+)*__)(\(|\.[a-z])?`)

// nameLength returns the length of the name that rest begins with if it is used as in a
// program: self.__dict__, __init__(), __init__.py; 0 for others.
func nameLength(before rune, rest string) int {
	m := mdName.FindStringSubmatch(rest)
	if m == nil || before != '.' && m[2] == "" {
		return 0
	}
	return len(m[1])
}

// flanks reports whether signs of emphasis between before and after may open one:
// CommonMark calls them left-flanking. The rune of an end is utf8.RuneError.
func flanks(before, after rune) bool {
	switch {
	case after == utf8.RuneError || unicode.IsSpace(after):
		return false
	case !isPunctuation(after):
		return true
	}
	return before == utf8.RuneError || unicode.IsSpace(before) || isPunctuation(before)
}

func isPunctuation(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }

// maxOpen is the maximum number of openers that a closing sign is looked for among.
const maxOpen = 32

// closeEmphasis marks what has been since the last opener of the same signs inside the
// innermost link; else since that of fewer or more of them, which leave signs for an
// outer mark. It returns the signs that have closed nothing.
func (p *inlineParser) closeEmphasis(sign string) (rest string) {
	near := -1
	for k := len(p.openers) - 1; k >= max(0, len(p.openers)-maxOpen); k-- {
		o := p.openers[k]
		if strings.HasSuffix(o.sign, "[") {
			break
		}
		if o.piece+1 == len(p.pieces) || o.sign[0] != sign[0] {
			continue
		}
		if o.sign == sign {
			p.closeOpener(k, len(sign))
			return ""
		}
		if near < 0 && sign[0] != '~' && (len(o.sign) == maxSigns || len(sign) == maxSigns) {
			near = k
		}
	}
	if near < 0 {
		return sign
	}
	n := min(len(sign), len(p.openers[near].sign))
	p.closeOpener(near, n)
	return sign[n:]
}

// closeOpener marks what has been since opener number k by n of its signs.
func (p *inlineParser) closeOpener(k, n int) {
	o := &p.openers[k]
	sign := o.sign
	o.sign = sign[n:]
	p.pieces[o.piece].text = o.sign
	if o.sign == "" {
		p.openers = p.openers[:k]
	} else {
		p.openers = p.openers[:k+1]
	}
	if sign[0] == '~' {
		return // struck out; the words stay
	}
	from := o.piece + 1
	if n != 2 {
		p.mark(from, Emphasis, "")
	}
	if n >= 2 {
		p.mark(from, Strong, "")
	}
}

// closeLink reads a "]": with an address or a label after it, or as a label, what has
// been since the last bracket is a link or an image.
func (p *inlineParser) closeLink(rest string) {
	k, least := len(p.openers)-1, max(0, len(p.openers)-maxOpen)
	for k >= least && !strings.HasSuffix(p.openers[k].sign, "[") {
		k--
	}
	if k < least {
		p.put("]", 1)
		return
	}
	o := p.openers[k]
	p.openers = p.openers[:k]
	address, n := cutAddress(rest[1:])
	isLabel := false
	if n == 0 {
		var ok bool
		if address, n, ok = p.refer(o.after, rest[1:]); !ok {
			p.put("]", 1)
			return
		}
		isLabel = n == 0
	}
	p.at += 1 + n
	p.pieces[o.piece].text = ""
	if o.sign == "[" {
		if n := len(p.marks); n > 0 && p.marks[n-1].kind == Link && p.marks[n-1].to == o.piece {
			p.pieces[o.piece].text = " " // the links of a menu are parted by nothing
		}
		p.mark(o.piece+1, Link, address)
		if isLabel && p.isNumber(o.piece+1) || p.isCitation(o.piece) {
			p.pieces[o.piece].text = "["
			p.put("]", 0)
		}
		return
	}
	var alt strings.Builder
	for _, piece := range p.pieces[o.piece:] {
		alt.WriteString(piece.text)
	}
	p.pieces, p.marks = p.pieces[:o.piece], p.marks[:o.marks]
	p.images = append(p.images, Block{Kind: Image, Text: strings.Join(strings.Fields(alt.String()), " "), Src: address, Node: NoNode})
}

// isCitation reports whether the link whose text follows piece number at is a number
// that goes with the word before it, which it must not become a part of.
func (p *inlineParser) isCitation(at int) bool {
	return at > 0 && p.pieces[at-1].text != "" && !strings.ContainsAny(p.pieces[at-1].text[len(p.pieces[at-1].text)-1:], " \n([") && p.isNumber(at+1)
}

// isNumber reports whether the last piece is piece number at, and a number.
func (p *inlineParser) isNumber(at int) bool {
	return at+1 == len(p.pieces) && p.pieces[at].text != "" && strings.Trim(p.pieces[at].text, "0123456789") == ""
}

// maxParentheses is the maximum depth of parentheses in an address.
const maxParentheses = 8

// cutAddress returns the address at the beginning of s, which stands in parentheses and
// may have a title after it, and how many bytes these are; 0 if there is none.
func cutAddress(s string) (address string, n int) {
	if !strings.HasPrefix(s, "(") {
		return "", 0
	}
	from := 1 + len(s[1:]) - len(strings.TrimLeft(s[1:], " "))
	end := from
	if strings.HasPrefix(s[from:], "<") {
		from++
		size := strings.IndexAny(s[from:], "<>\n")
		if size < 0 || s[from+size] != '>' {
			return "", 0
		}
		address, end = s[from:from+size], from+size+1
	} else {
		depth := 0
	scan:
		for ; end < len(s); end++ {
			switch c := s[end]; {
			case c == '\\' && end+1 < len(s) && isASCIIPunct(s[end+1]):
				end++
			case c == '(':
				if depth++; depth > maxParentheses {
					return "", 0
				}
			case c == ')':
				if depth--; depth < 0 {
					break scan
				}
			case c <= ' ':
				break scan
			}
		}
		address = s[from:end]
	}
	address = html.UnescapeString(unescape(address))
	rest := strings.TrimLeft(s[end:], " ")
	if len(rest) < len(s[end:]) && rest != "" {
		if title := cutTitle(rest); title > 0 {
			rest = strings.TrimLeft(rest[title:], " ")
		}
	}
	if !strings.HasPrefix(rest, ")") {
		return "", 0
	}
	return address, len(s) - len(rest) + 1
}

// maxTitle is the maximum length of the title of a link in bytes.
const maxTitle = 1000

// cutTitle returns the length of the title of a link at the beginning of s, with its
// quotes; 0 if there is none.
func cutTitle(s string) int {
	end := s[0]
	switch end {
	case '"', '\'':
	case '(':
		end = ')'
	default:
		return 0
	}
	s = s[:min(len(s), maxTitle)]
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case end:
			// A quote inside the title that nobody has escaped.
			if rest := strings.TrimLeft(s[i+1:], " "); end == ')' || strings.HasPrefix(rest, ")") {
				return i + 1
			}
		}
	}
	return 0
}

// unescape removes the backslashes before punctuation.
func unescape(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && isASCIIPunct(s[i+1]) {
			i++
		}
		b = append(b, s[i])
	}
	return string(b)
}

func isASCIIPunct(c byte) bool {
	return c >= '!' && c <= '/' || c >= ':' && c <= '@' || c >= '[' && c <= '`' || c >= '{' && c <= '~'
}

// maxEntity is the maximum length of an entity in bytes.
const maxEntity = 33

// entity reads an entity, such as "&amp;".
func (p *inlineParser) entity(rest string) {
	end := strings.IndexByte(rest[:min(len(rest), maxEntity)], ';')
	if end > 0 {
		if s := html.UnescapeString(rest[:end+1]); s != rest[:end+1] {
			p.put(s, end+1)
			return
		}
	}
	p.put("&", 1)
}

// render puts the pieces together behind prefix.
func (p *inlineParser) render(prefix string) (string, []Mark) {
	var b strings.Builder
	b.WriteString(prefix)
	starts := make([]int, len(p.pieces)+1)
	for i, piece := range p.pieces {
		text := piece.text
		switch s := b.String(); { // around an image, or at the beginning
		case s == prefix:
			text = strings.TrimLeft(text, " \n")
		case strings.HasSuffix(s, " ") || strings.HasSuffix(s, "\n"):
			text = strings.TrimLeft(text, " ")
		}
		starts[i] = b.Len()
		b.WriteString(text)
	}
	starts[len(p.pieces)] = b.Len()
	text := strings.TrimRight(b.String(), " \n")
	var marks []Mark
	for _, m := range p.marks {
		mark := Mark{Start: min(starts[m.from], len(text)), End: min(starts[m.to], len(text)), Kind: m.kind, Href: m.href}
		if mark.Start < mark.End {
			marks = append(marks, mark)
		}
	}
	slices.SortFunc(marks, compareMarks)
	return text, marks
}
