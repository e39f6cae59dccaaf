package share

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/pipeline/fold"
	"winnow/stages/internal/evidence"
	"winnow/stages/internal/sweep"
	"winnow/stages/internal/textlines"
	"winnow/stages/internal/wordset"
)

// Bounds of a sentence that asks the reader to follow the site: its length in
// bytes, and how many lines from the end it may be.
const (
	maxFollow   = 260
	followLines = 6
)

// followSentence removes a line at the end of the text that asks the reader to
// follow the site, in words of its own: "Catch up on our news, and follow us on
// Facebook".
func followSentence(d *textlines.Doc, cut *textlines.Cut) {
	for i := max(0, len(d.Lines)-followLines); i < len(d.Lines); i++ {
		l := &d.Lines[i]
		if l.Exempt || cut.Taken(i) || len(l.Text) > maxFollow || !strings.Contains(l.Text, "ollow ") || !asksToFollow(l.Text) {
			continue
		}
		if d.Strict() || strings.ContainsAny(l.Text, "“\"„«") || sweep.IsSaid(l.Text) {
			continue
		}
		facts := sweep.Facts(d, cut, i).Drop(evidence.Sentence).Add(evidence.Label, true)
		if facts.Has(evidence.InTail) && facts.Enough() {
			cut.Line(i, ruleWeak, "asks to follow; "+facts.String()).Score = facts.Score()
		}
	}
}

// Bounds of a button that shares what the page names: how many lines from the
// end it may be, and how many words it has.
const (
	shareLines = 4
	maxShared  = 8
)

// sharesName removes the last lines of a text if they are a button to share
// something named: "Share The Harbour Letter".
func sharesName(d *textlines.Doc, cut *textlines.Cut) {
	for i := max(0, len(d.Lines)-shareLines); i < len(d.Lines); i++ {
		name, ok := strings.CutPrefix(d.Lines[i].Text, "Share ")
		if !ok || d.Lines[i].Exempt || cut.Taken(i) || d.Strict() || d.Words(i) > maxShared || d.Words(i) < 3 || d.BlockOf(i).Kind == pipeline.Heading || !isTitled(name) {
			continue
		}
		facts := sweep.Facts(d, cut, i).Add(evidence.Label, true).Add(evidence.Name, true)
		if facts.Has(evidence.NoProse) && facts.Enough() && d.IsArticle() && isNamed(d, i, name) {
			cut.Line(i, ruleWeak, "a button that shares what it names; "+facts.String()).Score = facts.Score()
		}
	}
}

// isNamed reports whether the page uses a name elsewhere: as its title, its
// site, or in another line.
func isNamed(d *textlines.Doc, i int, name string) bool {
	key := fold.Key(name)
	if key == fold.Key(d.Meta.Title) || key == fold.Key(d.Meta.Site) {
		return true
	}
	for j := range d.Lines {
		if j != i && strings.Contains(d.Lines[j].Text, name) {
			return true
		}
	}
	return false
}

// isTitled reports whether all words begin with capitals.
func isTitled(s string) bool {
	for w := range strings.FieldsSeq(s) {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	return !strings.ContainsAny(s, ".,:;!?")
}

// asksToFollow reports whether a sentence asks the reader to follow somebody on
// a social network.
func asksToFollow(s string) bool {
	low := strings.ToLower(s)
	at := strings.Index(low, "follow ")
	if at < 0 {
		return false
	}
	rest := low[at:]
	on := strings.Index(rest, " on ")
	if on < 0 || on > maxFollowed {
		return false
	}
	before := strings.TrimRight(low[:at], " ")
	ordered := before == "" || strings.ContainsAny(before[len(before)-1:], ".;:!?-")
	if joined := strings.TrimRight(strings.TrimSuffix(before, "and"), " ,"); !ordered && joined != before {
		ordered = beginsInOrder(joined)
	}
	networks := rest[on+len(" on "):]
	return ordered && isSelf(rest[len("follow "):]) && hasNetwork(networks) || before == "" && areNetworks(networks)
}

// areNetworks reports whether a text is a list of networks and nothing else:
// what precedes "on" is then neither a path nor advice.
func areNetworks(s string) bool {
	named := false
	for w := range strings.FieldsFuncSeq(fold.Key(s), isSeparator) {
		if !networks[w] && !ands[w] {
			return false
		}
		named = named || networks[w]
	}
	return named
}

// isSelf reports whether the site names itself as the one to follow:
// instructions, an appeal of the police, and signs can be followed as well.
func isSelf(s string) bool {
	who, _, _ := strings.Cut(s, " ")
	return who == "us" || who == "me" || who == "our" || who == "my" || strings.HasPrefix(who, "@")
}

// beginsInOrder reports whether the last sentence of s begins with an
// imperative.
func beginsInOrder(s string) bool {
	if at := strings.LastIndexAny(s, ".!?"); at >= 0 {
		s = s[at+1:]
	}
	words := strings.Fields(s)
	return len(words) > 0 && orders[strings.Trim(words[0], ",")]
}

// orders are the verbs before "and follow us".
var orders = wordset.Of(`
add be bookmark browse call catch check click come connect contact discover don't don’t download enjoy explore fan find get give go head hit join keep
learn leave like listen look love make never please rate read remember search see send share shop sign stay subscribe support take tell tune
turn view visit watch write`)

// maxFollowed is how many bytes may name who is to be followed.
const maxFollowed = 40
