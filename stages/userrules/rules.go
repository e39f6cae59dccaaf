package userrules

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/idna"

	"winnow/pipeline"
	"winnow/stages/internal/phrases"
)

// Rules are the rules of a file, ready to be applied. They are safe for
// concurrent use.
type Rules struct {
	list   []Rule
	digest string
	// phrases are those of all rules that are or begin a line: a line that
	// has none of them is left after one look. It is nil when there are none.
	phrases *phrases.Matcher
	// everywhere are the rules without hosts; byHost those of a host, below
	// those of all hosts under a name.
	everywhere    []int
	byHost, below map[string][]int
}

// An Action is what a rule does with what it finds.
type Action string

// The actions.
const (
	Drop Action = "drop"
	Keep Action = "keep"
	Move Action = "move"
)

// A Rule is one rule of a file.
type Rule struct {
	// Name is the rule's name in the file, About what its author says of it,
	// Line where it begins.
	Name, About string
	Line        int
	Action      Action
	// Hosts are those whose pages the rule is for, as written; none means
	// every page.
	Hosts []string
	// To is the field that a moved text goes to.
	To pipeline.Field

	phrases   *phrases.Matcher // whole lines and beginnings
	inside    []string         // folded phrases to be found anywhere in a line
	regexps   []*regexp.Regexp
	selectors []selector
	take      take
}

// A selector is a compiled CSS selector.
type selector struct {
	source  string
	matcher cascadia.Selector
}

// take says how much goes with a phrase or an expression that was found.
type take uint8

const (
	takeLine take = iota
	takeMatch
	takeBlock
)

// ID returns the rule's name in the trail.
func (r *Rule) ID() string { return "userrules/" + r.Name }

// NeedsHTML reports whether the rule has a selector, so that it acts on no
// text page.
func (r *Rule) NeedsHTML() bool { return len(r.selectors) > 0 }

func (r *Rule) hasText() bool { return r.phrases != nil || len(r.inside) > 0 || len(r.regexps) > 0 }

// onlyPhrases reports a rule that finds nothing but phrases which are or begin
// a line.
func (r *Rule) onlyPhrases() bool { return r.phrases != nil && len(r.inside) == 0 }

// target names where moved text goes.
func (r *Rule) target() string {
	if r.To != pipeline.FieldNone {
		return r.To.String()
	}
	return "the fields that its groups name"
}

// List returns the rules in the order of the file.
func (rs *Rules) List() []Rule { return slices.Clone(rs.list) }

// Digest stands for the content of the file.
func (rs *Rules) Digest() string { return rs.digest }

// MarshalJSON writes the digest: what decides the output of a run.
func (rs *Rules) MarshalJSON() ([]byte, error) { return json.Marshal(rs.digest) }

func digestOf(source []byte) string {
	sum := sha256.Sum256(source)
	return hex.EncodeToString(sum[:])
}

// index sorts the rules by host.
func (rs *Rules) index() {
	rs.byHost, rs.below = map[string][]int{}, map[string][]int{}
	for i, r := range rs.list {
		if len(r.Hosts) == 0 {
			rs.everywhere = append(rs.everywhere, i)
		}
		for _, h := range r.Hosts {
			if name, ok := strings.CutPrefix(h, "*."); ok {
				rs.below[canonicalHost(name)] = append(rs.below[canonicalHost(name)], i)
			} else {
				rs.byHost[canonicalHost(h)] = append(rs.byHost[canonicalHost(h)], i)
			}
		}
	}
}

// Applying names the rules that are for pages of a URL.
func (rs *Rules) Applying(pageURL string) []string {
	var names []string
	for _, r := range rs.active(pageURL) {
		names = append(names, r.Name)
	}
	return names
}

// active returns the rules for pages of a URL, in the order of the file.
func (rs *Rules) active(pageURL string) []*Rule {
	numbers := rs.everywhere
	if host := hostOf(pageURL); host != "" && len(rs.byHost)+len(rs.below) > 0 {
		numbers = append(slices.Clone(numbers), rs.byHost[host]...)
		for name := host; name != ""; _, name, _ = strings.Cut(name, ".") {
			numbers = append(numbers, rs.below[name]...)
		}
		slices.Sort(numbers)
		numbers = slices.Compact(numbers)
	}
	active := make([]*Rule, len(numbers))
	for i, n := range numbers {
		active[i] = &rs.list[n]
	}
	return active
}

// hostOf returns the host of a URL in the form in which hosts are compared.
func hostOf(pageURL string) string {
	u, err := url.Parse(strings.TrimSpace(pageURL))
	if err != nil {
		return ""
	}
	return canonicalHost(u.Hostname())
}

// canonicalHost returns a host in lower case and ASCII, without the "www." that
// many sites answer with and without.
func canonicalHost(host string) string {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	if ascii, err := idna.Lookup.ToASCII(host); err == nil && net.ParseIP(host) == nil {
		host = ascii
	}
	return strings.TrimPrefix(host, "www.")
}
