package wires

import "testing"

func TestAreNames(t *testing.T) {
	for s, want := range map[string]bool{
		"dpa": true, "Reuters": true, "dpa/lno": true, "PAP, Reuters": true, "AFP et Reuters": true, "TT-AFP": true, "연합뉴스": true,
		"Ann Lee": false, "lno": false, "": false, "dpa/Ann Lee": false,
	} {
		if got := areNames(s); got != want {
			t.Errorf("areNames(%q) = %v, want %v", s, got, want)
		}
	}
}

func TestAfterWith(t *testing.T) {
	for s, want := range map[string]string{
		"mit dpa": "dpa", "Le Courrier avec AFP": "AFP", "With Reuters": "Reuters", "dpa": "", "mit ": "",
		"a paper whose name is far too long with AFP": "",
	} {
		if got := afterWith(s); got != want {
			t.Errorf("afterWith(%q) = %q, want %q", s, got, want)
		}
	}
}
