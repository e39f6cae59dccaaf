package phrases

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// everything holds all embedded phrases; they never change.
var everything = sync.OnceValue(func() *trie { return newTrie(withCapitals(all()), true) })

// A Found is what was found at the beginning of a line, of all categories; for
// most lines it is nil, which means nothing.
type Found struct {
	line string
	hits []hit
	lang string
	few  [2]hit // room for the hits of nearly all lines
}

// For sets the language of the document: a phrase that exists in several
// languages is taken for one of that language.
func (f *Found) For(lang string) *Found {
	if f != nil {
		f.lang = lang
	}
	return f
}

// Scan reads a line for the phrases of all categories. Matchers then pick those
// of their own; see Matcher.In.
func Scan(line string) *Found {
	t := everything()
	if t.misses(line) {
		return nil
	}
	var buf [8]hit
	hits := t.read(line, buf[:0])
	if len(hits) == 0 {
		return nil
	}
	f := &Found{line: line}
	f.hits = append(f.few[:0], hits...)
	return f
}

// A Match is a phrase found at the beginning of a line.
type Match struct {
	Phrase
	// End is where the phrase ends in the line, in bytes; Rest is the text
	// after it.
	End  int
	Rest string
}

// A Matcher finds the phrases of some categories. It never changes and is safe
// for concurrent use.
type Matcher struct {
	trie *trie
	// ranks of the categories from 1, in case a phrase is in two of them; 0 for
	// those that are not looked for. nil stands for all.
	ranks []int
	// begins holds the ASCII characters with which the phrases begin.
	begins asciiSet
}

// New returns a matcher for the phrases of the given categories. It panics if
// one of them has no phrase, which is a mistake in the calling stage.
func New(categories ...string) *Matcher {
	m := &Matcher{trie: everything()}
	m.ranks = make([]int, len(m.trie.categories))
	for rank, c := range categories {
		kind := slices.Index(m.trie.categories, c)
		if kind < 0 {
			panic("no phrases of category " + c)
		}
		m.ranks[kind] = rank + 1
		m.begins.join(m.trie.begins[kind])
	}
	return m
}

// Any returns a matcher for the phrases of all categories.
func Any() *Matcher { return ofTrie(everything()) }

// Of returns a matcher for phrases other than the embedded ones.
func Of(list ...Phrase) *Matcher { return ofTrie(newTrie(list, false)) }

// ofTrie returns a matcher for all phrases of a trie.
func ofTrie(t *trie) *Matcher {
	m := &Matcher{trie: t}
	for _, begins := range t.begins {
		m.begins.join(begins)
	}
	return m
}

// Whole finds the phrase that makes up a whole line, apart from marks around
// it.
func (m *Matcher) Whole(line string) (Match, bool) {
	match, ok := m.Find(line)
	return match, ok && !match.Prefix
}

// Find finds the phrase that makes up a whole line or, failing that, the
// longest one that begins it.
func (m *Matcher) Find(line string) (Match, bool) {
	if m.misses(line) {
		return Match{}, false
	}
	var buf [8]hit
	return m.best(line, m.trie.read(line, buf[:0]), "")
}

// misses is a cheap check that a line begins with none of the matcher's phrases.
func (m *Matcher) misses(line string) bool {
	return line != "" && isASCIILetter(line[0]) && !m.begins.has(lower(line[0])) || m.trie.misses(line)
}

// In is Find for a line that has been scanned.
func (m *Matcher) In(f *Found) (Match, bool) {
	if f == nil {
		return Match{}, false
	}
	return m.best(f.line, f.hits, f.lang)
}

// WholeIn is Whole for a line that has been scanned.
func (m *Matcher) WholeIn(f *Found) (Match, bool) {
	match, ok := m.In(f)
	return match, ok && !match.Prefix
}

// best returns the first phrase of the matcher that is the whole line, else the
// longest one that begins it.
func (m *Matcher) best(line string, hits []hit, lang string) (Match, bool) {
	best := Match{}
	found := false
	for _, h := range hits {
		p, ok := m.pick(h.phrases, lang)
		if !ok {
			continue
		}
		best, found = Match{Phrase: m.trie.list[p], End: h.end}, true
		if h.whole {
			return best, true
		}
	}
	if found {
		best.Rest = strings.TrimSpace(line[best.End:])
	}
	return best, found
}

// pick returns the phrase in the given language, else in any; among those, the
// one of the category that was named first.
func (m *Matcher) pick(list []int32, lang string) (phrase int32, ok bool) {
	if len(list) == 1 || m.ranks == nil {
		return list[0], m.ranks == nil || m.ranks[m.trie.kinds[list[0]]] > 0
	}
	best, spoken := len(m.ranks)+1, false
	for _, p := range list {
		rank := m.ranks[m.trie.kinds[p]]
		if rank == 0 {
			continue
		}
		is := m.trie.list[p].Lang == lang
		if is && !spoken || is == spoken && rank < best {
			phrase, best, spoken = p, rank, is
		}
	}
	return phrase, best <= len(m.ranks)
}

// Within reports whether a phrase begins at any word of a text. It is meant for
// a few phrases: the text is read again from each word that may begin one.
func (m *Matcher) Within(s string) bool {
	inWord := false
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			letter := isASCIILetter(c) || c >= '0' && c <= '9'
			if letter && !inWord && m.begins.has(lower(c)) && m.at(s[i:]) {
				return true
			}
			inWord = letter
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		letter := unicode.IsLetter(r)
		if letter && (!inWord || !isSpacedLetter(r)) && m.at(s[i:]) {
			return true
		}
		inWord = letter
		i += size
	}
	return false
}

// at reports whether s begins with one of the matcher's phrases.
func (m *Matcher) at(s string) bool {
	if m.misses(s) {
		return false
	}
	var buf [8]hit
	return slices.ContainsFunc(m.trie.read(s, buf[:0]), func(h hit) bool {
		_, ok := m.pick(h.phrases, "")
		return ok
	})
}

func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

// An asciiSet is a set of characters of ASCII.
type asciiSet [2]uint64

func (s *asciiSet) has(c byte) bool { return s[c/64%2]&(1<<(c%64)) != 0 }

func (s *asciiSet) add(c byte) { s[c/64%2] |= 1 << (c % 64) }

func (s *asciiSet) join(t asciiSet) {
	s[0] |= t[0]
	s[1] |= t[1]
}
