// Package warc reads web archives that are not as they should be.
//
// It reads WARC (any version, also WET and WAT files) and ARC 1, compressed
// record by record, as a whole, or not at all, or with all of these mixed in one
// file. When a record has a wrong length, lacks the line ends after it, or sits
// in a gzip member that is cut or has flipped bits, the records before and after
// it are still read, and Next says as a *Fault what was lost and where.
//
// How it finds its way: a record ends where its Content-Length says, if a record,
// a gzip member or the end follows there. If not, the length is wrong, and the
// next record is the next line that begins a WARC header. In compressed files, a
// member that begins with a record ends the one before it, whatever that one
// claims, and after damage the search is for the next member that inflates to
// the beginning of a record (see package unpack).
//
// What is left alone: a record whose length and surroundings are right is taken
// as it is, also when its digest is not; digests in the wild are often wrong.
//
// Known misses: a length that is too long and happens to end where another
// record does hides the records in between, if the record has neither a digest
// nor an HTTP length to contradict it. In a whole-file gzip member with a
// flipped bit, the records that follow the bit inside the member may be lost,
// because deflate cannot be entered midway.
package warc
