package decode

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding/htmlindex"
)

// chunks gives what it holds in pieces of random length.
type chunks struct {
	r      io.Reader
	random *rand.Rand
}

func (c chunks) Read(p []byte) (int, error) {
	return c.r.Read(p[:min(len(p), 1+c.random.IntN(200_000))])
}

// streams are longer than what is looked at, in every way of cutting them.
func streams(t testing.TB) map[string][]byte {
	t.Helper()
	encode := func(label, s string) []byte {
		t.Helper()
		e, err := htmlindex.Get(label)
		if err != nil {
			t.Fatal(err)
		}
		b, err := e.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return []byte(b)
	}
	russian := strings.Repeat("Мост через реку откроют в мае, сказал совет.\n", 60_000)
	japanese := strings.Repeat("橋は五月に開通する、と市は発表した。工事は三年続いた。\n", 40_000)
	chinese := strings.Repeat("大桥将于五月通车，市政府星期一说。工程历时三年。\n", 50_000)
	utf16 := []byte{0xFF, 0xFE}
	for _, r := range strings.Repeat("bridge мост ", 200_000) {
		utf16 = append(utf16, byte(r), byte(r>>8))
	}
	return map[string][]byte{
		"UTF-8":                       []byte(russian),
		"UTF-8 without ASCII":         []byte(strings.Repeat("桥将于五月通车", 120_000)),
		"UTF-8 with damage":           []byte(strings.Repeat("Das Café öffnet im Mai\xe9, \xed\xa0\xbd\xed\xb8\x80 \xe2\x80 sagt er. ", 40_000)),
		"surrogates alone":            []byte(strings.Repeat("桥\xed\xa0\xbd\xed\xb8\x80", 250_000)),
		"ASCII":                       []byte(strings.Repeat("The bridge opens in May.\n", 100_000)),
		"ASCII, then UTF-8":           []byte(strings.Repeat("The bridge opens in May.\n", 100_000) + russian[:1<<20]),
		"ASCII, then Cyrillic":        append([]byte("<meta charset=windows-1251>"+strings.Repeat("The bridge opens in May.\n", 100_000)), encode("windows-1251", russian[:900_000])...),
		"windows-1251":                encode("windows-1251", russian),
		"Shift_JIS":                   encode("shift_jis", japanese),
		"gb18030":                     encode("gbk", chinese),
		"gb18030 without line breaks": encode("gbk", strings.ReplaceAll(chinese, "\n", "")),
		"UTF-16":                      utf16,
		"ISO-2022-JP":                 encode("iso-2022-jp", japanese),
	}
}

// TestReader: a stream gives what its encoding makes of the whole, however it
// is cut, in the memory of a few pieces.
func TestReader(t *testing.T) {
	for name, b := range streams(t) {
		t.Run(name, func(t *testing.T) {
			r := NewReader(chunks{bytes.NewReader(b), rand.New(rand.NewPCG(1, 2))}, Hints{})
			text, most := drain(t, r)
			got := r.Result()
			want, err := As(b, got.Encoding)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasPrefix(name, got.Encoding) && !strings.HasPrefix(name, "ASCII") && !strings.HasPrefix(name, "surrogates") && !(strings.HasPrefix(name, "UTF-16") && got.Encoding == "UTF-16LE") {
				t.Errorf("found %s by %s", got.Encoding, got.Evidence)
			}
			if text != want.Text || got.RepairCount != want.RepairCount || len(got.Repairs) != len(want.Repairs) {
				t.Fatalf("%s: %d bytes and %d repairs, of the whole %d and %d", got.Encoding, len(text), got.RepairCount, len(want.Text), want.RepairCount)
			}
			for i, p := range got.Repairs {
				if p != want.Repairs[i] {
					t.Fatalf("repair %d is %+v, of the whole %+v", i, p, want.Repairs[i])
				}
			}
			if most > 2*window && name != "ISO-2022-JP" && name != "gb18030 without line breaks" {
				t.Errorf("%d bytes were held", most)
			}
		})
	}
}

// drain reads all and gives also the most that was held.
func drain(t testing.TB, r *Reader) (text string, most int) {
	t.Helper()
	var sb strings.Builder
	p := make([]byte, 10_000)
	for {
		n, err := r.Read(p)
		sb.Write(p[:n])
		most = max(most, cap(r.buf))
		if err == io.EOF {
			return sb.String(), most
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestReaderOfShortTexts: what fits into what is looked at comes out as from
// Bytes.
func TestReaderOfShortTexts(t *testing.T) {
	for _, s := range []string{"", "plain", "caf\xe9", "\xEF\xBB\xBFé", "\xFF\xFEa\x00", "Где?\n"} {
		want, err := Bytes([]byte(s), Hints{})
		if err != nil {
			t.Fatal(err)
		}
		r := NewReader(iotest.OneByteReader(strings.NewReader(s)), Hints{})
		text, _ := drain(t, r)
		if got := r.Result(); text != want.Text || got.Encoding != want.Encoding || got.Evidence != want.Evidence || got.RepairCount != want.RepairCount {
			t.Errorf("%q: %q as %s by %s, want %q as %s by %s", s, text, got.Encoding, got.Evidence, want.Text, want.Encoding, want.Evidence)
		}
	}
}

// idle gives neither bytes nor an error.
type idle struct{}

func (idle) Read([]byte) (int, error) { return 0, nil }

func TestReaderErrors(t *testing.T) {
	broken := errors.New("broken")
	_, err := io.ReadAll(NewReader(io.MultiReader(strings.NewReader("text"), iotest.ErrReader(broken)), Hints{}))
	if !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	for _, broken := range []error{broken, io.ErrUnexpectedEOF, fmt.Errorf("gzip: %w", io.EOF)} {
		for _, text := range []string{"", "a", "déjà vu", strings.Repeat("a", window), strings.Repeat("déjà vu ", window/4)} {
			got, err := io.ReadAll(NewReader(io.MultiReader(strings.NewReader(text), iotest.ErrReader(broken)), Hints{}))
			if err != broken || string(got) != text {
				t.Errorf("%d bytes of %d and %v, want %v", len(got), len(text), err, broken)
			}
		}
	}
	if _, err := io.ReadAll(NewReader(idle{}, Hints{})); err != io.ErrNoProgress {
		t.Errorf("of a reader that gives nothing: %v", err)
	}
	var e *Error
	if _, err := io.ReadAll(NewReader(strings.NewReader("%PDF-1.7\n"), Hints{})); !errors.As(err, &e) || e.Reason != ReasonBinary {
		t.Errorf("error %v", err)
	}
	if _, err := NewReaderAs(nil, "latin-99"); !errors.As(err, &e) || e.Reason != ReasonUnknownLabel {
		t.Errorf("error %v", err)
	}
	r, err := NewReaderAs(strings.NewReader("\xEF\xBB\xBFcaf\xe9 noir"), "utf-8")
	if err != nil {
		t.Fatal(err)
	}
	text, _ := drain(t, r)
	if got := r.Result(); text != "café noir" || len(got.Repairs) != 1 || got.Repairs[0].Offset != 6 || got.Evidence != EvidenceAsked {
		t.Errorf("%q, %+v", text, got)
	}
}
