package textstat

import (
	"slices"
	"strings"
	"testing"
	"unicode"
)

func TestScanCounts(t *testing.T) {
	s := Scan("The mayor said: “We don't know, 12 of 30 left.” NATO")
	if s.Words != 11 || s.Capitalised != 3 || s.Shouted != 1 || s.Commas != 1 || s.Stops != 1 || s.Digits != 4 || s.Quotes != 2 {
		t.Errorf("%+v", s)
	}
	if s.Function < 4 {
		t.Errorf("%d function words", s.Function)
	}
	if s.First != FirstUpper || s.End != EndOther {
		t.Errorf("first %d, end %d", s.First, s.End)
	}
}

func TestScanEnds(t *testing.T) {
	for text, want := range map[string]End{
		"He left.": EndStop, "“He left.”": EndStop, "He left!)": EndStop, "Really?": EndQuestion, "and so on...": EndEllipsis, "weiter …": EndEllipsis,
		"as follows:": EndColon, "Home": EndOther, "": EndOther, "他走了。": EndStop, "वह गया।": EndStop,
		"وہ چلا گیا۔": EndStop, "Նա գնաց։": EndStop, "እሱ ሄደ።": EndStop, "သူသွားသည်။": EndStop, "គាត់ទៅ។": EndStop, "ذهب؟": EndQuestion,
	} {
		if got := Scan(text).End; got != want {
			t.Errorf("%q ends in %d, want %d", text, got, want)
		}
	}
}

func TestScanFirst(t *testing.T) {
	for text, want := range map[string]First{
		"Abc": FirstUpper, "abc": FirstLower, "3 abc": FirstDigit, "„Abc": FirstQuote, "• abc": FirstOther, "漢字": FirstUpper,
	} {
		if got := Scan(text).First; got != want {
			t.Errorf("%q begins with %d, want %d", text, got, want)
		}
	}
}

func TestIdeographsCountAsParts(t *testing.T) {
	if got := Scan(strings.Repeat("漢", 10)).Words; got < 5.9 || got > 6.1 {
		t.Errorf("ten ideographs count %v words", got)
	}
}

func TestUnspacedScripts(t *testing.T) {
	// Two phrases of five words and a short one.
	s := Scan("รถไฟกลางคืนกลับมาวิ่ง หลังจากหยุดไปสิบเอ็ดปี ใช่")
	if s.Words < 7 || s.Words > 13 || s.Commas != 2 {
		t.Errorf("%.1f words, %d commas", s.Words, s.Commas)
	}
}

func TestHashIgnoresSpaceAndCase(t *testing.T) {
	a, b, c := Scan("Read  more: the Ferry"), Scan("read more – the ferry!"), Scan("read more the ferries")
	if a.Hash != b.Hash || a.Hash == c.Hash {
		t.Errorf("%x %x %x", a.Hash, b.Hash, c.Hash)
	}
}

func TestTopics(t *testing.T) {
	for text, want := range map[string]Topic{
		"You might also like": Related, "Das könnte Sie auch interessieren": Related, "Lesen Sie auch": Related, "À lire aussi": Related, "Читайте также:": Related, "相关阅读": Related,
		"3 Comments": Comments, "Schreibe einen Kommentar": Comments, "Filed under: Boats": Tags, "Photo: Getty Images": Credit, "5 min read": Date,
		"Add to cart": Shop, "Privacy Policy": Legal, "Table of Contents": Contents, "Advertisement": Ad, "About the author": Author, "Follow us": Share,
	} {
		if got := Scan(text).Topics; got&want == 0 {
			t.Errorf("%q has topics %b, want %b", text, got, want)
		}
	}
	for _, text := range []string{
		"The mayor answered every comment in the debate about the ferry and its harbour on the island last night.",
		"Night ferry returns", "",
	} {
		if got := Scan(text).Topics; got != 0 {
			t.Errorf("%q has topics %b", text, got)
		}
	}
}

func TestWords(t *testing.T) {
	words := func(s string) (n int) {
		for range Words(s) {
			n++
		}
		return n
	}
	if n := words("It's Ann's 2nd ferry – 漢字"); n != 6 {
		t.Errorf("%d words", n)
	}
	for h := range Words("Ferry") {
		if h != hashWord("ferry") {
			t.Error("case is not folded")
		}
	}
	for range Words("a b c") {
		break // stopping early must not panic
	}
}

// TestRuns holds that runs of letters and digits count like their characters
// one by one.
func TestRuns(t *testing.T) {
	for _, text := range []string{"The 7th USA tour of 2x4s, B2B and x9Y: ABC 12 3D.", "9 o'clock", "a", "A1", "été2 naïve", `No. 5 "Quoted"`} {
		s := scanner{word: fnvOffset}
		s.Hash = fnvOffset
		for _, r := range text {
			switch {
			case unicode.IsLetter(r):
				s.letter(r, unicode.ToLower(r), unicode.IsUpper(r))
			case unicode.IsDigit(r):
				s.digit(r)
			case r == ' ':
				s.endWord()
			default:
				s.sign(r)
			}
		}
		s.endWord()
		s.End = s.end()
		s.Topics = topicsOf(s.list[:s.n])
		if got := Scan(text); got != s.Stats {
			t.Errorf("%q\n got %+v\nwant %+v", text, got, s.Stats)
		}
	}
}

func BenchmarkScan(b *testing.B) {
	text := strings.Repeat("The mayor said that the ferry, which was built in Norway, will return in May. ", 20)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Scan(text)
	}
}

// The words that a scan collects are those of Words, whatever the script.
func TestScanWords(t *testing.T) {
	for _, s := range []string{
		"", "Ferry", "We don't know: 12 of “30” left’s", "'tis the boys' own, rock'n'roll", "a1b2 c-d_e", "Été, ÇA", "漢字とkana 12",
		"हिन्दी में पाठ", "cafe\u0301s au lait", "\u0301lead", "รถไฟกลางคืน ใช่", "x\u200by z\xffw", "٣٤ عام",
	} {
		before := []uint64{7}
		stats, got := ScanWords(s, before)
		if want := slices.AppendSeq([]uint64{7}, Words(s)); !slices.Equal(got, want) {
			t.Errorf("%q: %x, want %x", s, got, want)
		}
		if stats != Scan(s) {
			t.Errorf("%q is measured in two ways", s)
		}
	}
}
