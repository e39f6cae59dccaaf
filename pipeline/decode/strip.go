package decode

import "bytes"

// sample is what the statistics look at: the words of a document that have
// bytes beyond ASCII, with just enough of their surroundings, and some of the
// ASCII text for telling languages apart.
type sample struct {
	// bytes holds the runs of bytes above 0x7F. Longer runs of ASCII between
	// them are cut down to their first and last byte.
	bytes []byte
	high  int // bytes above 0x7F in it
	// ascii holds ASCII text from around those words.
	ascii []byte
}

// Sizes that are enough for a clear answer and keep the cost of a document
// down, whatever its length.
const (
	sampleHigh  = 3000
	sampleASCII = 1500
)

// takeSample collects the sample of b. Of markup only the text between tags is
// taken, unless there is next to nothing beyond ASCII in it; then attributes and
// scripts count too.
func takeSample(b []byte, markup bool) sample {
	// What is outside the text counts if it has so many times more bytes beyond
	// ASCII than a text with fewer of them than enough.
	const enough, times = 20, 4
	var text, all sample
	if markup {
		forEachText(b, func(piece []byte) bool {
			text.add(piece)
			return text.high < sampleHigh
		})
		if text.high >= enough {
			return text
		}
	}
	all.add(b)
	if all.high < times*text.high {
		return text
	}
	return all
}

// add takes the words beyond ASCII out of a piece of text.
func (s *sample) add(text []byte) {
	for i := 0; i < len(text) && s.high < sampleHigh; {
		n := asciiPrefix(text[i:])
		if n > 0 {
			run := text[i : i+n]
			s.addASCII(run)
			if n > 2 {
				s.bytes = append(s.bytes, run[0], run[n-1])
			} else {
				s.bytes = append(s.bytes, run...)
			}
			i += n
			continue
		}
		s.bytes = append(s.bytes, text[i])
		s.high++
		i++
	}
	s.bytes = append(s.bytes, ' ')
}

// addASCII keeps some of a run of ASCII, from the end that is next to other
// text.
func (s *sample) addASCII(run []byte) {
	const most = 120
	if len(s.ascii) < sampleASCII {
		s.ascii = append(s.ascii, run[max(0, len(run)-most):]...)
	}
}

// forEachText calls f with each piece of text between tags until it returns
// false. Scripts, styles and comments are left out. It is made for speed, not
// for exactness, and works on bytes: no encoding of the web has "<" or ">"
// inside a character, except for those with escape sequences.
func forEachText(b []byte, f func([]byte) bool) {
	t := textScanner{b: b}
	for i := 0; i < len(b); {
		j := bytes.IndexByte(b[i:], '<')
		if j < 0 {
			f(b[i:])
			return
		}
		if j > 0 && hasHigh(b[i:i+j]) && !f(b[i:i+j]) {
			return
		}
		i = t.skipTag(i + j)
	}
}

// hasHigh reports whether a piece has a byte above 0x7F.
func hasHigh(b []byte) bool { return asciiPrefix(b) < len(b) }

// textScanner skips tags. It remembers the ends it found, so that a thousand
// tags that never end are one search and not a thousand.
type textScanner struct {
	b          []byte
	tagEnd     int // the first ">" at or after the last place asked for
	commentEnd int // the same of "-->"
}

// next returns the first place of mark at or after i, or len(b); known is the
// answer of the call before.
func (t *textScanner) next(known *int, i int, mark string) int {
	if *known < i || *known == 0 {
		if j := bytes.Index(t.b[i:], []byte(mark)); j >= 0 {
			*known = i + j
		} else {
			*known = len(t.b)
		}
	}
	return *known
}

// skipTag returns where text goes on after the "<" at i.
func (t *textScanner) skipTag(i int) int {
	rest := t.b[i:]
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		if end := t.next(&t.commentEnd, i+2, "-->"); end < len(t.b) {
			return end + 3
		}
		return i + 4
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		return i + len("<![CDATA[")
	case len(rest) < 2 || !isASCIILetter(rest[1]) && rest[1] != '/' && rest[1] != '!' && rest[1] != '?':
		return i + 1
	}
	// A tag that does not end soon is a "<" of the text.
	const longest = 1 << 16
	end := t.next(&t.tagEnd, i, ">")
	if end == len(t.b) || end-i > longest {
		return i + 1
	}
	for _, name := range [...]string{"script", "style"} {
		if len(rest) > len(name)+1 && bytes.EqualFold(rest[1:1+len(name)], []byte(name)) {
			return skipRawText(t.b, end+1, name)
		}
	}
	return end + 1
}
