package pipeline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline/tree"
)

// maxShifted is the maximum length of a text node, in bytes of the source, that
// may be a number above or below the line.
const maxShifted = 32

// A script holds the characters of Unicode for numbers above or below the line.
type script struct {
	digits         [10]rune
	plus, minus, n rune
}

var (
	superscript = script{[10]rune{'⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'}, '⁺', '⁻', 'ⁿ'}
	subscript   = script{[10]rune{'₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'}, '₊', '₋', 'ₙ'}
)

// shifted returns the script for the text of element n, nil if it is on the
// line. Above the line are powers and the numbers of notes: 10<sup>3</sup> must
// not become 103, nor word<sup>1</sup> another word. Below it are denominators
// and the bases of numbers; formulas (CO<sub>2</sub>) are written on the line,
// as people type them.
func (s *segmenter) shifted(n int32) *script {
	if s.t.Nodes[n].Tag == tree.A {
		n = s.t.Nodes[n].Parent // the link to a note
	}
	tag := s.t.Nodes[n].Tag
	if tag != tree.Sup && tag != tree.Sub || !s.hasText || s.space || s.breaks > 0 {
		return nil
	}
	before, _ := utf8.DecodeLastRune(s.buf[s.start:])
	switch {
	case tag == tree.Sup && !unicode.IsSpace(before) && before != '[' && before != '(':
		return &superscript
	case tag == tree.Sub && (unicode.IsDigit(before) || before == '/' || before == '⁄'):
		return &subscript
	}
	return nil
}

// write writes a number, or a list of some, in the script; "" if v is something
// else, as the "th" of a day.
func (c *script) write(v string) string {
	var b strings.Builder
	numbers := false
	for _, r := range v {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(c.digits[r-'0'])
			numbers = true
		case r == 'n':
			b.WriteRune(c.n)
			numbers = true
		case r == '+':
			b.WriteRune(c.plus)
		case r == '-' || r == '−':
			b.WriteRune(c.minus)
		case r == ',' || r == '–' || r <= ' ' && isHTMLSpace(byte(r)):
			b.WriteRune(r)
		default:
			return ""
		}
	}
	if !numbers {
		return ""
	}
	return b.String()
}
