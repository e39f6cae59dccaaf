package metadata

import (
	"slices"
	"strings"

	"winnow/pipeline"
	"winnow/pipeline/tree"
)

// partOfTitle returns the part of the title element, between its separators,
// that a heading of the page repeats word by word: the rest is what the site
// and its sections are called. It is asked where no heading is like the whole
// title, or where the one that is like it is but the first part, before a
// colon.
func (e *extractor) partOfTitle(heading string) claim {
	if len(e.page.title) > 1000 {
		return claim{}
	}
	for _, sep := range append(separators[:len(separators):len(separators)], " : ", ": ") {
		i := strings.Index(e.page.title, sep)
		if i <= 0 {
			continue
		}
		first, rest := e.page.title[:i], e.page.title[i+len(sep):]
		before, last := e.page.title[:strings.LastIndex(e.page.title, sep)], e.page.title[strings.LastIndex(e.page.title, sep)+len(sep):]
		if heading != "" {
			if sep == ": " && slices.Equal(words(first), words(heading)) {
				return e.headingThatSays(rest, tree.H1, tree.H2)
			}
			continue
		}
		if c := e.headingThatSays(last, tree.H1); sep == " : " && c.value != "" && len(words(before)) >= minTitle && len(words(last)) < len(words(before)) {
			return claim{line(before), "metadata/title-element", "the title element without the site's heading", nowhere}
		}
		order := []string{before, first, rest}
		if sep == ": " {
			order = []string{before, rest, first}
		}
		for _, part := range order {
			c := e.headingThatSays(part, tree.H1, tree.H2, tree.H3)
			if c.value == "" || len(words(part)) <= shortTitle && !areNames(strings.Replace(e.page.title, part, "", 1), sep) {
				continue
			}
			return c
		}
	}
	return claim{}
}

// shortTitle is the number of words up to which a heading may need what is
// beside it in the title element to be understood: "Webcams" of a park.
const shortTitle = 2

// areNames reports whether all parts of what is left of a title are short
// enough for the names of sites and sections.
func areNames(rest, sep string) bool {
	const longest = 5 // words
	for part := range strings.SplitSeq(rest, sep) {
		if len(words(part)) > longest {
			return false
		}
	}
	return true
}

// minTitle is how many words a title has after which " : " and the heading of a
// board may follow.
const minTitle = 4

// headingThatSays finds a heading with the words of a part of the title. One
// word is enough for an h1 only: others are called "News" as well.
func (e *extractor) headingThatSays(part string, tags ...tree.Tag) claim {
	want := words(part)
	if len(want) == 0 || e.isSiteName(part) {
		return claim{}
	}
	for _, n := range e.headings {
		tag := e.t.Nodes[n].Tag
		if !slices.Contains(tags, tag) || len(want) < 2 && tag != tree.H1 {
			continue
		}
		text := e.headingText(n)
		if len(text) > 2*len(part)+8 || e.isAside(n) || e.isSiteHeading(n) || !slices.Equal(words(text), want) {
			continue
		}
		rule := "metadata/h1-title"
		if tag != tree.H1 {
			rule = "metadata/h2-title"
		}
		if tag == tree.H3 {
			n = nowhere // forums put the title over each post
		}
		return claim{text, rule, "a heading that is a part of the title element", n}
	}
	return claim{}
}

// headingText returns the text of a heading without the sign of a link to
// itself, or the label of a button, that is at its end or start: "¶", "#",
// "Copy item path".
func (e *extractor) headingText(n int32) string {
	text := e.text(n)
	if text == "" {
		return ""
	}
	for a := range e.t.All(n, tree.A) {
		sign := e.text(a)
		if !pipeline.IsAnchorSign(sign) {
			continue
		}
		if href, ok := e.t.Attr(a, "href"); ok && !strings.Contains(href, "#") {
			continue
		}
		text = withoutEnd(text, sign)
	}
	for button := range e.t.All(n, tree.Button) {
		text = withoutEnd(text, e.text(button))
	}
	return text
}

// withoutEnd cuts part from the end or the start of text, unless it is all of it.
func withoutEnd(text, part string) string {
	rest, ok := strings.CutSuffix(text, part)
	if !ok {
		rest, ok = strings.CutPrefix(text, part)
	}
	if rest = strings.TrimSpace(rest); !ok || rest == "" {
		return text
	}
	return rest
}
