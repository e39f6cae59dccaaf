package dates

import (
	"strings"
	"testing"
	"time"
)

func TestParse(t *testing.T) {
	cases := []struct {
		in    string
		order Order
		want  string
	}{
		{"2024-04-04", DayFirst, "2024-04-04"},
		{"2025-01-29T20:47:55+00:00", DayFirst, "2025-01-29T20:47:55Z"},
		{"2025-08-19T13:25:59.123-0500", DayFirst, "2025-08-19T13:25:59-05:00"},
		{"2025-12-15T15:33Z", DayFirst, "2025-12-15T15:33:00Z"},
		{"2025-07-09 11:50:26", DayFirst, "2025-07-09T11:50:26"},
		{"20250129", DayFirst, "2025-01-29"},
		{"20240404T011400Z", DayFirst, "2024-04-04T01:14:00Z"},
		{"20240404011400", DayFirst, "2024-04-04T01:14:00"},
		{"1712193240", DayFirst, "2024-04-04T01:14:00Z"},
		{"1712193240000", DayFirst, "2024-04-04T01:14:00Z"},
		{"4 Apr, 2024 01:14", DayFirst, "2024-04-04T01:14:00"},
		{"Thu, 04 Apr 2024 01:14:09 GMT", DayFirst, "2024-04-04T01:14:09Z"},
		{"Thu, 09/25/2025 - 11:38", DayFirst, "2025-09-25T11:38:00"},
		{"13/11/2025 09:21:40", MonthFirst, "2025-11-13T09:21:40"},
		{"4/24/2000 12:00:00 AM", DayFirst, "2000-04-24T00:00:00"},
		{"04/05/2024", DayFirst, "2024-05-04"},
		{"Mon, 05/06/2024 - 10:12", DayFirst, "2024-05-06T10:12:00"},
		{"Thursday 06/05/2024", MonthFirst, "2024-06-05"}, // a Wednesday or a Monday
		{"Monday 06/05/2024", MonthFirst, "2024-05-06"},
		{"04/05/2024", MonthFirst, "2024-04-05"},
		{"04.05.2024", MonthFirst, "2024-05-04"},
		{"4/5/24", MonthFirst, "2024-04-05"},
		{"Jul 18, 2025", DayFirst, "2025-07-18"},
		{"Sept. 3rd, 2025 at 5:07 p.m. EDT", DayFirst, "2025-09-03T17:07:00-04:00"},
		{"on Friday December 19, 2025 @08:00PM", DayFirst, "2025-12-19T20:00:00"},
		{"Oct 01, 2025T10:00:00+03:00", DayFirst, "2025-10-01T10:00:00+03:00"},
		{"4. April 2024, 18:30 Uhr", DayFirst, "2024-04-04T18:30:00"},
		{"le 1er août 2023 à 14h05", DayFirst, "2023-08-01T14:05:00"},
		{"4 de abril de 2024", DayFirst, "2024-04-04"},
		{"4 апреля 2024 г. в 12:30", DayFirst, "2024-04-04T12:30:00"},
		{"2024年4月4日 10:20", DayFirst, "2024-04-04T10:20:00"},
		{"2024년 4월 4일", DayFirst, "2024-04-04"},
		{"ngày 4 tháng 4 năm 2024", DayFirst, "2024-04-04"},
		{"2024. április 4.", DayFirst, "2024-04-04"},
		{"4 เมษายน 2567", DayFirst, "2024-04-04"},
		{"٤ أبريل ٢٠٢٤", DayFirst, "2024-04-04"},
		{"4 listopada 2024 r.", DayFirst, "2024-11-04"},
		{"ב-4 באפריל 2024", DayFirst, "2024-04-04"},
		{"4 آوریل 2024", DayFirst, "2024-04-04"},
		{"04.13.2024", DayFirst, "2024-04-13"},
		{"4. März 2024 um 14:30 Uhr MEZ", DayFirst, "2024-03-04T14:30:00+01:00"},
		{"4. März 2024, 14 Uhr", DayFirst, "2024-03-04T14:00:00"},
		{"2024年4月4日 14時30分", DayFirst, "2024-04-04T14:30:00"},
		{"2024年4月4日星期四 14:30", DayFirst, "2024-04-04T14:30:00"},
		{"2024年4月4日 下午3:20", DayFirst, "2024-04-04T15:20:00"},
		{"2024년 4월 4일 오전 10시 5분", DayFirst, "2024-04-04T10:05:00"},
		{"2024년 4월 4일 오전 10:05", DayFirst, "2024-04-04T10:05:00"},
		{"19-Dec-2025", DayFirst, "2025-12-19"},
		{"28th of February, 2025", DayFirst, "2025-02-28"},
		{"Thu Apr 04 2024 01:14:00 GMT+0200 (CEST)", DayFirst, "2024-04-04T01:14:00+02:00"},
		{"29.02.2023", DayFirst, ""},
		{"May 28", DayFirst, ""},
		{"May 2024", DayFirst, ""},
		{"192.168.10.2024", DayFirst, ""},
		{"1.2.2010.4", DayFirst, ""},
		{"call 555-12-2024", DayFirst, ""},
		{"version 10.2024.01.02", DayFirst, ""},
		{"", DayFirst, ""},
		{"2 days ago", DayFirst, ""},
	}
	for _, c := range cases {
		d, ok := Parse(c.in, c.order)
		got := ""
		if ok {
			got = d.String()
		}
		if got != c.want {
			t.Errorf("Parse(%q, %d) = %q, want %q", c.in, c.order, got, c.want)
		}
	}
}

func TestAllGivesPlaces(t *testing.T) {
	const s = "Published May 3, 2024 | Updated 5 June 2024 at 10:00"
	var got []string
	for f := range All(s, MonthFirst) {
		got = append(got, s[f.Start:f.End]+"="+f.String())
	}
	want := []string{"May 3, 2024=2024-05-03", "5 June 2024 at 10:00=2024-06-05T10:00:00"}
	if len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestReadClock(t *testing.T) {
	for in, want := range map[string]string{
		"14:30 on Friday": "14:30", "01:14 GMT, 4 April": "01:14 GMT", "3pm": "3pm", "9 to 5": "", "12": "", "2.46.1": "", "2.30 pm": "2.30 pm", "Uhr 3": "", "": "",
	} {
		if _, end, ok := ReadClock(in); in[:end] != want || ok != (want != "") {
			t.Errorf("ReadClock(%q) reads %q (%v), want %q", in, in[:end], ok, want)
		}
	}
}

func TestPlausible(t *testing.T) {
	now := time.Date(2024, 4, 4, 12, 0, 0, 0, time.UTC)
	for in, want := range map[string]bool{
		"2024-04-04": true, "2024-04-05T10:00:00+10:00": true, "2024-04-07": false, "1970-01-01": false, "1969-12-31": false,
		"1970-06-05": true, "1899-01-01": false, "2008-09-08": true,
	} {
		d, ok := Parse(in, DayFirst)
		if got := ok && d.Plausible(now); got != want {
			t.Errorf("Plausible(%s) = %v, want %v", in, got, want)
		}
	}
}

func TestOrderOf(t *testing.T) {
	for lang, want := range map[string]Order{"en": MonthFirst, "en-US": MonthFirst, "en_GB": DayFirst, "de": DayFirst, "fr-FR": DayFirst, "": MonthFirst} {
		if got := OrderOf(lang); got != want {
			t.Errorf("OrderOf(%q) = %d, want %d", lang, got, want)
		}
	}
}

// Every month's name must be found in its own month: a name in two lists
// would silently be read as the later month.
func TestMonthNamesAreDistinct(t *testing.T) {
	for i, names := range monthNames {
		for _, n := range strings.Fields(names) {
			if months[n] != i+1 {
				t.Errorf("%q stands under month %d and month %d", n, i+1, months[n])
			}
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"4 Apr, 2024 01:14", "2024年4月4日", "Thu, 09/25/2025 - 11:38", "20240404T011400Z", "12:30 p.m. UTC+3", "\xff2024-01-01"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for found := range All(s, DayFirst) {
			if found.Start < 0 || found.End <= found.Start || found.End > len(s) {
				t.Fatalf("All(%q) gives the span %d:%d", s, found.Start, found.End)
			}
			again, ok := Parse(found.String(), DayFirst)
			if !ok || again.String() != found.String() {
				t.Fatalf("%q is read as %q (%v)", found.String(), again.String(), ok)
			}
		}
		Parse(s, MonthFirst)
	})
}

func BenchmarkFind(b *testing.B) {
	for b.Loop() {
		Find("Published by Ann Lee on Thursday, April 4th, 2024 at 5:07 p.m. EDT", MonthFirst)
	}
}
