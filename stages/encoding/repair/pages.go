package repair

import (
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// page is a single-byte code page as which UTF-8 may have been read.
type page struct {
	name string
	cm   *charmap.Charmap
	// c1 says that programs that read text as this page let the bytes it
	// leaves to controls through, mixed with its own characters: the habit of
	// windows-1252, which the web means when it says latin-1.
	c1 bool
	// prior is added to the evidence of each run: how often this misreading is
	// met, compared with the others. Below 0 where words of the page's own
	// language may have the form of UTF-8, as Thai "แบบ" does.
	prior int
	// drawn says that the page has characters for drawing boxes, so that line
	// art looks like UTF-8 read as it.
	drawn bool
	// lost is the one continuation byte that the page does not define, or 0:
	// where a decoder wrote U+FFFD for it, it is known what stood there.
	lost byte
}

// The code pages, the likeliest first: of two pages that explain a line
// equally well the earlier wins.
var pages = [...]page{
	{name: "windows-1252", cm: charmap.Windows1252, c1: true, prior: 1},
	{name: "windows-1254", cm: charmap.Windows1254, c1: true},
	{name: "windows-1250", cm: charmap.Windows1250},
	{name: "windows-1251", cm: charmap.Windows1251},
	{name: "macroman", cm: charmap.Macintosh},
	{name: "cp437", cm: charmap.CodePage437, drawn: true},
	{name: "iso-8859-2", cm: charmap.ISO8859_2},
	{name: "windows-1253", cm: charmap.Windows1253, lost: 0xaa},
	{name: "windows-1257", cm: charmap.Windows1257},
	{name: "iso-8859-15", cm: charmap.ISO8859_15, prior: -2},
	{name: "cp850", cm: charmap.CodePage850, drawn: true},
	{name: "koi8-r", cm: charmap.KOI8R},
	{name: "cp866", cm: charmap.CodePage866, drawn: true},
	{name: "windows-1256", cm: charmap.Windows1256},
	{name: "windows-1255", cm: charmap.Windows1255},
	{name: "cp852", cm: charmap.CodePage852, drawn: true},
	{name: "mac-cyrillic", cm: charmap.MacintoshCyrillic},
	{name: "iso-8859-5", cm: charmap.ISO8859_5},
	{name: "windows-874", cm: charmap.Windows874, prior: -4},
	{name: "windows-1258", cm: charmap.Windows1258},
}

const numPages = len(pages)

// pageLimit is the first code point above all characters of the code pages,
// except for the three that MacRoman has far up: macApple, macFI, macFL.
const pageLimit = 0x2600

// pageTable says for each character what byte it was in which page.
type pageTable struct {
	lead, cont [pageLimit]uint32 // bit p: a lead or continuation byte in page p
	enc        [numPages][pageLimit]byte
}

// tables is built once and only read.
var tables = buildPageTable()

func buildPageTable() *pageTable {
	t := new(pageTable)
	for p := range pages {
		for b := 0x80; b < 0x100; b++ {
			r := pages[p].cm.DecodeByte(byte(b))
			if r == utf8.RuneError || pages[p].cm == charmap.ISO8859_2 && b < 0xa0 {
				// A byte without a character came through as the control or
				// the Latin-1 character of the same number.
				r = rune(b)
			}
			t.add(p, r, byte(b))
		}
		if pages[p].c1 {
			for b := 0x80; b < 0xa0; b++ {
				t.add(p, rune(b), byte(b))
			}
		}
	}
	return t
}

func (t *pageTable) add(p int, r rune, b byte) {
	if r >= pageLimit || t.enc[p][r] != 0 {
		return
	}
	t.enc[p][r] = b
	switch {
	case b < 0xc0:
		t.cont[r] |= 1 << p
	case b >= 0xc2 && b < 0xf5:
		t.lead[r] |= 1 << p
	}
}

const (
	pageCyrillic = 3
	pageMac      = 4
	pageKOI8     = 11
	pageDOS      = 12

	macApple = 0xf8ff
	macFI    = 0xfb01
	macFL    = 0xfb02
	macFar   = 1 << pageMac
)

// leadMask returns the pages in which r was a lead byte of UTF-8.
func leadMask(r rune) uint32 {
	if r < pageLimit {
		return tables.lead[r]
	}
	if r == macApple || r == macFI || r == macFL {
		return macFar
	}
	return 0
}

// byteIn returns the byte that r was in page p, or 0 if r is not there.
func byteIn(p int, r rune) byte {
	switch {
	case r < 0x80:
		return 0
	case r < pageLimit:
		return tables.enc[p][r]
	case p != pageMac:
		return 0
	case r == macApple:
		return 0xf0
	case r == macFI:
		return 0xde
	case r == macFL:
		return 0xdf
	}
	return 0
}
