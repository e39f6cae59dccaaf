package decode

import (
	"errors"
	"strings"
	"testing"
)

// TestBytes shows each kind of evidence and repair once.
func TestBytes(t *testing.T) {
	tests := []struct {
		reason   string
		in       string
		hints    Hints
		text     string
		encoding string
		evidence Evidence
		repairs  []RepairKind
	}{
		{"valid UTF-8", "déjà vu €", Hints{}, "déjà vu €", "UTF-8", EvidenceUTF8, nil},
		{"byte order mark is taken off", "\xEF\xBB\xBFdéjà", Hints{}, "déjà", "UTF-8", EvidenceBOM, nil},
		{"UTF-16 with a mark", "\xFF\xFEh\x00\xE9\x00", Hints{}, "hé", "UTF-16LE", EvidenceBOM, nil},
		{"UTF-32 with a mark", "\x00\x00\xFE\xFF\x00\x00\x00h", Hints{}, "h", "UTF-32BE", EvidenceBOM, nil},
		{"UTF-16 without a mark", "\x00H\x00e\x00l\x00l\x00o\x00 \x04\x1F\x04\x40", Hints{}, "Hello Пр", "UTF-16BE", EvidenceZeros, nil},
		{"UTF-32 without a mark", "h\x00\x00\x00i\x00\x00\x00", Hints{}, "hi", "UTF-32LE", EvidenceZeros, nil},
		{"stray byte in UTF-8", "it\x92s 5 € and 6 €", Hints{}, "it’s 5 € and 6 €", "UTF-8", EvidenceDamaged, []RepairKind{RepairStray}},
		{"cut at the end", "naïve caf\xC3", Hints{}, "naïve caf", "UTF-8", EvidenceDamaged, []RepairKind{RepairTruncated}},
		{"cut in the middle", "один дв\xD0... три", Hints{}, "один дв\uFFFD... три", "UTF-8", EvidenceDamaged, []RepairKind{RepairTruncated}},
		{"CESU-8", "smile \xED\xA0\xBD\xED\xB8\x80 é", Hints{}, "smile 😀 é", "UTF-8", EvidenceDamaged, []RepairKind{RepairCESU}},
		{"lone surrogate", "smile \xED\xA0\xBD é", Hints{}, "smile \uFFFD é", "UTF-8", EvidenceDamaged, []RepairKind{RepairSurrogate}},
		{"overlong zero is no text", "a\xC0\x80é", Hints{}, "a\uFFFDé", "UTF-8", EvidenceDamaged, []RepairKind{RepairOverlong}},
		{"overlong letter", "\xC1\xA1é", Hints{}, "aé", "UTF-8", EvidenceDamaged, []RepairKind{RepairOverlong}},
		{"valid UTF-8 beats the header", "déjà vu, où ça", Hints{ContentType: "text/html; charset=iso-8859-1"}, "déjà vu, où ça", "UTF-8", EvidenceUTF8, nil},
		{"a short text does not", "\xE0\xA1\xB9", Hints{ContentType: "text/plain; charset=tis-620"}, "เกน", "windows-874", EvidenceHTTP, nil},
		{"two characters of GBK", "\xC4\xA3\xD0\xA1 OK", Hints{ContentType: "text/plain; charset=gbk"}, "模小 OK", "GBK", EvidenceHTTP, nil},
		{"but one accent does", "caf\xC3\xA9", Hints{ContentType: "text/plain; charset=iso-8859-1"}, "café", "UTF-8", EvidenceUTF8, nil},
		{"one accent against GBK", "voil\xC3\xA0, un caf\xC3\xA9", Hints{ContentType: "text/plain; charset=gb2312"}, "voilà, un café", "UTF-8", EvidenceUTF8, nil},
		{"one Russian word", "\xD0\x94\xD0\xB0", Hints{ContentType: "text/plain; charset=windows-1251"}, "Да", "UTF-8", EvidenceUTF8, nil},
		{"header", "\xF0\xD2\xC9\xD7\xC5\xD4", Hints{ContentType: `text/html; charset="KOI8-R"`}, "Привет", "KOI8-R", EvidenceHTTP, nil},
		{"header with ASCII only", "hello", Hints{ContentType: "text/plain; charset=iso-8859-2"}, "hello", "ISO-8859-2", EvidenceHTTP, nil},
		{"meta far down", "<html><head><script>" + strings.Repeat("x", 5000) + "</script><meta charset=windows-1251></head>\xCF\xF0\xE8\xE2\xE5\xF2", Hints{},
			"<html><head><script>" + strings.Repeat("x", 5000) + "</script><meta charset=windows-1251></head>Привет", "windows-1251", EvidenceMeta, nil},
		{"XML declaration", "<?xml version='1.0' encoding='iso-8859-2'?><a>\xB9\xE8</a>", Hints{}, "<?xml version='1.0' encoding='iso-8859-2'?><a>šč</a>", "ISO-8859-2", EvidenceXML, nil},
		{"a meta in an item of a feed is not its own", "<?xml version='1.0' encoding='koi8-r'?><rss><![CDATA[<meta charset=utf-8>]]>\xF0\xD2</rss>", Hints{}, "<?xml version='1.0' encoding='koi8-r'?><rss><![CDATA[<meta charset=utf-8>]]>Пр</rss>", "KOI8-R", EvidenceXML, nil},
		{"but that of XHTML is", "<?xml version='1.0' encoding='koi8-r'?><html><meta charset=windows-1251>\xCF\xF0", Hints{}, "<?xml version='1.0' encoding='koi8-r'?><html><meta charset=windows-1251>Пр", "windows-1251", EvidenceMeta, nil},
		{"bold type of a typewriter", "N\bNA\bAM\bME\bE \xE9t\xE9", Hints{Lang: "fr"}, "N\bNA\bAM\bME\bE été", "windows-1252", EvidenceStatistics, nil},
		{"JSON is UTF-8", `{"a": "é"}`, Hints{ContentType: "application/json; charset=iso-8859-1"}, `{"a": "é"}`, "UTF-8", EvidenceJSON, nil},
		{"ISO-2022-JP", "\x1B$B$3$s$K$A$O\x1B(B", Hints{}, "こんにちは", "ISO-2022-JP", EvidenceEscapes, nil},
		{"HZ", "~{VPND~} text", Hints{}, "中文 text", "HZ-GB-2312", EvidenceEscapes, nil},
		{"a tilde and a brace are no HZ", "x~{y~}", Hints{}, "x~{y~}", "UTF-8", EvidenceDefault, nil},
		{"empty", "", Hints{}, "", "UTF-8", EvidenceDefault, nil},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			r, err := Bytes([]byte(tt.in), tt.hints)
			if err != nil {
				t.Fatal(err)
			}
			if r.Text != tt.text || r.Encoding != tt.encoding || r.Evidence != tt.evidence {
				t.Errorf("got %q as %s by %s\nwant %q as %s by %s", r.Text, r.Encoding, r.Evidence, tt.text, tt.encoding, tt.evidence)
			}
			if len(r.Repairs) != len(tt.repairs) {
				t.Fatalf("repairs %+v, want %v", r.Repairs, tt.repairs)
			}
			for i, k := range tt.repairs {
				if r.Repairs[i].Kind != k {
					t.Errorf("repair %d is %s, want %s", i, r.Repairs[i].Kind, k)
				}
			}
		})
	}
}

// TestBinary checks that what is no text is refused with a reason.
func TestBinary(t *testing.T) {
	for _, in := range []string{"%PDF-1.7\n", "\x89PNG\r\n\x1A\n\x00\x00", "\x1F\x8B\x08\x00rest", strings.Repeat("\x01\x02\x03\xFF", 50)} {
		_, err := Bytes([]byte(in), Hints{})
		var e *Error
		if !errors.As(err, &e) || e.Reason != ReasonBinary {
			t.Errorf("%.10q: error %v, want one with reason binary", in, err)
		}
	}
}

// Control characters in what is known to be UTF-8, as a string of JSON is, are no letters
// of UTF-16, but zeros between letters are the traces of UTF-16.
func TestControlsInUTF8(t *testing.T) {
	utf8 := Hints{ContentType: "text/plain; charset=utf-8"}
	for _, in := range []string{strings.Repeat("\x01", 4), strings.Repeat("\x01", 1000), strings.Repeat("\x02\x1E", 50)} {
		if r, err := Bytes([]byte(in), utf8); err == nil {
			t.Errorf("%.10q: read as %s: %.10q", in, r.Encoding, r.Text)
		}
	}
	if r, err := Bytes([]byte("T\x00h\x00e\x00 \x00b\x00r\x00i\x00d\x00g\x00e\x00"), utf8); err != nil || r.Text != "The bridge" {
		t.Errorf("%q, %v", r.Text, err)
	}
}

// A text of which a piece was lost, with zeros in its place, is still a text;
// zeros between a few bytes are not.
func TestHoles(t *testing.T) {
	words := strings.Repeat("<p>The bridge opens in May.</p>\n", 20)
	for name, text := range map[string]string{
		"a hole": words + strings.Repeat("\x00", 4096) + words, "two holes": words + strings.Repeat("\x00", 700) + "<p>é</p>" + strings.Repeat("\x00", 90) + words,
		"a hole at the end": words + strings.Repeat("\x00", 100_000),
	} {
		r, err := Bytes([]byte(text), Hints{})
		if err != nil || strings.ReplaceAll(r.Text, "\x00", "") != strings.ReplaceAll(text, "\x00", "") {
			t.Errorf("%s: %v, %d bytes of %d", name, err, len(r.Text), len(text))
		}
	}
	numbers := make([]byte, 0, 20_000) // small numbers of 32 bits, a piece of them zero
	for i := range 2000 {
		numbers = append(numbers, byte(i%13), 0, 0, 0)
	}
	numbers = append(append(numbers, make([]byte, 5000)...), numbers...)
	if r, err := Bytes(numbers, Hints{}); err == nil {
		t.Errorf("numbers came out as %s", r.Encoding)
	}
}

func TestAs(t *testing.T) {
	for _, tt := range []struct{ label, in, want string }{
		{"latin1", "\x80\x81", "€\u0081"},
		{"big5-hkscs", "\x88\x62\xA4\xA4x", "\u00CA\u0304中x"},
		{"Johab", "\xD0\x65\x8B\x69", "한글"},
		{"euc-tw", "\xC4\xE3\x8E\xA2\xA1\xA1", "中乂"},
		{"iso-2022-kr", "\x1B$)C\x0E0!\x0F a", "가 a"},
		{"gb18030", "\x90\x30\x81\x30\x80", "\U00010000€"},
	} {
		r, err := As([]byte(tt.in), tt.label)
		if err != nil || r.Text != tt.want {
			t.Errorf("As(%q, %s) = %q, %v; want %q", tt.in, tt.label, r.Text, err, tt.want)
		}
	}
	if _, err := As(nil, "no-such"); err == nil {
		t.Error("unknown label was accepted")
	}
}
