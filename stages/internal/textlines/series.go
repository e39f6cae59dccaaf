package textlines

import "strings"

// A form is a line without its first number: what is before it and after.
type form struct{ head, tail string }

const digits = "0123456789"

// formOf returns the form of a line and its first number; ok is false for a line without
// one.
func formOf(line string) (f form, number string, ok bool) {
	at := strings.IndexAny(line, digits)
	if at < 0 {
		return form{}, "", false
	}
	tail := strings.TrimLeft(line[at:], digits)
	return form{line[:at], tail}, line[at : len(line)-len(tail)], true
}

// IsOneOfSeries reports whether another line is line i with another first number: "Day
// 1", "Day 2".
func (d *Doc) IsOneOfSeries(i int) bool {
	f, _, ok := formOf(d.Lines[i].Text)
	return ok && d.series.get(d.findSeries)[f]
}

// findSeries returns the forms that lines have with more than one number.
func (d *Doc) findSeries() map[form]bool {
	first, series := map[form]string{}, map[form]bool{}
	for i := range d.Lines {
		f, number, ok := formOf(d.Lines[i].Text)
		if !ok {
			continue
		}
		switch other, seen := first[f]; {
		case !seen:
			first[f] = number
		case other != number:
			series[f] = true
		}
	}
	return series
}
