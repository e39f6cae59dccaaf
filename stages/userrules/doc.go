// Package userrules is the stage that does what a rules file of the user says:
// drop, keep or move what phrases, regular expressions and CSS selectors find,
// on the pages of some hosts or on all.
//
//	version: 1
//	rules:
//	  - name: promo-box
//	    hosts: [example.com, "*.example.org"]
//	    drop: {selector: ".promo, aside.newsletter"}
//	  - name: corrections
//	    keep: {phrase: "Correction:", at: start}
//	  - name: photo-credit
//	    move: {regexp: '^Photo: (?P<value>.+)$', to: credit}
//
// Before: "The bridge opens in May." / "Photo: Ann Lee" / "Correction: it opens
// in June." After: the first and the last line, whatever other stages think of
// the last, and Ann Lee as a credit in the metadata. docs/rules.md describes
// the format.
//
// The stage runs first, on all blocks of the page, so a rule finds what other
// stages would have taken away. A keep wins over everything: the block that it
// finds is protected in the pipeline, and the edits of any stage that would
// take from it, those of other rules of the file included, are recorded as
// vetoed and not applied.
//
// Phrases are compared as the built-in ones: whatever the case, the white
// space, the kind of quotes and dashes, the marks around the line, and however
// broken the characters are. Regular expressions are RE2 and see the line as
// it is. Selectors are matched, through goquery, against elements made of the
// page's flat tree, so what they find are the page's own blocks on pages of
// any depth. They are made only when a rule with a selector applies to the
// page's host.
//
// What must be left alone: pages of other hosts, pages without URL for rules
// that name hosts, and text pages for rules with a selector. A phrase that
// must be a line is not found inside a sentence.
//
// Known misses: on pages so large or so deep that matching selectors could
// take seconds, rules with a selector do not act, and the page is flagged with
// userrules/unsearched. Text that other stages change is matched as it was.
package userrules
