package dates

import "testing"

func TestParse(t *testing.T) {
	tests := []struct {
		in                  string
		published, modified string
	}{
		{"4 Apr, 2024 01:14", "2024-04-04", ""},
		{"April 21, 2025", "2025-04-21", ""},
		{"Last updated: April 21, 2025", "", "2025-04-21"},
		{"Published: 4 April 2024, 01:14 GMT", "2024-04-04T01:14:00Z", ""},
		{"Thu, 4 Apr 2024 09:14 PM EDT", "2024-04-04T21:14:00-04:00", ""},
		{"2024-04-04T01:14:05+02:00", "2024-04-04T01:14:05+02:00", ""},
		{"2024-04-04", "2024-04-04", ""},
		{"Stand: 04.04.2024, 14:30 Uhr", "2024-04-04", ""},
		{"Veröffentlicht am 4. März 2024 um 14:30 Uhr MEZ", "2024-03-04T14:30:00+01:00", ""},
		{"Publié le 4 avril 2024 à 14h30", "2024-04-04", ""},
		{"4 de abril de 2024", "2024-04-04", ""},
		{"Publicado em 4 de março de 2024 às 14:30", "2024-03-04", ""},
		{"4 kwietnia 2024 r.", "2024-04-04", ""},
		{"4 апреля 2024 г., 12:30", "2024-04-04", ""},
		{"2024年4月4日 14時30分", "2024-04-04", ""},
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
		"", "2024", "May", "On 4 April 2024 the bridge was opened.", "April 2024 was warm", "14:40", "0:00",
		"3 days", "Chapter 4", "May 4 be with you", "10.5.3", "1.2.3.4", "In March", "March on Washington", "2 / 3",
		"version 2024.13.45", "30 February 2024 tickets", "24 hours", "Friday", "9 to 5",
	} {
		if got, ok := Parse(in); ok {
			t.Errorf("Parse(%q) = %+v, want none", in, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("Publié le 4 avril 2024 à 14h30")
	f.Add("2024年4月4日 14時30分")
	f.Fuzz(func(t *testing.T, s string) {
		l, ok := Parse(s)
		if !ok && l != (Line{}) {
			t.Errorf("Parse(%q) gives %+v and false", s, l)
		}
	})
}
