// Package intact measures whether clean text survives: what a cleaner takes
// from texts that look like residue and are not, and what it leaves of the
// pages around them.
//
// The corpus is written for the project and compact. A Text is a body in a
// light markup, and an Engine is a page of some system with a hole for the
// body. Every text is put into several engines and into several forms of plain
// text, so that a hundred texts and forty engines make hundreds of inputs. The
// truth needs no marking: all of the text must stay, and all of the engine must
// go.
//
// Texts are in testdata/texts/*.txtar, one file of an archive each:
//
//	title: The Weighbridge
//	author: Orla Quist
//	date: 2011-05-19
//
//	A paragraph.
//	# a heading
//	~ a heading such as "Advertisement": text where it is marked up as a heading,
//	  and anything elsewhere
//	- an item of a list
//	> a quotation
//	| a cell | another cell
//	= a line of code
//	/ a line of verse; an empty one begins a stanza
//	d term :: definition
//	c a caption; C a caption that is the text
//	Q a question of an interview
//	b a box
//	! junk in the text
//
// Further headers are lang (en without one), type (the type of the page,
// article without one) and form: text, for what is plain text only.
//
// Engines are in testdata/engines.txtar: headers that say how the engine marks
// up the kinds of block ("p: <p class=x>{}</p>"), which languages and types
// it takes, and the page. Lines of the page with {{author}}, {{date}} or
// {{day}} are left out for texts that lack them.
package intact
