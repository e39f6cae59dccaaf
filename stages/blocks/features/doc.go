// Package features measures the blocks of an HTML page: the columns that the
// model of stage blocks decides on. The same code runs in training and in use.
//
//	text ─ textstat.Scan ─▶ units ─┐
//	tree ─ outline ─▶ nests ───────┴─▶ columns of the page and of each block
//
// A unit is a block with the counts of its text. A nest is an element that
// has blocks under it; nests are the tree without everything that holds no
// text, and each knows its range of blocks, so that sums over a subtree are
// two look-ups. Good text is what reads like prose: the columns relate every
// block to the good text of its page, whatever the page's language.
package features
