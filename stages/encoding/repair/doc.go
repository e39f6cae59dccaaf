// Package repair undoes what encodings did to text. Text goes in, text comes
// out, with a list of steps that explains the repair and replays it. It needs
// no document, no language and no other part of winnow.
//
// # Where the damage comes from
//
// A program writes UTF-8, another reads it as windows-1252, a third writes the
// result as UTF-8 again: "é" is now "Ã©". That may happen several times, with
// other code pages, and in the middle of text that is in order. On the way
// bytes get lost, become U+FFFD or a question mark. Templates escape what is
// escaped already, so that references like "&amp;rsquo;" reach the reader; JSON
// that is decoded once too little leaves "\u2019". Word processors leave
// controls that were quotation marks in windows-1252, typesetting leaves soft
// hyphens, no-break and zero-width spaces, terminals their colour codes.
//
//	before  The Mona Lisa doesnÃƒÂ¢Ã¢â€šÂ¬Ã¢â€žÂ¢t have eyebrows.
//	after   The Mona Lisa doesn’t have eyebrows.
//
// # How mojibake is recognised
//
// Each line is read back through the code pages that part of it can have come
// from. Real text and broken text differ in what is next to what: lower-case letters
// before capitals, letters between symbols, scripts mixed in a word. Every
// class of characters has a weight after every other ([Text] sums them), and a
// sequence is undone if it reads clearly better afterwards, either by itself or
// because the rest of the line shows how the line was broken. Of two code pages
// that explain a line equally well the one is taken whose letters are those of
// one language. Text that was in a legacy encoding all along, and was read as
// another one, is recognised by the most common letters of its script, in lines
// that are nearly all made up of it.
//
// # What is left alone
//
// Whatever is not broken: quotation marks, dashes, ligatures, fullwidth forms
// (see [Options]), joiners where a script or an emoji needs them, zero-width
// spaces in scripts without spaces, compatibility ideographs and other
// characters that NFC would replace, program code that holds references or
// escapes, a broken letter that a text shows between quotation marks, names
// like "AHÅ™" and "HUHLL Õ…", art drawn with lines. A line that does not
// settle after many repairs is left as it came.
//
// # Known misses
//
// A single broken letter that may be one of two, as in ISO 8859-2 read for
// windows-1250; short lines of legacy text, and legacy text in Latin letters
// (windows-1250 read as windows-1252); "Â" before a no-break space is always
// removed, although a title in capitals could end in it.
//
// The result of [Text] is valid UTF-8, and repairing it again changes nothing.
// Time is linear in the length of the text, whatever it holds. Each line is
// repaired by itself, so that the lines of a stream can be handed over one by
// one, as winnow fix does.
package repair
