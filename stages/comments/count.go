package comments

import (
	"strings"
	"sync"
	"unicode"

	"winnow/pipeline"
	"winnow/stages/internal/evidence"
	"winnow/stages/internal/textlines"
	"winnow/stages/internal/wording"
)

const ruleCount = "comments/count"

// maxCount is the maximum length in bytes of a line that counts comments.
const maxCount = 40

// cutCount removes the number of comments that is left of a comment section right after
// the last sentence of a text: "Kommentare (3)". Before comments it stays, as their heading.
func cutCount(d *textlines.Doc, cut *textlines.Cut) {
	i := len(d.Lines) - 1
	for i > 0 && cut.Taken(i) {
		i--
	}
	if i <= 0 || d.Strict() || d.Lines[i].Exempt || !d.IsProse(i-1) || !d.EndsSentence(i-1) {
		return
	}
	switch d.BlockOf(i).Kind {
	case pipeline.Paragraph, pipeline.Heading, pipeline.Control:
	default:
		return
	}
	if isCount(d.Lines[i].Text) {
		cut.Line(i, ruleCount, "a number of comments after the text").Score = evidence.Enough
	}
}

// isCount reports whether s is a number and what comments are called, in any order:
// "3 Kommentare", "Comments (12)", "5条评论", "3 bình luận".
func isCount(s string) bool {
	if len(s) > maxCount {
		return false
	}
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("()（）[]:：", r) })
	if len(words) == 1 {
		word := strings.TrimLeftFunc(words[0], unicode.IsDigit)
		return len(word) < len(words[0]) && countWords()[word]
	}
	last := len(words) - 1
	return last > 0 && (isNumber(words[0]) && countWords()[strings.Join(words[1:], " ")] ||
		isNumber(words[last]) && countWords()[strings.Join(words[:last], " ")])
}

func isNumber(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsDigit(r) && r != '.' && r != ',' }) < 0
}

// countWords are what stands beside the number of comments.
var countWords = sync.OnceValue(func() map[string]bool { return wording.Set("commentcount") })
