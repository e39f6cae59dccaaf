package credits

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A newspaper names its own photographer at the end of a caption, in ways that no
// sentence of a text ends: "… on Wednesday. (Dana Ruiz/The Gazette)", "… en agosto.
// / LUIS ORTEGA", "…駅前＝１日午後、三浦健太撮影", "…모습. 사진=군청 제공".

// paperWords are words in the names of newspapers, agencies and staffs.
var paperWords = map[string]bool{
	"ap": true, "afp": true, "staff": true, "photo": true, "photos": true, "images": true, "press": true, "media": true, "news": true, "times": true, "post": true, "herald": true,
	"gazette": true, "tribune": true, "journal": true, "star": true, "daily": true, "chronicle": true, "globe": true, "sun": true, "reuters": true, "tns": true, "magazine": true,
	"register": true, "inquirer": true, "dispatch": true, "courier": true, "observer": true, "examiner": true, "record": true, "review": true, "bulletin": true, "sentinel": true,
	"republic": true, "union": true, "mail": true, "telegraph": true, "guardian": true, "express": true, "mirror": true, "standard": true, "tv": true, "radio": true, "archive": true,
	"zeitung": true, "anzeiger": true, "nachrichten": true, "tageblatt": true, "presse": true, "bild": true, "diario": true, "diário": true, "jornal": true, "folha": true, "prensa": true,
	"corriere": true, "gazzetta": true, "giornale": true, "dagblad": true, "courant": true, "kurier": true, "gazeta": true, "monde": true, "dépêche": true, "télégramme": true,
}

// isOfPaper reports whether s, which was in brackets, is a photographer and a paper
// with a slash between: "Dana Ruiz/The Gazette", "Staff photo/Jo Lee".
func isOfPaper(s string) bool {
	who, paper, ok := strings.Cut(s, "/")
	if !ok || strings.Contains(paper, "/") || len(s) > maxUnparted {
		return false
	}
	who, paper = strings.TrimSpace(who), strings.TrimSpace(paper)
	if !isName(who) || !isName(paper) || !strings.Contains(who+paper, " ") {
		return false
	}
	for w := range strings.FieldsSeq(strings.ToLower(paper)) {
		if paperWords[strings.Trim(w, ".,")] {
			return true
		}
	}
	return false
}

// slashedName returns where " / LUIS ORTEGA" begins at the end of a caption, or -1:
// two to four words in capitals after a slash.
func slashedName(s string) int {
	// Only the end of a long text can hold it.
	end := max(0, len(s)-maxUnparted)
	at := strings.LastIndex(s[end:], " / ")
	if at < 0 || at+end == 0 {
		return -1
	}
	at += end
	name := s[at+len(" / "):]
	words, letters := 0, 0
	for w := range strings.FieldsSeq(name) {
		if words++; words > 4 {
			return -1
		}
		for _, r := range w {
			if !unicode.IsUpper(r) && r != '.' && r != '-' && r != '\'' {
				return -1
			}
			letters++
		}
	}
	before := s[:at]
	last, _ := utf8.DecodeLastRuneInString(before)
	if letters < minSlashed || words < 2 || strings.Count(before, " ") < minBeforeSlash || !unicode.IsLower(last) && last != '.' && last != ')' || isWithin(s, at) {
		return -1
	}
	return at + 1
}

// minSlashed is the minimum number of letters of a name in capitals, and
// minBeforeSlash that of the spaces in the caption before it.
const (
	minSlashed     = 6
	minBeforeSlash = 4
)

// takenByJapanese returns where the end of a Japanese caption says who took the
// picture, or -1: "…銭湯＝１日午後、三浦健太撮影". A headline ends in "…を撮影".
func takenByJapanese(s string) int {
	s = strings.TrimRight(s, "）) ")
	who, ok := strings.CutSuffix(s, "撮影")
	if !ok || len(s) > maxTaken*2 {
		return -1
	}
	at := strings.LastIndexAny(who, "＝=（(")
	if at <= 0 || len(who)-at > maxTakenBy*2 {
		return -1
	}
	last, _ := utf8.DecodeLastRuneInString(who)
	if strings.ContainsRune("をでがにのもはとで、。", last) {
		return -1
	}
	return at
}

// koreanCredit returns where the credit at the end of a Korean caption begins, or
// -1: "…들어가고 있다. 사진=군청 제공", "…모습 [사진 군청]", "…전경ⓒ뉴스섬".
func koreanCredit(s string) int {
	// Only the end of a long text can hold it.
	end := max(0, len(s)-(maxKoreanCredit*utf8.UTFMax+maxKoreanMark))
	if !strings.Contains(s[end:], "사진") && !strings.Contains(s[end:], "ⓒ") {
		return -1 // most lines
	}
	for _, mark := range [...]string{"사진=", "사진 =", "[사진 ", "(사진 ", "사진제공=", "사진 제공=", "사진:", "ⓒ"} {
		at := strings.LastIndex(s[end:], mark)
		if at < 0 || at+end == 0 {
			continue
		}
		at += end
		rest := s[at+len(mark):]
		if n := utf8.RuneCountInString(rest); n < 2 || n > maxKoreanCredit || strings.HasSuffix(rest, "다.") {
			continue
		}
		if before := s[at-1]; at > 1 && (before == '[' || before == '(') {
			at--
		}
		return at
	}
	return -1
}

// maxKoreanCredit is the maximum number of characters of such a credit, and
// maxKoreanMark that of the bytes before it.
const (
	maxKoreanCredit = 24
	maxKoreanMark   = 16
)
