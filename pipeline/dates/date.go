package dates

import (
	"fmt"
	"time"
)

// A Date is a day and, where it was given, the time of that day.
type Date struct {
	Year, Month, Day int
	// Clock reports whether the time of the day is known; Hour, Minute and
	// Second are 0 otherwise.
	Clock                bool
	Hour, Minute, Second int
	// Zone reports whether the offset from UTC is known; Offset is in
	// minutes, positive to the east.
	Zone   bool
	Offset int
}

// String writes the date in RFC 3339 form: "2024-04-04" without time,
// "2024-04-04T01:14:00+02:00" with time and zone, and "2024-04-04T01:14:00",
// the local time of ISO 8601, where the page does not give the zone.
func (d Date) String() string {
	s := d.DayString()
	if !d.Clock {
		return s
	}
	s += fmt.Sprintf("T%02d:%02d:%02d", d.Hour, d.Minute, d.Second)
	switch {
	case !d.Zone:
		return s
	case d.Offset == 0:
		return s + "Z"
	case d.Offset < 0:
		return s + fmt.Sprintf("-%02d:%02d", -d.Offset/60, -d.Offset%60)
	}
	return s + fmt.Sprintf("+%02d:%02d", d.Offset/60, d.Offset%60)
}

// DayString writes the day alone: "2024-04-04".
func (d Date) DayString() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// SameDay reports whether both dates name the same day of the calendar, each
// in its own zone.
func (d Date) SameDay(e Date) bool { return d.Year == e.Year && d.Month == e.Month && d.Day == e.Day }

// Time returns the moment, in UTC where no zone is known.
func (d Date) Time() time.Time {
	t := time.Date(d.Year, time.Month(d.Month), d.Day, d.Hour, d.Minute, d.Second, 0, time.UTC)
	return t.Add(-time.Duration(d.Offset) * time.Minute)
}

// earliest is the year before which no page was published. Pages do republish
// older texts under their true date.
const earliest = 1900

// valid reports whether the day exists and can be the date of a page.
func (d Date) valid() bool {
	return d.Year >= earliest && d.Year <= 2200 && d.Month >= 1 && d.Month <= 12 && d.Day >= 1 && d.Day <= daysIn(d.Year, d.Month)
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// Plausible reports whether a page that is read at the moment now can have the
// date: not in the future by more than a day (zones), and not the first or last
// day of 1969 and 1970, which broken clocks show.
func (d Date) Plausible(now time.Time) bool {
	if d.Year == 1970 && d.Month == 1 && d.Day <= 2 || d.Year == 1969 && d.Month == 12 && d.Day == 31 {
		return false
	}
	return d.valid() && !d.Time().After(now.Add(36*time.Hour))
}

// Order says how a date like 04/05/2024 is read where both ways are possible.
// Dates with dots have the day first everywhere.
type Order uint8

// The two orders.
const (
	DayFirst   Order = iota // 4 May: most of the world
	MonthFirst              // April 5: the United States and the Philippines
)

// OrderOf returns the order used in a language, by its tag ("en", "en-US",
// "de"). English without a country is taken for American: of the development
// pages in English with such dates nine in ten are.
func OrderOf(lang string) Order {
	switch normalizeTag(lang) {
	case "en", "en-us", "en-ph", "es-us", "fil", "":
		return MonthFirst
	}
	return DayFirst
}

func normalizeTag(lang string) string {
	b := []byte(lang)
	for i, c := range b {
		switch {
		case c >= 'A' && c <= 'Z':
			b[i] = c + 'a' - 'A'
		case c == '_':
			b[i] = '-'
		}
	}
	return string(b)
}
