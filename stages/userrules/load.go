package userrules

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"

	"winnow/pipeline"
	"winnow/stages/internal/phrases"
)

// MaxFile is the size of the largest rules file, in bytes: some twenty
// thousand rules.
const MaxFile = 4 << 20

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

// Load reads a rules file. The error lists everything that is wrong with it, a
// line each, beginning with name and the line in the file.
func Load(name string, source []byte) (*Rules, error) {
	if len(source) > MaxFile {
		return nil, fmt.Errorf("%s: %d bytes, more than %d", name, len(source), MaxFile)
	}
	l := loader{name: name}
	// The YAML parser is third-party code that runs on a user's file.
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

// ruleName is the form of names: they are in trails and statistics.
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
		l.checkName(r, v.Line, seen)
	} else {
		l.report(r.Line, "the rule has no name")
	}
	if v, ok := keys["about"]; ok {
		r.About, _ = l.text(v, "about")
	}
	if v, ok := keys["hosts"]; ok {
		r.Hosts = l.hosts(v)
	}
	match := l.action(&r, keys)
	if match == nil {
		return
	}
	l.match(&r, match)
	if len(l.errs) == before {
		l.rules = append(l.rules, r)
	}
}

// checkName checks the name of a rule, and notes it in seen.
func (l *loader) checkName(r Rule, line int, seen map[string]int) {
	switch {
	case !ruleName.MatchString(r.Name) || r.Name == reserved:
		l.report(line, "name %q: want lower-case letters, digits and hyphens, such as promo-box", r.Name)
	case seen[r.Name] > 0:
		l.report(line, "name %q is taken by the rule in line %d", r.Name, seen[r.Name])
	default:
		seen[r.Name] = r.Line
	}
}

// action reads what a rule does, and returns what it looks for; nil if it does
// nothing, which is reported.
func (l *loader) action(r *Rule, keys map[string]*yaml.Node) (match *yaml.Node) {
	for _, a := range []Action{Drop, Keep, Move} {
		v, ok := keys[string(a)]
		switch {
		case !ok:
		case r.Action != "":
			l.report(v.Line, "a rule has one of drop, keep and move; this one has %s already", r.Action)
		default:
			r.Action, match = a, v
		}
	}
	if match == nil {
		l.report(r.Line, "a rule says what it does: drop, keep or move")
	}
	return match
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
