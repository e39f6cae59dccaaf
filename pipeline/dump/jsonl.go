package dump

import (
	"bytes"

	"winnow/pipeline/dump/unpack"
)

// lines reads JSON lines.
func (s *source) lines() {
	if s.record == 0 {
		s.skipBOM()
	}
	searched := 0 // bytes of the line that are known to hold no line end
	for {
		if searched == 0 {
			s.w.Need(4) // to tell UTF-16
		}
		line := s.w.Bytes()
		pos, damage := s.w.Damage()
		if damage != nil {
			line = line[:pos-s.w.Pos()]
		}
		order := orderOf(line)
		switch n := order.lineEnd(line, searched); {
		case n >= 0:
			if !s.line(line[:n], n+order.width()) {
				return
			}
			searched = 0
		case damage != nil:
			if !s.lineBeforeDamage(line, damage) {
				return
			}
			searched = 0
		case s.w.EOF():
			if len(line) > 0 {
				s.line(line, len(line))
			}
			return
		case len(line) > int(s.opts.MaxBytes):
			if !s.longLine() {
				return
			}
			searched = 0
		default:
			searched = len(line)
			s.w.Fill()
		}
	}
}

func (s *source) skipBOM() {
	if s.w.Need(3) && bytes.HasPrefix(s.w.Bytes(), []byte("\ufeff")) {
		s.w.Advance(3)
	}
}

// line handles a whole line, of n bytes with its end. Blank lines are not
// records.
func (s *source) line(line []byte, n int) bool {
	line = trimLine(orderOf(line).decode(line))
	if len(line) == 0 {
		s.w.Advance(n)
		return true
	}
	at := s.begin()
	if len(line) > int(s.opts.MaxBytes) {
		fault := s.tooLarge()
		s.w.Advance(n)
		return s.fault(at, fault)
	}
	page, fault := s.fields.parseObject(line)
	s.w.Advance(n)
	if fault != nil {
		return s.fault(at, *fault)
	}
	return s.page(at, page)
}

// trimLine removes white space, and the byte order mark of a file that was
// appended to another.
func trimLine(line []byte) []byte {
	for {
		rest := bytes.TrimPrefix(bytes.TrimSpace(line), []byte("\ufeff"))
		if len(rest) == len(line) {
			return line
		}
		line = rest
	}
}

// lineBeforeDamage handles what comes before damage. Junk does not touch the
// line; anything else does.
func (s *source) lineBeforeDamage(line []byte, d *unpack.Damage) bool {
	s.w.DropDamage()
	if d.Reason == unpack.ReasonTrailingJunk || d.Reason == unpack.ReasonJunk {
		if !s.line(line, len(line)) {
			return false
		}
		return s.damaged(s.begin(), d)
	}
	at := s.begin()
	s.w.Advance(len(line))
	return s.damaged(at, d)
}

// longLine skips a line that exceeds the cap, without holding it.
func (s *source) longLine() bool {
	at, fault := s.begin(), s.tooLarge()
	fault.Reason = FaultTooLarge // until it turns out to have no end
	for {
		line := s.w.Bytes()
		pos, damage := s.w.Damage()
		if damage != nil {
			line = line[:pos-s.w.Pos()]
		}
		n := bytes.IndexByte(line, '\n')
		if n >= 0 {
			s.w.Advance(n + 1)
			break
		}
		s.w.Advance(len(line))
		if damage != nil && damage.Reason == unpack.ReasonTooLarge {
			// The line goes on endlessly: one fault for both.
			s.w.DropDamage()
			fault.Reason, fault.Err = FaultExpanded, damage.Err
			break
		}
		if damage != nil || !s.w.Fill() {
			break
		}
	}
	return s.fault(at, fault)
}
