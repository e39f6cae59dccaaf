// Package scriptdata is the stage that takes an article from the data of a
// page's scripts where its elements hold none.
//
// Many sites send a page without text and have a script fill it; a scraper that
// runs no scripts stores the empty page. The text often came with it all the
// same, in one of three places, which are tried in this order:
//
//   - JSON-LD: articleBody of an article, text of a post or a question with its
//     answers and comments, the updates of a live blog
//   - data for an application: script elements of type application/json
//     (__NEXT_DATA__ and the like) and scripts that assign an object to a name
//   - data attributes that hold JSON: those of Discourse, Inertia and others
//
// Before:
//
//	<div id="app">Please enable JavaScript</div>
//	<script type="application/ld+json">{"@type":"Article","articleBody":"The bridge opens in May. …"}</script>
//
// After, flagged scriptdata/fallback:
//
//	The bridge opens in May. …
//
// JSON-LD says itself what is an article's body; it must have the page's title
// or address, or be alone in a page without a word, and then be no single
// question or review and name no other address. In the data of an application
// the text is a string, or a list of strings, under a name such as body,
// content or cooked, inside an object whose title is the page's: without that
// object nothing is taken, since such data holds menus, translations, legal
// texts and other stories as well; objects inside it that have another title
// are passed over. HTML in strings is parsed. The blocks are added after the
// page's own, which leave, each with its rule; their place is the element that
// held the data. The stages after this one treat them like others; rules of the
// user, which run before, do not see them.
//
// What must be left alone: a page whose elements hold as much text as its data,
// or nearly; summaries, reviews by buyers, related stories; data of several
// articles of which none is this page. The description of a page is no text: it
// is in the record as excerpt. (On the development pages that came empty it
// holds one to five words of a hundred.)
//
// The work is bounded: of one page 4 MB of data are read, 64 levels deep and
// 50,000 values a script, and 2,000 texts are taken.
//
// Known misses: text that scripts fetch later, streams of React server
// components, rich text in which the text has no name of its own.
package scriptdata
