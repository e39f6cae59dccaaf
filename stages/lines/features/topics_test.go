package features

import (
	"testing"

	"winnow/stages/internal/phrases"
	"winnow/stages/internal/textstat"
)

func TestCategoriesHaveTopics(t *testing.T) {
	known := map[string]bool{}
	for _, p := range phrases.All() {
		known[p.Category] = true
		if topicOf[p.Category] == 0 {
			t.Fatalf("no topic for phrases of category %s", p.Category)
		}
	}
	for category := range topicOf {
		if !known[category] {
			t.Errorf("no phrases of category %s", category)
		}
	}
}

func TestPhraseTopics(t *testing.T) {
	for _, c := range []struct {
		text  string
		words float32
		want  textstat.Topic
	}{
		{"سياسة الخصوصية", 2, textstat.Legal},
		{"Leave a reply", 3, textstat.Comments},
		{"The council said on Tuesday", 5, 0},
		{"Leave a reply", 30, 0}, // a long line is prose, whatever it begins with
	} {
		if got := phraseTopics(c.text, c.words); got != c.want {
			t.Errorf("%q: topics %b, want %b", c.text, got, c.want)
		}
	}
}

// TestUnknownScripts holds that a text has the shape of prose in every script.
func TestUnknownScripts(t *testing.T) {
	for name, line := range map[string]string{
		"Thai":     "การรถไฟแถลงเมื่อวันอังคารว่า รถไฟกลางคืนระหว่างเมืองหลวงกับท่าเรือจะกลับมาวิ่งในเดือนพฤษภาคม หลังจากหยุดไปสิบเอ็ดปี",
		"Amharic":  "በዋና ከተማውና በወደቡ መካከል የሚሄደው የሌሊት ባቡር ከአሥራ አንድ ዓመት በኋላ በግንቦት ወር እንደገና ሥራ ይጀምራል፣ ሲል የባቡር ድርጅቱ ማክሰኞ ዕለት አስታወቀ።",
		"Urdu":     "ریلوے کے محکمے نے منگل کو بتایا کہ دارالحکومت اور بندرگاہ کے درمیان رات کی گاڑی گیارہ سال بعد مئی میں دوبارہ چلے گی۔",
		"Chinese":  "铁路部门周二表示，连接首都与港口的夜间列车在停运十一年之后，将于五月恢复运行。",
		"Georgian": "რკინიგზამ სამშაბათს განაცხადა, რომ დედაქალაქსა და პორტს შორის ღამის მატარებელი თერთმეტწლიანი შესვენების შემდეგ მაისში ისევ ივლის.",
		"Hindi":    "रेल विभाग ने मंगलवार को बताया कि राजधानी और बंदरगाह के बीच चलने वाली रात की गाड़ी ग्यारह साल बाद मई में फिर शुरू होगी।",
	} {
		s := textstat.Scan(line)
		if s.Words < goodWords || s.Stops+s.Commas == 0 {
			t.Errorf("%s: %.1f words, %d stops, %d commas", name, s.Words, s.Stops, s.Commas)
		}
	}
}
