package pipeline

import (
	"strings"

	"winnow/pipeline/tree"
)

// appearance is what attributes say about how an element is shown.
type appearance struct {
	hidden bool // not at all
	// act is block for an inline element shown as a block, replaced for a
	// block shown in the line, inline for all others.
	act     action
	context Context
}

// shown reads the attributes hidden, aria-hidden and style. An inline element
// that is hidden from screen readers only is text for the eye, so aria-hidden
// counts for blocks alone.
func (s *segmenter) shown(i int32, tag tree.Tag, act action) (a appearance) {
	if !s.t.HasAttrs(i) {
		return a
	}
	if v, ok := s.t.Attr(i, "hidden"); ok && !strings.EqualFold(v, "until-found") {
		a.hidden = true
		return a
	}
	if act == actBlock && strings.EqualFold(s.t.Value(i, "aria-hidden"), "true") {
		a.context |= InHidden
	}
	style, ok := s.t.Attr(i, "style")
	if !ok {
		return a
	}
	switch display, visibility := displayOf(style); {
	case display == "none" || visibility == "hidden":
		a.hidden = true
	case display == "":
	case strings.HasPrefix(display, "inline"):
		if tag == tree.P || tag == tree.Div || tag == tree.Form {
			a.act = actReplaced
		}
	case act != actBlock && (display == "block" || display == "flex" || display == "grid" || display == "table" || display == "list-item"):
		a.act = actBlock
	}
	return a
}

// holdsPage reports whether a hidden element holds the page: three quarters of its
// text. A script shows it when the page has loaded, or nobody would have
// written it; hidden copies of an article for reprints and sign-in forms
// reach two thirds on pages of WCXB dev. What React sends late, in
// <div hidden id="S:1">, is a part of the page, too.
func (s *segmenter) holdsPage(i int32, tag tree.Tag) bool {
	switch tag {
	case tree.Html, tree.Body:
		return true
	case tree.Div, tree.Main, tree.Article, tree.Section, tree.Form, tree.Center, tree.Table, tree.Custom:
	default:
		return false
	}
	if s.top().context.Has(InHidden) {
		return false
	}
	if strings.HasPrefix(s.t.Value(i, "id"), "S:") {
		return true
	}
	if s.total == 0 {
		s.total = s.textBytes(s.t.Body())
	}
	return 4*s.textBytes(i) > 3*s.total
}

// textBytes counts the bytes of text in a subtree, as in the source.
func (s *segmenter) textBytes(root int32) int {
	sum := 0
	for i := root; i < s.t.Nodes[root].End; i++ {
		if n := &s.t.Nodes[i]; n.Tag == tree.Text && n.Flags&(tree.InNoscript|tree.InTemplate|tree.InForeign) == 0 {
			sum += int(n.Stop - n.Start)
		}
	}
	return sum
}

// displayOf reads the properties display and visibility of a style attribute,
// in lower case.
func displayOf(style string) (display, visibility string) {
	for style != "" {
		var d string
		d, style, _ = strings.Cut(style, ";")
		name, value, ok := strings.Cut(d, ":")
		if !ok {
			continue
		}
		name = strings.TrimSpace(name)
		if len(name) != len("display") && len(name) != len("visibility") {
			continue
		}
		value = strings.ToLower(strings.TrimSpace(strings.Replace(value, "!important", "", 1)))
		switch {
		case strings.EqualFold(name, "display"):
			display = value
		case strings.EqualFold(name, "visibility"):
			visibility = value
		}
	}
	return display, visibility
}
