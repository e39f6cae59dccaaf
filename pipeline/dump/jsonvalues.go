package dump

import (
	"bytes"

	"winnow/pipeline/dump/unpack"
)

// values reads objects that are in an array, or one after another, in whatever
// layout.
func (s *source) values() {
	if s.record == 0 {
		s.skipBOM()
	}
	for {
		if !s.toValue() {
			return
		}
		size, damage := s.valueSize()
		at := s.begin()
		value := s.w.Bytes()
		switch {
		case size > 0 && size <= int(s.opts.MaxBytes):
			page, fault := s.fields.parseObject(value[:size])
			s.w.Advance(size)
			if fault != nil {
				if !s.fault(at, *fault) {
					return
				}
				continue
			}
			if !s.page(at, page) {
				return
			}
		default:
			fault := s.brokenValue(damage)
			if !s.nextValue() {
				s.fault(at, fault)
				return
			}
			if !s.fault(at, fault) {
				return
			}
		}
	}
}

// brokenValue says what is wrong with a value that has no end.
func (s *source) brokenValue(d *unpack.Damage) Fault {
	switch {
	case len(s.w.Bytes()) > int(s.opts.MaxBytes):
		return s.tooLarge()
	case d != nil:
		return Fault{Reason: d.Reason, Err: d.Err}
	}
	return Fault{Reason: FaultJSON, Err: errCut}
}

// toValue moves to the next value, past the brackets and commas between them.
func (s *source) toValue() bool {
	for {
		between := s.w.Bytes()
		pos, damage := s.w.Damage()
		if damage != nil {
			between = between[:pos-s.w.Pos()]
		}
		rest := bytes.TrimLeft(between, " \t\r\n,[]")
		s.w.Advance(len(between) - len(rest))
		switch {
		case len(rest) > 0:
			return true
		case damage != nil:
			s.w.DropDamage()
			if !s.damaged(s.begin(), damage) {
				return false
			}
		case !s.w.Fill():
			return false
		}
	}
}

// valueSize fills the window until it holds the value at its start, and returns
// its length; 0 if it does not end below the cap or before damage.
func (s *source) valueSize() (int, *unpack.Damage) {
	scan := valueScan{}
	for {
		ahead := s.w.Bytes()
		pos, damage := s.w.Damage()
		if damage != nil {
			ahead = ahead[:pos-s.w.Pos()]
		}
		if scan.run(ahead) {
			return scan.at, nil
		}
		if damage != nil || len(ahead) > int(s.opts.MaxBytes) || !s.w.Fill() {
			return 0, damage
		}
	}
}

// valueScan finds the end of a value that arrives piece by piece.
type valueScan struct {
	at               int
	depth            int
	quoted, escaping bool
}

// run continues over b, which starts where the value does. It reports whether
// the value has ended, at v.at.
func (v *valueScan) run(b []byte) bool {
	for v.at < len(b) {
		c := b[v.at]
		switch {
		case v.escaping:
			v.escaping = false
		case v.quoted:
			n := bytes.IndexAny(b[v.at:], `"\`)
			if n < 0 {
				v.at = len(b)
				return false
			}
			v.at += n
			v.quoted, v.escaping = b[v.at] != '"', b[v.at] == '\\'
		case c == '"':
			v.quoted = true
		case c == '{' || c == '[':
			v.depth++
		case c == '}' || c == ']':
			v.depth--
		case v.depth == 0 && (c == ',' || c == '\n'):
			return true
		}
		v.at++
		if v.depth <= 0 && (c == '}' || c == ']') {
			return true
		}
	}
	return false
}

// nextValue moves from a broken value to where the next one seems to start.
func (s *source) nextValue() bool {
	for {
		ahead := s.w.Bytes()
		pos, damage := s.w.Damage()
		if damage != nil {
			ahead = ahead[:pos-s.w.Pos()]
		}
		if n := objectLine(ahead); n >= 0 {
			s.w.Advance(n)
			return true
		}
		if damage != nil {
			s.w.Advance(len(ahead))
			s.w.DropDamage()
			return true
		}
		// A line that has only begun is left for the next round.
		last := bytes.LastIndexByte(ahead, '\n')
		if last < 0 || len(ahead)-last > 64 {
			last = len(ahead)
		}
		s.w.Advance(last)
		if !s.w.Fill() {
			return false
		}
	}
}

// objectLine finds a line that begins an object no deeper than the elements of
// a list usually are, and so not an object inside one; -1 if there is none.
func objectLine(b []byte) int {
	for from := 0; ; {
		n := bytes.IndexByte(b[from:], '\n')
		if n < 0 {
			return -1
		}
		from += n + 1
		rest := b[from:]
		if text := bytes.TrimLeft(rest, " \t"); len(rest)-len(text) <= 4 && isObject(text) {
			return from
		}
	}
}
