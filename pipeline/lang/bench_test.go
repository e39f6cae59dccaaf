package lang

import (
	"strings"
	"testing"
)

// The goal for a document, of which Sample bytes are read, is 0.1 ms.
func BenchmarkDocument(b *testing.B) {
	for _, bench := range []struct{ name, text string }{
		{"en", "The minister said on Thursday that she would not stand again, since it was time for others to take over. "},
		{"de", "Der Bund will die Förderung für die Häuser im Herbst auslaufen lassen, sagte die Ministerin über die Pläne. "},
		{"ru", "Министр сказал в четверг, что реформа будет представлена в ближайшие дни, но она ещё не готова. "},
	} {
		text := strings.Repeat(bench.text, 2*Sample/len(bench.text))
		b.Run(bench.name, func(b *testing.B) {
			for b.Loop() {
				if g := Of(text); g.Tag != bench.name || !g.Sure {
					b.Fatal(g)
				}
			}
		})
	}
}
