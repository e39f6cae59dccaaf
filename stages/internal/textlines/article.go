package textlines

// Strict reports whether only rules that are certain may act on the page: by its
// type it is a forum, a product, a listing or the like, whose own lists, posts and
// headings resemble residue, or it is of no known type and reads like the page of a
// manual.
func (d *Doc) Strict() bool {
	switch d.Meta.PageType {
	case "forum", "product", "listing", "documentation", "collection":
		return true
	case "":
		return d.manual.get(d.isManualPage)
	}
	return false
}

// The least text of an article, and the share of it that is running text. Among
// 1,497 development pages, articles seldom have less, and pages of other types
// seldom have both.
const (
	minArticle      = 4 // paragraphs
	minArticleProse = 0.7
	minTotal        = 600 // bytes; a piece of a page may be one of an article
)

// IsArticle reports whether the page is an article: a stage has judged so or,
// if none has, nearly all of the text is paragraphs, or it has a paragraph and
// is too short to tell.
func (d *Doc) IsArticle() bool {
	if d.Meta.PageType != "" {
		return d.Meta.PageType == "article"
	}
	return d.article.get(d.readsAsArticle)
}

// readsAsArticle reports whether the text alone shows that the page is an article.
func (d *Doc) readsAsArticle() bool {
	paragraphs, prose := 0, 0
	for i := range d.Lines {
		if d.IsProse(i) && !d.Lines[i].Exempt {
			paragraphs++
			prose += len(d.Lines[i].Text)
		}
	}
	return paragraphs > 0 && d.Total < minTotal || paragraphs >= minArticle && float64(prose) >= minArticleProse*float64(d.Total)
}
