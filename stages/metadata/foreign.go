package metadata

import (
	"strings"

	"winnow/pipeline/tree"
)

// isForeign reports whether a node speaks of something else than the page:
// comments, related stories, the page's frame. What holds the title does not.
func (e *extractor) isForeign(n int32) bool {
	if e.foreign == nil {
		e.foreign = make([]int8, len(e.t.Nodes))
	}
	const no, yes = 1, 2
	verdict, top := int8(no), n
	for ; top >= 0; top = e.t.Nodes[top].Parent {
		if v := e.foreign[top]; v != 0 {
			verdict = v
			break
		}
		if e.isForeignItself(top) {
			verdict = yes
			break
		}
	}
	for ; n > top; n = e.t.Nodes[n].Parent {
		e.foreign[n] = verdict
	}
	if top >= 0 {
		e.foreign[top] = verdict
	}
	return verdict == yes
}

func (e *extractor) isForeignItself(n int32) bool {
	switch e.t.Nodes[n].Tag {
	case tree.Text, tree.Html, tree.Body:
		return false
	case tree.Nav, tree.Form, tree.Dialog:
		if !e.isNearTitle(n) {
			return true
		}
	case tree.Footer:
		if !e.isNearTitle(n) && !e.isArticleFooter(n) {
			return true
		}
	}
	if isReply(e.t.Value(n, "itemtype")) {
		return true
	}
	if !isForeignToken(e.t.Value(n, "class")) && !isForeignToken(e.t.Value(n, "id")) || e.isArticleFooter(n) {
		return false
	}
	return e.titleNode < 0 || !e.t.Contains(n, e.titleNode) && !e.isLineUnderTitle(n)
}

// isReply reports whether an itemtype is that of what others say about the main entity.
func isReply(itemtype string) bool {
	_, kind, _ := strings.Cut(itemtype, "schema.org/")
	return kind == "Comment" || kind == "Answer" || kind == "UserComments"
}

// isLineUnderTitle reports whether an element is right below the title, in the
// same element as the header that holds it, and called footer alone: templates
// put the date there, outside the header.
func (e *extractor) isLineUnderTitle(n int32) bool {
	if e.t.Value(n, "class") != "footer" {
		return false
	}
	const highest = 4 // levels from the title up to what the template calls the header
	for a, level := e.titleNode, 0; a >= 0 && level < highest; a, level = e.t.Nodes[a].Parent, level+1 {
		if e.nextElement(a) == n {
			return true
		}
	}
	return false
}

// nextElement returns the next sibling of a node that is an element.
func (e *extractor) nextElement(n int32) int32 {
	for n = e.t.Sibling(n); n >= 0 && e.t.Nodes[n].Tag == tree.Text; n = e.t.Sibling(n) {
	}
	return n
}

// isArticleFooter reports whether an element is the end of the article itself,
// where many sites name its author: its class or id says both.
func (e *extractor) isArticleFooter(n int32) bool {
	names := strings.ToLower(e.t.Value(n, "class") + " " + e.t.Value(n, "id"))
	if e.t.Nodes[n].Tag != tree.Footer && !strings.Contains(names, "footer") {
		return false
	}
	for _, word := range []string{"related", "comment", "recommend", "more", "widget", "site-footer"} {
		if strings.Contains(names, word) {
			return false
		}
	}
	return strings.Contains(names, "article") || strings.Contains(names, "entry") || strings.Contains(names, "post")
}

// isForeignToken looks in a class or id for the words of what surrounds an
// article.
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
