package metadata

import (
	"strings"
	"testing"
	"time"

	"winnow/fixtures"
	"winnow/internal/cputime"
	"winnow/pipeline"
	"winnow/pipeline/tree"
)

func TestGolden(t *testing.T) { fixtures.Run(t, New(Options{})) }

func TestNames(t *testing.T) {
	for in, want := range map[string]string{
		"By Ann Lee":                                "Ann Lee",
		"by Ann Lee and Bo Rask | May 3, 2024":      "Ann Lee and Bo Rask",
		"Written by: Ann Lee, Senior Reporter":      "Ann Lee",
		"By Ann Lee, Head of Marketing and Growth":  "Ann Lee",
		"By Ann Lee, Crime Reporter":                "Ann Lee",
		"By Ann Lee in Gardening":                   "Ann Lee",
		"May 3, 2024 by Ann Lee":                    "Ann Lee",
		"Posted on May 3, 2024 by Ann Lee":          "Ann Lee",
		"Von Anna Lehmann":                          "Anna Lehmann",
		"Par Anne de la Tour":                       "Anne de la Tour",
		"By Vanessa Mendez, MD, gastroenterologist": "Vanessa Mendez, MD",
		"by ibby":                                  "ibby",
		"By the river the mill was rebuilt":        "",
		"By May 3, 2024":                           "",
		"By and by the water rose":                 "",
		"Di sera la piazza era vuota e silenziosa": "",
		"A walk by the river":                      "",
		"By https://example.com/ann":               "",
		"By admin":                                 "",
		"The book by Ann Lee":                      "",
		"by ALL IN on Jan 22, 2025":                "ALL IN",
		"Authors: Ann Lee and Bo Rask, educators":  "Ann Lee and Bo Rask",
		"By 3i Bridges":                            "3i Bridges",
		"By 3 min":                                 "",
		"Reporter Microphones":                     "",
		"Contributors: Ann Lee":                    "Ann Lee",
	} {
		if got, _ := bylineIn(in); got != want {
			t.Errorf("bylineIn(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCleanName(t *testing.T) {
	for in, want := range map[string]string{
		"Crime Correspondent Ann Lee":        "Ann Lee",
		"Ann Lee’s Discussions":              "Ann Lee",
		"Reader’s Digest Editors":            "Reader’s Digest Editors",
		"Ann Lee Friday, May 3, 2024":        "Ann Lee",
		"Lena H. Sun May 3, 2024":            "Lena H. Sun",
		"By Wei Sun, March 3, 2024":          "Wei Sun",
		"Anh Do, 3 May 2024":                 "Anh Do",
		"Trader Joe's Kitchen":               "Trader Joe's Kitchen",
		"作者：":                                "",
		"作者：王小明":                             "王小明",
		"Reporter Lee":                       "Reporter Lee",
		"Tracy Parker, Dietitian":            "Tracy Parker, Dietitian",
		"Ann Lee1, Bo Rask2":                 "Ann Lee, Bo Rask",
		"andy99":                             "andy99",
		"Ann (Berg) Lee":                     "Ann (Berg) Lee",
		"Ann Lee (editor)":                   "Ann Lee",
		"Ann Lee ⋅ Founder ⋅ Updated":        "Ann Lee",
		"∙ Paid":                             "Paid",
		"von anna":                           "anna",
		"Von Anna Lehmann am 3. Mai 2024":    "Anna Lehmann",
		"Von Trier":                          "Von Trier",
		"Par Anne Roy le 3 mai 2024":         "Anne Roy",
		"Audiophile On":                      "Audiophile On",
		"Ann Lee Ann Lee":                    "Ann Lee",
		"Ann Lee on Facebook":                "Ann Lee",
		"Bild © Ann Lee":                     "",
		"Create Account":                     "",
		"Kostenlos registrieren":             "",
		"Passwort vergessen":                 "",
		"Mot de passe oublié":                "",
		"Contributors to the Elm pages":      "Contributors to the Elm pages",
		"Sign up":                            "",
		"notes.html":                         "",
		"Autor":                              "",
		"Quelle:":                            "",
		"Ann Lee on behalf of the committee": "Ann Lee",
	} {
		if got := cleanName(in); got != want {
			t.Errorf("cleanName(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestPersonsAmongLabels(t *testing.T) {
	for in, want := range map[string]bool{
		"Ann Lee": true, "Ludwig van Beethoven": true, "Karen O'Neil": true, "J. R. Smith": true,
		"Food News": false, "Share This": false, "ann lee": false, "Ann": false, "5 Min Read": false, "BREAKING NEWS": false, "How It Works": false,
	} {
		if got := isPerson(in); got != want {
			t.Errorf("isPerson(%q) = %v", in, got)
		}
	}
}

func TestSiteIsCutFromTitles(t *testing.T) {
	for _, c := range []struct{ host, head, title, want string }{
		{"www.elmpost.example", "", "Bridge opens | Elm Post", "Bridge opens"},
		{"elmpost.co.uk", "", "Elm Post: The bridge opens in May", "The bridge opens in May"},
		{"www.uwsp.edu", "", "Coffee - University of Wisconsin-Stevens Point", "Coffee"},
		{"a.example", `<meta property="og:site_name" content="The Daily Lantern">`, "Bridge opens – The Daily Lantern", "Bridge opens"},
		{"a.example", "", "Bridge opens in May | News | Some Paper", "Bridge opens in May"},
		{"a.example", "", "Bridge opens - and closes again", "Bridge opens - and closes again"},
		{"a.example", "", "C# vs. Go: a comparison", "C# vs. Go: a comparison"},
		{"bridge.example", "", "Bridge", "Bridge"},
	} {
		page := "<html><head><title>" + c.title + "</title>" + c.head + "</head><body><p>Text.</p></body></html>"
		got := ""
		for _, e := range Read(tree.Parse(page, tree.Limits{}), "https://"+c.host+"/x/y", pipeline.Meta{}, crawled) {
			if e.To == pipeline.FieldTitle {
				got = e.Value
			}
		}
		if got != c.want && !(c.title == "Bridge" && got == "") {
			t.Errorf("%q on %s: title %q, want %q", c.title, c.host, got, c.want)
		}
	}
}

// Whatever a page repeats, the evidence that is compared is bounded.
func TestRepeatedEvidenceIsBounded(t *testing.T) {
	const n = 10000
	isLinear := func(name string, page func(n int) string) {
		err := cputime.CheckLinear(n, func(n int) {
			Read(tree.Parse(page(n), tree.Limits{}), "https://a.example/b", pipeline.Meta{}, crawled)
		})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, piece := range []string{
		"<h3>Which bridges are open</h3>", "<span class=author>Ann Lee</span>", "<a rel=author href=/x>Ann Lee</a>", "<time>May 4, 2024</time>",
		"<p itemprop=author>Ann</p>", "<p>Written by</p>", "<p>Posted 2024</p>", "<div class=meta>By Ann Lee</div>",
		"<meta name=author content=Ann>", "<script type=application/ld+json>{\"@type\":\"Article\",\"author\":\"A\"}</script>",
	} {
		isLinear(piece, func(n int) string { return "<title>Which bridges are open</title>" + strings.Repeat(piece, n) })
	}
	isLinear("authors of one article", func(n int) string {
		return "<script type=application/ld+json>{\"@type\":\"Article\",\"author\":[" + strings.Repeat("\"Ann Lee\",", n) + "]}</script>"
	})
}

// TestEqualEvidence holds which of several places that give the same name is
// recorded, and that the order of the page does not matter.
func TestEqualEvidence(t *testing.T) {
	const text = "<p>The bridge over the river opens in May, the council said on Monday.</p>"
	for page, want := range map[string]string{
		"<h1>Bridge</h1><p class=byline><span itemprop=author>Ann Lee</span></p>" + text:               "metadata/author-element",
		"<h1>Bridge</h1><p><a rel=author href=/author/ann itemprop=author>Ann Lee</a></p>" + text:      "metadata/author-link",
		"<h1>Bridge</h1><p><span itemprop=author>Ann Lee</span></p><p class=byline>Ann Lee</p>" + text: "metadata/author-element",
	} {
		got := ""
		for _, e := range Read(tree.Parse(page, tree.Limits{}), "", pipeline.Meta{}, crawled) {
			if e.To == pipeline.FieldByline {
				got = e.Rule + " " + e.Value
			}
		}
		if got != want+" Ann Lee" {
			t.Errorf("%s\n got %q, want %q", page, got, want)
		}
	}
}

// Every value of the page is a line of text, and no date is of the future.
func FuzzRead(f *testing.F) {
	f.Add(`<title>a | b</title><h1>a</h1><p>By Ann Lee, May 3, 2024</p><time datetime=2024-01-01>x</time>`, "https://a.example/2024/04/04/x")
	f.Add(`<script type="application/ld+json">{"@type":"Article","author":[{"@id":"1"},{"name":["x","y"]}],"image":{}}</script>`, "")
	f.Add(`<meta property="og:title" content="&amp;lt;b&amp;gt;"><a rel=author href=/author/x>Y`, "::")
	f.Fuzz(func(t *testing.T, page, address string) {
		for _, e := range Read(tree.Parse(page, tree.Limits{}), address, pipeline.Meta{}, crawled) {
			if e.Value == "" || strings.ContainsAny(e.Value, "\n\x00") {
				t.Fatalf("%s: %q", e.Rule, e.Value)
			}
			if e.To == pipeline.FieldPublished || e.To == pipeline.FieldModified {
				if d, err := time.Parse("2006-01-02", e.Value[:10]); err != nil || d.After(crawled.AddDate(0, 0, 3)) {
					t.Fatalf("%s: %q", e.Rule, e.Value)
				}
			}
		}
	})
}

func TestNamesOfBylines(t *testing.T) {
	for _, c := range []struct{ value, lang, names, byline string }{
		{"Ann Lee", "en", "Ann Lee", "Ann Lee"},
		{"Ann Lee" + nameSep + "Bo Rask", "en-US", "Ann Lee/Bo Rask", "Ann Lee and Bo Rask"},
		{"Ann Lee, Bo Rask, Cy Moe", "en", "Ann Lee/Bo Rask/Cy Moe", "Ann Lee, Bo Rask and Cy Moe"},
		{"Ann Lee, Bo Rask, and Cy Moe", "en", "Ann Lee/Bo Rask/Cy Moe", "Ann Lee, Bo Rask and Cy Moe"},
		{"Anna Lehmann, Bo Rask", "de-AT", "Anna Lehmann/Bo Rask", "Anna Lehmann und Bo Rask"},
		{"Ana Ruiz" + nameSep + "Inés Paz", "es", "Ana Ruiz/Inés Paz", "Ana Ruiz e Inés Paz"},
		{"Ann Lee and Bo Rask", "", "Ann Lee/Bo Rask", "Ann Lee and Bo Rask"},
		{"Ann Lee" + nameSep + "Bo Rask", "", "Ann Lee/Bo Rask", "Ann Lee, Bo Rask"},
		{"王小明" + nameSep + "李雷", "zh", "王小明/李雷", "王小明, 李雷"},
		{"Vanessa Mendez, MD", "en", "Vanessa Mendez, MD", "Vanessa Mendez, MD"},
		{"Ann Lee, MD" + nameSep + "Bo Rask, PhD", "en", "Ann Lee, MD/Bo Rask, PhD", "Ann Lee, MD; Bo Rask, PhD"},
		{"Ann Lee, Senior Reporter", "en", "Ann Lee, Senior Reporter", "Ann Lee, Senior Reporter"},
		{"James Lynch, University of Michigan", "en", "James Lynch, University of Michigan", "James Lynch, University of Michigan"},
		{"Ludwig van Beethoven", "de", "Ludwig van Beethoven", "Ludwig van Beethoven"},
		{"Morgan & Morgan", "en", "Morgan & Morgan", "Morgan & Morgan"},
	} {
		w := &extractor{langClaim: claim{value: c.lang}}
		names, byline := w.namesOf(c.value)
		if got := strings.Join(names, "/"); got != c.names || byline != c.byline {
			t.Errorf("%q in %q: names %q, byline %q, want %q, %q", c.value, c.lang, got, byline, c.names, c.byline)
		}
	}
}
