package score

import (
	"errors"
	"math"
	"path/filepath"
	"slices"
	"testing"
)

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func TestTokens(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"It's 5_a, ½ naïve—end.", []string{"It", "s", "5_a", "½", "naïve", "end"}},
		{"中文字 kana カナ", []string{"中文字", "kana", "カナ"}},
		{"हिन्दी", []string{"ह", "न", "द"}}, // vowel signs are no \w in Python
		{"", nil},
		{" . ", nil},
	} {
		if got := Tokens(c.in); !slices.Equal(got, c.want) {
			t.Errorf("Tokens(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestWordFit(t *testing.T) {
	for _, c := range []struct {
		got, want string
		fit       Fit
	}{
		{"", "", Fit{1, 1, 1}},
		{"a", "", Fit{}},
		{"", "a", Fit{}},
		{"The the cat", "the dog", Fit{1. / 3, 1. / 2, 0.4}}, // bag: "the" counts once
		{"a b c d", "A B", Fit{0.5, 1, 2. / 3}},
	} {
		got := WordFit(c.got, c.want)
		if !near(got.Precision, c.fit.Precision) || !near(got.Recall, c.fit.Recall) || !near(got.F1, c.fit.F1) {
			t.Errorf("WordFit(%q, %q) = %v, want %v", c.got, c.want, got, c.fit)
		}
	}
}

func TestShingles(t *testing.T) {
	if got := Shingles("a b"); !slices.Equal(got, []string{"a b"}) {
		t.Errorf("short text: %q", got)
	}
	if got := Shingles("A b c d e"); !slices.Equal(got, []string{"A b c d", "b c d e"}) {
		t.Errorf("five tokens: %q", got)
	}
	// Truth has shingles abcd, bcde; output abcd, bcdx: one of three.
	c := CountShingles("a b c d x", "a b c d e")
	if !near(c.TP, 1./3) || !near(c.FP, 1./3) || !near(c.FN, 1./3) {
		t.Errorf("counts: %+v", c)
	}
}

func TestShingleTotal(t *testing.T) {
	var s ShingleTotal
	s.Add("a b c d x", "a b c d e") // precision 1/2, recall 1/2
	s.Add("", "a b c d")            // no output: no precision, recall 0
	s.Add("a, b c; d", "a b c d")   // equal tokens
	f := s.Fit()
	if !near(f.Precision, 0.75) || !near(f.Recall, 0.5) || !near(f.F1, 0.6) {
		t.Errorf("fit %+v", f)
	}
	if !near(s.Accuracy(), 1./3) {
		t.Errorf("accuracy %v", s.Accuracy())
	}
}

func TestSegments(t *testing.T) {
	var s SegmentTotal
	s.Add("One two\nthree", []string{"two three", "four"}, []string{"onetwo", "One  two", "five"})
	if want := (SegmentTotal{Found: 1, Missed: 1, Leaked: 1, Absent: 1 + 1}); s != want {
		t.Errorf("got %+v, want %+v", s, want)
	}
	f := s.Fit()
	if !near(f.Precision, 0.5) || !near(f.Recall, 0.5) || !near(s.Accuracy(), 0.6) {
		t.Errorf("fit %+v, accuracy %v", f, s.Accuracy())
	}
}

func TestMetadata(t *testing.T) {
	for _, c := range []struct {
		name string
		got  bool
		want bool
	}{
		{"title with one word of site", TitleRight("Ten good ways to live | Site", "Ten good ways to live"), true},
		{"other title", TitleRight("Home", "Ten good ways to live"), false},
		{"byline with label", AuthorRight("By Ann Lee", "Ann Lee"), true},
		{"byline too long", AuthorRight("By Ann Lee, our very best writer", "Ann Lee"), false},
		{"one of two authors", AuthorRight("Ann Lee", "Ann Lee, Bo Ek"), false},
		{"same day", DateRight("2024-04-04T01:14:00Z", "2024-04-04"), true},
		{"other day", DateRight("2024-04-05", "2024-04-04"), false},
		{"no date", DateRight("", "2024-04-04"), false},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v", c.name, c.got)
		}
	}
}

func TestFloors(t *testing.T) {
	f := Floors{"a": 0.5, "b": 0.5}
	figures := map[string]float64{"a": 0.4, "b": 0.61239, "c": 0.1}
	if low := f.Check(figures); len(low) != 1 {
		t.Errorf("low: %v", low)
	}
	f.Raise(figures)
	if f["a"] != 0.5 || f["b"] != 0.6123 || f["c"] != 0.1 {
		t.Errorf("raised: %v", f)
	}
}

func TestRun(t *testing.T) {
	pages := []Page{
		{ID: "1", Type: "article", HTML: []byte("a b"), Truth: Truth{Text: "a b"}},
		{ID: "2", Type: "forum", HTML: []byte("a"), Truth: Truth{Text: "b"}},
	}
	failing := errors.New("failing")
	rows := Run(pages, func(p Page) (Output, error) {
		if p.ID == "2" {
			return Output{}, failing
		}
		return Output{Text: string(p.HTML)}, nil
	}, 2)
	if len(rows) != 3 || rows[0].Name != "article" || rows[2].Name != All {
		t.Fatalf("rows %+v", rows)
	}
	if rows[2].Words.F1 != 0.5 || rows[2].Failed != 1 || rows[0].Words.F1 != 1 {
		t.Errorf("rows %+v", rows)
	}
}

func TestLoadMissing(t *testing.T) {
	dir := t.TempDir()
	if _, err := LoadWCXB(dir); !errors.Is(err, ErrNoData) {
		t.Errorf("LoadWCXB: %v", err)
	}
	if _, err := LoadSegments(dir); !errors.Is(err, ErrNoData) {
		t.Errorf("LoadSegments: %v", err)
	}
}

func TestLoadSets(t *testing.T) {
	shared := Shared(filepath.Join("..", ".."))
	pages, err := LoadWCXB(filepath.Join(shared, "bench", "wcxb-dev"))
	if errors.Is(err, ErrNoData) {
		t.Skipf("the development data is missing: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	if len(pages) != 1497 || pages[0].URL == "" || len(pages[0].HTML) == 0 || pages[0].Truth.Text == "" {
		t.Errorf("WCXB: %d pages", len(pages))
	}
	segments, err := LoadSegments(filepath.Join(shared, "bench", "segments-dev"))
	if err != nil {
		t.Fatal(err)
	}
	if len(segments) != 451 || len(segments[0].With) == 0 {
		t.Errorf("segments: %d pages", len(segments))
	}
}

func TestFolderLabel(t *testing.T) {
	for folder, want := range map[string]string{
		"iso-8859-2-polish": "iso-8859-2", "windows-1250-czech": "windows-1250", "KOI8-R": "koi8-r", "UTF-8-SIG": "utf-8", "ascii": "utf-8", "EUC-TW": "euc-tw",
	} {
		if got := FolderLabel(folder); got != want {
			t.Errorf("%s: %s, want %s", folder, got, want)
		}
	}
}
