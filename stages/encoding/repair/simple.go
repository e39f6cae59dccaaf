package repair

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// invalid joins surrogate halves that stand as bytes, and puts U+FFFD for every
// other byte outside valid UTF-8.
func (f *fixer) invalid(line string) []Step {
	var steps []Step
	for i := 0; i < len(line); {
		r, n := utf8.DecodeRuneInString(line[i:])
		if r != utf8.RuneError || n > 1 {
			i += n
			continue
		}
		st := Step{Start: i, End: i + 1, New: "\ufffd", Rule: ruleInvalid, Why: "byte outside UTF-8"}
		if halfAt(line, i) {
			st = Step{Start: i, End: i + 3, New: "\ufffd", Rule: ruleSurrogate, Why: "half of a surrogate pair"}
			if halfAt(line, i+3) {
				if r, ok := joinSurrogates([3]byte([]byte(line[i:i+3])), [3]byte([]byte(line[i+3:i+6]))); ok {
					st.End, st.New, st.Why = i+6, string(r), "surrogate pair written as two characters"
				}
			}
		}
		steps = append(steps, st)
		i = st.End
	}
	return steps
}

// halfAt reports whether the three bytes of a surrogate are at i.
func halfAt(s string, i int) bool {
	return i+3 <= len(s) && s[i] == 0xed && s[i+1]&0xe0 == 0xa0 && s[i+2]&0xc0 == 0x80
}

// controls removes terminal sequences and control characters. Those in a row are one
// step: a megabyte of zero bytes must not cost a gigabyte of steps.
func (f *fixer) controls(line string) []Step {
	var steps []Step
	for i := 0; i < len(line); {
		if n := ansiLen(line[i:]); n > 0 {
			steps = append(steps, Step{Start: i, End: i + n, Rule: ruleANSI, Why: "terminal escape sequence"})
			i += n
			continue
		}
		r, n := utf8.DecodeRuneInString(line[i:])
		switch last := len(steps) - 1; {
		case !isControl(r):
		case last >= 0 && steps[last].End == i && steps[last].Rule == ruleControl:
			steps[last].End += n
		default:
			steps = append(steps, Step{Start: i, End: i + n, Rule: ruleControl, Why: "control character"})
		}
		i += n
	}
	return steps
}

// isControl recognises characters that mean nothing in a line of text: C0 but for
// tab and the line ends, DEL, the deprecated format characters, interlinear
// annotation and the stand-in for an embedded object.
func isControl(r rune) bool {
	switch {
	case r < 0x20:
		return r != '\t' && r != '\n' && r != '\r' && r != '\v' && r != '\f'
	case r == 0x7f, r >= 0x206a && r <= 0x206f, r >= 0xfff9 && r <= 0xfffc:
		return true
	}
	return false
}

// maxANSI bounds the length of a terminal sequence, so that an ESC in a broken
// file cannot swallow a paragraph.
const maxANSI = 64

// ansiLen returns the length of the terminal sequence that s begins with (ECMA-48
// control sequences, and operating system commands such as titles), or 0.
func ansiLen(s string) int {
	if len(s) < 3 || s[0] != 0x1b {
		return 0
	}
	switch s[1] {
	case '[':
		for i := 2; i < len(s) && i < maxANSI; i++ {
			switch c := s[i]; {
			case c >= 0x40 && c <= 0x7e:
				return i + 1
			case c < 0x20 || c > 0x3f:
				return 0
			}
		}
	case ']':
		for i := 2; i < len(s) && i < 4*maxANSI; i++ {
			if s[i] == 0x07 {
				return i + 1
			}
			if s[i] == 0x1b && i+1 < len(s) && s[i+1] == '\\' {
				return i + 2
			}
		}
	}
	return 0
}

// invisibles removes zero-width characters and soft hyphens.
func (f *fixer) invisibles(line string) []Step {
	var steps []Step
	prev := rune(' ')
	for i, r := range line {
		n := utf8.RuneLen(r)
		switch r {
		case 0x00ad:
			if next, _ := utf8.DecodeRuneInString(line[i+n:]); f.doubtful(prev, r, next) {
				break
			}
			steps = append(steps, Step{Start: i, End: i + n, Rule: ruleSoft, Why: "soft hyphen"})
			continue
		case 0x200b, 0x2060, 0xfeff, 0x200c, 0x200d:
			next, _ := utf8.DecodeRuneInString(line[i+n:])
			if !needed(prev, r, next) {
				steps = append(steps, Step{Start: i, End: i + n, Rule: ruleZeroWidth, Why: zeroWidthName(r) + " without use here"})
				continue
			}
		}
		prev = r
	}
	return steps
}

// doubtful reports whether r may be half of a letter that mojibake left and
// could not be repaired: a capital beyond ASCII comes before it as hardly one
// does before a soft hyphen or a no-break space. Then it is left for somebody
// who knows more.
func (f *fixer) doubtful(prev, r, next rune) bool {
	if f.foreign >= muchForeign && (prev >= 0x80 && prev < 0x100 || next >= 0x80 && next < 0x100) {
		return true
	}
	p := infoOf(prev)
	if prev < 0x80 || !p.class.upper() {
		return false
	}
	w := walker{prev: clEdge}
	w.step(p)
	w.step(infoOf(r))
	return w.end(infoOf(next)) >= 2
}

func zeroWidthName(r rune) string {
	switch r {
	case 0x200b:
		return "zero-width space"
	case 0x200c:
		return "zero-width non-joiner"
	case 0x200d:
		return "zero-width joiner"
	case 0x2060:
		return "word joiner"
	}
	return "byte order mark"
}

// needed reports whether the zero-width character r has work to do between its
// neighbours: joiners in scripts that join their letters and inside emoji, the
// zero-width space in scripts that write no space between words.
func needed(prev, r, next rune) bool {
	switch r {
	case 0x200b:
		return spaceless(prev) && spaceless(next)
	case 0x200c:
		return joining(prev)
	case 0x200d:
		return joining(prev) || pictograph(prev) && pictograph(next)
	}
	return false
}

func spaceless(r rune) bool {
	return unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan, unicode.Javanese, unicode.Balinese, unicode.Tai_Tham, unicode.New_Tai_Lue)
}

// joining reports letters and marks of the scripts whose shapes joiners steer:
// Arabic and its like, Mongolian, and the scripts of India.
func joining(r rune) bool {
	switch {
	case r >= 0x0600 && r <= 0x08ff, r >= 0x0900 && r <= 0x0dff, r >= 0x0e80 && r <= 0x109f,
		r >= 0x1780 && r <= 0x18af, r >= 0xa800 && r <= 0xabff, r >= 0xfb50 && r <= 0xfdff, r >= 0xfe70 && r <= 0xfefe,
		r >= 0x1b00 && r <= 0x1c4f, r >= 0x10800 && r <= 0x11fff, r >= 0x1e900 && r <= 0x1e95f:
		return true
	}
	return false
}

func pictograph(r rune) bool {
	switch {
	case r >= 0x2190 && r <= 0x2bff, r >= 0x1f000 && r <= 0x1faff, r == 0xfe0f, r == 0x20e3, r >= 0xe0020 && r <= 0xe007f:
		return true
	}
	return false
}

// spaces makes no-break spaces plain and removes them at the end of a line.
// That holds for French too: the space before "; : ! ?" stays, and a plain one
// is what the rest of a corpus has there.
func (f *fixer) spaces(line string) []Step {
	if f.opts.KeepSpaces {
		return nil
	}
	var steps []Step
	tail := len(line)
	for tail > 0 {
		r, n := utf8.DecodeLastRuneInString(line[:tail])
		if r != ' ' && r != '\t' && r != 0xa0 && r != 0x202f {
			break
		}
		tail -= n
	}
	prev := rune(' ')
	for i, r := range line {
		next := rune(' ')
		if n := i + utf8.RuneLen(r); n < len(line) {
			next, _ = utf8.DecodeRuneInString(line[n:])
		}
		if (r == 0xa0 || r == 0x202f) && f.doubtful(prev, r, next) {
			prev = r
			continue
		}
		if r == 0xa0 || r == 0x202f && !unicode.Is(unicode.Mongolian, prev) {
			st := Step{Start: i, End: i + utf8.RuneLen(r), New: " ", Rule: ruleNBSP, Why: "no-break space"}
			if i >= tail {
				st.New, st.Why = "", "no-break space at the end of the line"
			}
			steps = append(steps, st)
		}
		prev = r
	}
	return steps
}

// compose brings letters and their marks into NFC, one step for each letter.
// Characters that NFC replaces by themselves, above all compatibility
// ideographs and the signs for kelvin and ohm, stay: they were chosen, and look
// different.
func (f *fixer) compose(line string) []Step {
	var steps []Step
	done := 0 // no step begins before it: a letter under more than 30 marks is cut in pieces
	for i := 0; i < len(line); {
		i += norm.NFC.QuickSpanString(line[i:])
		if i == len(line) {
			break
		}
		// QuickSpan stops before the character that is not certain; it may
		// belong to the one before it.
		start := done + lastBoundary(line[done:], i-done)
		n := norm.NFC.NextBoundaryInString(line[start:], true)
		if n <= 0 {
			n = len(line) - start
		}
		end := start + n
		if to := norm.NFC.String(line[start:end]); to != line[start:end] && !chosen(line[start:end]) {
			steps = append(steps, Step{Start: start, End: end, New: to, Rule: ruleNFC, Why: "letter and mark have one character"})
		}
		_, size := utf8.DecodeRuneInString(line[i:])
		done = max(end, i+size)
		i = done
	}
	return steps
}

// chosen reports whether NFC would replace one of the characters by itself.
func chosen(s string) bool {
	for i := 0; i < len(s); {
		p := norm.NFC.PropertiesString(s[i:])
		if p.Size() == 0 {
			break
		}
		if p.Decomposition() != nil {
			if c := s[i : i+p.Size()]; norm.NFC.String(c) != c {
				return true
			}
		}
		i += p.Size()
	}
	return false
}

func lastBoundary(line string, i int) int {
	for i > 0 {
		if norm.NFC.PropertiesString(line[i:]).BoundaryBefore() {
			return i
		}
		_, n := utf8.DecodeLastRuneInString(line[:i])
		i -= n
	}
	return 0
}
