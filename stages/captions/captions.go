// Package captions moves the captions and credits of pictures from the text to
// the metadata, and removes the headline where it is repeated as a caption.
//
// Before:
//
//	The ferry left the harbour on Friday morning.
//	AP
//
//	The ferry left the harbour on Friday morning.
//
//	The boat sailed with an hour's delay …
//
// After, with the caption and its credit in the metadata:
//
//	The boat sailed with an hour's delay …
//
// To be left alone: paraphrases and summaries of a caption in the text,
// sentences that begin with "Photos by" or end in the name of an agency, the
// captions of a photo essay, which are its text, and captions that the text
// refers to on pages that are not articles.
//
// Known misses: captions in text that have no credit and occur once.
package captions

import (
	"slices"
	"strings"
	"sync"

	"winnow/pipeline"
	"winnow/pipeline/fold"
	"winnow/stages/internal/credits"
	"winnow/stages/internal/evidence"
	"winnow/stages/internal/needles"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/sweep"
	"winnow/stages/internal/textlines"
	"winnow/stages/internal/wires"
	"winnow/stages/internal/wording"
)

// A Policy says what happens to the captions of figures.
type Policy string

// The policies. The zero policy is Drop.
const (
	Drop   Policy = ""       // to the metadata, on articles
	Keep   Policy = "keep"   // stays in the text
	Inline Policy = "inline" // stays in the text; the credit goes
)

// Options are the stage's settings.
type Options struct {
	// Captions says what happens to the captions of figures.
	Captions Policy `yaml:"captions" json:"captions"`
}

// The rules.
const (
	ruleAround   = "captions/around-credit"
	ruleHeadline = "captions/headline"
	ruleCredit   = "captions/credit"
	ruleAgency   = "captions/agency"
	ruleCredited = "captions/ends-in-credit"
	ruleLabelled = "captions/labelled"
	ruleFigure   = "captions/figure"
	rulePlaces   = "captions/places"
	ruleOver     = "captions/above-credit"
)

// New makes the stage.
func New(o Options) pipeline.Stage {
	m := &matchers{credits: credits.New(), kinds: phrases.New("captionlabel")}
	return pipeline.Stage{
		Name: "captions",
		Doc:  "Moves picture captions and credits to the metadata.",
		Rules: []pipeline.Rule{
			{Name: ruleAround, Doc: "The same line before and after the name of an agency: a caption, its credit and its copy."},
			{Name: ruleHeadline, Doc: "The headline repeated as the caption of the first picture.", Tier: pipeline.TierB},
			{Name: ruleCredit, Doc: "A line that begins with a label such as Photo: and names a source.", Tier: pipeline.TierB},
			{Name: ruleAgency, Doc: "A line made of names of picture agencies: Getty Images.", Tier: pipeline.TierB},
			{Name: ruleCredited, Doc: "A caption: a short line that ends in a picture credit.", Tier: pipeline.TierB},
			{Name: ruleLabelled, Doc: "A line that begins with a label of captions: Image caption, The harbour at dawn.", Tier: pipeline.TierB},
			{Name: rulePlaces, Doc: "A short line of an article that says who is where in a picture: Ann Doe (l.) and Tom Ray.", Tier: pipeline.TierB},
			{Name: ruleOver, Doc: "A short line without an end between the date or the byline of a text and the credit of its first picture.", Tier: pipeline.TierB},
			{Name: ruleFigure, Doc: "The caption of a figure.", Tier: pipeline.TierB},
		},
		Run: textlines.Cutting(func(d *textlines.Doc, cut *textlines.Cut) { finder{o, m, d, cut}.run() }),
	}
}

// A finder looks for captions and credits in a document, and cuts them.
type finder struct {
	Options
	*matchers
	*textlines.Doc
	cut *textlines.Cut
}

// matchers find credits, and the labels that say what kind of picture a caption
// belongs to.
type matchers struct {
	credits *credits.Finder
	kinds   *phrases.Matcher
}

// maxCaption is the maximum length in bytes of a caption.
const maxCaption = 500

// listOfPictures is the number of captions and credits from which a text is a list
// of pictures, and keeps them: in the largest text, one for each 640 bytes.
const listOfPictures = 50_000

func (f finder) run() {
	title := fold.Key(f.Meta.Title)
	if isEssay(f.Doc) && f.Captions == Drop {
		f.Captions = Inline
	}
	found := 0
	for i := range f.Lines {
		f.line(i, title)
		if !f.cut.Taken(i) {
			continue
		}
		if found++; found == listOfPictures {
			f.cut.Clear()
			return
		}
	}
}

// line cuts line i, of a text with the title, if it is a caption or a credit.
func (f finder) line(i int, title string) {
	l := &f.Lines[i]
	if l.Exempt || f.cut.Taken(i) || len(l.Text) > maxCaption {
		return
	}
	switch {
	case isAround(f.Doc, i):
		f.cut.Line(i, ruleAround, "repeated after its credit").To = pipeline.FieldCaption
		f.cut.Line(i+1, ruleAround, "credit between a caption and its copy").To = pipeline.FieldCredit
		f.cut.Line(i+2, ruleAround, "copy of the caption")
	case isHeadline(f.Doc, i, title):
		f.cut.Line(i, ruleHeadline, "the headline").Score = evidence.Enough
	case f.Captions != Keep:
		f.credit(i)
		f.places(i)
	}
}

// Bounds of a photo essay: how many captions it has at least, and how many
// words each has.
const (
	leastEssay = 3
	leastTold  = 10
)

// isEssay reports whether the captions of figures say at least as much as the
// rest of the page: they are then its text.
func isEssay(d *textlines.Doc) bool {
	if d.Tree == nil || !slices.ContainsFunc(d.Blocks, func(b pipeline.Block) bool { return b.Kind == pipeline.Caption }) {
		return false
	}
	captions, told, said := 0, 0, 0
	for i := range d.Lines {
		b := d.BlockOf(i)
		switch n := d.Words(i); {
		case n < leastTold || b.Kind == pipeline.Heading:
		case b.Kind != pipeline.Caption || !b.Context.Has(pipeline.InFigure):
			said += n
		case d.EndsSentence(i):
			captions++
			told += n
		}
	}
	return captions >= leastEssay && told >= said
}

// licences are parts of headings over the licence of a work.
var licences = sync.OnceValue(func() *needles.Set { return wording.Needles("licencestem") })

// isNumbered reports whether s is a caption with a number, by which the text
// speaks of it: "Figure 3. Boats a day".
func isNumbered(s string) bool {
	word, rest, _ := strings.Cut(s, " ")
	if word = strings.ToLower(strings.TrimRight(word, ".")); !numbered()[word] {
		return false
	}
	return rest != "" && rest[0] >= '0' && rest[0] <= '9'
}

// numbered are the words before the number of a figure, by language.
var numbered = sync.OnceValue(func() map[string]bool { return wording.Set("numberedcaption") })

// isAttribution reports whether a caption names the source of a quotation,
// after a dash.
func isAttribution(s string) bool {
	return strings.HasPrefix(s, "—") || strings.HasPrefix(s, "– ") || strings.HasPrefix(s, "- ") || strings.HasPrefix(s, "―")
}

// isOfText reports whether a caption belongs to a figure that holds a quotation
// or code rather than a picture.
func isOfText(d *textlines.Doc, i int) bool {
	k := i - 1
	for k >= 0 && k > i-maxCaptions && d.BlockOf(k).Kind == pipeline.Caption {
		k--
	}
	if k < 0 {
		return false
	}
	b := d.BlockOf(k)
	return b.Kind == pipeline.Quote || b.Kind == pipeline.Code || b.Context.Has(pipeline.InQuote)
}

// maxCaptions is the maximum number of lines of a caption.
const maxCaptions = 4

// isAround reports whether line i is a caption that is followed by its credit
// and by a copy of itself (000:5-8).
func isAround(d *textlines.Doc, i int) bool {
	if i+2 >= len(d.Lines) {
		return false
	}
	line, within := d.Lines[i].Text, d.Lines[i+1].Text
	return len(line) > len(within) && len(within) <= credits.MaxCredit && line == d.Lines[i+2].Text && credits.IsAgencies(within)
}

// headlineWithin is how many lines from the beginning the picture with the
// headline as its caption may be.
const headlineWithin = 8

// isHeadline reports whether line i, near the beginning, repeats a title of
// more than two words (002:7). A heading is not a caption: it may be the title
// itself, if the policy leaves the title in the text.
func isHeadline(d *textlines.Doc, i int, title string) bool {
	return i < headlineWithin && d.IsArticle() && title != "" && strings.Contains(title, " ") && d.BlockOf(i).Kind != pipeline.Heading &&
		len(d.Lines[i].Text) < len(title)+16 && pipeline.CountWords(title) > 2 && fold.Key(d.Lines[i].Text) == title
}

// credit removes line i if it is a credit, or a caption with one.
func (f finder) credit(i int) {
	l := &f.Lines[i]
	if _, ok := wires.Source(f.Doc, i); ok {
		return // of the text, not of a picture
	}
	if rule, why := f.isCreditLine(i); rule != "" {
		if rule == ruleAgency && isAcronym(l.Text) && isGlossary(f.Doc, i) {
			return
		}
		e := f.cut.Line(i, rule, why)
		e.To, e.Value, e.Score = pipeline.FieldCredit, f.credits.Names(l.Text), evidence.Enough
		f.aboveCredit(i - 1)
		return
	}
	if f.Captions == Drop && f.labelledCaption(i) {
		return
	}
	if !sweep.Exposed(f.Doc, f.cut, i) && !credits.MayEnd(f.Doc, i) {
		return // most lines
	}
	if i > 0 && f.BlockOf(i-1).Kind == pipeline.Heading && licences().In(f.Lines[i-1].Text) {
		return // "MIT © Ida Lund"
	}
	figure := isOfFigure(f.Doc, i)
	at, marked, ok := f.credits.End(f.Doc, i)
	if !figure && (!ok || credits.EndsTaken(l.Text) && !besideProse(f.Doc, i)) {
		return
	}
	if !ok {
		at = len(l.Text)
	}
	rule, facts := ruleCredited, sweep.Facts(f.Doc, f.cut, i).Add(evidence.Credit, ok)
	switch {
	case figure:
		// The place of a figure and the end of its caption are no evidence.
		rule = ruleFigure
		facts = evidence.Of(evidence.FigureText).Add(evidence.Credit, ok).Add(evidence.Article, f.IsArticle())
	case credits.IsWireEnd(l.Text, at):
		// The place is no evidence either: most such sentences end the text.
		facts = evidence.Of(evidence.Credit).Add(evidence.ClassName, facts.Has(evidence.ClassName))
	case marked && len(l.Text) <= credits.MaxMarked:
		// No sentence of a text ends like this.
		facts = facts.Drop(evidence.Sentence).Drop(evidence.ProseAfter).Add(evidence.Label, true)
	}
	if !f.Strict() && facts.Enough() {
		f.move(caption{line: i, credit: at, rule: rule, facts: facts})
	}
}

// isOfFigure reports whether line i is the caption of a figure that holds a
// picture, and no number by which the text speaks of it.
func isOfFigure(d *textlines.Doc, i int) bool {
	b, s := d.BlockOf(i), d.Lines[i].Text
	return b.Kind == pipeline.Caption && b.Context.Has(pipeline.InFigure) && !isAttribution(s) && !isNumbered(s) && !isOfText(d, i)
}

// A caption is a line that was found to be one.
type caption struct {
	line   int
	credit int // the byte of the line where its credit begins; the line's length without one
	rule   string
	facts  evidence.Facts
}

// move moves a caption and its credit to their fields as the policy says, which
// may leave the caption in the text.
func (f finder) move(c caption) {
	l := &f.Lines[c.line]
	start := l.Start + strings.Index(f.BlockOf(c.line).Text[l.Start:l.End], l.Text)
	within := c.credit > 0 && c.credit < len(l.Text)
	why, score := c.facts.String(), c.facts.Score()
	switch {
	case f.Captions == Inline && !within:
	case f.Captions == Inline:
		e := f.cut.Part(c.line, start+len(strings.TrimRight(l.Text[:c.credit], " ")), l.End, ruleCredit, "credit after a caption; "+why)
		e.To, e.Value, e.Score = pipeline.FieldCredit, f.credits.Names(l.Text[c.credit:]), score
	case !within:
		e := f.cut.Line(c.line, c.rule, why)
		e.To, e.Score = pipeline.FieldCaption, score
	default:
		text, credit := f.cut.Split(c.line, start+c.credit, c.rule, why)
		text.To, text.Score = pipeline.FieldCaption, score
		if said, marked := credits.Before(l.Text[:c.credit]); marked {
			text.Value = said
		}
		credit.To, credit.Value, credit.Score = pipeline.FieldCredit, f.credits.Names(l.Text[c.credit:]), score
	}
}

// besideReach is how many lines apart a caption and the text may be.
const besideReach = 12

// besideProse reports whether a paragraph is near line i, so that line i is not
// the only text.
func besideProse(d *textlines.Doc, i int) bool {
	for k := max(0, i-besideReach); k < len(d.Lines) && k <= i+besideReach; k++ {
		if k != i && d.IsProse(k) {
			return true
		}
	}
	return false
}
