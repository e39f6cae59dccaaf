package repair

import (
	"math/bits"
	"unicode"
	"unicode/utf8"
)

// cell is one character of the line under repair.
type cell struct {
	r    rune
	off  int32 // in the line
	info charInfo
}

// span is a sequence of cells that a code page made of one character.
type span struct {
	start, end int // cells
	r          rune
	lossy      bool // a byte of it was lost, and r is a guess or U+FFFD
	keepSpace  bool // the last cell is a space that did two duties
}

// stretch is a run of neighbouring characters beyond ASCII that stands or
// falls together.
type stretch struct {
	start, end int // cells
	spans      []span
	broken     bool // holds pieces of sequences that cannot be put together
	exact      int  // spans without loss
	evidence   int
}

// reading is a line read back through one page.
type reading struct {
	page      int
	bold      bool
	stretches []stretch
	spans     []span // backing of the stretches
	exact     int
	orphans   int  // letters and symbols that the page has but UTF-8 explains not
	strays    int  // quotes, dashes and spaces of that kind
	evidence  int  // of the stretches that hold together
	left      int  // the oddness that is left in them
	strongest int  // the most that one of them has
	strange   int  // see strangeness; below 0 if not known
	mixed     bool // see split
	guessed   bool // a stretch with lost bytes would become something odd
}

// Thresholds of evidence, in the unit of the weights in class.go.
const (
	// enoughAlone lets a stretch be repaired on its own evidence. "Ã©" inside
	// a word has 8, "É…" at the end of one less than 0.
	enoughAlone = 4
	// enoughLine lets the evidence of a line in which every character beyond
	// ASCII is explained carry its doubtful stretches.
	enoughLine = 7
	// enoughWith is asked of a stretch when another one of the line has
	// enoughAlone and all of them are explained: half a repair is none.
	enoughWith = -1
	// enoughMixed is asked of a stretch when other stretches of a line that is
	// only partly broken have enoughLine.
	enoughMixed = 3
	// tooNatural keeps a stretch out of any repair.
	tooNatural = -8
	// mixedUp is the penalty of a reading that takes both the controls and the
	// letters of windows-1252 for bytes below A0.
	mixedUp = 4
	// oddGuess is the least that a stretch with lost bytes must have: "É " would
	// become "ɠ" with less, what is left of a lost byte as U+FFFD costs 5.
	oddGuess = -6
)

// mojibake undoes one layer of UTF-8 that was read as a code page.
func (f *fixer) mojibake(line string) []Step {
	holds := f.split(line)
	best := f.choose(f.suspects, holds)
	if best == nil {
		return nil
	}
	if best.orphans > best.exact && f.foreign >= muchForeign {
		// More is left over than explained: text of a legacy encoding has such
		// sequences by chance. It is read as that, or not at all.
		return f.unread(line)
	}
	return f.withoutMentions(line, f.proposals(line, best))
}

// split fills f.cells with the line and returns the pages that hold every
// character of it. It notes in f.mixed whether the line has both C1 controls
// that windows-1252 has characters for and letters that ISO 8859-15 has
// elsewhere: then it was hardly read as windows-1252.
func (f *fixer) split(line string) uint32 {
	holds := uint32(1<<numPages - 1)
	control, letter := false, false
	table := looks()
	cells := f.cells[:0]
	for i := 0; i < len(line); {
		if b := line[i]; b < utf8.RuneSelf {
			cells = append(cells, cell{rune(b), int32(i), table[b].charInfo})
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(line[i:])
		cells = append(cells, cell{r, int32(i), table.info(r)})
		i += n
		holds &= table.pagesWith(r)
		switch r {
		case 'Š', 'š', 'Ž', 'ž', 'Œ', 'œ', 'Ÿ', '€':
			letter = true
		case 0x81, 0x8d, 0x8e, 0x8f, 0x90, 0x9d, 0x9e:
		default:
			control = control || r < 0xa0
		}
	}
	f.cells, f.mixed = cells, control && letter
	return holds
}

// choose reads the line back through each suspected page and returns the
// reading that explains most, or nil. The pages that hold every character come
// first; if one of them explains the line in full, no other is tried.
func (f *fixer) choose(suspects, holds uint32) *reading {
	f.seen = f.seen[:0]
	best := f.bestOf(suspects&holds, nil)
	if best != nil && best.whole() {
		return best
	}
	return f.bestOf(suspects&^holds, best)
}

// bestOf returns the better of best and the acceptable readings of pages.
func (f *fixer) bestOf(pages uint32, best *reading) *reading {
	for ; pages != 0; pages &= pages - 1 {
		p := bits.TrailingZeros32(pages)
		if f.sameAs(p) {
			continue
		}
		f.seen = append(f.seen, p)
		f.readThrough(p)
		if !f.acceptable(&f.next) {
			continue
		}
		if best == nil || f.next.score()-f.strangeness(&f.next) > best.score()-f.strangeness(best) {
			f.next, f.best = f.best, f.next
			best = &f.best
		}
		if best != nil && f.perfect(best) {
			break
		}
	}
	return best
}

// perfect reports whether no other reading can be better: nothing odd is left,
// and the page is one that others are not easily taken for.
func (f *fixer) perfect(r *reading) bool {
	return r.whole() && r.left == 0 && !r.mixed && (r.page == 0 || r.page == pageCyrillic) && f.strangeness(r) == 0
}

// whole reports whether the reading explains every character of a line that is
// broken beyond doubt.
func (r *reading) whole() bool {
	return r.orphans+r.strays == 0 && r.evidence >= enoughLine
}

// readThrough fills f.next with the reading of page p, a bold one where only
// that explains the whole line.
func (f *fixer) readThrough(p int) {
	f.next.reset(p, false)
	f.read(&f.next)
	if f.next.orphans == 0 {
		return
	}
	f.spare.reset(p, true)
	f.read(&f.spare)
	if f.spare.orphans == 0 && f.spare.exact > 0 && !f.spare.guessed {
		f.next, f.spare = f.spare, f.next
	}
}

// sameAs reports whether the line was the same bytes in page p as in one of the
// pages seen, so that reading it again can tell nothing.
func (f *fixer) sameAs(p int) bool {
	for _, q := range f.seen {
		if f.sameBytes(p, q) {
			return true
		}
	}
	return false
}

func (f *fixer) sameBytes(p, q int) bool {
	a, b := &tables.enc[p], &tables.enc[q]
	for i := range f.cells {
		if r := f.cells[i].r; r >= utf8.RuneSelf && r < pageLimit && a[r] != b[r] {
			return false
		}
	}
	return true
}

func (r *reading) reset(p int, bold bool) {
	*r = reading{page: p, bold: bold, strange: -1, stretches: r.stretches[:0], spans: r.spans[:0]}
}

// score compares the readings of a line: what the page explains, less what it
// leaves unexplained.
func (r *reading) score() int {
	score := r.evidence - 2*r.orphans - r.strays + pages[r.page].prior
	if r.mixed {
		score -= mixedUp
	}
	return score
}

// acceptable reports whether at least one stretch of the reading is accepted.
func (f *fixer) acceptable(r *reading) bool {
	for i := range r.stretches {
		if f.accept(r, &r.stretches[i]) {
			return true
		}
	}
	return false
}

// accept is the judgement on one stretch.
func (f *fixer) accept(r *reading, s *stretch) bool {
	if s.broken || len(s.spans) == 0 {
		return false
	}
	own := s.evidence + pages[r.page].prior
	consistent := r.orphans == 0
	if f.ringAlone(r, s) {
		return false
	}
	if pages[r.page].drawn && r.evidence <= 0 {
		return false
	}
	if consistent && r.exact > 0 && r.certain() && own > tooNatural {
		return true
	}
	if f.quotedAlone(s) {
		return false
	}
	if r.bold {
		return false
	}
	if f.unmistakable(s) {
		return true
	}
	if consistent && r.exact > 1 {
		more := min(r.exact-1, 3)
		if own >= enoughWith && r.strongest+pages[r.page].prior+more >= enoughAlone {
			return true
		}
		own += more
	}
	if own >= enoughAlone {
		return true
	}
	return r.evidence-s.evidence >= enoughLine && own >= enoughMixed
}

// certain reports whether the line is broken beyond doubt, if every character
// of it is explained.
func (r *reading) certain() bool {
	return r.strongest >= enoughLine-1 || r.evidence+min(r.exact-1, 3) >= enoughLine
}

// quotedAlone reports whether the stretch is all that is between quotation
// marks: a text about broken text shows it so.
func (f *fixer) quotedAlone(s *stretch) bool {
	start, end := s.spans[0].start, s.spans[len(s.spans)-1].end
	if start == 0 || end == len(f.cells) || end-start > 4 {
		return false
	}
	before, after := f.cells[start-1].r, f.cells[end].r
	return isQuote(before) && isQuote(after) || before == ';' && after == '&' // &quot;
}

func isQuote(r rune) bool {
	switch r {
	case '"', '\'', '`', '“', '”', '„', '‘', '’', '«', '»':
		return true
	}
	return false
}

// unmistakable reports a sequence that no text holds but by accident, whatever
// little its form weighs.
func (f *fixer) unmistakable(s *stretch) bool {
	if len(s.spans) != 1 || s.spans[0].lossy {
		return false
	}
	sp := s.spans[0]
	before, after := ' ', ' '
	if sp.start > 0 {
		before = f.cells[sp.start-1].r
	}
	if sp.end < len(f.cells) {
		after = f.cells[sp.end].r
	}
	switch lead := f.cells[sp.start].r; {
	case sp.r == '\ufeff': // "ï»¿", a byte order mark
		return true
	case lead == 'Â':
		return unicode.IsSpace(before) && f.symbolAfter(sp, after)
	case sp.r == '×' || sp.r == '÷': // "4Ã—4"
		beside := func(r rune) bool { return unicode.IsSpace(r) || '0' <= r && r <= '9' }
		return lead == 'Ã' && beside(before) && beside(after)
	case lead == 'â': // "â†—", an arrow, but not the end of a word in quotation marks
		last := f.cells[sp.end-1]
		return isDrawn(sp.r) && !isQuote(last.r) && last.r != '…'
	}
	return false
}

// symbolAfter reports "Â®", "Â»", "Â¿" and their kin: no word is made of this
// letter and a symbol. Not the ordinals, which are letters, nor a soft hyphen;
// but "Â" before a no-break space that no high punctuation asks for.
func (f *fixer) symbolAfter(sp span, after rune) bool {
	switch {
	case sp.end-sp.start != 2 || f.cells[sp.start+1].r != sp.r:
		return false
	case sp.r == '\u00a0':
		return after != ':' && after != ';' && after != '!' && after != '?' && after != '»'
	}
	return sp.r > '\u00a0' && sp.r <= '¿' && sp.r != 'ª' && sp.r != 'º' && sp.r != '\u00ad'
}

// isDrawn recognises arrows, technical signs, lines, shapes and dingbats.
func isDrawn(r rune) bool {
	return r >= 0x2190 && r < 0x2200 || r >= 0x2300 && r < 0x27c0 || r >= 0x2b00 && r < 0x2c00
}

// ringAlone reports a single "Ã¥" in a line whose other characters were read
// right: whether it was "å" is then too uncertain (it has a reading as MacRoman
// too; ftfy's issue 202).
func (f *fixer) ringAlone(r *reading, s *stretch) bool {
	return r.exact == 1 && r.strays+r.orphans > 0 && s.end-s.start == 2 && f.cells[s.start].r == 'Ã' && f.cells[s.start+1].r == '¥'
}

// read fills r with the stretches of the line.
func (f *fixer) read(r *reading) {
	cells := f.cells
	f.raw = f.raw[:0]
	for i := range cells {
		f.raw = append(f.raw, byteIn(r.page, cells[i].r))
	}
	for i := 0; i < len(cells); {
		if cells[i].r < utf8.RuneSelf {
			i++
			continue
		}
		i = f.readStretch(r, i)
	}
	r.mixed = pages[r.page].c1 && f.mixed
}

// readStretch reads one stretch from cell i and returns the cell after it.
func (f *fixer) readStretch(r *reading, i int) int {
	s := stretch{start: i}
	first := len(r.spans)
	orphans := 0
	for i < len(f.cells) && f.cells[i].r >= utf8.RuneSelf {
		if c, n := readExact(f.raw, i); n > 0 {
			r.spans = append(r.spans, span{start: i, end: i + n, r: c})
			i += n
			s.exact++
			continue
		}
		if sp, ok := f.readSpan(r.page, r.bold, i); ok {
			r.spans = append(r.spans, sp)
			i = sp.end
			if !sp.lossy {
				s.exact++
			}
			if sp.keepSpace {
				break
			}
			continue
		}
		switch f.orphan(i) {
		case orphanStray, orphanForeign:
			r.strays++
		case orphanPiece:
			orphans++
		}
		i++
	}
	s.end = i
	s.spans = r.spans[first:len(r.spans):len(r.spans)]
	s.broken = orphans > 0
	r.orphans += orphans
	if len(s.spans) == 0 {
		return i
	}
	if !s.broken {
		s.evidence = f.weigh(&s)
		r.evidence += s.evidence
		r.left += max(0, f.left)
		r.strongest = max(r.strongest, s.evidence)
		r.exact += s.exact
		if s.exact < len(s.spans) && s.evidence < oddGuess {
			r.guessed = true
		}
	}
	r.stretches = append(r.stretches, s)
	return i
}

type orphanKind uint8

const (
	orphanForeign orphanKind = iota // the page has no such character
	orphanStray
	orphanPiece
)

// orphan says what a character beyond ASCII means that is in no sequence.
func (f *fixer) orphan(i int) orphanKind {
	c := f.cells[i]
	if f.raw[i] == 0 {
		if c.info.class == clC1 || c.r < 0x100 && c.info.class.letter() || c.info.class == clFraction {
			return orphanPiece // of a sequence in another page
		}
		return orphanForeign
	}
	switch c.info.class {
	case clOpen, clClose, clApos, clDash, clBullet, clNBSP, clSoft, clC1:
		return orphanStray
	case clSign, clMoney:
		return orphanStray
	}
	return orphanPiece
}

// proposals turns the accepted stretches into steps, one for each run of
// neighbouring sequences.
func (f *fixer) proposals(line string, r *reading) []Step {
	steps := f.made[:0]
	f.buf = f.buf[:0]
	why := whyMojibake[r.page]
	for i := range r.stretches {
		s := &r.stretches[i]
		if !f.accept(r, s) {
			continue
		}
		for j, sp := range s.spans {
			if j == 0 || sp.start != s.spans[j-1].end {
				// The buffer's length stands in for the text until it is a string.
				steps = append(steps, Step{Start: f.offset(sp.start, len(line)), Rule: ruleMojibake, Why: why})
				f.cuts = append(f.cuts[:len(steps)-1], len(f.buf))
			}
			steps[len(steps)-1].End = f.offset(sp.end, len(line))
			f.buf = utf8.AppendRune(f.buf, sp.r)
			if sp.keepSpace {
				f.buf = append(f.buf, ' ')
			}
		}
	}
	all, end := string(f.buf), len(f.buf)
	for i := len(steps) - 1; i >= 0; i-- {
		steps[i].New = all[f.cuts[i]:end]
		end = f.cuts[i]
	}
	f.made = steps
	return steps
}

func (f *fixer) offset(cell, size int) int {
	if cell == len(f.cells) {
		return size
	}
	return int(f.cells[cell].off)
}

var whyMojibake = func() [numPages]string {
	var w [numPages]string
	for p := range pages {
		w[p] = "UTF-8 read as " + pages[p].name
	}
	return w
}()
