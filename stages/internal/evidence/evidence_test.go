package evidence

import "testing"

func TestEnough(t *testing.T) {
	tests := []struct {
		facts []Fact
		want  bool
	}{
		{nil, false},
		{[]Fact{Words}, false},
		{[]Fact{Words, Short, InTail}, false},
		{[]Fact{Words, Short, InTail, LastLine}, true},
		{[]Fact{Words, Control}, true},
		{[]Fact{Words, AfterDebris, Short}, true},
		{[]Fact{Words, AfterDebris, Short, Sentence}, false},
		{[]Fact{FigureText, Credit}, true},
	}
	for _, tt := range tests {
		var fs Facts
		for _, f := range tt.facts {
			fs = fs.Add(f, true)
		}
		if fs.Enough() != tt.want {
			t.Errorf("%s: score %g, enough = %v, want %v", fs, fs.Score(), fs.Enough(), tt.want)
		}
	}
}

func TestNames(t *testing.T) {
	for f, w := range weights {
		if w.name == "" || w.weight == 0 {
			t.Errorf("fact %d has no name or no weight", f)
		}
	}
	if got := Facts(0).Add(Short, true).Add(Words, true).Add(InTail, false).String(); got != "phrase, short" {
		t.Errorf("String() = %q", got)
	}
}
