package pipeline

import (
	"strings"
	"unicode/utf8"

	"winnow/pipeline/tree"
)

// maxQuotation is the number of tags and texts in a quotation within a line.
const maxQuotation = 64

// openQuotation writes the mark that browsers put before a q element, if it
// is a quotation in a line of text that has no marks yet. It returns the mark
// to close with.
func (s *segmenter) openQuotation(i int32) (closing string) {
	first, ok := s.quoted(i)
	if !ok || s.hasText && !s.space && s.breaks == 0 && isQuotationMark(lastRune(s.buf[s.start:])) || isQuotationMark(first) {
		return ""
	}
	marks := quotationMarks(s.languageOf(i))
	opening, closing := marks[0], marks[1]
	if s.top().quotes%2 == 1 {
		opening, closing = marks[2], marks[3]
	}
	s.link, s.synced = s.top().link, false
	write(s, opening)
	return closing
}

// closeQuotation writes the closing mark of the innermost frame.
func (s *segmenter) closeQuotation(mark string) {
	if !s.hasText {
		return
	}
	s.link, s.synced = s.top().link, false
	s.syncMarks(len(s.buf))
	s.buf = append(s.buf, mark...)
}

// quoted returns the first character in an element, and reports whether the
// element holds only a short piece of a line of text.
func (s *segmenter) quoted(i int32) (first rune, ok bool) {
	end := s.t.Nodes[i].End
	if end-i > maxQuotation || s.top().kind == Code {
		return 0, false
	}
	for j := i + 1; j < end; j++ {
		tag := s.t.Nodes[j].Tag
		if tag == tree.Text {
			if first == 0 {
				first, _ = utf8.DecodeRuneInString(strings.TrimSpace(s.t.Chars(j)))
			}
			continue
		}
		act := actions[tag&255]
		if !flows(act) && act != actLineBreak && act != actImage {
			return 0, false
		}
		if look := s.shown(j, tag, act); look.hidden || look.act != actInline {
			return 0, false
		}
	}
	return first, first != 0
}

// languageOf returns the language of an element, as its attributes say.
func (s *segmenter) languageOf(i int32) string {
	for ; i >= 0; i = s.t.Nodes[i].Parent {
		for _, name := range [...]string{"lang", "xml:lang"} {
			if v, ok := s.t.Attr(i, name); ok {
				return strings.ToLower(strings.TrimSpace(v))
			}
		}
	}
	return ""
}

func lastRune(b []byte) rune {
	r, _ := utf8.DecodeLastRune(b)
	return r
}

func isQuotationMark(r rune) bool {
	switch r {
	case '"', '„', '“', '”', '‚', '‘', '«', '»', '‹', '›', '「', '『':
		return true
	}
	return false
}

// quotations are the marks of quotations and of those within them, by language
// (CLDR, delimiters; French with its spaces). All others write “ ” and ‘ ’.
var quotations = map[string][4]string{
	"de": {"„", "“", "‚", "‘"}, "cs": {"„", "“", "‚", "‘"}, "sk": {"„", "“", "‚", "‘"}, "sl": {"„", "“", "‚", "‘"}, "is": {"„", "“", "‚", "‘"}, "bg": {"„", "“", "’", "’"}, "lt": {"„", "“", "‚", "‘"},
	"et": {"„", "“", "‚", "‘"}, "mk": {"„", "“", "‚", "‘"}, "pl": {"„", "”", "«", "»"}, "ro": {"„", "”", "«", "»"}, "hu": {"„", "”", "»", "«"}, "hr": {"„", "”", "‚", "’"}, "sr": {"„", "”", "’", "’"},
	"bs": {"„", "”", "‘", "’"}, "fr": {"«\u00a0", "\u00a0»", "“", "”"}, "de-ch": {"«", "»", "‹", "›"}, "de-li": {"«", "»", "‹", "›"}, "fr-ch": {"«", "»", "‹", "›"}, "it-ch": {"«", "»", "‹", "›"},
	"es": {"«", "»", "“", "”"}, "ca": {"«", "»", "“", "”"}, "it": {"«", "»", "“", "”"}, "pt-pt": {"«", "»", "“", "”"}, "el": {"«", "»", "“", "”"}, "lv": {"«", "»", "“", "”"}, "eu": {"«", "»", "“", "”"},
	"ru": {"«", "»", "„", "“"}, "uk": {"«", "»", "„", "“"}, "be": {"«", "»", "„", "“"}, "hy": {"«", "»", "«", "»"}, "fa": {"«", "»", "‹", "›"}, "no": {"«", "»", "‘", "’"}, "nb": {"«", "»", "‘", "’"},
	"nn": {"«", "»", "‘", "’"}, "sv": {"”", "”", "’", "’"}, "fi": {"”", "”", "’", "’"}, "he": {"”", "”", "’", "’"}, "ar": {"”", "“", "’", "‘"}, "ja": {"「", "」", "『", "』"}, "zh-tw": {"「", "」", "『", "』"},
	"zh-hk": {"「", "」", "『", "』"}, "zh-hant": {"「", "」", "『", "』"},
}

func quotationMarks(lang string) [4]string {
	lang = strings.ReplaceAll(lang, "_", "-")
	base, _, _ := strings.Cut(lang, "-")
	for _, name := range [...]string{lang, base} {
		if marks, ok := quotations[name]; ok {
			return marks
		}
	}
	return [4]string{"“", "”", "‘", "’"}
}
