package repair

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/stages/internal/needles"
)

// signsOfEncodings show that a line speaks of encodings, so that broken characters
// may be its examples.
var signsOfEncodings = needles.Of("UTF-8", "utf-8", "UTF8", "utf8", "ojibake", "Latin-1", "ISO-8859", "ISO 8859", "indows-1252", "cp1252")

// maxMentions is the number of steps up to which a line may show broken text
// rather than suffer it. Nobody writes more examples into one line, and each of
// them costs a search.
const maxMentions = 8

// leads are letters that sequences begin with: where they are by themselves the
// rest of one was lost.
const leads = "ÃÂâ"

// withoutMentions leaves out the steps that would mend an example: "the letter
// é becomes Ã©, the dash – becomes â€“". An example is a word that is in the
// line in order, too, and in a line with one of them, or in one about
// encodings, whatever touches no word.
func (f *fixer) withoutMentions(line string, steps []Step) []Step {
	if len(steps) == 0 || len(steps) > maxMentions {
		return steps
	}
	talk := f.opts.OnMojibake || signsOfEncodings.In(line)
	shown := make([]bool, len(steps))
	for i, st := range steps {
		isWord := strings.ContainsFunc(st.New, unicode.IsLetter) && !strings.ContainsAny(st.New, leads)
		shown[i] = isWord && hasWord(line, wordAround(line, steps, i), steps)
		talk = talk || shown[i]
	}
	if !talk {
		return steps
	}
	kept := steps[:0]
	for i, st := range steps {
		if !shown[i] && !standsAlone(line, st.Start, st.End) {
			kept = append(kept, st)
		}
	}
	return kept
}

// wordAround returns the word that step i is part of, as it will be.
func wordAround(line string, steps []Step, i int) string {
	from, to := i, i
	start, end := wordStart(line, steps[i].Start), wordEnd(line, steps[i].End)
	for from > 0 && steps[from-1].End == start {
		from--
		start = wordStart(line, steps[from].Start)
	}
	for to+1 < len(steps) && steps[to+1].Start == end {
		to++
		end = wordEnd(line, steps[to].End)
	}
	var few [4]Step
	moved := few[:0]
	for _, st := range steps[from : to+1] {
		st.Start, st.End = st.Start-start, st.End-start
		moved = append(moved, st)
	}
	return Apply(line[start:end], moved)
}

func wordStart(line string, i int) int {
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(line[:i])
		if !unicode.IsLetter(r) {
			break
		}
		i -= n
	}
	return i
}

func wordEnd(line string, i int) int {
	for i < len(line) {
		r, n := utf8.DecodeRuneInString(line[i:])
		if !unicode.IsLetter(r) {
			break
		}
		i += n
	}
	return i
}

// hasWord reports whether a word is in the line by itself, where no step
// changes it.
func hasWord(line, word string, steps []Step) bool {
	for from := 0; ; {
		i := strings.Index(line[from:], word)
		if i < 0 {
			return false
		}
		i += from
		from = i + len(word)
		changed := slices.ContainsFunc(steps, func(st Step) bool { return st.Start < from && i < st.End })
		if !changed && standsAlone(line, i, from) {
			return true
		}
	}
}
