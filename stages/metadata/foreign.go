package metadata

import (
	"strings"

	"winnow/pipeline/tree"
)

// isForeign reports whether a node speaks of something else than the page:
// comments, related stories, the page's frame. What holds the title does not.
func (w *work) isForeign(n int32) bool {
	if w.foreign == nil {
		w.foreign = make([]int8, len(w.t.Nodes))
	}
	const no, yes = 1, 2
	verdict, top := int8(no), n
	for ; top >= 0; top = w.t.Nodes[top].Parent {
		if v := w.foreign[top]; v != 0 {
			verdict = v
			break
		}
		if w.isForeignItself(top) {
			verdict = yes
			break
		}
	}
	for ; n > top; n = w.t.Nodes[n].Parent {
		w.foreign[n] = verdict
	}
	if top >= 0 {
		w.foreign[top] = verdict
	}
	return verdict == yes
}

func (w *work) isForeignItself(n int32) bool {
	switch w.t.Nodes[n].Tag {
	case tree.Text, tree.Html, tree.Body:
		return false
	case tree.Nav, tree.Form, tree.Dialog:
		if !w.isNearTitle(n) {
			return true
		}
	case tree.Footer:
		if !w.isNearTitle(n) && !w.isArticleFooter(n) {
			return true
		}
	}
	if !isForeignToken(w.t.Value(n, "class")) && !isForeignToken(w.t.Value(n, "id")) || w.isArticleFooter(n) {
		return false
	}
	return w.titleNode < 0 || !w.t.Contains(n, w.titleNode)
}

// isArticleFooter reports whether an element is the end of the article itself,
// where many sites name its author: its class or id says both.
func (w *work) isArticleFooter(n int32) bool {
	names := strings.ToLower(w.t.Value(n, "class") + " " + w.t.Value(n, "id"))
	if w.t.Nodes[n].Tag != tree.Footer && !strings.Contains(names, "footer") {
		return false
	}
	for _, word := range []string{"related", "comment", "recommend", "more", "widget", "site-footer"} {
		if strings.Contains(names, word) {
			return false
		}
	}
	return strings.Contains(names, "article") || strings.Contains(names, "entry") || strings.Contains(names, "post")
}

// isForeignToken looks in a class or id for the words of what stands around
// an article.
func isForeignToken(s string) bool {
	for i := 0; i+6 <= len(s); i++ {
		if !foreignStarts.at(s, i) {
			continue
		}
		letter := s[i] | 0x20
		if letter == 'w' && i > 0 && s[i-1] != ' ' {
			continue // builders of pages call every element a widget
		}
		for _, word := range foreignWords[letter] {
			if at(s, i, word) {
				return true
			}
		}
	}
	return false
}

// foreignWords are the words by their first letter.
var foreignWords = [256][]string{
	'c': {"comment", "carousel"},
	'r': {"related", "recommend", "recent-post", "read-next", "respond"},
	's': {"sidebar"},
	'w': {"widget"},
	't': {"trending", "teaser"},
	'p': {"popular"},
	'm': {"more-from"},
	'f': {"footer"},
}

var foreignStarts = func() *starts {
	var words []string
	for _, list := range foreignWords {
		words = append(words, list...)
	}
	return startsOf(words...)
}()
