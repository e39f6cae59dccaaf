package decode

import (
	"math"
	"strings"
	"sync"
	"unicode/utf8"
)

// verdict is the outcome of the statistics.
type verdict struct {
	enc        encodingID
	lang       string
	cost       cost
	margin     cost    // to the best candidate that reads otherwise
	high       int     // bytes above 0x7F in the sample
	dense      bool    // most of them next to another
	perByte    float64 // bits for each of them
	confidence float64
}

// pairCount is how often a byte follows another in a sample.
type pairCount struct {
	first, second uint8
	n             uint16
}

// pairCounter counts pairs of bytes; what it holds is kept for reuse.
type pairCounter struct {
	counts   [1 << 16]uint16
	list     []pairCount
	readings []reading
	marks    pace
}

var pairCounters = sync.Pool{New: func() any { return new(pairCounter) }}

// Repeats of one pair count so many times at most: a row of bullets or no-break
// blanks says no more than a few of them.
const mostRepeats = 48

// count lists the pairs of b with a byte above 0x7F.
func (p *pairCounter) count(b []byte) []pairCount {
	p.list = p.list[:0]
	prev := byte(' ')
	for _, c := range b {
		if (prev|c)&0x80 != 0 {
			k := int(prev)<<8 | int(c)
			if p.counts[k] == 0 {
				p.list = append(p.list, pairCount{first: prev, second: c})
			}
			if p.counts[k] < mostRepeats {
				p.counts[k]++
			}
		}
		prev = c
	}
	for i := range p.list {
		l := &p.list[i]
		k := int(l.first)<<8 | int(l.second)
		l.n, p.counts[k] = p.counts[k], 0
	}
	return p.list
}

// clearMargin is a lead in bits beyond which it does not matter how large it is.
const clearMargin = 60

// reading is one way to read the sample in a single-byte encoding.
type reading struct {
	cand  *candidate
	lang  *candidateLang
	start cost // what it costs before the first pair
}

// detect compares all encodings on the sample.
func detect(s sample, d declarations) verdict {
	counter := pairCounters.Get().(*pairCounter)
	defer pairCounters.Put(counter)
	pairs := counter.count(s.bytes)
	present := presentBytes(pairs)
	drowned := drownedCost(s)
	readings := counter.collect(s, d, pairs, present, drowned)

	r := race{best: verdict{enc: encWindows1252, cost: math.MaxInt32 / 2}, present: present}
	r.second = r.best
	// The reading that looks best at the start sets a mark for all others, most
	// of which are then soon given up.
	first := likeliest(readings, pairs)
	counter.marks = readings[first].lang.pace(counter.marks[:0], pairs, readings[first].start)
	r.enter(readings[first].verdict(pairs, nil))
	for i := range allCandidates() {
		c := &allCandidates()[i]
		if c.langs != nil {
			continue
		}
		base := c.prior - d.bonus(c.enc, s.high) + bits(drowned/2)
		n, lang := c.scoreCharacters(s.bytes, d, r.bound()-base)
		r.enter(verdict{enc: c.enc, cost: base + n, lang: lang})
	}
	for i := range readings {
		if i != first {
			r.enter(readings[i].verdict(pairs, counter.marks))
		}
	}
	best := r.best
	best.margin = r.second.cost - best.cost
	best.high, best.dense = countedBytes(pairs)
	best.perByte = float64(best.cost) / 8 / float64(max(1, best.high))
	best.confidence = confidence(best)
	return best
}

// race keeps the best verdict and the best that reads otherwise.
type race struct {
	best, second verdict
	present      []byte
}

// bound returns the cost beyond which a verdict is of no interest.
func (r *race) bound() cost { return r.best.cost + bits(clearMargin) }

// enter puts a verdict in its place.
func (r *race) enter(v verdict) {
	switch {
	case v.cost < r.best.cost:
		if !readAlike(r.best.enc, v.enc, r.present) {
			r.second = r.best
		}
		r.best = v
	case v.cost < r.second.cost && !readAlike(r.best.enc, v.enc, r.present):
		r.second = v
	}
}

// collect lists the ways to read the sample in single-byte encodings, less those
// that an encoding before gives the same meaning in the same language.
func (p *pairCounter) collect(s sample, d declarations, pairs []pairCount, present []byte, drowned float64) []reading {
	p.readings = p.readings[:0]
	languageCost := latinCosts(s)
	var tried []*candidate
	var prints []uint64
	for i := range allCandidates() {
		c := &allCandidates()[i]
		if c.langs == nil {
			continue
		}
		done := uint64(0)
		prints = append(prints, fingerprint(encodings[c.enc].table(), present))
		if !d.says(c.enc) {
			done = languagesDone(tried, prints, c, present)
		}
		if done&c.langSet == c.langSet {
			prints = prints[:len(prints)-1]
			continue
		}
		tried = append(tried, c)
		base := c.prior - d.bonus(c.enc, s.high) + c.caseCosts(pairs)
		for j := range c.langs {
			l := &c.langs[j]
			if done&l.bit != 0 {
				continue
			}
			start := base + l.prior - d.langBonus(l.model.lang)
			if n, ok := languageCost[l.model]; ok {
				start += n
			} else {
				start += bits(drowned)
			}
			p.readings = append(p.readings, reading{c, l, start})
		}
	}
	return p.readings
}

// likeliest returns the reading that does best on the first pairs.
func likeliest(readings []reading, pairs []pairCount) int {
	const few = 2 * chunk
	best, least := 0, cost(math.MaxInt32)
	for i, r := range readings {
		if n := r.lang.score(pairs[:min(few, len(pairs))], r.start, nil); n < least {
			best, least = i, n
		}
	}
	return best
}

// verdict scores the reading in a race with the given pace.
func (r reading) verdict(pairs []pairCount, marks pace) verdict {
	return verdict{enc: r.cand.enc, lang: r.lang.model.lang, cost: r.lang.score(pairs, r.start, marks)}
}

// languagesDone returns the set of languages of those candidates that give the
// present bytes the same meaning as c, whose print is the last.
func languagesDone(tried []*candidate, prints []uint64, c *candidate, present []byte) uint64 {
	done := uint64(0)
	own := prints[len(prints)-1]
	for i, t := range tried {
		if prints[i] == own && sameReading(&encodings[c.enc], &encodings[t.enc], present) {
			done |= t.langSet
		}
	}
	return done
}

// fingerprint returns the same for encodings that give the bytes the same
// meaning.
func fingerprint(t *singleTable, present []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range present {
		h = (h ^ uint64(t.runes[c])) * 1099511628211
	}
	return h
}

// drownedCost returns the cost in bits of taking a text in Latin letters with a
// few bytes beyond ASCII for one in another script.
func drownedCost(s sample) float64 {
	return min(24, max(0, 5*math.Log2(float64(len(s.ascii)+1)/float64(s.high+1))))
}

// countedBytes returns how many bytes above 0x7F are in the pairs, repeats left
// out, and whether most of them follow another.
func countedBytes(pairs []pairCount) (high int, dense bool) {
	following := 0
	for _, p := range pairs {
		if p.second >= utf8.RuneSelf {
			high += int(p.n)
			if p.first >= utf8.RuneSelf {
				following += int(p.n)
			}
		}
	}
	return high, 2*following > high
}

// confidence puts a verdict on a scale from 0 to 1: how much likelier it is than the
// next, and how much like text it looks at all.
func confidence(v verdict) float64 {
	ahead := 1 - math.Exp2(-float64(v.margin)/8/4)
	// Text in the right encoding costs 4 to 9 bits a byte, noise 13 and more.
	likeness := min(1, max(0.1, (14-v.perByte)/5))
	return max(0.01, min(0.99, ahead*likeness))
}

// presentBytes lists the bytes above 0x7F in the pairs.
func presentBytes(pairs []pairCount) []byte {
	var seen [256]bool
	var out []byte
	for _, p := range pairs {
		for _, c := range [2]byte{p.first, p.second} {
			if c >= utf8.RuneSelf && !seen[c] {
				seen[c] = true
				out = append(out, c)
			}
		}
	}
	return out
}

// sameReading reports whether two single-byte encodings give the same text where
// only the given bytes occur.
func sameReading(a, b *encodingInfo, present []byte) bool {
	ta, tb := a.table(), b.table()
	for _, c := range present {
		if ta.runes[c] != tb.runes[c] {
			return false
		}
	}
	return true
}

// readAlike is sameReading for encodings of any kind.
func readAlike(a, b encodingID, present []byte) bool {
	if a == b {
		return true
	}
	if encodings[a].table == nil || encodings[b].table == nil {
		return false
	}
	return sameReading(&encodings[a], &encodings[b], present)
}

// caseCosts returns the cost of the order of capitals and lower-case letters.
func (c *candidate) caseCosts(pairs []pairCount) cost {
	var total cost
	for _, p := range pairs {
		total += caseCost[c.letterCase[p.first]*numCases+c.letterCase[p.second]] * cost(p.n)
	}
	return total
}

// chunk is how many pairs are scored between looks at the race.
const chunk = 32

// pace is what the leader of a race had spent after each chunk of pairs.
type pace []cost

// pace appends what the language costs after each chunk.
func (l *candidateLang) pace(marks pace, pairs []pairCount, start cost) pace {
	for len(pairs) > 0 {
		n := min(chunk, len(pairs))
		start = l.score(pairs[:n], start, nil)
		marks = append(marks, start)
		pairs = pairs[n:]
	}
	return marks
}

// hopeless is how many bits behind the leader a reading is given up. Pages open
// with menus and foreign names, so the lead changes even late.
const hopeless = 400

// score returns start and the cost of the pairs; or, when that falls hopelessly
// behind marks, any number far above.
func (l *candidateLang) score(pairs []pairCount, start cost, marks pace) cost {
	total := start
	table := l.model.pairs[:stride*stride]
	for k := 0; len(pairs) > 0; k++ {
		n := min(chunk, len(pairs))
		for _, p := range pairs[:n] {
			i := int(l.classes[p.first])*stride + int(l.classes[p.second])
			total += cost(table[i]) * cost(p.n)
		}
		pairs = pairs[n:]
		if k < len(marks) && total > marks[k]+bits(hopeless) {
			return math.MaxInt32 / 2
		}
	}
	return total
}

// latinCosts returns how much less each language in Latin letters fits the
// ASCII text than the best one does. It is evidence for the language
// only, and pages of every language hold English: a part of it counts, and no
// more than a fraction of what the bytes beyond ASCII have to say.
func latinCosts(s sample) map[*letterModel]cost {
	const part = 3
	most := bits(25 + 0.3*float64(s.high))
	out := map[*letterModel]cost{}
	pairs := asciiPairs(s.ascii)
	lowest := cost(math.MaxInt32)
	for _, l := range allLatin() {
		total := l.score(pairs, 0, nil)
		out[l.model] = total
		lowest = min(lowest, total)
	}
	for m, c := range out {
		out[m] = min((c-lowest)/part, most)
	}
	return out
}

// asciiPairs counts pairs of ASCII bytes that include a letter.
func asciiPairs(b []byte) []pairCount {
	var counts [128][128]uint16
	prev := byte(' ')
	for _, c := range b {
		if isASCIILetter(prev) || isASCIILetter(c) {
			counts[prev&0x7F][c&0x7F]++
		}
		prev = c
	}
	var out []pairCount
	for i := range counts {
		for j, n := range counts[i] {
			if n > 0 {
				out = append(out, pairCount{uint8(i), uint8(j), n})
			}
		}
	}
	return out
}

// allLatin returns the languages of Latin script with the classes of ASCII.
var allLatin = sync.OnceValue(func() []candidateLang {
	var out []candidateLang
	for _, m := range loadModels().letters {
		if _, ok := m.index['a']; !ok {
			continue
		}
		classes := new([256]uint8)
		for i := range 128 {
			classes[i] = m.classOf(kindOf(rune(i)))
		}
		out = append(out, candidateLang{model: m, classes: classes})
	}
	return out
})

// bonus is what a declaration of e is worth. Pages that are not UTF-8 declare
// what they are more often than not, but windows-1252 and its labels are also
// what servers say by default. What grows with the text outweighs a language
// that the models do not know.
func (d declarations) bonus(e encodingID, high int) cost {
	for i, l := range d.labels {
		if !sameFamily(l.enc, e) {
			continue
		}
		n := 25 + 0.5*float64(high)
		if l.enc == encWindows1252 {
			n = 6 + 0.05*float64(high)
		}
		return bits(n / float64(i+1))
	}
	return 0
}

// sameFamily reports whether a declaration of one encoding means the candidate e.
func sameFamily(declared, e encodingID) bool {
	switch declared {
	case encGBK:
		return e == encGB18030
	case encISO8859_8:
		return e == encISO8859_8I
	}
	return declared == e
}

// langBonus returns what the language of the page and its domain are worth.
func (d declarations) langBonus(lang string) cost {
	for _, l := range d.langs {
		if tagMatches(l, lang) {
			return bits(8)
		}
	}
	if d.tld != "" {
		for _, l := range strings.Fields(domainLanguages[d.tld]) {
			if l == lang {
				return bits(4)
			}
		}
	}
	return 0
}

// tagMatches reports whether a language tag means the language of a model.
func tagMatches(tag, lang string) bool {
	tag = strings.ToLower(strings.ReplaceAll(tag, "_", "-"))
	primary, rest, _ := strings.Cut(tag, "-")
	switch primary {
	case "zh":
		traditional := strings.Contains(rest, "hant") || strings.Contains(rest, "tw") || strings.Contains(rest, "hk") || strings.Contains(rest, "mo")
		return lang == "zh-Hant" && (traditional || rest == "") || lang == "zh-Hans" && !traditional
	case "no":
		primary = "nb"
	case "bs", "sh":
		primary = "hr"
	case "sr":
		return lang == "sr" || lang == "hr"
	case "iw":
		primary = "he"
	case "in", "ms":
		primary = "id"
	case "dsb":
		primary = "hsb"
	case "pes", "prs":
		primary = "fa"
	}
	return primary == lang
}
