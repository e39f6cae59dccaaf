// Package decode turns the bytes of a scraped page or text into UTF-8.
//
// What comes in: bytes whose encoding is declared rightly, wrongly or not at
// all. On the web about six pages in a hundred are not UTF-8, five of six that
// declare iso-8859-1 are UTF-8 all the same, and a dump often lost the HTTP
// header. What goes out: text, the name of the encoding, the evidence that
// decided, and every repair made on the way.
//
//	bytes  "d\xe9j\xe0 vu"            →  "déjà vu"   windows-1252, statistics
//	bytes  "it\x92s 5 \xe2\x82\xac"   →  "it’s 5 €"  UTF-8, one byte repaired
//
// The order of evidence: a byte order mark; zero bytes that show UTF-16 or
// UTF-32; valid UTF-8, which beats a false declaration when there is enough of
// it; UTF-8 with damage, whose stray bytes are read one by one as
// windows-1252; escape sequences (ISO-2022-JP and the like); and for
// everything else a statistical comparison of all encodings, in which the HTTP
// header, the meta element or XML declaration, the top-level domain and the
// language only shift the balance. Text that reads like none at all, such as a
// table of characters, stays as declared.
//
// Statistics look at the text of a page and not at its markup. Each encoding is
// tried with each language written in it: the bytes are read, and what the
// letters cost after each other in that language is added up in bits, as are
// capitals inside words and bytes without a meaning. Totals are comparable, so
// the cheapest reading wins; how far it leads gives the confidence. The models
// come from the program in train; its MODEL.md names their sources.
//
// What must be left alone: valid UTF-8 is returned byte for byte (less a byte
// order mark), and nothing here judges the text, removes control characters or
// undoes mojibake that is itself valid UTF-8; that is the work of the encoding
// stage.
//
// Decoders follow the WHATWG Encoding Standard index for index, also in what
// they make of broken input, with one exception: ISO-2022-JP keeps blanks and line
// ends inside kanji. On top of the standard's encodings these are known: UTF-32,
// IBM437, IBM850, IBM852, IBM855, Johab, EUC-TW, ISO-2022-KR and HZ-GB-2312.
//
// Known misses: a few words in an encoding that nothing declares; the DOS code
// pages and macintosh with fewer than five or so accents; Romanian in
// ISO-8859-16, whose bytes are those of windows-1250; Hebrew in visual order;
// Kazakh, Mongolian and others with private code pages; and encodings of single
// fonts (VISCII, TSCII …).
package decode
