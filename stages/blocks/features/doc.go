// Package features measures the blocks of an HTML page: the columns that the
// model of stage blocks decides on. The same code runs in training and in use.
//
//	text ─ textstat.Scan ─▶ units ──────┐
//	tree ─ outline ─▶ containers ───────┴─▶ columns of the page and of each unit
//
// A unit is a block with the counts of its text. A container is an element that
// has units under it; containers are the tree without everything that holds no
// text, and each knows its range of units, so that sums over a subtree are
// two look-ups. Good text is what reads like prose: the columns relate every
// unit to the good text of its page, whatever the page's language.
//
// What repeats on a page is seldom its article. A family is the siblings of one
// signature (tag and class): the cards of a list, the posts of a thread. A path
// group is the units of one tag path, wherever on the page. The path leads from
// the body down to the centre, the smallest container with most of the good
// text; where a unit's branch leaves the path says how far from the article it is.
//
// What an element is for, sites say in names: words of a few groups ("related",
// "byline") are looked for by hand, and all path tokens that many sites share have
// weights, which are learned.
package features
