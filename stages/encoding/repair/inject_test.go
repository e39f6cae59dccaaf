package repair

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// misread returns the UTF-8 of s read as page p.
func misread(p int, s string) string {
	var b strings.Builder
	for i := range len(s) {
		if s[i] < 0x80 {
			b.WriteByte(s[i])
			continue
		}
		r := pages[p].cm.DecodeByte(s[i])
		if r == 0xfffd || pages[p].name == "iso-8859-2" && s[i] < 0xa0 {
			r = rune(s[i])
		}
		b.WriteRune(r)
	}
	return b.String()
}

func TestInject(t *testing.T) {
	samples := append(nameLines(), messageLines(t, 20)...)
	verbose := os.Getenv("INJECT")
	fmt.Println(len(samples))
	report := func(name string, broken func(string) string) {
		right, wrong := 0, 0
		for _, s := range samples {
			b := broken(s.text)
			got, _ := Text(b, Options{})
			switch got {
			case s.text:
				right++
			case b:
				if verbose == name {
					t.Logf("same  %s: %q\n  %q", s.lang, s.text, b)
				}
			default:
				wrong++
				if verbose == name || verbose == "wrong" {
					t.Logf("%s WRONG %s:\n  %q\n  %q\n  %q", name, s.lang, s.text, b, got)
				}
			}
		}
		n := len(samples)
		t.Logf("%-14s right %6.2f %%  wrong %5.2f %%", name, 100*float64(right)/float64(n), 100*float64(wrong)/float64(n))
	}
	report("clean", func(s string) string { return s })
	report("latin-1", latin1Layer)
	for p := range pages {
		report(pages[p].name, func(s string) string { return misread(p, s) })
	}
}
