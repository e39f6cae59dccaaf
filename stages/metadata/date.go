package metadata

import (
	"regexp"
	"slices"
	"strings"

	"winnow/pipeline/dates"
)

// A sense says what a date means.
type sense uint8

const (
	unlabelled sense = iota
	published
	modified
	otherDate // of an event, a copyright, a review by a doctor
)

// rule picks the name of the rule for a date of this sense.
func (s sense) rule(ofPublication, ofChange string) string {
	if s == modified {
		return ofChange
	}
	return ofPublication
}

// A dateCandidate is a date, what it means, and the weight of its evidence.
type dateCandidate struct {
	candidate
	date  dates.Date
	sense sense
}

// dates weighs the dates of a page and returns those of publication and of the
// last change. A date that the page calls an update becomes the date of
// publication only if the page gives no other.
func (e *extractor) dates() (pub, mod claim) {
	all := e.declaredDates()
	all = append(all, e.shownDates()...)
	all = append(all, e.addressDate()...)
	var pubs, mods []candidate
	e.settleOrder(all)
	for i := range all {
		d := &all[i]
		if !d.date.Plausible(e.now) || d.sense == otherDate {
			continue
		}
		d.key = d.date.DayString()
		d.value = d.date.String()
		if d.sense == modified {
			mods = append(mods, d.candidate)
		} else {
			pubs = append(pubs, d.candidate)
		}
	}
	pubs = withoutChanges(pubs, mods)
	if pub = choose(pubs, minDate, sameDay); pub.value == "" && len(mods) == 0 {
		pub = e.lastResort(pubs)
	}
	if early := earlierShown(pub, pubs); early.value != "" {
		pub = early
	}
	mod = choose(mods, minDate, sameDay)
	pub = exactest(pub, pubs)
	mod = exactest(mod, mods)
	if pub.value == "" && mod.value != "" {
		pub = claim{mod.value, "metadata/only-date", "no other date than that of the last change", nowhere}
	}
	if mod.value != "" && pub.value != "" && mod.value[:10] < pub.value[:10] {
		mod = claim{} // a template's date, or another page's
	}
	return pub, mod
}

// A date that the page shows has at least these weights if it is near the title,
// and if it is right after it or said to be of publication: see weightAt.
const (
	shownNearTitle  = 0.6
	shownAfterTitle = 0.65
)

// withoutChanges drops the dates of meta elements that do not say which date
// they hold (dc.date, date), if that is the day of the last change and the page
// shows an earlier one: content management systems fill them with either.
func withoutChanges(pubs, mods []candidate) []candidate {
	shown := ""
	for _, b := range pubs {
		if b.source == fromText && b.weight >= shownNearTitle && (shown == "" || b.key < shown) {
			shown = b.key
		}
	}
	if shown == "" {
		return pubs
	}
	isChange := func(key string) bool {
		return key > shown && slices.ContainsFunc(mods, func(m candidate) bool { return m.key == key })
	}
	return slices.DeleteFunc(pubs, func(b candidate) bool {
		switch b.why {
		case "date", "dc.date", "dcterms.date", "timestamp":
			return b.source == fromMeta && isChange(b.key)
		}
		return false
	})
}

// settleOrder swaps day and month of a date such as 03/10/2023 if the page gives
// that day in another form, and nowhere the day it was read as.
func (e *extractor) settleOrder(all []dateCandidate) {
	numeric := make([]bool, len(all))
	for i := range all {
		numeric[i] = all[i].source == fromText && isNumeric(all[i].why)
	}
	for i := range all {
		d := &all[i]
		if !numeric[i] || d.date.Day > 12 || d.date.Day == d.date.Month {
			continue
		}
		other := d.date
		other.Day, other.Month = other.Month, other.Day
		confirmed := false
		for k := range all {
			o := &all[k]
			if numeric[k] {
				continue
			}
			if o.date.SameDay(d.date) {
				confirmed = false
				break
			}
			confirmed = confirmed || o.date.SameDay(other)
		}
		if confirmed {
			d.date = other
		}
	}
}

// isNumeric reports whether the text that a date was read in has a date of
// numbers with slashes or dots alone.
func isNumeric(why string) bool {
	return strings.ContainsAny(why, "/.") && numericDate.MatchString(why)
}

var numericDate = regexp.MustCompile(`\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b`)

// minDate is the weight up to which a date is not enough by itself: that of an
// unmarked date somewhere in the page.
const minDate = 0.29

// earlierShown finds a date near the title that is earlier than the chosen one,
// if that is only declared: content management systems put the day a page was
// built into datePublished.
func earlierShown(chosen claim, candidates []candidate) claim {
	if chosen.value == "" || chosen.node != nowhere {
		return claim{}
	}
	for _, b := range candidates {
		if b.source == fromText && b.weight >= shownAfterTitle && b.key < chosen.value[:10] {
			return b.claim
		}
	}
	return claim{}
}

func sameDay(b, other candidate) float64 {
	if b.key == other.key {
		return 1
	}
	return 0
}

// exactest returns, of the candidates for the chosen day, the first with time
// and zone, if the chosen one lacks them.
func exactest(chosen claim, candidates []candidate) claim {
	for _, b := range candidates {
		if chosen.value != "" && b.key == chosen.value[:10] && len(b.value) > len(chosen.value) {
			return b.claim
		}
	}
	return chosen
}
