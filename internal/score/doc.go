// Package score measures how well extracted text and metadata agree with a
// ground truth. It holds the metrics that published comparisons use, once, for
// every program of the project that reports quality:
//
//   - word F1: bags of lower-cased \w+ tokens, per page, mean over pages (the
//     Web Content eXtraction Benchmark, WCXB);
//   - 4-gram F1 and accuracy: multisets of four-token shingles, case kept (the
//     usual benchmark of news pages);
//   - segments: pieces of text that must and must not appear, white space
//     ignored (trafilatura's evaluation);
//   - metadata: title, author and date.
//
// A system under test is a function from a page to its text and metadata, so
// the package knows nothing of any extractor. The command in cmd/score runs
// winnow's own engines and compares the figures with the floors pinned in
// floors.json.
package score
