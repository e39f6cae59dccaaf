package decode

// decodeLegacy decodes bytes that are not UTF-8.
func decodeLegacy(b []byte, d declarations) Result {
	e, ev, confidence := encWindows1252, EvidenceDefault, 0.3
	for _, l := range d.labels {
		if l.enc != encUTF8 {
			e, ev, confidence = l.enc, l.from, 0.7
			break
		}
	}
	r := decodeAs(e, b)
	r.Evidence, r.Confidence = ev, confidence
	return r
}
