// Package evidence weighs whether a line is debris where its words alone do not
// decide. Rules of tier B remove a line if the weights of the facts observed at it
// add up to Enough. All weights are in one table; "winnow explain" shows the facts
// and their sum.
package evidence

import "strings"

// A Fact is one observation about a line.
type Fact uint8

// The facts, from the words of a line to its surroundings.
const (
	Words       Fact = iota // the line is a phrase that debris often uses
	Label                   // the line begins with a label that debris often uses
	Heading                 // the block is a heading
	Control                 // the block is a button, a label or another part of a form
	FigureText              // the block is the caption of a figure
	Linked                  // nearly all of the line is a link
	ClassName               // the element's own class or ID names the debris
	InHead                  // among the first lines of the document
	InTail                  // in the last fifth of the text
	LastLine                // the last line of the document
	NoProse                 // no running text follows
	AfterDebris             // right after debris
	BeforeGone              // right before debris
	Repeated                // the same line is elsewhere in the document
	Short                   // at most five words without an end mark
	Credit                  // names a picture agency or a photographer
	Article                 // the page is an article
	Capitals                // the label is in capitals
	Headline                // the text after the label looks like a headline
	Name                    // the text after the label is a name
	Date                    // the line is a date
	Clock                   // the date has a time of day
	Call                    // the phrase calls the reader to buy or to book
	Card                    // a headline that is a link or a cut-off teaser follows
	Discloses               // the phrase discloses who pays
	Set                     // the phrase is seldom anything else than debris
	Places                  // says who is where in a picture
	ProseAfter              // running text follows: evidence against
	Sentence                // ends as a sentence does: evidence against
)

// weights says how much each fact counts. They were set by hand, from the shares
// of debris measured on development pages: a fact that holds for debris about as
// often as for text weighs half, one that is rare in real text weighs more.
var weights = [...]struct {
	weight float64
	name   string
}{
	Words:       {0.50, "phrase"},
	Label:       {0.50, "label"},
	Heading:     {0.20, "heading"},
	Control:     {0.50, "form control"},
	FigureText:  {0.60, "figure caption"},
	Linked:      {0.25, "link"},
	ClassName:   {0.60, "class"},
	InHead:      {0.25, "head"},
	InTail:      {0.30, "tail"},
	LastLine:    {0.30, "last line"},
	NoProse:     {0.30, "no prose follows"},
	AfterDebris: {0.40, "after debris"},
	BeforeGone:  {0.30, "before debris"},
	Repeated:    {0.30, "repeated"},
	Short:       {0.15, "short"},
	Credit:      {0.50, "credit"},
	Article:     {0.40, "article"},
	Capitals:    {0.30, "capitals"},
	Headline:    {0.50, "headline"},
	Name:        {0.40, "name"},
	Date:        {0.60, "date"},
	Clock:       {0.15, "time of day"},
	Call:        {0.30, "call"},
	Card:        {0.40, "card follows"},
	Discloses:   {0.95, "disclosure"},
	Set:         {0.35, "set phrase"},
	Places:      {0.60, "places in a picture"},
	ProseAfter:  {-0.30, "prose follows"},
	Sentence:    {-0.40, "sentence"},
}

// Enough is the sum of weights that makes a line debris.
const Enough = 1.0

// Facts is a set of facts observed at one line.
type Facts uint32

// Of returns the set of the given facts.
func Of(facts ...Fact) Facts {
	var fs Facts
	for _, f := range facts {
		fs |= 1 << f
	}
	return fs
}

// Add returns the set with f, if it holds.
func (fs Facts) Add(f Fact, holds bool) Facts {
	if holds {
		fs |= 1 << f
	}
	return fs
}

// Drop returns the set without f.
func (fs Facts) Drop(f Fact) Facts { return fs &^ (1 << f) }

// Has reports whether f is in the set.
func (fs Facts) Has(f Fact) bool { return fs&(1<<f) != 0 }

// Score returns the sum of the facts' weights.
func (fs Facts) Score() float64 {
	sum := 0.0
	for f, w := range weights {
		if fs&(1<<f) != 0 {
			sum += w.weight
		}
	}
	return float64(int(sum*100+0.5)) / 100
}

// Enough reports whether the facts are enough to remove the line.
func (fs Facts) Enough() bool { return fs.Score() >= Enough }

// String names the facts in the order of the table: "phrase, tail, link".
func (fs Facts) String() string {
	const mostNames = 8 // few have more
	names := make([]string, 0, mostNames)
	for f, w := range weights {
		if fs&(1<<f) != 0 {
			names = append(names, w.name)
		}
	}
	return strings.Join(names, ", ")
}
