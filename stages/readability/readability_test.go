package readability

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"winnow/fixtures"
	"winnow/pipeline"
)

func TestGolden(t *testing.T) { fixtures.Run(t, New(Options{})) }

const prose = "<p>The old bridge over the river opens to walkers again in May, the council said, after two years of repairs.</p>"

// run returns the document that the stage makes of a page.
func run(t *testing.T, s pipeline.Stage, page string) pipeline.Document {
	t.Helper()
	d, err := pipeline.Parse(pipeline.Page{URL: "https://a.example/b", Format: pipeline.FormatHTML, Body: []byte(page)})
	if err != nil {
		t.Fatal(err)
	}
	edits, err := s.Run(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	got, err := pipeline.Apply(d, s, edits)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// Shapes on which html.Parse or go-readability need seconds, gigabytes, or
// fail. Without the budgets this test does not end.
func TestHostileShapesFallBack(t *testing.T) {
	numbered := func(n int, f func(i int) string) string {
		var sb strings.Builder
		for i := range n {
			sb.WriteString(f(i))
		}
		return sb.String()
	}
	article := strings.Repeat(prose, 8)
	for name, page := range map[string]string{
		"deep":            strings.Repeat("<div>", 10000) + article,
		"unclosed links":  strings.Repeat("<a href=x><b><i>", 1000) + article,
		"open formatting": article + "<p>" + strings.Repeat("<b>", 480) + strings.Repeat("<p>x", 10000),
		"fostered":        article + "<table>" + numbered(20000, func(i int) string { return "<tr><i a" + strconv.Itoa(i) + "=1>" }),
		"repeated html":   article + numbered(10000, func(i int) string { return "<html a" + strconv.Itoa(i) + "=1>" }),
		"deep paragraphs": article + strings.Repeat("<span>", 240) + strings.Repeat("<p>x</p>", 100000),
		"many paragraphs": article + strings.Repeat("<p>x</p>", 200000),
	} {
		t.Run(name, func(t *testing.T) {
			got := run(t, New(Options{}), page)
			if !slices.Contains(got.Flags, fallback) {
				t.Errorf("not flagged")
			}
			if n := strings.Count(textOf(got), "The old bridge"); n != 8 {
				t.Errorf("%d of 8 paragraphs are left", n)
			}
		})
	}
}

type extractorFunc func() (string, error)

func (f extractorFunc) Extract(context.Context, *html.Node, *url.URL) (string, error) { return f() }

func TestExtractorFailures(t *testing.T) {
	for why, f := range map[string]extractorFunc{
		"panic: at the disco": func() (string, error) { panic("at the disco") },
		"out of ideas":        func() (string, error) { return "", errors.New("out of ideas") },
		errNothing.Error():    func() (string, error) { return " <div></div>", nil },
		errUnlike.Error():     func() (string, error) { return "<p>Words of quite another page.</p>", nil },
	} {
		got := run(t, New(Options{Extractor: f}), "<nav><a href=/>Home</a></nav><div>"+prose+prose+"</div>")
		if !slices.Contains(got.Flags, fallback) || !strings.Contains(got.Trail[0].Why, why) {
			t.Errorf("%s: flags %v, trail %+v", why, got.Flags, got.Trail)
		}
		if text := textOf(got); strings.Contains(text, "Home") || strings.Count(text, "bridge") != 2 {
			t.Errorf("%s: %q", why, text)
		}
	}
}

func TestCancelledIsAnError(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	x := extractorFunc(func() (string, error) { cancel(); return "", context.Canceled })
	d, _ := pipeline.Parse(pipeline.Page{Format: pipeline.FormatHTML, Body: []byte(prose)})
	if _, err := New(Options{Extractor: x}).Run(ctx, d); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func TestAlign(t *testing.T) {
	cases := []struct {
		name, page, article, want string
	}{
		{"equal", "<p>menu<p>one two three<p>four", "<p>one two three<p>four", "one two three|four"},
		{"repeated text takes the place in order", "<p>share<p>alpha<p>share<p>beta", "<p>alpha<p>share<p>beta", "alpha|share|beta"},
		{"a part of a block", "<p>Sign up now! The river rose by a metre overnight. Read more", "<p>The river rose by a metre overnight.", "The river rose by a metre overnight."},
		{"two parts of a block", "<p>Ad: The river rose by a metre. Ad: The mill was flooded too.", "<p>The river rose by a metre.<p>The mill was flooded too.", "The river rose by a metre.The mill was flooded too."},
		{"several blocks in one text", "<p>menu<div>one<p>two</p></div>", "<p>one two", "one|two"},
		{"lost in the middle", "<p>Water [1] rots timber [2] in the shade.", "<p>Water rots timber in the shade.", "Water [1] rots timber [2] in the shade."},
		{"white space does not count", "<p>one <b>two</b> three", "<p>one<b>two</b>three", "one two three"},
		{"a short text is not looked for inside", "<p>ten and one<p>x", "<p>one<p>x", "x"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			x := extractorFunc(func() (string, error) { return c.article, nil })
			got := run(t, New(Options{Extractor: x}), c.page)
			var texts []string
			for _, b := range got.Blocks {
				texts = append(texts, b.Text)
			}
			if s := strings.Join(texts, "|"); strings.TrimSpace(s) != c.want {
				t.Errorf("got %q, want %q", s, c.want)
			}
		})
	}
}

// match must pair equal keys, rising on both sides, and where b is a part of a
// pair all of b.
func TestMatchFindsSubsequences(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		a := make([]uint64, r.IntN(60))
		for i := range a {
			a[i] = uint64(r.IntN(12))
		}
		var b []uint64
		for _, k := range a {
			if r.IntN(3) == 0 {
				b = append(b, k)
			}
		}
		pairs := match(a, b)
		last := pair{-1, -1}
		for _, p := range pairs {
			if a[p.a] != b[p.b] || p.a <= last.a || p.b <= last.b {
				t.Fatalf("match(%v, %v) = %v", a, b, pairs)
			}
			last = p
		}
		if anchorless := len(anchors(a, b)) == 0; anchorless && len(pairs) != len(b) {
			t.Fatalf("match(%v, %v) pairs %d of %d", a, b, len(pairs), len(b))
		}
		for _, p := range greedy(a, b, stretch{0, len(a)}, stretch{0, len(b)}) {
			if a[p.a] != b[p.b] {
				t.Fatalf("greedy pairs %v", p)
			}
		}
	}
}

func FuzzStage(f *testing.F) {
	f.Add("<nav>a</nav><p>" + prose)
	f.Add("<table><tr><b><td>x<p>y</table>")
	f.Add("<html><html><body a=1><a><a><div></a>x")
	s := New(Options{})
	f.Fuzz(func(t *testing.T, page string) {
		d, err := pipeline.Parse(pipeline.Page{Format: pipeline.FormatHTML, Body: []byte(page)})
		if err != nil {
			return
		}
		edits, err := s.Run(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := pipeline.Apply(d, s, edits); err != nil {
			t.Fatal(err)
		}
	})
}
