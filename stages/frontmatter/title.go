package frontmatter

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/pipeline/fold"
)

// separators are what pages put between the headline and the name of their site.
var separators = [...]string{" | ", " - ", " – ", " — ", " · ", " • ", " » ", " › ", " :: ", " / ", " : ", "｜", "_"}

// Bounds of the search for the headline in the text: the parts of a title, the blocks
// that are looked at, of which menus may come first, and the words of a line that
// is not marked as a heading.
const (
	maxParts  = 8
	maxHeads  = 600
	leastHead = 3
)

// withoutSite returns a title without the name of the site before or after it. It is
// known by the name or the host of the site, or since a heading of the text is what
// comes before it.
func withoutSite(title, site, page string, below []pipeline.Block) string {
	parts := split(title)
	if head := headed(parts, below); head != "" && !isSite(head, site, page) {
		return head
	}
	for _, p := range parts {
		if isSite(p.rest, site, page) && !isSite(p.head, site, page) && (p.first || !isHome(page)) {
			return p.head
		}
	}
	return title
}

// isHome reports whether an address is that of the first page of a site, whose title
// is its name and what it is.
func isHome(page string) bool {
	u, err := url.Parse(page)
	return err == nil && u.Host != "" && strings.Trim(u.Path, "/") == "" && u.RawQuery == ""
}

// headed returns the longest part of a title from its beginning that is a line of the
// text, as its headings are; "" if none is. What comes last in a title may be the
// name of the site, over its menu.
func headed(parts []part, below []pipeline.Block) string {
	best := ""
	for i := range min(len(below), maxHeads) {
		text, marked := heading(&below[i])
		if len(parts) == 0 || text == "" || !marked && pipeline.CountWords(text) < leastHead {
			continue
		}
		key := fold.Key(text)
		for _, p := range parts {
			if p.first && len(p.head) > len(best) && key == fold.Key(p.head) {
				best = p.head
			}
		}
	}
	return best
}

// A part is what a title may be without the rest.
type part struct {
	head, rest string
	first      bool // the head comes first
}

// split returns the parts of a title before and after each of its separators.
func split(title string) []part {
	var parts []part
	for _, sep := range separators {
		for at := 0; len(parts) < 2*maxParts; {
			i := strings.Index(title[at:], sep)
			if i < 0 {
				break
			}
			i += at
			at = i + len(sep)
			if before, after := strings.TrimSpace(title[:i]), strings.TrimSpace(title[at:]); before != "" && after != "" {
				parts = append(parts, part{before, after, true}, part{after, before, false})
			}
		}
	}
	return parts
}

// heading returns the text of a block without the marks of a heading, and whether it
// is marked as one of the first two levels.
func heading(b *pipeline.Block) (text string, marked bool) {
	if len(b.Text) > maxTitle {
		return "", false
	}
	text = strings.TrimLeft(b.Text, "#")
	level := len(b.Text) - len(text)
	if b.Kind == pipeline.Heading {
		level = max(b.Level, 1)
	}
	return strings.Trim(text, " *#"), level == 1 || level == 2
}

// minHost is the minimum length in bytes of a part of a host that may name it.
const minHost = 3

// isSite reports whether a part of a title is the name of the site, or a part of its
// host.
func isSite(s, site, page string) bool {
	if s = fold.Squeeze(s); s == "" {
		return false
	}
	if s == fold.Squeeze(site) {
		return true
	}
	u, err := url.Parse(page)
	if err != nil {
		return false
	}
	host := strings.TrimPrefix(u.Hostname(), "www.")
	if s == fold.Squeeze(host) {
		return true
	}
	for label := range strings.SplitSeq(host, ".") {
		if label = fold.Squeeze(label); len(label) >= minHost && s == label {
			return true
		}
	}
	return false
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) }

// isWide reports whether a text is written in ideographs and kana, each of which
// counts as a word.
func isWide(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r >= 0x3040 && r < 0xA000
}
