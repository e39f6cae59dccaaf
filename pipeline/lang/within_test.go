package lang

import "testing"

func TestOther(t *testing.T) {
	tests := []struct {
		known, text, want string // "" where nothing shows
	}{
		{"en", "The minister said on Thursday that she would not stand again.", ""},
		{"en", "Министр сказал в четверг, что реформа будет представлена в ближайшие дни.", "ru"},
		{"en-GB", "Der Bund will die Förderung im Herbst auslaufen lassen, sagte die Ministerin.", "de"},
		{"de-DE", "Der Bund will die Förderung im Herbst auslaufen lassen, sagte die Ministerin.", ""},
		{"de", "Emmanuel Macron, Olaf Scholz, Giorgia Meloni, Pedro Sánchez, Donald Tusk", ""},
		{"fr", "A Night in Paris", ""},
		{"en", "C’est la vie, mon ami.", ""},
		{"ru", "Windows Server 2022 Datacenter Edition, Microsoft Azure Active Directory", ""},
		{"ru", "The minister said on Thursday that she would not stand again, and went home.", "en"},
		{"ru", "Міністр сказав у четвер, що реформу буде представлено найближчими днями, але вона ще не готова.", "uk"},
		{"en", "قال الوزير يوم الخميس إن الإصلاح سيقدم في الأيام المقبلة.", "ar"},
		{"fa", "وزیر روز پنجشنبه گفت که اصلاحات در روزهای آینده ارائه می‌شود.", ""},
		{"en", "部长周四表示，改革方案将在未来几天内公布。", "zh"},
		{"zh-Hans", "部长周四表示，改革方案将在未来几天内公布。", ""},
		{"zh", "大臣は木曜日、改革案を数日以内に発表すると述べた。", "ja"},
		{"zh", "鲜の每日牛奶，新鲜好味道，营养又健康，全家都爱喝。", ""},
		{"ja", "東京都知事選挙投票結果発表", ""},
		{"ko", "장관은 목요일 개혁안을 며칠 안에 발표하겠다고 말했다.", ""},
		{"en", "Ωμέγα", ""}, // a word
		{"no", "Ministeren sagde torsdag, at reformen vil blive præsenteret i løbet af de kommende dage.", ""},
		{"ms", "Menteri itu mengatakan pada hari Kamis bahwa reformasi akan disampaikan dalam beberapa hari.", ""},
		{"", "Der Bund will die Förderung im Herbst auslaufen lassen, sagte die Ministerin.", ""},
		{"en", "", ""},
		{"en", "\xff\xfe 12:40", ""},
	}
	for _, tt := range tests {
		g, other := Other(tt.text, tt.known)
		if other != (tt.want != "") || other && g.Tag != tt.want {
			t.Errorf("Other(%q, %q) = %+v, %v; want %q", tt.text, tt.known, g, other, tt.want)
		}
	}
	// Of a few words the script shows that they are in another language.
	if _, other := Other("Где сейчас катер?", "en"); !other {
		t.Error("a short line in Cyrillic does not show")
	}
}

func TestFits(t *testing.T) {
	for _, tt := range []struct {
		text, tag string
		want      bool
	}{{"катер", "ru", true}, {"катер", "en", false}, {"boat", "en", true}, {"漢字", "ja", true}, {"12", "en", false}, {"שלום", "he", true}} {
		if got := Fits(tt.text, tt.tag); got != tt.want {
			t.Errorf("Fits(%q, %q) = %v", tt.text, tt.tag, got)
		}
	}
}

func BenchmarkOther(b *testing.B) {
	const text = "The boats sail again on Monday, the company said in a statement that was read out at the harbour office on Friday."
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Other(text, "en")
	}
}

func BenchmarkOtherArabic(b *testing.B) {
	const text = "قال الوزير يوم الخميس إن الإصلاح سيقدم في الأيام المقبلة، وإن السفن ستبحر مرة أخرى يوم الاثنين."
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Other(text, "ar")
	}
}
