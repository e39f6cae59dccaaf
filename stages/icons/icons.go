// Package icons removes the names of icons that leak into text: the titles of
// an SVG sprite read out as one line, the ligatures of an icon font
// ("chevron_right"), class names of icon fonts ("fa-facebook"), labels for
// screen readers ("Twitter icon") and hints such as "(opens in new tab)".
//
// Before:
//
//	icon bookmarkicon cameraicon checkicon chevron downicon closeicon tagicon twicon vk
//	Harbour reopens after the storm chevron_right
//
// After:
//
//	Harbour reopens after the storm
//
// To be left alone: prose about icons ("The icon of Saint Nicholas is an icon
// of …"), code, sentences that name a ligature ("Use chevron_right for the
// next page."), and single words that are words as well ("Menu", "search").
//
// Known misses: names of icons that are plain words and are alone.
package icons

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/pipeline/fold"
	"winnow/stages/internal/textlines"
)

// Options are the stage's settings.
type Options struct{}

// The rules.
const (
	ruleSprite   = "icons/sprite"
	ruleLigature = "icons/ligature"
	ruleGlued    = "icons/ligature-at-end"
	ruleClass    = "icons/class"
	ruleLabel    = "icons/label"
	ruleSymbols  = "icons/symbols"
	ruleHint     = "icons/hint"
)

// New makes the stage.
func New(o Options) pipeline.Stage {
	return pipeline.Stage{
		Name: "icons",
		Doc:  "Removes leaked icon names, which come from sprites, icon fonts and labels for screen readers.",
		Rules: []pipeline.Rule{
			{Name: ruleSprite, Doc: "A line made of icon titles: the word icon at least five times, and as every third word."},
			{Name: ruleLigature, Doc: "A line made of ligature names of an icon font: chevron_right."},
			{Name: ruleGlued, Doc: "A ligature name at the beginning or end of a line of other text."},
			{Name: ruleClass, Doc: "A line made of class names of an icon font: fa-facebook."},
			{Name: ruleLabel, Doc: "A line that labels an icon for screen readers: Twitter icon."},
			{Name: ruleSymbols, Doc: "A line of private-use characters, the glyphs of an icon font."},
			{Name: ruleHint, Doc: "A hint for screen readers after a link: (opens in new tab).", Tier: pipeline.TierB},
		},
		Run: textlines.Cutting(run),
	}
}

func run(d *textlines.Doc, cut *textlines.Cut) {
	for i := range d.Lines {
		l := &d.Lines[i]
		if l.Exempt {
			continue
		}
		switch {
		case isSprite(d, i):
			cut.Line(i, ruleSprite, "icon titles")
		case d.Has(i, textlines.Underscore) && isLigatures(l.Text):
			cut.Line(i, ruleLigature, "ligature names")
		case d.Has(i, textlines.Hyphen) && isClasses(l.Text):
			cut.Line(i, ruleClass, "class names of an icon font")
		case isLabel(l.Text):
			cut.Line(i, ruleLabel, "label of an icon")
		case d.Has(i, textlines.Eastern) && isSymbols(l.Text):
			cut.Line(i, ruleSymbols, "private-use characters")
		case d.Has(i, textlines.Bracket|textlines.Underscore):
			cutInside(d, cut, i)
		}
	}
}

// A sprite of fewer icons would be a sentence about icons as well (fixture
// keep-prose); 002:1 has 47 in 63 words.
const minSpriteIcons = 5

// isSprite reports whether at least every third word of a line is "icon".
func isSprite(d *textlines.Doc, i int) bool {
	s := d.Lines[i].Text
	if len(s) < 4*minSpriteIcons || d.EndsSentence(i) || strings.Count(s, "con") < minSpriteIcons {
		return false // most lines
	}
	n := strings.Count(s, "icon") + strings.Count(s, "Icon")
	return n >= minSpriteIcons && 3*n >= d.Words(i)
}

// isLigatures reports whether a line consists of ligature names. A name that is
// also an ordinary word counts only next to one that is not.
func isLigatures(s string) bool {
	if len(s) > 200 || !strings.Contains(s, "_") {
		return false
	}
	for w := range strings.FieldsSeq(s) {
		if !ligatures[w] && !plainLigatures[w] {
			return false
		}
	}
	return true
}

// isClasses reports whether a line consists of class names of icon fonts.
func isClasses(s string) bool {
	if len(s) > 120 || !strings.Contains(s, "-") {
		return false
	}
	named := false
	for w := range strings.FieldsSeq(s) {
		switch {
		case strings.HasPrefix(w, "fa-"), strings.HasPrefix(w, "icon-"), strings.HasPrefix(w, "glyphicon-"),
			strings.HasPrefix(w, "dashicons-"), strings.HasPrefix(w, "mdi-"), strings.HasPrefix(w, "svg-"):
			named = named || w == strings.ToLower(w)
		case w == "fa", w == "fas", w == "far", w == "fab", w == "fal", w == "icon", w == "glyphicon", w == "dashicons", w == "mdi":
		default:
			return false
		}
	}
	return named
}

// isLabel reports whether a line is a label such as "Twitter icon": one or two
// known words and the word icon or logo.
func isLabel(s string) bool {
	if len(s) > 40 || len(s) < 6 || !strings.HasSuffix(s, "con") && !strings.HasSuffix(s, "CON") {
		return false
	}
	key := fold.Key(s)
	name, ok := strings.CutSuffix(key, " icon")
	if !ok {
		return false
	}
	return labelled[strings.TrimSpace(name)]
}

// isSymbols reports whether a line without letters and digits has a private-use
// character.
func isSymbols(s string) bool {
	if len(s) > 60 {
		return false
	}
	private := false
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return false
		}
		private = private || r >= 0xE000 && r <= 0xF8FF
	}
	return private
}

// cutInside removes a ligature name or a hint from a line of other text.
func cutInside(d *textlines.Doc, cut *textlines.Cut, i int) {
	l := &d.Lines[i]
	line := d.Blocks[l.Block].Text[l.Start:l.End]
	if start, end, ok := hint(line); ok {
		cut.Part(i, l.Start+start, l.Start+end, ruleHint, "hint for screen readers")
		return
	}
	if !strings.Contains(line, "_") {
		return
	}
	trimmed := strings.TrimRight(line, " \t\u00a0")
	if at := strings.LastIndexAny(trimmed, " \u00a0"); at > 0 {
		_, size := utf8.DecodeRuneInString(trimmed[at:])
		if ligatures[trimmed[at+size:]] && !isInstruction(trimmed[:at]) {
			cut.Part(i, l.Start+at, l.Start+len(line), ruleGlued, "ligature name")
			return
		}
	}
	first, rest, ok := strings.Cut(strings.TrimLeft(line, " "), " ")
	if r, _ := utf8.DecodeRuneInString(rest); ok && ligatures[first] && (unicode.IsUpper(r) || unicode.IsDigit(r)) {
		cut.Part(i, l.Start, l.Start+len(line)-len(rest), ruleGlued, "ligature name")
	}
}

// isInstruction reports whether the last word of a text refers to the name that
// follows: "the icon chevron_right", "called arrow_back".
func isInstruction(s string) bool {
	words := strings.Fields(strings.ToLower(s))
	if len(words) == 0 {
		return false
	}
	switch strings.Trim(words[len(words)-1], "`'\"") {
	case "icon", "the", "a", "an", "called", "named", "name", "use", "and", "or", "ligature", "to", "is", "=", ":", "with", "of", "for", "like", "class":
		return true
	}
	return strings.HasSuffix(s, ":") || strings.HasSuffix(s, ",")
}

// Bounds of the length of a hint in bytes, with one bracket.
const (
	minHint = len("(lien externe")
	maxHint = 60
)

// hint finds a hint in brackets with the space before it.
func hint(s string) (start, end int, ok bool) {
	if strings.IndexByte(s, '(') < 0 {
		return 0, 0, false // most lines, which is quicker to see from the front
	}
	open := strings.LastIndexByte(s, '(')
	length := strings.IndexByte(s[open:], ')')
	if length < minHint || length > maxHint || !hints[fold.Key(s[open+1:open+length])] {
		return 0, 0, false
	}
	start, end = open, open+length+1
	for start > 0 {
		r, size := utf8.DecodeLastRuneInString(s[:start])
		if !unicode.IsSpace(r) {
			break
		}
		start -= size
	}
	return start, end, true
}
