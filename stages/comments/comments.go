// Package comments removes what invites readers to comment and to rate, the empty shell
// of a comment section ("Leave a comment", "0 Comments", "Comment:", "Was this article
// helpful?"), and the comments below the text of a blog.
//
// Before:
//
//	The boats sail again on Monday.
//	Comment:
//
// After:
//
//	The boats sail again on Monday.
//
// To be left alone: answers in a forum, sentences that ask the reader something, a heading
// "Comments" of a forum, comments that are quoted in the text.
//
// Known misses: prompts that a site words in a way of its own; comments that no heading
// counts, or that nobody signs.
package comments

import (
	"strings"

	"winnow/pipeline"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/sweep"
	"winnow/stages/internal/textlines"
)

const ruleThread = "comments/thread"

// Options are the stage's settings.
type Options struct{}

// New makes the stage.
func New(o Options) pipeline.Stage {
	const prompt, weak, feedback = "comments/prompt", "comments/weak", "comments/feedback"
	table := sweep.NewTable(
		sweep.Entry{Category: "comments", Rule: prompt, Weak: weak, Max: 300, When: isEmpty, NotOverSentence: true},
		sweep.Entry{Category: "feedback", Rule: feedback, Weak: weak, Max: maxAsked, When: isAsked},
	)
	prompts := phrases.New("comments")
	return pipeline.Stage{
		Name: "comments",
		Doc:  "Removes prompts to comment and to rate, and the comments below the text of a blog.",
		Rules: []pipeline.Rule{
			{Name: prompt, Doc: "A prompt to comment, or the heading of an empty comment section: Leave a comment."},
			{Name: feedback, Doc: "A question whether the page was helpful: Was this article helpful?"},
			{Name: ruleThread, Doc: "The comments below the text of a blog, which a heading counts, and what follows them.", Tier: pipeline.TierExtract},
			{Name: ruleCount, Doc: "A number of comments right after the last sentence of the text, with nothing below it: Kommentare (3).", Tier: pipeline.TierB},
			{Name: weak, Doc: "A word that comment sections use, where the context supports it.", Tier: pipeline.TierB},
		},
		Run: textlines.Cutting(func(d *textlines.Doc, cut *textlines.Cut) {
			cutThread(d, cut, prompts)
			table.Over(d, cut)
			cutCount(d, cut)
		}),
	}
}

// The maximum length in bytes of a prompt for feedback, and of a question that
// also says what the reader is to do.
const (
	maxFeedback = 160
	maxAsked    = 300
)

// isAsked restricts longer lines to those that begin with a question to the
// reader.
func isAsked(d *textlines.Doc, i int, m phrases.Match) bool {
	return len(d.Lines[i].Text) <= maxFeedback || strings.HasSuffix(m.Text, "?")
}

// isEmpty keeps a heading that counts comments, since they usually follow,
// unless it is a link to them.
func isEmpty(d *textlines.Doc, i int, m phrases.Match) bool {
	if m.Prefix || !strings.HasPrefix(m.Text, "0 ") && !strings.HasSuffix(m.Text, "(0)") || !strings.ContainsAny(d.Lines[i].Text, "123456789") {
		return true
	}
	return d.Link(i) != "" || d.BlockOf(i).Kind == pipeline.Control
}
