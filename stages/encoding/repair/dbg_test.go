package repair

import "testing"

func TestDbg(t *testing.T) {
	n := 0
	seen := map[string]int{}
	for _, m := range []map[string]string{groundTruth(t), chardetTexts(t)} {
		for name, s := range m {
			_, steps := Text(s, Options{})
			for _, st := range steps {
				if st.Rule == ruleNFC || st.Rule == ruleControl || st.Rule == ruleZeroWidth && n < 0 {
					k := name + " " + st.Rule
					if seen[k]++; seen[k] < 4 {
						t.Logf("%s %s %+q -> %+q in %q", name, st.Rule, s[st.Start:st.End], st.New, s[max(0, st.Start-20):min(len(s), st.End+20)])
					}
				}
			}
		}
	}
}
