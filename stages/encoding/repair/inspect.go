package repair

import (
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// need is a set of the kinds of repair that a line may need.
type need uint16

const (
	needValid need = 1 << iota
	needEntity
	needEscape
	needMojibake
	needLegacy
	needC1
	needControl
	needInvisible
	needSpace
	needOption
	needNFC
	needBreak
)

// skipClean returns the offset of the first byte at or after at that is not
// plain ASCII text without signs of an escape, or len(s). It reads eight bytes
// at a time.
func skipClean(s string, at int) int {
	for ; at+8 <= len(s); at += 8 {
		b := s[at : at+8]
		w := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
			uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
		if suspicious(w) != 0 {
			for k := at; k < at+8; k++ {
				if asciiNeed[s[k]] != 0 {
					return k
				}
			}
		}
	}
	for ; at < len(s); at++ {
		if asciiNeed[s[at]] != 0 {
			return at
		}
	}
	return at
}

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// suspicious sets the high bit of each of the eight bytes of w that is not ASCII,
// below 0x20, '&', '\\' or 0x7f. A borrow may set it in the bytes after such a
// byte as well. (The tests hasless and haszero of Anderson, Bit Twiddling Hacks.)
func suspicious(w uint64) uint64 {
	hit := w | (w-ones*0x20)&^w
	for _, c := range [...]uint64{'&', '\\', 0x7f} {
		x := w ^ ones*c
		hit |= (x - ones) &^ x
	}
	return hit & highs
}

// asciiNeed holds what each byte asks for; bytes beyond ASCII ask for a look.
var asciiNeed = func() (t [256]need) {
	for b := range 0x20 {
		t[b] = needControl
	}
	t['\t'], t['\n'] = 0, 0
	t['\r'], t['\v'], t['\f'] = needBreak, needBreak, needBreak
	t[0x7f] = needControl
	t['&'] = needEntity
	t['\\'] = needEscape
	for b := 0x80; b < 0x100; b++ {
		t[b] = needValid
	}
	return t
}()

// look is what one character tells a reader of the line. The masks have a bit
// for each page.
type look struct {
	lead2, lead3, lead4, cont uint32
	in                        uint32 // the pages that have it
	charInfo
	need need
	// maybe says that the character may compose with the one before, mark that
	// two of it in a row may be in the wrong order.
	maybe, mark bool
}

// looks returns what there is to say of the characters below commonLimit. It is
// made when it is first needed: many texts are plain ASCII.
var looks = sync.OnceValue(buildLooks)

// lookTable holds the characters below commonLimit.
type lookTable [commonLimit]look

// info returns the class of r and how seldom r is in text at all.
func (t *lookTable) info(r rune) charInfo {
	if r < commonLimit {
		return t[r].charInfo
	}
	return farInfo(r)
}

func buildLooks() *lookTable {
	t := new(lookTable)
	buf := make([]byte, 0, 8)
	for r := range rune(commonLimit) {
		l := &t[r]
		l.class = slowClass(r)
		l.weight = int8(slowWeight(r, l.class))
		if r >= utf8.RuneSelf {
			buf = utf8.AppendRune(append(buf[:0], 'x'), r)
			l.maybe = norm.NFC.QuickSpan(buf) != len(buf)
			l.mark = norm.NFC.Properties(buf[1:]).CCC() != 0
			l.need = needOf(r)
		}
		if r < pageLimit {
			l.cont = tables.cont[r]
			for p := range pages {
				if tables.enc[p][r] != 0 {
					l.in |= 1 << p
				}
				switch b := tables.enc[p][r]; seqLen(b) {
				case 2:
					l.lead2 |= 1 << p
				case 3:
					l.lead3 |= 1 << p
				case 4:
					l.lead4 |= 1 << p
				}
			}
		}
	}
	return t
}

// needOf returns what a character below commonLimit asks for by itself.
func needOf(r rune) need {
	switch {
	case r < 0xa0:
		return needC1
	case r >= 0x206a && r <= 0x206f:
		return needControl
	}
	switch r {
	case 0xa0, 0x202f:
		return needSpace
	case 0xad, 0x200b, 0x200c, 0x200d, 0x2060:
		return needInvisible
	case 0x2028, 0x2029:
		return needBreak
	}
	if _, ok := optional[r]; ok {
		return needOption
	}
	return 0
}

// pagesWith returns the pages that have r; U+FFFD may stand for a byte of any.
func (t *lookTable) pagesWith(r rune) uint32 {
	switch {
	case r < pageLimit:
		return t[r].in
	case r == utf8.RuneError:
		return 1<<numPages - 1
	}
	return leadMask(r)
}

// farLook answers for the characters from commonLimit on.
func farLook(r rune, size int) look {
	l := look{charInfo: charInfo{class: clHan}}
	switch {
	case r == utf8.RuneError:
		if size == 1 {
			l.need = needValid
		}
		l.cont = 1<<numPages - 1
		l.class = clLost
	case r < 0xa66f:
	case r == macApple, r == macFI, r == macFL:
		l.lead4, l.lead2 = leadMask(r), leadMask(r)
		l.need = needOption
	case r == 0xfeff, r >= 0xfff9 && r <= 0xfffc:
		l.need = needInvisible | needControl
	case r >= 0xf900 && r <= 0xfaff, r >= 0xfb1d && r <= 0xfb4e, r >= 0xfe20 && r <= 0xfe2f,
		r <= 0xa6f1, r >= 0xa806 && r <= 0xabff,
		r >= 0x10000 && r < 0x1f000, r >= 0x2f800 && r < 0x2fa20:
		l.maybe = true
	case r >= 0xfb00 && r <= 0xfb06, r >= 0xff01 && r <= 0xffee:
		l.need = needOption
	}
	return l
}

// sequences follows a line and notices where neighbours can have been a
// sequence of UTF-8 in some page and do not read quite naturally.
type sequences struct {
	want1, want2, want3 uint32 // pages that wait for so many continuation bytes
	prev                class
	odd0, odd1          int // how odd the last two characters are
	hits                uint32
	// foreign counts what is seldom in clean text but makes up text of a legacy
	// encoding read as another: third letters beyond ASCII in a row, and
	// capitals after lower-case letters, and many capitals.
	run, caps, foreign int
}

// muchForeign is the count from which a line is looked at for legacy text.
const muchForeign = 3

func (q *sequences) step(l *look) {
	odd := int(pairTable[q.prev][l.class]) + int(l.weight)
	if got := q.want1 & l.cont; got != 0 && odd+q.odd0+q.odd1 > 0 {
		q.hits |= got
	}
	q.want1 = q.want2&l.cont | l.lead2
	q.want2 = q.want3&l.cont | l.lead3
	q.want3 = l.lead4
	switch {
	case l.class == clLatLow || l.class == clLatUp || l.class == clC1 || l.class == clBox || l.class >= clOpen && l.class <= clOdd:
		if q.run++; q.run > 2 {
			q.foreign++
		}
	case l.class == clCyrUp && q.prev == clCyrLow:
		q.foreign++
	case l.class == clCyrUp && q.prev == clCyrUp:
		if q.caps++; q.caps%4 == 0 {
			q.foreign++
		}
	}
	q.odd1, q.odd0 = q.odd0, odd
	q.prev = l.class
}

// breakAt ends a sequence at an ASCII character.
func (q *sequences) breakAt(c class) {
	q.want1, q.want2, q.want3 = 0, 0, 0
	q.odd0, q.odd1, q.run = 0, 0, 0
	q.prev = c
}

// inspect returns what the line may need, in one reading, and leaves in
// f.suspects the pages that part of it may have been read as.
func (f *fixer) inspect(line string) need {
	var n need
	var q sequences
	table := looks()
	marks, ended := false, true
	for i := 0; i < len(line); {
		if b := line[i]; b < utf8.RuneSelf {
			n |= asciiNeed[b]
			ended = true
			marks = false
			i++
			continue
		}
		if ended {
			if i > 0 {
				q.breakAt(table[line[i-1]].class)
			}
			ended = false
		}
		r, size := utf8.DecodeRuneInString(line[i:])
		var l *look
		if r < commonLimit {
			l = &table[r]
			if r == 'Ã' && i+2 < len(line) && line[i+2] == ' ' {
				q.hits |= 1
			}
		} else {
			far := farLook(r, size)
			l = &far
		}
		i += size
		q.step(l)
		n |= l.need
		if l.maybe || l.mark && marks {
			n |= needNFC
		}
		marks = l.mark
	}
	if q.hits != 0 {
		n |= needMojibake
	}
	if q.foreign >= muchForeign {
		n |= needLegacy
	}
	f.suspects, f.foreign = q.hits, q.foreign
	if n&needOption != 0 && f.opts == (Options{}) {
		n &^= needOption
	}
	if n&needSpace != 0 && f.opts.KeepSpaces {
		n &^= needSpace
	}
	return n
}
