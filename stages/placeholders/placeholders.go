// Package placeholders removes what a page shows until a browser has loaded the
// rest: "Loading...", the clock times and buttons of a player, the
// labels of forms, marks of a template that was never filled in, and the crumb
// that such things leave at the very end.
//
// Before:
//
//	Loading...
//	The boats sail again on Monday.
//	Podcasts
//	0:00
//	14:40
//
// After:
//
//	The boats sail again on Monday.
//
// To be left alone: a clock time by itself (a result, a time table), "Loading
// the boats takes an hour.", a last line after the text without debris before
// it, braces and brackets in code.
//
// Known misses: a crumb of more than three words.
package placeholders

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"winnow/pipeline"
	"winnow/stages/internal/evidence"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/sweep"
	"winnow/stages/internal/textlines"
	"winnow/stages/internal/wording"
)

// Options are the stage's settings.
type Options struct{}

// The rules.
const (
	ruleLoading  = "placeholders/loading"
	rulePlayer   = "placeholders/player"
	rulePrompt   = "placeholders/player-prompt"
	ruleWeak     = "placeholders/weak"
	ruleForm     = "placeholders/form"
	ruleTemplate = "placeholders/template"
	ruleError    = "placeholders/error"
	ruleCrumb    = "placeholders/crumb"
)

// New makes the stage.
func New(o Options) pipeline.Stage {
	table := sweep.NewTable(
		sweep.Entry{Category: "loading", Rule: ruleLoading, Weak: ruleWeak, Max: 120, NoHeading: true, When: notTitle},
		sweep.Entry{Category: "player", Rule: rulePrompt, Weak: ruleWeak, Max: 160, NoHeading: true, When: ofPlayer},
		sweep.Entry{Category: "form", Rule: ruleForm, Weak: ruleWeak, Max: 160, NoHeading: true, When: ofForm},
	)
	return pipeline.Stage{
		Name: "placeholders",
		Doc:  "Removes placeholders for content that never loaded.",
		Rules: []pipeline.Rule{
			{Name: ruleLoading, Doc: "A line that says that something is loading, or offers to load more."},
			{Name: rulePlayer, Doc: "A run of clock times, with the name of the player before it."},
			{Name: rulePrompt, Doc: "The prompt or a button of a player: Listen to this article."},
			{Name: ruleForm, Doc: "The label, the hint or the button of a form: Email address."},
			{Name: ruleWeak, Doc: "A word that players and forms use, where the context supports it.", Tier: pipeline.TierB},
			{Name: ruleTemplate, Doc: "A marker or the text of a template that was never filled in: [CTA_MODULE], Lorem ipsum.", Tier: pipeline.TierB},
			{Name: ruleError, Doc: "A message that PHP left in the page: Warning: Undefined variable $a in /www/a.php on line 7.", Tier: pipeline.TierB},
			{Name: ruleCrumb, Doc: "A last line of at most three words without end punctuation, right after debris.", Tier: pipeline.TierB},
		},
		Run: textlines.Cutting(func(d *textlines.Doc, cut *textlines.Cut) {
			players(d, cut)
			table.Over(d, cut)
			skeletons(d, cut)
			templates(d, cut)
			fillers(d, cut)
			errorMessages(d, cut)
			crumb(d, cut)
		}),
	}
}

// skeletons removes lines made of placeholders for the parts of a page while
// they load: "Loading paragraph...Loading image...".
func skeletons(d *textlines.Doc, cut *textlines.Cut) {
	for i := range d.Lines {
		if l := &d.Lines[i]; !l.Exempt && !cut.Taken(i) && strings.HasPrefix(l.Text, loading) && isSkeleton(l.Text) {
			cut.Line(i, ruleLoading, "says more than once that something loads")
		}
	}
}

const loading = "Loading "

// isSkeleton reports whether a line consists of two or more loading parts, each
// named in a word or two.
func isSkeleton(s string) bool {
	parts := strings.Split(strings.TrimSuffix(strings.ReplaceAll(s, "…", "..."), "..."), "...")
	for _, part := range parts {
		if name, ok := strings.CutPrefix(strings.TrimSpace(part), loading); !ok || len(strings.Fields(name)) > 2 {
			return false
		}
	}
	return len(parts) > 1
}

// notTitle keeps "Loading" if it has no dots and heads the text, a part of it
// or a sentence: a poem may have that title, somebody may say it.
func notTitle(d *textlines.Doc, i int, m phrases.Match) bool {
	return strings.HasSuffix(d.Lines[i].Text, ".") || strings.HasSuffix(d.Lines[i].Text, "…") || strings.Contains(m.Text, " ") ||
		i > 0 && d.BlockOf(i).Kind != pipeline.Heading && !(i+1 < len(d.Lines) && d.EndsSentence(i+1))
}

// ofPlayer keeps a prompt that gives minutes where it may be of a plan of exercises:
// in a text, not a page, of fewer than two sentences, and next to a like one with
// another number. "Listen 5 min"
func ofPlayer(d *textlines.Doc, i int, m phrases.Match) bool {
	if !strings.HasSuffix(m.Text, "0 min") {
		return true
	}
	return (d.Tree != nil || d.Sentences() > 1) && !d.IsOneOfSeries(i)
}

// ofForm keeps "Oops! Something went wrong." unless there is a part of a form
// next to it: programs print it, too. That a form was not sent is clear by
// itself.
func ofForm(d *textlines.Doc, i int, m phrases.Match) bool {
	if m.Text != "oops! something went wrong" || d.BlockOf(i).Kind == pipeline.Control || d.IsNamedDebris(i) {
		return true
	}
	for _, k := range [...]int{i - 1, i + 1} {
		if k >= 0 && k < len(d.Lines) && d.Found(k) != nil {
			return true
		}
	}
	return d.RemovedBefore(i) || d.RemovedAfter(i)
}

// players removes runs of two or more clock times and what belongs to them: the
// word of a player before, a truncated time after (002:27-31).
func players(d *textlines.Doc, cut *textlines.Cut) {
	times := 0 // clock times of the document
	for i := range d.Lines {
		if isClock(d.Lines[i].Text) && !startsAtZero(d, i, 1) {
			times++
		}
	}
	for i := 0; i < len(d.Lines); i++ {
		n := 0
		for i+n < len(d.Lines) && !d.Lines[i+n].Exempt && isClock(d.Lines[i+n].Text) {
			n++
		}
		if n == 0 || n == 1 && !(i > 0 && isPlayerWord(d.Lines[i-1].Text)) && !isProgress(d.Lines[i].Text) {
			continue
		}
		// Two times of day may be a timetable; a player starts at zero.
		if !(n == 1 && isProgress(d.Lines[i].Text)) && (!startsAtZero(d, i, n) || !isPlayer(d, i, n, times)) {
			i += n
			continue
		}
		if i > 0 && !cut.Taken(i-1) && isPlayerWord(d.Lines[i-1].Text) {
			cut.Line(i-1, rulePlayer, "before clock times")
		}
		for k := range n {
			cut.Line(i+k, rulePlayer, "clock times of a player")
		}
		if k := i + n; k < len(d.Lines) && isCutClock(d.Lines[k].Text) {
			cut.Line(k, rulePlayer, "a clock time, cut off")
		}
		i += n
	}
}

// isProgress reports whether a line says where a player is and how long it
// takes: "0:00 / 3:45".
func isProgress(s string) bool {
	at, whole, ok := strings.Cut(s, "/")
	at = strings.TrimSpace(at)
	return ok && (at == "0:00" || at == "00:00") && isClock(strings.TrimSpace(whole))
}

func startsAtZero(d *textlines.Doc, i, n int) bool {
	for _, l := range d.Lines[i : i+n] {
		if t := strings.Trim(l.Text, "-0:/ \u00a0"); t == "" {
			return true
		}
	}
	return false
}

// isPlayer distinguishes the times of a player from those of a race or a
// timetable: a player shows its position and its length, so that at most two of
// its times differ from zero, and the page has no other clock times.
func isPlayer(d *textlines.Doc, i, n, all int) bool {
	times := map[string]bool{}
	for _, l := range d.Lines[i : i+n] {
		for t := range strings.FieldsFuncSeq(l.Text, func(r rune) bool { return r == '/' || r == ' ' || r == '-' || r == '\u00a0' }) {
			if strings.Trim(t, "0:") != "" {
				times[t] = true
			}
		}
	}
	if len(times) > 2 {
		return false
	}
	if i > 0 && isPlayerWord(d.Lines[i-1].Text) {
		return true
	}
	for k := i; k < i+n; k++ {
		if !startsAtZero(d, k, 1) {
			all--
		}
	}
	return all <= maxOtherTimes
}

// maxOtherTimes is how many other clock times a page with a player may show.
const maxOtherTimes = 2

// isClock reports whether a text is a time as players show it: 0:00, 14:40,
// 1:02:03, "0:00 / 14:40".
func isClock(s string) bool {
	if len(s) < 4 || len(s) > 20 {
		return false
	}
	colons := 0
	for i, r := range s {
		switch {
		case r == ':':
			colons++
			if i+3 > len(s) || !isDigit(s[i+1]) || !isDigit(s[i+2]) || i == 0 || !isDigit(s[i-1]) {
				return false
			}
		case r >= '0' && r <= '9', r == ' ', r == '/', r == '-' && i == 0, r == '\u00a0':
		default:
			return false
		}
	}
	return colons > 0 && colons < 5
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// isCutClock reports whether a text is the beginning of a clock time: "13:8",
// "13:".
func isCutClock(s string) bool {
	if len(s) < 2 || len(s) > 5 || !strings.Contains(s, ":") {
		return false
	}
	return strings.Trim(s, "0123456789:") == "" && isDigit(s[0])
}

// playerWords come before the clock times of a player.
var playerWords = sync.OnceValue(func() map[string]bool { return wording.Set("player") })

func isPlayerWord(s string) bool { return len(s) < 40 && playerWords()[textlines.Key(s)] }

// templates removes template markers that were never filled in, unless the page
// is a technical one.
func templates(d *textlines.Doc, cut *textlines.Cut) {
	if d.Strict() {
		return
	}
	marks, code := 0, 0
	for i := range d.Lines {
		if d.Lines[i].Exempt {
			code++
		} else if isTemplate(d.Lines[i].Text) {
			marks++
		}
	}
	// Pages that show code, or many markers, are about templates.
	if marks == 0 || marks > 3 || code > 0 {
		return
	}
	for i := range d.Lines {
		if l := d.Lines[i]; !l.Exempt && isTemplate(l.Text) && !beginsInBracket(d, i-1) && !beginsInBracket(d, i+1) && !sweep.IsPiece(d, cut, i) {
			cut.Line(i, ruleTemplate, "a template's mark by itself").Score = evidence.Enough
		}
	}
}

// fillers removes the filler text of templates, unless the page is about it.
func fillers(d *textlines.Doc, cut *textlines.Cut) {
	isOne := func(l textlines.Line) bool { return !l.Exempt && isFiller(l.Text) }
	if d.Strict() || !slices.ContainsFunc(d.Lines, isOne) {
		return // most pages
	}
	for i := range d.Lines {
		if t := d.Lines[i].Text; strings.Contains(t, "orem ipsum") && !isFiller(t) || strings.Contains(t, "orem Ipsum") {
			return
		}
	}
	for i := range d.Lines {
		if !cut.Taken(i) && isOne(d.Lines[i]) {
			cut.Line(i, ruleTemplate, "the text of a template").Score = evidence.Enough
		}
	}
}

// isFiller reports whether a text is what a theme shows until there is content.
func isFiller(s string) bool {
	return strings.HasPrefix(s, "Lorem ipsum dolor sit amet") || s == "This is some text inside of a div block."
}

// beginsInBracket reports whether a line is like those of a synopsis: "[FLAGS
// <flags>]".
func beginsInBracket(d *textlines.Doc, i int) bool {
	return i >= 0 && i < len(d.Lines) && d.Lines[i].Text[0] == '['
}

// isTemplate reports whether a text is a template marker: "[CTA_MODULE]", "{{
// author.name }}", "[shortcode id="4"]", "%%title%%".
func isTemplate(s string) bool {
	if len(s) > 80 || len(s) < 5 {
		return false
	}
	inner, ok := "", false
	switch {
	case strings.HasPrefix(s, "{{") && strings.HasSuffix(s, "}}"), strings.HasPrefix(s, "%%") && strings.HasSuffix(s, "%%"):
		return true
	case strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]"):
		inner, ok = s[1:len(s)-1], true
	}
	if !ok || strings.ContainsAny(inner, "[]") {
		return false
	}
	name, attributes, has := strings.Cut(inner, " ")
	if has {
		return strings.Contains(attributes, "=\"") || strings.Contains(attributes, "=”")
	}
	// In lower case it is the name of a reference: [use_chardet_on_py3].
	return strings.Contains(name, "_") && strings.IndexFunc(name, func(r rune) bool {
		return !unicode.IsUpper(r) && !unicode.IsDigit(r) && r != '_' && r != '-' && r != '/'
	}) < 0
}

// maxCrumb is the maximum number of words of a crumb.
const maxCrumb = 3

// crumb removes what debris leaves at the very end: a few words without end
// punctuation, right after something that was removed (000:58).
func crumb(d *textlines.Doc, cut *textlines.Cut) {
	last := len(d.Lines) - 1
	for last > 0 && cut.Taken(last) {
		last--
	}
	if last < 1 || last < len(d.Lines)-1 || d.Lines[last].Exempt {
		return
	}
	l := &d.Lines[last]
	if strings.ContainsAny(l.Text, "@/0123456789") && strings.ContainsAny(l.Text, "@/:.+") {
		return // an address, a telephone number
	}
	if textlines.StartsLower(l.Text) || sweep.IsPiece(d, cut, last) {
		return // the end of a sentence, or of verse
	}
	after := cut.Taken(last-1) || d.RemovedBefore(last)
	if !after || d.EndsSentence(last) || d.Words(last) > maxCrumb || len(l.Text) > 60 || d.Strict() {
		return
	}
	if k := d.BlockOf(last).Kind; k != pipeline.Paragraph && k != pipeline.Control && k != pipeline.Heading {
		return
	}
	facts := sweep.Facts(d, cut, last)
	cut.Line(last, ruleCrumb, facts.String()).Score = evidence.Enough
}
