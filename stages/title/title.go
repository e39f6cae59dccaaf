// Package title takes the headline out of the text and into the title.
//
// Text that was scraped as text often begins with the headline, after a date
// or an icon. Where the title is known from the page's metadata, the blocks at
// the beginning that repeat it go.
//
// Before:
//
//	4 Apr, 2024 01:14
//	Ferry warns of delays
//	The morning boat will leave an hour late, the company said on Friday …
//
// After, with the title "Ferry warns of delays":
//
//	4 Apr, 2024 01:14
//	The morning boat will leave an hour late, the company said on Friday …
//
// To be left alone: a first line that is a sentence or a paragraph, subheads,
// a salutation, the first item of a list, poems.
//
// Known misses: headlines that end in a full stop.
package title

import (
	"context"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/pipeline/fold"
	"winnow/stages/internal/dateline"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/textlines"
)

// Options are the stage's settings.
type Options struct {
	// KeepInText leaves the headline in the text; the title is set all the
	// same.
	KeepInText bool `yaml:"keep_in_text" json:"keep_in_text"`
}

// The rules.
const (
	ruleHeadline = "title/headline"
	ruleRepeated = "title/repeated"
	ruleAbove    = "title/above"
	ruleAuthor   = "title/author"
)

// New makes the stage.
func New(o Options) pipeline.Stage {
	return pipeline.Stage{
		Name: "title",
		Doc:  "Moves the headline from the text to the title.",
		Rules: []pipeline.Rule{
			{Name: ruleHeadline, Doc: "A short first line without end punctuation, followed by running text, becomes the title.", Tier: pipeline.TierB},
			{Name: ruleRepeated, Doc: "A line at the beginning that repeats the known title of the page, or the headline right above it."},
			{Name: ruleAbove, Doc: "A label, a kicker or the title of the page above the headline of a text whose head shows its date or its author.", Tier: pipeline.TierB},
			{Name: ruleAuthor, Doc: "The name of a person above the headline of a text whose head shows its date and names no other author.", Tier: pipeline.TierB},
		},
		Run: func(ctx context.Context, doc pipeline.Document) ([]pipeline.Edit, error) {
			d := textlines.In(ctx, doc)
			if isTaken(doc) || d.Strict() {
				return nil, nil // on strict pages: the name of a product is part of its description
			}
			return o.edits(d), nil
		},
	}
}

// isTaken reports whether the headline has been taken already: a document has one,
// and the next line that looks like it is a standfirst or a subhead.
func isTaken(d pipeline.Document) bool {
	return slices.ContainsFunc(d.Trail, func(a pipeline.Applied) bool { return a.Rule == ruleHeadline || a.Rule == ruleRepeated })
}

// edits moves the headline to the title, or removes it if the title is known.
func (o Options) edits(d *textlines.Doc) []pipeline.Edit {
	if d.Meta.Title != "" {
		i, ok := repetition(d)
		if !ok || o.KeepInText {
			return nil
		}
		cut := textlines.NewCut(d)
		cut.Line(i, ruleRepeated, "the title").To = pipeline.FieldTitle
		return cut.Edits()
	}
	if i, ok := markedHeadline(d); ok {
		return o.takeHeadline(d, i, "the only heading of the first level")
	}
	if i, ok := headline(d); ok && proseAfter(d, i) >= minProse {
		return o.takeHeadline(d, i, "first line, mostly running text follows")
	}
	if edits := o.belowFrame(d); len(edits) > 0 {
		return edits
	}
	return o.likely(d)
}

// takeHeadline moves line i to the title, or notes it as the title if it stays in the
// text. The same line again right below goes: that of the page's head or of its picture.
func (o Options) takeHeadline(d *textlines.Doc, i int, why string) []pipeline.Edit {
	cut := textlines.NewCut(d)
	o.cutHeadline(d, cut, i, why)
	return cut.Edits()
}

func (o Options) cutHeadline(d *textlines.Doc, cut *textlines.Cut, i int, why string) {
	if o.KeepInText {
		cut.Note(pipeline.Edit{Block: d.BlockOf(i).ID, Rule: ruleHeadline, Why: why, To: pipeline.FieldTitle, Value: d.Lines[i].Text})
	} else {
		cut.Line(i, ruleHeadline, why).To = pipeline.FieldTitle
	}
	for k := i + 1; k < len(d.Lines) && d.Lines[k].Text == d.Lines[i].Text && !d.Lines[k].Exempt; k++ {
		cut.Line(k, ruleRepeated, "the headline again")
	}
}

// markedHeadline finds the line that Markdown marks as the title: the only heading of
// the first level, if it links nowhere and most of the text follows it.
func markedHeadline(d *textlines.Doc) (int, bool) {
	if d.Tree != nil {
		return 0, false
	}
	found := -1
	for i := range d.Lines {
		if b := d.BlockOf(i); b.Kind == pipeline.Heading && b.Level == 1 && b.LinkShare() == 0 {
			if found >= 0 {
				return 0, false
			}
			found = i
		}
	}
	if found < 0 {
		return 0, false
	}
	before, after := 0, 0
	for i := range d.Lines {
		if i < found {
			before += d.Words(i)
		} else {
			after += d.Words(i)
		}
	}
	return found, before < after
}

// belowFrame moves the headline of a text that begins with the frame of its page,
// and removes what is above it.
func (o Options) belowFrame(d *textlines.Doc) []pipeline.Edit {
	if d.Tree != nil {
		return nil
	}
	h, ok := readHead(d)
	if !ok {
		return nil
	}
	i, above, ok := h.headline()
	if !ok {
		return nil
	}
	const why = "between the frame and the text"
	cut := textlines.NewCut(d)
	author := h.authorAbove(i)
	if author >= 0 {
		cut.Line(author, ruleAuthor, "a name above the headline").To = pipeline.FieldByline
	}
	for _, k := range above {
		if k != author {
			cut.Line(k, ruleAbove, "above the headline")
		}
	}
	o.cutHeadline(d, cut, i, why)
	return cut.Edits()
}

// repetition finds the line near the beginning that repeats the known title. A
// second one is a caption; see package captions.
func repetition(d *textlines.Doc) (int, bool) {
	want := fold.Key(d.Meta.Title)
	for i := range d.Lines {
		if !d.InHead(i) {
			break
		}
		if !d.Lines[i].Exempt && d.BlockOf(i).Kind != pipeline.ListItem && isSame(fold.Key(d.Lines[i].Text), want) {
			return i, true
		}
	}
	return 0, false
}

// minSame is the length in bytes from which a title within another counts as
// the same: "News" is in "Today's News | Site" without being its title.
const minSame = 20

// isSame reports whether a line is the title, or the title without the site's
// name that pages add to it. Both are folded.
func isSame(line, title string) bool {
	line, title = strings.TrimRight(line, " .:"), strings.TrimRight(title, " .:")
	if line == title {
		return line != ""
	}
	if len(line) < minSame || len(title) < minSame {
		return false
	}
	long, short := title, line
	if len(short) > len(long) {
		long, short = short, long
	}
	rest, ok := strings.CutPrefix(long, short)
	if !ok || 2*len(rest) > len(long) {
		return false
	}
	rest = strings.TrimLeft(rest, " ")
	return strings.HasPrefix(rest, "|") || strings.HasPrefix(rest, "- ") || strings.HasPrefix(rest, "·") ||
		strings.HasPrefix(rest, "•") || strings.HasPrefix(rest, ":: ") || strings.HasPrefix(rest, "› ") || strings.HasPrefix(rest, "/ ")
}

// The bounds of a headline: the longest of 793 development articles has 27
// words, the shortest that is not the name of a section has four.
const (
	minWords   = 4
	maxWords   = 30
	maxBytes   = 250
	minLetters = 12 // bytes; for scripts without spaces
)

// headline finds the headline of a document that has no title: the first line
// that is neither a date nor a breadcrumb, if it looks like a headline and
// running text follows.
func headline(d *textlines.Doc) (int, bool) {
	for i := range d.Lines {
		if i > 3 {
			break
		}
		if isPreamble(d, i) {
			continue
		}
		return i, isHeadline(d, i) && !(&head{Doc: d}).isQuantity(i) && proseFollows(d, i)
	}
	return 0, false
}

// minProse is the least share of running text in the text after a headline.
// Pages that list things or offer services have less.
const minProse = 0.7

// proseAfter returns the share of running text in the text after line i, without what
// pages say around it.
func proseAfter(d *textlines.Doc, i int) float64 {
	prose, all := 0, 0
	for k := i + 1; k < len(d.Lines); k++ {
		if _, ok := labels().In(d.Found(k)); ok {
			continue
		}
		all += len(d.Lines[k].Text)
		if d.IsProse(k) {
			prose += len(d.Lines[k].Text)
		}
	}
	return float64(prose) / float64(max(1, all))
}

// isPreamble reports whether line i may come before the headline: it is an
// image, a date or a breadcrumb.
func isPreamble(d *textlines.Doc, i int) bool {
	l := &d.Lines[i]
	if d.BlockOf(i).Kind == pipeline.Image {
		return true
	}
	if _, ok := d.Date(i); ok || isTimed(l.Text) {
		return true
	}
	return isPath(l.Text)
}

// Bounds of a path of breadcrumbs, in bytes: of one that begins with the home page,
// and of one that begins with its mark, since the home page is a picture, and often
// ends in the headline.
const (
	maxPath   = 100
	maxRooted = 160
)

// isPath reports whether a line is a path of breadcrumbs.
func isPath(s string) bool {
	for _, mark := range [...]string{"> ", "» ", "› "} {
		if n := strings.Count(s, " "+mark); n > 0 && (len(s) < maxPath || n > 1 && len(s) < maxRooted && strings.HasPrefix(s, mark)) {
			return true
		}
	}
	return false
}

// maxTimed is the length in bytes up to which a line is a date and a time of
// reading.
const maxTimed = 80

// isTimed reports whether s is a date with a time of reading right after it:
// "12 Nov 2025 8 min read".
func isTimed(s string) bool {
	if len(s) > maxTimed || strings.IndexFunc(s, unicode.IsDigit) < 0 {
		return false
	}
	for at := range len(s) {
		if s[at] != ' ' {
			continue
		}
		if m, ok := readings().Whole(s[at+1:]); ok && !m.Weak {
			_, dated := dateline.Parse(s[:at])
			return dated
		}
	}
	return false
}

var readings = sync.OnceValue(func() *phrases.Matcher { return phrases.New("readingtime") })

func isHeadline(d *textlines.Doc, i int) bool {
	b := d.BlockOf(i)
	if b.Kind == pipeline.Heading && b.Level <= 2 && len(d.Lines[i].Text) <= maxBytes {
		return true
	}
	return d.Words(i) >= minWords && hasForm(d, i)
}

// hasForm reports whether line i has the form of a headline, which may be short.
func hasForm(d *textlines.Doc, i int) bool {
	l := &d.Lines[i]
	b := d.BlockOf(i)
	n := d.Words(i)
	if l.Exempt || b.Kind != pipeline.Paragraph && b.Kind != pipeline.Heading || len(l.Text) > maxBytes || len(l.Text) < minLetters || n > maxWords {
		return false
	}
	if m, ok := buttons().WholeIn(d.Found(i)); ok && !m.Weak {
		return false
	}
	if strings.Contains(l.Text, "://") || strings.Contains(l.Text, " | ") || strings.Count(l.Text, " / ") > 1 || endsInCredit(l.Text) {
		return false
	}
	if n > maxQuestion && strings.HasSuffix(strings.TrimRight(l.Text, "”\"»"), "?") || n > maxQuestion && strings.HasSuffix(l.Text, "!") || byline(l.Text) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(l.Text)
	return !strings.ContainsRune(".,;:…。、；：，।|>»", last) && !strings.Contains(l.Text, ". ")
}

// buttons are what pages put over their text.
var buttons = sync.OnceValue(func() *phrases.Matcher {
	return phrases.New("ad", "app", "follow", "navigation", "newsletter", "player", "print", "share")
})

var creditLabels = sync.OnceValue(func() *phrases.Matcher { return phrases.New("credit") })

// endsInCredit reports whether a line is the caption of a picture: it has a
// copyright sign, or the label of a credit after other words, perhaps joined to
// them without a space: "the finalPhoto: Reuters".
func endsInCredit(s string) bool {
	if strings.Contains(s, "©") {
		return true
	}
	colon := strings.LastIndexByte(s, ':')
	at := colon
	for at > 0 {
		r, size := utf8.DecodeLastRuneInString(s[:at])
		if !unicode.IsLetter(r) {
			return false
		}
		if at -= size; unicode.IsUpper(r) {
			break
		}
	}
	if at <= 0 {
		return false
	}
	m, ok := creditLabels().Find(s[at:])
	return ok && !m.Weak
}

// proseFollows reports whether there is running text within the next lines,
// with at most a standfirst, a caption, a credit and a date before it.
func proseFollows(d *textlines.Doc, i int) bool {
	const within = 4
	for k := i + 1; k < len(d.Lines) && k <= i+within; k++ {
		if d.IsProse(k) {
			return true
		}
	}
	return false
}

// maxQuestion is the maximum number of words of a headline that ends as a
// question or an exclamation. Longer ones are the first sentence of the text.
const maxQuestion = 15

// byline reports whether a line consists of By and names.
func byline(s string) bool {
	rest, ok := strings.CutPrefix(s, "By ")
	if !ok || len(s) > 80 {
		return false
	}
	for _, w := range strings.FieldsFunc(rest, func(r rune) bool { return r == ' ' || r == ',' }) {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) && w != "and" && w != "&" && w != "for" && w != "of" && w != "the" && w != "de" && w != "van" && w != "von" {
			return false
		}
	}
	return true
}
