package metadata

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline/fold"
)

// line returns a value as one line of text: entities that were written twice
// decoded, tags dropped, white space collapsed, invisible characters removed.
func line(s string) string {
	if i := strings.IndexByte(s, '&'); i >= 0 && strings.IndexByte(s[i:], ';') > 0 {
		s = html.UnescapeString(s)
	}
	if i := strings.IndexByte(s, '<'); i >= 0 && hasTags(s[i:]) {
		s = dropTags(s)
	}
	if isPlain(s) {
		return s
	}
	var sb strings.Builder
	sb.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = true
			continue
		case r == 0xAD || r >= 0x200B && r <= 0x200D || r == 0x2060 || r == 0xFEFF || unicode.IsControl(r):
			if r != 0x200D && r != 0x200C {
				continue
			}
		}
		if space && sb.Len() > 0 {
			sb.WriteByte(' ')
		}
		space = false
		sb.WriteRune(r)
	}
	return sb.String()
}

// isPlain reports whether s is ASCII without doubled or outer white space.
func isPlain(s string) bool {
	space := true
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c > '~' || c < ' ' || c == ' ' && space {
			return false
		}
		space = c == ' '
	}
	return !space || s == ""
}

// hasTags reports whether s holds tags that are found in titles.
func hasTags(s string) bool {
	return strings.Contains(s, "</") || strings.Contains(s, "<br") || strings.Contains(s, "<i>") || strings.Contains(s, "<b>")
}

func dropTags(s string) string {
	var sb strings.Builder
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 || i+1 >= len(s) {
			break
		}
		j := strings.IndexByte(s[i:], '>')
		if c := s[i+1] | 0x20; j < 0 || (c < 'a' || c > 'z') && s[i+1] != '/' {
			sb.WriteString(s[:i+1])
			s = s[i+1:]
			continue
		}
		sb.WriteString(s[:i])
		s = s[i+j+1:]
	}
	sb.WriteString(s)
	return sb.String()
}

// words returns the words of a text, lower case, for comparison.
func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !fold.IsWordRune(r) })
}

// tokens returns the words of s, with each character as a word in scripts that put
// no spaces between them.
func tokens(s string) []string {
	list := words(s)
	if !strings.ContainsFunc(s, isUnspaced) {
		return list
	}
	var out []string
	for _, w := range list {
		from := 0
		for at, r := range w {
			if !isUnspaced(r) {
				continue
			}
			if from < at {
				out = append(out, w[from:at])
			}
			from = at + utf8.RuneLen(r)
			out = append(out, w[at:from])
		}
		if from < len(w) {
			out = append(out, w[from:])
		}
	}
	return out
}

func isUnspaced(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}

// overlap returns the share of the words of a that b has too, each as often.
func overlap(a, b []string) float64 {
	if len(a) == 0 {
		return 0
	}
	bag := make(map[string]int, len(b))
	for _, w := range b {
		bag[w]++
	}
	n := 0
	for _, w := range a {
		if bag[w] > 0 {
			bag[w]--
			n++
		}
	}
	return float64(n) / float64(len(a))
}

// likeness returns the harmonic mean of the overlaps of two texts in both
// directions, from 0 to 1.
func likeness(a, b string) float64 {
	return wordFit(words(a), words(b))
}

// harmonic returns the harmonic mean of two shares; 0 where both are.
func harmonic(p, q float64) float64 {
	if p+q == 0 {
		return 0
	}
	return 2 * p * q / (p + q)
}
