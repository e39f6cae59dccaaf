package phrases

import (
	"slices"
	"strings"
	"testing"

	"winnow/pipeline/fold"
)

func TestFind(t *testing.T) {
	m := Of(
		Phrase{Text: "check also", Category: "related"}, Phrase{Text: "read more", Category: "more"},
		Phrase{Text: "read more:", Category: "label", Prefix: true}, Phrase{Text: "by", Category: "by", Prefix: true},
		Phrase{Text: "0 min read", Category: "time"}, Phrase{Text: "来源:", Category: "source", Prefix: true},
		Phrase{Text: "ads by", Category: "ad", Prefix: true}, Phrase{Text: "lire aussi", Category: "related"},
	)
	tests := []struct{ line, category, rest string }{
		{"Check Also", "related", ""},
		{"» CHECK\u00a0ALSO …", "related", ""},
		{"Check Alsoâ€¦", "related", ""},
		{"Check also the pump", "", ""},
		{"Read more »", "more", ""},
		{"READ MORE: Boats", "label", "Boats"},
		{"READ MORE : Boats", "label", "Boats"},
		{"Read more boats", "", ""},
		{"By Ann Doe", "by", "Ann Doe"},
		{"Bygone days", "", ""},
		{"5 min read", "time", ""},
		{"1,200 min read", "time", ""},
		{"min read", "", ""},
		{"来源：新华社", "source", "新华社"},
		{"\"Check Also\"", "", ""},
		{"📌 Lire aussi :", "related", ""},
		{"", "", ""},
	}
	for _, tt := range tests {
		got, ok := m.Find(tt.line)
		if ok != (tt.category != "") || got.Category != tt.category || got.Rest != tt.rest {
			t.Errorf("Find(%q) = %+v, %v; want category %q, rest %q", tt.line, got, ok, tt.category, tt.rest)
		}
	}
}

// The data files are sorted, without doubles, and in the form in which lines
// are looked up, so that a reader can check them and a phrase can match.
func TestData(t *testing.T) {
	category := map[string]string{}
	last := map[string]string{}
	for _, p := range all() {
		name := p.Text
		if p.Prefix {
			name += "*"
		}
		place := p.Lang + " == " + p.Category
		if p.Weak {
			place += "?"
		}
		if prev, ok := last[place]; ok && prev >= name {
			t.Errorf("%s: %q is not in order after %q", place, name, prev)
		}
		last[place] = name
		if folded := fold.Key(p.Text); folded != strings.TrimSpace(p.Text) {
			t.Errorf("%s: %q must stand as %q", place, p.Text, folded)
		}
		if strings.Contains(p.Text, "*") && !strings.HasPrefix(p.Text, "* ") {
			t.Errorf("%s: %q has a * before its end", place, p.Text)
		}
		if i := strings.IndexAny(p.Text, "123456789"); i >= 0 {
			t.Errorf("%s: %q: numbers stand as 0", place, p.Text)
		}
		key := p.Lang + name
		if c, ok := category[key]; ok && c != p.Category && !slices.Contains(shared, p.Category) && !slices.Contains(shared, c) {
			t.Errorf("%s: %q stands under %s as well", place, name, c)
		}
		category[key] = p.Category
	}
}

// shared are categories whose phrases may be under another one too: they are
// looked up in other places.
var shared = []string{"by", "agency", "policy", "policyname", "editlink", "captionlabel", "readalso", "wire", "sourcelabel"}

// The keys that are taken as they are are those that reading gives, and a trie
// finds each phrase by its own.
func TestKeys(t *testing.T) {
	list := all()
	tr := newTrie(list, true)
	read := newTrie(list, false)
	if !slices.Equal(tr.nodes, read.nodes) || string(tr.labels) != string(read.labels) || !slices.Equal(tr.ends, read.ends) {
		t.Error("the trie of folded phrases is another than that of read ones")
	}
	for i := range list {
		p := &list[i]
		if got, want := keyOf(p, true), keyOf(p, false); got != want {
			t.Errorf("%q is looked up as %q, read as %q", p.Text, got, want)
		}
		at, ok := place{}, true
		for _, r := range keyOf(p, true) {
			if at, ok = tr.next(at, r); !ok {
				break
			}
		}
		whole, prefix := tr.at(at)
		if p.Prefix {
			whole = prefix
		}
		if !ok || !slices.Contains(whole, int32(i)) {
			t.Errorf("%q is not found", p.Text)
		}
	}
}

// A trie finds what a look at each phrase by itself finds.
func TestTrieFindsAll(t *testing.T) {
	list := []Phrase{
		{Text: "a"}, {Text: "a", Prefix: true}, {Text: "ab"}, {Text: "abc", Prefix: true}, {Text: "abd"}, {Text: "b", Prefix: true}, {Text: "b"}, {Text: "ba "},
		{Text: "áb"}, {Text: "áç"}, {Text: "äb", Prefix: true}, {Text: "日本"}, {Text: "日", Prefix: true}, {Text: "月"}, {Text: "abd"}, {Text: "ba ", Prefix: true},
	}
	tr := newTrie(list, false)
	letters := []rune("abcdáäçb日月本 ")
	var try func(line []rune)
	try = func(line []rune) {
		if len(line) > 0 {
			var got, want []int32
			for _, h := range scan(tr, string(line)) {
				got = append(got, h.phrases...)
			}
			for i := range list {
				for _, h := range scan(newTrie(list[i:i+1], false), string(line)) {
					want = append(want, h.phrases[0]+int32(i))
				}
			}
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Fatalf("%q: found %v, want %v", string(line), got, want)
			}
		}
		if len(line) < 3 {
			for _, r := range letters {
				try(append(line[:len(line):len(line)], r))
			}
		}
	}
	try(nil)
}

// The cheap look at a line never passes over a phrase.
func TestMisses(t *testing.T) {
	tr := everything()
	check := func(line string) {
		if want := tr.read(line, nil); len(want) > 0 && tr.misses(line) {
			t.Errorf("%q: %d hits are passed over", line, len(want))
		}
	}
	for _, p := range all() {
		for _, line := range []string{p.Text, strings.ToUpper(p.Text), p.Text + " :", p.Text + " and more", p.Text + "s", " " + p.Text, strings.ReplaceAll(p.Text, " ", "  "), strings.ReplaceAll(p.Text, ":", " :")} {
			check(strings.ReplaceAll(line, "0", "1,234"))
			check(line)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	m := New("related", "share")
	line := "The boats sail again on Monday, the company said in a statement that was read out at the harbour office."
	b.SetBytes(int64(len(line)))
	for b.Loop() {
		m.Find(line)
	}
}

// scan is what matchers do with a line.
func scan(t *trie, line string) []hit {
	if t.misses(line) {
		return nil
	}
	return t.read(line, nil)
}
