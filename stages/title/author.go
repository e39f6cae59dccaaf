package title

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/stages/internal/dateline"
	"winnow/stages/internal/frame"
	"winnow/stages/internal/signed"
	"winnow/stages/internal/wording"
)

// Bounds of a name above the headline: how many lines above it is, with a kicker
// between, and how many words it has.
const (
	authorReach = 2
	leastName   = 2
	mostName    = 4
)

// authorAbove returns the line right above the headline that is the name of its author;
// -1 if there is none. A kicker may have that form too, such as the name of a place, a
// club or somebody the text is about: the first word must be a given name, the text must
// not speak of the person, and the head must show its date and name no other author.
func (h *head) authorAbove(title int) int {
	if h.Meta.Byline != "" || !h.isDatedBelow(title) {
		return -1
	}
	for i := title - 1; i >= 0 && i >= title-authorReach; i-- {
		if name := h.Lines[i].Text; isPerson(name) {
			if h.Lines[i].Exempt || h.isTold(name) || i > 0 && isPerson(h.Lines[i-1].Text) {
				return -1
			}
			return i
		}
		if h.kinds[i] != kicker && h.kinds[i] != label {
			break
		}
	}
	return -1
}

// isDatedBelow reports whether a date or a reading time is below the headline, before
// the text, and no name: that would be the author's.
func (h *head) isDatedBelow(title int) bool {
	dated := false
	for i := title + 1; i < len(h.kinds); i++ {
		text := h.Lines[i].Text
		if isPerson(text) {
			return false
		}
		if h.kinds[i] != data {
			continue
		}
		_, isDate := h.Date(i)
		m, isTime := readings().WholeIn(h.Found(i))
		if !isDate && !isTimed(text) && !(isTime && !m.Weak) {
			return false // a byline
		}
		dated = true
	}
	return dated
}

// isTold reports whether the first half of the text names the person of that name, or
// the surname alone.
func (h *head) isTold(name string) bool {
	surname := name[strings.LastIndexByte(name, ' ')+1:]
	for i := h.start; i <= (h.start+len(h.Lines))/2 && i < len(h.Lines); i++ {
		if strings.Contains(h.Lines[i].Text, surname) {
			return true
		}
	}
	return false
}

// isPerson reports whether a line is nothing but the name of a person: a given name and
// one to three words with capitals, none of which is that of an office or a section.
func isPerson(s string) bool {
	if frame.Label(s) != 0 || !signed.IsNames(s) || strings.ContainsFunc(s, isNoNameSign) {
		return false
	}
	first, rest, _ := strings.Cut(s, " ")
	if n := pipeline.CountWords(s); n < leastName || n > mostName || !givenNames()[strings.ToLower(first)] {
		return false
	}
	for w := range strings.FieldsSeq(rest) {
		word := strings.ToLower(strings.Trim(w, "."))
		if offices()[word] || buildings()[word] || dateline.IsWeekday(w) {
			return false
		}
	}
	last := rest[strings.LastIndexByte(rest, ' ')+1:]
	r, size := utf8.DecodeRuneInString(last)
	return unicode.IsUpper(r) && strings.ContainsFunc(last[size:], unicode.IsLower)
}

func isNoNameSign(r rune) bool {
	return unicode.IsDigit(r) || strings.ContainsRune(",:;?!()\"|/#@&", r)
}

// givenNames are common given names that are no names of places and no words of kickers;
// offices and buildings are words of which names of persons do not consist.
var (
	givenNames = sync.OnceValue(func() map[string]bool { return wording.Set("givenname") })
	offices    = sync.OnceValue(func() map[string]bool { return wording.Set("office") })
	buildings  = sync.OnceValue(func() map[string]bool { return wording.Set("building") })
)
