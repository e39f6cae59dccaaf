package repair

import (
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"
)

// policy holds the rules that change clean text by design and lose nothing a
// reader sees; all other changes of clean text must be in the reviewed list.
var policy = map[string]bool{
	ruleNBSP: true, ruleSoft: true, ruleZeroWidth: true, ruleLineEnd: true, ruleNFC: true, ruleControl: true, ruleANSI: true,
}

func TestHarmGroundTruth(t *testing.T) {
	texts := groundTruth(t)
	names := make([]string, 0, len(texts))
	for n := range texts {
		names = append(names, n)
	}
	sort.Strings(names)
	size := 0
	counts := map[string]int{}
	for _, n := range names {
		s := texts[n]
		size += len(s)
		_, steps := Text(s, Options{})
		for _, st := range steps {
			counts[st.Rule]++
			if !policy[st.Rule] {
				a, b := max(0, st.Start-40), min(len(s), st.End+40)
				t.Logf("%s %s %q -> %q in %q", n, st.Rule, s[st.Start:st.End], st.New, strings.ToValidUTF8(s[a:b], ""))
			}
		}
	}
	t.Logf("%d bytes, %v", size, counts)
}

// chardetTexts returns the labelled files of chardet's tests, decoded.
func chardetTexts(t testing.TB) map[string]string {
	dir := shared(t, "encoding/chardet")
	names := map[string]string{"TIS-620": "windows-874", "CP932": "shift_jis", "CP949": "euc-kr", "MacRoman": "macintosh", "MacCyrillic": "x-mac-cyrillic", "utf-8-sig": "utf-8"}
	out := map[string]string{}
	dirs, _ := os.ReadDir(dir)
	for _, d := range dirs {
		label := d.Name()
		if n, ok := names[label]; ok {
			label = n
		}
		if i := strings.LastIndexByte(label, '-'); i > 0 && strings.Count(label, "-") > 1 && !strings.HasPrefix(label, "iso-2022") || strings.HasPrefix(label, "windows-") && strings.Count(label, "-") == 2 {
			if last := label[i+1:]; len(last) > 2 {
				label = label[:i]
			}
		}
		enc, err := htmlindex.Get(label)
		if err != nil {
			t.Log("no decoder for", d.Name())
			continue
		}
		files, _ := filepath.Glob(filepath.Join(dir, d.Name(), "*"))
		for _, f := range files {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			s, err := enc.NewDecoder().String(string(b))
			if err == nil {
				out[d.Name()+"/"+filepath.Base(f)] = s
			}
		}
	}
	return out
}

func TestHarmChardet(t *testing.T) {
	texts := chardetTexts(t)
	names := make([]string, 0, len(texts))
	for n := range texts {
		names = append(names, n)
	}
	sort.Strings(names)
	size := 0
	counts := map[string]int{}
	for _, n := range names {
		s := texts[n]
		size += len(s)
		_, steps := Text(s, Options{})
		for _, st := range steps {
			counts[st.Rule]++
			if !policy[st.Rule] && st.Rule != ruleEntity {
				a, b := max(0, st.Start-40), min(len(s), st.End+40)
				t.Logf("%s %s %q -> %q %s in %q", n, st.Rule, s[st.Start:st.End], st.New, st.Why, strings.ToValidUTF8(s[a:b], ""))
			}
		}
	}
	t.Logf("%d texts, %d bytes, %v", len(texts), size, counts)
}
