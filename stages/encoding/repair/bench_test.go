package repair

import (
	"strings"
	"testing"
)

func benchmark(b *testing.B, line string) {
	s := strings.Repeat(line+"\n", 1+1<<20/len(line))
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		Text(s, Options{})
	}
}

var cleanLines = map[string]string{
	"English": "The bridge opens in May, the minister said on Tuesday, after two years of work on its piers and cables.",
	"Quotes":  "“We’ll open it in May,” the minister said — “after two years of work on its piers.”",
	"French":  "Le pont ouvrira en mai, a déclaré le ministre, après deux années de travaux sur ses piles et ses câbles.",
	"German":  "Die Brücke wird im Mai eröffnet, sagte der Minister, nach zwei Jahren Arbeit an den Pfeilern „und Seilen“.",
	"Polish":  "Most zostanie otwarty w maju, powiedział minister, po dwóch latach prac przy filarach i linach – żadnych opóźnień.",
	"Russian": "Мост откроют в мае, сообщил министр, после двух лет работ на опорах и тросах «без задержек».",
	"Greek":   "Η γέφυρα θα ανοίξει τον Μάιο, δήλωσε ο υπουργός, ύστερα από δύο χρόνια εργασιών.",
	"Chinese": "部长星期二表示，经过两年的施工，这座大桥将于五月开放，没有延误。",
	"Arabic":  "سيفتح الجسر في مايو بعد عامين من العمل على أعمدته، وفق ما قال الوزير.",
	"Hindi":   "मंत्री ने मंगलवार को कहा कि दो साल के काम के बाद पुल मई में खुलेगा।",
	"Vietnam": "Bộ trưởng cho biết hôm thứ Ba rằng cây cầu sẽ được mở vào tháng Năm sau hai năm thi công.",
}

func BenchmarkClean(b *testing.B) {
	for name, line := range cleanLines {
		b.Run(name, func(b *testing.B) { benchmark(b, line) })
	}
}

var brokenLines = map[string]string{
	"Sparse":  misread(0, "The minister said: “We’ll open it in May – after two years of work on its piers.”"),
	"French":  misread(0, "Le pont ouvrira en mai, a déclaré le ministre, après deux années de travaux sur ses câbles."),
	"Latin1":  latin1Layer("Die Brücke wird im Mai eröffnet, sagte der Minister, nach zwei Jahren „Arbeit an Seilen“."),
	"Russian": misread(0, "Мост откроют в мае, сообщил министр, после двух лет работ на опорах и тросах."),
	"Cyr1251": misread(3, "Мост откроют в мае, сообщил министр, после двух лет работ на опорах и тросах."),
	"Chinese": misread(0, "部长星期二表示，经过两年的施工，这座大桥将于五月开放，没有延误。"),
	"Twice":   misread(0, misread(0, "Le pont ouvrira en mai, a déclaré le ministre, après deux années de travaux.")),
}

func BenchmarkMojibake(b *testing.B) {
	for name, line := range brokenLines {
		b.Run(name, func(b *testing.B) { benchmark(b, line) })
	}
}

func BenchmarkHostile(b *testing.B) {
	for name, text := range hostile {
		b.Run(name, func(b *testing.B) {
			s := text(1 << 20)
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				Text(s, Options{})
			}
		})
	}
}
