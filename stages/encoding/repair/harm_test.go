package repair

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"

	"winnow/internal/devdata"
)

// policy holds the rules that change clean text by design and take nothing from
// it that a reader sees.
var policy = map[string]bool{
	ruleNBSP: true, ruleSoft: true, ruleZeroWidth: true, ruleLineEnd: true, ruleControl: true, ruleANSI: true,
}

// reviewed is the list of changes to clean text that a person has looked at and
// found to be repairs: one line for each text, rule and change, with how often
// it is there.
const reviewed = "testdata/reviewed.txt"

// harm is what the rules that change what a reader sees did to clean texts.
type harm struct {
	bytes, texts int
	byPolicy     int
	changes      map[string]int
}

// harmOf repairs clean texts and counts the changes. The feeds among them are
// XML, where references are syntax: skip names the rules not to count.
func harmOf(t testing.TB, texts map[string]string, skip string) harm {
	h := harm{changes: map[string]int{}}
	for name, s := range texts {
		h.texts++
		h.bytes += len(s)
		_, steps := Text(s, Options{})
		for _, st := range steps {
			if policy[st.Rule] || st.Rule == skip {
				h.byPolicy++
				continue
			}
			h.changes[fmt.Sprintf("%s\t%s\t%+q\t%+q", name, st.Rule, s[st.Start:st.End], st.New)]++
		}
	}
	return h
}

func (h harm) unreviewed(t testing.TB) []string {
	b, err := os.ReadFile(reviewed)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for line := range strings.Lines(string(b)) {
		known[strings.TrimSuffix(line, "\n")] = true
	}
	var out []string
	for c, n := range h.changes {
		if line := fmt.Sprintf("%s\t%d", c, n); !known[line] {
			out = append(out, line)
		}
	}
	sort.Strings(out)
	return out
}

// TestHarm repairs all clean text at hand and wants every change in the
// reviewed list. Run it with REVIEWED=write to write the list anew, then read
// the difference.
func TestHarm(t *testing.T) {
	wcxb := harmOf(t, groundTruth(t), "")
	feeds := harmOf(t, chardetTexts(t), ruleEntity)
	if os.Getenv("REVIEWED") == "write" {
		var lines []string
		for _, h := range []harm{wcxb, feeds} {
			for c, n := range h.changes {
				lines = append(lines, fmt.Sprintf("%s\t%d\n", c, n))
			}
		}
		sort.Strings(lines)
		if err := os.WriteFile(reviewed, []byte(strings.Join(lines, "")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, h := range []harm{wcxb, feeds} {
		for _, line := range h.unreviewed(t) {
			t.Error("not reviewed: ", line)
		}
		t.Logf("%d texts, %d bytes: %d changes of %d kinds, all reviewed; %d by policy", h.texts, h.bytes, total(h.changes), len(h.changes), h.byPolicy)
	}
}

func total(m map[string]int) int {
	n := 0
	for _, k := range m {
		n += k
	}
	return n
}

// TestHarmMessages repairs the message catalogues of this system. They are not
// free of broken text themselves; nobody could keep a list of what other
// systems have.
func TestHarmMessages(t *testing.T) {
	texts := map[string]string{}
	for _, s := range messageLines(t, 300) {
		texts[s.lang] += s.text + "\n"
	}
	h := harmOf(t, texts, ruleNFC)
	if n := total(h.changes); n > h.bytes/100_000 {
		t.Errorf("%d changes in %d bytes: %v", n, h.bytes, h.changes)
	}
	t.Logf("%d languages, %d bytes: %v", h.texts, h.bytes, h.changes)
}

// chardetTexts returns the labelled files of chardet's tests, decoded. The few
// whose encoding golang.org/x/text lacks are left out.
func chardetTexts(t testing.TB) map[string]string {
	dir := devdata.Dir(t, "encoding/chardet")
	out := map[string]string{}
	files, _ := filepath.Glob(filepath.Join(dir, "*", "*"))
	for _, f := range files {
		set := filepath.Base(filepath.Dir(f))
		enc, err := htmlindex.Get(labelOf(set))
		if err != nil {
			continue
		}
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if s, err := enc.NewDecoder().String(string(b)); err == nil {
			out[set+"/"+filepath.Base(f)] = s
		}
	}
	return out
}

// labelOf returns the label of the encoding of a folder, which may also name a
// language: "windows-1250-polish".
func labelOf(folder string) string {
	switch folder {
	case "TIS-620":
		return "windows-874"
	case "CP932":
		return "shift_jis"
	case "CP949":
		return "euc-kr"
	case "MacRoman":
		return "macintosh"
	case "MacCyrillic":
		return "x-mac-cyrillic"
	case "utf-8-sig":
		return "utf-8"
	}
	parts := strings.Split(folder, "-")
	if n := len(parts); n > 2 && parts[0] != "iso" || n > 3 {
		return strings.Join(parts[:n-1], "-")
	}
	return folder
}
