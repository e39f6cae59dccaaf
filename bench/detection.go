package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/bench/results"
	"winnow/bench/systems"
	"winnow/bench/worker"
	"winnow/internal/score"
	"winnow/pipeline/decode"
)

var pythonDetectors = []results.System{
	{Name: "chardet", Settings: "detect"},
	{Name: "charset-normalizer", Settings: "from_bytes, best"},
	{Name: "Resiliparse detect_encoding", Settings: "html5_compatible off"},
}

// A coded file is bytes whose encoding is known, and what was done to them.
type coded struct {
	label, kind string
	content     []byte
}

func detection(ctx context.Context, o options, e *results.Encoding, log io.Writer) error {
	legacy, err := legacyFiles(o)
	if err != nil {
		return err
	}
	pages, err := utf8Pages(o)
	if err != nil {
		return err
	}
	e.Files, e.Pages = count(legacy, "files"), count(pages, "clean")
	contenders, err := goContenders(o, systems.Detectors())
	if err != nil {
		return err
	}
	for _, c := range append(contenders, pythonContenders(o, pythonDetectors)...) {
		d := results.Detector{Right: map[string]float64{}}
		for _, m := range []*material[coded]{legacy, pages} {
			var stats worker.Stats
			answers := c.run(ctx, o, m.requests, 1, &stats)
			right, all := map[string]int{}, map[string]int{}
			for id, known := range m.known {
				all[known.kind]++
				if sameText(known.content, answers[id].Text, known.label) {
					right[known.kind]++
				}
			}
			for kind := range all {
				d.Right[kind] = float64(right[kind]) / float64(all[kind])
			}
			speed := float64(m.bytes) / 1e6 / max(stats.CPU, 1e-9)
			if m == legacy {
				d.Legacy = speed
			} else {
				d.UTF8 = speed
			}
		}
		d.System = *c.result
		e.Detectors = append(e.Detectors, d)
		fmt.Fprintf(log, "bench: %s: %v\n", c.result.Name, d.Right)
	}
	return ctx.Err()
}

func count(m *material[coded], kind string) (n int) {
	for _, known := range m.known {
		if known.kind == kind {
			n++
		}
	}
	return n
}

// legacyFiles are chardet's test files: as they are, with what names their
// encoding made unreadable, and their text inside 20 KB of ASCII markup.
func legacyFiles(o options) (*material[coded], error) {
	files, err := filepath.Glob(filepath.Join(o.encoding, "chardet", "*", "*"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%w: no chardet/ENCODING/FILE in %s", score.ErrNoData, o.encoding)
	}
	m, err := newMaterial[coded](o, "legacy")
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		content = declared.ReplaceAllFunc(content, func(b []byte) []byte { return bytes.Repeat([]byte("x"), len(b)) })
		label := score.FolderLabel(filepath.Base(filepath.Dir(file)))
		if err := m.add(content, coded{label, "files", content}); err != nil {
			return nil, err
		}
		if strings.HasPrefix(label, "utf-16") || strings.HasPrefix(label, "utf-32") {
			continue // no ASCII markup around these
		}
		page := slices.Concat(markup, content, markup)
		if err := m.add(page, coded{label, "markup", page}); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// declared is what names an encoding in HTML and XML.
var declared = regexp.MustCompile(`(?i)(charset|encoding)\s*=`)

// markup is 10 KB of what stands around the text of a page.
var markup = bytes.Repeat([]byte(`<div class="teaser-item grid-4"><a href="/section/item.html" class="link"><img src="/i/1.jpg"></a></div>`+"\n"), 98)

// utf8Pages are pages in UTF-8 whose declaration is gone: as they are, with
// one stray byte of windows-1252, cut inside a character, and with a false
// declaration.
func utf8Pages(o options) (*material[coded], error) {
	pages, err := score.LoadWCXB(o.wcxb)
	if err != nil {
		return nil, err
	}
	m, err := newMaterial[coded](o, "utf8")
	if err != nil {
		return nil, err
	}
	// Pages of ordinary size: detectors in Python take minutes for large ones.
	const wanted, largest = 60, 100 << 10
	for _, p := range pages {
		at := bytes.LastIndexFunc(p.HTML, func(r rune) bool { return r > unicode.MaxLatin1 && r != utf8.RuneError })
		if at < 0 || len(p.HTML) > largest || !utf8.Valid(p.HTML) {
			continue
		}
		clean := declared.ReplaceAll(p.HTML, []byte("x="))
		at = bytes.LastIndexFunc(clean, func(r rune) bool { return r > unicode.MaxLatin1 })
		half := len(clean) / 2
		for half < len(clean) && !utf8.RuneStart(clean[half]) {
			half++
		}
		variants := map[string][]byte{
			"clean":  clean,
			"stray":  slices.Concat(clean[:half], []byte{0x92}, clean[half:]),
			"cut":    clean[:at+1],
			"untrue": slices.Concat([]byte(`<meta charset="iso-8859-1">`), clean),
		}
		for kind, content := range variants {
			if err := m.add(content, coded{"utf-8", kind, content}); err != nil {
				return nil, err
			}
		}
		if len(m.known) >= 4*wanted {
			break
		}
	}
	return m, nil
}

// sameText reports whether an encoding that a system names reads the bytes as
// the right one does. Names that no decoder knows do not.
func sameText(content []byte, name, label string) bool {
	if name == "" {
		return false
	}
	got, ok := read(content, whatwgName(name))
	want, known := read(content, label)
	return ok && known && got == want
}

func read(content []byte, label string) (string, bool) {
	if label == "utf-16" || label == "utf-32" {
		r, err := decode.Bytes(content, decode.Hints{})
		return r.Text, err == nil && r.Evidence == decode.EvidenceBOM
	}
	r, err := decode.As(content, label)
	return r.Text, err == nil
}

// whatwgName turns a name of Python's codecs into a label of the Encoding
// Standard.
func whatwgName(name string) string {
	name = strings.ReplaceAll(strings.ToLower(name), "_", "-")
	for from, to := range map[string]string{
		"mac-roman": "macintosh", "macroman": "macintosh", "mac-cyrillic": "x-mac-cyrillic", "maccyrillic": "x-mac-cyrillic",
		"latin-1": "iso-8859-1", "cp949": "euc-kr", "uhc": "euc-kr", "cp932": "shift_jis", "shift-jis": "shift_jis", "shift-jis-2004": "shift_jis",
		"cp936": "gb18030", "hz": "hz-gb-2312", "iso2022-jp": "iso-2022-jp", "iso2022-kr": "iso-2022-kr", "utf-8-sig": "utf-8", "ascii": "utf-8",
		"cp866": "ibm866", "cp855": "ibm855", "cp437": "ibm437", "cp850": "ibm850", "cp852": "ibm852",
	} {
		if name == from {
			return to
		}
	}
	if number, ok := strings.CutPrefix(name, "cp125"); ok {
		return "windows-125" + number
	}
	if number, ok := strings.CutPrefix(name, "iso8859-"); ok {
		return "iso-8859-" + number
	}
	return name
}
