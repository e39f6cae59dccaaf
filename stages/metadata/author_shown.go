package metadata

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"winnow/pipeline/dates"
	"winnow/pipeline/fold"
	"winnow/pipeline/tree"
	"winnow/stages/internal/wording"
)

// shownAuthors returns the authors that the text names.
func (e *extractor) shownAuthors() []candidate {
	var candidates []candidate
	for _, l := range e.lines {
		if name, how := bylineIn(l.text); name != "" {
			weight := bylineWeight(l.step)
			if how == "inner" {
				weight = min(weight, farByline)
			}
			candidates = append(candidates, lineCandidate(name, "“"+short(l.text)+"” near the title", l.node, weight))
		}
	}
	for i, l := range e.lines {
		if isWrittenBy(l.text) && i+1 < len(e.lines) && isFullName(firstName(e.lines[i+1].text)) {
			name := firstName(e.lines[i+1].text)
			candidates = append(candidates, lineCandidate(name, "the line after “"+short(l.text)+"”", l.node, 0.85))
		}
	}
	candidates = append(candidates, e.besideDates()...)
	candidates = append(candidates, e.labelled()...)
	candidates = append(candidates, e.authorElements()...)
	return candidates
}

// farByline is the weight of a byline that is not right below the title.
const farByline = 0.75

// bylineWeight returns the weight of a byline by its place, in lines after the
// title; those before it have a negative one.
func bylineWeight(step int) float64 {
	switch {
	case step < 0 || step > 15:
		return farByline
	case step > 3:
		return 0.9
	}
	return 0.95
}

// lineCandidate returns a name in a line of the text.
func lineCandidate(name, why string, node int32, weight float64) candidate {
	return candidate{claim: claim{name, "metadata/byline-text", why, node}, weight: weight, source: fromLine}
}

// besideDates returns names next to the date below the title without any label:
// "Ann Lee | 4 April 2024", or up to three lines apart, since a position may
// come between.
func (e *extractor) besideDates() []candidate {
	const lowest = 6
	reach := 3
	if strings.HasPrefix(e.langClaim.value, "de") {
		reach = 1 // every noun is capitalised
	}
	areDates := make([]bool, len(e.lines))
	for i, l := range e.lines {
		areDates[i] = l.step > 0 && e.isDateLine(l.text)
	}
	var candidates []candidate
	for i, l := range e.lines {
		if l.step < 1 || l.step > lowest || len(l.text) > maxByline {
			continue
		}
		if around := areDates[max(0, i-reach):min(len(e.lines), i+reach+1)]; !slices.Contains(around, true) && !e.hasDatePart(l.text) {
			continue
		}
		before := ""
		for _, part := range strings.FieldsFunc(l.text, isBar) {
			label := before
			before = part
			if isOthersLabel(label) {
				continue
			}
			part, _, _ = strings.Cut(part, " in ")
			part, _, _ = strings.Cut(part, " on behalf of ")
			if part = withoutPreposition(strings.Trim(part, " ,-–—")); part != "" && arePersons(part) {
				candidates = append(candidates, lineCandidate(part, "“"+short(l.text)+"” with a date under the title", l.node, 0.6))
				break
			}
		}
	}
	return candidates
}

func isBar(r rune) bool { return r == '|' || r == '•' || r == '·' || r == '∙' || r == '⋅' }

// hasDatePart reports whether a part of a line between bars is a date.
func (e *extractor) hasDatePart(s string) bool {
	parts := strings.FieldsFunc(s, isBar)
	return len(parts) > 1 && slices.ContainsFunc(parts, e.isDateLine)
}

// isDateLine reports whether a line is little more than a date, or the label
// of one.
func (e *extractor) isDateLine(s string) bool {
	if len(s) > maxByline {
		return false
	}
	_, start, end, ok := dates.Find(s, e.order)
	return ok && end-start > len(s)/3 || !ok && len(s) < 30 && senseOfLabel(s) > unlabelled && senseOfLabel(s) < otherDate
}

// farLabel is the weight of a name after a label far from the title: it may
// concern a book or a program that the text is about.
const farLabel = 0.55

// labelled returns the names after a label such as "Written by" that is an
// element of its own, wherever it is in the page.
func (e *extractor) labelled() []candidate {
	var candidates []candidate
	for _, n := range e.labels {
		if e.isNearTitle(n) || e.isForeign(n) || e.isInProse(n) {
			continue // lines near the title were read
		}
		next := e.textAfter(n)
		if next < 0 {
			continue
		}
		label := line(e.t.Chars(n))
		if name, how := bylineIn(label); name != "" && how != "" {
			candidates = append(candidates, lineCandidate(name, "“"+short(label)+"”", n, farLabel))
			continue
		}
		if name := firstName(line(e.t.Chars(next))); isFullName(name) && strings.Contains(label, " ") {
			candidates = append(candidates, lineCandidate(name, "after “"+short(label)+"”", n, farLabel))
		}
	}
	return candidates
}

// isInProse reports whether a piece of text is part of a sentence: "the matrices created by <a>…".
func (e *extractor) isInProse(n int32) bool {
	up := e.t.Nodes[n].Parent
	for up >= 0 && !e.t.Nodes[up].Tag.Block() {
		up = e.t.Nodes[up].Parent
	}
	return up >= 0 && up != e.t.Body() && e.isProse(e.text(up))
}

// authorElements are elements that are marked as authors by itemprop, rel,
// class, id or the address they link to.
func (e *extractor) authorElements() []candidate {
	var candidates []candidate
	candidates = append(candidates, e.microdataAuthors()...)
	candidates = append(candidates, e.markedAuthors()...)
	for _, n := range e.metaLines {
		if e.isForeign(n) {
			continue
		}
		if name, _ := bylineIn(e.spoken(n)); name != "" {
			candidates = append(candidates, lineCandidate(name, "a line of author and date", n, 0.6))
		}
	}
	return e.joinNeighbours(candidates)
}

// microdataAuthors returns the names that itemprop marks, those in a content
// attribute included.
func (e *extractor) microdataAuthors() []candidate {
	var candidates []candidate
	for _, p := range e.props {
		if p.name != "author" && p.name != "creator" || e.isForeign(p.node) {
			continue
		}
		c := candidate{claim: claim{rule: "metadata/microdata-author", why: "itemprop " + p.name, node: p.node}, weight: 0.75, source: fromMicrodata}
		if c.value = cleanName(line(e.t.Value(p.node, "content"))); c.value != "" {
			candidates = append(candidates, c)
			continue
		}
		if n := e.propInside(p.node, "name"); n != nowhere {
			c.node = n
			if c.value = cleanName(line(e.t.Value(n, "content"))); c.value != "" {
				candidates = append(candidates, c)
			}
		}
		candidates = append(candidates, e.nameOfElement(c, 0.85, 0.6)...)
	}
	return candidates
}

// propInside returns the first element within n that has the itemprop, or
// nowhere.
func (e *extractor) propInside(n int32, name string) int32 {
	for _, p := range e.props {
		if p.name == name && p.node > n && e.t.Contains(n, p.node) {
			return p.node
		}
	}
	return nowhere
}

// markedAuthors returns the names that rel, class, id or the address of a link
// mark.
func (e *extractor) markedAuthors() []candidate {
	var candidates []candidate
	for _, n := range e.authors {
		class := firstOf(e.t.Value(n, "class"), e.t.Value(n, "id"))
		switch {
		case isAboutAuthor(class):
		case e.t.Nodes[n].Tag == tree.A:
			c := candidate{claim: claim{rule: "metadata/author-link", why: "a link to an author's page", node: n}, source: fromLink}
			candidates = append(candidates, e.nameOfElement(c, 0.8, 0.5)...)
		default:
			c := candidate{claim: claim{rule: "metadata/author-element", why: "class or id " + short(class), node: n}, source: fromElement}
			candidates = append(candidates, e.nameOfElement(c, 0.75, 0.5)...)
		}
	}
	return candidates
}

// nameOfElement completes c with the name in its element, if that holds one,
// and with its weight near the title or far from it.
func (e *extractor) nameOfElement(c candidate, near, far float64) []candidate {
	if e.isForeign(c.node) || e.isOther(c.node) {
		return nil
	}
	text := e.spoken(c.node)
	if slices.ContainsFunc(lexicon().editors, func(label string) bool { return strings.HasPrefix(text, label) }) {
		return nil // the editor in charge
	}
	if lower := strings.ToLower(text); strings.Contains(lower, "reviewed by") && !strings.Contains(lower, "written by") {
		return nil
	}
	if c.value = nameIn(text); c.value == "" {
		return nil
	}
	c.weight = far
	if e.isNearTitle(c.node) {
		c.weight = near
	}
	return []candidate{c}
}

// isAboutAuthor reports whether a class of an author's element says that it
// does not hold the name: one of its parts between hyphens is such a word.
func isAboutAuthor(class string) bool {
	for part := range strings.FieldsFuncSeq(strings.ToLower(class), func(r rune) bool { return r == ' ' || r == '-' || r == '_' }) {
		switch part {
		case "bio", "biography", "desc", "description", "role", "job", "jobtitle", "position", "social", "socials", "avatar":
			return true
		}
	}
	return false
}

// joinNeighbours joins several authors that are side by side into one
// candidate.
func (e *extractor) joinNeighbours(candidates []candidate) []candidate {
	slices.SortStableFunc(candidates, func(a, b candidate) int { return cmp.Compare(a.source, b.source) })
	for i := 0; i+1 < len(candidates); i++ {
		a, b := &candidates[i], candidates[i+1]
		if !e.areNeighbours(*a, b) {
			continue
		}
		if !hasRoleWord(b.value) {
			a.value += nameSep + b.value
			a.claim.node = b.node
		}
		candidates = slices.Delete(candidates, i+1, i+2)
		i-- // what follows may be next to a as well
	}
	return candidates
}

// areNeighbours reports whether b is right after a, marked in the same way, and
// another name.
func (e *extractor) areNeighbours(a, b candidate) bool {
	const reach = 6 // nodes between them
	end := e.t.Nodes[a.node].End
	return a.rule == b.rule && a.weight == b.weight && b.node >= end && b.node-end < reach && !strings.Contains(fold.Squeeze(a.value), fold.Squeeze(b.value))
}

// othersLabels come before the names of people who did not write the text.
var othersLabels = sync.OnceValue(func() []string { return wording.Of("othersname") })

// isOthersLabel reports whether a text is, or ends in, such a label.
func isOthersLabel(s string) bool {
	if len(s) > maxLabel {
		return false
	}
	s = strings.ToLower(strings.TrimRight(strings.TrimSpace(s), ": \u00a0"))
	return slices.ContainsFunc(othersLabels(), func(label string) bool {
		return strings.HasSuffix(s, label) && (len(s) == len(label) || s[len(s)-len(label)-1] == ' ')
	})
}

// isOther reports whether the text right before a node says that the name in it
// is not the author's. Another name in between ends the effect of a label,
// except in a list joined by "and".
func (e *extractor) isOther(n int32) bool {
	before := e.textBefore(n)
	if before >= 0 && isBetweenNames(line(e.t.Chars(before))) {
		if before = e.textBefore(before); before >= 0 { // the other name
			before = e.textBefore(before)
		}
	}
	return before >= 0 && isOthersLabel(line(e.t.Chars(before)))
}

// isBetweenNames reports whether a text is what stands between the names of a list.
func isBetweenNames(s string) bool { return s == "" || s == "," || s == "&" || s == "and" }

// besideReach is how many nodes away a text is still right beside a node.
const besideReach = 12

// textBefore returns the nearest text node before n, or -1.
func (e *extractor) textBefore(n int32) int32 {
	for m := n - 1; m > 0 && m > n-besideReach; m-- {
		if e.t.Nodes[m].Tag == tree.Text {
			return m
		}
	}
	return -1
}

// textAfter returns the nearest text node after n, or -1.
func (e *extractor) textAfter(n int32) int32 {
	for m := n + 1; m < e.t.Len() && m <= n+besideReach; m++ {
		if e.t.Nodes[m].Tag == tree.Text {
			return m
		}
	}
	return -1
}
