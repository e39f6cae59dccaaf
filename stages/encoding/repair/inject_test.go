package repair

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// misread returns the UTF-8 of s read as page p. A byte that the page leaves
// open becomes the Latin-1 character of its number.
func misread(p int, s string) string {
	var b strings.Builder
	for i := range len(s) {
		if s[i] < 0x80 {
			b.WriteByte(s[i])
			continue
		}
		r := pages[p].cm.DecodeByte(s[i])
		if r == 0xfffd || pages[p].cm == charmap.ISO8859_2 && s[i] < 0xa0 {
			r = rune(s[i])
		}
		b.WriteRune(r)
	}
	return b.String()
}

// recovery says what became of lines that were broken on purpose, in parts of
// all lines.
type recovery struct{ right, wrong float64 }

// recoveryOf breaks each sample with misreading and repairs it.
func recoveryOf(t testing.TB, samples []sample, misreading func(string) string, name string) recovery {
	right, wrong := 0, 0
	for _, s := range samples {
		b := misreading(s.text)
		switch got, _ := Text(b, Options{}); got {
		case s.text:
			right++
		case b:
			if os.Getenv("INJECT") == name {
				t.Logf("not repaired, %s: %q\n%q", s.lang, s.text, b)
			}
		default:
			wrong++
			if os.Getenv("INJECT") == name {
				t.Logf("wrong, %s: %q\n%q\n%q", s.lang, s.text, b, got)
			}
		}
	}
	n := float64(max(1, len(samples)))
	return recovery{float64(right) / n, float64(wrong) / n}
}

// injections holds the misreadings with the part of lines that must come back.
var injections = []struct {
	name  string
	read  func(string) string
	floor float64
}{
	{"latin-1", latin1Layer, 1},
	{"windows-1252", throughPage("windows-1252"), 1},
	{"windows-1254", throughPage("windows-1254"), 1},
	{"windows-1250", throughPage("windows-1250"), 0.95},
	{"macroman", throughPage("macroman"), 0.95},
	{"cp437", throughPage("cp437"), 0.95},
	{"windows-1251", throughPage("windows-1251"), 0.85},
	{"windows-1253", throughPage("windows-1253"), 0.85},
	{"windows-1257", throughPage("windows-1257"), 0.85},
	{"iso-8859-2", throughPage("iso-8859-2"), 0.85},
	// Beyond the goals.
	{"iso-8859-15", throughPage("iso-8859-15"), 0.85},
	{"cp850", throughPage("cp850"), 0.95},
	{"cp852", throughPage("cp852"), 0.95},
	{"cp866", throughPage("cp866"), 0.95},
	{"koi8-r", throughPage("koi8-r"), 0.95},
	{"mac-cyrillic", throughPage("mac-cyrillic"), 0.95},
	{"iso-8859-5", throughPage("iso-8859-5"), 0.95},
	{"windows-1255", throughPage("windows-1255"), 0.95},
	{"windows-1256", throughPage("windows-1256"), 0.95},
	{"windows-1258", throughPage("windows-1258"), 0.95},
	{"windows-874", throughPage("windows-874"), 0.95},
	{"latin-1 twice", func(s string) string { return latin1Layer(latin1Layer(s)) }, 1},
	{"windows-1252 three times", func(s string) string { return misread(0, misread(0, misread(0, s))) }, 1},
}

// goalPages is how many of the injections have a goal for what is wrong.
const goalPages = 10

// maxWrong is how much of the lines may be changed into something else than
// they were, over the pages that have a goal.
const maxWrong = 0.005

func throughPage(name string) func(string) string {
	for p := range pages {
		if pages[p].name == name {
			return func(s string) string { return misread(p, s) }
		}
	}
	panic("no page " + name)
}

// repairable drops samples that are broken as they come.
func repairable(samples []sample) []sample {
	var out []sample
	for _, s := range samples {
		if got, _ := Text(s.text, Options{}); got == s.text {
			out = append(out, s)
		}
	}
	return out
}

func testInjection(t *testing.T, samples []sample) {
	samples = repairable(samples)
	wrong := 0.0
	for i, in := range injections {
		r := recoveryOf(t, samples, in.read, in.name)
		if r.right < in.floor {
			t.Errorf("%s: %.2f %% of %d lines, want %.0f", in.name, 100*r.right, len(samples), 100*in.floor)
		}
		if i < goalPages {
			wrong += r.wrong / goalPages
		}
	}
	if wrong > maxWrong {
		t.Errorf("%.2f %% of lines changed into something else", 100*wrong)
	}
}

// TestInjectNames breaks lists of names in all languages that Unicode has them
// in, and repairs them.
func TestInjectNames(t *testing.T) { testInjection(t, nameLines()) }

// TestInjectMessages does so with sentences, where there are any.
func TestInjectMessages(t *testing.T) { testInjection(t, messageLines(t, 3)) }
