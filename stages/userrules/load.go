package userrules

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/andybalholm/cascadia"
	"go.yaml.in/yaml/v4"

	"winnow/pipeline"
	"winnow/pipeline/fold"
	"winnow/pipeline/spelling"
	"winnow/stages/internal/phrases"
)

// MaxFile is the size of the largest rules file, in bytes: some twenty
// thousand rules.
const MaxFile = 4 << 20

// valueGroup is the named group of an expression whose text the field
// receives.
const valueGroup = "value"

// The keys of a rules file, of a rule, and of what a rule looks for.
var (
	fileKeys  = []string{"version", "rules"}
	ruleKeys  = []string{"name", "about", "hosts", "drop", "keep", "move"}
	matchKeys = map[Action][]string{
		Drop: {"phrase", "regexp", "selector", "at", "take"},
		Keep: {"phrase", "regexp", "selector", "at"},
		Move: {"phrase", "regexp", "selector", "at", "take", "to"},
	}
)

// targets are the fields that text can be moved to.
var targets = []pipeline.Field{
	pipeline.FieldTitle, pipeline.FieldByline, pipeline.FieldPublished, pipeline.FieldModified, pipeline.FieldSite, pipeline.FieldLang,
	pipeline.FieldExcerpt, pipeline.FieldAgency, pipeline.FieldReadingTime, pipeline.FieldAuthorBio,
	pipeline.FieldCaption, pipeline.FieldCredit, pipeline.FieldRelated, pipeline.FieldTag,
}

// Load reads a rules file. The error lists everything that is wrong with it, a
// line each, beginning with name and the line in the file.
func Load(name string, source []byte) (*Rules, error) {
	if len(source) > MaxFile {
		return nil, fmt.Errorf("%s: %d bytes, more than %d", name, len(source), MaxFile)
	}
	l := loader{name: name}
	// The YAML parser is other people's code on a user's file.
	err := pipeline.Catch(func() error { return l.load(source) })
	if p, ok := pipeline.IsPanic(err); ok {
		return nil, fmt.Errorf("%s: cannot be read as YAML: %v", name, p.Value)
	}
	if err == nil {
		err = errors.Join(l.errs...)
	}
	if err != nil {
		return nil, err
	}
	rs := &Rules{list: l.rules, digest: digestOf(source)}
	if len(l.all) > 0 {
		rs.phrases = phrases.Of(l.all...)
	}
	rs.index()
	return rs, nil
}

// A loader reads one file, and gathers what is wrong with it.
type loader struct {
	name  string
	rules []Rule
	errs  []error
	all   []phrases.Phrase // those of all rules that are or begin a line
}

func (l *loader) report(line int, format string, args ...any) {
	l.errs = append(l.errs, fmt.Errorf("%s:%d: %s", l.name, line, fmt.Sprintf(format, args...)))
}

func (l *loader) load(source []byte) error {
	root, err := l.parse(source)
	if err != nil || root == nil {
		return err
	}
	keys, ok := l.mapping(root, "the file", fileKeys)
	if !ok {
		return nil
	}
	if v, ok := keys["version"]; !ok {
		l.report(1, "the key version is missing; write version: 1")
	} else if s, ok := l.text(v, "version"); ok && s != "1" {
		l.report(v.Line, "version %q is not known; write version: 1", s)
	}
	list, ok := keys["rules"]
	if !ok {
		l.report(1, "the key rules is missing")
		return nil
	}
	if list.Kind != yaml.SequenceNode {
		l.report(list.Line, "rules: want a list, not %s", kindOf(list))
		return nil
	}
	seen := map[string]int{}
	for _, item := range list.Content {
		l.rule(item, seen)
	}
	return nil
}

// parse gives the root of the file, nil when that was reported as missing.
func (l *loader) parse(source []byte) (*yaml.Node, error) {
	var document, more yaml.Node
	d := yaml.NewDecoder(bytes.NewReader(source))
	err := d.Decode(&document)
	switch {
	case errors.Is(err, io.EOF) || err == nil && len(document.Content) == 0:
		l.report(1, "want one document with the keys version and rules")
		return nil, nil
	case err != nil:
		return nil, l.yamlError(err)
	}
	switch err := d.Decode(&more); {
	case err == nil:
		l.report(more.Line, "a second document; want one with the keys version and rules")
		return nil, nil
	case !errors.Is(err, io.EOF):
		return nil, l.yamlError(err)
	}
	return document.Content[0], nil
}

// yamlLine is how the parser tells a line.
var yamlLine = regexp.MustCompile(`^(?:yaml: )?(?:line (\d+): )?`)

// yamlError gives an error of the parser with the place as FILE:LINE.
func (l *loader) yamlError(err error) error {
	name, text := l.name, err.Error()
	m := yamlLine.FindStringSubmatch(text)
	if m[1] != "" {
		name += ":" + m[1]
	}
	return fmt.Errorf("%s: %s", name, strings.TrimPrefix(text, m[0]))
}

// mapping gives the values of a mapping by key. Keys that are not known are
// reported.
func (l *loader) mapping(n *yaml.Node, what string, known []string) (map[string]*yaml.Node, bool) {
	if n.Kind != yaml.MappingNode {
		l.report(n.Line, "%s: want keys and values, not %s", what, kindOf(n))
		return nil, false
	}
	keys := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i].Value, n.Content[i+1]
		switch line := n.Content[i].Line; {
		case !slices.Contains(known, key):
			l.report(line, "unknown key %q in %s%s", key, what, suggest(key, known))
		case keys[key] != nil:
			l.report(line, "%s: the key %s is there twice", what, key)
		default:
			keys[key] = value
		}
	}
	return keys, true
}

// text is the value of a key that holds one.
func (l *loader) text(n *yaml.Node, key string) (string, bool) {
	if n.Kind == yaml.ScalarNode && n.Anchor == "" && n.ShortTag() != "!!null" && strings.HasPrefix(n.ShortTag(), "!!") {
		if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
			return strings.TrimSuffix(n.Value, "\n"), true
		}
		return n.Value, true
	}
	l.report(n.Line, "%s: want a text, not %s", key, kindOf(n))
	return "", false
}

// An entry is a text and its line.
type entry struct {
	text string
	line int
}

// texts are the values of a key that holds one or a list of them.
func (l *loader) texts(n *yaml.Node, key string) []entry {
	nodes := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		if nodes = n.Content; len(nodes) == 0 {
			l.report(n.Line, "%s: the list is empty", key)
		}
	}
	var entries []entry
	for _, n := range nodes {
		if s, ok := l.text(n, key); ok {
			if strings.TrimSpace(s) == "" {
				l.report(n.Line, "%s: the text is empty", key)
				continue
			}
			entries = append(entries, entry{s, n.Line})
		}
	}
	return entries
}

// ruleName is the form of names: they stand in trails and statistics.
var ruleName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,63}$`)

// reserved is the name that the stage uses itself.
const reserved = "unsearched"

// rule reads one rule. seen has the lines of the names before it.
func (l *loader) rule(n *yaml.Node, seen map[string]int) {
	before := len(l.errs)
	keys, ok := l.mapping(n, "a rule", ruleKeys)
	if !ok {
		return
	}
	r := Rule{Line: n.Line}
	if v, ok := keys["name"]; ok {
		r.Name, _ = l.text(v, "name")
		switch {
		case !ruleName.MatchString(r.Name) || r.Name == reserved:
			l.report(v.Line, "name %q: want small letters, digits and hyphens, such as promo-box", r.Name)
		case seen[r.Name] > 0:
			l.report(v.Line, "name %q is taken by the rule in line %d", r.Name, seen[r.Name])
		default:
			seen[r.Name] = r.Line
		}
	} else {
		l.report(r.Line, "the rule has no name")
	}
	if v, ok := keys["about"]; ok {
		r.About, _ = l.text(v, "about")
	}
	if v, ok := keys["hosts"]; ok {
		r.Hosts = l.hosts(v)
	}
	var match *yaml.Node
	for _, a := range []Action{Drop, Keep, Move} {
		if v, ok := keys[string(a)]; ok {
			if r.Action != "" {
				l.report(v.Line, "a rule has one of drop, keep and move; this one has %s already", r.Action)
				continue
			}
			r.Action, match = a, v
		}
	}
	if r.Action == "" {
		l.report(r.Line, "a rule says what it does: drop, keep or move")
		return
	}
	l.match(&r, match)
	if len(l.errs) == before {
		l.rules = append(l.rules, r)
	}
}

// hosts reads the hosts that a rule is for.
func (l *loader) hosts(n *yaml.Node) []string {
	var hosts []string
	for _, e := range l.texts(n, "hosts") {
		name := strings.TrimPrefix(e.text, "*.")
		if strings.ContainsAny(name, "/:*?# @") || strings.Trim(name, ".") == "" {
			l.report(e.line, "hosts: %q is no host; write example.com, or *.example.com for all below it as well", e.text)
			continue
		}
		hosts = append(hosts, e.text)
	}
	return hosts
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
			l.report(at.Line, "at: says where a phrase stands, and there is none")
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

func targetNames() []string {
	names := make([]string, len(targets))
	for i, f := range targets {
		names[i] = f.String()
	}
	return names
}

func (l *loader) oneOf(n *yaml.Node, key string, allowed ...string) (string, bool) {
	s, ok := l.text(n, key)
	if ok && !slices.Contains(allowed, s) {
		l.report(n.Line, "%s %q: must be one of %s%s", key, s, strings.Join(allowed, ", "), suggest(s, allowed))
		return "", false
	}
	return s, ok
}

// kindOf names what a node is, for errors.
func kindOf(n *yaml.Node) string {
	switch {
	case n.Anchor != "" || n.Kind == yaml.AliasNode:
		return "an anchor or alias"
	case n.Kind == yaml.MappingNode:
		return "keys and values"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.ShortTag() == "!!null":
		return "nothing"
	case !strings.HasPrefix(n.ShortTag(), "!!"):
		return "the tag " + n.Tag
	}
	return fmt.Sprintf("the text %.40q", n.Value)
}

// suggest names the word that was probably meant.
func suggest(word string, known []string) string {
	if near := spelling.Nearest(word, known); near != "" {
		return fmt.Sprintf("; did you mean %s?", near)
	}
	return ""
}
