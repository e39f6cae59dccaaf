package decode

import (
	"bytes"
	"math"
	"unicode/utf8"
)

// probability returns the probability of a cost as stored in a model.
func probability(c uint8) float64 { return math.Exp2(-float64(c) / 8) }

// decodeLegacy decodes bytes that are not UTF-8.
func decodeLegacy(b []byte, d declarations) Result {
	v := detect(takeSample(b, d.markup || hasTags(b)), d)
	if e, ok := ideographsInUTF16(b, v); ok {
		r := decodeAs(e, b)
		r.Evidence, r.Confidence = EvidenceStatistics, 0.7
		return r
	}
	e, ev := v.enc, EvidenceStatistics
	for _, l := range d.labels {
		if sameFamily(l.enc, e) || l.enc != encUTF8 && !v.readsLikeText() {
			e, ev = l.enc, l.from
			break
		}
	}
	r := decodeAs(e, b)
	r.Evidence, r.Confidence = ev, v.confidence
	return r
}

// hasTags reports whether there is markup in what does not open like it, such as
// a page cut out of a dump.
func hasTags(b []byte) bool {
	const enough, tags = 8 << 10, 3
	return bytes.Count(b[:min(len(b), enough)], []byte("</")) >= tags
}

// readsLikeText reports whether the best reading is like text at all. Tables of
// characters are not, nor is noise; statistics have no say there, and what is
// declared holds.
func (v verdict) readsLikeText() bool {
	// Once there is some of it, text in Latin letters costs up to 10 bits for
	// each byte beyond ASCII; other scripts, where most such bytes are next to
	// another, up to 6.7. Tables cost 11 one a line and 8.6 in a row.
	const some, mostLatin, mostDense = 90, 10.5, 7.3
	if v.dense {
		return v.high < some || v.perByte <= mostDense
	}
	return v.high < some || v.perByte <= mostLatin
}

// declarationBeatsUTF8 reports whether b, valid UTF-8 whose part from the first
// byte beyond ASCII is tail, is too short a sample to contradict a declaration of
// e: two or three characters of GBK or a Thai word may be valid UTF-8 by
// accident. It is if it reads well as declared.
func declarationBeatsUTF8(b, tail []byte, e encodingID, d declarations) bool {
	// Each byte after the first of a sequence is an accident of one in three at
	// the least, so nine of them happen once in twenty thousand texts.
	const enough = 9
	// Bits a byte: what is written in the encoding costs 4 to 6.
	const readsWell = 6.5
	weight := 0
	for len(tail) > 0 {
		if tail[0] < utf8.RuneSelf {
			tail = tail[asciiPrefix(tail):]
			continue
		}
		_, n := utf8.DecodeRune(tail)
		tail = tail[n:]
		if weight += n - 1; weight >= enough {
			return false
		}
	}
	s := takeSample(b, d.markup)
	return s.high > 0 && readingCost(s, e) <= readsWell
}

// readingCost returns how many bits a byte the sample costs as e, in the best
// language of e; much if statistics do not know e.
func readingCost(s sample, e encodingID) float64 {
	least := cost(1 << 30)
	counter := pairCounters.Get().(*pairCounter)
	defer pairCounters.Put(counter)
	pairs := counter.count(s.bytes)
	for _, c := range allCandidates() {
		switch {
		case !sameFamily(e, c.enc):
		case c.langs == nil:
			least, _ = c.scoreCharacters(s.bytes, declarations{}, 1<<30)
		default:
			start := c.caseCosts(pairs)
			for _, l := range c.langs {
				least = min(least, l.score(pairs, start, nil))
			}
		}
	}
	return float64(least) / 8 / float64(s.high)
}

// ideographsInUTF16 recognises UTF-16 without a byte order mark where there is
// no zero byte: Chinese, Japanese or Korean without one character of ASCII. It
// must read well, and clearly better than the verdict on it as anything else.
func ideographsInUTF16(b []byte, v verdict) (encodingID, bool) {
	const readsWell, better, enough = 7.5, 1.5, 2000
	if len(b)%2 != 0 || v.perByte <= readsWell-better {
		return 0, false
	}
	b = b[:min(len(b), enough)]
	best, least := encUTF16LE, cost(1<<30)
	for low, e := range []encodingID{encUTF16LE, encUTF16BE} {
		for _, m := range loadModels().characters {
			var total cost
			for i := 0; i+1 < len(b); i += 2 {
				total += cost(charCost(&m.costs, rune(b[i+low])|rune(b[i+1-low])<<8))
			}
			if total < least {
				best, least = e, total
			}
		}
	}
	perByte := float64(least) / 8 / float64(len(b))
	return best, perByte <= readsWell && perByte <= v.perByte-better
}
