// Package frontmatter moves the data that scrapers and programs for notes write
// before a text to the metadata: the front matter of Markdown in YAML or TOML, the
// header of reader services, lines with labels.
//
// Before:
//
//	---
//	title: Ferry warns of delays | Harbour News
//	author: Ann Lee
//	url: https://harbour.example/ferry
//	date: 2024-04-04
//	sitename: Harbour News
//	fingerprint: 8a6e9b2f
//	---
//	The morning boat will leave an hour late, the company said on Friday.
//
// After, with the title "Ferry warns of delays", byline, address, date and site:
//
//	The morning boat will leave an hour late, the company said on Friday.
//
// A header is recognised as a whole or not at all. What it says fills the fields
// that the page came without; keys that no field is for go with it, and the trail
// has them. The name of the site leaves the title if the header names the site, the
// address has its name, or the text has a heading that is the rest.
//
// YAML is read by a parser where it is YAML. Some scrapers write values that are not
// quoted though they have to be ("title: Storm: all boats stay"): if each line is a key
// and a value, they are read by the line.
//
// To be left alone: a text that begins with a rule, a dialogue or a form between
// two rules, diffs, signatures of mail; letters, plays, recipes, forms and catalogues,
// whose labels belong to them ("Title: Dune" above the review of a book); YAML as the
// text itself.
//
// Known misses: lines with labels of which one goes on in the next, in a text that is
// wrapped at a fixed width; YAML whose indentation somebody removed before winnow read it,
// unless it needs none, and the address in it if it describes its author; front matter
// in JSON and multi-line strings of TOML; several results of a search in
// one text.
package frontmatter
