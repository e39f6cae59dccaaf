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

// A Found is what stands at the beginning of a line, of all categories; nil is
// nothing, which it is for most lines.
type Found struct {
	line string
	hits []hit
	lang string
}

// For says in which language the document is, for phrases that stand in several:
// those of it are taken for their own.
func (f *Found) For(lang string) *Found {
	if f != nil {
		f.lang = lang
	}
	return f
}

// Scan reads a line for the phrases of all categories. Matchers tell what it
// found of theirs; see Matcher.In.
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
	return &Found{line: line, hits: append([]hit(nil), hits...)}
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
	// ranks of the categories from 1, for the case that a phrase stands in
	// two of them, 0 for those that are not looked for; nil for all.
	ranks []int
	// begins holds the characters of ASCII with which its phrases begin.
	begins asciiSet
}

// New makes a matcher of the phrases of the given categories. It panics when
// there is no phrase of one of them: that is a slip of the stage.
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

// Any makes a matcher of the phrases of all categories.
func Any() *Matcher { return ofTrie(everything()) }

// Of makes a matcher of other phrases than the embedded ones.
func Of(list ...Phrase) *Matcher { return ofTrie(newTrie(list, false)) }

// ofTrie makes a matcher of all phrases of a trie.
func ofTrie(t *trie) *Matcher {
	m := &Matcher{trie: t}
	for _, begins := range t.begins {
		m.begins.join(begins)
	}
	return m
}

// Whole finds the phrase that a line is made of, apart from marks around it.
func (m *Matcher) Whole(line string) (Match, bool) {
	match, ok := m.Find(line)
	return match, ok && !match.Prefix
}

// Find finds the phrase that a line is made of or, failing that, the longest
// one it begins with.
func (m *Matcher) Find(line string) (Match, bool) {
	if m.misses(line) {
		return Match{}, false
	}
	var buf [8]hit
	return m.best(line, m.trie.read(line, buf[:0]), "")
}

// misses is a cheap look at a line that begins with none of the phrases.
func (m *Matcher) misses(line string) bool {
	return line != "" && isASCIILetter(line[0]) && !m.begins.has(lower(line[0])) || m.trie.misses(line)
}

// In is Find in a line that was scanned before.
func (m *Matcher) In(f *Found) (Match, bool) {
	if f == nil {
		return Match{}, false
	}
	return m.best(f.line, f.hits, f.lang)
}

// WholeIn is Whole in a line that was scanned before.
func (m *Matcher) WholeIn(f *Found) (Match, bool) {
	match, ok := m.In(f)
	return match, ok && !match.Prefix
}

// best is the first phrase of the matcher that is all of the line, else the
// longest that begins it.
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

// pick is the phrase of the given language, else of any; of the category that
// was named first.
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
// a few phrases: the text is read from each word that begins like one of them.
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

// at reports whether one of the matcher's phrases stands at the beginning of s.
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
