package textlines

import (
	"strings"
	"sync"

	"winnow/pipeline"
	"winnow/stages/internal/phrases"
)

// ListsLabels reports whether line i is in a list of labels that are the topic
// of the text rather than its frame: the wording of buttons, strings to be
// translated, what a footer must say. The list has at least three short lines,
// and the line above it, or the first line of the text, mentions labels; or the
// line above it ends in a colon, and the text goes on after it. Pages are
// longer than such lists.
func (d *Doc) ListsLabels(i int) bool {
	if d.Tree != nil || len(d.Lines) > mostLabelled || !isShort(d, i) {
		return false
	}
	first, last := i, i
	for first > 0 && isShort(d, first-1) {
		first--
	}
	for last+1 < len(d.Lines) && isShort(d, last+1) {
		last++
	}
	if last-first+1 < leastListed {
		return false
	}
	if SpeaksOfLabels(d.Lines[0].Text) {
		return true
	}
	if first == 0 {
		return false
	}
	over := d.Lines[first-1].Text
	return SpeaksOfLabels(over) || isColon(over) && d.Found(first-1) == nil && last+1 < len(d.Lines) && d.Found(last+1) == nil
}

// IsList reports whether the document is a text of short lines without a single sentence, most of which are
// no phrases: signs on a boat, the songs of a record. What is debris in it cannot be
// known, unless it begins as the menus of a page do: "Skip to content".
func (d *Doc) IsList() bool {
	return d.list.get(func() bool {
		return d.Tree == nil && len(d.Lines) >= leastInList && len(d.Lines) <= mostLabelled && !d.beginsPage() && d.hasNoSentence()
	})
}

// beginsPage reports whether the first line is a link of a page's navigation.
func (d *Doc) beginsPage() bool {
	m, ok := navigation().WholeIn(d.Found(0))
	return ok && !m.Weak
}

var navigation = sync.OnceValue(func() *phrases.Matcher { return phrases.New("navigation") })

func (d *Doc) hasNoSentence() bool {
	known := 0
	for i := range d.Lines {
		if len(d.Lines[i].Text) > longestLabel || d.EndsSentence(i) || len(d.BlockOf(i).Marks) > 0 {
			return false
		}
		if d.Found(i) != nil {
			known++
		}
	}
	return known*knownInList <= len(d.Lines)
}

// Bounds of such a text: its lines, and how many of them there are at least for each
// that is a phrase.
const (
	leastInList = 5
	knownInList = 3
)

// Bounds of a list of labels: the lines of its text, its own lines, and their
// length in bytes.
const (
	mostLabelled = 80
	leastListed  = 3
	longestLabel = 60
)

func isShort(d *Doc, i int) bool {
	t := d.Lines[i].Text
	return len(t) <= longestLabel && !d.EndsSentence(i) && !isColon(t) && len(d.BlockOf(i).Marks) == 0
}

func isColon(s string) bool { return strings.HasSuffix(s, ":") || strings.HasSuffix(s, "：") }

// SpeaksOfLabels reports whether a line mentions the labels of a page or a
// program: "Strings to translate for the spring release", "Does the footer say
// this?"
func SpeaksOfLabels(s string) bool {
	return len(s) <= maxScanned && pipeline.CountWords(s) > 1 && ofLabels().Within(s)
}

// ofLabels finds the beginnings of words for labels.
var ofLabels = sync.OnceValue(func() *phrases.Matcher {
	var list []phrases.Phrase
	for s := range strings.FieldsFuncSeq(labelWords, func(r rune) bool { return r == ',' || r == '\n' }) {
		if s = strings.TrimSpace(s); s != "" {
			list = append(list, phrases.Phrase{Text: s, Category: "label", Prefix: true})
		}
	}
	return phrases.Of(list...)
})

const labelWords = `
buttons, button labels, button text, labels, link text, microcopy, strings, wording, the footer, checklist, things to check, launch list,
schaltfläche, schaltflächen, beschriftung, beschriftungen, knöpfe, checkliste, fußzeile, libellé, libellés, boutons, intitulés, pied de page,
botones, rótulos, etiquetas de los, pie de página, pulsanti, etichette, piè di pagina, botões, rótulos, rodapé, knoppen, opschriften, voettekst,
przyciski, przycisków, etykiety, stopka, stopki, кнопки, кнопок, надписи, строки, подвал сайта, knappar, knapptexter, etiketter, sidfot,
按钮, 文案, 页脚, ボタン, 文言, フッター, 버튼, أزرار, الأزرار, butonlar, düğmeler, tlačítka, gombok, painikkeet, knapper
`
