// Package unpack reads through compression without trusting it.
//
// A Reader takes the bytes of a file as stored and gives back the content,
// through at most two layers of gzip, zstd, bzip2, xz or lz4, told by their magic
// bytes. Three things set it apart from the decoders it is built on:
//
//   - Damage does not end it. A cut or bit-flipped gzip member or zstd frame,
//     junk between them and bytes after the last one are each reported once, as a
//     *Damage that says where; the next Read goes on with the next member that
//     can be decoded. (bzip2, xz and lz4 end where they are damaged.)
//   - It knows its place. Segment tells where in the stored file the member
//     being read began, so that a record can be addressed and read again.
//   - It cannot be made to expand without end. When much more comes out than
//     went in, and the caller has made no progress in the meantime, reading
//     stops with the reason expanded_too_large.
package unpack
