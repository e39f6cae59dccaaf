package decode

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// indexInput returns every sequence of bytes that an encoding could give a
// meaning to, one a line.
func indexInput(name string) []byte {
	var b []byte
	for c := 0x80; c <= 0xFF; c++ {
		b = append(b, byte(c), '\n')
	}
	switch name {
	case "GBK", "gb18030", "Big5", "EUC-JP", "Shift_JIS", "EUC-KR":
	default:
		return b
	}
	for lead := 0x80; lead <= 0xFF; lead++ {
		for trail := range 256 {
			b = append(b, byte(lead), byte(trail), '\n')
		}
	}
	if name == "EUC-JP" {
		for row := 0xA0; row <= 0xFF; row++ {
			for cell := 0xA0; cell <= 0xFF; cell++ {
				b = append(b, 0x8F, byte(row), byte(cell), '\n')
			}
		}
	}
	if name == "gb18030" {
		for p := 0; p < 126*10*126*10; p++ {
			if p >= 40000 && p < 188000 || p > 190000 && p%61 != 0 {
				continue // nothing there, and one in 61 of what follows a rule
			}
			b = append(b, byte(p/12600+0x81), byte(p/1260%10+0x30), byte(p/10%126+0x81), byte(p%10+0x30), '\n')
		}
	}
	return b
}

// brokenInput returns bytes that break every rule, the same in each run.
func brokenInput(name string) []byte {
	r := rand.New(rand.NewPCG(1, uint64(len(name))))
	alphabet := "\x1B$B(JI@\x0E<>a0 9\n"
	b := make([]byte, 0, 1<<16)
	for len(b) < 1<<16 {
		switch r.IntN(3) {
		case 0:
			b = append(b, alphabet[r.IntN(len(alphabet))])
		default:
			b = append(b, byte(r.IntN(256)))
		}
	}
	return b
}

// TestReference compares with another decoder, a command that is given a label
// and reads standard input. It is how the sums of TestIndexes were checked.
func TestReference(t *testing.T) {
	cmd := os.Getenv("DECODE_REFERENCE")
	if cmd == "" {
		t.Skip("DECODE_REFERENCE names no command to compare with")
	}
	for e := encUTF16LE; e <= encXUserDefined; e++ {
		name := encodings[e].name
		for kind, in := range map[string][]byte{"index": indexInput(name), "broken": brokenInput(name)} {
			if e == encISO2022JP && kind == "broken" {
				continue // ours keeps blanks and line ends inside kanji
			}
			c := exec.Command(cmd, name)
			c.Stdin = strings.NewReader(string(in))
			out, err := c.Output()
			if err != nil {
				t.Fatal(err)
			}
			got := decodeAs(e, in).Text
			if got == string(out) {
				continue
			}
			g, w := []rune(got), []rune(string(out))
			shown := 0
			if kind == "index" {
				il, gl, wl := strings.Split(string(in), "\n"), strings.Split(got, "\n"), strings.Split(string(out), "\n")
				if len(gl) == len(wl) {
					for i := range gl {
						if gl[i] != wl[i] && shown < 3000 {
							shown++
							t.Errorf("%s: %x: %+q want %+q", name, il[min(i, len(il)-1)], gl[i], wl[i])
						}
					}
					continue
				}
			}
			for i := range g {
				if i >= len(w) || g[i] != w[i] {
					t.Errorf("%s %s differs at rune %d: %+q want %+q", name, kind, i, string(g[max(0, i-8):min(len(g), i+8)]), string(w[max(0, i-8):min(len(w), i+8)]))
					break
				}
			}
		}
	}
}

// TestIndexes pins each decoder over its whole index and over broken input. The
// sums are of output that was equal, character for character, to that of
// encoding_rs 0.8.44, the decoder of Firefox (see TestReference).
func TestIndexes(t *testing.T) {
	good, all := 0, 0
	for e := encUTF16LE; e <= encXUserDefined; e++ {
		name := encodings[e].name
		all++
		got := sum(decodeAs(e, indexInput(name)).Text) + " " + sum(decodeAs(e, brokenInput(name)).Text)
		if got != indexSums[name] {
			t.Errorf("\t%q: %q,", name, got)
			continue
		}
		good++
	}
	score(t, "decoders equal to the WHATWG index", 100, good, all)
}

// TestDeclaredIndex checks that a table of all characters, which is no text, is
// read as declared.
func TestDeclaredIndex(t *testing.T) {
	for e := encUTF8 + 1; e < numEncodings; e++ {
		info := &encodings[e]
		if !info.asciiSafe || e == encISO2022JP || e == encISO2022KR || e == encHZ {
			continue
		}
		var lines, joined []byte
		for line := range bytes.Lines(indexInput(info.name)) {
			if decodeAs(e, line).RepairCount == 0 {
				lines = append(lines, line...)
				joined = append(joined, bytes.TrimSuffix(line, []byte("\n"))...)
			}
		}
		for kind, b := range map[string][]byte{"lines": lines, "joined": joined} {
			if len(joined) < 90 {
				continue // few enough to be taken for a word
			}
			r, err := Bytes(b, Hints{ContentType: "text/plain; charset=" + info.name})
			if err != nil || r.Text != decodeAs(e, b).Text {
				t.Errorf("%s, %s: read as %s, %v", info.name, kind, r.Encoding, err)
			}
		}
	}
}

func sum(s string) string {
	h := sha256.Sum256([]byte(s))
	return hex.EncodeToString(h[:8])
}

var indexSums = map[string]string{
	"UTF-16LE":       "efbe656e90fa63b5 456d73732a24172e",
	"UTF-16BE":       "b152464051e03b3e cbba1b294b7eb458",
	"IBM866":         "7ffc596cb77902c5 64dddbaeabefbbe4",
	"ISO-8859-2":     "64a2f39a5149e90d aeea63197b7b23b5",
	"ISO-8859-3":     "3a1718ae7743efaf 7aa519a8e3075687",
	"ISO-8859-4":     "f1797db4019385e3 5aeeb92d695ce948",
	"ISO-8859-5":     "8ad41a95d05e78fd 17dd10d8b94588d5",
	"ISO-8859-6":     "21b32820c3e53060 4327f4fcf0ab4b40",
	"ISO-8859-7":     "8f9051bbaae5a944 7bab7dc96e75fcf1",
	"ISO-8859-8":     "2ab70f50bb89f9a2 6596c901ebca178f",
	"ISO-8859-8-I":   "2ab70f50bb89f9a2 5eed04b7d5042bab",
	"ISO-8859-10":    "a8e24330345e4437 cea68b2bc9a4fce3",
	"ISO-8859-13":    "1374ef1d62d82230 7ee7964cf357bf99",
	"ISO-8859-14":    "c7fa312fa4a25485 ea2899555de8acb0",
	"ISO-8859-15":    "edac8b0995c246a4 5f844ead2b1e7af1",
	"ISO-8859-16":    "2db1a0d11369bd62 3a98b18dfefaf057",
	"KOI8-R":         "f218618f4b7487d2 3eb466bb858e9d98",
	"KOI8-U":         "986308ea82e552b7 c70275a66b7e47bf",
	"macintosh":      "d2a4c868abe68fce ecd2c7ef631a0978",
	"windows-874":    "ed153f6f715356c2 2f6425dacbcc0e5c",
	"windows-1250":   "33cb778f9cc2120a 2bae9b5fdf8fec59",
	"windows-1251":   "1cceffb51f96eac1 36984c609395a45c",
	"windows-1252":   "2afd1267025813be c835eaedf071befb",
	"windows-1253":   "a94233bc0ee21244 7ce7ca94d60ee42e",
	"windows-1254":   "4463fdde23016876 701de66ecb4eba02",
	"windows-1255":   "006f929c1ac9b559 c23670e970f1345e",
	"windows-1256":   "56ff3c6d002bdedd 3a33266fbec332fd",
	"windows-1257":   "1fb600d7c78d1c92 2809dc4875edd2b3",
	"windows-1258":   "46d65c5c252e30fe 1af7acf0644103a5",
	"x-mac-cyrillic": "fb5cd9f7e27be9f4 7c54249ee87a4ff5",
	"GBK":            "1c72abffd7addb6e b52b98fb1f941154",
	"gb18030":        "9f7294dfe463a55b baa9820c87cfc29e",
	"Big5":           "896eb285173a20ec f6497e5da35fc42f",
	"EUC-JP":         "f6e1513ae61857d6 7c14398e95d9d012",
	"ISO-2022-JP":    "a2fa8762033bf658 eab4c944f266e65a",
	"Shift_JIS":      "e07902ee7d69f7f9 b43ab55494201259",
	"EUC-KR":         "2b38b23daeb90819 8502d1054c7936d7",
	"x-user-defined": "e7fff2203522b55f b8b518bd11b4d0da",
}
