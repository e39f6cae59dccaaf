// Package readability is the stage that distinguishes the article from the page
// around it, by go-readability's judgement.
//
// What it removes: navigation, side columns, footers, forms, lists of other
// stories, comments; whatever go-readability leaves out of its article.
//
// How: the page is parsed once more, by html.Parse, for go-readability works
// on its nodes. The article that comes back is cut into blocks in the same
// way as the page was, and both lists are aligned by their texts. A block that
// is not in the article leaves with the rule outside-article; a block of
// which the article has a part loses the rest. So nothing is lost: every
// piece of the page that goes is in the trail.
//
// Before: menu, headline, two paragraphs, "Most read". After: the paragraphs.
//
// Where html.Parse or go-readability cannot be used, a rule of our own does
// their work, and the document is flagged with readability/fallback and the
// reason: the page is nested too deep, has more nodes than the budget, has
// one of the shapes on which html.Parse needs quadratic time, is refused by
// html.Parse, makes go-readability panic, or holds no article for it. Budgets
// are counted, never timed, so the same page always takes the same way.
//
// What must be left alone: text pages (there is no tree), and pages without
// any text. What the article keeps it keeps in the blocks' own words, spaces
// and marks: the stage never takes text from go-readability.
//
// Known misses are those of go-readability: lists of related stories at the
// end of the article stay, short articles lose to long comments.
package readability
