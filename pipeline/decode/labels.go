package decode

import (
	"strings"

	"golang.org/x/text/encoding/htmlindex"
)

// lookup finds the encoding of a label as written in headers and documents.
func lookup(label string) (encodingID, bool) {
	label = strings.ToLower(strings.Trim(label, " \t\r\n\f\"'"))
	if label == "" {
		return 0, false
	}
	if e, ok := extraLabels[labelJunk.Replace(label)]; ok {
		return e, true
	}
	enc, err := htmlindex.Get(label)
	if err != nil {
		return 0, false
	}
	name, err := htmlindex.Name(enc)
	if err != nil {
		return 0, false
	}
	for e := range encodings {
		if strings.EqualFold(encodings[e].name, name) {
			return encodingID(e), true
		}
	}
	return 0, false
}

// labelJunk takes out what people write differently in labels.
var labelJunk = strings.NewReplacer("-", "", "_", "", " ", "")

// extraLabels are labels outside the WHATWG list, or that it maps to its
// "replacement" encoding to protect browsers; a cleaner wants the text. Keys
// have no hyphens, underscores or blanks.
var extraLabels = map[string]encodingID{
	"hzgb2312": encHZ, "hz": encHZ,
	"iso2022kr": encISO2022KR, "csiso2022kr": encISO2022KR,
	"ibm437": encIBM437, "cp437": encIBM437, "437": encIBM437,
	"ibm850": encIBM850, "cp850": encIBM850, "850": encIBM850,
	"ibm852": encIBM852, "cp852": encIBM852, "852": encIBM852,
	"ibm855": encIBM855, "cp855": encIBM855, "855": encIBM855,
	"johab": encJohab, "cp1361": encJohab, "ms1361": encJohab,
	"euctw": encEUCTW, "xeuctw": encEUCTW, "cseuctw": encEUCTW,
	"utf32": encUTF32LE, "utf32le": encUTF32LE, "ucs4le": encUTF32LE,
	"utf32be": encUTF32BE, "ucs4be": encUTF32BE, "ucs4": encUTF32BE,
	"cp949": encEUCKR, "ms949": encEUCKR, "uhc": encEUCKR, "xwindows949": encEUCKR,
	"cp932": encShiftJIS, "sjis": encShiftJIS, "shiftjis": encShiftJIS,
	"cp936": encGBK, "ms936": encGBK, "windows936": encGBK,
	"cp950": encBig5, "windows950": encBig5, "big5hkscs": encBig5, "big5": encBig5,
	"eucjp": encEUCJP, "euckr": encEUCKR, "gb2312": encGBK, "euccn": encGBK, "gb18030": encGB18030,
	"maccyrillic": encMacCyrillic, "xmaccyrillic": encMacCyrillic,
	"macroman": encMacintosh, "macintosh": encMacintosh, "xmacroman": encMacintosh,
	"latin1": encWindows1252, "iso88591": encWindows1252, "cp1252": encWindows1252, "ansi": encWindows1252,
	"latin2": encISO8859_2, "win1250": encWindows1250, "win1251": encWindows1251, "tis620": encWindows874,
	"utf8": encUTF8, "utf8mb4": encUTF8, "utf8mb3": encUTF8, "unicode": encUTF8,
}
