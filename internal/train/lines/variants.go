package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode"

	"winnow/internal/score"
	"winnow/pipeline"
)

// The texts of this file are clean: parts of the truth, and the truth put into
// the shapes of texts that the data lacks. A model that has seen articles
// alone takes the lines of a poem for a menu.

func truthText(_ pipeline.Document, p score.Page, _ int) string { return p.Truth.Text }

// linesOfTruth returns the lines of the truth that are not blank.
func linesOfTruth(p score.Page) []string {
	var lines []string
	for l := range strings.SplitSeq(p.Truth.Text, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

func random(number int, seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, uint64(number))) }

// separator separates paragraphs by a line end or a blank line.
func separator(rng *rand.Rand) string { return []string{"\n", "\n\n"}[rng.IntN(2)] }

// leastPart and mostPart bound the lines of a part of the truth.
const leastPart, mostPart = 2, 14

// headText returns the beginning of the truth.
func headText(_ pipeline.Document, p score.Page, number int) string {
	rng, lines := random(number, 2), linesOfTruth(p)
	n := min(len(lines), leastPart+rng.IntN(mostPart-leastPart))
	return strings.Join(lines[:n], separator(rng))
}

// tailText returns the end of the truth.
func tailText(_ pipeline.Document, p score.Page, number int) string {
	rng, lines := random(number, 3), linesOfTruth(p)
	n := min(len(lines), leastPart+rng.IntN(mostPart-leastPart))
	return strings.Join(lines[len(lines)-n:], separator(rng))
}

// verseText breaks the truth into short lines, in stanzas, with few stops.
func verseText(_ pipeline.Document, p score.Page, number int) string {
	rng := random(number, 4)
	words := strings.Fields(p.Truth.Text)
	words = words[:min(len(words), 40+rng.IntN(400))]
	stops, stanza := rng.Float64(), 3+rng.IntN(4)
	var b strings.Builder
	for i := 0; len(words) > 0; i++ {
		n := min(len(words), 3+rng.IntN(5))
		line := strings.Join(words[:n], " ")
		if rng.Float64() > stops {
			line = strings.TrimRight(line, ".,;:!?")
		}
		b.WriteString(line + "\n")
		if i%stanza == stanza-1 {
			b.WriteString("\n")
		}
		words = words[n:]
	}
	return b.String()
}

// sentences splits the truth after full stops.
func sentences(p score.Page) []string {
	var list []string
	for _, l := range linesOfTruth(p) {
		for s := range strings.SplitSeq(strings.ReplaceAll(l, ". ", ".\n"), "\n") {
			list = append(list, s)
		}
	}
	return list
}

// sentencesText has each sentence on a line, as some transcripts and corpora do.
func sentencesText(_ pipeline.Document, p score.Page, number int) string {
	rng, list := random(number, 5), sentences(p)
	n := min(len(list), 3+rng.IntN(60))
	return strings.Join(list[:n], separator(rng))
}

// itemsText has short lines before and after some whole ones, as recipes,
// instructions, letters and read-me files do.
func itemsText(_ pipeline.Document, p score.Page, number int) string {
	rng, lines := random(number, 6), linesOfTruth(p)
	bullet := []string{"", "- ", "* ", "%d. "}[rng.IntN(4)]
	least := rng.IntN(3)
	items := func(n int) []string {
		var list []string
		for i := range n {
			words := strings.Fields(lines[rng.IntN(len(lines))])
			item := strings.TrimRight(strings.Join(words[:min(len(words), 1+least+rng.IntN(5))], " "), ".,;:")
			if strings.HasPrefix(bullet, "%") {
				item = fmt.Sprintf(bullet, i+1) + item
			} else {
				item = bullet + item
			}
			list = append(list, item)
		}
		return list
	}
	if len(lines) == 0 {
		return ""
	}
	var out []string
	out = append(out, items(rng.IntN(14))...)
	from := rng.IntN(len(lines))
	out = append(out, lines[from:min(len(lines), from+1+rng.IntN(8))]...)
	out = append(out, items(rng.IntN(14))...)
	return strings.Join(out, separator(rng))
}

// dialogueText puts a name before each sentence, as transcripts, plays and
// chats do.
func dialogueText(_ pipeline.Document, p score.Page, number int) string {
	rng, list := random(number, 7), sentences(p)
	var names []string
	for _, w := range strings.Fields(p.Truth.Text) {
		if r := []rune(w); len(r) > 3 && len(r) < 10 && unicode.IsUpper(r[0]) && unicode.IsLetter(r[len(r)-1]) {
			names = append(names, w)
		}
	}
	if len(names) == 0 {
		return ""
	}
	apart := rng.IntN(3) == 0
	var b strings.Builder
	for i, s := range list[:min(len(list), 4+rng.IntN(60))] {
		name := names[(i+rng.IntN(2))%min(len(names), 3)]
		if apart {
			b.WriteString(name + "\n" + s + "\n\n")
			continue
		}
		b.WriteString(name + ": " + s + "\n")
	}
	return b.String()
}

// An alphabet disguises a text as one of another script, so that no word is
// known and only the shape of the text is left.
type alphabet struct {
	name         string
	lower, upper []rune // upper is empty for scripts without case
	signs        *strings.Replacer
	unspaced     bool
	ideographs   bool
}

func letters(from, to rune) []rune {
	var list []rune
	for r := from; r <= to; r++ {
		if unicode.IsLetter(r) {
			list = append(list, r)
		}
	}
	return list
}

var alphabets = []alphabet{
	{name: "georgian", lower: letters('ა', 'ჰ'), signs: strings.NewReplacer()},
	{name: "cyrillic", lower: letters('а', 'я'), upper: letters('А', 'Я'), signs: strings.NewReplacer("“", "«", "”", "»")},
	{name: "arabic", lower: letters('ا', 'ي'), signs: strings.NewReplacer(",", "،", "?", "؟", ";", "؛")},
	{name: "devanagari", lower: letters('अ', 'ह'), signs: strings.NewReplacer(". ", "। ", ".\n", "।\n")},
	{name: "latin", lower: letters('a', 'z'), upper: letters('A', 'Z'), signs: strings.NewReplacer()},
	{name: "ideographs", lower: letters(0x4E00, 0x5E00), signs: strings.NewReplacer(", ", "，", ". ", "。", ".\n", "。\n", "? ", "？", "! ", "！", ": ", "："), ideographs: true},
	{name: "thai", lower: letters('ก', 'ฮ'), signs: strings.NewReplacer(", ", "  ", ". ", "  ", ".\n", "\n"), unspaced: true},
}

// disguise writes a text in another alphabet. The same letter, or for
// ideographs the same word, becomes the same.
func (a *alphabet) disguise(text string, shift int) string {
	text = a.signs.Replace(text + "\n")
	var b strings.Builder
	var word []rune
	flush := func() {
		if a.ideographs && len(word) > 0 {
			h := uint32(shift)
			for _, r := range word {
				h = h*31 + uint32(unicode.ToLower(r))
			}
			for i := range 1 + len(word)/4 {
				b.WriteRune(a.lower[(h+uint32(i)*7919)%uint32(len(a.lower))])
			}
		}
		word = word[:0]
	}
	runes := []rune(text)
	for i, r := range runes {
		switch {
		case unicode.IsLetter(r) && a.ideographs:
			word = append(word, r)
		case unicode.IsLetter(r):
			set := a.lower
			if unicode.IsUpper(r) && len(a.upper) > 0 {
				set = a.upper
			}
			b.WriteRune(set[(int(unicode.ToLower(r))*7+shift)%len(set)])
		case r == ' ' && (a.unspaced || a.ideographs) && i > 0 && unicode.IsLetter(runes[i-1]):
			flush()
		default:
			flush()
			b.WriteRune(r)
		}
	}
	flush()
	return b.String()
}
