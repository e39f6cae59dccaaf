package intact

import (
	"cmp"
	"html"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	nethtml "golang.org/x/net/html"
)

// A Case is an input and its truth.
type Case struct {
	Name string // of the text and the engine or the form
	Text Text
	Form string // html, dump (a page as text) or text
	// Lined is a form that tells where a paragraph ends, so that verse and lists
	// can be told from paragraphs.
	Lined bool
	// Headings says that headings are marked up as such.
	Headings     bool
	Author, Date string // of the text, if the input shows them
	Body         string
	Junk         []string // what must go, a block each
}

// Cases puts every text into its share of the engines and into the forms of
// plain text.
func Cases(texts []Text, engines []Engine, share int) []Case {
	var cases []Case
	for i, t := range texts {
		if !t.Plain {
			var fit []Engine
			for _, e := range engines {
				if e.takes(t) {
					fit = append(fit, e)
				}
			}
			for k := range min(share, len(fit)) {
				e := fit[(i+k*7)%len(fit)]
				cases = append(cases, e.page(t), e.dump(t))
			}
		}
		for _, f := range []struct {
			name string
			cut  string
			wide int
		}{{"blank", "\n\n", 0}, {"lines", "\n", 0}, {"wrapped", "\n\n", 72}} {
			c := Case{Name: t.Name + " " + f.name, Text: t, Form: "text", Author: t.Author, Lined: f.cut != "\n"}
			if t.Lang != "en" {
				c.Author = ""
			}
			c.Body = plain(t, f.cut, f.wide)
			c.Junk = junkOf(t)
			cases = append(cases, c)
		}
	}
	return cases
}

var (
	reLink = regexp.MustCompile(`\[([^\]]*)\]\(([^)]*)\)`)
	reBold = regexp.MustCompile(`\*\*(.*?)\*\*`)
)

// bare is a text without the marks of links and emphasis.
func bare(s string) string {
	return reBold.ReplaceAllString(reLink.ReplaceAllString(s, "$1"), "$1")
}

func inline(s string) string {
	s = html.EscapeString(s)
	s = reLink.ReplaceAllString(s, `<a href="$2">$1</a>`)
	return reBold.ReplaceAllString(s, "<strong>$1</strong>")
}

func junkOf(t Text) []string {
	var junk []string
	for _, u := range t.Units {
		if u.Kind == Junk {
			junk = append(junk, u.Text)
		}
	}
	return junk
}

var markup = map[string]string{
	"p": "<p>{}</p>", "h": "<h2>{}</h2>", "li": "<ul>{}</ul>", "quote": "<blockquote><p>{}</p></blockquote>", "table": "<table>{}</table>",
	"code": "<pre><code>{}</code></pre>", "verse": "<p>{}</p>", "dl": "<dl>{}</dl>",
	"cap": `<figure><img src="/images/a.jpg" alt=""><figcaption>{}</figcaption></figure>`, "q": "<p><strong>{}</strong></p>",
	"box": `<div class="box"><p>{}</p></div>`, "junk": "<h2>{}</h2>",
}

var blockOf = map[Kind]string{
	Paragraph: "p", Heading: "h", Label: "h", Item: "li", Quote: "quote", Row: "table", Code: "code", Verse: "verse", Definition: "dl", Caption: "cap",
	Figure: "cap", Question: "q", Box: "box", Junk: "junk",
}

// body is the text in the markup of the engine.
func (e Engine) body(t Text) string {
	var b strings.Builder
	for _, group := range groups(t.Units) {
		name := blockOf[group[0].Kind]
		m := e.Marks[name]
		if m == "" {
			m = markup[name]
		}
		b.WriteString(strings.Replace(m, "{}", inner(group), 1) + "\n")
	}
	return b.String()
}

// groups are the blocks of a text: lists, tables, code and stanzas have several
// units.
func groups(units []Unit) [][]Unit {
	var groups [][]Unit
	for i, u := range units {
		if u.Kind == Verse && u.Text == "" {
			continue
		}
		joins := slices.Contains([]Kind{Item, Row, Code, Verse, Definition}, u.Kind) && i > 0 && units[i-1].Kind == u.Kind &&
			(u.Kind != Verse || units[i-1].Text != "")
		if joins {
			groups[len(groups)-1] = append(groups[len(groups)-1], u)
			continue
		}
		groups = append(groups, []Unit{u})
	}
	return groups
}

func inner(group []Unit) string {
	var parts []string
	sep := "\n"
	for _, u := range group {
		switch u.Kind {
		case Item:
			parts = append(parts, "<li>"+inline(u.Raw)+"</li>")
		case Row:
			parts = append(parts, "<tr><td>"+strings.Join(cells(html.EscapeString(u.Raw)), "</td><td>")+"</td></tr>")
		case Definition:
			term, text, _ := strings.Cut(u.Raw, " :: ")
			parts = append(parts, "<dt>"+inline(term)+"</dt><dd>"+inline(text)+"</dd>")
		case Code:
			parts = append(parts, html.EscapeString(u.Raw))
		default:
			parts = append(parts, inline(u.Raw))
			sep = "<br>\n"
		}
	}
	return strings.Join(parts, sep)
}

// page is the text in the engine.
func (e Engine) page(t Text) Case {
	c := Case{Name: t.Name + " in " + e.Name, Text: t, Form: "html", Lined: true}
	day := t.Date
	if d, err := time.Parse(time.DateOnly, t.Date); err == nil && t.Lang == "en" {
		day = d.Format("January 2, 2006")
	}
	var b strings.Builder
	for line := range strings.Lines(e.Page) {
		if t.Author == "" && strings.Contains(line, "{{author}}") || t.Date == "" && (strings.Contains(line, "{{date}}") || strings.Contains(line, "{{day}}")) {
			continue
		}
		b.WriteString(line)
	}
	page := b.String()
	c.Headings = strings.HasPrefix(cmp.Or(e.Marks["h"], "<h2>"), "<h")
	if strings.Contains(page, "{{author}}") {
		c.Author = t.Author
	}
	if strings.Contains(page, "{{day}}") || strings.Contains(page, "{{date}}") {
		c.Date = t.Date
	}
	fill := func(title, author, date, day, body string) string {
		return strings.NewReplacer("{{title}}", html.EscapeString(title), "{{author}}", html.EscapeString(author), "{{date}}", date, "{{day}}", day, "{{body}}", body).Replace(page)
	}
	c.Body = fill(t.Title, t.Author, t.Date, day, e.body(t))
	// A hole marks the blocks that are not the engine's own.
	const hole = "\uE000"
	for _, s := range Blocks(fill(hole, hole, hole, hole, "<p>"+hole+"</p>")) {
		if !strings.Contains(s, hole) {
			c.Junk = append(c.Junk, s)
		}
	}
	c.Junk = append(c.Junk, junkOf(t)...)
	return c
}

// dump is the visible text of the page, a block on each line.
func (e Engine) dump(t Text) Case {
	c := e.page(t)
	c.Name = t.Name + " out of " + e.Name
	c.Form, c.Lined, c.Headings = "dump", false, false
	c.Body = strings.Join(Blocks(c.Body), "\n") + "\n"
	return c
}

// Blocks are the texts of the blocks of a page, of its body only.
func Blocks(page string) []string {
	root, err := nethtml.Parse(strings.NewReader(page))
	if err != nil {
		return nil
	}
	var blocks []string
	var b strings.Builder
	flush := func() {
		if s := strings.Join(strings.Fields(b.String()), " "); s != "" {
			blocks = append(blocks, s)
		}
		b.Reset()
	}
	var walk func(n *nethtml.Node, pre bool)
	walk = func(n *nethtml.Node, pre bool) {
		switch {
		case n.Type == nethtml.TextNode && pre:
			for i, line := range strings.Split(n.Data, "\n") {
				if i > 0 && strings.TrimSpace(b.String()) != "" {
					blocks = append(blocks, strings.TrimRight(b.String(), " "))
					b.Reset()
				}
				b.WriteString(line)
			}
			return
		case n.Type == nethtml.TextNode:
			b.WriteString(strings.ReplaceAll(n.Data, "\n", " "))
			return
		case n.Type == nethtml.ElementNode && slices.Contains([]string{"head", "script", "style", "noscript", "textarea"}, n.Data):
			return
		}
		flow := n.Type == nethtml.ElementNode && !slices.Contains([]string{"a", "b", "strong", "em", "i", "span", "font", "code", "label", "abbr", "time", "cite", "img"}, n.Data)
		if flow && n.Data != "td" {
			flush()
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, pre || n.Data == "pre")
		}
		if flow && n.Data == "td" {
			b.WriteString(" ")
		} else if flow {
			flush()
		}
	}
	walk(root, false)
	flush()
	return blocks
}

// plain is the text as lines: the title, who wrote it and the body, with the
// blocks separated by cut and wrapped at a width, if there is one.
func plain(t Text, cut string, width int) string {
	parts := []string{t.Title}
	if t.Author != "" && t.Lang == "en" {
		parts = append(parts, "By "+t.Author)
	}
	for _, group := range groups(t.Units) {
		var lines []string
		for _, u := range group {
			switch s := u.Text; u.Kind {
			case Item:
				lines = append(lines, wrap("- "+s, width, "  "))
			case Code, Verse, Row:
				lines = append(lines, s)
			case Definition:
				lines = append(lines, strings.Replace(s, " :: ", ": ", 1))
			default:
				lines = append(lines, wrap(s, width, ""))
			}
		}
		parts = append(parts, strings.Join(lines, "\n"))
	}
	return strings.Join(parts, cut) + "\n"
}

// wrap breaks a text at the last space before the width.
func wrap(s string, width int, indent string) string {
	if width == 0 || utf8.RuneCountInString(s) <= width {
		return s
	}
	var b strings.Builder
	n := 0
	for i, w := range strings.Fields(s) {
		size := utf8.RuneCountInString(w)
		switch {
		case i == 0:
		case n+1+size > width:
			b.WriteString("\n" + indent)
			n = len(indent)
		default:
			b.WriteByte(' ')
			n++
		}
		// A word may also be broken after its hyphen.
		if head, tail, ok := strings.Cut(w, "-"); ok && tail != "" && head != "" && n+size > width-8 {
			b.WriteString(head + "-\n" + indent + tail)
			n = len(indent) + utf8.RuneCountInString(tail)
			continue
		}
		b.WriteString(w)
		n += size
	}
	return b.String()
}
