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

func TestLegacy(t *testing.T) {
	samples := messageLines(t, 40)
	for _, c := range []struct {
		langs string
		name  string
		enc   encoding.Encoding
		as    *charmap.Charmap
	}{
		{"ru uk bg be mk sr", "1251 as 1252", charmap.Windows1251, charmap.Windows1252},
		{"ru uk bg be mk sr", "1251 as latin-1", charmap.Windows1251, charmap.ISO8859_1},
		{"ru bg", "koi8-r as latin-1", charmap.KOI8R, charmap.ISO8859_1},
		{"ru bg", "koi8-r as 1252", charmap.KOI8R, charmap.Windows1252},
		{"ru bg", "cp866 as 1252", charmap.CodePage866, charmap.Windows1252},
		{"ru uk bg be", "8859-5 as 1252", charmap.ISO8859_5, charmap.Windows1252},
		{"ru bg", "koi8-r as 1251", charmap.KOI8R, charmap.Windows1251},
		{"ru bg", "1251 as koi8-r", charmap.Windows1251, charmap.KOI8R},
		{"ru bg", "cp866 as 1251", charmap.CodePage866, charmap.Windows1251},
		{"ru bg", "1251 as cp866", charmap.Windows1251, charmap.CodePage866},
		{"el", "1253 as 1252", charmap.Windows1253, charmap.Windows1252},
		{"el", "8859-7 as latin-1", charmap.ISO8859_7, charmap.ISO8859_1},
		{"he", "1255 as 1252", charmap.Windows1255, charmap.Windows1252},
		{"ar", "1256 as 1252", charmap.Windows1256, charmap.Windows1252},
		{"ar", "8859-6 as latin-1", charmap.ISO8859_6, charmap.ISO8859_1},
		{"th", "874 as 1252", charmap.Windows874, charmap.Windows1252},
		{"zh_CN", "gbk as 1252", simplifiedchinese.GBK, charmap.Windows1252},
		{"zh_CN", "gbk as latin-1", simplifiedchinese.GBK, charmap.ISO8859_1},
		{"zh_TW zh_HK", "big5 as 1252", traditionalchinese.Big5, charmap.Windows1252},
		{"ko", "euc-kr as 1252", korean.EUCKR, charmap.Windows1252},
		{"ja", "shift_jis as 1252", japanese.ShiftJIS, charmap.Windows1252},
		{"ja", "euc-jp as latin-1", japanese.EUCJP, charmap.ISO8859_1},
	} {
		n, right, wrong := 0, 0, 0
		for _, s := range samples {
			if !strings.Contains(" "+c.langs+" ", " "+s.lang+" ") {
				continue
			}
			broken, ok := crossRead(s.text, c.enc, c.as)
			if !ok || broken == s.text {
				continue
			}
			n++
			switch got, _ := Text(broken, Options{KeepSpaces: true}); got {
			case s.text:
				right++
			case broken:
				if testing.Verbose() && n%6 == 0 {
					t.Logf("same %s: %q\n%q", c.name, s.text, broken)
				}
			default:
				wrong++
				if wrong < 3 {
					t.Logf("%q\n%q\n%q", s.text, broken, got)
				}
			}
		}
		t.Logf("%-20s %3d lines, right %3d, wrong %3d", c.name, n, right, wrong)
	}
}
