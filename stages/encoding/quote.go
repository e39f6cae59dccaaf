package encoding

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
)

// quoteEnds are the endings of a quotation whose sentence continues: the comma
// is inside the quotation mark in English, after it elsewhere.
var quoteEnds = []string{",”", ",\"", ",»", ",“", ",«", "”,", "\",", "»,", "“,", "«,"}

// speakerWords is the longest a speaker may be ("said Foreign Minister
// Tajani"). Longer ones are as often paragraphs of their own, or a name and an
// office without a verb, as in the fixture quote-and-name.
const (
	speakerWords = 4
	speakerBytes = 120 // more than four words ever take
)

// splitQuote reports whether now says who said the quotation before it, by
// returning the verb of saying; "" if it does not.
func splitQuote(previous, now repaired) string {
	a, b := previous.block, now.block
	if a.Kind != pipeline.Paragraph && a.Kind != pipeline.Quote || a.Kind != b.Kind || a.Context != b.Context {
		return ""
	}
	if len(now.text) > speakerBytes || !endsInQuote(previous.text) || strings.ContainsAny(now.text, "\n“”„\"«»") {
		return ""
	}
	words := strings.Fields(now.text)
	if len(words) > speakerWords {
		return ""
	}
	for _, w := range words {
		w = strings.ToLower(strings.TrimFunc(w, unicode.IsPunct))
		if speechVerbs()[w] {
			return w
		}
	}
	return ""
}

func endsInQuote(s string) bool {
	if s == "" || strings.IndexByte("\x9c\x9d\xab\xbb\",", s[len(s)-1]) < 0 {
		return false // no end of quoteEnds has such a last byte
	}
	for _, end := range quoteEnds {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

// scrapWords is the maximum number of words of an unclosed quotation that is a
// scrap.
const scrapWords = 2

// dangling returns the scrap of quotation that b ends in: a word or two after
// the end of a sentence, after an opening mark that is never closed. A
// quotation that continues in the next paragraph does not count, since that
// paragraph opens with a mark of its own.
func dangling(b, next repaired) string {
	s := b.text
	if b.block.Kind != pipeline.Paragraph || !strings.ContainsRune(".!?", rune(s[len(s)-1])) {
		return ""
	}
	at := lastQuotation(s)
	if at < 3 || !strings.ContainsRune(".!?", rune(s[at-2])) {
		return ""
	}
	scrap := s[at:]
	_, size := utf8.DecodeRuneInString(scrap)
	inner := scrap[size:]
	first, _ := utf8.DecodeRuneInString(inner)
	if !unicode.IsLetter(first) || strings.ContainsAny(inner, "”’\"'»") {
		return ""
	}
	if next.block != nil {
		if r, _ := utf8.DecodeRuneInString(next.text); isOpeningQuote(r) || r == '"' || r == '\'' {
			return ""
		}
	}
	return scrap
}

// lastQuotation returns where the word with an opening quotation mark begins
// among the last scrapWords, or -1.
func lastQuotation(s string) int {
	end := len(s)
	for range scrapWords {
		end = strings.LastIndexByte(s[:end], ' ')
		if end < 0 {
			return -1
		}
		if r, _ := utf8.DecodeRuneInString(s[end+1:]); isOpeningQuote(r) {
			return end + 1
		}
	}
	return -1
}

func isOpeningQuote(r rune) bool {
	return r == '“' || r == '‘' || r == '„' || r == '«' || r == '‚'
}
