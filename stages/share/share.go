// Package share removes the bars with which readers share, print, mail and
// save a page or follow its makers.
//
// Before:
//
//	SMS Facebook Twitter Email
//	The boats sail again on Monday.
//	Share this article
//	Follow the harbour on Instagram
//
// After:
//
//	The boats sail again on Monday.
//
// To be left alone: sentences that ask to share something, a heading "Share
// prices", lists of networks that a text is about.
//
// Known misses: calls to follow somebody on a network that nobody knows.
package share

import (
	"strings"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/pipeline/fold"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/sweep"
	"winnow/stages/internal/textlines"
	"winnow/stages/internal/wordset"
)

// Options are the stage's settings.
type Options struct{}

// The rules.
const (
	rulePhrase   = "share/phrase"
	ruleNetworks = "share/networks"
	ruleFollow   = "share/follow"
	rulePrint    = "share/print"
	ruleWeak     = "share/weak"
)

// New makes the stage.
func New(o Options) pipeline.Stage {
	table := sweep.NewTable(
		sweep.Entry{Category: "share", Rule: rulePhrase, Weak: ruleWeak, Max: 120, When: aboutSharing, Asks: true},
		sweep.Entry{Category: "follow", Rule: ruleFollow, Weak: ruleWeak, Max: 200, When: namesNetwork, NotOverSentence: true, Asks: true},
		sweep.Entry{Category: "print", Rule: rulePrint, Weak: ruleWeak, Max: 80},
	)
	return pipeline.Stage{
		Name: "share",
		Doc:  "Removes bars to share, print, save and follow.",
		Rules: []pipeline.Rule{
			{Name: rulePhrase, Doc: "A prompt or a button to share the page: Share this article."},
			{Name: ruleNetworks, Doc: "A line made of names of social networks and ways to share: SMS Facebook Twitter Email."},
			{Name: ruleFollow, Doc: "A prompt to follow somebody on a social network: Follow us on Facebook."},
			{Name: rulePrint, Doc: "A button to print, mail or save the page: Print this page."},
			{Name: ruleWeak, Doc: "A word that such bars use, where the context supports it.", Tier: pipeline.TierB},
		},
		Run: textlines.Cutting(func(d *textlines.Doc, cut *textlines.Cut) {
			for i := range d.Lines {
				if l := &d.Lines[i]; !l.Exempt && (isNetworks(l.Text) || isGluedBar(l.Text)) && !sweep.IsListed(d, cut, i) {
					cut.Line(i, ruleNetworks, "names of networks")
				}
			}
			table.Over(d, cut)
			followSentence(d, cut)
			sharesName(d, cut)
		}),
	}
}

// aboutSharing restricts phrases at the beginning of a line to lines that are
// not sentences, or that name a network.
func aboutSharing(d *textlines.Doc, i int, m phrases.Match) bool {
	if m.Text == "thanks for reading " {
		return strings.HasSuffix(strings.TrimRight(m.Rest, ".! "), "feel free to share it") // so a publisher of letters has it added
	}
	return !m.Prefix || !d.EndsSentence(i) || hasNetwork(m.Rest)
}

// namesNetwork restricts "Follow us on …" to lines that name a network: one can
// also follow somebody on a journey.
func namesNetwork(d *textlines.Doc, i int, m phrases.Match) bool {
	if m.Prefix && len(m.Text) <= maxFollowWord {
		// A request and a name: "Siga o Correio do Porto no Google Notícias".
		return !d.EndsSentence(i) && d.Words(i) <= maxFollowWords && endsInNetwork(m.Rest)
	}
	return !m.Prefix || hasNetwork(m.Rest) || hasNetwork(m.Text) && !d.EndsSentence(i) || m.Rest == ""
}

// Bounds of a request to follow somebody whom it names: the bytes of the
// request, and the words of the line.
const (
	maxFollowWord  = 6
	maxFollowWords = 10
)

// endsInNetwork reports whether one of the last two words names a network.
func endsInNetwork(s string) bool {
	words := strings.Fields(s)
	return len(words) > 2 && hasNetwork(strings.Join(words[len(words)-2:], " "))
}

func hasNetwork(s string) bool {
	for _, w := range strings.FieldsFunc(fold.Key(s), isSeparator) {
		if networks[w] || channels[w] {
			return true
		}
		for _, name := range inflected {
			if strings.HasPrefix(w, name) {
				return true
			}
		}
	}
	return false
}

// channels are other places where a site can be followed, folded.
var channels = wordset.Of(`google zalo дзене дзен соцсетях соцмережах viber канал каналі telegram-канал kakao 네이버 카카오톡`)

// inflected are the networks whose names are inflected or part of a longer word
// in many languages: "na Instagramie", "Telegram-канал".
var inflected = []string{"facebook", "instagram", "telegram", "twitter", "youtube", "whatsapp", "linkedin", "tiktok", "телеграм", "фейсбу", "інстаграм", "инстаграм", "ютуб", "вайбер", "ватсап"}

// maxNetworks is the maximum length in bytes of a bar of networks.
const maxNetworks = 120

// isNetworks reports whether a line consists of at least two networks and words
// of share bars.
func isNetworks(s string) bool {
	if len(s) > maxNetworks || len(s) < 7 {
		return false
	}
	if !mayBeBar(s) {
		return false // most lines
	}
	seen, last := map[string]bool{}, ""
	n := 0
	for _, w := range strings.FieldsFunc(fold.Key(s), isSeparator) {
		switch {
		case networks[w]:
			seen[w] = true
		case barWords[w]:
		default:
			return false
		}
		if n++; n == 2 {
			last = w
		}
	}
	// "Instagram and Facebook" is a subhead; in a bar there is no "and" between
	// two networks.
	return len(seen) >= 2 && !(n == 3 && ands[last])
}

// mayBeBar is a cheap check whether the first words of a line belong to a bar:
// those in plain ASCII, and the first that is not.
func mayBeBar(s string) bool {
	var word [24]byte
	n := 0
	for i := range len(s) {
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			other := s[i-n:]
			if end := strings.IndexFunc(other, isSeparator); end >= 0 {
				other = other[:end]
			}
			other = fold.Key(other)
			return networks[other] || barWords[other]
		case c < ' ' || c == '`':
			return true // to be read with care
		case parts[c]:
			if n > 0 && !ofBar(word[:n]) {
				return false
			}
			n = 0
		case n == len(word):
			return false
		case c >= 'A' && c <= 'Z':
			word[n] = c + 'a' - 'A'
			n++
		default:
			word[n] = c
			n++
		}
	}
	return n == 0 || ofBar(word[:n])
}

// ofBar reports a word of bars, in lower case.
func ofBar(word []byte) bool {
	return barLengths[word[0]]&(1<<len(word)) != 0 && (networks[string(word)] || barWords[string(word)])
}

// parts are the separators of ASCII.
var parts = [utf8.RuneSelf]bool{' ': true, ',': true, '|': true, '/': true, '(': true, ')': true, ':': true, '.': true, '!': true, '@': true}

func isSeparator(r rune) bool {
	return r >= 0 && r < utf8.RuneSelf && parts[r] || r == '•' || r == '·'
}

// networks are networks and messengers, folded.
var networks = wordset.Of(`
bluesky facebook fb flipboard google+ instagram linkedin mastodon messenger mix pinterest pocket quora reddit skype snapchat
stumbleupon telegram threads tiktok tumblr twitch twitter viber vk vkontakte wechat weibo whatsapp x xing youtube digg line
buffer hackernews evernote instapaper odnoklassniki ok.ru вконтакте одноклассники телеграм твиттер фейсбук 微信 微博 朋友圈 qq 카카오톡 페이스북
فيسبوك تويتر واتساب`)

// ands are the words between the two names of a subhead.
var ands = wordset.Of("and und et y e i en och og ja и ve")

// barWords are beside the networks in share bars.
var barWords = wordset.Of(`
share on via to by with email e-mail mail sms print copy link url and or more save save tweet pin post this article story page rss
teilen auf per drucken und partager sur par imprimer et compartir en por compartilhar no condividi su delen op via udostępnij
поделиться в dela på del jaa sdílet paylaş`)

// barLengths holds, for the first byte of a word of bars, a bit for each length
// in bytes that such words have: it rules out most words that begin a line.
var barLengths = func() (lengths [256]uint32) {
	for _, words := range []map[string]bool{networks, barWords} {
		for w := range words {
			lengths[w[0]] |= 1 << len(w)
		}
	}
	return lengths
}()
