// Package embeds removes what embedded content of other sites leaves in text:
// "View this post on Instagram", "A post shared by …", messages of players
// and scripts that did not run, short links to pictures on Twitter.
//
// Before:
//
//	The boats sail again! pic.twitter.com/AbCdEfGhIj
//	View this post on Instagram
//	A post shared by Harbour (@harbour)
//
// After:
//
//	The boats sail again!
//
// To be left alone: the words of a post, its author and date, since the text
// refers to them; sentences about posts.
//
// Known misses: the captions that some networks add to a post.
package embeds

import (
	"strings"
	"sync"

	"winnow/pipeline"
	"winnow/stages/internal/needles"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/sweep"
	"winnow/stages/internal/textlines"
	"winnow/stages/internal/wording"
)

// Options are the stage's settings.
type Options struct{}

// The rules.
const (
	rulePhrase  = "embeds/phrase"
	ruleWeak    = "embeds/weak"
	rulePicture = "embeds/picture-link"
)

// New makes the stage.
func New(o Options) pipeline.Stage {
	table := sweep.NewTable(sweep.Entry{Category: "embed", Rule: rulePhrase, Weak: ruleWeak, Max: 200, When: namesAccount})
	return pipeline.Stage{
		Name: "embeds",
		Doc:  "Removes what embedded posts and players leave in the text.",
		Rules: []pipeline.Rule{
			{Name: rulePhrase, Doc: "A line of an embedded post or player: View this post on Instagram."},
			{Name: ruleWeak, Doc: "A word that such content uses, where the context supports it.", Tier: pipeline.TierB},
			{Name: rulePicture, Doc: "A short link to a picture at the end of a post: pic.twitter.com/…"},
		},
		Run: textlines.Cutting(func(d *textlines.Doc, cut *textlines.Cut) {
			table.Over(d, cut)
			for i := range d.Lines {
				if !d.Lines[i].Exempt && !cut.Taken(i) && isShared(d, i) {
					cut.Line(i, rulePhrase, "who shared the post")
				}
				if !d.Lines[i].Exempt && d.Has(i, textlines.Bar) && !cut.Taken(i) {
					picture(d, cut, i)
				}
			}
		}),
	}
}

// namesAccount restricts "a post shared by …" to lines that name the account,
// if they end like a sentence: a letter may be shared as well.
func namesAccount(d *textlines.Doc, i int, m phrases.Match) bool {
	return !m.Prefix || !d.EndsSentence(i) || strings.Contains(m.Rest, "@") || !sharers().In(m.Text)
}

// sharers are the stems of the words for who shared a post.
var sharers = sync.OnceValue(func() *needles.Set { return wording.Needles("sharer") })

// maxShared is the maximum length in bytes of a line that says who shared a
// post.
const maxShared = 160

// sharedBy are the ends of such lines in languages in which the verb follows
// the name.
var sharedBy = sync.OnceValue(func() []string { return wording.Of("sharedby") })

// isShared reports whether a line of an embedded post names who shared it:
// "Harbour Post (@harbour)님의 공유 게시물".
func isShared(d *textlines.Doc, i int) bool {
	s := d.Lines[i].Text
	if len(s) > maxShared || !d.Has(i, textlines.Wide|textlines.Bracket) || !strings.Contains(s, "(@") && !strings.Contains(s, "（@") {
		return false
	}
	for _, end := range sharedBy() {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

const pictureHost = "pic.twitter.com/"

// maxPicture is the maximum length in bytes of the name of a picture.
const maxPicture = 12

// picture removes a short link to a picture from the end of a line.
func picture(d *textlines.Doc, cut *textlines.Cut, i int) {
	l := &d.Lines[i]
	line := strings.TrimRight(d.Blocks[l.Block].Text[l.Start:l.End], " \t\u00a0")
	from := max(0, len(line)-len(pictureHost)-maxPicture)
	at := strings.LastIndex(line[from:], pictureHost)
	if at < 0 || strings.ContainsAny(line[from+at:], " \u00a0") {
		return
	}
	at += from
	start := len(strings.TrimRight(strings.TrimSuffix(line[:at], "https://"), " \u00a0"))
	if strings.TrimSpace(line[:start]) == "" {
		cut.Line(i, rulePicture, "link to a picture")
		return
	}
	cut.Part(i, l.Start+start, l.Start+len(line), rulePicture, "link to a picture")
}
