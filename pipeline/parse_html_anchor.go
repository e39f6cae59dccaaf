package pipeline

import (
	"strings"

	"winnow/pipeline/tree"
)

// maxAnchor is the maximum number of nodes in a link from a heading to itself.
const maxAnchor = 4

// isAnchor reports whether link i is the sign that manuals put beside headings and
// entries, for readers to copy the address: "¶", "#".
func (s *segmenter) isAnchor(i int32) bool {
	sign := ""
	for j := i + 1; j < s.t.Nodes[i].End; j++ {
		if s.t.Nodes[j].Tag != tree.Text {
			continue
		}
		if n := &s.t.Nodes[j]; sign != "" || n.Stop-n.Start > maxAnchorSign {
			return false
		}
		sign = s.t.Chars(j)
	}
	href, linked := s.t.Attr(i, "href")
	if !IsAnchorSign(sign) || linked && !strings.Contains(href, "#") {
		return false
	}
	follows := s.textFollows(i)
	if !s.hasText && !follows {
		return false // the sign is all there is
	}
	inHeading := s.top().kind == Heading && (strings.HasPrefix(href, "#") || !s.hasText || s.space && !follows)
	return inHeading || isAnchorClass(s.t.Value(i, "class"))
}

// isAnchorClass reports whether the classes of a link say that it leads to
// where it is.
func isAnchorClass(class string) bool {
	class = strings.ToLower(class)
	return strings.Contains(class, "headerlink") || strings.Contains(class, "anchor") || strings.Contains(class, "permalink")
}

// maxAnchorSign is the maximum length of such a sign in the source, in bytes.
const maxAnchorSign = 16

// IsAnchorSign reports whether s is one of the signs that manuals and blogs put
// beside a heading as a link to it.
func IsAnchorSign(s string) bool {
	switch strings.TrimRight(strings.TrimSpace(s), "\ufe0e\ufe0f") {
	case "¶", "#", "§", "🔗", "⚓", "∞":
		return true
	}
	return false
}
