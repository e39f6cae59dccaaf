package textlines

import "testing"

func TestManualPage(t *testing.T) {
	for _, tt := range []struct {
		why   string
		texts []string
		want  bool
	}{
		{"a page in English", []string{"grind(1)", "NAME", "grind - make flour"}, true},
		{"references in a row", []string{"Il prend la liste de sieve(1).", "VOIR AUSSI", "sieve(1), stones(5), sluice(8)"}, true},
		{"sections with letters", []string{"grind_all(3p), stone-dress(1ssl) and wind(7)", "Voir mill.conf(5)."}, true},
		{"two references", []string{"See sieve(1), stones(5)."}, false},
		{"numbers of notes", []string{"The disease(1) is rare, but the therapy(2) costs more than the trials(3) promised."}, false},
		{"scores", []string{"She won 7-6(4), 6-7(5), 7-6(3) after three hours."}, false},
		{"names with numbers", []string{"Hamilton(1), Verstappen(2), Leclerc(3)"}, false},
		{"brackets only", []string{"((((1)(2)(3)", "("}, false},
	} {
		if got := of(doc(tt.texts...)).isManualPage(); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.why, got, tt.want)
		}
	}
}
