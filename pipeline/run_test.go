package pipeline

import (
	"context"
	"errors"
	"strings"
	"testing"
)

func TestBudgetUndoesTierB(t *testing.T) {
	prose := strings.Repeat("The bridge over the river opens in May. ", 30) // 240 words
	weighed := func(blocks ...int) Stage {
		return Stage{
			Name: "weighed", Doc: "Removes blocks on weighed evidence.",
			Rules: []Rule{{Name: "weighed/b", Doc: "Evidence.", Tier: TierB}, {Name: "weighed/a", Doc: "Certain."}},
			Run: func(_ context.Context, d Document) ([]Edit, error) {
				var edits []Edit
				for _, id := range blocks {
					if i := d.Find(id); i >= 0 {
						edits = append(edits, Whole(d.Blocks[i], "weighed/b", ""))
					}
				}
				if i := d.Find(1); i >= 0 {
					edits = append(edits, Whole(d.Blocks[i], "weighed/a", ""))
				}
				return edits, nil
			},
		}
	}
	tests := []struct {
		why    string
		blocks []int
		left   int
		flag   bool
	}{
		{"few words go", []int{2}, 2, false},
		{"too many words stay; tier A still acts", []int{0, 2}, 3, true},
	}
	for _, tt := range tests {
		t.Run(tt.why, func(t *testing.T) {
			p, err := New(weighed(tt.blocks...))
			if err != nil {
				t.Fatal(err)
			}
			parsed := textDocument(prose, "Advertisement", "A few words more.", prose)
			got, err := p.Run(t.Context(), parsed)
			if err != nil {
				t.Fatal(err)
			}
			if flagged := len(got.Flags) == 1 && got.Flags[0] == BudgetRule; len(got.Blocks) != tt.left || flagged != tt.flag {
				t.Errorf("%d blocks left, flags %v", len(got.Blocks), got.Flags)
			}
			replayed, err := Replay(parsed, got.Trail)
			if err != nil || len(replayed.Flags) != len(got.Flags) {
				t.Errorf("replay: flags %v, %v", replayed.Flags, err)
			}
		})
	}
}

// A document that the rules would half empty without leaving a sentence stays as
// it is and is flagged; data still moves, and one that they empty is empty.
func TestDebrisStays(t *testing.T) {
	s := Stage{
		Name: "test", Doc: "Removes what begins with a minus, moves what begins with a plus.",
		Rules: []Rule{{Name: "test/a", Doc: "Certain."}, {Name: "test/b", Doc: "Evidence.", Tier: TierB}},
		Run: func(_ context.Context, d Document) ([]Edit, error) {
			var edits []Edit
			for _, b := range d.Blocks {
				switch b.Text[0] {
				case '-':
					edits = append(edits, Whole(b, "test/a", ""))
				case '+':
					e := Whole(b, "test/b", "")
					e.To, e.Value = FieldTag, b.Text[1:]
					edits = append(edits, e)
				}
			}
			return edits, nil
		},
	}
	tests := []struct {
		why   string
		lines []string
		left  int
		flag  bool
	}{
		{"crumbs of a form", []string{"- This field is for validation purposes", "Name"}, 2, true},
		{"data still moves", []string{"- This field is for validation purposes", "+ harbour", "Name"}, 2, true},
		{"a slogan is no sentence", []string{"- This field is for validation purposes and stays unchanged", "Order within the next five minutes!"}, 2, true},
		{"less than half goes", []string{"- Share", "Name of the boat"}, 1, false},
		{"a sentence is left", []string{"- This field is for validation purposes and stays unchanged", "The ferry sails again on Monday morning."}, 1, false},
		{"a sentence in Chinese", []string{"- This field is for validation purposes and stays unchanged", "渡轮星期一早上恢复航行。"}, 1, false},
		{"short sentences are left", []string{"- This field is for validation purposes and stays unchanged", "The mill is closed.", "It opens on Monday."}, 2, false},
		{"one short sentence", []string{"- This field is for validation purposes and stays unchanged", "Compatible with all our feeders."}, 2, true},
		{"nothing is left", []string{"- This field is for validation purposes", "- Send"}, 0, false},
	}
	p, err := New(s)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		parsed := textDocument(tt.lines...)
		got, err := p.Run(t.Context(), parsed)
		if err != nil {
			t.Fatal(err)
		}
		if flagged := len(got.Flags) == 1 && got.Flags[0] == DebrisRule; len(got.Blocks) != tt.left || flagged != tt.flag {
			t.Errorf("%s: %q left, flags %v", tt.why, texts(got), got.Flags)
		}
		if replayed, err := Replay(parsed, got.Trail); err != nil || len(replayed.Flags) != len(got.Flags) || len(replayed.Blocks) != len(got.Blocks) {
			t.Errorf("%s: replay: %v, %v", tt.why, replayed.Flags, err)
		}
	}
}

func TestPanicBecomesAnError(t *testing.T) {
	bad := stageOf()
	bad.Run = func(context.Context, Document) ([]Edit, error) { panic("no such word") }
	p, err := New(bad)
	if err != nil {
		t.Fatal(err)
	}
	_, err = p.Run(t.Context(), textDocument("a"))
	panicked, ok := IsPanic(err)
	if !ok || !strings.Contains(string(panicked.Stack), "run_test.go") || !strings.Contains(err.Error(), "stage test: panic: no such word") {
		t.Errorf("got %v", err)
	}
}

func TestErrorNamesTheStage(t *testing.T) {
	cause := errors.New("no dictionary")
	bad := stageOf()
	bad.Run = func(context.Context, Document) ([]Edit, error) { return nil, cause }
	p, _ := New(bad)
	if _, err := p.Run(t.Context(), textDocument("a")); !errors.Is(err, cause) || err.Error() != "stage test: no dictionary" {
		t.Errorf("got %v", err)
	}
}

func TestValidate(t *testing.T) {
	ok := stageOf(Edit{Rule: "test/x"})
	tests := []struct {
		why, want string
		stages    func() []Stage
	}{
		{"listed twice", "stage test is listed twice", func() []Stage { return []Stage{ok, ok} }},
		{"without doc", "stage test is undocumented", func() []Stage { s := ok; s.Doc = ""; return []Stage{s} }},
		{"without Run", "stage test has no Run", func() []Stage { s := ok; s.Run = nil; return []Stage{s} }},
		{"a rule of another name", "must be named test/", func() []Stage { s := ok; s.Rules = []Rule{{Name: "other/x", Doc: "d"}}; return []Stage{s} }},
		{"a rule without doc", "rule test/x is undocumented", func() []Stage { s := ok; s.Rules = []Rule{{Name: "test/x"}}; return []Stage{s} }},
		{"a rule declared twice", "rule test/x is declared twice", func() []Stage {
			s := ok
			s.Rules = []Rule{{Name: "test/x", Doc: "d"}, {Name: "test/x", Doc: "d"}}
			return []Stage{s}
		}},
	}
	for _, tt := range tests {
		if err := Validate(tt.stages()); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v", tt.why, err)
		}
	}
	if err := Validate([]Stage{ok}); err != nil {
		t.Errorf("a valid stage: %v", err)
	}
}

func TestResolve(t *testing.T) {
	d := Document{Base: "https://example.org/a/b.html"}
	tests := []struct{ href, want string }{
		{"c.html", "https://example.org/a/c.html"},
		{"/c?x=1#y", "https://example.org/c?x=1#y"},
		{"//cdn.example.org/i.png", "https://cdn.example.org/i.png"},
		{"mailto:ann@example.org", "mailto:ann@example.org"},
		{"#top", ""},
		{"", ""},
		{"javascript:alert(1)", ""},
		{" JavaScript:alert(1)", ""},
		{"java\nscript:alert(1)", ""},
		{"data:text/html,x", ""},
		{"vbscript:x", ""},
		{"http://[broken", ""},
	}
	for _, tt := range tests {
		if got := d.Resolve(tt.href); got != tt.want {
			t.Errorf("Resolve(%q) = %q, want %q", tt.href, got, tt.want)
		}
	}
}

func TestAddress(t *testing.T) {
	const canonical = `<link rel="canonical" href=" https://example.org/2025/ferry ">`
	tests := []struct{ url, head, want string }{
		{"https://example.org/x", canonical, "https://example.org/x"},
		{"", canonical, "https://example.org/2025/ferry"},
		{"", `<meta property="og:url" content="https://example.org/og">` + canonical, "https://example.org/2025/ferry"},
		{"", `<meta property="og:url" content="https://example.org/og"><link rel="canonical" href="/2025/ferry">`, "https://example.org/og"},
		{"", `<link rel="canonical nofollow" href="https://example.org/2025/ferry">`, "https://example.org/2025/ferry"},
		{"", `<meta name="og:url" content="https://example.org/og">`, "https://example.org/og"},
		{"", `<link rel="canonical" href="javascript:alert(1)"><link rel="shortlink" href="https://example.org/?p=1">`, ""},
		{"", ``, ""},
	}
	for _, tt := range tests {
		d, err := Parse(Page{URL: tt.url, Body: []byte("<html><head>" + tt.head + "</head><body><p>The ferry sails."), Format: FormatHTML})
		if err != nil {
			t.Fatal(err)
		}
		if got := d.Address(); got != tt.want {
			t.Errorf("URL %q, head %s: %q, want %q", tt.url, tt.head, got, tt.want)
		}
	}
	if got := (Document{}).Address(); got != "" {
		t.Errorf("a text: %q", got)
	}
}

func TestBase(t *testing.T) {
	tests := []struct{ html, want string }{
		{`<p>x`, "https://example.org/a/b.html"},
		{`<base href="/c/"><p>x`, "https://example.org/c/"},
		{`<base href="https://other.example/"><p>x`, "https://other.example/"},
		{`<base href="javascript:alert(1)"><p>x`, "https://example.org/a/b.html"},
		{`<base target=_blank><p>x`, "https://example.org/a/b.html"},
	}
	for _, tt := range tests {
		d, err := Parse(Page{URL: "https://example.org/a/b.html", Format: FormatHTML, Body: []byte(tt.html)})
		if err != nil || d.Base != tt.want {
			t.Errorf("%s: base %q (%v), want %q", tt.html, d.Base, err, tt.want)
		}
	}
}

func TestCountWords(t *testing.T) {
	tests := []struct {
		in   string
		want int
	}{
		{"", 0}, {"one", 1}, {"Don't stop, it’s 5 o'clock.", 5}, {"« Été »", 1}, {"日本語です", 5}, {"A 3.5-km walk", 5}, {"한국어 문장", 2},
	}
	for _, tt := range tests {
		if got := CountWords(tt.in); got != tt.want {
			t.Errorf("CountWords(%q) = %d, want %d", tt.in, got, tt.want)
		}
	}
}
