package decode

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// declarations are the statements about the encoding, outside the bytes and in
// them.
type declarations struct {
	labels []declaration // strongest first
	json   bool
	markup bool
	langs  []string // language tags, strongest first
	tld    string
}

// declaration is one statement.
type declaration struct {
	enc  encodingID
	from Evidence
}

// first returns the strongest declaration.
func (d declarations) first() (declaration, bool) {
	if len(d.labels) == 0 {
		return declaration{}, false
	}
	return d.labels[0], true
}

// says reports whether any declaration names e.
func (d declarations) says(e encodingID) bool {
	_, ok := d.evidenceFor(e)
	return ok
}

// evidenceFor returns where e is declared.
func (d declarations) evidenceFor(e encodingID) (Evidence, bool) {
	for _, l := range d.labels {
		if l.enc == e {
			return l.from, true
		}
	}
	return "", false
}

// isUTF8 reports whether b is declared outside itself to be UTF-8, and is. A string of
// JSON is: control characters in it are no letters of UTF-16.
func (d declarations) isUTF8(b []byte) bool {
	l, ok := d.first()
	return ok && l == declaration{encUTF8, EvidenceHTTP} && utf8.Valid(b)
}

// readDeclarations collects what the hints and b itself say.
func readDeclarations(b []byte, h Hints) declarations {
	d := declarations{tld: topLevelDomain(h.URL)}
	mediaType, label := splitContentType(h.ContentType)
	if e, ok := lookup(label); ok {
		d.labels = append(d.labels, declaration{e, EvidenceHTTP})
	}
	if h.Lang != "" {
		d.langs = append(d.langs, h.Lang)
	}
	start := bytes.TrimLeft(b[:min(len(b), 1024)], " \t\r\n\f")
	d.json = isJSONType(mediaType) || mediaType == "" && !h.Markup && opensJSON(start)
	if d.json && !h.Markup {
		d.labels = nil // RFC 8259 knows no charset parameter
		return d
	}
	xml := bytes.HasPrefix(start, []byte("<?xml"))
	d.markup = xml || h.Markup || strings.Contains(mediaType, "html") || strings.Contains(mediaType, "xml") || opensMarkup(start)
	if !d.markup {
		return d
	}
	// A feed may carry whole pages in its items, whose declarations are not
	// its own.
	if !xml || mentionsHTML(start) {
		head := prescan(b)
		if e, ok := lookup(head.charset); ok {
			d.labels = append(d.labels, declaration{fromInside(e), EvidenceMeta})
		}
		if head.lang != "" {
			d.langs = append(d.langs, head.lang)
		}
	}
	if e, ok := lookup(xmlDeclaration(start)); ok {
		d.labels = append(d.labels, declaration{fromInside(e), EvidenceXML})
	}
	return d
}

// mentionsHTML reports whether a document that starts as XML is XHTML.
func mentionsHTML(start []byte) bool {
	lower := bytes.ToLower(start)
	return bytes.Contains(lower, []byte("<html")) || bytes.Contains(lower, []byte("<!doctype html"))
}

// fromInside corrects a declaration that was read as ASCII and therefore
// cannot be true: the standard takes UTF-16 to mean UTF-8, and x-user-defined
// windows-1252.
func fromInside(e encodingID) encodingID {
	switch e {
	case encUTF16LE, encUTF16BE, encUTF32LE, encUTF32BE:
		return encUTF8
	case encXUserDefined:
		return encWindows1252
	}
	return e
}

// splitContentType returns media type and charset of a Content-Type header.
func splitContentType(s string) (mediaType, charset string) {
	mediaType, params, _ := strings.Cut(s, ";")
	mediaType = strings.ToLower(strings.TrimSpace(mediaType))
	for params != "" {
		var p string
		p, params, _ = strings.Cut(params, ";")
		k, v, ok := strings.Cut(p, "=")
		if ok && strings.EqualFold(strings.TrimSpace(k), "charset") {
			return mediaType, strings.Trim(v, " \t\"'")
		}
	}
	return mediaType, ""
}

// isJSONType reports whether a media type is JSON.
func isJSONType(t string) bool {
	return strings.HasSuffix(t, "/json") || strings.HasSuffix(t, "+json") || strings.HasSuffix(t, "/x-ndjson") || strings.HasSuffix(t, "/jsonl")
}

// opensJSON reports whether text starts as a JSON object or array of the usual
// kind; a bracket alone opens many texts.
func opensJSON(b []byte) bool {
	if len(b) < 2 || b[0] != '{' && b[0] != '[' {
		return false
	}
	rest := bytes.TrimLeft(b[1:], " \t\r\n")
	if len(rest) == 0 {
		return false
	}
	return rest[0] == '"' && bytes.IndexByte(rest[1:], '"') > 0 || b[0] == '[' && rest[0] == '{'
}

// opensMarkup reports whether the start of a document is that of HTML or XML.
func opensMarkup(start []byte) bool {
	if len(start) == 0 || start[0] != '<' {
		return false
	}
	if len(start) == 1 {
		return true
	}
	c := start[1]
	return c == '!' || c == '?' || c == '/' || isASCIILetter(c)
}

// topLevelDomain returns the last label of the host of an URL, lower case.
func topLevelDomain(url string) string {
	if i := strings.Index(url, "://"); i >= 0 {
		url = url[i+3:]
	}
	if i := strings.IndexAny(url, "/?#"); i >= 0 {
		url = url[:i]
	}
	if i := strings.LastIndexByte(url, '@'); i >= 0 {
		url = url[i+1:]
	}
	url, _, _ = strings.Cut(url, ":")
	url = strings.TrimSuffix(url, ".")
	i := strings.LastIndexByte(url, '.')
	if i < 0 {
		return ""
	}
	return strings.ToLower(url[i+1:])
}
