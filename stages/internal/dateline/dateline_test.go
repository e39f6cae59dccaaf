package dateline

import (
	"strings"
	"testing"

	"winnow/pipeline/fold"
	"winnow/stages/internal/langfiles"
)

func TestParse(t *testing.T) {
	tests := []struct {
		in                  string
		published, modified string
	}{
		{"4 Apr, 2024 01:14", "2024-04-04T01:14:00", ""},
		{"April 21, 2025", "2025-04-21", ""},
		{"Mon, 05/06/2024 - 10:12", "2024-05-06T10:12:00", ""},
		{"Last updated: April 21, 2025", "", "2025-04-21"},
		{"Published: 4 April 2024, 01:14 GMT", "2024-04-04T01:14:00Z", ""},
		{"Thu, 4 Apr 2024 09:14 PM EDT", "2024-04-04T21:14:00-04:00", ""},
		{"2024-04-04T01:14:05+02:00", "2024-04-04T01:14:05+02:00", ""},
		{"2024-04-04", "2024-04-04", ""},
		{"Stand: 04.04.2024, 14:30 Uhr", "2024-04-04T14:30:00", ""},
		{"Veröffentlicht am 4. März 2024 um 14:30 Uhr MEZ", "2024-03-04T14:30:00+01:00", ""},
		{"Publié le 4 avril 2024 à 14h30", "2024-04-04T14:30:00", ""},
		{"4 de abril de 2024", "2024-04-04", ""},
		{"Publicado em 4 de março de 2024 às 14:30", "2024-03-04T14:30:00", ""},
		{"4 kwietnia 2024 r.", "2024-04-04", ""},
		{"4 апреля 2024 г., 12:30", "2024-04-04T12:30:00", ""},
		{"2024年4月4日 14時30分", "2024-04-04T14:30:00", ""},
		{"2024년 4월 4일", "2024-04-04", ""},
		{"Published 3 May 2024, updated 5 May 2024", "2024-05-03", "2024-05-05"},
		{"Posted on May 3rd, 2024", "2024-05-03", ""},
		{"13/04/2024", "2024-04-13", ""},
		{"03/04/2024", "", ""}, // a date, but which?
		{"3 days ago", "", ""},
		{"vor 2 Stunden", "", ""},
		{"Yesterday", "", ""},
		{"Mar 3, 2023", "2023-03-03", ""},
		{"4 avril", "", ""},
		{"May 4", "", ""},
		{"April 2024", "", ""},
		{"14:30 GMT, 4 April 2024", "2024-04-04T14:30:00Z", ""},
		{"4 April 2024 (Thursday), 14:30", "2024-04-04T14:30:00", ""},
		{"Published 10:00 4 April 2024, updated 11:00 5 April 2024", "2024-04-04T10:00:00", "2024-04-05T11:00:00"},
		{"4 April 2024, updated 14:30", "2024-04-04", ""},
		{"Updated 3/4/2024", "", ""},
		{"发布时间：2024年4月4日 14:30", "2024-04-04T14:30:00", ""},
		{"更新日：2024年4月4日", "", "2024-04-04"},
		{"Thu Apr 04 2024 01:14:00 GMT+0200 (CEST)", "2024-04-04T01:14:00+02:00", ""},
		{"29. februar", "", ""},
		{"31 Donnerstag Okt 2019", "2019-10-31", ""},
		{"Jan 04 09:34 2021", "2021-01-04T09:34:00", ""},
		{"30 February 2024", "", ""},
		{"November 2013 (26)", "", ""}, // an archive and its size
		{"2019-01-21T21:40:59.62Z+00:00", "2019-01-21T21:40:59Z", ""},
		{"4 listopada 2024", "2024-11-04", ""},
		{"تاریخ انتشار: ۵ اردیبهشت ۱۴۰۳", "2024-04-24", ""},
		{"چهارشنبه ۵ اردیبهشت ۱۴۰۳ ساعت ۱۴:۰۵", "2024-04-24T14:05:00", ""},
		{"آخر تحديث: 24 نيسان 2024 - 14:05", "", "2024-04-24T14:05:00"},
		{"प्रकाशित: २४ अप्रैल २०२४", "2024-04-24", ""},
		{"अपडेटेड: 24 अप्रैल 2024, 14:05", "", "2024-04-24T14:05:00"},
		{"Thứ tư, 24/4/2024, 14:05 (GMT+7)", "2024-04-24T14:05:00+07:00", ""},
		{"Cập nhật: 24/04/2024 14:05", "", "2024-04-24T14:05:00"},
		{"기사입력 2024-04-24 14:05", "2024-04-24T14:05:00", ""},
		{"令和6年4月24日", "2024-04-24", ""},
		{"二〇二四年四月二十四日", "2024-04-24", ""},
		{"Zuletzt aktualisiert: 24.04.2024", "", "2024-04-24"},
		{"Data publicării: 24.04.2024", "2024-04-24", ""},
		{"3小时前", "", ""},
		{"3 órája", "", ""},
		{"for 3 timer siden", "", ""},
		{"πριν από 3 ώρες", "", ""},
		{"3 jam yang lalu", "", ""},
	}
	for _, tt := range tests {
		got, ok := Parse(tt.in)
		if !ok || got.Published != tt.published || got.Modified != tt.modified {
			t.Errorf("Parse(%q) = %+v, %v; want %q, %q", tt.in, got, ok, tt.published, tt.modified)
		}
	}
}

// What is no date line stays text.
func TestParseKeeps(t *testing.T) {
	for _, in := range []string{
		"", "2024", "May", "for 3 timer", "för 3 dagar", "3時間", "3小时后", "二〇二四年の夏", "5 مهر تهران", "On 4 April 2024 the bridge was opened.", "April 2024 was warm", "14:40", "0:00",
		"3 days", "Chapter 4", "May 4 be with you", "10.5.3", "1.2.3.4", "In March", "March on Washington", "2 / 3",
		"version 2024.13.45", "30 February 2024 tickets", "24 hours", "Friday", "9 to 5", "Set 4 of 5", "Pro 12", "4 April 2024 5 June 2024 tickets",
		"4 April 2024 CET", "2.46.1 2024-09-13",
		"Apr 15 - May 13, 2026", "28.-30. Januar 2022", "Thu., January 08, 2026, 2:00 p.m. - 3:00 p.m. ET", "2 Apr 2026 18:00 - 20:30", "2024年4月4日晴",
	} {
		if got, ok := Parse(in); ok {
			t.Errorf("Parse(%q) = %+v, want none", in, got)
		}
	}
}

// The cheap look at the first words lets every day without a number pass, in any
// case and with a stop after it.
func TestRelativeDays(t *testing.T) {
	for day := range known().relativeDays {
		for _, line := range []string{day, strings.ToUpper(day), day + " ."} {
			if got, ok := Parse(line); len(line) <= maxRelative && len(line) >= 4 && (!ok || !got.Relative) {
				t.Errorf("Parse(%q) = %+v, %v, want a relative date", line, got, ok)
			}
		}
	}
}

// parseFolded reads a line with numbers without the cheap looks before.
func parseFolded(s string) (Line, bool) {
	digits, bare := look(s)
	r := reader{key: fold.Key(s)}
	ok := len(s) >= 4 && len(s) <= maxLine && digits > 0 && !(bare && digits < minDigits) && startsLikeDate(r.key) && r.run()
	return r.line, ok
}

func FuzzParse(f *testing.F) {
	f.Add("Publié le 4 avril 2024 à 14h30")
	f.Add("2024年4月4日 14時30分")
	f.Add("Pu\x7fblié4avr") // the key has no control characters
	f.Add("Last updated: Thu, 4 Apr 2024 09:14 PM EDT")
	f.Fuzz(func(t *testing.T, s string) {
		l, ok := Parse(s)
		if !ok && l != (Line{}) {
			t.Errorf("Parse(%q) gives %+v and false", s, l)
		}
		if slow, isDate := parseFolded(s); isDate && (!ok || l != slow) {
			t.Errorf("Parse(%q) gives %+v, %v; reading all of it gives %+v", s, l, ok, slow)
		}
	})
}

// Every word of the vocabulary is folded, as what it is compared with, and each category
// has some.
func TestVocabulary(t *testing.T) {
	v := known()
	for name, set := range map[string]map[string]bool{
		"weekday": v.weekdays, "filler": v.fillers, "relative day": v.relativeDays, "ago after": v.agoAfter, "ago before": v.agoBefore, "unit": v.units, "unit ago": v.unitsAgo,
	} {
		if len(set) == 0 {
			t.Errorf("no words of category %s", name)
		}
	}
	categories := map[string]bool{}
	err := langfiles.Each(data, func(lang, category, line string) {
		categories[category] = true
		if fold.Key(line) != line {
			t.Errorf("%s, %s: %q is %q folded", lang, category, line, fold.Key(line))
		}
	})
	if err != nil || len(categories) != 9 {
		t.Errorf("categories %v, error %v", categories, err)
	}
	if v.labels["published"] != published || v.labels["updated"] != modified {
		t.Errorf("labels %v", v.labels)
	}
}
