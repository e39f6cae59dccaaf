package dump

import (
	"bytes"
	"path"
	"strings"

	"winnow/pipeline/dump/unpack"
)

// sniffSize is how much content is examined to detect its format.
const sniffSize = 64 << 10

// sniff detects the format of a file. It returns Auto for a single page, whose
// kind the pipeline detects.
func sniff(u *unpack.Reader, name string, from Format, fields *fieldMap) Format {
	head := u.Peek(sniffSize)
	if f := archiveFormat(head); f != "" {
		return f
	}
	if from != Auto {
		return from
	}
	if f := recordFormat(head); f != "" {
		return f
	}
	if o := orderOf(head); o.wide() && recordFormat(o.decode(head)) == JSONL {
		return JSONL // the other formats of records are read in UTF-8 alone
	}
	if f := tableFormat(head, name, fields); f != "" {
		return f
	}
	if len(head) == 0 || !readable(head) {
		return formatByName(name)
	}
	if startsHTML(head) {
		return Auto
	}
	if f := formatByEnding(name); f != "" {
		return f
	}
	if isTornJSONL(head) {
		return JSONL
	}
	return Auto
}

// archiveFormat detects formats with magic bytes.
func archiveFormat(head []byte) Format {
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return Zip
	case len(head) > 262 && string(head[257:262]) == "ustar":
		return Tar
	case bytes.HasPrefix(head, []byte("PAR1")):
		return Parquet
	}
	return ""
}

// recordFormat detects formats of many records by how they begin.
func recordFormat(head []byte) Format {
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	switch {
	case isWARC(text):
		return WARC
	case bytes.HasPrefix(text, []byte("filedesc://")):
		return ARC
	case isObject(text):
		if spansLines(text) {
			return JSON
		}
		return JSONL
	case len(text) > 0 && text[0] == '[' && isObject(bytes.TrimLeft(text[1:], " \t\r\n")):
		return JSON
	}
	return ""
}

func isWARC(b []byte) bool {
	return len(b) > 6 && bytes.HasPrefix(b, []byte("WARC/")) && b[5] >= '0' && b[5] <= '9' && b[6] == '.'
}

// isObject reports whether b starts a JSON object, rather than text that
// happens to begin with a brace.
func isObject(b []byte) bool {
	if len(b) == 0 || b[0] != '{' {
		return false
	}
	b = bytes.TrimLeft(b[1:], " \t\r\n")
	return len(b) > 0 && (b[0] == '"' || b[0] == '}')
}

// spansLines reports whether an object is printed over several lines, unlike
// JSON lines: its first line does not end it, and the second continues with a
// key or a bracket. In JSON lines, a truncated line is followed by a brace.
func spansLines(text []byte) bool {
	first, rest, more := bytes.Cut(text, []byte("\n"))
	if !more || bytes.HasSuffix(bytes.TrimSpace(first), []byte("}")) {
		return false
	}
	rest = bytes.TrimLeft(rest, " \t\r\n")
	return len(rest) > 0 && strings.IndexByte("\"}]", rest[0]) >= 0
}

// formatByName is the last resort for a file whose start is unreadable.
func formatByName(name string) Format {
	name = strings.ToLower(path.Base(strings.ReplaceAll(name, "\\", "/")))
	for _, part := range strings.Split(name, ".")[1:] {
		switch part {
		case "warc", "wet":
			return WARC
		case "arc":
			return ARC
		case "jsonl", "ndjson":
			return JSONL
		}
	}
	return Auto
}

// formatByEnding uses the ending of the name, for files of records whose first
// record is damaged, so that only that one is lost.
func formatByEnding(name string) Format {
	name = strings.ToLower(name)
	for _, compressed := range []string{".gz", ".zst", ".bz2", ".xz", ".lz4"} {
		name = strings.TrimSuffix(name, compressed)
	}
	switch path.Ext(name) {
	case ".jsonl", ".ndjson":
		return JSONL
	case ".warc", ".wet":
		return WARC
	}
	return ""
}

// isTornJSONL reports whether b is JSON lines from the middle of one: nothing
// but objects follows, at least two of them, or one if the first line ends like
// one.
func isTornJSONL(head []byte) bool {
	first, rest, _ := bytes.Cut(head, []byte("\n"))
	objects := 0
	if bytes.HasSuffix(bytes.TrimSpace(first), []byte("}")) {
		objects++
	}
	for len(rest) > 0 {
		line, after, _ := bytes.Cut(rest, []byte("\n"))
		rest = after
		switch line = bytes.TrimSpace(line); {
		case isObject(line):
			objects++
		case len(line) > 0:
			return false
		}
	}
	return objects >= 2
}

// readable reports whether content could be a page: it is not mostly control
// bytes.
func readable(head []byte) bool {
	head = head[:min(len(head), 1024)]
	control := 0
	for _, b := range head {
		if b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1b {
			control++
		}
	}
	return control*10 < len(head)
}
