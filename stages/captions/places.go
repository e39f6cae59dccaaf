package captions

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/stages/internal/evidence"
	"winnow/stages/internal/textlines"
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
		if ok && pictured[inner] {
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
var pictured = map[string]bool{
	"left": true, "right": true, "far left": true, "far right": true, "center": true, "centre": true, "second from left": true, "second from right": true, "pictured": true,
	"l.": true, "r.": true, "li.": true, "re.": true, "links": true, "rechts": true, "M.": true, "m.": true, "Mitte": true, "vorne": true, "hinten": true,
	"v.l.": true, "v. l.": true, "v.l.n.r.": true, "v. l. n. r.": true, "2.v.l.": true, "2. v. l.": true, "2.v.r.": true, "2. v. r.": true,
	"à gauche": true, "à droite": true, "au centre": true, "izquierda": true, "derecha": true, "a la izquierda": true, "a la derecha": true, "izq.": true, "der.": true,
	"a sinistra": true, "a destra": true, "à esquerda": true, "à direita": true, "z lewej": true, "z prawej": true, "слева": true, "справа": true,
	"till vänster": true, "till höger": true, "til venstre": true, "til høyre": true, "til højre": true, "vas.": true, "oik.": true,
}
