package blocks

import (
	"slices"
	"strings"
	"testing"

	"winnow/pipeline"
)

// A story as newspapers print it: short paragraphs, with boxes between them.
const newsStory = `<html><head><title>Night ferry to be scrapped - The Gazette</title><meta property="og:type" content="article">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Night ferry to be scrapped","datePublished":"2025-02-13"}</script></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li><li><a href="/s">Sport</a></li><li><a href="/b">Business</a></li><li><a href="/o">Opinion</a></li></ul></nav></header>
<article><h1>Night ferry to be scrapped</h1><div class="byline">By <a href="/a">Moira Kettering</a></div>
<div class="body"><p>The night ferry between Saltmouth and Penhallow will make its last crossing in March after councillors voted to end its subsidy.</p>
<p>The decision, taken by seven votes to five late on Tuesday, followed a debate in which shift workers and a hospital porter pleaded with members.</p>
BOX<p>Officials told the meeting that the service carried an average of 19 passengers a crossing last winter, down from 46 before the bridge opened.</p>
<p>Council leader Hugh Pascoe said he took no pleasure in the vote. “We have to put the money where most people feel it,” he said.</p>
END</div></article>
<section class="more"><h2>More from Local</h2><ul><li><a href="/1">Mayor under pressure over parking plan</a></li><li><a href="/2">Ten weekend walks within an hour of the city</a></li><li><a href="/3">Rail fares to rise by 4.6% in January</a></li></ul></section>
<footer><ul><li><a href="/p">Privacy</a></li><li><a href="/t">Terms</a></li></ul><p>© 2025 The Gazette</p></footer></body></html>`

const letter = `<div class="newsletter"><h3>Sign up for Morning Briefing</h3><p>The day's top stories, delivered to your inbox every morning.</p><form><input type="email"><button>Sign up</button></form><p class="legal">By signing up you agree to our <a href="/t">Terms of Service</a> and <a href="/p">Privacy Policy</a>.</p></div>`

func TestRest(t *testing.T) {
	has := func(d pipeline.Document, text string) bool {
		return slices.ContainsFunc(d.Blocks, func(b pipeline.Block) bool { return b.Text == text })
	}
	const last = "The last boat leaves on 29 March."
	out := cleaned(t, parse(t, strings.NewReplacer("BOX", "", "END", letter+"<p>"+last+"</p>").Replace(newsStory)))
	if !has(out, last) {
		t.Error("the last sentence, after a box, is gone")
	}
	if has(out, "The day's top stories, delivered to your inbox every morning.") {
		t.Error("the box is in the text")
	}
	const promo = "Our app brings you the news."
	out = cleaned(t, parse(t, strings.NewReplacer("BOX", "", "END", `</div><div class="app"><p>`+promo+"</p>").Replace(newsStory)))
	if has(out, promo) {
		t.Error("a sentence in other markup is in the text")
	}
	const quote = "“If the boat goes, my job goes with it,” said Dilys Orme."
	out = cleaned(t, parse(t, strings.NewReplacer("BOX", `<div class="pullquote"><p>`+quote+"</p></div>", "END", "<p>"+quote+"</p>").Replace(newsStory)))
	if n := len(out.Blocks); n == 0 || out.Blocks[n-1].Text != quote {
		t.Error("the sentence is gone where it belongs, and stays where it was pulled out to")
	}
}
