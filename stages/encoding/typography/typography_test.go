package typography_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"winnow/stages/encoding/repair"
	"winnow/stages/encoding/typography"
)

func in(lang string) func() string { return func() string { return lang } }

func ExampleText() {
	s := "He sought a solution to to the standoff . The end.."
	for _, step := range typography.Text(s, typography.Options{Mode: typography.Prose, Lang: in("en")}) {
		fmt.Printf("%q %s\n", s[step.Start:step.End], step.Rule)
	}
	// Output:
	// " to" doubled-word
	// " " space-before-punctuation
}

func fixed(s, lang string, m typography.Mode) string {
	return repair.Apply(s, typography.Text(s, typography.Options{Mode: m, Lang: in(lang)}))
}

func TestText(t *testing.T) {
	tests := []struct{ lang, in, want string }{
		{"en", "  It was over by the end of the day. ", "It was over by the end of the day."},
		{"en", "It was over at the end , and they left .", "It was over at the end, and they left."},
		{"en", "It was over at the end (of the day) , they said .\" He left.", "It was over at the end (of the day), they said.\" He left."},
		{"en", "The . (dot) character matches all of the characters but one.", "The . (dot) character matches all of the characters but one."},
		{"en", "It was over at the end of the day . (The talks went on.)", "It was over at the end of the day. (The talks went on.)"},
		{"en", "It was over at the end of May 2004 .", "It was over at the end of May 2004."},
		{"en", "They left the the house at the end of the day.", "They left the house at the end of the day."},
		{"en", "It was a a good day for all of the people.", "It was a good day for all of the people."},
		{"en", "All of the talks failed.However, the allies meet again.", "All of the talks failed. However, the allies meet again."},
		{"en", "“It is over.”The minister left and did not come back.", "“It is over.”The minister left and did not come back."},
		{"de", "Das ist ist der Rat, und und er tagt im Mai.", "Das ist der Rat, und er tagt im Mai."},
		{"de", "Es war die Ministerin, die die Sitzung am Abend verließ.", "Es war die Ministerin, die die Sitzung am Abend verließ."},
		{"de", "Der Rat hat die Reform beschlossen.Das Gesetz kommt im Mai.", "Der Rat hat die Reform beschlossen. Das Gesetz kommt im Mai."},
		{"de", "Die Abgeordneten haben beschlossen beschlossen, dass sie im Mai tagen.", "Die Abgeordneten haben beschlossen beschlossen, dass sie im Mai tagen."},
		{"en", "The ministers ministers held talks on another another day.", "The ministers held talks on another day."},
		{"en", "In Swahili one says haraka haraka haina baraka, and they ate couscous couscous.", "In Swahili one says haraka haraka haina baraka, and they ate couscous couscous."},
		{"en", "He asked for a chocolate chocolate cake, and a thief leaves quatto quatto.", "He asked for a chocolate chocolate cake, and a thief leaves quatto quatto."},
		{"fr", "Il a dit que que la réforme viendrait au mois de mai.", "Il a dit que que la réforme viendrait au mois de mai."},
		{"fr", "Il a parlé avec avec les députés de la réforme de mai.", "Il a parlé avec les députés de la réforme de mai."},
		{"nl", "Hij heeft met de leden en en de voorzitter van de raad gesproken.", "Hij heeft met de leden en de voorzitter van de raad gesproken."},
		{"de", "Die Pläne von von der Leyen sehen einen einen Meter hohen Zaun mit mit Draht umwickelten Pfählen vor.", "Die Pläne von von der Leyen sehen einen einen Meter hohen Zaun mit mit Draht umwickelten Pfählen vor."},
		{"hu", "Azt kérdezte, hogy hogy is viszonyulunk egymáshoz ebben a kérdésben.", "Azt kérdezte, hogy hogy is viszonyulunk egymáshoz ebben a kérdésben."},
		{"pt", "Ele sempre para para pensar antes de falar com os outros.", "Ele sempre para para pensar antes de falar com os outros."},
		{"en", "What it was was a mistake, and who they were were friends of mine.", "What it was was a mistake, and who they were were friends of mine."},
		{"en", "Test the finish while you are are sanding the rough wood.", "Test the finish while you are sanding the rough wood."},
		{"pl", "Minister mówił o reformie w w czwartek po południu w Warszawie.", "Minister mówił o reformie w czwartek po południu w Warszawie."},
		{"ru", "Министр говорил о реформе в в четверг на встрече с ними.", "Министр говорил о реформе в четверг на встрече с ними."},
		{"sv", "Han talade med ledamöterna och och den nya ministern igår.", "Han talade med ledamöterna och den nya ministern igår."},
		{"es", "El ministro habló de la reforma con con los diputados ayer.", "El ministro habló de la reforma con los diputados ayer."},
		{"es", "Caminaron despacito despacito hasta llegar a la casa del pueblo.", "Caminaron despacito despacito hasta llegar a la casa del pueblo."},
		{"it", "Il ministro ha parlato della riforma con con i deputati ieri.", "Il ministro ha parlato della riforma con i deputati ieri."},
		{"pt", "O ministro falou da reforma com com os deputados no dia.", "O ministro falou da reforma com os deputados no dia."},
		{"el", "Ο υπουργός μίλησε για για τη μεταρρύθμιση στη Βουλή χθες.Η συζήτηση συνεχίζεται.", "Ο υπουργός μίλησε για τη μεταρρύθμιση στη Βουλή χθες. Η συζήτηση συνεχίζεται."},
		{"tr", "Bakan reform ve ve yeni yasa için yavaş yavaş konuştu bugün.", "Bakan reform ve yeni yasa için yavaş yavaş konuştu bugün."},
		{"id", "Mereka berjalan pelan pelan sekali menuju ke rumah itu tadi.", "Mereka berjalan pelan pelan sekali menuju ke rumah itu tadi."},
		{"zh", "我们 , 他们 . 和 和 你们 都 在 这里 。", "我们 , 他们 . 和 和 你们 都 在 这里 。"},
		{"", "They left the the house at the end of the day.", "They left the the house at the end of the day."},
	}
	for _, tt := range tests {
		if got := fixed(tt.in, tt.lang, typography.Prose); got != tt.want {
			t.Errorf("%s: %q\n got %q\nwant %q", tt.lang, tt.in, got, tt.want)
		}
	}
}

func TestModes(t *testing.T) {
	const s = " They left the the house , at the end of it all . "
	for m, want := range map[typography.Mode]string{
		typography.Edges: "They left the the house , at the end of it all .",
		typography.Lines: "They left the the house, at the end of it all.",
		typography.Prose: "They left the house, at the end of it all.",
	} {
		if got := fixed(s, "en", m); got != want {
			t.Errorf("mode %d: %q, want %q", m, got, want)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add(" the the end . . and , so on.The end of of it all ", "en")
	f.Add("и и в в . ", "ru")
	f.Fuzz(func(t *testing.T, s, lang string) {
		s = strings.ToValidUTF8(s, "")
		steps := typography.Text(s, typography.Options{Mode: typography.Prose, Lang: in(lang)})
		at := 0
		for _, st := range steps {
			if st.Start < at || st.End < st.Start || st.End > len(s) || s[st.Start:st.End] == st.New {
				t.Fatalf("%q: bad step %+v", s, st)
			}
			if st.Why == "" || !slices.ContainsFunc(typography.Rules(), func(r repair.Rule) bool { return r.Name == st.Rule }) {
				t.Fatalf("step of no rule: %+v", st)
			}
			at = st.End
		}
		// Only white space, stops and doubled words go; nothing but a space comes.
		if got := repair.Apply(s, steps); len(strings.Fields(got)) > len(strings.Fields(s))+len(steps) {
			t.Fatalf("%q became %q", s, got)
		}
	})
}
