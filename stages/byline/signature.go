package byline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/stages/internal/evidence"
	"winnow/stages/internal/textlines"
)

// East Asian newspapers sign an article after its last paragraph: "/박지훈 기자
// jhpark@ilbo.example", "통영=글 박지훈 기자", "（记者 周晓岚）", "（本报记者 周晓岚
// 通讯员 刘芳）".

// signed moves line i to the byline if it is such a signature.
func (f finder) signed(i int) bool {
	text := f.Lines[i].Text
	if !f.Has(i, textlines.Eastern) || len(text) > maxSigned || f.ProseAfter(i) || f.Strict() || !f.HasProse() {
		return false
	}
	name, ok := signature(text)
	if !ok || f.manySigned(i) {
		return false
	}
	e := f.cut.Line(i, ruleAuthor, "the reporter's signature after the text")
	e.To, e.Value, e.Score = pipeline.FieldByline, name, evidence.Enough
	return true
}

// maxSigned is the maximum length in bytes of a signature.
const maxSigned = 120

// manySigned reports whether more lines around line i are signatures than an
// article has reporters.
func (f finder) manySigned(i int) bool {
	n := 0
	for k := max(0, i-mostReporters-1); k < len(f.Lines) && k <= i+mostReporters+1; k++ {
		if len(f.Lines[k].Text) <= maxSigned {
			if _, ok := signature(f.Lines[k].Text); ok {
				n++
			}
		}
	}
	return n > mostReporters+1
}

// signature returns the name in a line that is a reporter's signature.
func signature(s string) (name string, ok bool) {
	if name, ok = koreanSignature(s); ok {
		return name, true
	}
	return chineseSignature(s)
}

// koreanSignature reads a line with a reporter's name and office, and before or
// after it a slash, the place, what the reporter did, or an address.
func koreanSignature(s string) (string, bool) {
	s, slash := strings.CutPrefix(strings.TrimSpace(s), "/")
	slash = slash || strings.HasPrefix(s, "기자명 ")
	s = strings.TrimPrefix(s, "기자명 ")
	if place, rest, ok := strings.Cut(s, "="); ok && utf8.RuneCountInString(place) <= maxPlace {
		s, slash = strings.TrimSpace(rest), true
	}
	for _, did := range [...]string{"글·사진", "글/사진", "사진·글", "취재·글", "사진", "글"} {
		if rest, ok := strings.CutPrefix(s, did+" "); ok {
			s, slash = rest, true
			break
		}
	}
	name, ok := reporter(s)
	return name, ok && (slash || strings.Contains(s, "@"))
}

// maxPlace is the maximum number of characters of a place before the reporter.
const maxPlace = 8

// chineseLabels are before the names of reporters in brackets.
var chineseLabels = []string{"本报记者", "本报通讯员", "本报特约记者", "本报实习生", "记者", "記者", "特约记者", "通讯员", "实习生", "撰文"}

// chineseSignature reads a line in brackets with the word for a reporter and one or
// more names.
func chineseSignature(s string) (string, bool) {
	inner, ok := strings.CutPrefix(s, "（")
	if !ok {
		if inner, ok = strings.CutPrefix(s, "("); !ok {
			return "", false
		}
	}
	inner = strings.TrimRight(inner, "）) ")
	if len(inner) > len(s)-2 {
		return "", false // not closed
	}
	first, labelled := "", false
	for part := range strings.FieldsFuncSeq(inner, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("、，,：:/／", r) }) {
		for _, l := range chineseLabels {
			if rest, ok := strings.CutPrefix(part, l); ok {
				part, labelled = rest, true
				break
			}
		}
		switch {
		case !labelled:
			return "", false
		case part == "", strings.HasSuffix(part, "报道"), strings.HasSuffix(part, "報導"), strings.HasSuffix(part, "摄"), strings.HasSuffix(part, "攝"):
		case !isHanWord(part):
			return "", false
		case first == "":
			first = part
		}
	}
	return first, first != ""
}

// firstCredit cuts off what else a line says of who worked on a text, as Chinese papers
// do: "王小明 校对：李四 监制：钱七".
func firstCredit(s string) string {
	name, more, ok := strings.Cut(s, " ")
	if !ok {
		return s
	}
	for part := range strings.FieldsSeq(more) {
		role, who, ok := strings.Cut(strings.ReplaceAll(part, "：", ":"), ":")
		if !ok || !isHanWord(role) || !isHanWord(who) {
			return s
		}
	}
	return name
}

// maxHan is the maximum number of characters of a Chinese name, or of what somebody did.
const maxHan = 4

// isHanWord reports whether s is a word of two to maxHan Chinese characters.
func isHanWord(s string) bool {
	n := utf8.RuneCountInString(s)
	return n >= 2 && n <= maxHan && strings.IndexFunc(s, func(r rune) bool { return !unicode.Is(unicode.Han, r) }) < 0
}
