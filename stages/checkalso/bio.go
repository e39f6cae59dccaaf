package checkalso

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/stages/internal/evidence"
	"winnow/stages/internal/lines"
	"winnow/stages/internal/sweep"
)

// maxTailLines is how many lines from the end on are looked at for the authors.
const maxTailLines = 60

// bios gives up the lines after an article that tell who its authors are,
// where no heading and no metadata say so: "Ann Doe is a freelance writer …".
// Those whom an article is about are named in it before; an author introduced
// at its end is not. But so are experts that a story quotes last: what it says
// is not reported speech, and somebody who writes for a living or is named
// above the text.
func (f finder) bios(d *lines.Doc, cut *lines.Cut) {
	for i := len(d.Lines) - 1; i >= 0 && i >= len(d.Lines)-maxTailLines && d.InTail(i); i-- {
		l := &d.Lines[i]
		if l.Exempt || cut.Taken(i) || len(l.Text) > maxAuthorLine || !d.IsProse(i) {
			continue
		}
		p, ok := f.personOf(d, i)
		if !ok || d.Strict() || d.Meta.PageType != "" && !d.IsArticle() {
			continue
		}
		facts := sweep.Facts(d, cut, i).Drop(evidence.Sentence).Add(evidence.Name, p.surname != p.first).Add(evidence.Words, p.writes)
		facts = facts.Add(evidence.Repeated, isNamedInHead(d, i, p))
		if goneFrom(d, cut, i+1, p) {
			facts = facts.Drop(evidence.ProseAfter).Add(evidence.NoProse, true)
		}
		if !d.IsArticle() && !facts.Has(evidence.Repeated) && (i == 0 || !isNameLine(d, i-1, p)) {
			continue // a page of lists and headings
		}
		if !p.writes && !facts.Has(evidence.Repeated) || reports(l.Text) {
			continue // somebody the text speaks of
		}
		if !facts.Enough() || isNamedBefore(d, i, p) || introducesOthers(d, i) {
			continue
		}
		why := "introduces somebody who is not named before; " + facts.String()
		f.giveBio(d, cut, i, p, why, facts.Score())
	}
}

// reports reports a line that tells what somebody says or had to do with, as the
// last line of a story does: "… is the editor who cut a hundred pages".
func reports(s string) bool {
	if strings.ContainsAny(s, "“”«»„\"") {
		return true
	}
	the := -maxTitle // where "is the" stands
	before := ""
	for i, w := range strings.Fields(s) {
		w = strings.ToLower(strings.Trim(w, ".,;:!?"))
		if before == "is" && w == "the" {
			the = i
		}
		if reporting[w] || w == "who" && i-the < maxTitle {
			return true
		}
		before = w
	}
	return false
}

// giveBio gives up line i with the lines around it that speak of the same
// person: the name and the office above it, what else is told below.
func (f finder) giveBio(d *lines.Doc, cut *lines.Cut, i int, p person, why string, score float64) {
	e := cut.Line(i, ruleAuthorBio, why)
	e.To, e.Score = pipeline.FieldAuthorBio, score
	for k := i + 1; k < len(d.Lines) && k <= i+maxBio && d.EndsSentence(k) && !d.Lines[k].Exempt; k++ {
		if !strings.Contains(d.Lines[k].Text, p.surname) && !strings.Contains(d.Lines[k].Text, p.first+" ") {
			break
		}
		more := cut.Line(k, ruleAuthorBio, "goes on about the author")
		more.To, more.Score = pipeline.FieldAuthorBio, score
	}
	above := i - 1
	if above > 0 && isOffice(d, above) {
		above--
	}
	if above < 0 || !isNameLine(d, above, p) {
		return
	}
	for k := above; k < i; k++ {
		cut.Line(k, ruleAuthorBio, "name over the author's box").Score = score
	}
}

// personOf finds the person whom line i introduces, perhaps under a line with
// the name alone.
func (f finder) personOf(d *lines.Doc, i int) (person, bool) {
	if p, ok := introduced(d.Lines[i].Text); ok {
		return p, true
	}
	if i == 0 || d.Lines[i-1].Exempt || !isName(d.Lines[i-1].Text) || strings.ContainsAny(d.Lines[i-1].Text, ",:") || strings.IndexAny(d.Lines[i].Text, "\"'“”‘’„‚«»‹›") == 0 {
		return person{}, false
	}
	name := strings.Fields(d.Lines[i-1].Text)
	if noNames[name[0]] {
		return person{}, false
	}
	p := person{first: name[0], surname: name[len(name)-1]}
	text := d.Lines[i].Text
	words := strings.Fields(text[:min(len(text), 400)])
	for _, w := range words[:min(len(words), maxTitle)] {
		if w = strings.Trim(w, ",.()"); noNames[w] || isCompany[w] {
			return person{}, false // a company, or no name at all
		}
	}
	if strings.Contains(text, p.surname) || strings.Contains(text, p.first+" ") {
		return p, p.does(words[:min(len(words), maxOfficeWords)])
	}
	p.does(words[:min(len(words), maxTitle)])
	return p, p.writes
}

// goneFrom reports whether all running text from line i on is given up, or
// speaks of the person.
func goneFrom(d *lines.Doc, cut *lines.Cut, i int, p person) bool {
	for ; i < len(d.Lines); i++ {
		if d.IsProse(i) && !cut.Taken(i) && !strings.Contains(d.Lines[i].Text, p.first+" ") && !strings.Contains(d.Lines[i].Text, p.surname) {
			return false
		}
	}
	return true
}

// A person is somebody a line introduces.
type person struct {
	first, surname string
	// writes is true for those who write for a living.
	writes bool
}

// Bounds of an introduction, in words: the name with titles and degrees, and
// from there on to what the person does.
const (
	maxNameWords   = 8
	maxOfficeWords = 24
	maxTitle       = 4 // "Executive Editor at …", under the name
)

// introduced finds the person whom a line introduces: a name, a verb such as
// "is", and what the person does within the same breath.
func introduced(s string) (person, bool) {
	s = strings.TrimLeft(s, "(*_–—- ")
	if !beginsWithName(s) {
		return person{}, false // most lines
	}
	return introducedIn(s)
}

// introducedIn is introduced without the cheap look.
func introducedIn(s string) (person, bool) {
	var p person
	words := strings.Fields(s[:min(len(s), 400)])
	at, capitals := 0, 0
	for ; at < len(words) && at <= maxNameWords && !bioVerbs[words[at]]; at++ {
		w := strings.Trim(words[at], ",.()®™")
		r, size := utf8.DecodeRuneInString(w)
		introducedHere := at > 1 && capitals > 1 && strings.HasSuffix(words[at-1], ",") && !isDegree(words[at])
		if introducedHere && !isCompany[w] {
			break // "Ann Doe, an editor at …"
		}
		switch {
		case isCompany[w], noNames[strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")]:
			return p, false
		case unicode.IsUpper(r) && size < len(w) && strings.IndexFunc(w[size:], unicode.IsLower) >= 0:
			if capitals++; capitals == 1 {
				p.first = w
			}
			if !strings.ContainsAny(words[max(0, at-1)], ",") || p.surname == "" {
				p.surname = w
			}
		case unicode.IsUpper(r), particles[w]: // an initial, a degree
		default:
			return p, false
		}
	}
	if capitals == 0 || at >= len(words) || at > maxNameWords || utf8.RuneCountInString(p.surname) < 3 {
		return p, false
	}
	ok := p.does(words[:at])
	ok = p.does(words[at:min(len(words), at+maxOfficeWords)]) || ok
	return p, ok && (capitals > 1 || p.writes)
}

// beginsWithName is a cheap look whether the first two words can be of a name.
func beginsWithName(s string) bool {
	n := 0
	for w := range strings.FieldsSeq(s[:min(len(s), 400)]) {
		if n == 2 || n == 1 && bioVerbs[w] {
			return true
		}
		w = strings.Trim(w, ",.()®™")
		if r, _ := utf8.DecodeRuneInString(w); noNames[strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")] || !unicode.IsUpper(r) && !particles[w] {
			return false
		}
		n++
	}
	return true
}

// isDegree reports the letters behind a name: "Ph.D.,", "RDN", "MBA".
func isDegree(w string) bool {
	w = strings.Trim(w, ",.()®™")
	return len(w) <= 6 && strings.IndexFunc(w, unicode.IsUpper) == 0 && (strings.ToUpper(w) == w || strings.Contains(w, "."))
}

// does looks for what the person does among some words.
func (p *person) does(words []string) bool {
	found := false
	for _, w := range words {
		w = strings.ToLower(strings.Trim(w, ".,;:()“”\"'’"))
		w, _, _ = strings.Cut(w, "’")
		p.writes = p.writes || writers[w]
		found = found || writers[w] || offices[w]
	}
	return found
}

// isNamedInHead reports whether a short line before the text names the person
// of line i, as a byline does; not the name over the line itself.
func isNamedInHead(d *lines.Doc, i int, p person) bool {
	for k := 0; k < i-2 && d.InHead(k); k++ {
		if t := d.Lines[k].Text; len(t) < maxProseless && strings.Contains(t, p.surname) && strings.Contains(t, p.first) {
			return true
		}
	}
	return false
}

// isNamedBefore reports whether somebody is named in the text before line i.
// Bylines, credits and other short lines are not text.
func isNamedBefore(d *lines.Doc, i int, p person) bool {
	for k := range i {
		t := d.Lines[k].Text
		if len(t) < maxProseless || !strings.Contains(t, p.surname) || strings.Contains(t, "by "+p.first+" ") {
			continue
		}
		if q, ok := introduced(t); !ok || q.surname != p.surname || d.After(k) > lines.Tail {
			return true
		}
	}
	return false
}

// maxProseless is the length in bytes under which a line is no paragraph.
const maxProseless = 80

// introducesOthers reports a text that introduces people before its end, too:
// a list of them, or an article about them.
func introducesOthers(d *lines.Doc, i int) bool {
	for k := range i {
		if d.InTail(k) {
			return false
		}
		if d.IsProse(k) {
			if _, ok := introduced(d.Lines[k].Text); ok {
				return true
			}
		}
	}
	return false
}

// isNameLine reports a short line that names a person.
func isNameLine(d *lines.Doc, i int, p person) bool {
	t := d.Lines[i].Text
	return !d.Lines[i].Exempt && len(t) < maxHeading && d.Words(i) <= maxNameWords && !d.EndsSentence(i) && strings.Contains(t, p.surname) && strings.Contains(t, p.first)
}

// isOffice reports a short line that says what somebody does.
func isOffice(d *lines.Doc, i int) bool {
	t := d.Lines[i].Text
	if d.Lines[i].Exempt || len(t) >= maxHeading || d.Words(i) > maxNameWords || d.EndsSentence(i) {
		return false
	}
	for w := range strings.FieldsSeq(strings.ToLower(t)) {
		if w = strings.Trim(w, ".,;:()"); writers[w] || offices[w] || w == "lead" || w == "chief" {
			return true
		}
	}
	return false
}

func wordSet(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}

// reporting are verbs that tell what somebody says or did not do, by language.
var reporting = wordSet(`said says told tells added adds asked called calls described warned noted argued argues explained recalled remembers thinks believes involved whom
sagte sagt erklärte meinte meint betonte warnte kritisierte nannte beteiligt dit déclare affirme ajoute explique estime précise participé
dijo dice afirmó añadió explicó aseguró señaló disse diz afirmou explicou detto afferma spiega zei zegt noemt
powiedział powiedziała mówi сказал сказала говорит заявил заявила отметил считает sade säger sagde siger sa sier`)

// noNames are words with a capital that stand in no name of a person.
var noNames = wordSet(`The This That These Those A An It There Here What Who Which One Our My Your His Her Their Its In On At Der Die Das Ein Eine
Le La Les L Un Une El Los Las Il Lo Gli O Os As De Het Een Den Det En Ett Et Every Each Most Some Many All Company Group University College Institute Bank Council Foundation Association Services Solutions`)

// isCompany are words behind the name of a company.
var isCompany = wordSet("Inc Incorporated LLC LLP Ltd Limited PLC GmbH AG SE KG Corp Corporation Co SA SAS SARL SpA BV NV AB Oy AS")

// particles are the small words within names.
var particles = wordSet("de da do dos del della di du la le van von der den el al bin ibn ten ter zu y e of and und")

// writers are the words for those who write for a living, by language.
var writers = wordSet(`
writer author editor reporter journalist correspondent columnist blogger contributor novelist copywriter storyteller writes editor-in-chief
autor autorin redakteur redakteurin journalistin reporterin korrespondent korrespondentin volontär volontärin kolumnist kolumnistin
journaliste rédacteur rédactrice auteur auteure autrice chroniqueur chroniqueuse pigiste
periodista redactor redactora escritor escritora autora columnista corresponsal
giornalista redattore redattrice autore scrittore scrittrice jornalista repórter redator redatora
journaliste schrijver schrijfster redacteur auteur verslaggever dziennikarz dziennikarka redaktor redaktorka autorka publicysta publicystka
журналист журналистка редактор автор корреспондент обозреватель журналістка редакторка авторка кореспондент
skribent journalisten redaktör författare forfatter redaktør toimittaja kirjailija gazeteci yazar editör jurnalis penulis újságíró szerkesztő
jurnalist redactor novinář novinářka redaktorka`)

// offices are words for those who write beside their work, by language.
var offices = wordSet(`
owner founder co-founder cofounder ceo director manager consultant advisor adviser attorney lawyer professor lecturer researcher specialist strategist
engineer developer physician doctor therapist psychologist veterinarian nurse dietitian nutritionist professional expert teacher educator coach analyst scientist fellow
marketer photographer chef historian planner designer entrepreneur student graduate economist associate
gründer gründerin inhaber inhaberin geschäftsführer geschäftsführerin berater beraterin professorin dozent dozentin ärztin arzt ingenieur
fondateur fondatrice directeur directrice professeur consultante avocat avocate fundador fundadora directora profesor profesora consultor
consultora abogado abogada fondatore fondatrice direttore direttrice professore professoressa założyciel założycielka profesor основатель директор`)
