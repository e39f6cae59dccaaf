package decode

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// encoder is the reverse of a decoder, made from it.
type encoder map[rune]string

func newEncoder(e encodingID) encoder {
	enc := encoder{}
	if t := encodings[e].table; t != nil {
		for i, r := range t().runes {
			if _, dup := enc[r]; !dup && r != '\uFFFD' {
				enc[r] = string([]byte{byte(i)})
			}
		}
		return enc
	}
	for c := range rune(0x80) {
		enc[c] = string([]byte{byte(c)})
	}
	for i, row := range pairGrid(e) {
		for j, r := range row {
			if _, dup := enc[r]; !dup && r != 0 {
				enc[r] = string([]byte{byte(i + 0x81), byte(j + 0x30)})
			}
		}
	}
	return enc
}

// encode returns text as bytes; letters that the encoding lacks make it fail,
// signs are written in ASCII.
func (enc encoder) encode(text string) ([]byte, bool) {
	var out []byte
	for _, r := range text {
		if s, ok := enc[r]; ok {
			out = append(out, s...)
			continue
		}
		switch {
		case strings.ContainsRune("“”„«»「」‟", r):
			out = append(out, '"')
		case strings.ContainsRune("‘’‚ʼ", r):
			out = append(out, '\'')
		case strings.ContainsRune("–—−‑", r):
			out = append(out, '-')
		case r == '…':
			out = append(out, "..."...)
		case strings.ContainsRune("\u00A0\u202F\u2009\u200B\u200E\u200F\u200C\u200D\u2026→·×", r):
			out = append(out, ' ')
		default:
			return nil, false
		}
	}
	return out, true
}

// decomposed1258 takes the tones off letters that windows-1258 lacks.
func decomposed1258(enc encoder, text string) string {
	var out strings.Builder
	for _, r := range text {
		if _, ok := enc[r]; ok {
			out.WriteRune(r)
			continue
		}
		var rest []rune
		tone := ""
		for _, d := range norm.NFD.String(string(r)) {
			switch d {
			case 0x300, 0x301, 0x303, 0x309, 0x323:
				tone = string(d)
			default:
				rest = append(rest, d)
			}
		}
		out.WriteString(norm.NFC.String(string(rest)) + tone)
	}
	return out.String()
}

// heldOut returns the texts that models were not trained on, by language.
func heldOut(t testing.TB) map[string]string {
	dir := os.Getenv("DECODE_TEXTS") // other texts to try, named in the same way
	if dir == "" {
		dir = filepath.Join("testdata", "text")
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatal("no texts")
	}
	out := map[string]string{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out[strings.TrimSuffix(filepath.Base(f), ".txt")] = string(b)
	}
	return out
}

// scarce are the encodings that exist for a handful of languages only; others
// are not tried in them.
var scarce = map[encodingID]string{
	encISO8859_10: "is fo nn nb da sv fi et", encISO8859_14: "ga gd cy br", encISO8859_16: "", encISO8859_3: "eo mt",
	encISO8859_4: "et lt lv", encISO8859_13: "et lt lv", encWindows1257: "et lt lv", encISO8859_15: "fr fi et de nl",
	encWindows1258: "vi", encMacintosh: "de fr es it pt sv da", encWindows1254: "tr", encIBM852: "pl cs hu", encIBM850: "de fr",
	encIBM437: "", encKOI8U: "uk", encKOI8R: "ru", encIBM855: "ru", encIBM866: "ru", encMacCyrillic: "ru", encISO8859_5: "ru bg sr mk be",
	encWindows1250: "pl cs sk hu sl hr ro hsb sr_Latn sq", encISO8859_2: "pl cs sk hu sl hr ro hsb sr_Latn sq",
	encISO8859_6: "ar", encISO8859_7: "el", encWindows1253: "el", encWindows1255: "he", encISO8859_8I: "he", encWindows874: "th", encWindows1256: "ar fa ur", encWindows1251: "ru uk be bg mk sr",
	encGB18030: "zh_Hans zh_Hant", encBig5: "zh_Hant", encShiftJIS: "ja", encEUCJP: "ja", encEUCKR: "ko", encJohab: "ko", encEUCTW: "zh_Hant",
}

// transcoded is a text in a legacy encoding.
type transcoded struct {
	name string
	enc  encodingID
	text string
}

// transcode returns every held-out text in every encoding it is written in.
func transcode(t testing.TB) []transcoded {
	var out []transcoded
	texts := heldOut(t)
	var tags []string
	for tag := range texts {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	var ids []encodingID
	for _, c := range singleCandidates {
		ids = append(ids, c.enc)
	}
	for _, c := range multiCandidates {
		ids = append(ids, c.enc)
	}
	for _, e := range ids {
		enc := newEncoder(e)
		only, limited := scarce[e]
		for _, tag := range tags {
			if limited && !slices.Contains(strings.Fields(only), tag) {
				continue
			}
			text := texts[tag]
			if tag == "vi" {
				text = decomposed1258(enc, text)
			}
			if tag == "ro" && e != encISO8859_16 {
				text = strings.NewReplacer("ș", "ş", "ț", "ţ", "Ș", "Ş", "Ț", "Ţ").Replace(text)
			}
			if tag == "ja" || tag == "ko" {
				text = strings.NewReplacer("～", "", "−", "-", "—", "-").Replace(text)
			}
			var kept strings.Builder
			for line := range strings.Lines(text) {
				if b, ok := enc.encode(line); ok {
					kept.WriteString(decodeAs(e, b).Text)
				}
			}
			if s := kept.String(); len(s)*3 > len(text)*2 && asciiPrefix([]byte(s)) < len(s) {
				out = append(out, transcoded{fmt.Sprintf("%s as %s", tag, encodings[e].name), e, s})
			}
		}
	}
	return out
}

// windows cuts a text into pieces of n characters.
func windows(text string, n int) []string {
	var out []string
	r := []rune(text)
	for i := 0; i+n <= len(r); i += n {
		out = append(out, string(r[i:i+n]))
	}
	return out
}

// markupAround returns text in the middle of 20 KB of markup in ASCII.
func markupAround(text []byte) []byte {
	var b []byte
	b = append(b, "<!DOCTYPE html><html><head><title>Page</title><script>var a = {b: 1};</script></head><body>"...)
	filler := `<div class="row col-md-6"><a href="/index.php?id=12&amp;page=3" title="more">Home</a><img src="a.png" alt="logo"></div>` + "\n"
	for len(b) < 10000 {
		b = append(b, filler...)
	}
	b = append(b, "<p>"...)
	b = append(b, text...)
	b = append(b, "</p>"...)
	for len(b) < 20000 {
		b = append(b, filler...)
	}
	return append(b, "</body></html>"...)
}

// TestTranscoded reads held-out text of many languages in every encoding it is
// written in: whole, 200 characters of it, and both inside markup.
func TestTranscoded(t *testing.T) {
	type tally struct{ all, good int }
	var full, inside, short, drowned, shortStandard, drownedStandard tally
	try := func(tl *tally, name string, b []byte, e encodingID, hints Hints) {
		tl.all++
		want := decodeAs(e, b).Text
		r, err := Bytes(b, hints)
		if err == nil && r.Text == want {
			tl.good++
			return
		}
		t.Logf("%s: read as %s (%.2f by %s) %.60q", name, r.Encoding, r.Confidence, r.Evidence, want)
	}
	tryBoth := func(all, standard *tally, name string, b []byte, e encodingID) {
		before := all.good
		try(all, name, b, e, Hints{})
		if e <= encXUserDefined {
			standard.all++
			standard.good += all.good - before
		}
	}
	for _, tr := range transcode(t) {
		enc := newEncoder(tr.enc)
		bytesOf := func(s string) []byte {
			b, ok := enc.encode(s)
			if !ok {
				t.Fatalf("%s: cannot encode its own text", tr.name)
			}
			return b
		}
		try(&full, "full: "+tr.name, bytesOf(tr.text), tr.enc, Hints{})
		try(&inside, "full, markup: "+tr.name, markupAround(bytesOf(tr.text)), tr.enc, Hints{})
		for i, w := range windows(tr.text, 200) {
			b := bytesOf(w)
			if asciiPrefix(b) == len(b) {
				continue
			}
			tryBoth(&short, &shortStandard, "200: "+tr.name, b, tr.enc)
			if i < 2 {
				tryBoth(&drowned, &drownedStandard, "markup: "+tr.name, markupAround(b), tr.enc)
			}
		}
	}
	score(t, "held-out text transcoded, whole", 100, full.good, full.all)
	score(t, "held-out text transcoded, whole, inside markup", 100, inside.good, inside.all)
	score(t, "held-out text transcoded, 200 characters", 98, short.good, short.all)
	score(t, "held-out text, 200 characters inside markup", 98, drowned.good, drowned.all)
	score(t, "the same, WHATWG encodings, 200 characters", 99, shortStandard.good, shortStandard.all)
	score(t, "the same, WHATWG encodings, those inside markup", 99, drownedStandard.good, drownedStandard.all)
}
