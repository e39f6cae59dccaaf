// Package dump reads what scrapers leave behind: files and folders of HTML and
// text, JSON lines, WARC and its relatives, archives of all these, compressed or not.
//
// Expand lists the inputs, Read gives their records one by one:
//
//	inputs, err := dump.Expand(ctx, []string{"crawl/", "more/*.jsonl.zst"})
//	for item, err := range dump.Read(ctx, inputs, dump.Options{}) { … }
//
// What is promised:
//
//   - Every record of the input becomes exactly one Item: a Page, a Fault (it
//     could not be read, with the reason and the place) or a Skip (it is no page,
//     with the reason). Damage costs the records it touches, not their
//     neighbours.
//   - Items come in the order of the input, the same in every run. Each carries
//     a Mark, and reading can go on after any of them, also inside one huge
//     file.
//   - Memory stays flat: beyond the record cap nothing is held, whatever a file
//     claims about itself, and a decompression bomb is stopped.
//
// The format of a file is found out from its content. Its name decides only where
// the content does not tell (CSV), or where it is damaged at its very start.
//
// Inputs that are not local files, such as the objects of a store, come in through
// ExpandAll and Input.Open.
package dump
