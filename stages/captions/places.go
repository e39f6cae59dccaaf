package captions

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/stages/internal/evidence"
	"winnow/stages/internal/textlines"
	"winnow/stages/internal/wording"
)

// maxPlaces is the maximum length in bytes of a caption that says who is where.
const maxPlaces = 200

// places removes line i if it says who is where in a picture: "Ann Doe (l.) and
// Tom Ray". The text of an article has no sides.
func (f finder) places(i int) {
	l := &f.Lines[i]
	if f.Captions == Inline || len(l.Text) > maxPlaces || !f.Has(i, textlines.Bracket) || f.cut.Taken(i) || f.Strict() || f.BlockOf(i).Kind == pipeline.ListItem || !hasPlaces(l.Text, f.EndsSentence(i)) {
		return
	}
	facts := evidence.Of(evidence.Places).Add(evidence.Article, f.IsArticle())
	if facts.Enough() {
		e := f.cut.Line(i, rulePlaces, facts.String())
		e.To, e.Score = pipeline.FieldCaption, facts.Score()
	}
}

// maxPictured is how many words a sentence has at most that is a caption
// because of a place that is spelt out: parties, buildings and buttons are on
// the left as well.
const maxPictured = 14

// hasPlaces reports whether the place of somebody in a picture is in brackets
// after a name: "Doe (l.)". In a sentence it has two parts, unless the place is
// abbreviated as in captions alone.
func hasPlaces(s string, isSentence bool) bool {
	line := s
	for {
		before, rest, ok := strings.Cut(s, " (")
		if !ok {
			return false
		}
		inner, after, ok := strings.Cut(rest, ")")
		if ok && pictured()[inner] {
			words := strings.Fields(before)
			n := len(words)
			if n > 0 && isCapitalised(words[n-1]) && (!isSentence || strings.HasSuffix(inner, ".") || n > 1 && isCapitalised(words[n-2]) && pipeline.CountWords(line) <= maxPictured) {
				return true
			}
		}
		s = after
	}
}

func isCapitalised(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// pictured are the places of people in pictures, as captions state them.
var pictured = sync.OnceValue(func() map[string]bool { return wording.Set("pictured") })
