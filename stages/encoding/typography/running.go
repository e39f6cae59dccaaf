package typography

import (
	"strings"
	"unicode"
)

// judgement is a question answered once for a text.
type judgement uint8

const (
	open judgement = iota
	yes
	no
)

// isRunning reports whether the text is sentences in a natural language: long
// enough to be no label, and free of the signs of code.
func (t *text) isRunning() bool {
	if t.judged == open {
		t.judged = no
		if hasWords(t.s, sentenceWords) && !looksLikeCode(t.s) {
			t.judged = yes
		}
	}
	return t.judged == yes
}

// sentenceWords is how many words make a text a sentence and no label.
const sentenceWords = 6

// hasWords reports whether s has at least n words; marks that are alone are
// none.
func hasWords(s string, n int) bool {
	for n > 0 && s != "" {
		var word string
		word, s, _ = strings.Cut(s, " ")
		if strings.ContainsFunc(word, unicode.IsLetter) {
			n--
		}
	}
	return n == 0
}

// codeSigns are not found in sentences. Pages that colour their code leave it as
// text with a space around every token: "const [ age , setAge ] = useState ( 28
// ) ;".
var codeSigns = []string{"{", "}", "( ", "[ ", " = ", "==", "=>", "!=", "&&", "||", "</", "/>", "();", "$ ", "# "}

func looksLikeCode(s string) bool {
	if !strings.ContainsAny(s, "{}([=&|/$#") {
		return false
	}
	for _, sign := range codeSigns {
		if strings.Contains(s, sign) {
			return true
		}
	}
	return false
}
