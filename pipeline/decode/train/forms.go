package main

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// vietnamese returns a word in the two spellings of windows-1258: tones as
// combining marks everywhere, or only where the encoding has no letter with
// the tone.
func vietnamese(w string) []string {
	return []string{decomposeTones(w, ""), decomposeTones(w, "àáâãèéêìíòóôõùúăđĩũơưñç")}
}

// decomposeTones splits tone marks off letters that are not in keep.
func decomposeTones(w, keep string) string {
	var out strings.Builder
	for _, r := range w {
		if strings.ContainsRune(keep, r) {
			out.WriteRune(r)
			continue
		}
		var tone rune
		var rest []rune
		for _, d := range norm.NFD.String(string(r)) {
			switch d {
			case 0x300, 0x301, 0x303, 0x309, 0x323:
				tone = d
			default:
				rest = append(rest, d)
			}
		}
		out.WriteString(norm.NFC.String(string(rest)))
		if tone != 0 {
			out.WriteRune(tone)
		}
	}
	return out.String()
}

// romanian returns a word with commas below, as it should be (ISO-8859-16), and with
// the cedillas that windows-1250 and ISO-8859-2 have in their place.
func romanian(w string) []string {
	commas := strings.NewReplacer("ş", "ș", "ţ", "ț").Replace(w)
	cedillas := strings.NewReplacer("ș", "ş", "ț", "ţ").Replace(w)
	return []string{commas, cedillas}
}

// persian returns a word with the Arabic letters that windows-1256 has in place
// of the Persian yeh, and the word itself.
func persian(w string) []string {
	return []string{w, strings.NewReplacer("ی", "ي", "ک", "ك").Replace(w), strings.NewReplacer("ی", "ي").Replace(w)}
}

// serbian turns Latin spelling into Cyrillic; words with letters that Serbian
// does not have are left out.
func serbian(w string) []string {
	for _, r := range w {
		if r >= 0x400 && r < 0x500 {
			return []string{w}
		}
	}
	if strings.ContainsAny(w, "qwxy") {
		return nil
	}
	return []string{serbianLetters.Replace(w)}
}

var serbianLetters = strings.NewReplacer(
	"lj", "љ", "nj", "њ", "dž", "џ", "dj", "ђ",
	"a", "а", "b", "б", "c", "ц", "č", "ч", "ć", "ћ", "d", "д", "đ", "ђ", "e", "е",
	"f", "ф", "g", "г", "h", "х", "i", "и", "j", "ј", "k", "к", "l", "л", "m", "м",
	"n", "н", "o", "о", "p", "п", "r", "р", "s", "с", "š", "ш", "t", "т", "u", "у",
	"v", "в", "z", "з", "ž", "ж",
)
