package userrules

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/andybalholm/cascadia"
	"go.yaml.in/yaml/v4"

	"winnow/pipeline"
	"winnow/pipeline/fold"
	"winnow/stages/internal/phrases"
)

// valueGroup is the named group of an expression whose text the field
// receives.
const valueGroup = "value"

// targets are the fields that text can be moved to.
var targets = []pipeline.Field{
	pipeline.FieldTitle, pipeline.FieldByline, pipeline.FieldPublished, pipeline.FieldModified, pipeline.FieldSite, pipeline.FieldLang,
	pipeline.FieldExcerpt, pipeline.FieldAgency, pipeline.FieldReadingTime, pipeline.FieldAuthorBio,
	pipeline.FieldCaption, pipeline.FieldCredit, pipeline.FieldRelated, pipeline.FieldTag,
}

func targetNames() []string {
	names := make([]string, len(targets))
	for i, f := range targets {
		names[i] = f.String()
	}
	return names
}

// match reads what a rule looks for, and what goes with it.
func (l *loader) match(r *Rule, n *yaml.Node) {
	what, before := string(r.Action), len(l.errs)
	keys, ok := l.mapping(n, what, matchKeys[r.Action])
	if !ok {
		return
	}
	if keys["phrase"] == nil && keys["regexp"] == nil && keys["selector"] == nil && len(l.errs) == before {
		l.report(n.Line, "%s: want a phrase, a regexp or a selector", what)
	}
	l.phrases(r, keys["phrase"], keys["at"])
	if v := keys["regexp"]; v != nil {
		l.regexps(r, v)
	}
	if v := keys["selector"]; v != nil {
		l.selectors(r, v)
	}
	if v := keys["take"]; v != nil {
		if s, ok := l.oneOf(v, "take", "line", "match", "block"); ok {
			r.take = map[string]take{"line": takeLine, "match": takeMatch, "block": takeBlock}[s]
		}
		if keys["phrase"] == nil && keys["regexp"] == nil {
			l.report(v.Line, "take: an element goes as a whole; take is for a phrase or a regexp")
		}
	}
	if r.Action == Keep {
		r.take = takeBlock // what is protected are blocks
	}
	if r.Action == Move {
		l.target(r, keys["to"])
	}
}

func (l *loader) phrases(r *Rule, n, at *yaml.Node) {
	where := "line"
	if at != nil {
		where, _ = l.oneOf(at, "at", "line", "start", "anywhere")
		if n == nil {
			l.report(at.Line, "at: says where the phrase is, and there is no phrase")
		}
	}
	if n == nil {
		return
	}
	var list []phrases.Phrase
	for _, e := range l.texts(n, "phrase") {
		if !strings.ContainsFunc(e.text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			l.report(e.line, "phrase: %q has no letter and no digit to look for", e.text)
			continue
		}
		if where == "anywhere" {
			r.inside = append(r.inside, fold.Key(e.text))
			continue
		}
		list = append(list, phrases.Phrase{Text: e.text, Prefix: where == "start"})
	}
	if len(list) > 0 {
		r.phrases = phrases.Of(list...)
		l.all = append(l.all, list...)
	}
}

func (l *loader) regexps(r *Rule, n *yaml.Node) {
	for _, e := range l.texts(n, "regexp") {
		re, err := regexp.Compile(e.text)
		if err != nil {
			l.report(e.line, "regexp: %s", strings.TrimPrefix(err.Error(), "error parsing regexp: "))
			continue
		}
		if re.MatchString("") {
			l.report(e.line, "regexp: %q is found in every line, also in an empty one", e.text)
			continue
		}
		l.groups(r, re, e.line)
		r.regexps = append(r.regexps, re)
	}
}

// groups checks the named groups of an expression: those of a move are fields.
func (l *loader) groups(r *Rule, re *regexp.Regexp, line int) {
	for _, name := range re.SubexpNames() {
		if name == "" || r.Action != Move || name == valueGroup || slices.Contains(targetNames(), name) {
			continue
		}
		l.report(line, "regexp: the group %q is no field%s", name, suggest(name, append(targetNames(), valueGroup)))
	}
}

func (l *loader) selectors(r *Rule, n *yaml.Node) {
	for _, e := range l.texts(n, "selector") {
		compiled, err := cascadia.Compile(e.text)
		if err != nil {
			l.report(e.line, "selector %q: %s", e.text, strings.TrimPrefix(err.Error(), "cascadia: "))
			continue
		}
		r.selectors = append(r.selectors, selector{e.text, compiled})
	}
}

// target reads where a rule moves to.
func (l *loader) target(r *Rule, n *yaml.Node) {
	if n == nil {
		if !hasFieldGroup(r.regexps) {
			l.report(r.Line, "move: want a field to move to, such as to: captions")
		}
		return
	}
	if s, ok := l.oneOf(n, "to", targetNames()...); ok {
		r.To = targets[slices.Index(targetNames(), s)]
	}
}

// hasFieldGroup reports whether every expression says by a named group where
// its text goes.
func hasFieldGroup(list []*regexp.Regexp) bool {
	for _, re := range list {
		if !slices.ContainsFunc(re.SubexpNames(), func(name string) bool { return slices.Contains(targetNames(), name) }) {
			return false
		}
	}
	return len(list) > 0
}
