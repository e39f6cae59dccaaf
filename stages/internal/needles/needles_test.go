package needles

import (
	"slices"
	"strings"
	"testing"
)

func anyIn(text string, list []string) bool {
	return slices.ContainsFunc(list, func(w string) bool { return strings.Contains(text, w) })
}

// A set finds what looking for each string finds.
func TestIn(t *testing.T) {
	short := []string{"abb", "bca", "ccc", "aaab", "éa", "日本", " cb"}
	long := []string{"abcab", "aaaaaa", "bébé", "cabbac"}
	shortSet, longSet := Of(short...), Of(long...)
	var try func(text string)
	try = func(text string) {
		if got, want := shortSet.In(text), anyIn(text, short); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
		if got, want := longSet.In(text), anyIn(text, long); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
		if len(text) < 12 {
			for _, r := range []string{"a", "b", "c", " ", "é", "日", "本"} {
				if strings.Count(text, "")+len(r) < 8 {
					try(text + r)
				}
			}
		}
	}
	try("")
}

func FuzzIn(f *testing.F) {
	f.Add("Sign up for our newsletter", "ewsletter", "nbox")
	f.Add("ааб", "аб", "x ")
	f.Add(strings.Repeat("ab", 300), strings.Repeat("ab", 150), strings.Repeat("a", 290)) // longer than any shift
	f.Add("ab\xff\xfe\x00cd", "\xff\xfe\x00", "abcd")
	f.Fuzz(func(t *testing.T, text, a, b string) {
		if len(a) < 3 || len(b) < 3 {
			return
		}
		list := []string{a, b}
		if got, want := Of(list...).In(text), anyIn(text, list); got != want {
			t.Errorf("%q in %q: %v, want %v", list, text, got, want)
		}
	})
}
