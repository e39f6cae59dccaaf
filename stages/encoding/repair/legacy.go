package repair

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// script is a way of writing that legacy text is recognised by: the characters
// that make up most of any text in it.
type script struct {
	common string
	// share is the least part of the letters that the common ones make up. In
	// real text they reach far more, in what a wrong page gives about half.
	share float64
}

// The most common characters of each script over its main languages: for the
// alphabets the dozen or so that make up four fifths of a text, for the others
// about a hundred that make up a third to a half.
var (
	cyrillic = &script{"оеаинтсрвлкмдпуязьіы", 0.75}
	greek    = &script{"αοιετσνηυρπκμλςάέήίόύώ", 0.75}
	hebrew   = &script{"יוהלאתרבםמשנדח", 0.7}
	arabic   = &script{"اليمونترهبدعسفة", 0.7}
	thai     = &script{"านรอกเงมยลวดตสท่้ีัิ", 0.6}
	han      = &script{"的一是不了在人有我他这個个们中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于着下自之年过過发發后後作里用道行所然家种種事成方多经經么去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心她本前开開但因只从從想实實日月文新公司部", 0.1}
	hangul   = &script{"이다는을의에가고하지한기로사도를아대은어인그시나리서자수부정들상일해보전있스제구과라소동여장원만주", 0.35}
	kana     = &script{"のにるたとはしをでてがいなれかすありさもらこくまんきうっよどそだアイスルントリラークシドプジテタフロレバカ", 0.35}
)

// legacy is an encoding other than UTF-8 that text may have been in.
type legacy struct {
	name   string
	script *script
	cm     *charmap.Charmap  // one byte a character, or
	enc    encoding.Encoding // more
	// from and to bound the first bytes of the characters in daily use, the
	// symbols and punctuation of a1 to a3 aside.
	from, to byte
}

var legacies = [...]legacy{
	{name: "windows-1251", script: cyrillic, cm: charmap.Windows1251},
	{name: "koi8-r", script: cyrillic, cm: charmap.KOI8R},
	{name: "koi8-u", script: cyrillic, cm: charmap.KOI8U},
	{name: "cp866", script: cyrillic, cm: charmap.CodePage866},
	{name: "iso-8859-5", script: cyrillic, cm: charmap.ISO8859_5},
	{name: "mac-cyrillic", script: cyrillic, cm: charmap.MacintoshCyrillic},
	{name: "windows-1253", script: greek, cm: charmap.Windows1253},
	{name: "windows-1255", script: hebrew, cm: charmap.Windows1255},
	{name: "windows-1256", script: arabic, cm: charmap.Windows1256},
	{name: "iso-8859-6", script: arabic, cm: charmap.ISO8859_6},
	{name: "windows-874", script: thai, cm: charmap.Windows874},
	{name: "gb18030", script: han, enc: simplifiedchinese.GB18030, from: 0xb0, to: 0xd7},
	{name: "big5", script: han, enc: traditionalchinese.Big5, from: 0xa4, to: 0xc6},
	{name: "euc-kr", script: hangul, enc: korean.EUCKR, from: 0xb0, to: 0xc8},
	{name: "shift_jis", script: kana, enc: japanese.ShiftJIS, from: 0x81, to: 0x97},
	{name: "euc-jp", script: kana, enc: japanese.EUCJP, from: 0xa4, to: 0xcf},
}

// Legacy text is recognised by line, and only in lines with so many characters
// beyond ASCII, which must make up so much of its letters.
const (
	minLegacy      = 8
	minLegacyShare = 0.6
	// minWideShare is what is asked for encodings of more bytes: their form is
	// evidence too, and their second bytes may be ASCII.
	minWideShare = 0.3
	// minRecoded is the minimum length of a line in one Cyrillic encoding that
	// is taken for another: both look like Russian words at a glance.
	minRecoded = 20
)

// unread undoes the reading of one legacy encoding as another.
func (f *fixer) unread(line string) []Step {
	f.split(line)
	share := f.beyondASCII()
	if share < minWideShare {
		return nil
	}
	if raw := f.bytesIn(0); raw != nil {
		if best := f.bestLegacy(0, raw, share); best != nil {
			return f.legacySteps(best.text, best.why)
		}
	}
	if !f.mostlyCyrillic() {
		return nil
	}
	// One Cyrillic encoding read as another gives Cyrillic again, so that each of
	// them may be the one; between two that read about equally well nothing is
	// done.
	var best, second *recoded
	for _, p := range []int{pageCyrillic, pageKOI8, pageDOS} {
		raw := f.bytesIn(p)
		if raw == nil {
			continue
		}
		now := f.bestLegacy(p, raw, share)
		switch {
		case now == nil || best != nil && slices.Equal(now.text, best.text):
		case best == nil || now.score > best.score:
			best, second = now, best
		case second == nil || now.score > second.score:
			second = now
		}
	}
	if best == nil || second != nil && best.score < second.score*clearly {
		return nil
	}
	return f.legacySteps(best.text, best.why)
}

// recoded is a line in another encoding than the one it was read in.
type recoded struct {
	text  []glyph
	score float64 // the part of common letters, as a multiple of what is asked for
	why   string
}

// mostlyCyrillic reports whether most characters beyond ASCII are Cyrillic
// letters: the other pages hold lines for drawing boxes.
func (f *fixer) mostlyCyrillic() bool {
	letters, others := 0, 0
	for _, c := range f.cells {
		switch {
		case c.info.class == clCyrLow || c.info.class == clCyrUp:
			letters++
		case c.r >= 0x80 && c.info.class != clNBSP:
			others++
		}
	}
	return letters > others
}

// mixedWords counts the places where an ASCII letter and a character beyond
// ASCII meet: words spelt in look-alikes have them, words of another script not.
func (f *fixer) mixedWords() int {
	n := 0
	for i := 1; i < len(f.cells); i++ {
		a, b := f.cells[i-1], f.cells[i]
		if a.r >= 0x80 && b.r < 0x80 && b.info.class.letter() || b.r >= 0x80 && a.r < 0x80 && a.info.class.letter() {
			n++
		}
	}
	return n
}

// beyondASCII returns the part of the letters that is beyond ASCII: more than
// half in no language that is written in Latin letters. It is 0 where there are
// too few to tell.
func (f *fixer) beyondASCII() float64 {
	high, low := 0, 0
	for _, c := range f.cells {
		switch {
		case c.r >= 0x80 && c.info.class != clNBSP:
			high++
		case c.info.class.letter():
			low++
		}
	}
	if high < minLegacy {
		return 0
	}
	return float64(high) / float64(high+low)
}

// bytesIn returns the bytes of the line in page p, or nil if it has characters
// that the page has not.
func (f *fixer) bytesIn(p int) []byte {
	raw := make([]byte, len(f.cells))
	for i, c := range f.cells {
		b := byte(c.r)
		if c.r >= utf8.RuneSelf {
			if b = byteIn(p, c.r); b == 0 {
				return nil
			}
		}
		raw[i] = b
	}
	return raw
}

// betterBy is how much more of the letters must be common ones than in the line
// as it is, if that is in the same script.
const betterBy = 0.2

// clearly is how much better than the ones before it in the list an encoding
// must do: the likelier ones come first.
const clearly = 1.05

// bestLegacy returns the line in the encoding in which raw reads best as text
// of its script, if it reads well enough and far better than the line does.
func (f *fixer) bestLegacy(p int, raw []byte, share float64) *recoded {
	var best *recoded
	wideOnly := share < minLegacyShare || f.mixedWords()*10 > len(raw)
	asIs := 0.0
	if p != 0 {
		asIs = cyrillic.shareOf(f.glyphs()).common
	}
	for i := range legacies {
		l := &legacies[i]
		if l.cm != nil && (wideOnly || l.cm == pages[p].cm) || p != 0 && (l.script != cyrillic || len(raw) < minRecoded) {
			continue
		}
		text := l.decode(raw)
		if l.cm == nil && !l.everyday(raw, text) {
			continue
		}
		sh := l.script.shareOf(text)
		if score := sh.common / l.script.share; sh.readable() && score >= 1 && sh.common > asIs+betterBy && (best == nil || score > best.score*clearly) {
			best = &recoded{text, score, l.name + " read as " + pages[p].name}
		}
	}
	return best
}

// glyphs returns the line as it is.
func (f *fixer) glyphs() []glyph {
	out := make([]glyph, len(f.cells))
	for i, c := range f.cells {
		out[i] = glyph{c.r, 1}
	}
	return out
}

// everyday reports whether nearly all characters of more than one byte are of
// the rows that hold those in daily use.
func (l *legacy) everyday(raw []byte, text []glyph) bool {
	all, rare, at := 0, 0, 0
	for _, g := range text {
		if b := raw[at]; b >= 0x80 {
			all++
			if (g.n == 1 || b < l.from || b > l.to) && (g.n == 1 || b < 0xa1 || b > 0xa3) {
				rare++
			}
		}
		at += g.n
	}
	return all >= minLegacy/2 && rare*12 <= all
}

// glyph is a decoded character and how many bytes it took.
type glyph struct {
	r rune
	n int
}

// decode decodes raw, or returns nil if it is not valid.
func (l *legacy) decode(raw []byte) []glyph {
	out := make([]glyph, 0, len(raw))
	if l.cm != nil {
		for _, b := range raw {
			r := l.cm.DecodeByte(b)
			if r == utf8.RuneError || r >= 0x80 && r < 0xa0 {
				return nil
			}
			out = append(out, glyph{r, 1})
		}
		return out
	}
	d := l.enc.NewDecoder()
	for len(raw) > 0 {
		n := 1
		if raw[0] >= 0x80 {
			n = 2
		}
		var dst [8]byte
		size := 0
		for ; n <= min(4, len(raw)); n++ {
			d.Reset()
			m, _, err := d.Transform(dst[:], raw[:n], true)
			if r, k := utf8.DecodeRune(dst[:m]); err == nil && k == m && r != utf8.RuneError {
				out = append(out, glyph{r, n})
				size = n
				break
			}
			if raw[0] < 0x80 {
				break
			}
		}
		if size == 0 {
			return nil
		}
		raw = raw[size:]
	}
	return out
}

// shares describes the letters beyond ASCII of a text.
type shares struct {
	letters, kinds  int     // in all, and different ones up to 64
	common, strange float64 // parts of the letters
	capitals        float64
}

// minKinds is the minimum number of different letters in text, which is not the
// same sign all over as a drawn line is.
const minKinds = 6

// readable reports whether the letters can be a text's: enough of them, not
// mostly capitals, and hardly one out of place.
func (s shares) readable() bool {
	return s.letters >= minLegacy/2 && s.kinds >= minKinds && s.capitals < 0.5 && s.strange <= 0.125
}

// shareOf counts the letters of text that are common in the script.
func (sc *script) shareOf(text []glyph) shares {
	var s shares
	prev := clEdge
	var kinds uint64
	for _, g := range text {
		c := infoOf(g.r)
		switch {
		case g.r < 0x80:
		case c.class.letter() || c.class == clMark:
			s.letters++
			kinds |= 1 << (lower(g.r) % 64)
			if strings.ContainsRune(sc.common, lower(g.r)) {
				s.common++
			}
			if c.class.upper() {
				s.capitals++
			}
			if prev.lower() && c.class.upper() || c.weight > 2 {
				s.strange++
			}
		case c.weight > 1 || pairTable[prev][c.class] > 1:
			s.strange++
		}
		prev = c.class
	}
	s.kinds = bits.OnesCount64(kinds)
	n := float64(max(1, s.letters))
	s.common, s.strange, s.capitals = s.common/n-s.strange/n, s.strange/n, s.capitals/n
	return s
}

// lower is unicode.ToLower for the two alphabets with case.
func lower(r rune) rune {
	switch {
	case r >= 0x410 && r <= 0x42f, r >= 0x391 && r <= 0x3a9:
		return r + 0x20
	case r >= 0x400 && r <= 0x40f:
		return r + 0x50
	}
	return r
}

// legacySteps makes one step of each run of characters that change.
func (f *fixer) legacySteps(text []glyph, why string) []Step {
	size := int(f.cells[len(f.cells)-1].off) + utf8.RuneLen(f.cells[len(f.cells)-1].r)
	var steps []Step
	at := 0
	for i := 0; i < len(text); {
		start := at
		f.buf = f.buf[:0]
		for ; i < len(text) && (text[i].n > 1 || text[i].r != f.cells[at].r); i++ {
			f.buf = utf8.AppendRune(f.buf, text[i].r)
			at += text[i].n
		}
		if at > start {
			steps = append(steps, Step{Start: f.offset(start, size), End: f.offset(at, size), New: string(f.buf), Rule: ruleLegacy, Why: why})
			continue
		}
		i++
		at++
	}
	return steps
}
