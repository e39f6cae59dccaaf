package metadata

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline/dates"
)

// bylineLabels stand before the author's name, in lower case; the longer ones
// first, so that "written by" is not read as a name that follows "by".
var bylineLabels = []string{
	"article written by", "reviewed and written by", "guide by", "story and photos by", "story by", "written by", "posted by", "published by", "article by", "words by", "text by", "authored by",
	"created by", "contributed by", "submitted by", "report by", "reported by", "guest post by", "a guest post by", "post by", "post author", "post authors", "article author", "blog author", "about the author", "author(s)",
	"authors", "author", "writer", "by", "reporter", "geschrieben von", "verfasst von", "veröffentlicht von", "autor", "autorin", "von",
	"écrit par", "publié par", "rédigé par", "auteur", "par", "escrito por", "publicado por", "redactado por", "autora", "por", "scritto da", "pubblicato da", "autore", "di",
	"geschreven door", "door", "skriven av", "skrivet av", "skrevet av", "tekst", "av", "af", "napisał", "napisała", "автор", "автор статьи", "yazan", "yazar", "作者", "文", "記者",
}

// isWrittenBy reports whether a label means the author.
func isWrittenBy(s string) bool {
	if len(s) > 40 {
		return false
	}
	s = strings.ToLower(strings.TrimRight(strings.TrimSpace(s), ": "))
	return slices.Contains(bylineLabels, s)
}

// leads are what links to an author's page say before the name, lower case.
var leads = []string{"articles by ", "more from ", "posts by ", "more by ", "stories by ", "view all posts by ", "follow ", "meet ", "about ", "read more from ", "headshot of ", "photo of "}

// bylineIn finds the name in a line that is a byline: "By Ann Lee | May 3",
// or "inner": "May 3, 2024 by Ann Lee". Parts of a line are set apart by bars.
func bylineIn(s string) (name, how string) {
	if s == "" || len(s) > maxByline {
		return "", ""
	}
	lower := strings.ToLower(s)
	if len(lower) != len(s) {
		return "", ""
	}
	if size := labelSize(s, lower); size > 0 {
		if name := firstName(s[size:]); isFullName(name) {
			return name, "label"
		}
		return "", ""
	}
	for _, label := range []string{"written by", "posted by", "words by", "| by", "article by", "story by", " by "} {
		i := strings.Index(lower, label)
		if i < 0 {
			continue
		}
		if label == " by " {
			_, _, _, dated := dates.Find(lower[:i], dates.MonthFirst)
			if i > 60 || !dated && !slices.ContainsFunc([]string{"posted", "published", "written", "updated"}, func(p string) bool { return strings.HasPrefix(lower, p) }) {
				continue
			}
		}
		if name := firstName(s[i+len(label):]); isFullName(name) {
			return name, "inner"
		}
	}
	return "", ""
}

// labelSize is the length of the label that a byline begins with, or 0.
func labelSize(s, lower string) int {
	for _, label := range bylineLabels {
		rest, ok := strings.CutPrefix(lower, label)
		if !ok || rest == "" {
			continue
		}
		switch c := rest[0]; {
		case c == ':' || c >= utf8.RuneSelf:
		case c == ' ':
			if len(label) <= 3 && label != "by" && len(words(s)) > 5 {
				continue // "di", "av", "von" begin many a sentence
			}
		default:
			continue
		}
		return len(label)
	}
	return 0
}

// firstName is the first part of a line that can be a name.
func firstName(s string) string {
	for part := range strings.SplitSeq(s, "|") {
		part = strings.Trim(part, " :\u00a0-–—•·,")
		if part == "" || isWrittenBy(part) {
			continue
		}
		name := cleanName(part)
		for _, link := range []string{" in ", " for ", " at ", " from ", " with "} {
			if head, _, ok := strings.Cut(name, link); ok && len(strings.Fields(head)) > 1 && isFullName(head) && link != " with " {
				name = head
			}
		}
		return name
	}
	return ""
}

// nameIn finds the name in the text of an element that is marked as author's:
// after its label if it has one, else its first part that reads as a name.
func nameIn(s string) string {
	if name, _ := bylineIn(s); name != "" {
		return name
	}
	rest := ""
	for part := range strings.SplitSeq(s, "|") {
		name := cleanName(part)
		if name == "" || !isNameLike(name) {
			continue
		}
		if isFullName(name) && strings.Contains(name, " ") {
			return name
		}
		if rest == "" {
			rest = name
		}
	}
	return rest
}

// nameEnds are what follows a name in a byline.
var nameEnds = []string{
	" | ", "|", " • ", "•", " · ", "·", " / ", " – ", " — ", " - ", " // ", " ∙ ", "●", "»", "…", "(", "[", "<", "http", "\u2028", " posted ", " published ", " updated ", " last updated", " last modified", " reviewed ", " medically reviewed", " fact checked", " fact-checked", " edited by", " read time", " min read", " minute read",
	" on monday", " on tuesday", " on wednesday", " on thursday", " on friday", " on saturday", " on sunday", " follow ", " view profile", " view all", " see all", " more by", " read more", " is a ", " is an ", " is the ", " has been ", " share ", " photo", " about the author", " author", " view bio", " full bio", " see full bio", " contributor", " staff writer", " senior ", " comments",
}

// cleanName takes labels, dates, handles and what follows from a name; "" when
// nothing is left that can be one.
func cleanName(s string) string {
	s = line(s)
	for range 2 {
		lower := strings.ToLower(s)
		if len(lower) != len(s) {
			break
		}
		for _, label := range bylineLabels {
			if rest, ok := strings.CutPrefix(lower, label); ok && (strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, " ") && (len(label) > 3 || label == "by")) {
				s = strings.TrimLeft(s[len(label):], ": \u00a0")
				break
			}
		}
	}
	if strings.Contains(s, "://") && strings.HasPrefix(s, "http") || strings.HasPrefix(s, "/") {
		return ""
	}
	if _, start, _, ok := dates.Find(s, dates.MonthFirst); ok {
		s = s[:start]
	}
	if lower := strings.ToLower(s); len(lower) == len(s) {
		for _, end := range nameEnds {
			if i := strings.Index(lower, end); i > 0 {
				lower, s = lower[:i], s[:i]
			} else if i == 0 {
				return ""
			}
		}
		s = strings.TrimSuffix(s, " on")
		for _, lead := range leads {
			if strings.HasPrefix(lower, lead) {
				s = s[min(len(s), len(lead)):]
				break
			}
		}
	}
	if strings.ContainsRune(s, '@') {
		s = withoutHandles(s)
	}
	s = strings.Trim(s, " ,;:.-–—|/\u00a0\"'“”‘’*")
	if strings.HasSuffix(s, " Jr") || strings.HasSuffix(s, " Sr") {
		s += "."
	}
	s = withoutRole(strings.TrimSuffix(strings.TrimSuffix(s, " and"), " &"))
	if n := utf8.RuneCountInString(s); n < 2 || n > 150 || isNoName(s) {
		return ""
	}
	return s
}

// roleWords tell a position from a name.
var roleWords = []string{"reporter", "editor", "head", "director", "manager", "writer", "officer", "founder", "co-founder", "cofounder", "ceo", "cto", "cmo", "senior", "lead", "specialist", "analyst", "contributor", "correspondent", "consultant", "producer", "columnist", "president", "chief", "vice", "partner", "professor", "strategist", "engineer", "marketing", "coordinator", "fellow", "expert", "advisor", "freelance", "journalist", "author", "agency"}

// maxRole is the number of words up to which a position stays in the byline:
// "Tracy Parker, Dietitian".
const maxRole = 3

// withoutRole cuts a long position after a name: "Ann Lee, Head of Marketing
// and Growth".
func withoutRole(s string) string {
	name, role, ok := strings.Cut(s, ", ")
	if !ok || len(words(role)) <= maxRole || len(strings.Fields(name)) < 2 {
		return s
	}
	first, _, _ := strings.Cut(role, ", ")
	for _, f := range words(first) {
		if slices.Contains(roleWords, f) {
			return name
		}
	}
	return s
}

func withoutHandles(s string) string {
	kept := slices.DeleteFunc(strings.Fields(s), func(f string) bool { return strings.ContainsRune(f, '@') })
	return strings.Join(kept, " ")
}

// noNames are what stands where a name should, squeezed.
var noNames = []string{
	"admin", "administrator", "superuser", "superadmin", "root", "wpadmin", "siteadmin", "webmaster", "wpengine", "author", "authors", "theauthor", "abouttheauthor", "guest", "guestauthor", "anonymous", "unknown", "na", "none", "null", "undefined", "user", "username", "editor", "share", "facebook", "twitter", "follow", "followus", "by", "bio", "website", "email", "posts", "home", "date", "published", "updated", "default", "test", "team", "blog", "staff", "contributor", "contributors", "profile", "viewprofile", "readmore", "learnmore", "comments", "leaveacomment", "menu", "search", "login", "signin", "more", "viewallposts", "allposts", "ourteam", "people", "experts", "aboutus", "about", "contact", "meettheteam", "ourauthors", "nocomments", "minread", "news", "subscribe", "linkedin", "instagram", "reddit", "pinterest", "copylink", "print", "save", "x", "seebio", "viewbio", "fullbio", "memberlogin", "on", "us", "ourclients", "writtenby", "reviewedby", "medicallyreviewedby", "editedby", "publishedby", "factcheckedby",
}

func isNoName(s string) bool {
	x := squeeze(s)
	if x == "" || slices.Contains(noNames, x) {
		return true
	}
	if isCalendar(s) {
		return true
	}
	letters := 0
	for _, r := range x {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters*2 < utf8.RuneCountInString(x)
}

// isCalendar reports whether a text is made of days, months and numbers.
func isCalendar(s string) bool {
	for _, f := range words(s) {
		if f[0] >= '0' && f[0] <= '9' || dates.IsMonth(f) || slices.Contains(weekdays, f) {
			continue
		}
		return false
	}
	return true
}

var weekdays = []string{"mon", "monday", "tue", "tues", "tuesday", "wed", "wednesday", "thu", "thur", "thurs", "thursday", "fri", "friday", "sat", "saturday", "sun", "sunday", "on", "at", "am", "pm"}

// particles are words of names that are written small.
var particles = []string{"de", "da", "di", "du", "del", "della", "der", "den", "van", "von", "zu", "la", "le", "el", "al", "bin", "ibn", "ben", "and", "of", "the", "y", "e", "und", "et", "dos", "das", "do", "ter", "ten", "af", "av", "edited", "by", "with", "og", "och", "i"}

// isNameLike reports whether a text of a marked element can be a name: short,
// no sentence, no headline.
func isNameLike(s string) bool { return isShortList(s) && smallWords(s) <= 1 }

// isFullName reports whether a text reads as a name: short, and written large
// but for particles.
func isFullName(s string) bool { return isShortList(s) && smallWords(s) == 0 }

// isShortList reports whether a text can be a list of names: each at most six
// words.
func isShortList(s string) bool {
	if s == "" || len(s) > 200 || strings.ContainsAny(s, "?!") || strings.Contains(s, ": ") {
		return false
	}
	s = strings.NewReplacer(" and ", ",", " & ", ",", ";", ",").Replace(s)
	for part := range strings.SplitSeq(s, ",") {
		if len(strings.Fields(part)) > 6 {
			return false
		}
	}
	return true
}

// smallWords counts the words that begin with a small letter and are no
// particles.
func smallWords(s string) int {
	n := 0
	for _, f := range strings.Fields(s) {
		r, _ := utf8.DecodeRuneInString(f)
		if unicode.IsLower(r) && !slices.Contains(particles, strings.Trim(f, ",.&")) {
			n++
		}
	}
	return n
}
