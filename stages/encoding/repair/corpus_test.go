package repair

import (
	"encoding/binary"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/unicode/norm"

	"winnow/internal/devdata"
)

// sample is a line of clean text in a language.
type sample struct{ lang, text string }

// nameLines makes a line of text in each language that Unicode's CLDR has names
// of languages and countries in.
func nameLines() []sample {
	regions := []string{"DE", "ES", "CI", "AT", "CZ", "GB", "CN", "ZA", "RU", "FR", "SE", "UA", "BR", "EG"}
	langs := []string{"en", "de", "es", "pl", "tr", "ru", "el", "zh", "ar", "vi", "fr", "cs", "lv", "he"}
	var out []sample
	for _, tag := range display.Supported.Tags() {
		var b strings.Builder
		if n := display.Languages(tag); n != nil {
			for _, l := range langs {
				b.WriteString(n.Name(language.MustParse(l)) + ", ")
			}
		}
		if n := display.Regions(tag); n != nil {
			for _, r := range regions {
				b.WriteString(n.Name(language.MustParseRegion(r)) + ", ")
			}
		}
		if text := clean(strings.TrimSuffix(b.String(), ", ")); text != "" && !ascii(text) {
			out = append(out, sample{tag.String(), text})
		}
	}
	return out
}

// clean brings a line of a source into the form that repair gives any text.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == 0xa0 || r == 0x202f:
			return ' '
		case r == 0xad || r == 0x200b || r == 0xfeff || r == 0x200c || r == 0x200d:
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(norm.NFC.String(s))
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// messageDir is where Unix systems keep the translations of their programs.
const messageDir = "/usr/share/locale"

// messageLines returns up to perLang translated messages in each language, of
// at least 50 characters and in one line, evenly taken from all there are.
func messageLines(t testing.TB, perLang int) []sample {
	byLang := messages()
	if len(byLang) == 0 {
		t.Skip("no message catalogues in " + messageDir)
	}
	var out []sample
	for lang, lines := range byLang {
		n := min(perLang, len(lines))
		for k := range n {
			out = append(out, sample{lang, lines[k*len(lines)/n]})
		}
	}
	sort.SliceStable(out, func(i, k int) bool { return out[i].lang < out[k].lang })
	return out
}

// messages reads the catalogues once for all tests.
var messages = sync.OnceValue(func() map[string][]string {
	files, _ := filepath.Glob(messageDir + "/*/LC_MESSAGES/*.mo")
	byLang := map[string][]string{}
	for _, name := range files {
		lang := filepath.Base(filepath.Dir(filepath.Dir(name)))
		if strings.HasPrefix(lang, "en") {
			continue
		}
		for _, m := range catalogue(name) {
			for _, line := range strings.Split(m, "\n") {
				if len(line) < 50 || ascii(line) || !plain(line) {
					continue
				}
				if line = clean(line); utf8.RuneCountInString(line) >= 50 {
					byLang[lang] = append(byLang[lang], line)
				}
			}
		}
	}
	for lang, lines := range byLang {
		sort.Strings(lines)
		byLang[lang] = slices.Compact(lines)
	}
	return byLang
})

// plain reports lines without the formatting codes of messages, which no page has.
func plain(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsAny(s, "%\\<>{}&_`|") && !strings.ContainsRune(s, 0xfffd) &&
		strings.IndexFunc(s, unicode.IsControl) < 0
}

// catalogue reads the translations of a GNU .mo file.
func catalogue(name string) []string {
	b, err := os.ReadFile(name)
	if err != nil || len(b) < 20 || binary.LittleEndian.Uint32(b) != 0x950412de {
		return nil
	}
	n, at := binary.LittleEndian.Uint32(b[8:]), binary.LittleEndian.Uint32(b[16:])
	var out []string
	for i := range n {
		p := int(at + 8*i)
		if p+8 > len(b) {
			break
		}
		size, off := int(binary.LittleEndian.Uint32(b[p:])), int(binary.LittleEndian.Uint32(b[p+4:]))
		if off+size > len(b) {
			break
		}
		s := string(b[off : off+size])
		if i == 0 && !strings.Contains(strings.ToUpper(s), "UTF-8") {
			return nil
		}
		if i > 0 {
			out = append(out, strings.Split(s, "\x00")...)
		}
	}
	return out
}

// groundTruth returns the main texts of the WCXB development pages by name.
func groundTruth(t testing.TB) map[string]string {
	files, _ := filepath.Glob(filepath.Join(devdata.Dir(t, "bench/wcxb-dev/ground-truth"), "*.json"))
	out := map[string]string{}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var doc struct {
			GroundTruth struct {
				MainContent string `json:"main_content"`
			} `json:"ground_truth"`
			MainContent string `json:"main_content"`
		}
		if err := json.Unmarshal(b, &doc); err != nil {
			t.Fatal(name, err)
		}
		out[filepath.Base(name)] = doc.GroundTruth.MainContent + doc.MainContent
	}
	return out
}
