package loosejson

import (
	"strings"
	"testing"
)

// show writes a value in a plain form, to compare.
func show(v *Value) string {
	if v == nil {
		return "nil"
	}
	switch v.Kind {
	case '{', '[':
		var parts []string
		for i, e := range v.List {
			s := show(e)
			if v.Kind == '{' {
				s = v.Fields[i] + "=" + s
			}
			parts = append(parts, s)
		}
		return string(v.Kind) + strings.Join(parts, " ") + string(v.Kind+2)
	}
	return v.Text
}

func TestParse(t *testing.T) {
	for in, want := range map[string]string{
		`{"a": [1, "b", {"c": true}]}`:        `{a=[1 b {c=true}]}`,
		`{"a": 1,} [2,,3,]`:                   `{a=1} [2 3]`,
		"/* x */ {\"a\": // y\n 1}":           `{a=1}`,
		"<!-- <![CDATA[ {\"a\":1} ]]> -->":    `{a=1}`,
		"//<![CDATA[\n{\"a\":1}\n//]]>":       `{a=1}`,
		`{&quot;a&quot;: &quot;b&quot;}`:      `{a=b}`,
		`{"a": "he said "no" twice", "b": 2}`: `{a=he said "no" twice b=2}`,
		"{\"a\": \"x\"\n \"b\": \"y\"}":       `{a=x b=y}`,
		"{\"a\": \"two\nlines\"}":             "{a=two\nlines}",
		`{"a": "\u00e9\ud83d\ude00\n\/\"\q"}`: "{a=é😀\n/\"q}",
		`{'a': 'b'}`:                          `{a=b}`,
		`{a: b}`:                              `{a=b}`,
		`{"a": [1, 2, {"b": "cut o`:           `{a=[1 2 {b=cut o}]}`,
		`{"a": [1, 2}, "b": 3`:                `{a=[1 2]}`,
		`}}]] {"a": 1}`:                       `{a=1}`,
		`{"a": "\ud83d"}`:                     "{a=\ufffd}",
		`no json at all`:                      ``,
		``:                                    ``,
		strings.Repeat("[", 100000):           "",
	} {
		var parts []string
		for _, v := range Parse(in) {
			parts = append(parts, show(v))
		}
		got := strings.Join(parts, " ")
		if strings.HasPrefix(in, "[[[") {
			got = "" // only that it ends
		}
		if got != want {
			t.Errorf("Parse(%.60q) = %s, want %s", in, got, want)
		}
	}
}
