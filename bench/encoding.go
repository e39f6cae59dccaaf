package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"winnow/bench/results"
	"winnow/bench/systems"
	"winnow/bench/worker"
	"winnow/internal/score"
	"winnow/pipeline/decode"
)

// ftfyCases are ftfy's tests, which winnow carries.
const ftfyCases = "../stages/encoding/repair/testdata/ftfy/*.json"

var pythonDetectors = []results.System{
	{Name: "chardet", Settings: "detect"},
	{Name: "charset-normalizer", Settings: "from_bytes, best"},
	{Name: "Resiliparse detect_encoding", Settings: "html5_compatible off"},
}

var pythonRepairers = []results.System{
	{Name: "ftfy", Settings: "fix_text, defaults"},
	{Name: "ftfy fix_encoding", Settings: "fix_encoding: mojibake alone"},
}

// encoding compares detectors of encodings and repairers of text.
func encoding(ctx context.Context, o options, r *results.Results, log io.Writer) error {
	r.Encoding = &results.Encoding{}
	if err := detection(ctx, o, r.Encoding, log); err != nil {
		return err
	}
	return repairs(ctx, o, r.Encoding, log)
}

// A material is a list of files given to systems, and what is known of each.
type material[T any] struct {
	dir      string
	requests []worker.Request
	known    map[string]T
	bytes    int
}

func newMaterial[T any](o options, name string) (*material[T], error) {
	dir, err := filepath.Abs(filepath.Join(o.work, name))
	if err != nil {
		return nil, err
	}
	return &material[T]{dir: dir, known: map[string]T{}}, os.MkdirAll(dir, 0o755)
}

func (m *material[T]) add(content []byte, known T) error {
	id := fmt.Sprint(len(m.requests))
	file := filepath.Join(m.dir, id)
	m.requests = append(m.requests, worker.Request{ID: id, File: file})
	m.known[id] = known
	m.bytes += len(content)
	return os.WriteFile(file, content, 0o644)
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

// A broken text is one with what it should be repaired to, if that is known.
type broken struct {
	kind, want string
}

func repairs(ctx context.Context, o options, e *results.Encoding, log io.Writer) error {
	cases, err := casesOfFtfy(o)
	if err != nil {
		return err
	}
	clean, dense, err := truths(o)
	if err != nil {
		return err
	}
	for _, c := range cases.known {
		if c.kind == "pass" {
			e.Cases++
		} else {
			e.KnownFailures++
		}
	}
	e.CleanBytes, e.Dense = clean.bytes, len(dense.known)
	contenders, err := goContenders(o, systems.Repairers())
	if err != nil {
		return err
	}
	for _, c := range append(contenders, pythonContenders(o, pythonRepairers)...) {
		var p results.Repairer
		answers := c.run(ctx, o, cases.requests, 1, nil)
		for id, known := range cases.known {
			switch got := answers[id].Text; {
			case got != known.want:
			case known.kind == "pass":
				p.Cases++
			default:
				p.KnownFailures++
			}
		}
		var stats worker.Stats
		answers = c.run(ctx, o, clean.requests, 1, &stats)
		p.Clean = float64(clean.bytes) / 1e6 / max(stats.CPU, 1e-9)
		for id, known := range clean.known {
			if a, ok := answers[id]; ok {
				visible, spaces := changed(known.want, a.Text)
				p.Changed, p.Spaces = p.Changed+visible, p.Spaces+spaces
			}
		}
		answers = c.run(ctx, o, dense.requests, 1, &stats)
		p.Broken = float64(dense.bytes) / 1e6 / max(stats.CPU, 1e-9)
		restored := 0
		for id, known := range dense.known {
			if withoutSpaces(answers[id].Text) == withoutSpaces(known.want) {
				restored++
			}
		}
		p.Restored = float64(restored) / float64(max(1, len(dense.known)))
		p.System = *c.result
		e.Repairers = append(e.Repairers, p)
		fmt.Fprintf(log, "bench: %s: %d of %d cases, %d characters changed\n", c.result.Name, p.Cases, e.Cases, p.Changed)
	}
	return ctx.Err()
}

func casesOfFtfy(o options) (*material[broken], error) {
	files, err := filepath.Glob(ftfyCases)
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, errors.New("no " + ftfyCases + ": the benchmark runs in its own folder")
	}
	m, err := newMaterial[broken](o, "ftfy")
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var cases []struct{ Original, Fixed, Expect string }
		if err := json.Unmarshal(data, &cases); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		for _, c := range cases {
			if err := m.add([]byte(c.Original), broken{c.Expect, c.Fixed}); err != nil {
				return nil, err
			}
		}
	}
	return m, nil
}

// truths are the texts of WCXB's pages, which nothing should change, and their
// lines with letters beyond ASCII, in UTF-8 read as windows-1252.
func truths(o options) (clean, dense *material[broken], err error) {
	pages, err := score.LoadWCXB(o.wcxb)
	if err != nil {
		return nil, nil, err
	}
	if clean, err = newMaterial[broken](o, "clean"); err != nil {
		return nil, nil, err
	}
	if dense, err = newMaterial[broken](o, "dense"); err != nil {
		return nil, nil, err
	}
	for _, p := range pages {
		if err := clean.add([]byte(p.Truth.Text), broken{"clean", p.Truth.Text}); err != nil {
			return nil, nil, err
		}
		var lines, misread strings.Builder
		for line := range strings.Lines(p.Truth.Text) {
			wrong, err := charmap.Windows1252.NewDecoder().String(line)
			back, lossy := charmap.Windows1252.NewEncoder().String(wrong)
			if err != nil || lossy != nil || back != line || wrong == line {
				continue
			}
			lines.WriteString(line)
			misread.WriteString(wrong)
		}
		if misread.Len() > 0 {
			if err := dense.add([]byte(misread.String()), broken{"dense", lines.String()}); err != nil {
				return nil, nil, err
			}
		}
	}
	return clean, dense, nil
}

// changed counts the characters by which two texts differ, whatever their
// order: those that one has more of, in the text that has more such. White
// space and invisible characters are counted apart.
func changed(before, after string) (visible, spaces int) {
	if before == after {
		return 0, 0
	}
	counts := map[rune]int{}
	for _, r := range before {
		counts[r]++
	}
	for _, r := range after {
		counts[r]--
	}
	var more, less, moreSpaces, lessSpaces int
	for r, n := range counts {
		switch {
		case isSpace(r) && n > 0:
			moreSpaces += n
		case isSpace(r):
			lessSpaces -= n
		case n > 0:
			more += n
		default:
			less -= n
		}
	}
	return max(more, less), max(moreSpaces, lessSpaces)
}

// isSpace recognises white space and characters that cannot be seen.
func isSpace(r rune) bool {
	return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r)
}

// withoutSpaces is a text without the characters in which repairers differ by
// policy.
func withoutSpaces(s string) string {
	return strings.Map(func(r rune) rune {
		if isSpace(r) {
			return -1
		}
		return r
	}, s)
}
