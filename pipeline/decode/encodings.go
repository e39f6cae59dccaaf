package decode

import (
	"sync"

	"golang.org/x/text/encoding/charmap"
)

// encodingID numbers the encodings.
type encodingID uint8

// The encodings: first those of the WHATWG standard, then ours.
const (
	encUTF8 encodingID = iota
	encUTF16LE
	encUTF16BE
	encIBM866
	encISO8859_2
	encISO8859_3
	encISO8859_4
	encISO8859_5
	encISO8859_6
	encISO8859_7
	encISO8859_8
	encISO8859_8I
	encISO8859_10
	encISO8859_13
	encISO8859_14
	encISO8859_15
	encISO8859_16
	encKOI8R
	encKOI8U
	encMacintosh
	encWindows874
	encWindows1250
	encWindows1251
	encWindows1252
	encWindows1253
	encWindows1254
	encWindows1255
	encWindows1256
	encWindows1257
	encWindows1258
	encMacCyrillic
	encGBK
	encGB18030
	encBig5
	encEUCJP
	encISO2022JP
	encShiftJIS
	encEUCKR
	encXUserDefined

	encUTF32LE
	encUTF32BE
	encIBM437
	encIBM850
	encIBM852
	encIBM855
	encJohab
	encEUCTW
	encISO2022KR
	encHZ

	numEncodings
)

// encodingInfo is what the package knows about an encoding.
type encodingInfo struct {
	name string
	// decode appends the text of src to dst and logs what did not fit.
	decode func(dst, src []byte, log *repairLog) []byte
	// table is set for encodings of one byte per character.
	table func() *singleTable
	// bom is the byte order mark.
	bom string
	// asciiSafe says that bytes below 0x80 are ASCII.
	asciiSafe bool
	// shrink is the divisor of the spare room for the output: text grows by
	// about 1/shrink of its length when decoded.
	shrink int
}

var encodings = [numEncodings]encodingInfo{
	encUTF8:    {name: "UTF-8", decode: repairUTF8, bom: "\xEF\xBB\xBF", asciiSafe: true, shrink: 16},
	encUTF16LE: {name: "UTF-16LE", decode: decodeUTF16LE, bom: "\xFF\xFE", shrink: 2},
	encUTF16BE: {name: "UTF-16BE", decode: decodeUTF16BE, bom: "\xFE\xFF", shrink: 2},
	encUTF32LE: {name: "UTF-32LE", decode: decodeUTF32LE, bom: "\xFF\xFE\x00\x00", shrink: 16},
	encUTF32BE: {name: "UTF-32BE", decode: decodeUTF32BE, bom: "\x00\x00\xFE\xFF", shrink: 16},

	encIBM866:       single("IBM866", charmap.CodePage866),
	encISO8859_2:    single("ISO-8859-2", charmap.ISO8859_2),
	encISO8859_3:    single("ISO-8859-3", charmap.ISO8859_3),
	encISO8859_4:    single("ISO-8859-4", charmap.ISO8859_4),
	encISO8859_5:    single("ISO-8859-5", charmap.ISO8859_5),
	encISO8859_6:    single("ISO-8859-6", charmap.ISO8859_6),
	encISO8859_7:    single("ISO-8859-7", charmap.ISO8859_7),
	encISO8859_8:    single("ISO-8859-8", charmap.ISO8859_8),
	encISO8859_8I:   single("ISO-8859-8-I", charmap.ISO8859_8),
	encISO8859_10:   single("ISO-8859-10", charmap.ISO8859_10),
	encISO8859_13:   single("ISO-8859-13", charmap.ISO8859_13),
	encISO8859_14:   single("ISO-8859-14", charmap.ISO8859_14),
	encISO8859_15:   single("ISO-8859-15", charmap.ISO8859_15),
	encISO8859_16:   single("ISO-8859-16", charmap.ISO8859_16),
	encKOI8R:        single("KOI8-R", charmap.KOI8R),
	encKOI8U:        single("KOI8-U", charmap.KOI8U),
	encMacintosh:    single("macintosh", charmap.Macintosh),
	encWindows874:   single("windows-874", charmap.Windows874),
	encWindows1250:  single("windows-1250", charmap.Windows1250),
	encWindows1251:  single("windows-1251", charmap.Windows1251),
	encWindows1252:  single("windows-1252", charmap.Windows1252),
	encWindows1253:  single("windows-1253", charmap.Windows1253),
	encWindows1254:  single("windows-1254", charmap.Windows1254),
	encWindows1255:  single("windows-1255", charmap.Windows1255),
	encWindows1256:  single("windows-1256", charmap.Windows1256),
	encWindows1257:  single("windows-1257", charmap.Windows1257),
	encWindows1258:  single("windows-1258", charmap.Windows1258),
	encMacCyrillic:  single("x-mac-cyrillic", charmap.MacintoshCyrillic),
	encXUserDefined: single("x-user-defined", charmap.XUserDefined),
	encIBM437:       single("IBM437", charmap.CodePage437),
	encIBM850:       single("IBM850", charmap.CodePage850),
	encIBM852:       single("IBM852", charmap.CodePage852),
	encIBM855:       single("IBM855", charmap.CodePage855),

	encGBK:       {name: "GBK", decode: decodeGB18030, asciiSafe: true, shrink: 2},
	encGB18030:   {name: "gb18030", decode: decodeGB18030, asciiSafe: true, shrink: 2},
	encBig5:      {name: "Big5", decode: decodeBig5, asciiSafe: true, shrink: 2},
	encEUCJP:     {name: "EUC-JP", decode: decodeEUCJP, asciiSafe: true, shrink: 2},
	encISO2022JP: {name: "ISO-2022-JP", decode: decodeISO2022JP, asciiSafe: true, shrink: 4},
	encShiftJIS:  {name: "Shift_JIS", decode: decodeShiftJIS, asciiSafe: true, shrink: 2},
	encEUCKR:     {name: "EUC-KR", decode: decodeEUCKR, asciiSafe: true, shrink: 2},
	encJohab:     {name: "Johab", decode: decodeJohab, asciiSafe: true, shrink: 2},
	encEUCTW:     {name: "EUC-TW", decode: decodeEUCTW, asciiSafe: true, shrink: 2},
	encISO2022KR: {name: "ISO-2022-KR", decode: decodeISO2022KR, asciiSafe: true, shrink: 4},
	encHZ:        {name: "HZ-GB-2312", decode: decodeHZ, asciiSafe: true, shrink: 4},
}

// single describes an encoding of one byte per character.
func single(name string, m *charmap.Charmap) encodingInfo {
	table := sync.OnceValue(func() *singleTable { return newSingleTable(m) })
	return encodingInfo{
		name:  name,
		table: table,
		decode: func(dst, src []byte, log *repairLog) []byte {
			return decodeSingle(dst, src, table(), log)
		},
		asciiSafe: true,
		shrink:    4,
	}
}
