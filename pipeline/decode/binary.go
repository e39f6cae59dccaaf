package decode

import "bytes"

// signatures are the first bytes of formats that are not text.
var signatures = []struct{ magic, name string }{
	{"%PDF-", "PDF"},
	{"\x89PNG\r\n\x1A\n", "PNG"},
	{"GIF87a", "GIF"},
	{"GIF89a", "GIF"},
	{"\xFF\xD8\xFF", "JPEG"},
	{"PK\x03\x04", "ZIP"},
	{"\x1F\x8B\x08", "gzip"},
	{"\x28\xB5\x2F\xFD", "zstd"},
	{"\x7FELF", "ELF"},
	{"BZh91AY&SY", "bzip2"},
	{"\xFD7zXZ\x00", "xz"},
	{"7z\xBC\xAF\x27\x1C", "7z"},
	{"Rar!\x1A\x07", "RAR"},
	{"wOFF", "WOFF"},
	{"wOF2", "WOFF2"},
	{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "OLE document"},
	{"OggS\x00", "Ogg"},
	{"ID3\x03", "MP3"},
	{"ID3\x04", "MP3"},
}

// signature names the format that b starts like, or "".
func signature(b []byte) string {
	for _, s := range signatures {
		if len(b) >= len(s.magic) && string(b[:len(s.magic)]) == s.magic {
			return s.name
		}
	}
	if len(b) > 12 && (string(b[:4]) == "RIFF" && string(b[8:11]) == "WEB" || string(b[4:8]) == "ftyp") {
		return "media"
	}
	return ""
}

// hole is the number of zero bytes in a row from which they are taken for what
// a crashed writer or a bad disk left, and not for data: a text that somebody
// lost a piece of is a text.
const hole = 64

// controlBytes reports whether b has so many zero and control bytes that it is no
// text in any encoding of bytes; holes aside. Of what is declared to be text more
// is accepted.
func controlBytes(b []byte, declared bool) bool {
	b = bytes.Trim(b, "\x00") // padding
	const enough = 8 << 10
	seen, controls, zeros := 0, 0, 0
	for i := 0; i < len(b) && seen < enough; i++ {
		c := b[i]
		if c == 0 {
			if zeros++; zeros == hole {
				seen, controls = seen-hole+1, controls-hole+1
			}
			if zeros >= hole {
				continue
			}
		} else {
			zeros = 0
		}
		seen++
		if c < 0x20 && !isSpaceControl(c) && !isTypewriter(c) || c == 0x7F {
			controls++
		}
	}
	// A page may have a few zero bytes by accident and text a few control
	// characters; of the values of a byte 24 in 256 are counted here, 9 %, and
	// that many there are in compressed data, give or take 1 % in 8 KB.
	tolerated := max(2, seen/25)
	if declared {
		tolerated = max(2, seen/20)
	}
	return controls > tolerated
}

// isTypewriter reports whether c is a control character of text files that are
// more than plain: backspace of bold type, escape, and the shifts of ISO 2022.
func isTypewriter(c byte) bool { return c == '\b' || c == 0x1B || c == 0x0E || c == 0x0F }
