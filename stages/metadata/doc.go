// Package metadata is the stage that reads what a page says about itself:
// title, authors, dates of publication and change, site, language, canonical
// address, excerpt, image and tags. It changes no text.
//
// The evidence, each a rule of its own so that "winnow explain" can tell where
// a value came from: JSON-LD (graphs, lists, references; broken JSON is read as
// far as possible), OpenGraph and article:*, Dublin Core, citation_*, Parsely,
// Sailthru, Twitter cards, microdata, link and meta elements, time elements,
// rel=author, classes and ids of bylines, lines such as "By Ann Lee | May 3,
// 2024" near the title, headings, the title element, and the date in the page's
// address.
//
// Title, byline and dates are weighed: each piece of evidence has a weight
// between 0 and 1, values that several sources give gain by it, and the
// heaviest wins. Weights and orders were set on the articles of the
// development pages of one half of the domains and looked at on the other.
//
// What must be left alone: what came with the page (it wins), names and dates
// of comments, of related stories, of reviewers, testers and editors, of goods
// and of works cited, and the links of a user's account. A date that the page calls
// an update is never taken for the date of publication where the page gives
// one; where it gives no other, the rule only-date says so. Dates before 1900,
// of the first days of 1970 and of the future are refused.
//
// Dates are read by winnow/pipeline/dates. github.com/markusmobius/go-htmldate
// is not used: it works on a tree of html.Parse, which alone costs several
// times what this whole stage does, and gives one date without its meaning.
//
// Known misses: authors whose name is in the page without any mark,
// organisations that are not named as author, owners of sites that are called
// by their name alone (firms are, too). Of the development articles' titles
// some four in a hundred are annotated with what the title element says to
// searchers and not with the headline that the reader sees (it is the other way
// round on five times as many), of the dates four in a hundred with that of the
// last change, and six more with one that the page does not hold; these are
// left as they are.
package metadata
