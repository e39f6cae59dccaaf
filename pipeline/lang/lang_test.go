package lang

import (
	"slices"
	"strings"
	"testing"

	"winnow/pipeline"
)

func TestOf(t *testing.T) {
	tests := []struct{ want, text string }{
		{"en", "The minister said on Thursday that she would not stand again."},
		{"de", "Der Bund will die Förderung im Herbst auslaufen lassen, sagte die Ministerin."},
		{"fr", "Le ministre a annoncé jeudi que la réforme serait présentée dans les prochains jours."},
		{"es", "El ministro anunció el jueves que la reforma se presentará en los próximos días."},
		{"it", "Il ministro ha annunciato giovedì che la riforma sarà presentata nei prossimi giorni."},
		{"pt", "O ministro anunciou na quinta-feira que a reforma não será apresentada nos próximos dias."},
		{"nl", "De minister zei donderdag dat de hervorming in de komende dagen wordt gepresenteerd."},
		{"pl", "Minister zapowiedział w czwartek, że reforma zostanie przedstawiona w najbliższych dniach."},
		{"tr", "Bakan, reformun önümüzdeki günlerde sunulacağını ve bunun için çok çalıştıklarını söyledi."},
		{"id", "Menteri itu mengatakan pada hari Kamis bahwa reformasi akan disampaikan dalam beberapa hari."},
		{"vi", "Bộ trưởng cho biết hôm thứ Năm rằng cải cách sẽ được trình bày trong những ngày tới."},
		{"sv", "Ministern sade på torsdagen att reformen kommer att presenteras under de närmaste dagarna."},
		{"da", "Ministeren sagde torsdag, at reformen vil blive præsenteret i løbet af de kommende dage."},
		{"no", "Ministeren sa torsdag at reformen vil bli presentert i løpet av de nærmeste dagene, og at hun ikke vil gå av nå."},
		{"fi", "Ministeri sanoi torstaina, että uudistus esitellään lähipäivinä, mutta se ei ole vielä valmis."},
		{"cs", "Ministr ve čtvrtek řekl, že reforma bude představena v příštích dnech, ale ještě není hotová."},
		{"ro", "Ministrul a anunțat joi că reforma va fi prezentată în următoarele zile, dar nu este gata."},
		{"hu", "A miniszter csütörtökön azt mondta, hogy a reformot a következő napokban mutatják be, de még nem kész."},
		{"ru", "Министр сказал в четверг, что реформа будет представлена в ближайшие дни, но она ещё не готова."},
		{"uk", "Міністр сказав у четвер, що реформу буде представлено найближчими днями, але вона ще не готова."},
		{"ar", "قال الوزير يوم الخميس إن الإصلاح سيقدم في الأيام المقبلة."},
		{"fa", "وزیر روز پنجشنبه گفت که اصلاحات در روزهای آینده ارائه می‌شود."},
		{"hi", "मंत्री ने गुरुवार को कहा कि सुधार आने वाले दिनों में पेश किया जाएगा।"},
		{"zh", "部长周四表示，改革方案将在未来几天内公布。"},
		{"ja", "大臣は木曜日、改革案を数日以内に発表すると述べた。"},
		{"ko", "장관은 목요일 개혁안을 며칠 안에 발표하겠다고 말했다."},
		{"el", "Ο υπουργός δήλωσε την Πέμπτη ότι η μεταρρύθμιση θα παρουσιαστεί τις επόμενες ημέρες."},
		{"he", "השר אמר ביום חמישי כי הרפורמה תוצג בימים הקרובים."},
		{"bg", "Министърът каза в четвъртък, че реформата ще бъде представена през следващите дни."},
		{"hr", "Ministar je u četvrtak rekao da će reforma biti predstavljena sljedećih dana, ali još nije gotova."},
	}
	for _, tt := range tests {
		if got := Of(tt.text); got.Tag != tt.want {
			t.Errorf("Of(%q) = %+v, want %s", tt.text, got, tt.want)
		}
	}
}

func TestUnknown(t *testing.T) {
	for _, text := range []string{"", "12:40", "Emmanuel Macron", "SKU 4711-A, 3 × 20 cm", "€ 19,99", "…", "\xff\xfe", "word word word word word word word"} {
		if got := Of(text); got.Sure {
			t.Errorf("Of(%q) = %+v, but nothing is to be sure of", text, got)
		}
	}
}

// TestSure holds that a paragraph of three sentences is enough for neighbours.
func TestSure(t *testing.T) {
	tests := []struct{ want, text string }{
		{"da", "Ministeren sagde torsdag, at reformen vil blive præsenteret i løbet af de kommende dage. Hun har ikke talt med nogen af de andre partier efter valget. Mere ville hun ikke sige, og heller ikke hvad der nu skal ske."},
		{"no", "Ministeren sa torsdag at reformen vil bli presentert i løpet av de nærmeste dagene. Hun har ikke snakket med noen av de andre partiene etter valget. Mer ville hun ikke si, og heller ikke hva som nå skal skje."},
		{"nl", "De minister zei donderdag dat de hervorming in de komende dagen wordt gepresenteerd. Zij heeft na de verkiezingen nog niet met de andere partijen gesproken."},
		{"cs", "Ministryně ve čtvrtek řekla, že reforma bude představena v příštích dnech. S ostatními stranami po volbách ještě nemluvila a více říci nechtěla."},
		{"sk", "Ministerka vo štvrtok povedala, že reforma bude predstavená v najbližších dňoch. S ostatnými stranami po voľbách ešte nehovorila a viac povedať nechcela, ale je to isté."},
		{"es", "La ministra dijo el jueves que la reforma se presentará en los próximos días. Todavía no ha hablado con los otros partidos después de las elecciones."},
		{"pt", "A ministra disse na quinta-feira que a reforma será apresentada nos próximos dias. Ainda não falou com os outros partidos depois das eleições."},
	}
	for _, tt := range tests {
		if got := Of(tt.text); got != (Guess{tt.want, true}) {
			t.Errorf("Of(%q) = %+v, want %s, sure", tt.text, got, tt.want)
		}
	}
}

func TestDocument(t *testing.T) {
	const german = "Der Bund will die Förderung im Herbst auslaufen lassen, sagte die Ministerin am Donnerstag. "
	d := pipeline.Document{Blocks: []pipeline.Block{
		{Kind: pipeline.ListItem, Text: "Home"}, {Kind: pipeline.ListItem, Text: "About us and what we do for you"},
		{Kind: pipeline.Code, Text: strings.Repeat("if the and of to in that is then // ", 500)},
		{Kind: pipeline.Paragraph, Text: strings.Repeat(german, 20)},
		{Kind: pipeline.Quote, Text: "“We will do whatever it takes to ensure that they cannot win this.”"},
		{Kind: pipeline.Paragraph, Text: strings.Repeat(german, 5)},
	}}
	if got := Document(d); got != (Guess{"de", true}) {
		t.Errorf("Document = %+v, want de, sure", got)
	}
}

func TestTags(t *testing.T) {
	if n := len(stopWords) + len(cyrillicWords); n > 64 {
		t.Errorf("%d languages do not fit the bits of a mask", n)
	}
	seen := map[string]bool{}
	for _, l := range slices.Concat(stopWords, cyrillicWords) {
		if seen[l.tag] {
			t.Errorf("%s is listed twice", l.tag)
		}
		seen[l.tag] = true
		words := strings.Fields(l.words)
		if !slices.IsSorted(words) || len(slices.Compact(words)) != len(strings.Fields(l.words)) {
			t.Errorf("%s: words are not sorted or stand twice", l.tag)
		}
	}
}

func FuzzOf(f *testing.F) {
	f.Add("Der Bund \xff will die Förderung")
	f.Add("大臣は x \u0301\u0301")
	f.Fuzz(func(t *testing.T, s string) {
		if g := Of(s); g.Sure && g.Tag == "" {
			t.Errorf("Of(%q) is sure of nothing", s)
		}
	})
}
