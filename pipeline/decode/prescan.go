package decode

import "bytes"

// headInfo is what the head of an HTML document says.
type headInfo struct {
	charset string
	lang    string
}

// The standard's prescan reads 1,024 bytes; of real pages one in fourteen
// declares its encoding later than that and one in forty beyond 4 KB. Within
// the first limit markup is read as the standard says, with no regard for
// scripts; after it scripts and styles are skipped, as a parser does. The last
// limit bounds the work on documents that never open a body.
const (
	prescanStandard = 1024
	prescanLimit    = 256 << 10
)

// prescan looks for a declaration in the head of an HTML document, after the
// algorithm "prescan a byte stream to determine its encoding" of the HTML
// standard. The last line may be cut, so tags must be closed.
func prescan(b []byte) headInfo {
	p := prescanner{b: b[:min(len(b), prescanLimit)]}
	for p.step() {
	}
	return p.info
}

// prescanner is a prescan that has come to byte i.
type prescanner struct {
	b      []byte
	i      int
	inBody bool
	info   headInfo
}

// step reads up to the next tag or comment and past it. It reports false at the
// end: where the encoding is known, the head is over or the input ends.
func (p *prescanner) step() bool {
	if p.i >= len(p.b) || p.inBody && p.i >= prescanStandard {
		return false
	}
	j := bytes.IndexByte(p.b[p.i:], '<')
	if j < 0 {
		return false
	}
	p.i += j
	rest := p.b[p.i:]
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		return p.skipTo("-->", 2)
	case len(rest) > 1 && isASCIILetter(rest[1]):
		return p.startTag()
	case len(rest) > 2 && rest[1] == '/' && isASCIILetter(rest[2]):
		return p.endTag()
	case len(rest) > 1 && (rest[1] == '!' || rest[1] == '/' || rest[1] == '?'):
		return p.skipTo(">", 0)
	}
	p.i++
	return true
}

// skipTo goes past the next mark that starts no earlier than from bytes ahead.
func (p *prescanner) skipTo(mark string, from int) bool {
	end := bytes.Index(p.b[p.i+from:], []byte(mark))
	if end < 0 {
		return false
	}
	p.i += from + end + len(mark)
	return true
}

// startTag reads the start tag at hand.
func (p *prescanner) startTag() bool {
	t := tagScanner{b: p.b, i: p.i + 1}
	name := t.name()
	if name == "meta" {
		charset, whole := t.metaCharset()
		if !whole {
			return false
		}
		if _, known := lookup(charset); known && charset != "" {
			p.info.charset = charset
			return false
		}
	} else {
		lang, whole := t.langAttribute()
		if !whole {
			return false
		}
		if name == "html" && p.info.lang == "" {
			p.info.lang = lang
		}
	}
	p.inBody = p.inBody || name == "body"
	p.i = t.i
	if p.i > prescanStandard && (name == "script" || name == "style") {
		p.i = skipRawText(p.b, p.i, name)
	}
	return true
}

// endTag reads the end tag at hand.
func (p *prescanner) endTag() bool {
	t := tagScanner{b: p.b, i: p.i + 2}
	name := t.name()
	if _, whole := t.langAttribute(); !whole {
		return false
	}
	p.i = t.i
	p.inBody = p.inBody || name == "head"
	return true
}

// skipRawText returns where the end tag of a raw text element starts.
func skipRawText(b []byte, i int, name string) int {
	for i < len(b) {
		j := bytes.Index(b[i:], []byte("</"))
		if j < 0 {
			return len(b)
		}
		i += j
		if len(b)-i-2 >= len(name) && bytes.EqualFold(b[i+2:i+2+len(name)], []byte(name)) {
			return i
		}
		i += 2
	}
	return i
}

// tagScanner reads a tag.
type tagScanner struct {
	b []byte
	i int
}

func isTagSpace(c byte) bool {
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'
}

// name reads the tag name and returns it if it is one that matters here.
func (t *tagScanner) name() string {
	start := t.i
	for t.i < len(t.b) && !isTagSpace(t.b[t.i]) && t.b[t.i] != '>' && t.b[t.i] != '/' {
		t.i++
	}
	for _, known := range [...]string{"meta", "script", "style", "html", "head", "body"} {
		if len(known) == t.i-start && bytes.EqualFold(t.b[start:t.i], []byte(known)) {
			return known
		}
	}
	return ""
}

// attribute reads the next attribute. more is false at the end of the tag,
// whole is false if the input ends first.
func (t *tagScanner) attribute() (name, value []byte, more, whole bool) {
	b := t.b
	for t.i < len(b) && (isTagSpace(b[t.i]) || b[t.i] == '/') {
		t.i++
	}
	if t.i >= len(b) {
		return nil, nil, false, false
	}
	if b[t.i] == '>' {
		t.i++
		return nil, nil, false, true
	}
	start := t.i
	for t.i < len(b) && !isTagSpace(b[t.i]) && b[t.i] != '/' && b[t.i] != '>' && (b[t.i] != '=' || t.i == start) {
		t.i++
	}
	name = b[start:t.i]
	t.skipSpace()
	if t.i >= len(b) {
		return nil, nil, false, false
	}
	if b[t.i] != '=' {
		return name, nil, true, true
	}
	t.i++
	t.skipSpace()
	if t.i >= len(b) {
		return nil, nil, false, false
	}
	if q := b[t.i]; q == '"' || q == '\'' {
		end := bytes.IndexByte(b[t.i+1:], q)
		if end < 0 {
			t.i = len(b)
			return nil, nil, false, false
		}
		value = b[t.i+1 : t.i+1+end]
		t.i += end + 2
		return name, value, true, true
	}
	start = t.i
	for t.i < len(b) && !isTagSpace(b[t.i]) && b[t.i] != '>' {
		t.i++
	}
	if t.i >= len(b) {
		return nil, nil, false, false
	}
	return name, b[start:t.i], true, true
}

func (t *tagScanner) skipSpace() {
	for t.i < len(t.b) && isTagSpace(t.b[t.i]) {
		t.i++
	}
}

// metaCharset reads the attributes of a meta element.
func (t *tagScanner) metaCharset() (charset string, whole bool) {
	var fromContent string
	var pragma, needPragma, decided bool
	seenCharset, seenContent, seenPragma := false, false, false
	for {
		name, value, more, ok := t.attribute()
		if !ok {
			return "", false
		}
		if !more {
			break
		}
		switch {
		case bytes.EqualFold(name, []byte("http-equiv")) && !seenPragma:
			seenPragma = true
			pragma = bytes.EqualFold(value, []byte("content-type"))
		case bytes.EqualFold(name, []byte("content")) && !seenContent:
			seenContent = true
			if fromContent = charsetInContent(value); fromContent != "" && !decided {
				charset, needPragma, decided = fromContent, true, true
			}
		case bytes.EqualFold(name, []byte("charset")) && !seenCharset:
			seenCharset = true
			charset, needPragma, decided = string(value), false, true
		}
	}
	if needPragma && !pragma {
		return "", true
	}
	return charset, true
}

// langAttribute reads to the end of the tag and returns its lang attribute.
func (t *tagScanner) langAttribute() (lang string, whole bool) {
	for {
		name, value, more, ok := t.attribute()
		if !ok || !more {
			return lang, ok
		}
		if lang == "" && (bytes.EqualFold(name, []byte("lang")) || bytes.EqualFold(name, []byte("xml:lang"))) {
			lang = string(value)
		}
	}
}

// charsetInContent extracts the encoding from the content attribute of a meta
// element, as the HTML standard has it.
func charsetInContent(s []byte) string {
	lower := bytes.ToLower(s)
	for i := 0; ; {
		j := bytes.Index(lower[i:], []byte("charset"))
		if j < 0 {
			return ""
		}
		i += j + len("charset")
		rest := bytes.TrimLeft(s[i:], " \t\r\n\f")
		if len(rest) == 0 || rest[0] != '=' {
			continue
		}
		rest = bytes.TrimLeft(rest[1:], " \t\r\n\f")
		if len(rest) == 0 {
			return ""
		}
		if q := rest[0]; q == '"' || q == '\'' {
			end := bytes.IndexByte(rest[1:], q)
			if end < 0 {
				return ""
			}
			return string(rest[1 : 1+end])
		}
		if end := bytes.IndexAny(rest, "; \t\r\n\f"); end >= 0 {
			rest = rest[:end]
		}
		return string(rest)
	}
}

// xmlDeclaration returns the encoding named by an XML declaration at the start
// of b.
func xmlDeclaration(b []byte) string {
	if !bytes.HasPrefix(b, []byte("<?xml")) {
		return ""
	}
	end := bytes.IndexByte(b, '>')
	if end < 0 {
		return ""
	}
	decl := b[:end]
	i := bytes.Index(decl, []byte("encoding"))
	if i < 0 {
		return ""
	}
	rest := bytes.TrimLeft(decl[i+len("encoding"):], " \t\r\n")
	if len(rest) == 0 || rest[0] != '=' {
		return ""
	}
	rest = bytes.TrimLeft(rest[1:], " \t\r\n")
	if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
		return ""
	}
	end = bytes.IndexByte(rest[1:], rest[0])
	if end < 0 {
		return ""
	}
	return string(rest[1 : 1+end])
}
