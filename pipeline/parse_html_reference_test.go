package pipeline

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"winnow/internal/devdata"
	"winnow/pipeline/tree"
)

// reference cuts the tree of html.Parse into the texts of blocks, by the rules
// of blocksOfTree, written down again in the plainest way.
type reference struct {
	texts        []string
	cur          strings.Builder
	space, apart bool
	breaks       int
	aside        []*html.Node
	asideCode    []bool
	// linked counts the letters and digits in links.
	link, before *html.Node
	linked       int
	quotes       int
}

func referenceTexts(doc *html.Node) (texts []string, linked int) {
	var r reference
	r.node(doc, false)
	r.flush()
	return r.texts, r.linked
}

func (r *reference) flush() {
	text := strings.TrimRightFunc(r.cur.String(), unicode.IsSpace)
	if !isBlankRun(text) {
		r.texts = append(r.texts, text)
	}
	r.cur.Reset()
	r.space, r.apart, r.breaks = false, false, 0
	aside, code, link := r.aside, r.asideCode, r.link
	r.aside, r.asideCode = nil, nil
	for i, n := range aside {
		r.link = nil
		for p := n.Parent; p != nil; p = p.Parent {
			if _, ok := attrOf(p, "href"); ok && p.Data == "a" && r.link == nil {
				r.link = p
			}
		}
		r.node(n, code[i])
		r.flush()
	}
	r.link = link
}

func sameHref(a, b *html.Node) bool {
	x, _ := attrOf(a, "href")
	y, _ := attrOf(b, "href")
	return x == y
}

func attrOf(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

func (r *reference) text(s string, code bool) {
	if code {
		r.code(s)
		return
	}
	for s != "" {
		if i := strings.IndexAny(s, " \t\n\r\f"); i == 0 {
			r.space = true
			s = s[1:]
			continue
		}
		word := s
		if i := strings.IndexAny(s, " \t\n\r\f"); i > 0 {
			word = s[:i]
		}
		s = s[len(word):]
		if r.breaks > 0 || r.cur.Len() == 0 {
			word = strings.TrimLeftFunc(word, unicode.IsSpace)
			if word == "" || r.breaks > 0 && isBlankRun(word) {
				continue
			}
		}
		if r.breaks > 1 {
			r.flush()
		}
		if r.cur.Len() > 0 {
			switch {
			case r.breaks == 1:
				r.cur.WriteByte('\n')
			case r.space:
				r.cur.WriteByte(' ')
			case (r.apart || r.link != nil && r.before != nil && !sameHref(r.link, r.before)) && needsSpace([]byte(r.cur.String()), word):
				r.cur.WriteByte(' ')
			}
		}
		r.space, r.apart, r.breaks = false, false, 0
		r.cur.WriteString(word)
		r.before = r.link
		if r.link != nil {
			r.linked += countLetters(word)
		}
	}
}

func (r *reference) code(s string) {
	r.space, r.apart = false, false
	if r.cur.Len() == 0 {
		rest := strings.TrimLeft(s, " \t\n\f")
		if nl := strings.LastIndexByte(s[:len(s)-len(rest)], '\n'); nl >= 0 {
			s = s[nl+1:]
		}
	}
	if s == "" {
		return
	}
	if r.cur.Len() > 0 {
		r.cur.WriteString(strings.Repeat("\n", r.breaks))
	}
	r.breaks = 0
	r.cur.WriteString(s)
	r.before = r.link
	if r.link != nil {
		r.linked += countLetters(s)
	}
}

func (r *reference) endLine() {
	if s := r.cur.String(); s != "" && r.breaks == 0 && !strings.HasSuffix(s, "\n") {
		r.breaks = 1
	}
}

func (r *reference) node(n *html.Node, code bool) {
	switch n.Type {
	case html.TextNode:
		if v := r.shifted(n); v != "" && !code {
			r.text(v, false)
		} else {
			r.text(n.Data, code)
		}
		return
	case html.DocumentNode:
		r.children(n, code)
		return
	case html.ElementNode:
	default:
		return
	}
	if n.Namespace == "svg" {
		r.apart = true
		return
	}
	if n.Namespace == "math" {
		if !strings.HasPrefix(n.Data, "annotation") {
			r.children(n, code)
		}
		return
	}
	if n.Data == "a" && r.isAnchor(n) {
		return
	}
	if _, ok := attrOf(n, "href"); ok && n.Data == "a" {
		defer func(before *html.Node) { r.link = before }(r.link)
		r.link = n
	}
	isBlock := tree.Lookup(n.Data).Block() || slices.Contains([]string{"marquee", "amp-ad", "amp-carousel", "amp-iframe", "amp-list", "amp-sidebar", "amp-video"}, n.Data)
	hidden, out := false, false
	switch n.Data {
	case "head", "script", "style", "title", "noembed", "link", "meta", "base":
		return
	case "noscript", "noframes", "template", "select", "datalist", "textarea", "video", "audio", "canvas":
		out = true
	}
	if _, ok := attrOf(n, "hidden"); ok {
		hidden = true
	}
	isReplaced := slices.Contains([]string{"br", "img", "amp-img", "iframe", "embed", "input", "keygen"}, n.Data)
	if style, ok := attrOf(n, "style"); ok && !hidden {
		display, visibility := displayOf(style)
		switch {
		case display == "none" || visibility == "hidden":
			hidden = true
		case strings.HasPrefix(display, "inline") && (n.Data == "div" || n.Data == "p" || n.Data == "form"):
			isBlock = false
		case slices.Contains([]string{"block", "flex", "grid", "table", "list-item"}, display) && !isReplaced && !out && n.Data != "button":
			isBlock = true
		}
	}
	if hidden || out {
		content := n.FirstChild != nil
		if out && n.Data == "noscript" && content && strings.Trim(n.FirstChild.Data, " \t\r\n\f") == "" {
			content = false
		}
		if r.cur.Len() > 0 {
			if content {
				r.aside, r.asideCode = append(r.aside, n), append(r.asideCode, code)
			}
			r.apart = r.apart || !hidden && n.Data != "noscript" && n.Data != "template"
			return
		}
		if !content {
			r.apart = r.apart || !hidden && n.Data != "noscript" && n.Data != "template"
			return
		}
		isBlock = true
	}
	switch n.Data {
	case "br":
		if r.cur.Len() > 0 {
			r.breaks++
		}
		r.space = false
		return
	case "iframe", "embed", "input", "keygen", "img", "amp-img":
		if says := r.image(n); says != "" {
			r.text(says, code)
			return
		}
		r.apart = true
		if n.Data != "amp-img" {
			return
		}
	case "button":
		isBlock = isBlock || hidden || !r.inSentence(n)
	case "hr":
		isBlock = true
	}
	if !isBlock {
		if n.Data == "label" {
			code = false
		}
		if n.Data == "q" && !code {
			r.quotation(n)
			return
		}
		r.children(n, code)
		return
	}
	if code && partsLines(tree.Lookup(n.Data), inCodeElement(n)) {
		r.endLine()
		r.children(n, code)
		r.endLine()
		return
	}
	r.flush()
	if class, _ := attrOf(n, "class"); n.Data == "table" && isListing(class) {
		code = true
	}
	switch n.Data {
	case "pre", "listing", "xmp", "plaintext":
		code = true
	case "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "blockquote", "figcaption", "caption", "button", "option", "legend", "select", "datalist", "textarea", "td", "th":
		code = false
	}
	r.children(n, code)
	r.flush()
}

// shifted returns the text of a node in superscript or subscript.
func (r *reference) shifted(n *html.Node) string {
	in := n.Parent
	if in != nil && in.Data == "a" {
		in = in.Parent
	}
	before, _ := utf8.DecodeLastRuneInString(r.cur.String())
	switch {
	case in == nil || r.cur.Len() == 0 || r.space || r.breaks > 0 || len(n.Data) > maxShifted:
	case in.Data == "sup" && !unicode.IsSpace(before) && before != '[' && before != '(':
		return superscript.write(n.Data)
	case in.Data == "sub" && (unicode.IsDigit(before) || before == '/' || before == '⁄'):
		return subscript.write(n.Data)
	}
	return ""
}

func inCodeElement(n *html.Node) bool {
	for p := n.Parent; p != nil && p.Data != "pre"; p = p.Parent {
		if class, _ := attrOf(p, "class"); p.Data == "table" && isListing(class) {
			return true
		}
		if slices.Contains([]string{"code", "kbd", "samp", "tt"}, p.Data) {
			return true
		}
	}
	return false
}

// image returns what an image says that stands for characters.
func (r *reference) image(n *html.Node) string {
	alt, _ := attrOf(n, "alt")
	class, _ := attrOf(n, "class")
	what := imageOfClass(class)
	if n.Data != "img" || len(alt) > maxFormula || what != displayedFormula && r.cur.Len() == 0 && !textFollows(n) {
		return ""
	}
	return characters(alt, what)
}

// isAnchor reports whether a link is the sign beside a heading or an entry.
func (r *reference) isAnchor(n *html.Node) bool {
	inHeading := false
	for p := n.Parent; p != nil && !inHeading; p = p.Parent {
		tag := tree.Lookup(p.Data)
		if inHeading = tag.Heading() > 0; tag.Block() && !slices.Contains([]string{"div", "p", "center"}, p.Data) {
			break
		}
	}
	sign, size := "", 0
	var look func(*html.Node)
	look = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			size++
			if c.Type == html.TextNode {
				if strings.Trim(c.Data, " \t\n\r\f") == "" {
					size--
				}
				sign += c.Data
			}
			look(c)
		}
	}
	look(n)
	class, _ := attrOf(n, "class")
	href, linked := attrOf(n, "href")
	style, _ := attrOf(n, "style")
	display, visibility := displayOf(style)
	_, hidden := attrOf(n, "hidden")
	if hidden || display != "" && !strings.HasPrefix(display, "inline") || visibility == "hidden" || size >= maxAnchor {
		return false
	}
	return IsAnchorSign(sign) && (!linked || strings.Contains(href, "#")) && (inHeading || isAnchorClass(class)) && (r.cur.Len() > 0 || textFollows(n))
}

// quotation writes a q element with its marks, if it has but a few words.
func (r *reference) quotation(n *html.Node) {
	inside, plain, size := "", true, 0
	var look func(*html.Node)
	look = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch c.Type {
			case html.TextNode:
				inside += c.Data
				if strings.Trim(c.Data, " \t\n\r\f") != "" {
					size++
				}
			case html.ElementNode:
				size++
				act := actions[tree.Lookup(c.Data)]
				style, _ := attrOf(c, "style")
				display, visibility := displayOf(style)
				_, hidden := attrOf(c, "hidden")
				plain = plain && !hidden && visibility != "hidden" && slices.Contains([]string{"", "inline", "inline-block"}, display) && (flows(act) || c.Data == "br" || c.Data == "img")
				look(c)
			}
		}
	}
	look(n)
	inside = strings.TrimSpace(inside)
	first, _ := utf8.DecodeRuneInString(inside)
	before, _ := utf8.DecodeLastRuneInString(r.cur.String())
	if inside == "" || !plain || size >= maxQuotation || isQuotationMark(first) || r.cur.Len() > 0 && !r.space && r.breaks == 0 && isQuotationMark(before) {
		r.children(n, false)
		return
	}
	lang := ""
	for p := n; p != nil && lang == ""; p = p.Parent {
		lang, _ = attrOf(p, "lang")
	}
	marks := quotationMarks(strings.ToLower(lang))
	r.text(marks[r.quotes%2*2], false)
	r.quotes++
	r.children(n, false)
	r.quotes--
	r.cur.WriteString(marks[r.quotes%2*2+1])
}

// inSentence is segmenter.inSentence on the DOM.
func (r *reference) inSentence(n *html.Node) bool {
	return r.cur.Len() > 0 && r.breaks == 0 && textFollows(n)
}

// textFollows is segmenter.textFollows on the DOM.
func textFollows(n *html.Node) bool {
	for steps := 0; steps < 16; steps++ {
		for n.NextSibling == nil {
			n = n.Parent
			if n == nil || actions[tree.Lookup(n.Data)] == actBlock {
				return false
			}
		}
		n = n.NextSibling
		for {
			if n.Type == html.TextNode {
				if strings.Trim(n.Data, " \t\r\n\f") != "" {
					return true
				}
				break
			}
			if n.Type == html.ElementNode {
				if !flows(actions[tree.Lookup(n.Data)]) {
					return false
				}
			}
			if n.FirstChild == nil {
				break
			}
			n = n.FirstChild
		}
	}
	return false
}

func (r *reference) children(n *html.Node, code bool) {
	if n.Data == "noscript" || n.Data == "noframes" {
		var raw strings.Builder
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			raw.WriteString(c.Data)
		}
		nodes, err := html.ParseFragment(strings.NewReader(raw.String()), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
		if err == nil {
			for _, c := range nodes {
				r.node(c, code)
			}
		}
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.node(c, code)
	}
}

// textsOf returns the texts of the blocks that are not images.
func textsOf(blocks []Block) []string {
	var texts []string
	for _, b := range blocks {
		if b.Kind != Image {
			texts = append(texts, b.Text)
		}
	}
	return texts
}

// countLetters counts the letters and digits of s.
func countLetters(s string) (n int) {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// linkedIn counts the letters and digits in links, as reference.linked.
func linkedIn(blocks []Block) int {
	n := 0
	for _, b := range blocks {
		for _, m := range b.Marks {
			if m.Kind == Link && b.Kind != Image {
				n += countLetters(b.Text[m.Start:m.End])
			}
		}
	}
	return n
}

// TestBlocksEqualThoseOfHTMLParse holds the blocks of the flat tree against
// those of html.Parse's tree on real pages.
func TestBlocksEqualThoseOfHTMLParse(t *testing.T) {
	pages := devdata.WCXBPages(t)
	names := slices.Sorted(maps.Keys(pages))
	if os.Getenv("WINNOW_ALL") == "" {
		names = slices.DeleteFunc(names, func(name string) bool { return name[len(name)-1] != '7' })
	}
	differ, links := 0, 0
	for _, name := range names {
		page := pages[name]
		doc, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Errorf("page %s: %v", name, err)
			continue
		}
		tr := tree.Parse(page, tree.Limits{})
		blocks := blocksOfTree(tr)
		if err := checkBlocks(tr, blocks); err != nil {
			t.Errorf("page %s: %v", name, err)
		}
		want, linked := referenceTexts(doc)
		got := textsOf(blocks)
		if !slices.Equal(want, got) {
			differ++
			i := 0
			for i < min(len(want), len(got)) && want[i] == got[i] {
				i++
			}
			t.Logf("page %s: %d blocks, html.Parse %d; first difference at %d:\n got %.2000q\nwant %.2000q", name, len(got), len(want), i, got[i:min(i+3, len(got))], want[i:min(i+3, len(want))])
		}
		if got := linkedIn(blocks); got != linked {
			links++
			t.Logf("page %s: %d letters in links, html.Parse %d", name, got, linked)
		}
	}
	t.Logf("of %d pages %d differ in text, %d in links", len(names), differ, links)
	if differ*1000 > len(names) {
		t.Errorf("more than 1 in 1000 differs in text")
	}
	if links*100 > len(names) {
		t.Errorf("more than 1 in 100 differs in links")
	}
}
