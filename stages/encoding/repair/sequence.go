package repair

import "unicode/utf8"

// readExact reads the sequence at raw[i] if nothing of it is lost, as most are;
// n is 0 if it is not so.
func readExact(raw []byte, i int) (r rune, n int) {
	if lead := raw[i]; lead >= 0xc2 && lead < 0xe0 && i+1 < len(raw) {
		if c := raw[i+1]; c&0xc0 == 0x80 {
			return rune(lead&0x1f)<<6 | rune(c&0x3f), 2
		}
		return 0, 0
	}
	if r, n = utf8.DecodeRune(raw[i:]); n > 1 {
		return r, n
	}
	return 0, 0
}

// readSpan reads the sequence that begins at cell i in page p. With bold, a
// space may stand for a lost no-break space and a question mark for any lost
// byte: only a line that is explained in full that way is read so.
func (f *fixer) readSpan(p int, bold bool, i int) (span, bool) {
	sp, ok := f.readBytes(p, bold, i)
	if !ok && bold && p == 0 {
		return f.readDropped(i)
	}
	return sp, ok
}

// readDropped reads a sequence of which a decoder has dropped a byte that its
// page leaves open, or a later program a soft hyphen, where only one character
// is likely: the closing quote of "â€œquotedâ€ text", the í of "MarÃa".
func (f *fixer) readDropped(i int) (span, bool) {
	next := edge
	if i+1 < len(f.cells) {
		next = f.cells[i+1].info
	}
	switch f.raw[i] {
	case 0xc3:
		if i > 0 && f.cells[i-1].info.class == clLower && next.class == clLower {
			return span{start: i, end: i + 1, r: 'í', lossy: true}, true
		}
	case 0xe2:
		if i+1 == len(f.cells) || f.raw[i+1] != 0x80 {
			break
		}
		after := clEdge
		if i+2 < len(f.cells) {
			after = f.cells[i+2].info.class
		}
		if after == clEdge || after == clPunct {
			return span{start: i, end: i + 2, r: '”', lossy: true}, true
		}
	}
	return span{}, false
}

// readBytes reads a sequence that has a character for each of its bytes.
func (f *fixer) readBytes(p int, bold bool, i int) (span, bool) {
	lead := f.raw[i]
	n := seqLen(lead)
	if n == 0 || i+n > len(f.cells) && !bold {
		return span{}, false
	}
	b := [4]byte{lead}
	lossy, unknown, spaceAt := false, false, -1
	for k := 1; k < n; k++ {
		if i+k >= len(f.cells) {
			return span{}, false
		}
		c := f.raw[i+k]
		if c >= 0x80 && c < 0xc0 {
			b[k] = c
			continue
		}
		r := f.cells[i+k].r
		switch {
		case r == utf8.RuneError && pages[p].lost != 0:
			b[k] = pages[p].lost
		case r == utf8.RuneError:
			b[k], lossy, unknown = 0x80, true, true
		case r == '?' && bold && (n > 2 || lead <= 0xc3):
			b[k], lossy, unknown = 0x80, true, true
		case r == ' ' && k == 2 && lead == 0xe2 && b[1] == 0x80:
			return span{}, false // a quote that lost its end, not a dagger
		case r == ' ' && (bold || f.plainA(p, i)):
			b[k], lossy, spaceAt = 0xa0, true, i+k
		default:
			return span{}, false
		}
	}
	sp := span{start: i, end: i + n, lossy: lossy}
	if unknown {
		sp.r = utf8.RuneError
		return sp, true
	}
	r, size := utf8.DecodeRune(b[:n])
	if size != n {
		return f.readSurrogates(i, b)
	}
	sp.r = r
	if spaceAt == sp.end-1 && n == 2 && r == 'à' {
		sp.keepSpace = !f.joins(sp.end)
	}
	return sp, true
}

// seqLen returns how many bytes a sequence of UTF-8 has that begins with b.
func seqLen(b byte) int {
	switch {
	case b < 0xc2:
		return 0
	case b < 0xe0:
		return 2
	case b < 0xf0:
		return 3
	case b < 0xf5:
		return 4
	}
	return 0
}

// readSurrogates reads the six bytes of CESU-8 and of old Java programs, in
// which each half of a surrogate pair is written as three.
func (f *fixer) readSurrogates(i int, b [4]byte) (span, bool) {
	if b[0] != 0xed || i+6 > len(f.cells) {
		return span{}, false
	}
	var low [3]byte
	for k := range low {
		low[k] = f.raw[i+3+k]
	}
	r, ok := joinSurrogates([3]byte(b[:3]), low)
	return span{start: i, end: i + 6, r: r}, ok
}

// joinSurrogates decodes a surrogate pair of which each half was written as
// three bytes.
func joinSurrogates(high, low [3]byte) (rune, bool) {
	cont := func(b byte) bool { return b&0xc0 == 0x80 }
	if high[0] != 0xed || low[0] != 0xed || high[1]&0xf0 != 0xa0 || low[1]&0xf0 != 0xb0 || !cont(high[2]) || !cont(low[2]) {
		return 0, false
	}
	hi := rune(high[1]&0x0f)<<6 | rune(high[2]&0x3f)
	lo := rune(low[1]&0x0f)<<6 | rune(low[2]&0x3f)
	return 0x10000 + hi<<10 + lo, true
}

// plainA reports whether cell i is the "Ã" that is left of "à" when its second
// half, a no-break space, became a plain one: it ends a word in lower case.
func (f *fixer) plainA(p, i int) bool {
	return p == 0 && f.cells[i].r == 'Ã' && i > 0 && f.cells[i-1].info.class.lower()
}

// joins reports whether the word that begins at cell i belongs to an "à" whose
// no-break space was made a plain space, so that no space stood there: "às" and
// "àquele" in Portuguese, "hài" and "làm" in Vietnamese. Elsewhere "à" is a
// word, or ends one, and the space is the one after it.
func (f *fixer) joins(i int) bool {
	if i < len(f.cells) && f.cells[i].r == ' ' {
		return true // the space after it is still there
	}
	var w [8]byte
	n := 0
	for ; i < len(f.cells) && n < len(w); i++ {
		c := f.cells[i]
		if !c.info.class.letter() {
			break
		}
		if c.r >= utf8.RuneSelf {
			return false
		}
		w[n] = byte(c.r)
		n++
	}
	if i < len(f.cells) && (f.cells[i].r == '\'' || f.cells[i].r == '’' || f.cells[i].info.class == clOpen || f.cells[i].r >= utf8.RuneSelf && f.cells[i].info.class == clCyrLow) {
		return false
	}
	switch string(w[:n]) {
	case "s", "quele", "queles", "quela", "quelas", "quilo":
		return true
	case "i", "o", "u", "y", "m", "n", "p", "t", "c", "ch", "ng", "nh":
		return f.vietnamese()
	}
	return false
}

// vietnamese reports whether the line holds what is left of a letter that only
// Vietnamese has: they begin with the bytes E1 BA or E1 BB.
func (f *fixer) vietnamese() bool {
	for i := range f.cells {
		if m := leadMask(f.cells[i].r); m == 0 || i+1 == len(f.cells) {
			continue
		}
		for p := range numPages {
			if byteIn(p, f.cells[i].r) == 0xe1 {
				if c := byteIn(p, f.cells[i+1].r); c == 0xba || c == 0xbb {
					return true
				}
			}
		}
	}
	return false
}

// nordic counts the letters å just decoded, against the stretch if the line is
// in no language of Scandinavia by its words, and for it if it is: what is "å"
// as one page of Central Europe is "á" or "ü" as the other.
func (f *fixer) nordic(ctx context) int {
	n := 0
	for _, r := range f.decoded {
		if r == 'å' {
			n++
		}
	}
	if n > 0 && (f.scandinavian() || n == 1 && len(f.decoded) == 1 && ctx.afterOne()) {
		return -n
	}
	return n
}

// afterOne reports whether the stretch ends a word of two letters like "på",
// "så" or "må".
func (ctx context) afterOne() bool {
	switch ctx.prev {
	case 'p', 's', 'm', 'f', 'g', 'n':
		return !ctx.before2.class.letter() && !ctx.after.class.letter()
	}
	return false
}

// scandinavian reports whether one of the most common words of Danish,
// Norwegian and Swedish is in the line.
func (f *fixer) scandinavian() bool {
	var w [8]byte
	n := 0
	for _, c := range f.cells {
		switch {
		case c.info.class == clLower || c.info.class == clUpper:
			if n < len(w) {
				w[n] = byte(c.r)
			}
			n++
			continue
		case c.r < 0x80 && n > 1 && n <= len(w):
			switch string(w[:n]) {
			case "och", "att", "ikke", "ikkje", "inte", "av", "af", "eller", "blir", "bliver", "skal", "ska", "kunne", "dette", "hvor", "som", "til", "till":
				return true
			}
		}
		n = 0
	}
	return false
}

// context is what surrounds a stretch: two characters before, one after.
type context struct {
	before2, before, after charInfo
	prev                   rune // the character of before
	first                  bool // nothing comes before
	table                  *lookTable
}

func (f *fixer) contextOf(start, end int) context {
	at := func(i int) charInfo {
		if i < 0 || i >= len(f.cells) {
			return edge
		}
		return f.cells[i].info
	}
	ctx := context{before2: at(start - 2), before: at(start - 1), after: at(end), prev: ' ', first: start == 0, table: looks()}
	if start > 0 {
		ctx.prev = f.cells[start-1].r
	}
	return ctx
}

// weigh returns the evidence that the stretch is broken: how odd it reads, less
// how odd what it would become reads, which it leaves in f.left.
func (f *fixer) weigh(s *stretch) int {
	ctx := f.contextOf(s.start, s.end)
	was := walker{ctx.before2.class, ctx.before.class, 0}
	for _, c := range f.cells[s.start:s.end] {
		was.step(c.info)
	}
	f.decoded = f.decoded[:0]
	at, bonus := s.start, 0
	for _, sp := range s.spans {
		for ; at < sp.start; at++ {
			f.decoded = append(f.decoded, f.cells[at].r)
		}
		f.decoded = append(f.decoded, sp.r)
		if sp.keepSpace {
			f.decoded = append(f.decoded, ' ')
		}
		if !sp.lossy {
			bonus += structure(sp)
		}
		at = sp.end
	}
	for ; at < s.end; at++ {
		f.decoded = append(f.decoded, f.cells[at].r)
	}
	f.left = f.reads(ctx, f.decoded) + f.nordic(ctx)
	return was.end(ctx.after) + bonus - f.left
}

var edge = charInfo{class: clEdge}

// structure returns the evidence of a sequence's form alone: chance rarely puts
// three or four characters in the order that UTF-8 asks for.
func structure(sp span) int {
	switch sp.end - sp.start {
	case 3:
		return 2
	case 4:
		return 4
	case 6:
		return 8
	}
	return 0
}

// reads returns how odd the characters read in their context. Where they hold
// another layer that undoes to something better, that counts.
func (f *fixer) reads(ctx context, text []rune) int {
	best := ctx.oddness(text)
	for layer := 0; layer < 3 && best > 0; layer++ {
		buf := &f.undone[layer%2]
		if *buf = undoExactly((*buf)[:0], text); len(*buf) == 0 {
			break
		}
		text = *buf
		best = min(best, ctx.oddness(text))
	}
	return best
}

// oddness sums how odd each character is and how odd it comes after the ones
// before it.
func (ctx context) oddness(text []rune) int {
	w := walker{ctx.before2.class, ctx.before.class, 0}
	if len(text) > 0 && ctx.first && infoOf(text[0]).class == clLatLow {
		w.sum++ // a line begins with a capital
	}
	for i, r := range text {
		w.step(ctx.table.info(r))
		if r == 'ß' && !afterVowel(ctx, text[:i]) {
			w.sum += 2
		}
	}
	return w.end(ctx.after) + 3*ctx.lone(text)
}

// afterVowel reports whether ß may come after text: it follows vowels only.
func afterVowel(ctx context, text []rune) bool {
	last := ctx.prev
	if len(text) > 0 {
		last = text[len(text)-1]
	}
	switch last {
	case 'a', 'e', 'i', 'o', 'u', 'y', 'ä', 'ö', 'ü', 'A', 'E', 'I', 'O', 'U', 'Ä', 'Ö', 'Ü':
		return true
	}
	return false
}

// walker adds up oddness along a text.
type walker struct {
	prev2, prev class
	sum         int
}

func (w *walker) step(c charInfo) {
	w.sum += int(pairTable[w.prev][c.class]) + int(c.weight) + w.shape(c.class)
	w.prev2, w.prev = w.prev, c.class
}

func (w *walker) end(after charInfo) int {
	return w.sum + int(pairTable[w.prev][after.class]) + w.shape(after.class)
}

// shape returns the oddness of a lower-case letter after two capitals of which
// one at least is beyond ASCII.
func (w *walker) shape(c class) int {
	if c.lower() && w.prev.upper() && w.prev2.upper() && (c != clLower || w.prev != clUpper || w.prev2 != clUpper) {
		return 2
	}
	return 0
}

// lone counts the letters of two bytes that would stand by themselves, which is
// seldom a word, and guillemets next to no word.
func (ctx context) lone(text []rune) int {
	count, prev := 0, ctx.before.class
	for i, r := range text {
		c := ctx.table.info(r).class
		if prev.letter() {
			prev = c
			continue
		}
		next := ctx.after.class
		if i+1 < len(text) {
			next = ctx.table.info(text[i+1]).class
		}
		if r >= 0x80 && r < 0x800 && !next.letter() && (c.letter() && !loneWord(r) || prev != clDigit && (r == '«' || r == '»')) {
			count++
		}
		prev = c
	}
	return count
}

func loneWord(r rune) bool {
	switch r {
	case 'à', 'é', 'è', 'ó', 'ò', 'ô', 'á', 'í', 'ú', 'ö', 'å', 'ø', 'æ', 'À', 'É', 'È', 'Á', 'Ó', 'Ö', 'Å':
		return true
	}
	return false
}

// undoExactly appends to out what text is without a layer of windows-1252, and
// appends nothing if there is none.
func undoExactly(out, text []rune) []rune {
	found := false
	for i := 0; i < len(text); {
		r, n := oneLayer(text[i:])
		if n == 0 {
			if found {
				out = append(out, text[i])
			}
			i++
			continue
		}
		if !found {
			found = true
			out = append(out, text[:i]...)
		}
		out = append(out, r)
		i += n
	}
	return out
}

// oneLayer reads the sequence of windows-1252 that text begins with.
func oneLayer(text []rune) (r rune, n int) {
	if n = seqLen(byteIn(0, text[0])); n == 0 || n > len(text) {
		return 0, 0
	}
	var b [4]byte
	for k := range n {
		b[k] = byteIn(0, text[k])
	}
	r, size := utf8.DecodeRune(b[:n])
	if size != n {
		return 0, 0
	}
	return r, n
}
