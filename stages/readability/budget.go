package readability

import (
	"errors"
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"winnow/pipeline/tree"
)

// Budgets for html.Parse and go-readability, in counts. The heaviest of the
// 1,497 development pages needs less than half of each.
const (
	maxSource = 12 << 20 // bytes of source
	maxNodes  = 200000
	// maxDepth leaves room below the 512 open elements at which html.Parse
	// gives up, for those it opens by itself.
	maxDepth = 480
	// maxWork bounds the sum over all nodes of their depth: go-readability
	// walks up from each paragraph.
	maxWork = 6000000
	// maxReopened bounds the elements that html.Parse opens again for
	// formatting that was not closed: b, i, font and the like in each of many
	// blocks.
	maxReopened = 300000
	// maxRoots bounds repeated html and body tags: html.Parse compares all
	// attributes of each with all it has.
	maxRoots = 200
)

// withinBudget reports why a page is not given to html.Parse and
// go-readability.
func withinBudget(t *tree.Tree) error {
	if len(t.Source) > maxSource {
		return fmt.Errorf("the page has %d bytes, more than %d", len(t.Source), maxSource)
	}
	if len(t.Nodes) > maxNodes {
		return fmt.Errorf("the page has %d nodes, more than %d", len(t.Nodes), maxNodes)
	}
	if t.Cut != 0 {
		return errors.New("the page is nested too deep or too large for its tree")
	}
	work := 0
	for i := range t.Nodes {
		depth := int(t.Nodes[i].Depth)
		if depth > maxDepth {
			return fmt.Errorf("the page is nested deeper than %d elements", maxDepth)
		}
		work += depth
	}
	if work > maxWork {
		return fmt.Errorf("the depths of all nodes sum up to %d, more than %d", work, maxWork)
	}
	return checkTags(t.Source)
}

// checkTags looks at the tags in the order of the source, for what the tree
// does not tell: formatting that is never closed, and repeated html tags.
func checkTags(s string) error {
	open, reopened, roots := 0, 0, 0
	for i := 0; ; {
		j := strings.IndexByte(s[i:], '<')
		if j < 0 || i+j+2 >= len(s) {
			return nil
		}
		i += j + 1
		closing := s[i] == '/'
		if closing {
			i++
		}
		name := tagName(s[i:])
		if name == "" {
			continue
		}
		i += len(name)
		switch tag := tree.Lookup(strings.ToLower(name)); {
		case (tag == tree.Html || tag == tree.Body) && !closing:
			if roots++; roots > maxRoots {
				return fmt.Errorf("the page has more than %d html and body tags", maxRoots)
			}
		case isFormatting(tag) && closing:
			open = max(0, open-1)
		case isFormatting(tag):
			open++
			reopened += open / openFree
		case (tag == tree.Script || tag == tree.Style) && !closing:
			i = pastRaw(s, i, name)
		case tag.Block() && open > openFree:
			if reopened += open; reopened > maxReopened {
				return fmt.Errorf("formatting that is not closed would be opened again more than %d times", maxReopened)
			}
		}
	}
}

// openFree is the number of formatting elements that pages nest honestly.
const openFree = 16

// tagName returns the name at the start of s: letters and digits.
func tagName(s string) string {
	n := 0
	for n < len(s) && n < 12 {
		c := s[n] | 0x20
		if (c < 'a' || c > 'z') && (n == 0 || s[n] < '0' || s[n] > '9') {
			break
		}
		n++
	}
	return s[:n]
}

func isFormatting(t tree.Tag) bool {
	switch t {
	case tree.A, tree.B, tree.Big, tree.Code, tree.Em, tree.Font, tree.I, tree.Nobr, tree.S, tree.Small, tree.Strike, tree.Strong, tree.Tt, tree.U:
		return true
	}
	return false
}

// pastRaw goes past the end tag of a script or style.
func pastRaw(s string, i int, name string) int {
	for {
		j := strings.Index(s[i:], "</")
		if j < 0 {
			return len(s)
		}
		i += j + 2
		if len(s)-i >= len(name) && strings.EqualFold(s[i:i+len(name)], name) {
			return i
		}
	}
}

// grown reports an error when html.Parse made many more nodes of the page
// than the flat tree has.
func grown(doc *html.Node, t *tree.Tree) error {
	count, limit := 0, 3*len(t.Nodes)+10000
	for range doc.Descendants() {
		if count++; count > limit {
			return fmt.Errorf("html.Parse makes more than %d nodes of %d", limit, len(t.Nodes))
		}
	}
	return nil
}
