// Package frame recognises the labels that frame a text on its page: of menus,
// bars, boxes and footers, in some thirty languages. (The literature calls the
// frame boilerplate, or the template of a site.) A label is a whole line, not
// part of a sentence. A single one says little, since words of menus also head
// sections and occur in poems. Several of them, of several topics, before and
// after a text show its frame.
package frame

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline/fold"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/textstat"
)

//go:embed labels.txt
var labelData string

// labelTopics are the labels of labels.txt with their topics.
var labelTopics = sync.OnceValue(func() map[string]textstat.Topic {
	topics := map[string]textstat.Topic{
		"menu": textstat.Menu, "share": textstat.Share, "related": textstat.Related, "comments": textstat.Comments, "shop": textstat.Shop, "legal": textstat.Legal,
	}
	m := map[string]textstat.Topic{}
	topic := textstat.Topic(0)
	for line := range strings.SplitSeq(labelData, "\n") {
		switch name, isTopic := strings.CutPrefix(line, "== "); {
		case line == "", strings.HasPrefix(line, "# "):
		case isTopic:
			topic = topics[name]
			if topic == 0 {
				panic("labels.txt: no topic " + name) // a defect of the build
			}
		default:
			m[fold.Key(line)] |= topic
		}
	}
	return m
})

// anyPhrase finds the phrases of all categories.
var anyPhrase = sync.OnceValue(phrases.Any)

// categoryTopics are the topics of the categories of phrases that frame a page.
var categoryTopics = map[string]textstat.Topic{
	"ad": textstat.Ad, "app": textstat.Newsletter, "author": textstat.Author, "comments": textstat.Comments, "cookie": textstat.Legal,
	"copyright": textstat.Legal, "donate": textstat.Newsletter, "editlink": textstat.Menu, "feedback": textstat.Comments,
	"follow": textstat.Share, "form": textstat.Menu, "legal": textstat.Legal, "navigation": textstat.Menu, "newsletter": textstat.Newsletter,
	"paywall": textstat.Newsletter, "player": textstat.Menu, "policy": textstat.Legal, "policyname": textstat.Legal, "print": textstat.Share,
	"readalso": textstat.Related, "readmore": textstat.Related, "related": textstat.Related, "share": textstat.Share, "tags": textstat.Tags,
	"wordpress": textstat.Menu,
}

// longestLabel is the maximum number of bytes of a line that is looked up as a
// row of labels.
const longestLabel = 120

// Label returns the topics of a line that is a label of the frame of a page and
// nothing else, or a row of such labels, separated by signs, spaces, or glued
// together; 0 if it is not.
func Label(s string) textstat.Topic {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > longestLabel {
		return 0
	}
	if t := OneLabel(s); t != 0 {
		return t
	}
	if t := row(strings.FieldsFunc(s, isBetweenLabels), leastParted); t != 0 {
		return t
	}
	if t := row(glued(s), leastGlued); t != 0 {
		return t
	}
	if t := spaced(s); t != 0 {
		return t
	}
	return unspaced(s)
}

// OneLabel returns the topics of a text that is one label, 0 if it is not.
func OneLabel(s string) textstat.Topic {
	s = strings.TrimSpace(strings.TrimRightFunc(s, func(r rune) bool { return unicode.IsDigit(r) || strings.ContainsRune(" ()[]:»›→+*>", r) }))
	if s == "" {
		return 0
	}
	if t := topicsOf(s); t != 0 {
		return t
	}
	if m, ok := anyPhrase().Whole(s); ok {
		return categoryTopics[m.Category] // none of calls: "Get started" is in the text of a shop
	}
	return textstat.Whole(s) & Topics
}

// topicsOf returns the topics of a label of labels.txt.
func topicsOf(label string) textstat.Topic {
	var key [longestLabel]byte
	return labelTopics()[string(fold.AppendKey(key[:0], label))]
}

// Topics are the topics of labels that frame a page.
const Topics = textstat.Related | textstat.Comments | textstat.Share | textstat.Newsletter | textstat.Legal | textstat.Menu | textstat.Ad | textstat.Shop | textstat.Tags | textstat.Author

// isBetweenLabels reports the signs that separate the labels of a row.
func isBetweenLabels(r rune) bool {
	return strings.ContainsRune("|•·/>»›→\n\t", r)
}

// Least numbers of labels in a row: separated by signs, or run together, as
// nothing else is.
const (
	leastParted = 2
	leastGlued  = 1
)

// row returns the topics of several texts, of which at least half, and at least
// that many, are labels.
func row(parts []string, least int) textstat.Topic {
	if len(parts) < 2 {
		return 0
	}
	topics, n := textstat.Topic(0), 0
	for _, p := range parts {
		if t := OneLabel(p); t != 0 && utf8.RuneCountInString(p) > 1 {
			topics |= t
			n++
		}
	}
	if 2*n < len(parts) || n < least {
		return 0
	}
	return topics
}

// glued splits a text where a lower-case letter or a digit comes right before a
// capital, as in "HomeNewsSign in"; nil if there is no such place.
func glued(s string) []string {
	var parts []string
	start := 0
	last := rune(0)
	for i, r := range s {
		if unicode.IsUpper(r) && (unicode.IsLower(last) || unicode.IsDigit(last)) {
			parts = append(parts, s[start:i])
			start = i
		}
		last = r
	}
	if parts == nil {
		return nil
	}
	return append(parts, s[start:])
}

// leastSpaced is the minimum number of labels in a row that nothing but spaces
// separate.
const leastSpaced = 3

// spaced returns the topics of a text whose words are labels, or most of them:
// "Home News Sign in". A sentence is no such row.
func spaced(s string) textstat.Topic {
	if strings.HasSuffix(s, ".") {
		return 0
	}
	words := strings.Fields(s)
	rest := strings.Join(words, " ")
	topics, n, others := textstat.Topic(0), 0, 0
	for len(words) > 0 {
		found := 0 // words of the label that rest begins with
		size := 0
		for k := min(len(words), 3); k > 0 && found == 0; k-- {
			size = k - 1 // spaces
			for _, w := range words[:k] {
				size += len(w)
			}
			if t := OneLabel(rest[:size]); t != 0 {
				topics, found = topics|t, k
				n++
			}
		}
		if found == 0 {
			found = 1
			others++
		}
		words, rest = words[found:], strings.TrimPrefix(rest[size:], " ")
		if others >= n+len(words) {
			return 0 // most texts: too many words are no labels
		}
	}
	if n < leastSpaced || others >= n {
		return 0
	}
	return topics
}

// Bounds of a row of labels with nothing between, in a script without capitals: its
// characters, and those of a label.
const (
	longestUnspaced = 60
	unspacedLabel   = 16
	leastUnspaced   = 2
)

// unspaced returns the topics of a text of a script without capitals that is a
// row of labels: "首页新闻体育".
func unspaced(s string) textstat.Topic {
	runes := []rune(s)
	if len(runes) < 2*leastUnspaced || len(runes) > longestUnspaced || !unicode.IsLetter(runes[0]) || unicode.IsUpper(runes[0]) || unicode.IsLower(runes[0]) {
		return 0
	}
	topics, n := textstat.Topic(0), 0
	for len(runes) > 0 {
		if runes[0] == ' ' {
			runes = runes[1:]
			continue
		}
		k := min(len(runes), unspacedLabel)
		for ; k > 0; k-- {
			if t := topicsOf(string(runes[:k])); t != 0 {
				topics |= t
				break
			}
		}
		if k == 0 {
			return 0
		}
		runes = runes[k:]
		n++
	}
	if n < leastUnspaced {
		return 0
	}
	return topics
}

// SmallPrint returns the topics of a line that begins like the small print, the
// prompts and the requests of a frame, whatever follows: "Your email address will
// not be published.", "© 2025 The Gazette".
func SmallPrint(s string) textstat.Topic {
	if strings.HasSuffix(s, ",") {
		return 0 // a line of verse: "Read on, says the sea,"
	}
	if m, ok := anyPhrase().Find(s); ok && !m.Weak {
		switch m.Category {
		case "relatedlabel":
			return textstat.Related
		case "cookie", "copyright", "newsletter", "comments", "legal", "policy", "policyname", "follow", "share", "app", "ad", "wordpress", "readalso", "related":
			return categoryTopics[m.Category]
		}
	}
	key := fold.Key(s)
	for _, begin := range smallPrintBegins() {
		if strings.HasPrefix(key, begin) {
			return textstat.Legal
		}
	}
	return 0
}

// smallPrintBegins are the beginnings of lines about what made a page.
var smallPrintBegins = sync.OnceValue(func() []string {
	list := []string{"©"}
	for _, s := range strings.Split(strings.TrimSpace(madeBy), "\n") {
		list = append(list, fold.Key(s))
	}
	return list
})

const madeBy = `
copyright
powered by
proudly powered by
built with
made with ghost
theme by
theme:
best viewed with
you are visitor number
users browsing this forum
ansvarig utgivare
con la tecnología de
desarrollado por
propulsé par
fièrement propulsé par
mit stolz präsentiert von
präsentiert von wordpress
con tecnologia
tecnologia do
mogelijk gemaakt door
p.iva
京icp
`
