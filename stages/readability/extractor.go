package readability

import (
	"context"
	"net/url"

	"github.com/go-shiori/go-readability"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// An Extractor finds the article in a page. It gives the article as HTML, ""
// when there is none, and may change doc as it likes.
type Extractor interface {
	Extract(ctx context.Context, doc *html.Node, url *url.URL) (content string, err error)
}

// goReadability is github.com/go-shiori/go-readability, which is deprecated
// upstream: nothing but this type knows it.
type goReadability struct{}

func (goReadability) Extract(_ context.Context, doc *html.Node, url *url.URL) (string, error) {
	p := readability.NewParser()
	p.DisableJSONLD = true // the stage metadata reads it
	article, err := p.ParseDocument(doc, url)
	return article.Content, err
}

// prune takes from a page what go-readability throws away at once, before it
// copies the page. (Without nav and footer as well it judges some pages
// otherwise: measured on the development pages.)
func prune(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case c.Type == html.CommentNode, c.DataAtom == atom.Script, c.DataAtom == atom.Style:
			n.RemoveChild(c)
		case c.FirstChild != nil:
			prune(c)
		}
		c = next
	}
}
