package decode

import "math"

// probability is the probability of a cost as stored in a model.
func probability(c uint8) float64 { return math.Exp2(-float64(c) / 8) }

// decodeLegacy decodes bytes that are not UTF-8.
func decodeLegacy(b []byte, d declarations) Result {
	v := detect(takeSample(b, d.markup), d)
	e, ev := v.enc, EvidenceStatistics
	for _, l := range d.labels {
		if sameFamily(l.enc, e) {
			e, ev = l.enc, l.from
			break
		}
	}
	r := decodeAs(e, b)
	r.Evidence, r.Confidence = ev, v.confidence
	return r
}
