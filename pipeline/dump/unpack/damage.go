package unpack

import "fmt"

// The reasons a Damage can have. Those of a codec are made of a verb and the
// codec's name: "truncated_gzip" (the data end too early), "corrupt_zstd" (they
// cannot be decoded).
const (
	// ReasonTooLarge: the content grew far beyond its stored size without
	// giving a record: a decompression bomb.
	ReasonTooLarge = "expanded_too_large"
	// ReasonChecksum: a gzip member was inflated to its end, but its
	// checksum or length says it is not what was stored.
	ReasonChecksum = "gzip_checksum"
	// ReasonTrailingJunk: bytes after the last gzip member that are no
	// member themselves.
	ReasonTrailingJunk = "trailing_junk"
	// ReasonJunk: bytes between two gzip members that are neither.
	ReasonJunk = "junk_between_members"
	// ReasonRead: the file itself could not be read.
	ReasonRead = "read_error"
	// ReasonNested: compressed data inside two layers of compression.
	ReasonNested = "nested_too_deep"
)

// Damage is a stretch of the stored bytes that could not be read. After it,
// reading goes on unless Fatal is set.
type Damage struct {
	Reason string
	// Start and End bound the damaged stretch in bytes of the input as
	// stored (of the outer layer's content, when there are two layers).
	// A damaged member starts at its header.
	Start, End int64
	// Fatal says that nothing more can be read.
	Fatal bool
	Err   error
}

func (d *Damage) Error() string {
	if d.Err == nil {
		return fmt.Sprintf("%s at byte %d", d.Reason, d.Start)
	}
	return fmt.Sprintf("%s at byte %d: %v", d.Reason, d.Start, d.Err)
}

func (d *Damage) Unwrap() error { return d.Err }

// Reasons lists the reasons of a Damage, each with one sentence.
func Reasons() map[string]string {
	reasons := map[string]string{
		ReasonTooLarge:     "The content grows far beyond its stored size: a decompression bomb.",
		ReasonChecksum:     "A gzip member fails its checksum.",
		ReasonTrailingJunk: "Bytes after the last gzip member.",
		ReasonJunk:         "Bytes between two gzip members.",
		ReasonRead:         "The file could not be read to its end.",
		ReasonNested:       "Containers in containers, deeper than winnow looks.",
	}
	for _, codec := range []Codec{Gzip, Zstd, Bzip2, XZ, LZ4} {
		reasons["truncated_"+string(codec)] = "The " + string(codec) + " data end too early."
		reasons["corrupt_"+string(codec)] = "The " + string(codec) + " data cannot be decoded."
	}
	return reasons
}
