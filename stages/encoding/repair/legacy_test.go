package repair

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// crossRead returns s, written in one encoding, read as another.
func crossRead(s string, enc encoding.Encoding, as *charmap.Charmap) (string, bool) {
	raw, err := enc.NewEncoder().String(s)
	if err != nil {
		return "", false
	}
	var b strings.Builder
	for i := range len(raw) {
		if r := as.DecodeByte(raw[i]); r != 0xfffd {
			b.WriteRune(r)
		} else {
			b.WriteRune(rune(raw[i]))
		}
	}
	return b.String(), true
}

// legacyReadings are encodings read as others, with the languages to try.
var legacyReadings = []struct {
	langs string
	name  string
	enc   encoding.Encoding
	as    *charmap.Charmap
	floor float64
}{
	{"ru uk bg be mk sr", "windows-1251 as windows-1252", charmap.Windows1251, charmap.Windows1252, 0.85},
	{"ru uk bg be mk sr", "windows-1251 as latin-1", charmap.Windows1251, charmap.ISO8859_1, 0.85},
	{"ru bg", "koi8-r as latin-1", charmap.KOI8R, charmap.ISO8859_1, 0.85},
	{"ru bg", "cp866 as windows-1252", charmap.CodePage866, charmap.Windows1252, 0.85},
	{"ru uk bg be", "iso-8859-5 as windows-1252", charmap.ISO8859_5, charmap.Windows1252, 0.85},
	{"ru bg", "koi8-r as windows-1251", charmap.KOI8R, charmap.Windows1251, 0.6},
	{"ru bg", "windows-1251 as koi8-r", charmap.Windows1251, charmap.KOI8R, 0.6},
	{"ru bg", "cp866 as windows-1251", charmap.CodePage866, charmap.Windows1251, 0.8},
	{"ru bg", "windows-1251 as cp866", charmap.Windows1251, charmap.CodePage866, 0.8},
	{"el", "windows-1253 as windows-1252", charmap.Windows1253, charmap.Windows1252, 0.8},
	{"el", "iso-8859-7 as latin-1", charmap.ISO8859_7, charmap.ISO8859_1, 0.8},
	{"he", "windows-1255 as windows-1252", charmap.Windows1255, charmap.Windows1252, 0.7},
	{"ar", "windows-1256 as windows-1252", charmap.Windows1256, charmap.Windows1252, 0.7},
	{"ar", "iso-8859-6 as latin-1", charmap.ISO8859_6, charmap.ISO8859_1, 0.7},
	{"th", "windows-874 as windows-1252", charmap.Windows874, charmap.Windows1252, 0.7},
	{"zh_CN", "gbk as windows-1252", simplifiedchinese.GBK, charmap.Windows1252, 0.6},
	{"zh_TW zh_HK", "big5 as windows-1252", traditionalchinese.Big5, charmap.Windows1252, 0.65},
	{"ko", "euc-kr as windows-1252", korean.EUCKR, charmap.Windows1252, 0.75},
	{"ja", "shift_jis as windows-1252", japanese.ShiftJIS, charmap.Windows1252, 0.7},
	{"ja", "euc-jp as latin-1", japanese.EUCJP, charmap.ISO8859_1, 0.75},
}

// legacyRecovery returns what becomes of the samples that enc can write, and
// how many those are.
func legacyRecovery(samples []sample, langs string, enc encoding.Encoding, as *charmap.Charmap) (n, right, wrong int) {
	for _, s := range samples {
		if !strings.Contains(" "+langs+" ", " "+s.lang+" ") {
			continue
		}
		broken, ok := crossRead(s.text, enc, as)
		if !ok || broken == s.text {
			continue
		}
		n++
		switch got, _ := Text(broken, Options{KeepSpaces: true}); got {
		case s.text:
			right++
		case broken:
		default:
			wrong++
		}
	}
	return n, right, wrong
}

func TestLegacy(t *testing.T) {
	samples := messageLines(t, 40)
	for _, c := range legacyReadings {
		n, right, wrong := legacyRecovery(samples, c.langs, c.enc, c.as)
		t.Logf("%-30s %3d lines, right %3d, wrong %3d", c.name, n, right, wrong)
		if n >= 10 && float64(right) < c.floor*float64(n) {
			t.Errorf("%s: %d of %d lines", c.name, right, n)
		}
	}
}

// What is no legacy text must not be read as such.
func TestNoLegacy(t *testing.T) {
	for _, s := range []string{
		"MÄ£ÄM ÌÑÌ Q £ÄGÌ GÄLÄW ÑÍCH SÖÄ£ ÑÝÄ $ÚÄMÌ",
		"┌─────────────────┐",
		"──────────────────────────────",
		"НОВОСТИ РЕГИОНОВ И РЕЗУЛЬТАТЫ ВЫБОРОВ",
		"ÀÁÂÃÄÅ ÈÉÊË ÌÍÎÏ ÒÓÔÕÖ ÙÚÛÜ Ý",
		"…………………………………………",
		"áéíóú àèìòù âêîôû äëïöü",
	} {
		if got, steps := Text(s, Options{}); got != s {
			t.Errorf("%q became %q: %+v", s, got, steps)
		}
	}
}
