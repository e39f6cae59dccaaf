// Package phrases finds the set formulations that debris is made of, such as
// "You might also like" and "Partager sur Facebook", at the beginning of lines
// in some thirty languages.
//
// The phrases stand in data/<language>.txt under their category, sorted:
//
//	== related
//	das könnte sie auch interessieren
//	lesen sie auch:*
//
// A plain phrase is a whole line, whatever its case, the marks around it and
// the way it is encoded; 0 stands for any number. A phrase that ends in * is
// the beginning of a line. A category named with a question mark holds phrases
// that need more evidence than their words.
//
// All phrases of a matcher are matched at once: a line is read through a trie
// from its first character, folded on the way, and most lines of prose are
// left after a few characters. The time is linear in the text and does not
// depend on the number of phrases.
package phrases

import (
	"bufio"
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode"

	"winnow/pipeline/fold"
)

//go:embed data/*.txt
var data embed.FS

// A Phrase is one formulation.
type Phrase struct {
	// Text is the phrase as it stands in the data, without its "*".
	Text string
	// Category says what kind of debris it is, Lang in which language.
	Category, Lang string
	// Prefix is true for the beginning of a line, Weak for a phrase that
	// needs more evidence.
	Prefix, Weak bool
}

// all reads the embedded phrases once; they never change.
var all = sync.OnceValue(func() []Phrase {
	list, err := read(data)
	if err != nil {
		panic(err) // a defect of the build, held by the tests
	}
	return list
})

func read(files fs.FS) ([]Phrase, error) {
	names, err := fs.Glob(files, "data/*.txt")
	if err != nil {
		return nil, err
	}
	var list []Phrase
	for _, name := range names {
		b, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		lang := strings.TrimSuffix(path.Base(name), ".txt")
		category, weak := "", false
		sc := bufio.NewScanner(bytes.NewReader(b))
		for n := 1; sc.Scan(); n++ {
			line := strings.TrimSpace(sc.Text())
			switch {
			case line == "" || strings.HasPrefix(line, "# "):
			case strings.HasPrefix(line, "== "):
				category, weak = strings.CutSuffix(line[3:], "?")
			case category == "":
				return nil, fmt.Errorf("%s:%d: a phrase before the first category", name, n)
			default:
				text, prefix := strings.CutSuffix(line, "*")
				list = append(list, Phrase{text, category, lang, prefix, weak})
			}
		}
	}
	return list, nil
}

// A Matcher finds the phrases of some categories. It is safe for concurrent
// use.
type Matcher struct {
	nodes []node
	list  []Phrase
}

type node struct {
	edges         []edge // sorted by r
	whole, prefix int32  // index in list + 1
}

type edge struct {
	r  rune
	to int32
}

// A Match is a phrase found at the beginning of a line.
type Match struct {
	Phrase
	// End is where the phrase ends in the line, in bytes; Rest is the text
	// after it.
	End  int
	Rest string
}

// New makes a matcher of the phrases of the given categories. It panics when
// there is no phrase of one of them: that is a slip of the stage.
func New(categories ...string) *Matcher {
	m := &Matcher{nodes: make([]node, 1)}
	for _, c := range categories {
		found := false
		for _, p := range all() {
			if p.Category == c {
				m.Add(p)
				found = true
			}
		}
		if !found {
			panic("no phrases of category " + c)
		}
	}
	return m
}

// Add adds a phrase. A phrase added twice keeps its first category.
func (m *Matcher) Add(p Phrase) {
	if len(m.nodes) == 0 {
		m.nodes = make([]node, 1)
	}
	at := int32(0)
	read := reader{Scanner: fold.Scan(p.Text)}
	for first := true; ; first = false {
		r, _, ok := read.next()
		if !ok {
			break
		}
		if first && isOpening(r) {
			continue
		}
		at = m.child(at, r)
	}
	if p.Prefix && strings.HasSuffix(p.Text, " ") {
		at = m.child(at, ' ')
	}
	m.list = append(m.list, p)
	slot := &m.nodes[at].whole
	if p.Prefix {
		slot = &m.nodes[at].prefix
	}
	if *slot == 0 {
		*slot = int32(len(m.list))
	}
}

// child is the node that r leads to from a node, made when it is missing.
func (m *Matcher) child(at int32, r rune) int32 {
	i, ok := slices.BinarySearchFunc(m.nodes[at].edges, r, func(e edge, r rune) int { return int(e.r - r) })
	if !ok {
		m.nodes = append(m.nodes, node{})
		m.nodes[at].edges = slices.Insert(m.nodes[at].edges, i, edge{r, int32(len(m.nodes) - 1)})
	}
	return m.nodes[at].edges[i].to
}

func (n *node) next(r rune) (int32, bool) {
	lo, hi := 0, len(n.edges)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if n.edges[mid].r < r {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(n.edges) && n.edges[lo].r == r {
		return n.edges[lo].to, true
	}
	return 0, false
}

// Whole finds the phrase that a line is made of, apart from marks around it.
func (m *Matcher) Whole(line string) (Match, bool) {
	match, ok := m.Find(line)
	return match, ok && !match.Prefix
}

// Find finds the phrase that a line is made of or, failing that, the longest
// one it begins with.
func (m *Matcher) Find(line string) (Match, bool) {
	read := reader{Scanner: fold.Scan(line)}
	at, begun := int32(0), false
	best := Match{}
	found := false
	for {
		r, end, ok := read.next()
		if !ok {
			break
		}
		if !begun && (isOpening(r) || r == '"' && endsInGuillemet(line[:end])) {
			continue
		}
		next, ok := m.nodes[at].next(r)
		if !ok {
			break
		}
		at, begun = next, true
		if p := m.nodes[at].prefix; p > 0 && !(isSpacedLetter(r) && startsWithLetter(read)) {
			best, found = Match{Phrase: m.list[p-1], End: end}, true
		}
		if w := m.nodes[at].whole; w > 0 && closes(read, line[end:]) {
			return Match{Phrase: m.list[w-1], End: len(line)}, true
		}
	}
	if found {
		best.Rest = strings.TrimSpace(line[best.End:])
	}
	return best, found
}

// isSpacedLetter reports letters of the scripts that part words by spaces.
func isSpacedLetter(r rune) bool {
	return unicode.IsLetter(r) && (r < 0x2E80 || r >= 0xAC00 && r < 0xD7B0) && !(r >= 0x0E00 && r < 0x0E80)
}

func startsWithLetter(read reader) bool {
	r, _, ok := read.next()
	return ok && (isSpacedLetter(r) || unicode.IsMark(r))
}

// maxClosing is how many bytes of marks may follow a phrase on its line.
const maxClosing = 16

// closes reports whether nothing but marks follows.
func closes(read reader, rest string) bool {
	if len(rest) > maxClosing {
		return false
	}
	for {
		r, _, ok := read.next()
		if !ok {
			return true
		}
		if !isClosing(r) && !(r == '"' && strings.ContainsRune(rest, '»')) {
			return false
		}
	}
}

// isOpening reports what may stand before a phrase: bullets, arrows, rules,
// brackets, pictographs. A quotation mark is not among them: quoted words
// belong to somebody.
func isOpening(r rune) bool {
	return strings.ContainsRune(" -*></|[(~=+_.:•·¿¡【「\\", r) || isPictograph(r)
}

// isClosing reports what may stand after a phrase.
func isClosing(r rune) bool {
	return strings.ContainsRune(" -*></|])~=+_.:•·!?】」。،؟।;,", r) || isPictograph(r)
}

// endsInGuillemet tells the arrows « and » from quotation marks, as which they
// are folded.
func endsInGuillemet(s string) bool { return strings.HasSuffix(s, "»") || strings.HasSuffix(s, "«") }

func isPictograph(r rune) bool {
	return r >= 0x2190 && r <= 0x2BFF || r >= 0x1F000 && r <= 0x1FAFF || r == '\uFE0F' || r >= 0xE000 && r <= 0xF8FF || r == '›' || r == '‹'
}

// A reader reads a text as phrases are compared: folded, a number as one 0,
// no space before a colon or another closing mark.
type reader struct {
	fold.Scanner
}

func (rd *reader) next() (r rune, end int, ok bool) {
	r, _, end, ok = rd.Next()
	switch {
	case !ok:
		return
	case r == ' ':
		ahead := rd.Scanner
		if c, _, e, ok := ahead.Next(); ok && (c == ':' || c == '!' || c == '?') {
			rd.Scanner = ahead
			return c, e, true
		}
	case unicode.IsDigit(r):
		for {
			ahead := rd.Scanner
			c, _, e, ok := ahead.Next()
			if !ok {
				break
			}
			if c == '.' || c == ',' {
				if c, _, e, ok = ahead.Next(); !ok || !unicode.IsDigit(c) {
					break
				}
			}
			if !unicode.IsDigit(c) {
				break
			}
			rd.Scanner, end = ahead, e
		}
		return '0', end, true
	}
	return
}
