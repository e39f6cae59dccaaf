package repair

import (
	"slices"
	"strings"
	"testing"
)

// The cases of each rule: what it repairs and, where before and after are the
// same, what it must leave alone.
func TestRules(t *testing.T) {
	for _, c := range []struct{ rule, before, after string }{
		{ruleLineEnd, "a\r\nb\rc\u2028d\u2029e\vf\fg\n", "a\nb\nc\nd\ne\nf\ng\n"},
		{ruleLineEnd, "a\r\r\nb", "a\n\nb"},
		{ruleMojibake, "linesâ€¨split", "lines\nsplit"},
		{ruleMojibake, "the Harbour Â® app", "the Harbour ® app"},
		{ruleMojibake, "Read more Â»", "Read more »"},
		{ruleMojibake, "It rained. Â\u00a0The match went on.", "It rained.  The match went on."},
		{ruleMojibake, "a drive of 4Ã—4 wheels", "a drive of 4×4 wheels"},
		{ruleMojibake, "a bed of 1.9 Ã— 0.9 m", "a bed of 1.9 × 0.9 m"},
		{ruleMojibake, "the harbour's blogâ†—", "the harbour's blog↗"},
		{ruleMojibake, "The end.ï»¿", "The end."},
		{ruleMojibake, "Â¹The price is", "¹The price is"},

		{ruleInvalid, "a\xffb", "a\ufffdb"},
		{ruleInvalid, "overlong \xc0\x80", "overlong \ufffd\ufffd"},
		{ruleSurrogate, "\xed\xa0\xbd\xed\xb8\x80", "😀"},
		{ruleSurrogate, "lone \xed\xa0\xbd half", "lone \ufffd half"},

		{ruleEntity, "it&rsquo;s", "it’s"},
		{ruleEntity, "it&#146;s &#8220;fine&#x201D;", "it’s “fine”"},
		{ruleEntity, "AT&amp;amp;T &amp;amp;rsquo;", "AT&T ’"},
		{ruleEntity, "&#55357;&#56832;", "😀"},
		{ruleEntity, "PERDU &EACUTE;T&EACUTE;", "PERDU ÉTÉ"},
		{ruleEntity, "<b>caf&eacute;</b>", "<b>café</b>"},
		{ruleEntity, "1 &lt; 2 and &quot;so on&quot;", `1 < 2 and "so on"`},
		{ruleEntity, "R&D; a&b; &nosuch; &#0; &#xe001; &#92;", "R&D; a&b; &nosuch; &#0; &#xe001; &#92;"},
		{ruleEntity, "?a=1&copy=2&lt=3", "?a=1&copy=2&lt=3"},
		{ruleEntity, "Write the entity &amp; for an ampersand, `&lt;` for less", "Write the entity &amp; for an ampersand, `&lt;` for less"},
		{ruleEntity, "Markup('&lt;b&gt;')", "Markup('&lt;b&gt;')"},
		{ruleEntity, "<p>5 &lt; 6</p>", "<p>5 &lt; 6</p>"},

		{ruleEscape, `don\u2019t worry`, "don’t worry"},
		{ruleEscape, `Hello \ud83d\ude00 there`, "Hello 😀 there"},
		{ruleEscape, `Deals \u0026 Discounts`, "Deals & Discounts"},
		{ruleEscape, `print("\u2019")`, `print("\u2019")`},
		{ruleEscape, `a path C:\users\u2019 and [\u4e00-\u9fa5]`, `a path C:\users\u2019 and [\u4e00-\u9fa5]`},
		{ruleEscape, `the character \u2019 is a quote`, `the character \u2019 is a quote`},

		{ruleMojibake, "the mark “Ã¤” instead of ä", "the mark “Ã¤” instead of ä"},
		{ruleMojibake, "the letter é becomes Ã© and the dash – becomes â€“.", "the letter é becomes Ã© and the dash – becomes â€“."},
		{ruleMojibake, "The word naïve turns into naÃ¯ve, ż into Å¼.", "The word naïve turns into naÃ¯ve, ż into Å¼."},
		{ruleMojibake, "MÃ¼ller und Müllers, KÃ¶ln", "Müller und Müllers, Köln"},
		{ruleEntity, "saw &quot;Ã¤&quot; instead", `saw "Ã¤" instead`},
		{ruleMojibake, "â€œHello worldâ€ he said, â€œtruly.â€", "“Hello world” he said, “truly.”"},
		{ruleMojibake, "el paÃs de MarÃa JosÃ©", "el país de María José"},
		{ruleMojibake, "Привет â€” как дела", "Привет — как дела"},
		{ruleMojibake, "Die Straße heiÃŸt “HauptstraÃŸe”", "Die Straße heißt “Hauptstraße”"},
		{ruleMojibake, "JOÃO MAÇÃ SÃO", "JOÃO MAÇÃ SÃO"},
		{ruleMojibake, "5 â‚¬ â€“ 10 Â£", "5 € – 10 £"},
		{ruleMojibake, "lÃ m viá»‡c", "làm việc"},
		{ruleMojibake, "She said: тАЬyesтАЭ", "She said: “yes”"},
		{ruleMojibake, "п÷я─п╦п╡п╣я┌", "Привет"},

		{ruleC1, "\u0084Ja\u0093, sagte er\u0085", "„Ja“, sagte er…"},
		{ruleC1, "conf\u0092an en Coatl\u0087n", "confían en Coatlán"},
		{ruleC1, "don\u0092t, l\u0092homme, c\u009cur", "don’t, l’homme, cœur"},
		{ruleC1, "nobody knows \u0081", "nobody knows \u0081"},

		{ruleANSI, "\x1b[1;31mred\x1b[0m \x1b]0;title\x07text", "red text"},
		{ruleControl, "a\x00b\x08c\x7fd\ufffce", "abcde"},
		{ruleControl, "tab\tstays", "tab\tstays"},

		{ruleZeroWidth, "a\u200bb\ufeffc\u2060d\u200de", "abcde"},
		{ruleZeroWidth, "می\u200cخواهم क्\u200dष 👨\u200d👩\u200d👧 ភាសា\u200bខ្មែរ", "می\u200cخواهم क्\u200dष 👨\u200d👩\u200d👧 ភាសា\u200bខ្មែរ"},
		{ruleSoft, "Donau\u00addampf\u00adschiff", "Donaudampfschiff"},

		{ruleNBSP, "a\u00a0b\u00a0\u00a0", "a b"},
		{ruleNBSP, "Vraiment\u202f? 10\u00a0000\u00a0€", "Vraiment ? 10 000 €"},
		{ruleNBSP, "ᠮᠣᠩᠭᠣᠯ\u202fᠤᠨ", "ᠮᠣᠩᠭᠣᠯ\u202fᠤᠨ"},

		{ruleNFC, "cafe\u0301 a\u0323\u0302", "café ậ"},
		{ruleNFC, "\u1112\u1161\u11ab", "한"},
		{ruleNFC, "神 \u212a \u2126 क़", "神 \u212a \u2126 क़"},
		{ruleQuotes, "“as they are” ﬁ ｆｕｌｌ", "“as they are” ﬁ ｆｕｌｌ"},
	} {
		got := check(t, c.before, Options{})
		if got != c.after {
			t.Errorf("%s: %q\n got %q\nwant %q", c.rule, c.before, got, c.after)
			continue
		}
		_, steps := Text(c.before, Options{})
		if c.before != c.after && !slices.ContainsFunc(steps, func(s Step) bool { return s.Rule == c.rule }) {
			t.Errorf("%s: %q was repaired by other rules: %+v", c.rule, c.before, steps)
		}
	}
}

func TestKeepSpaces(t *testing.T) {
	if got := check(t, "a\u00a0b\u00a0", Options{KeepSpaces: true}); got != "a\u00a0b\u00a0" {
		t.Errorf("got %q", got)
	}
}

func TestRulesAreDescribed(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules() {
		if r.Name == "" || seen[r.Name] || !strings.HasSuffix(r.Doc, ".") {
			t.Errorf("rule %+v", r)
		}
		seen[r.Name] = true
	}
	for _, name := range []string{ruleInvalid, ruleSurrogate, ruleEntity, ruleEscape, ruleMojibake, ruleLegacy, ruleC1, ruleANSI,
		ruleControl, ruleZeroWidth, ruleSoft, ruleNBSP, ruleLineEnd, ruleQuotes, ruleLigature, ruleWidth, ruleNFC} {
		if !seen[name] {
			t.Errorf("rule %s is not described", name)
		}
	}
}

// Clean text comes back as it is, without a copy of it being made.
func TestCleanTextIsFree(t *testing.T) {
	s := strings.Repeat("Plain text, nothing to see.\n", 100)
	if n := testing.AllocsPerRun(10, func() { Text(s, Options{}) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// Half of a big line's steps repair what the other half made.
func TestCompose(t *testing.T) {
	mid := "abXYZcd"
	first := []Step{{Start: 2, End: 4, New: "XYZ", Rule: "a", Why: "one"}} // from "ab12cd"
	second := []Step{{Start: 0, End: 1, New: "", Rule: "b", Why: "two"}, {Start: 4, End: 6, New: "!", Rule: "b", Why: "two"}}
	got := compose(nil, first, second, mid)
	if back := Apply("ab12cd", got); back != "bXY!d" {
		t.Errorf("%q %+v", back, got)
	}
}
