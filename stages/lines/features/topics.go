package features

import (
	"sync"

	"winnow/stages/internal/phrases"
	"winnow/stages/internal/textstat"
)

// topicOf maps the categories of phrases to topics: textstat knows the labels
// of the most frequent languages, package phrases those of some thirty.
var topicOf = map[string]textstat.Topic{
	"ad": textstat.Ad, "agency": textstat.Credit, "app": textstat.Newsletter, "author": textstat.Author, "by": textstat.Author,
	"byline": textstat.Author, "captionlabel": textstat.Credit, "comments": textstat.Comments, "contents": textstat.Contents, "cookie": textstat.Legal,
	"copyright": textstat.Legal, "credit": textstat.Credit, "cta": textstat.Newsletter, "disclosure": textstat.Legal,
	"donate": textstat.Newsletter, "editlink": textstat.Menu, "embed": textstat.Share, "feedback": textstat.Comments, "follow": textstat.Share,
	"form": textstat.Menu, "legal": textstat.Legal, "loading": textstat.Menu, "navigation": textstat.Menu,
	"newsletter": textstat.Newsletter, "paywall": textstat.Newsletter, "player": textstat.Menu, "policy": textstat.Legal,
	"policyname": textstat.Legal, "print": textstat.Menu,
	"readalso": textstat.Related, "readingtime": textstat.Date, "readmore": textstat.Related, "related": textstat.Related, "relatedlabel": textstat.Related,
	"share": textstat.Share, "sourcelabel": textstat.Credit, "tags": textstat.Tags, "terms": textstat.Newsletter, "wire": textstat.Credit, "wordpress": textstat.Menu,
}

// phraseWords is the maximum number of words of a line that is looked up among
// the phrases.
const phraseWords = 10

// matcher finds the phrases of all categories, each of which has a topic.
var matcher = sync.OnceValue(phrases.Any)

// phraseTopics returns the topics of the phrase that a short line consists of
// or begins with.
func phraseTopics(text string, words float32) textstat.Topic {
	if words > phraseWords {
		return 0
	}
	match, ok := matcher().Find(text)
	if !ok {
		return 0
	}
	return topicOf[match.Category]
}
