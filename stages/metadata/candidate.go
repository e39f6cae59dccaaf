package metadata

import "slices"

// A claim is a value for a field and the evidence it rests on.
type claim struct {
	value, rule, why string
	// node is where the value is in the page, or nowhere.
	node int32
}

// nowhere is the node of a claim that is not visible in the page.
const nowhere = -1

// A candidate is a claim to be weighed against others for the same field.
type candidate struct {
	claim
	// weight is how far the evidence can be trusted by itself, from 0 to 1.
	weight float64
	// mark is the weight before that of the value: what the element alone says.
	mark   float64
	source source
	// key is equal for values that mean the same, such as two spellings of a name.
	key string
}

// A source is a kind of evidence. Candidates of one source do not support each
// other: a site that writes a wrong name writes it into all its meta elements.
type source uint8

// The sources in the order that joinNeighbours sorts by: of equal candidates that
// the page shows, elements win over lines, links and microdata.
const (
	fromElement   source = iota // marked by class or id
	fromLine                    // a line of the text that reads as a byline
	fromLink                    // marked by rel or by the address it leads to
	fromMicrodata               // marked by itemprop
	fromJSONLD
	fromMeta
	fromTwitter  // labels of Twitter cards
	fromText     // a date that the text shows
	fromURL      // the address of the page
	fromSiteName // the name of the site
)

// choose returns the claim with the most evidence: 1 minus the product of the
// doubts (1 - weight) of all sources that give the value. supports returns how
// much of its weight another candidate lends to c, from 0 to 1. Of equals, the
// first wins. Evidence that does not exceed floor is not enough.
func choose(candidates []candidate, floor float64, supports func(c, other candidate) float64) claim {
	best, score := -1, floor
	for i, c := range candidates {
		doubt := 1 - c.weight
		seen := []source{c.source}
		for j, other := range candidates {
			if j == i || slices.Contains(seen, other.source) {
				continue
			}
			if share := supports(c, other); share > 0 {
				doubt *= 1 - share*other.weight
				seen = append(seen, other.source)
			}
		}
		if s := 1 - doubt; s > score+1e-9 {
			best, score = i, s
		}
	}
	if best < 0 {
		return claim{}
	}
	return candidates[best].claim
}
