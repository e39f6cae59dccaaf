// Package tree reads an HTML page into one flat array of nodes.
//
// The tree is built straight from the bytes: no pointers, no map and no
// allocation per node. A node names its parent and the end of its subtree by
// index, its start tag or text by a span of the source. Attributes are
// decoded when they are asked for.
//
//	t := tree.Parse(`<p class=lead>Hello <b>world`, tree.Limits{})
//	for n := t.Body(); n >= 0; n = t.Next(n) { … }   // document order
//	t.Text(t.Body())                                 // "Hello world"
//
// It follows the tokenization and tree construction of the HTML standard
// (html.spec.whatwg.org, 13.2) where that matters for text: implied html,
// head and body, end tags implied by start tags, the table model, void
// elements, foreign content (SVG, MathML), character data of title, textarea,
// script, style, iframe. It departs from it on purpose:
//
//   - Misnested formatting (<b><p></b>) is not repaired by the adoption agency:
//     the end tag of a formatting element with open blocks in it takes effect
//     when those blocks end. What is a link is the exception, see Tree.Link.
//   - Text and elements between table, tr and td stay where they are (flag
//     Fostered) instead of moving before the table.
//   - The content of noscript and noframes is parsed as HTML (flag Noscript);
//     of template, too (flag Template).
//   - White space between tags makes no node outside of pre and textarea: the
//     next node has the flag Space.
//   - Comments and doctypes make no nodes.
//   - Elements deeper than Limits.Depth are attached to a higher ancestor.
//
// Parsing never fails. Time and memory are linear in the length of the source
// on every input; what exceeds a limit is cut and flagged in Tree.Cut.
package tree
